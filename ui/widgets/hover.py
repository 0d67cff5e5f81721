"""What a painted thing says where the pointer rests on it.

The words hold names of borrowers and shops, which Qt would read as markup where they look like it. And they are set as
the pointer moves, not asked for in `event`: with that overridden in Python, an error of a `paintEvent` below it ends
the process instead of being told.
"""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QToolTip, QWidget


def say_on_hover(painted: QWidget, words: str) -> None:
    """Say these words at the pointer; empty: nothing, and take back what was said."""
    told = f"<span>{escape(words)}</span>" if set(words) & {"<", "&"} else words
    if told == painted.toolTip():
        return
    painted.setToolTip(told)
    if not told:
        QToolTip.hideText()
