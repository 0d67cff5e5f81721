"""A frame one can see from across a shop counter around whatever the keyboard is on, for those who work by keyboard.

Every control shows its focus by itself. This larger frame comes with the first key pressed and goes with the pointer,
so that a finger or a mouse never meets it. It lies over the window rather than beside the control (as Qt's own focus
frame does), because there the edges of cards and rows would cut it.
"""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QComboBox, QLineEdit, QWidget
from shiboken6 import isValid

from ui import theme, tokens

OUTSIDE = 4
"""How far in px the frame lies outside of the control."""
_POINTER = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress}
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


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
        return None if self._frame is None else self._frame.around()

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
        if self._frame is None and widget is not None:
            self._frame = _Frame(self._window)
        if self._frame is not None:
            self._frame.put(widget)


class _Frame(QWidget):
    """Follows one control and everything it lies in."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self._chain: list[QWidget] = []
        self._whole = QRect()

    def around(self) -> QWidget | None:
        return self._chain[0] if self._chain and isValid(self._chain[0]) else None

    def put(self, widget: QWidget | None) -> None:
        for followed in self._chain:
            if isValid(followed):
                followed.removeEventFilter(self)
        self._chain = []
        while widget is not None and widget is not self.window():
            self._chain.append(widget)
            widget.installEventFilter(self)
            widget = widget.parentWidget()
        self._place()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._whole.topLeft() - self.geometry().topLeft())
        painter.setPen(QPen(theme.colour("focus"), 2))
        edge = QRectF(0, 0, self._whole.width(), self._whole.height()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(edge, tokens.RADIUS + 1, tokens.RADIUS + 1)

    def _place(self) -> None:
        widget = self.around()
        if widget is None or not widget.isVisible():
            self.hide()
            return
        self._whole = self._on_window(widget).adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
        seen = self._whole
        for outer in self._chain[1:]:
            if isinstance(outer.parentWidget(), QAbstractScrollArea):
                seen = seen.intersected(self._on_window(outer))
        self.setGeometry(seen)
        self.setVisible(not seen.isEmpty())
        self.raise_()
        self.update()

    def _on_window(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self.window(), QPoint(0, 0)), widget.size())
