"""Where Tab leads: from one control to the next as they are read on the screen, card by card, line by line.

Qt goes through controls in the order in which they were made, and loses some where parts are made later or moved into a
layout. Here the way is read off what is on the screen at the moment of the key, so that nothing that can be seen and
used is left out, whatever was built when.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cmp_to_key

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

MARGIN = 24
"""Pixels left in sight around what Tab led to."""


def go_on(window: QWidget, *, forward: bool) -> bool:
    """Move the focus to the next control of a window, or the one before; whether there was any."""
    found = list(stops(window))
    here = window.focusWidget()
    if not found:
        return False
    place = _place(found, here)
    target = found[(place + (1 if forward else -1)) % len(found)] if place is not None else found[0 if forward else -1]
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _bring_into_view(target)
    return True


def stops(part: QWidget) -> Iterator[QWidget]:
    """Everything within a part that Tab stops at, in the order in which it is read.

    Nothing within a line to write in is one; and PySide, asked for the private parts in it, would look through all the
    classes it knows, which takes a third of a second the first time.
    """
    for child in sorted(_shown(part), key=cmp_to_key(_before)):
        if child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.focusProxy() is None:
            yield child
        if not isinstance(child, QLineEdit):
            yield from stops(child)


def _shown(part: QWidget) -> list[QWidget]:
    children: list[QObject] = part.children()
    return [one for one in children if isinstance(one, QWidget) and one.isVisible() and not one.isWindow()]


def _before(one: QWidget, other: QWidget) -> int:
    """Above before below; beside each other, as the language is read."""
    if one.geometry().bottom() < other.geometry().top():
        return -1
    if other.geometry().bottom() < one.geometry().top():
        return 1
    left = one.x() - other.x()
    return -left if one.layoutDirection() is Qt.LayoutDirection.RightToLeft else left


def _place(found: list[QWidget], here: QWidget | None) -> int | None:
    """Where the focus is among the stops; within a stop counts as at it, and so does what stands for one."""
    while here is not None:
        if here in found:
            return found.index(here)
        here = here.parentWidget()
    return None


def _bring_into_view(target: QWidget) -> None:
    around = target.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(target, MARGIN, MARGIN)
        around = around.parentWidget()
