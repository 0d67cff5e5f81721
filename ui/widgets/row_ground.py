"""What a row of a list stands on: chosen, under the pointer or at rest, with the line below it."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui import theme

BAR = 3
"""Width in px of the bar that marks the chosen row, where reading begins."""


def paint_row_ground(painter: QPainter, option: QStyleOptionViewItem, where: QRect) -> None:
    """Paint it."""
    state: QStyle.StateFlag = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(where, theme.colour("accent_weak"))
        bar = QRect(where.left(), where.top(), BAR, where.height() - 1)
        if option.widget.isRightToLeft():
            bar.moveRight(where.right())
        painter.fillRect(bar, theme.colour("focus" if option.widget.hasFocus() else "accent"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(where, theme.colour("sunken"))
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.drawLine(where.bottomLeft(), where.bottomRight())
