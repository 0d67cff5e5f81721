"""A panel that comes over the far side of a page to show what something is made of, and goes without a trace.

It belongs to its page: the page stays where it was, and the focus goes back to what opened it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import theme
from ui.mirror import mirrored
from ui.widgets.buttons import icon_button
from ui.widgets.emptying import empty
from ui.widgets.labels import label

WIDTH = 860
LEFT_OPEN = 120
"""Width in px of the page that stays visible beside it, so that one knows where one is."""


class Drawer(QWidget):
    """The veil over the page and the panel on it. Escape, the cross and a press on the veil close it.

    Signals:
        closed: it has gone.
    """

    closed = Signal()
    wide = WIDTH

    def __init__(self, over: QWidget, title: str) -> None:
        super().__init__(over)
        self._before: QWidget | None = None
        self._panel = QFrame()
        self._panel.setObjectName("card")
        self._panel.setAccessibleName(title)
        self._close = icon_button("close", self.tr("关闭"), "text")
        self._close.clicked.connect(self.close_up)
        self._inside = QWidget()
        self._inside.setObjectName("page_body")
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(theme.L, 0, theme.L, theme.L)
        self.body.setSpacing(theme.S)
        self._lay_out(title)
        self.hide()
        over.installEventFilter(self)

    def open_up(self) -> None:
        """Come, and take the keyboard."""
        over = self.parentWidget()
        assert over is not None
        self._before = over.focusWidget()
        self.setGeometry(over.rect())
        self.show()
        self.raise_()
        self._close.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Go, and give the keyboard back."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def clear(self) -> None:
        """Take everything out."""
        empty(self.body)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent() and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside, as long as it is open."""
        stops = self._stops()
        here = next((number for number, one in enumerate(stops) if one.hasFocus()), 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(here + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            event.accept()  # keys of the page below are not meant

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_up()

    def paintEvent(self, _event: QPaintEvent) -> None:
        veil = theme.colour("canvas")
        veil.setAlpha(190)
        QPainter(self).fillRect(QRectF(self.rect()), veil)

    def resizeEvent(self, _event: object) -> None:
        wide = min(theme.scaled(self.wide), self.width() - LEFT_OPEN)
        where = QRect(self.width() - wide - theme.XS, theme.XS, wide, self.height() - 2 * theme.XS)
        self._panel.setGeometry(mirrored(self.layoutDirection(), self.rect(), where))

    def _stops(self) -> list[QWidget]:
        """What Tab goes to, in order; the cross is always among them."""
        stops: list[QWidget] = [self._close]
        one = self._close.nextInFocusChain()
        while one is not None and one is not self._close:
            usable = self.isAncestorOf(one) and one.isVisible() and one.isEnabled()
            if usable and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                stops.append(one)
            one = one.nextInFocusChain()
        return stops

    def _lay_out(self, title: str) -> None:
        self._panel.setParent(self)
        whole = QVBoxLayout(self._panel)
        whole.setContentsMargins(0, theme.S, 0, theme.XS)
        head = QHBoxLayout()
        head.setContentsMargins(theme.L, 0, theme.M, 0)
        head.addWidget(label(title, "h1"), 1)
        head.addWidget(self._close)
        whole.addLayout(head)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setAccessibleName(title)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setWidget(self._inside)
        whole.addWidget(scroll, 1)
