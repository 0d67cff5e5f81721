"""A square code that a phone reads with its camera: how a text or a number gets from the laptop to the phone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

SIDE = 300
QUIET = 4
"""Modules of white around a code (ISO/IEC 18004); black on white in the dark look too, or cameras do not find it."""


class PhoneCode(QWidget):
    """The code. `says` is its name to who does not see it."""

    def __init__(self, says: str) -> None:
        super().__init__()
        self.setAccessibleName(says)
        self._modules: list[list[bool]] = []
        side = theme.scaled(SIDE)
        self.setFixedSize(side, side)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Show a code of this; empty for none.

        Raises:
            ValueError: the text is too long for any code.
        """
        if not text:
            self._modules = []
        else:
            import segno  # not before it is wanted: the program starts without it

            made = segno.make(text, error="l", micro=False)
            self._modules = [[bool(module) for module in row] for row in made.matrix]
        self.update()

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        if not self._modules:
            return
        count = len(self._modules) + 2 * QUIET
        module = self.width() / count
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(Qt.GlobalColor.black))
        for row, modules in enumerate(self._modules):
            for column, dark in enumerate(modules):
                if dark:
                    left, top = round((column + QUIET) * module), round((row + QUIET) * module)
                    right, low = round((column + QUIET + 1) * module), round((row + QUIET + 1) * module)
                    painter.drawRect(QRectF(left, top, right - left, low - top))
