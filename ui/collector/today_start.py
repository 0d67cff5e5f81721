"""The one key that starts a visit: the rules are asked first, and what is against it is said before one sets out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from fieldapp.domain.compliance.for_case import Standing
from fieldapp.domain.compliance.verbs import Verb
from fieldapp.errors import KnownError
from fieldapp.services.may_act import may_act
from ui import theme
from ui.parts.may_i import MayI
from ui.widgets.buttons import button, icon_button
from ui.widgets.emptying import let_go
from ui.widgets.labels import label
from ui.workplace import Workplace


class StartVisit(QFrame):
    """Opens the visit where nothing is against it; else shows the answer, and the way on where the rules leave one."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self.setObjectName("card")
        self._work = work
        self._case_id = ""
        self._card: MayI | None = None
        self._title = label("", "h2")
        close = icon_button("close", self.tr("先不去"))
        close.clicked.connect(self._close)
        self._look = button(self.tr("查看案件"))
        self._look.clicked.connect(lambda: self._work.open("case", self._case_id))
        self._on = button(self.tr("开始外访"), "primary", "play")
        self._on.clicked.connect(self._go)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        for part in (self._look, self._on, close):
            head.addWidget(part)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.M, theme.XS, theme.XS, theme.M)
        self._column.setSpacing(theme.XS)
        self._column.addLayout(head)

    def start(self, case_id: str, name: str, *, begun: bool) -> None:
        """Start or go on with the visit of a case."""
        if begun:
            self._work.open("visit", case_id)
            return
        self._case_id = case_id
        self._title.setText(self.tr("现在去{name}处？").format(name=name))
        desk = self._work.desk

        def ask() -> tuple[Standing, str]:
            with desk.store.reading() as unit:
                borrower = unit.files.get(case_id).case.borrower.id
            return may_act(desk, case_id, Verb.PLAN_VISIT, borrower), borrower

        self._work.tasks.read(ask, done=lambda found: self._answer(case_id, *found), failed=self._fail, owner=self)

    def _answer(self, case_id: str, standing: Standing, borrower: str) -> None:
        if case_id != self._case_id:
            return
        if standing.free:
            self._close()
            self._work.open("visit", case_id)
            return
        if self._card is not None:
            let_go(self._card)
        self._card = MayI(self._work, case_id, Verb.PLAN_VISIT, borrower)
        self._card.opened.connect(lambda _override: self._on.show())
        self._card.closed.connect(self._on.hide)
        self._column.addWidget(self._card)
        self._on.hide()
        self.setAccessibleName(self._title.text())
        self.show()
        self._look.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        case_id = self._case_id
        self._close()
        self._work.open("visit", case_id)

    def _close(self) -> None:
        self.hide()
        if self._card is not None:
            let_go(self._card)
            self._card = None

    def _fail(self, error: KnownError) -> None:
        if self._work.shell is not None:
            self._work.shell.say_error(error)
