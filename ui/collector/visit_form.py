"""The left of the visit page: one guided form from arrival to what was said, written into the draft as it is filled in.

Every row lines up with every other, the value of last time stands beside each field, a remark speaks as soon as two
answers disagree, and one key says of a whole group that nothing has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.domain.observation import FIELDS, OwnerPresent
from fieldapp.domain.observation_form import GROUP_OF, Group, asked_groups, follow_met
from fieldapp.domain.visit import NOTE_LIMIT
from fieldapp.services.record_visit import VisitDesk, VisitDraft
from ui import theme, words
from ui.collector.visit_arrival import ArrivalCard
from ui.collector.visit_editors import go_to
from ui.collector.visit_groups import GroupCard, Said, SectionHead
from ui.collector.visit_meeting import MeetingCard
from ui.in_pieces import Piece
from ui.viewmodels.visit_form import Arrival, Gap, premises_of, remarks, setting_of
from ui.widgets.card import Card
from ui.widgets.checked_edit import CheckedEdit
from ui.widgets.fields import FieldRow
from ui.widgets.labels import label, set_tone
from ui.widgets.note_edit import NoteEdit
from ui.workplace import Workplace


class VisitForm(QWidget):
    """The form. It changes `draft` itself and says which answer changed. Its parts are made by `pieces`.

    Signals:
        edited: (str) the name of the answer that was given, changed or taken back.
    """

    edited = Signal(str)

    def __init__(self, work: Workplace, arrival: Arrival, visit: VisitDesk) -> None:
        super().__init__()
        self.draft: VisitDraft = visit.draft
        self._work, self._arrival, self._visit = work, arrival, visit
        self._seen = arrival.seen
        self.groups: dict[Group, GroupCard] = {}
        self.note = NoteEdit(self.tr("所见所谈"), hint=self.tr("看到什么、谈了什么，只写事实，不写评价"), lines=3)
        self.note.setParent(self)  # a page that is left before its pieces stand takes it along
        self.note.hide()
        self.reason: NoteEdit | None = None
        self._count = label("", "faint", right=True)
        self._ready = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.M)

    @property
    def told(self) -> str:
        """How the earlier value beside a field is introduced."""
        return self.tr("原记录：{value}") if self.draft.corrects else self.tr("上次：{value}")

    @property
    def rows(self) -> dict[str, FieldRow]:
        """Every row that is made, by name."""
        made = dict(self.arrival.rows) | self.meeting.rows
        for group in self.groups.values():
            made |= group.rows
        return made

    @property
    def asked(self) -> set[str]:
        """Names of the questions that are asked now."""
        return {name for card in self.groups.values() for name in card.names}

    @property
    def identified(self) -> QWidget:
        """The box that says that card and authorisation were shown."""
        return self.arrival.identified

    def pieces(self) -> Iterator[Piece]:
        """The parts of the form, a few milliseconds each, in the order in which they are seen."""
        yield self._make_arrival
        yield self._make_meeting
        names = asked_groups(setting_of(self._seen, self.draft), self.draft.observation)
        for group in Group:
            yield partial(self._make_group, group, names.get(group, ()))
            if group in names and self.groups[group].opens_at_once():
                yield self.groups[group].set_open_made
                yield from self.groups[group].pieces()
        yield self._make_note
        for group in Group:
            yield partial(self._refresh_group, group)
        yield self._be_ready

    def refresh(self) -> None:
        """Ask what fits the answers so far, and say what is to be said beside them."""
        if not self._ready:
            return
        premises = premises_of(self._seen, self.draft)
        groups = asked_groups(setting_of(self._seen, self.draft), self.draft.observation)
        said = self._remarks()
        for group, card in self.groups.items():
            card.refresh(groups.get(group, ()), said)
        self.meeting.refresh(said)
        self.arrival.refresh()
        count = sum(len(names) for names in groups.values())
        self.section.say(premises.trade if premises else "", count, self._visit.before is not None)
        self._say_count()

    def show_gaps(self, gaps: Iterable[Gap]) -> None:
        """Say at each field that is missing that it is; every other field falls silent."""
        missing = {gap.field for gap in gaps}
        for name, row in self.rows.items():
            row.say_error(self.tr("请选择") if name in missing else "")

    def invalid(self) -> QWidget | None:
        """The first field whose text is no answer; it says why."""
        checked = [row.editor for row in self.rows.values() if isinstance(row.editor, CheckedEdit)]
        wrong = [edit for edit in checked if not edit.check()]
        return wrong[0] if wrong else None

    def go_to(self, name: str) -> bool:
        """Move to a field; whether it is one of this form."""
        plain = {"note": self.note, "correction_reason": self.reason}.get(name)
        if plain is not None:
            go_to(plain)
            return True
        if name in GROUP_OF:
            return self.groups[GROUP_OF[name]].go_to(name)
        return self.arrival.go_to(name) or self.meeting.go_to(name)

    def _make_arrival(self) -> None:
        if self.draft.corrects:
            self._column.addWidget(self._correcting())
        self.arrival = ArrivalCard(self._work, self._seen, self._visit)
        self.arrival.took.connect(self._take)
        self._column.addWidget(self.arrival)

    def _make_meeting(self) -> None:
        self.meeting = MeetingCard(self.draft, self._visit.last, self.told)
        self.meeting.took.connect(self._take)
        self.meeting.carried.connect(lambda: self._go_on_from(None))
        self.section = SectionHead()
        for part in (self.meeting, self.section):
            self._column.addWidget(part)

    def _make_group(self, group: Group, names: tuple[str, ...]) -> None:
        premises = premises_of(self._seen, self.draft)
        registered = words.premises_kind(premises.kind) if premises else ""
        card = GroupCard(group, self.draft, self._visit.before, self.told, registered)
        card.took.connect(self._take)
        card.typed.connect(self._typed)
        card.carried.connect(self._carried)
        card.begin(names)
        self.groups[group] = card
        self._column.addWidget(card)

    def _refresh_group(self, group: Group) -> None:
        """What is to be said beside one group's fields, while the page is being made."""
        groups = asked_groups(setting_of(self._seen, self.draft), self.draft.observation)
        self.groups[group].refresh(groups.get(group, ()), self._remarks())

    def _remarks(self) -> Said:
        premises = premises_of(self._seen, self.draft)
        return remarks(self.draft, self._visit.before, premises, self._arrival.checks)

    def _make_note(self) -> None:
        card = Card(self.tr("所见所谈"))
        card.head.addWidget(self._count)
        card.add(self.note)
        self.note.show()
        self.note.set_text(self.draft.note)
        self.note.textChanged.connect(lambda: self._take("note", self.note.text()))
        self._column.addWidget(card)

    def _correcting(self) -> Card:
        """Why the earlier record is put right: asked first, because without it nothing is saved."""
        card = Card(self.tr("更正的原因"))
        reason = self.reason = NoteEdit(self.tr("更正的原因"), hint=self.tr("哪里记错了，为什么"), lines=2)
        card.add(reason)
        told = self.tr("原来的记录不会改动，更正后的记录和它并排显示。")
        card.add(label(told, "muted", wrap=True))
        reason.set_text(self.draft.correction_reason)
        reason.textChanged.connect(lambda: self._take("correction_reason", reason.text()))
        return card

    def _be_ready(self) -> None:
        self._ready = True
        self.refresh()

    def _take(self, name: str, value: Any) -> None:
        if name in FIELDS:
            self._observe(name, value)
        else:
            setattr(self.draft, "premises_id" if name == "premises" else name, value)
        if name == "met":
            self._follow_met()
        row = self.rows.get(name)
        if row is not None:
            row.say_error("")
        self.refresh()
        self.edited.emit(name)

    def _observe(self, name: str, value: Any) -> None:
        self.draft.observation = replace(self.draft.observation, **{name: value})
        self.draft.typed.pop(name, None)
        group = GROUP_OF[name].value
        if group in self.draft.carried:  # it was changed by hand after all
            self.draft.carried = tuple(one for one in self.draft.carried if one != group)

    def _follow_met(self) -> None:
        """Who was met says who runs the place, until somebody says otherwise."""
        said = follow_met(self.draft.met)
        card = self.groups[GROUP_OF["owner_present"]]
        if said and self.draft.observation.owner_present in {None, getattr(self, "_followed", None)}:
            self._followed = OwnerPresent(said)
            self._observe("owner_present", self._followed)
            card.show_answer("owner_present")

    def _typed(self, name: str, text: str) -> None:
        """Text that is no answer yet is kept all the same: not a keystroke is lost."""
        before = self.draft.typed.get(name, "")
        if text != before:
            if text:
                self.draft.typed[name] = text
            else:
                self.draft.typed.pop(name, None)
            self.edited.emit(name)

    def _carried(self, group: Group) -> None:
        if self._visit.before is not None and self.groups[group].names and group.value not in self.draft.carried:
            self.draft.carried = (*self.draft.carried, group.value)
            self.refresh()
            self.edited.emit(group.value)
        self._go_on_from(group)

    def _go_on_from(self, group: Group | None) -> None:
        """To the next group that is asked; after the last one to the note."""
        order = list(Group)
        later = order[order.index(group) + 1 :] if group is not None else order
        card = next((self.groups[one] for one in later if self.groups[one].names), None)
        if card is None:
            go_to(self.note)
        else:
            card.focus_head()

    def _say_count(self) -> None:
        left = NOTE_LIMIT - len(self.draft.note.strip())
        near = left < NOTE_LIMIT // 5
        self._count.setText(self.tr("还可写 %n 字", "", left) if left >= 0 else self.tr("超出 %n 字", "", -left))
        self._count.setVisible(near)
        set_tone(self._count, "stop" if left < 0 else "text_3")
