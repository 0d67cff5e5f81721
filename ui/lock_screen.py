"""What is shown instead of the window while this laptop may not be worked with: why, what lies safe here, the way out.

Nothing of a borrower is on it. Sync goes on behind it: what waits here is sent, if the office takes it.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from fieldapp.errors import KnownError
from fieldapp.sync.lease import LEASE_OVER, Standing
from fieldapp.sync.network import AWAY
from fieldapp.sync.sign_in import renew_token
from fieldapp.sync.status import SyncPhase, SyncStatus
from ui import i18n, messages, sync_words, theme
from ui.parts.rescue_dialog import RescueDialog
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.centred import alone
from ui.widgets.focus_frame import KeyboardFocus
from ui.widgets.labels import Picture, label
from ui.widgets.states import Banner
from ui.workplace import Workplace

WIDTH = 520
SIZE = (960, 720)


class LockScreen(QWidget):
    """The window.

    Signals:
        proven: the passphrase was given and the office took it.
        left: the person wants to sign out.
        closed: the window was closed.
    """

    proven = Signal()
    left = Signal()
    closed = Signal()

    def __init__(self, work: Workplace, standing: Standing) -> None:
        super().__init__()
        self._work, self._standing = work, standing
        self._waits: SyncStatus | None = work.last_status
        self._asking = False
        self._focus = KeyboardFocus(self)
        self.setObjectName("lock")
        self.resize(*SIZE)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(theme.L, theme.L, theme.L, theme.L)
        self._content: QWidget | None = None
        self._build()
        i18n.changes.changed.connect(self._build)
        work.status.connect(self._say_waits)
        work.read_status()

    def show_standing(self, standing: Standing) -> None:
        """It stands differently now, but is still locked; or a try to unlock it has come to nothing."""
        self._standing = standing
        self._why.setText(_why(standing))
        self._old_label.setVisible(False)
        self._old.setVisible(False)

    def submit(self) -> None:
        """Ask the office with the passphrase in the field, then sync."""
        passphrase, old, work = self.passphrase.text(), self._old.text(), self._work
        if not passphrase:
            self._say_error(KnownError("security.passphrase_empty"))
            return
        self._usable(usable=False)
        work.tasks.read(
            lambda: renew_token(work.desk, passphrase, old),
            done=lambda _none: self._taken(),
            failed=self._refused,
            owner=self,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus.attach()
        self.passphrase.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _taken(self) -> None:
        self._asking = True
        self._banner.say(self.tr("口令正确，正在同步…"), "info")
        self.proven.emit()
        self._work.renewed()

    def _refused(self, error: KnownError) -> None:
        self._usable(usable=True)
        needed = error.code == "signin.old_passphrase_needed"
        self._old_label.setVisible(needed or self._old.isVisible())
        self._old.setVisible(needed or self._old.isVisible())
        self._say_error(error)

    def _say_error(self, error: KnownError) -> None:
        self._tell(error)
        field = self._old if self._old.isVisible() else self.passphrase
        field.setFocus()
        field.selectAll()

    def _tell(self, error: KnownError) -> None:
        """Why it did not open. What is elsewhere said of being away, to go on working, does not hold here."""
        if error.code in AWAY:
            self._banner.say(messages.sentence(error).text + self.tr("连上网络后请再试一次。"), "warn")
        else:
            self._banner.say_error(error)

    def _say_waits(self, status: SyncStatus) -> None:
        self._waits = status
        self._safe.setText(self._safe_words())
        if status.phase is SyncPhase.WORKING:
            return
        if self._asking and status.code:
            self._tell(KnownError(status.code, dict(status.params or {}), retryable=True))
        self._asking = False
        self._usable(usable=True)

    def _usable(self, *, usable: bool) -> None:
        for part in (self.passphrase, self._old):
            part.setReadOnly(not usable)
        self.enter.setEnabled(usable)
        self.enter.setText(self._enter_words() if usable else self.tr("正在联系机构…"))

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
        card.body.addLayout(self._head())
        self._why = label(_why(self._standing), "body", wrap=True)
        self._safe = label(self._safe_words(), "muted", wrap=True)
        self._banner = Banner("")
        self._banner.hide()
        for part in (self._why, self._safe, self._banner):
            card.add(part)
        self._fields(card)
        card.body.addLayout(self._ways_out())
        return card

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.S)
        head.addWidget(Picture("lock", "text_2", 26))
        head.addWidget(label(self.tr("这台电脑已锁定"), "h1"), 1)
        head.addWidget(label(self._work.desk.staff.name, "muted"))
        return head

    def _fields(self, card: Card) -> None:
        self.passphrase = self._field(card, self.tr("口令"))[1]
        self._old_label, self._old = self._field(card, self.tr("旧口令"))
        self._old_label.hide()
        self._old.hide()
        self.enter = button(self._enter_words(), "primary")
        self.enter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.enter.clicked.connect(self.submit)
        card.add(self.enter)

    def _field(self, card: Card, words: str) -> tuple[QWidget, QLineEdit]:
        name, field = label(words, "muted"), QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(words)
        field.setMinimumHeight(theme.TARGET)
        field.returnPressed.connect(self.submit)
        name.setBuddy(field)
        card.add(name)
        card.add(field)
        return name, field

    def _ways_out(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.rescue = button(self.tr("把未送达的内容存到U盘…"), "quiet", "usb")
        self.rescue.clicked.connect(lambda: RescueDialog(self, self._work.desk, self._work.tasks).show())
        row.addWidget(self.rescue)
        row.addStretch(1)
        self.sign_out = button(self.tr("退出登录"), "quiet", "sign_out")
        self.sign_out.clicked.connect(self.left)
        row.addWidget(self.sign_out)
        return row

    def _enter_words(self) -> str:
        return self.tr("联网同步并解锁") if self._standing.code == LEASE_OVER else self.tr("再问一次机构")

    def _safe_words(self) -> str:
        waits = self._waits
        if waits is None or not (waits.waiting or waits.files_up):
            return self.tr("本机没有等待发送的内容。")
        return self.tr("{held}，都加密保存在本机。").format(held=sync_words.waiting(waits))


def _why(standing: Standing) -> str:
    return str(messages.say(standing.code, standing.params))
