"""A frame one can see from across a shop counter around whatever the keyboard is on, for those who work by keyboard.

Every control shows its focus by itself. This larger frame comes with the first key pressed and goes with the pointer,
so that a finger or a mouse never meets it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFocusFrame, QLineEdit, QWidget
from shiboken6 import isValid

from ui import theme

_POINTER = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress}


class KeyboardFocus(QObject):
    """One per window: `attach` it when the window is shown."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._by_key = False
        self._frame: _Frame | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def attach(self) -> None:
        """Watch keys and pointer of the window; safe to call again."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def framed(self) -> QWidget | None:
        """The control inside the frame, or None while there is no frame."""
        frame = self._frame
        return frame.widget() if frame is not None and isValid(frame) else None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            self._by_key = True
        elif event.type() in _POINTER:
            self._by_key = False
            self._put(None)
        return False

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        suited = isinstance(now, QAbstractButton | QLineEdit | QComboBox)
        if now is None or now.window() is self._window:
            self._put(now if self._by_key and suited else None)

    def _put(self, widget: QWidget | None) -> None:
        # the frame lives beside the control it frames, so it dies with that page and is made anew
        if self._frame is None or not isValid(self._frame):
            if widget is None:
                return
            self._frame = _Frame(self._window)
        self._frame.setWidget(widget)  # type: ignore[arg-type]  # None takes the frame away


class _Frame(QFocusFrame):
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("focus"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
