"""A QR code on the screen, for a phone's camera: black on white in either theme, with the quiet border it needs."""

from __future__ import annotations

import segno
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

QUIET = 4
"""Modules of white that must stand around the code."""
SIDE = 260


class CodePicture(QWidget):
    """Shows one code as large as it may be in whole pixels."""

    def __init__(self, says: str) -> None:
        super().__init__()
        self.setAccessibleName(says)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._rows: tuple[tuple[int, ...], ...] = ()

    def show_text(self, text: str) -> None:
        """Show this text as a code; none when empty."""
        self._rows = tuple(tuple(row) for row in segno.make(text, error="m").matrix) if text else ()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        across = len(self._rows) + 2 * QUIET
        module = max(2, theme.scaled(SIDE) // across)
        return QSize(module * across, module * across)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._rows:
            return
        module = self.width() // (len(self._rows) + 2 * QUIET)
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    place = QRectF((x + QUIET) * module, (y + QUIET) * module, module, module)
                    painter.fillRect(place, Qt.GlobalColor.black)
