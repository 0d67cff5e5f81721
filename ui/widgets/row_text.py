"""One line of text within a row of a list, as wide as it is or as its room admits."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from ui import theme
from ui.theme import Tone
from ui.tokens import Role


def paint_row_text(painter: QPainter, where: QRect, text: str, role: Role, tone: Tone, *, right: bool = False) -> int:
    """Paint it, shortened where there is no room; its width in px. `right`: at the far end of its room."""
    painter.setFont(theme.font(role))
    painter.setPen(theme.colour(tone))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(where.width(), 0))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter | side), shown)
    return metrics.horizontalAdvance(shown)
