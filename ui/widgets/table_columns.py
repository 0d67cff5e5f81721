"""Which columns a table shows, in which order and how wide; what somebody chose is told, so that it can be kept.

A column with a width of its own keeps it; the others share what is left, down to a width at which they can still be
read, and then the table scrolls sideways. A column that somebody made wider or narrower has a width of its own from
then on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHeaderView, QTableView

from ui import theme
from ui.widgets.paged_model import Column

LEAST = 150
"""Width in px of a column that shares what is left, at least."""
NARROWEST = 56


class ColumnLayout(QObject):
    """The columns of one view.

    Signals:
        changed: somebody moved, hid or sized a column.
    """

    changed = Signal()

    def __init__(self, view: QTableView, columns: Sequence[Column[Any]]) -> None:
        super().__init__(view)
        self._view, self._columns = view, list(columns)
        self._keys = [column.key or str(number) for number, column in enumerate(columns)]
        self._widths: dict[str, int] = {}
        self._fitting = False
        head = view.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMinimumSectionSize(NARROWEST)
        head.sectionResized.connect(self._on_resized)
        head.sectionMoved.connect(lambda *_: self._on_moved())
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)  # it changes too when a scroll bar comes

    def let_move(self) -> None:
        """Columns may be dragged to another place."""
        self._view.horizontalHeader().setSectionsMovable(True)

    def shown(self) -> tuple[str, ...]:
        """The columns on screen, in their order."""
        head = self._view.horizontalHeader()
        order = sorted(range(len(self._columns)), key=head.visualIndex)
        return tuple(self._keys[n] for n in order if not head.isSectionHidden(n))

    def widths(self) -> dict[str, int]:
        """Widths in px at normal text size that somebody chose, by column."""
        return dict(self._widths)

    def show_columns(self, keys: Sequence[str], widths: Mapping[str, int]) -> None:
        """Show these columns in this order, and no others; the first is always there."""
        head = self._view.horizontalHeader()
        known = {key: number for number, key in enumerate(self._keys)}
        wanted = [known[key] for key in keys if key in known] or list(range(len(self._columns)))
        if 0 not in wanted:
            wanted.insert(0, 0)
        self._fitting = True
        for place, number in enumerate(wanted):
            head.moveSection(head.visualIndex(number), place)
        for number in range(len(self._columns)):
            head.setSectionHidden(number, number not in wanted)
        self._fitting = False
        self._widths = {key: width for key, width in widths.items() if key in known}
        self.fit()

    def fit(self) -> None:
        """Share the width of the view."""
        if self._fitting:
            return
        self._fitting = True
        head, scale = self._view.horizontalHeader(), theme.current().text_scale
        here = [n for n in range(len(self._columns)) if not head.isSectionHidden(n)]
        own = {n: round(self._own(n) * scale) for n in here if self._own(n)}
        flexible = [n for n in here if n not in own]
        room = self._view.viewport().width() - sum(own.values())
        for place, number in enumerate(flexible):
            share = max(room // (len(flexible) - place), round(LEAST * scale))
            own[number], room = share, room - share
        if room > 0 and not flexible and here:  # nobody shares what is left: the last one takes it
            last = max(here, key=head.visualIndex)
            own[last] += room
        for number, width in own.items():
            if head.sectionSize(number) != width:
                head.resizeSection(number, width)
        self._fitting = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self.fit()
        return False

    def _own(self, number: int) -> int:
        return self._widths.get(self._keys[number]) or self._columns[number].width

    def _on_resized(self, number: int, _before: int, width: int) -> None:
        if self._fitting or self._view.horizontalHeader().isSectionHidden(number):
            return
        self._widths[self._keys[number]] = round(width / theme.current().text_scale)
        self.changed.emit()

    def _on_moved(self) -> None:
        if self._fitting:
            return
        head = self._view.horizontalHeader()
        if head.visualIndex(0) != 0:  # the name leads, whatever is moved
            self._fitting = True
            head.moveSection(head.visualIndex(0), 0)
            self._fitting = False
        self.changed.emit()
