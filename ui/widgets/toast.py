"""Short news at the foot of the window: it never takes the focus, never blocks, and bad news stays until it is read.

What was said is kept for as long as somebody is signed in, so that it can be read again.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from fieldapp import clock
from fieldapp.errors import KnownError
from ui import messages, theme
from ui.theme import Tone
from ui.widgets.buttons import button, icon_button
from ui.widgets.labels import label, sign
from ui.widgets.news import Told

SHOWN_AT_ONCE = 3
KEPT = 50


class Toast(QFrame):
    """One piece of news. Good ones go after a while, longer for more words, and wait while the pointer is on them."""

    LEAST_MS = 4_000
    PER_CHARACTER_MS = 90

    def __init__(self, words: str, tone: Tone, parent: QWidget, action: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self._lasting = tone in {"stop", "warn"}
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.M, theme.XXS, theme.XS, theme.XXS)
        row.setSpacing(theme.XS)
        row.addWidget(sign(tone))
        told = label(words, wrap=True)
        told.setMinimumHeight(theme.TARGET)
        told.setMinimumWidth(min(420, told.fontMetrics().horizontalAdvance(words) + theme.M))
        row.addWidget(told, 1)
        self.act = button(action, "quiet") if action else None
        if self.act is not None:
            row.addWidget(self.act)
        self.close_button = icon_button("close", self.tr("关闭"))
        row.addWidget(self.close_button)
        self.setAccessibleName(words)
        self.setMaximumWidth(640)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setInterval(self.LEAST_MS + self.PER_CHARACTER_MS * len(words))
        self._timer.timeout.connect(self.close_button.click)

    def start(self) -> None:
        """Let the time run after which it goes."""
        if not self._lasting:
            self._timer.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.start()
        super().leaveEvent(event)


class Toaster(QObject):
    """Keeps a window's news: at most three at once, the newest lowest; what is crowded out is the oldest.

    Signals:
        told: something was said, or what was said has been read.
    """

    told = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._toasts: list[Toast] = []
        self.history: list[Told] = []
        self.unread = 0
        self.above = 0
        """Height in px at the foot of the window that news leaves free: the status line."""
        window.installEventFilter(self)

    def say(
        self, words: str, tone: Tone = "ok", *, action: str = "", then: Callable[[], object] | None = None
    ) -> Toast:
        """Show news; `then` is called when its action is pressed."""
        toast = Toast(words, tone, self._window, action)
        toast.close_button.clicked.connect(lambda: self._drop(toast))
        if toast.act is not None:
            toast.act.clicked.connect(lambda: self._drop(toast))
            if then is not None:
                toast.act.clicked.connect(then)
        self._toasts.append(toast)
        for old in self._toasts[:-SHOWN_AT_ONCE]:
            self._drop(old)
        toast.show()
        self._place()
        toast.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, words))
        self.history = [*self.history, Told(words, tone, clock.now())][-KEPT:]
        self.unread += tone in {"stop", "warn"}
        self.told.emit()
        return toast

    def read(self) -> list[Told]:
        """All that was said, oldest first; from now on it counts as read, and is taken off the screen."""
        for toast in list(self._toasts):
            self._drop(toast)
        self.unread = 0
        self.told.emit()
        return self.history

    def say_error(self, error: KnownError) -> Toast:
        """Show a known error in its own sentence, with what to do next."""
        return self.say(str(messages.sentence(error)), "warn" if error.retryable else "stop")

    def shown(self) -> list[str]:
        """The words of the news on screen, oldest first."""
        return [toast.accessibleName() for toast in self._toasts]

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _drop(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            toast.hide()
            toast.deleteLater()
            self._place()

    def _place(self) -> None:
        foot = self._window.height() - theme.L - self.above
        for toast in reversed(self._toasts):
            toast.adjustSize()
            toast.resize(min(toast.width(), self._window.width() - 2 * theme.L), toast.height())
            foot -= toast.height()
            toast.move((self._window.width() - toast.width()) // 2, foot)
            toast.raise_()
            foot -= theme.XS
