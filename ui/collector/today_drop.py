"""Where a card that is being dragged would go, and what that costs: told before it is let go of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import theme
from ui.widgets.labels import Picture, label


class DropLine(QFrame):
    """Where a card would go: a line between two others, with what that costs."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S, theme.XXS, theme.S, theme.XXS)
        row.setSpacing(theme.XS)
        row.addWidget(Picture("drag", "accent", 16))
        self._words = label("", "strong", "accent")
        row.addWidget(self._words)
        self._line = _Line(over)
        self.hide()

    def show_at(self, y: int, wide: int, words_: str) -> None:
        """Show it between two cards."""
        self._words.setText(words_)
        self.adjustSize()
        self.move((wide - self.width()) // 2, max(y - self.height() // 2, 0))
        self._line.setGeometry(0, y - 1, wide, 3)
        for part in (self._line, self):
            part.show()
            part.raise_()

    def hide(self) -> None:
        """Take it away."""
        super().hide()
        self._line.hide()


class _Line(QWidget):
    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("accent"))
