"""The top bar: search on the left; how the sync stands, in words, and who is signed in on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui import theme
from ui.tasks import Tasks
from ui.theme import Tone
from ui.widgets.buttons import button
from ui.widgets.chips import ChipButton
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.search import SearchField

HEIGHT = 52


class BusyLine(QWidget):
    """A thin line that runs along the foot of the bar while something is under way."""

    TALL = 3
    STEP_MS = 40

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._at = 0
        self._clock = QTimer(self, interval=self.STEP_MS)
        self._clock.timeout.connect(self._step)
        self.setAccessibleName(self.tr("正在处理"))
        self.hide()

    def showEvent(self, _event: QShowEvent) -> None:
        self._clock.start()

    def hideEvent(self, _event: QHideEvent) -> None:
        self._clock.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        share = self.width() // 5
        left = self._at % (self.width() + share) - share
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.width() - share - left
        QPainter(self).fillRect(left, 0, share, self.TALL, theme.colour("accent"))

    def _step(self) -> None:
        self._at += 16
        self.update()


class TopBar(QWidget):
    """The bar itself; the shell sets its words.

    Signals:
        sync_wanted: the sync state was pressed.
        user_wanted: the signed-in name was pressed.
    """

    sync_wanted = Signal()
    user_wanted = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.scaled(HEIGHT))
        self.search = SearchField(tasks, self.tr("查找案件、姓名、拼音首字母、电话、地址、命令…"))
        self._state = ChipButton("")
        self._state.clicked.connect(self.sync_wanted)
        self._last = ElidedLabel("", "faint")
        self.user: QPushButton = button("", "plain", "user")
        self.user.clicked.connect(self.user_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.L, 0, theme.L, 0)
        row.setSpacing(theme.S)
        row.addWidget(self.search, 4)
        row.addWidget(label("Ctrl K", "faint"))
        row.addStretch(1)
        row.addWidget(self._state)
        row.addWidget(self._last, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.user)
        self._busy = BusyLine(self)
        self.set_sync("")
        self.set_user("")

    def set_busy(self, busy: bool) -> None:
        """Whether something has been under way for a second."""
        self._busy.setVisible(busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._busy.setGeometry(0, self.height() - BusyLine.TALL, self.width(), BusyLine.TALL)

    def set_sync(self, words: str, tone: Tone = "text_2", last: str = "") -> None:
        """How the sync stands ("离线工作 · 3 项待上传") and when it last went through. Offline is text_2, never red."""
        self._state.set(words, tone)
        self._state.setVisible(bool(words))
        self._last.setText(last)
        self._last.setVisible(bool(last))

    def set_user(self, words: str) -> None:
        """Who is signed in."""
        self.user.setText(words)
        self.user.setAccessibleName(words)
        self.user.setVisible(bool(words))
