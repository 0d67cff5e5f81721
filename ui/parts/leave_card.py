"""Who is signed in, and leaving: nothing is lost by it, but what waits to be sent is said before one goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from fieldapp.services.desk import Desk
from fieldapp.sync.status import SyncStatus, read_status
from ui import sync_words, theme, words
from ui.widgets.buttons import button
from ui.widgets.card import Card, Note
from ui.widgets.labels import label
from ui.workplace import Workplace


class LeaveCard(Card):
    """The card; it asks in place when something has not been sent yet."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(work.desk.staff.name)
        self._work = work
        staff = work.desk.staff
        facts = (words.staff_role(staff.role), staff.team, staff.staff_no, work.desk.server_url)
        self.add(label(" · ".join(fact for fact in facts if fact), "muted", wrap=True, selectable=True))
        self.leave = button(self.tr("退出登录"), icon="sign_out")
        self.leave.clicked.connect(self._ask)
        self.body.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        self._note: Note | None = None
        self.anyway = button(self.tr("仍然退出"))
        self.first = button(self.tr("先同步"), "primary")
        self.stay = button(self.tr("取消"), "plain")
        self.anyway.clicked.connect(work.signed_out)
        self.first.clicked.connect(self._sync_first)
        self.stay.clicked.connect(self._close)
        self._keys = QHBoxLayout()
        self._keys.setSpacing(theme.XS)
        for one in (self.first, self.anyway, self.stay):
            self._keys.addWidget(one)
            one.hide()
        self._keys.addStretch(1)
        self.body.addLayout(self._keys)

    def _ask(self) -> None:
        """Look at what waits now, not at what waited when the page was opened."""
        desk = self._work.desk
        self.leave.setEnabled(False)
        self._work.tasks.read(lambda: _status(desk), done=self._answer, owner=self)

    def _answer(self, status: SyncStatus) -> None:
        self.leave.setEnabled(True)
        if not status.waiting and not status.files_up:
            self._work.signed_out.emit()
            return
        told = self.tr("它们会安全地留在这台电脑上，下次在这里登录后继续上传。")
        self._note = Note(self.tr("还有没送出的：{held}").format(held=sync_words.waiting(status)), told, "warn")
        self.body.insertWidget(self.body.count() - 1, self._note)
        self._show_keys(asking=True)
        self.first.setFocus(Qt.FocusReason.TabFocusReason)

    def _sync_first(self) -> None:
        self._work.sync_now()
        self._close()
        if self._work.shell is not None:
            self._work.shell.go("sync")

    def _close(self) -> None:
        if self._note is not None:
            self._note.hide()
            self._note.deleteLater()
            self._note = None
        self._show_keys(asking=False)

    def _show_keys(self, *, asking: bool) -> None:
        self.leave.setVisible(not asking)
        for one in (self.first, self.anyway, self.stay):
            one.setVisible(asking)


def _status(desk: Desk) -> SyncStatus:
    with desk.store.reading() as unit:
        return read_status(unit, working=False)
