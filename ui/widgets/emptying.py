"""Taking parts out of a layout without a flicker."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout


def empty(layout: QLayout) -> None:
    """Take all parts out and delete them.

    Each is hidden first: a part that was added a moment ago is still about to be shown, and without its parent it
    would show as a window of its own and take the keyboard away.
    """
    while (gone := layout.takeAt(0)) is not None:
        if (old := gone.widget()) is not None:
            old.hide()
            old.setParent(None)
            old.deleteLater()
