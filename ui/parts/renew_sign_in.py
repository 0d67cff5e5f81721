"""Signing in again where one stands, when the sign-in has run out: work goes on all the while, only sync waits."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from fieldapp.errors import KnownError
from fieldapp.sync.sign_in import renew_token
from ui import messages, theme
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.checked_edit import FieldError
from ui.widgets.labels import label
from ui.workplace import Workplace

WIDTH = 280
OLD_NEEDED = "signin.old_passphrase_needed"


class RenewCard(Card):
    """A passphrase field and a button; says here why it did not work.

    Signals:
        renewed: the sign-in is good again.
    """

    renewed = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__(self.tr("登录凭证已过期"))
        self._work = work
        self.add(label(self.tr("不影响离线工作。输入口令后继续发送，记录都还在本机。"), "muted", wrap=True))
        self.passphrase, self.old = self._field(self.tr("口令")), self._field(self.tr("旧口令"))
        self.go: QPushButton = button(self.tr("重新登录"), "primary")
        self.error = FieldError()
        self.old.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        row.addWidget(self.passphrase)
        row.addWidget(self.go)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.old)
        self.body.addWidget(self.error)
        self.go.clicked.connect(self.submit)

    def _field(self, words: str) -> QLineEdit:
        made = QLineEdit()
        made.setEchoMode(QLineEdit.EchoMode.Password)
        made.setAccessibleName(words)
        made.setPlaceholderText(words)
        made.setFixedWidth(theme.scaled(WIDTH))
        made.returnPressed.connect(self.submit)
        made.textEdited.connect(lambda _text: self.error.say(""))
        return made

    def submit(self) -> None:
        """Sign in again with what stands in the field."""
        work, passphrase, old = self._work, self.passphrase.text(), self.old.text()
        if not passphrase:
            self.error.say(messages.say("security.passphrase_empty").text)
            self.passphrase.setFocus()
            return
        self._usable(usable=False)
        # a call over the network: on a reader's thread, so that nothing that is being saved waits for it
        work.tasks.read(
            lambda: renew_token(work.desk, passphrase, old),
            done=lambda _none: self._renewed(),
            failed=self._refused,
            owner=self,
            words=self.tr("正在登录…"),
        )

    def _renewed(self) -> None:
        self.passphrase.clear()
        self.old.clear()
        self.old.hide()
        self._usable(usable=True)
        self._work.renewed()
        self.renewed.emit()

    def _refused(self, error: KnownError) -> None:
        self._usable(usable=True)
        self.error.say(str(messages.sentence(error)))
        self.old.setVisible(error.code == OLD_NEEDED or self.old.isVisible())
        field = self.old if self.old.isVisible() else self.passphrase
        field.setFocus()
        field.selectAll()

    def _usable(self, *, usable: bool) -> None:
        if not usable:
            self.passphrase.setFocus()  # a disabled button gives the keyboard to whatever comes next on the page
        self.passphrase.setReadOnly(not usable)
        self.go.setEnabled(usable)
