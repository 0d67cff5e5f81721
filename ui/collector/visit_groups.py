"""One group of the observation form: its questions, last time's answers beside them, and one key for "the same".

A group that is rarely needed is folded into a line that tells how it was, so that confirming it takes one key and
opening it another; its rows are only made when somebody opens it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from fieldapp.domain.observation import Observation
from fieldapp.domain.observation_form import GROUPS, Group
from fieldapp.services.record_visit import VisitDraft
from ui import formats, icons, theme, words
from ui.collector.visit_editors import BROAD, Marks, answer, bring_into_sight, editor, go_to, question, show
from ui.i18n import translate
from ui.in_pieces import InPieces, Piece
from ui.theme import Tone
from ui.widgets.buttons import button, icon_button
from ui.widgets.card import Card
from ui.widgets.checked_edit import CheckedEdit
from ui.widgets.chips import Chip
from ui.widgets.choice import Choice
from ui.widgets.fields import FieldRow, Fields
from ui.widgets.labels import label

FIGURE_WIDTH = 190
OPEN_AT_ONCE = frozenset({Group.PLACE, Group.PRODUCTION, Group.SALES, Group.OUTGOINGS})
Said = Mapping[str, tuple[str, Tone]]


class GroupCard(Card):
    """A group. It says what was answered and changes nothing itself, except by the key that repeats last time.

    Signals:
        took: (name, value) an answer was given, changed or taken back.
        typed: (name, text) the text of a field that is no answer; empty when it has become one.
        carried: (Group) the same as last time was said of the whole group.
    """

    took = Signal(str, object)
    typed = Signal(str, str)
    carried = Signal(object)

    def __init__(
        self, group: Group, draft: VisitDraft, before: Observation | None, told: str, registered: str = ""
    ) -> None:
        """`told` introduces an earlier answer; `registered` is the kind of place as it is on file, in words."""
        super().__init__(words.observed_group(group))
        self.group, self._draft, self._before, self._told = group, draft, before, told
        self._registered = registered
        self.rows: dict[str, FieldRow] = {}
        self.is_open = False
        self._names: tuple[str, ...] = ()
        self._said: Said = {}
        self._count, self._same_chip = label("", "faint"), Chip(self.tr("与上次相同"), "ok")
        self.same = button(self.tr("与上次相同"), "quiet", says=self.tr("{group}：与上次相同").format(
            group=words.observed_group(group)))  # fmt: skip
        self.same.setToolTip(self.tr("在这一组里按 = 键"))
        self.same.clicked.connect(self.carry)
        self.fold = icon_button("chevron_down", "")
        self.fold.clicked.connect(lambda: self.set_open(False) if self.is_open else self.unfold())
        for part in (self._count, self._same_chip, self.same, self.fold):
            self.head.addWidget(part)
        self._summary = label("", "muted", wrap=True)
        self.add(self._summary)
        self._form = Fields()
        self.add(self._form)
        self._answered = bool(self._given())
        self._form.hide()
        self._say_fold()

    @property
    def names(self) -> tuple[str, ...]:
        """The questions that are asked now."""
        return self._names

    def opens_at_once(self) -> bool:
        """Whether it is shown open from the beginning: what is mostly asked, and what was answered."""
        return self.group in OPEN_AT_ONCE or self._answered

    def pieces(self) -> Iterator[Piece]:
        """Its rows, one after another, for whoever builds the page."""
        for name in GROUPS[self.group]:
            if name not in self.rows:
                yield partial(self._add, name)

    def begin(self, names: tuple[str, ...]) -> None:
        """These are asked, before anything is made; a group that asks nothing is not seen."""
        self._names = names
        if not names:
            self.hide()
        self._say_head()

    def unfold(self) -> None:
        """Unfold it without holding the window up: its rows come one after another."""
        self.set_open_made()
        InPieces(self, self.pieces(), lambda: self.refresh(self._names, self._said))

    def refresh(self, names: tuple[str, ...], said: Said) -> None:
        """Ask these, and say this beside them."""
        self._names, self._said = names, said
        self.setVisible(bool(names))
        if names and self.is_open:
            for piece in self.pieces():
                piece()
        for name, row in self.rows.items():
            row.set_shown(name in names)
            row.remark(*said.get(name, ("", "text_2")))
        self._say_head()

    def set_open(self, opened: bool) -> None:
        """Unfold it, or fold it again."""
        self.is_open = opened
        self._form.setVisible(opened)
        self._summary.setVisible(not opened)
        self._say_fold()
        self.refresh(self._names, self._said)

    def set_open_made(self) -> None:
        """Unfold it; its rows are made already."""
        self.is_open = True
        self._form.show()
        self._summary.hide()
        self._say_fold()

    def show_answer(self, name: str) -> None:
        """Put what the draft says into the control."""
        if name in self.rows:
            show(self.rows[name].editor, getattr(self._draft.observation, name))

    def carry(self) -> None:
        """Everything that was answered last time and is not answered yet is as it was."""
        for name, value in self.to_carry().items():
            self.took.emit(name, value)
            self.show_answer(name)
        self.carried.emit(self.group)

    def to_carry(self) -> dict[str, Any]:
        """What "the same as last time" would answer."""
        if self._before is None:
            return {}
        given = self._draft.observation.given()
        last = {name: getattr(self._before, name) for name in GROUPS[self.group] if name not in given}
        return {name: value for name, value in last.items() if value is not None}

    def go_to(self, name: str) -> bool:
        """Move to a field; whether it is one of this group and asked."""
        if name not in self._names:
            return False
        self.set_open(True)
        go_to(self.rows[name].editor)
        return True

    def focus_head(self) -> None:
        """Put the keyboard where one key confirms the group, or opens it."""
        target: QWidget = self.same if self.same.isVisibleTo(self) else self.fold
        target.setFocus(Qt.FocusReason.TabFocusReason)
        bring_into_sight(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Equal and not event.modifiers():
            self.carry()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a field that takes figures the key means the group, for it is no figure."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Equal:
            self.carry()
            return True
        return super().eventFilter(watched, event)

    def _add(self, name: str) -> None:
        made = editor(name)
        last = getattr(self._before, name) if self._before is not None else None
        before = self._told.format(value=words.observed_value(name, last)) if last is not None else ""
        if name == "premises_type" and not before and self._registered:
            before = self.tr("登记：{kind}").format(kind=self._registered)
        self.rows[name] = self._form.add(question(name), made, before=before, width=FIGURE_WIDTH, wide=name in BROAD)
        typed = self._draft.typed.get(name, "")
        show(made, getattr(self._draft.observation, name))
        if typed and isinstance(made, QLineEdit):
            made.setText(typed)
        self._listen(name, made)
        self.rows[name].set_shown(name in self._names)

    def _listen(self, name: str, made: QWidget) -> None:
        if isinstance(made, CheckedEdit):
            made.installEventFilter(self)
            made.changed.connect(lambda value: self.took.emit(name, value))
            made.textEdited.connect(lambda text: self.typed.emit(name, "" if made.value() is not None else text))
        elif isinstance(made, Choice | Marks):
            made.changed.connect(lambda value: self.took.emit(name, answer(name, value)))
        elif isinstance(made, QLineEdit):
            made.textChanged.connect(lambda text: self.took.emit(name, answer(name, text)))

    def _given(self) -> dict[str, Any]:
        seen = {name: getattr(self._draft.observation, name) for name in GROUPS[self.group]}
        return {name: value for name, value in seen.items() if value is not None}

    def _say_head(self) -> None:
        given = [name for name in self._names if getattr(self._draft.observation, name) is not None]
        self._count.setText(f"{len(given)}/{len(self._names)}")
        self._count.setAccessibleName(self.tr("已答 {given} 项，共 {asked} 项").format(
            given=len(given), asked=len(self._names)))  # fmt: skip
        self._same_chip.setVisible(self.group.value in self._draft.carried)
        self.same.setVisible(bool(self.to_carry()))
        if not self.is_open:
            self._summary.setText(self._summed_up())

    def _summed_up(self) -> str:
        """A folded group in one line: its answers, else last time's."""
        given = self._given()
        if given:
            return _told(given)
        last = {name: getattr(self._before, name) for name in self._names if self._before is not None}
        known = {name: value for name, value in last.items() if value is not None}
        if known:
            return self._told.format(value=_told(known))
        return formats.listed(question(name) for name in self._names)

    def _say_fold(self) -> None:
        says = self.tr("收起{group}") if self.is_open else self.tr("展开{group}")
        name = says.format(group=words.observed_group(self.group))
        self.fold.setAccessibleName(name)
        self.fold.setToolTip(name)
        self.fold.setIcon(icons.icon("chevron_up" if self.is_open else "chevron_down", "text_2"))


class SectionHead(QWidget):
    """The line above the observation: what it is, and of how many questions it asks."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.XXS, theme.XS, theme.XXS, 0)
        column.setSpacing(0)
        column.addWidget(label(translate("SectionHead", "经营状况"), "h2"))
        self._told = label("", "muted", wrap=True)
        column.addWidget(self._told)

    def say(self, trade: str, count: int, last: bool) -> None:
        """How many questions fit, and by which key last time is repeated."""
        told = self.tr("只问与{trade}有关的 %n 项", "", count).format(trade=trade)
        repeat = self.tr("在任一组按 = 键表示与上次相同") if last else ""
        self._told.setText(" · ".join(part for part in (told, repeat) if part))


def _told(answers: Mapping[str, Any]) -> str:
    return formats.clauses(
        [f"{words.observed(name)} {words.observed_value(name, value)}" for name, value in answers.items()]
    )
