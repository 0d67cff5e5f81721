"""What one can do as whoever is signed in: the menu behind the name in the top bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui import icons

Entry = tuple[str, str, str, Callable[[], object]]
"""Words, picture, shortcut to be shown, what it does. Empty words make a line between two groups."""


def show_menu(under: QWidget, says: str, entries: Sequence[Entry]) -> QMenu:
    """Open the menu below a part of the window; it goes with the choice."""
    menu = QMenu(under)
    menu.setAccessibleName(says)
    for words, icon, keys, act in entries:
        if not words:
            menu.addSeparator()
            continue
        action = menu.addAction(icons.icon(icon, "text_2"), words)
        if keys:
            action.setText(f"{words}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}")
        action.triggered.connect(lambda _checked=False, do=act: do())
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(under.mapToGlobal(QPoint(0, under.height())))
    return menu
