"""Who has worked on this laptop: a list to choose from, with when each was here last.

Each has a store of their own, and nothing of anybody's is shown but the name that sign-in needs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import first_paint, formats, theme
from ui.access import Access
from ui.widgets.buttons import hand_over
from ui.widgets.labels import ElidedLabel, Picture, label, set_property

SHOWN = 4
ROW = 52


class PersonRow(QPushButton):
    """One person: name, role and office, when they were here last.

    Signals:
        stepped: (int) Down or Up was pressed: to the next, to the one before.
    """

    stepped = Signal(int)

    def __init__(self, access: Access, role: str) -> None:
        super().__init__()
        self.access = access
        self.setObjectName("person")
        self.setAutoDefault(False)
        self.setFixedHeight(theme.scaled(ROW))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S, theme.XXS, theme.S, theme.XXS)
        row.setSpacing(theme.S)
        last = self._last(access.last_used)
        words = QVBoxLayout()
        words.setSpacing(0)
        facts = " · ".join(part for part in (role, access.office) if part) or access.login
        picture, when = Picture("user", "accent", 20), label(last, "faint")
        lines = (ElidedLabel(access.name or access.login, "strong"), ElidedLabel(facts, "faint"))
        for line in lines:
            words.addWidget(line)
        row.addWidget(picture)
        row.addLayout(words, 1)
        row.addWidget(when)
        self._parts: tuple[QWidget, ...] = (picture, *lines, when)
        first_paint.after(self._for_pointer)
        self.setAccessibleName(" · ".join(part for part in (access.name, facts, last) if part))

    def _for_pointer(self) -> None:
        """It is pressed as one, wherever on it."""
        if isValid(self):
            hand_over(self)
            for part in self._parts:
                part.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_chosen(self, chosen: bool) -> None:
        """Mark the one whose name is filled in."""
        if self.property("chosen") is None:
            self.setProperty("chosen", "true" if chosen else "false")  # nothing looks at it yet
        else:
            set_property(self, "chosen", "true" if chosen else "false")

    def _last(self, at: datetime | None) -> str:
        return self.tr("上次 {when}").format(when=formats.short_moment(at)) if at is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {QtCore.Qt.Key.Key_Down: 1, QtCore.Qt.Key.Key_Up: -1}.get(QtCore.Qt.Key(event.key()))
        if event.key() in {QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter}:
            self.click()
        elif step is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)


class People(QFrame):
    """The list, whoever was here last at its top. Scrolls beyond `SHOWN` people.

    Signals:
        chosen: (Access) somebody.
    """

    chosen = Signal(object)

    def __init__(self, known: Sequence[Access], role: Callable[[Access], str], chosen: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(self.tr("这台电脑上的账号"))
        inner = QWidget()
        inner.setObjectName("page_body")
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.XXS, theme.XXS, theme.XXS, theme.XXS)
        column.setSpacing(2)
        self.rows = [PersonRow(access, role(access)) for access in by_last_use(known)]
        self.mark(chosen)  # before they have their look: to give them another later costs ten milliseconds
        for number, one in enumerate(self.rows):
            column.addWidget(one)
            one.clicked.connect(lambda _checked=False, access=one.access: self.chosen.emit(access))
            one.stepped.connect(lambda step, at=number: self.rows[(at + step) % len(self.rows)].setFocus())
        scroll = QScrollArea(widgetResizable=True)
        scroll.setProperty("focusPolicy", 0)  # none; by the name of the property, see `ui.first_paint`
        scroll.setAccessibleName(self.accessibleName())
        scroll.setProperty("horizontalScrollBarPolicy", 1)  # never
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        seen = min(len(self.rows), SHOWN)
        self.setFixedHeight(seen * (theme.scaled(ROW) + 2) + 2 * theme.XXS + 2)

    def mark(self, login: str) -> None:
        """Mark whose name stands in the field."""
        for one in self.rows:
            one.set_chosen(one.access.login == login)


def by_last_use(known: Sequence[Access]) -> list[Access]:
    """Those who were here last come first; the order of the others stays."""
    return sorted(known, key=lambda access: -(access.last_used.timestamp() if access.last_used else 0))


__all__ = ["Access", "People", "PersonRow", "by_last_use"]
