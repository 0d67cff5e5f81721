"""The way back into a signing that was interrupted: the paper is drawn again from what was held, with its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from fieldapp.errors import KnownError
from fieldapp.services.hold_signing import held_signing
from fieldapp.services.issue_document import DrawnPaper, draw_again
from ui.collector.signing import PLACE, SigningPage
from ui.viewmodels.signing import Signing
from ui.widgets.emptying import empty
from ui.widgets.labels import label
from ui.widgets.page import PageFrame
from ui.widgets.states import Banner, EmptyState

if TYPE_CHECKING:
    from fieldapp.services.desk import Desk
    from ui.workplace import Workplace


class ResumeSigning(PageFrame):
    """Draws the paper of the case's held signing and gives way to its page; says so where there is none."""

    def __init__(self, work: Workplace, case_id: str) -> None:
        super().__init__(self.tr("继续签署"), can_go_back=True)
        self._work, self._case_id = work, case_id
        self._trouble = Banner("", "stop", action=self.tr("重试"))
        self._trouble.hide()
        self._trouble.acted.connect(self._load)
        self._held = QVBoxLayout()
        self._held.addWidget(label(self.tr("正在取出签到一半的文书…"), "muted"))
        self.body.addWidget(self._trouble)
        self.body.addLayout(self._held)
        self.body.addStretch(1)
        self._load()

    def _load(self) -> None:
        desk, case_id = self._work.desk, self._case_id
        self._trouble.hide()
        self._work.tasks.read(lambda: _drawn(desk, case_id), done=self._on_drawn, failed=self._trouble_with, owner=self)

    def _on_drawn(self, drawn: DrawnPaper | None) -> None:
        shell, work = self._work.shell, self._work
        if drawn is None or shell is None or not isValid(self):
            self._say_nothing()
            return
        signing = Signing(drawn)
        if shell.page() is self:
            shell.back()
        shell.open(f"sign:{drawn.paper.doc_no}", lambda: SigningPage(work, drawn, signing), under=PLACE)

    def _say_nothing(self) -> None:
        nothing = EmptyState(
            self.tr("没有签到一半的文书"),
            self.tr("已经封存，或者方案改过了。可以在方案页重新出具。"),
            icon="signature",
            action=self.tr("去方案页"),
        )
        nothing.acted.connect(lambda: self._work.open("plan", self._case_id))
        empty(self._held)
        self._held.addWidget(nothing)

    def _trouble_with(self, error: KnownError) -> None:
        self._trouble.say_error(error, action=self.tr("重试"))
        self._trouble.show()


def _drawn(desk: Desk, case_id: str) -> DrawnPaper | None:
    held = held_signing(desk, case_id)
    return None if held is None else draw_again(desk, held.contents, held.paper, case_id)
