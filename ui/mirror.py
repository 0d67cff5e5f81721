"""Places counted from where reading begins, for what paints or places itself: layouts do this by themselves.

`QStyle.visualRect` does the same, but to import QStyle costs ten milliseconds of the start.
"""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QRect


def mirrored(direction: QtCore.Qt.LayoutDirection, within: QRect, part: QRect) -> QRect:
    """`part` as it is from left to right, or its mirror image inside `within` from right to left."""
    return flipped(within, part) if direction == QtCore.Qt.LayoutDirection.RightToLeft else part


def flipped(within: QRect, part: QRect) -> QRect:
    """The mirror image of `part` inside `within`."""
    return QRect(within.left() + within.right() - part.right(), part.top(), part.width(), part.height())
