"""Taking parts out of a layout without a flicker."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget


def empty(layout: QLayout) -> None:
    """Take all parts out and delete them."""
    while (gone := layout.takeAt(0)) is not None:
        if (old := gone.widget()) is not None:
            let_go(old)


def let_go(part: QWidget) -> None:
    """Take a part off the screen and delete it.

    It is hidden first: a part that was added a moment ago is still about to be shown, and without its parent it
    would show as a window of its own and take the keyboard away.
    """
    part.hide()
    part.setParent(None)
    part.deleteLater()
