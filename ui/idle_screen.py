"""The lock of a laptop that nobody touched: only a name and a field. The window stays behind it as it was left.

It opens by the passphrase alone, without a network; nothing of a borrower is on it. Somebody else can sign in from
here, too: what was begun is kept as a draft and waits for its owner.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.sync.renewal import WRONG, key_with
from fieldapp.sync.sign_in import VAULT
from ui import i18n, messages, theme
from ui.tasks import Tasks
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.centred import alone
from ui.widgets.checked_edit import FieldError
from ui.widgets.focus_frame import KeyboardFocus
from ui.widgets.labels import Picture, label

WIDTH = 420
SIZE = (960, 720)


class IdleScreen(QWidget):
    """The window.

    Signals:
        opened: the passphrase was right.
        switched: somebody else wants to sign in.
        closed: the window was closed, and with it the program.
    """

    opened = Signal()
    switched = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk, self._tasks = desk, tasks
        self._focus = KeyboardFocus(self)
        self.setObjectName("lock")
        self.resize(*SIZE)
        self._whole = QVBoxLayout(self)
        self._content: QWidget | None = None
        self._build()
        i18n.changes.changed.connect(self._build)

    def submit(self) -> None:
        """Try what stands in the field."""
        path, passphrase = self._desk.folder / VAULT, self.passphrase.text()
        if not passphrase:
            self._refuse(KnownError("security.passphrase_empty"))
            return
        self._usable(usable=False)
        self._tasks.read(
            lambda: key_with(path, passphrase) is not None, done=self._tried, failed=self._refuse, owner=self
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus.attach()
        self.passphrase.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _tried(self, fits: bool) -> None:
        if fits:
            self.passphrase.clear()
            self.opened.emit()
        else:
            self._refuse(KnownError(WRONG))

    def _refuse(self, error: KnownError) -> None:
        self._usable(usable=True)
        self.error.say(messages.sentence(error).text)
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    def _usable(self, *, usable: bool) -> None:
        self.passphrase.setReadOnly(not usable)
        self.enter.setEnabled(usable)

    def _build(self) -> None:
        """Everything anew, in the language in force."""
        if self._content is not None:
            self._whole.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self.setWindowTitle(self.tr("催收外访 · 已锁定"))
        self._content = alone(self._card())
        self._whole.addWidget(self._content)

    def _card(self) -> Card:
        card = Card(says=self.tr("已锁定"), pad=theme.L)
        card.setFixedWidth(theme.scaled(WIDTH))
        card.body.setSpacing(theme.S)
        head = QHBoxLayout()
        head.setSpacing(theme.S)
        head.addWidget(Picture("lock", "text_2", 26))
        head.addWidget(label(self._desk.staff.name, "h1"), 1)
        card.body.addLayout(head)
        card.add(label(self.tr("屏幕已锁定。输入口令后回到原来的页面，草稿都在。"), "muted", wrap=True))
        self.error = FieldError()
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(self.tr("口令"))
        self.passphrase.setPlaceholderText(self.tr("口令"))
        self.passphrase.setMinimumHeight(theme.TARGET)
        self.passphrase.returnPressed.connect(self.submit)
        self.passphrase.textEdited.connect(lambda _text: self.error.say(""))
        card.add(self.passphrase)
        card.add(self.error)
        self.enter = button(self.tr("解锁"), "primary", "unlock")
        self.enter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.enter.clicked.connect(self.submit)
        card.add(self.enter)
        self.switch = button(self.tr("换人登录"), "quiet", "users")
        self.switch.clicked.connect(self.switched)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.switch)
        row.addStretch(1)
        card.body.addLayout(row)
        return card
