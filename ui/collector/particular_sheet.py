"""People and places of a case as they are found out: added, corrected, and marked as gone, beside the bank's record.

Opened as "case|kind|of"; without a kind it begins with a number, without an owner one is chosen. On the right stands
everything that is known today with where it is known from; each line leads to its correction, and places to a visit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from fieldapp.domain.particulars import ParticularContent, ParticularKind, Told
from fieldapp.errors import KnownError
from fieldapp.services.add_particular import (
    ParticularDesk,
    SavedParticulars,
    add_particulars,
    discard_particular,
    keep_particular,
    particular_desk,
    place_to_visit,
)
from fieldapp.store.laptop.unit import ChangeSet
from ui import theme
from ui.collector.particular_form import ParticularDraft, ParticularForm
from ui.collector.soon_kept import SoonKept
from ui.viewmodels.particulars import KnownLine, known_lines
from ui.widgets.buttons import button, icon_button
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.emptying import empty, let_go
from ui.widgets.labels import label, rule
from ui.widgets.page import Action, PageFrame
from ui.widgets.states import Banner
from ui.words import particular as particular_words
from ui.workplace import Workplace

PLACES = frozenset({ParticularKind.ADDRESS, ParticularKind.PREMISES})


class ParticularPage(PageFrame):
    """The page of one case's particulars."""

    def __init__(self, work: Workplace, ref: str) -> None:
        super().__init__("", can_go_back=True)
        self._work = work
        case_id, kind, of, *_ = [*ref.split("|"), "", ""]
        self._case_id = case_id
        self.draft = ParticularDraft(ParticularKind(kind) if kind else ParticularKind.PHONE, of)
        self._first_of = of
        self._desk: ParticularDesk | None = None
        self._ending = False
        self.form: ParticularForm | None = None
        self.set_title(self.tr("相关人与地点"))
        self.banner = Banner("", "warn")
        self.banner.hide()
        self.body.addWidget(self.banner)
        self._opening = label(self.tr("正在打开…"), "muted")
        self.body.addWidget(self._opening)
        self.keeper = SoonKept(work.tasks, self._writing, self)
        self.keeper.failed.connect(self.banner.say_error)
        work.changed.connect(self._on_changed)
        self._load()

    def save(self) -> None:
        """Add or correct what is filled in."""
        if self.form is None or self._ending:
            return
        self.form.note.flush()
        wrong = self.form.missing()
        if wrong is not None:
            wrong.setFocus()
            return
        self._write(self.draft.contents(), self.tr("已保存，联网后自动发送"))

    def mark_gone(self, line: KnownLine) -> None:
        """Say that a line no longer holds."""
        source = Told.SEEN if line.kind is ParticularKind.PREMISES else Told.BORROWER
        said = ParticularContent(line.kind, "", source, of=line.of, corrects=line.corrects, gone=True)
        self._write([said], self.tr("已标为失效，记录仍在时间线里"), keep_form=True)

    def correct(self, line: KnownLine) -> None:
        """Begin a correction of a line with what it says now."""
        draft = ParticularDraft(line.kind, line.of, corrects=line.corrects)
        if line.kind is ParticularKind.PHONE:
            draft.was = line.shown
        else:
            draft.texts["value"] = line.value
        if line.party is not None and line.kind is ParticularKind.PERSON:
            draft.texts |= {"relation": line.party.relation}  # an identity number is not shown; left empty it stays
        if line.premises is not None:
            one = line.premises
            draft.texts |= {"trade": one.trade, "district": one.district, "address": one.address}
            draft.premises_kind, draft.place = one.kind, one.place
        self._begin(draft)

    def visit(self, line: KnownLine) -> None:
        """Go to a place of the case: premises as they are, an address as premises noted for it."""
        if line.premises is not None:
            self._work.open("visit", f"{self._case_id}|{line.premises.id}")
            return
        desk, asked = self._work.desk, (self._case_id, line.of)
        self._work.tasks.write(
            lambda: place_to_visit(desk, *asked), done=self._visit_there, failed=self.banner.say_error, owner=self
        )

    def hideEvent(self, event: QHideEvent) -> None:
        if self.form is not None:
            self.form.note.flush()
        self.keeper.flush()
        super().hideEvent(event)

    def _load(self) -> None:
        desk, asked = self._work.desk, (self._case_id, self._ref())
        self._work.tasks.read(
            lambda: particular_desk(desk, *asked), done=self._show, failed=self._not_loaded, owner=self
        )

    def _not_loaded(self, error: KnownError) -> None:
        self._opening.hide()
        self.banner.say_error(error)

    def _ref(self) -> str:
        return f"{self._case_id}|{self.draft.kind.value}|{self._first_of}"

    def _show(self, desk: ParticularDesk) -> None:
        first = self._desk is None
        self._desk = desk
        case = desk.seen.case
        self.set_title(
            f"{self.tr('相关人与地点')} · {case.borrower.name}", self.tr("案件 {number}").format(number=case.case_no)
        )
        if first:
            self._opening.hide()
            if desk.draft is not None:
                self.draft = msgspec.json.decode(desk.draft, type=ParticularDraft)
            left, right = self.columns(3, 2)
            self._card = Card(says=self.tr("新增或更正"))
            self._held = QVBoxLayout()
            self._card.body.addLayout(self._held)
            left.addWidget(self._card)
            self._known = Card(self.tr("现在掌握的"))
            self._lines = QVBoxLayout()
            self._lines.setSpacing(theme.XXS)
            self._known.add(label(self.tr("没有注明来源的，都是银行记录。"), "faint", wrap=True))
            self._known.body.addLayout(self._lines)
            right.addWidget(self._known)
            self._begin(self.draft, touched=False)
        self._show_lines(known_lines(desk.seen, desk.staff))

    def _begin(self, draft: ParticularDraft, *, touched: bool = True) -> None:
        """Show the form of a draft."""
        assert self._desk is not None
        self.draft = draft
        self.banner.hide()
        empty(self._held)
        kind = particular_words.particular_kind(draft.kind)
        if draft.corrects:
            self._held.addWidget(label(self.tr("更正{kind}").format(kind=kind), "h2"))
            self._held.addWidget(label(self.tr("原来的记录保留，新旧并列。"), "muted"))
        else:
            answers = [(one.value, particular_words.particular_kind(one)) for one in ParticularKind]
            kinds = Choice(self.tr("新增什么"), answers, draft.kind)
            kinds.changed.connect(self._take_kind)
            self._held.addWidget(label(self.tr("新增"), "h2"))
            self._held.addWidget(kinds)
        self.form = ParticularForm(draft, self._desk.seen)
        self.form.edited.connect(self.keeper.touch)
        self._held.addWidget(self.form)
        cancel = [Action(self.tr("不更正了"), self._drop, "", "", "quiet")] if draft.corrects else []
        self.set_actions([*cancel, Action(self.tr("保存"), self.save, "check", "Ctrl+Return")])
        if touched:
            self.keeper.touch()
        first = next(iter(self.form.edits.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_kind(self, kind: str) -> None:
        self._begin(ParticularDraft(ParticularKind(kind), self._first_of, source=self.draft.source))

    def _drop(self) -> None:
        """Leave a correction as it was."""
        desk, ref = self._work.desk, self._ref()
        self._work.tasks.write(lambda: discard_particular(desk, ref), owner=self)
        self._begin(ParticularDraft(self.draft.kind, self._first_of), touched=False)

    def _show_lines(self, lines: list[KnownLine]) -> None:
        empty(self._lines)
        for number, line in enumerate(lines):
            if number and line.kind in {ParticularKind.PERSON, ParticularKind.PREMISES}:
                self._lines.addWidget(rule())
            self._lines.addWidget(self._line(line))

    def _line(self, line: KnownLine) -> QWidget:
        made = QWidget()
        made.setAccessibleName(f"{line.shown} {line.told}")
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.XXS)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(line.shown, "strong" if line.kind is ParticularKind.PERSON else "body", wrap=True))
        if line.noted is not None:
            words.addWidget(label(line.told, "faint", wrap=True))
        row.addLayout(words, 1)
        if line.kind in PLACES:
            there = icon_button("visit", self.tr("外访这里：{what}").format(what=line.shown))
            there.clicked.connect(lambda: self.visit(line))
            row.addWidget(there)
        mend = icon_button("edit", self.tr("更正：{what}").format(what=line.shown))
        mend.clicked.connect(lambda: self.correct(line))
        row.addWidget(mend)
        if line.may_go:
            gone = icon_button("close", self.tr("标为失效：{what}").format(what=line.shown))
            gone.clicked.connect(lambda: self._ask_gone(made, line))
            row.addWidget(gone)
        return made

    def _ask_gone(self, row: QWidget, line: KnownLine) -> None:
        """One more press, in the place of the line's own buttons: what is gone is offered to nobody any more."""
        held = row.layout()
        assert isinstance(held, QHBoxLayout)
        for one in row.findChildren(QToolButton):
            let_go(one)
        sure = button(self.tr("确认失效"), "danger")
        sure.clicked.connect(lambda: self.mark_gone(line))
        keep = button(self.tr("保留"), "quiet")
        keep.clicked.connect(self._load)
        for offered in (keep, sure):
            held.addWidget(offered)
        sure.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, said: list[ParticularContent], words: str, *, keep_form: bool = False) -> None:
        if self._ending:
            return
        self._ending = True
        desk, case_id, ref = self._work.desk, self._case_id, "" if keep_form else self._ref()
        if not keep_form:
            self.keeper.pause()
        self._work.tasks.write(
            lambda: add_particulars(desk, case_id, said, ref),
            done=lambda saved: self._saved(saved, words, keep_form=keep_form),
            failed=self._not_saved,
            owner=self,
        )

    def _saved(self, saved: SavedParticulars, words: str, *, keep_form: bool) -> None:
        self._ending = False
        self.banner.hide()
        if not keep_form:
            self._begin(ParticularDraft(self.draft.kind, self._first_of), touched=False)
            self.keeper = SoonKept(self._work.tasks, self._writing, self)
            assert self.form is not None
            self.form.edited.connect(self.keeper.touch)
        self._work.saved(saved.changes)
        if self._work.shell is not None:
            self._work.shell.say(words)

    def _not_saved(self, error: KnownError) -> None:
        self._ending = False
        self.keeper.go_on()
        self.banner.say_error(error)

    def _visit_there(self, found: tuple[str, ChangeSet]) -> None:
        premises_id, changes = found
        if changes:
            self._work.saved(changes)
        self._work.open("visit", f"{self._case_id}|{premises_id}")

    def _writing(self) -> Callable[[], object]:
        draft = replace(self.draft, texts=dict(self.draft.texts))
        desk, ref = self._work.desk, self._ref()
        return lambda: keep_particular(desk, ref, draft)

    def _on_changed(self, changes: ChangeSet) -> None:
        if self._desk is not None and (self._case_id in changes.cases or not changes):
            self._load()
