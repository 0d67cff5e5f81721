"""Signing in again where one stands, when the sign-in has run out: work goes on all the while, only sync waits."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from fieldapp.errors import KnownError
from fieldapp.sync.sign_in import renew_token
from ui import messages, theme
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.checked_edit import FieldError
from ui.widgets.labels import label
from ui.workplace import Workplace

WIDTH = 280


class RenewCard(Card):
    """A passphrase field and a button; says here why it did not work."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(self.tr("登录凭证已过期"))
        self._work = work
        self.add(label(self.tr("不影响离线工作。输入口令后继续上传，记录都还在本机。"), "muted", wrap=True))
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(self.tr("口令"))
        self.passphrase.setPlaceholderText(self.tr("口令"))
        self.passphrase.setFixedWidth(theme.scaled(WIDTH))
        self.go = button(self.tr("重新登录"), "primary")
        self.error = FieldError()
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        row.addWidget(self.passphrase)
        row.addWidget(self.go)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.error)
        self.passphrase.returnPressed.connect(self.submit)
        self.passphrase.textEdited.connect(lambda _text: self.error.say(""))
        self.go.clicked.connect(self.submit)

    def submit(self) -> None:
        """Sign in again with what stands in the field."""
        work, passphrase = self._work, self.passphrase.text()
        if not passphrase:
            self.error.say(messages.say("security.passphrase_empty").text)
            self.passphrase.setFocus()
            return
        self._usable(usable=False)
        # a call over the network: on a reader's thread, so that nothing that is being saved waits for it
        work.tasks.read(
            lambda: renew_token(work.desk, passphrase),
            done=lambda _none: self._renewed(),
            failed=self._refused,
            owner=self,
            words=self.tr("正在登录…"),
        )

    def _renewed(self) -> None:
        self.passphrase.clear()
        self._usable(usable=True)
        self._work.renewed()

    def _refused(self, error: KnownError) -> None:
        self._usable(usable=True)
        self.error.say(str(messages.sentence(error)))
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    def _usable(self, *, usable: bool) -> None:
        if not usable:
            self.passphrase.setFocus()  # a disabled button gives the keyboard to whatever comes next on the page
        self.passphrase.setReadOnly(not usable)
        self.go.setEnabled(usable)
