"""What was raised on a case: disputes, complaints, hardship, payments said to be made; and where to record another."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from fieldapp.domain.matter import MatterKind, MatterMoved
from fieldapp.errors import KnownError
from fieldapp.services.raise_matter import CaseMatters, case_matters, move_matter
from fieldapp.store.laptop.unit import ChangeSet
from ui import theme, words
from ui.loader import Loader
from ui.parts.matter_view import MatterView
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.flow import Flow
from ui.widgets.labels import label, rule
from ui.widgets.states import Banner
from ui.workplace import Workplace

SHOWN = 3
"""So many matters are shown before the rest is asked for."""
ICONS = {
    MatterKind.DISPUTE: "message",
    MatterKind.COMPLAINT: "user_alert",
    MatterKind.HARDSHIP: "help",
    MatterKind.PAID_CLAIM: "receipt",
}


class MattersCard(Card):
    """Loads itself and keeps itself true. The borrower page embeds it; a supervisor's page may, without `records`.

    Signals:
        filled: what it shows is on screen.
    """

    filled = Signal()

    def __init__(self, work: Workplace, case_id: str, *, records: bool = True) -> None:
        super().__init__(self.tr("需先处理的事"), says=self.tr("异议、投诉、困难与称已付款"))
        self._work, self._case_id, self._all = work, case_id, False
        self._error = Banner("", "warn", action=self.tr("重试"))
        self._error.hide()
        self.add(self._error)
        self._nothing = label(
            self.tr("没有异议、投诉或称已付款。听到了就在这里记下，从那一刻起相应的催收先停。"), "muted", wrap=True
        )
        self.add(self._nothing)
        self._matters = QVBoxLayout()
        self._matters.setSpacing(theme.XS)
        self.body.addLayout(self._matters)
        self._more = button("", "quiet", "chevron_down")
        self._more.clicked.connect(self._show_all)
        self._more.hide()
        self.add(self._more)
        if records:
            self.add(self._recorders())
        self._views: list[MatterView] = []
        self._loader: Loader[CaseMatters] = Loader(
            self, work.tasks, lambda: case_matters(work.desk, case_id), self._show, self._say_error
        )
        self._error.acted.connect(self._loader.ask)
        work.changed.connect(self._on_changed)

    def _recorders(self) -> Flow:
        flow = Flow()
        flow.setAccessibleName(self.tr("记录"))
        for kind in MatterKind:
            made = button(words.matter_kind(kind), "quiet", ICONS[kind], says=words.matter_title(kind))
            made.clicked.connect(lambda _checked=False, kind=kind: self._record(kind))
            flow.add(made)
        return flow

    def _record(self, kind: MatterKind) -> None:
        self._work.open("matter", f"{self._case_id}|{kind.value}")

    def _show(self, whole: CaseMatters) -> None:
        self._error.hide()
        empty(self._matters)
        self._views = []
        self._nothing.setVisible(not whole.lines)
        shown = whole.lines if self._all else whole.lines[:SHOWN]
        for number, line in enumerate(shown):
            if number:
                self._matters.addWidget(rule())
            view = MatterView(line, whole)
            view.given.connect(lambda moved, view=view: self._move(view, moved))
            self._matters.addWidget(view)
            self._views.append(view)
        hidden = len(whole.lines) - len(shown)
        self._more.setVisible(hidden > 0)
        if hidden:
            told = self.tr("另有 %n 件", "", hidden)
            self._more.setText(told)
            self._more.setAccessibleName(told)
        self.filled.emit()

    def _show_all(self) -> None:
        self._all = True
        whole = self._loader.shown()
        if whole is not None:
            self._show(whole)

    def _move(self, view: MatterView, moved: MatterMoved) -> None:
        self._work.tasks.write(
            lambda: move_matter(self._work.desk, self._case_id, moved),
            done=self._work.saved,
            failed=lambda error: self._refused(view, error),
            owner=self,
        )

    def _refused(self, view: MatterView, error: KnownError) -> None:
        if view in self._views:
            view.say_error(error)

    def _on_changed(self, changes: ChangeSet) -> None:
        if self._case_id in changes.cases or not changes:
            self._loader.ask()

    def _say_error(self, error: KnownError) -> None:
        if error.code == "case.not_here":
            self.hide()
        else:
            self._error.say_error(error, action=self.tr("重试"))
