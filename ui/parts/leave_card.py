"""Who is signed in, and leaving: nothing is lost by it, but what waits to be sent is said before one goes."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui import words
from ui.sync_leave import Leaving
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.workplace import Workplace


class LeaveCard(Card):
    """The card."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(work.desk.staff.name)
        staff = work.desk.staff
        facts = (words.staff_role(staff.role), staff.team, staff.staff_no, work.desk.server_url)
        self.add(label(" · ".join(fact for fact in facts if fact), "muted", wrap=True, selectable=True))
        self.leave = button(self.tr("退出登录"), icon="sign_out")
        self.body.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        self._leaving = Leaving(work)
        self.leave.clicked.connect(self._leaving.sign_out)
