"""Which rows of a paged table are chosen, kept by their keys: a refresh that moves rows must not choose others.

Qt keeps a selection by place. Here the keys are the truth and what is painted follows them: when rows come or move,
those that are chosen are marked where they are now. Rows that are chosen in one sweep and have not come yet are asked
for; everything is a choice of its own, which stays everything when rows come or go.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, Signal
from PySide6.QtWidgets import QTableView

from ui.widgets.paged_model import PagedModel

_SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
LONG = 1_000
"""Rows of a sweep from which on they are asked for all together."""
Fetch = Callable[[int, int, Callable[[Sequence[object]], object]], object]


class RowChoice(QObject):
    """The choice of one view.

    Signals:
        changed: (int) how many rows are chosen now; one that is merely current counts as one.
    """

    changed = Signal(int)

    def __init__(self, view: QTableView, model: PagedModel[Any], key: Callable[[Any], object], fetch: Fetch) -> None:
        """`fetch(first, count, then)` finds the keys of rows that have not come yet."""
        super().__init__(view)
        self._view, self._model, self._key, self._fetch = view, model, key, fetch
        self._keys: dict[object, None] = {}
        self._everything = self._mending = False
        self._asked = 0
        view.selectionModel().selectionChanged.connect(self._on_selection)
        model.dataChanged.connect(self._on_rows)
        model.modelReset.connect(self.forget)

    def one_by_one(self) -> list[object]:
        """The keys chosen one by one, in the order of choosing; not those of everything."""
        return list(self._keys)

    def everything(self) -> bool:
        """Whether all that the table shows is chosen."""
        return self._everything

    def count(self) -> int:
        """How many rows are chosen."""
        return self._model.rowCount() if self._everything else len(self._keys)

    def choose_everything(self) -> None:
        """All rows, those too that have not come yet."""
        self._everything = True
        self._keys.clear()
        self._mend(self._view.selectAll)
        self.changed.emit(self.count())

    def forget(self) -> None:
        """Choose nothing but the current row."""
        self._asked += 1
        self._everything = False
        self._keys.clear()
        current = self._view.currentIndex()
        row = self._model.row(current.row()) if current.isValid() else None
        if row is not None:
            self._keys[self._key(row)] = None
        self._mend(lambda: self._mark(only_current=True))
        self.changed.emit(self.count())

    def show_again(self) -> None:
        """Rows have moved: mark those that are chosen where they are now."""
        if self._everything:
            self._mend(self._view.selectAll)
        elif len(self._keys) > 1:
            self._mend(self._mark)

    def _on_selection(self, come: QItemSelection, gone: QItemSelection) -> None:
        if self._mending:
            return
        whole = self._view.selectionModel().selection()
        if self._everything or _tall(whole) <= 1 or _tall(gone) > LONG:
            self._everything = False
            self._keys.clear()
            come, gone = whole, QItemSelection()
        for number in _rows(gone):
            row = self._model.row(number)
            if row is not None:
                self._keys.pop(self._key(row), None)
        self._take(come, ask=_tall(whole) > 1)
        self.changed.emit(self.count())

    def _take(self, come: QItemSelection, *, ask: bool) -> None:
        """Choose these rows; those that have not come are asked for, unless it is merely the current one."""
        for first, last in _spans(come):
            long = last - first > LONG
            missing = [first, last] if long else [n for n in range(first, last + 1) if not self._take_row(n)]
            if missing and ask:
                self._asked += 1
                self._fetch(missing[0], missing[-1] - missing[0] + 1, self._taker(self._asked))

    def _taker(self, asked: int) -> Callable[[Sequence[object]], object]:
        return lambda keys: self._got(keys, asked)

    def _take_row(self, number: int) -> bool:
        row = self._model.row(number)
        if row is not None:
            self._keys[self._key(row)] = None
        return row is not None

    def _got(self, keys: Sequence[object], asked: int) -> None:
        if asked == self._asked:
            self._keys |= dict.fromkeys(keys)
            self.changed.emit(self.count())

    def _on_rows(self, first: QModelIndex, last: QModelIndex) -> None:
        """Rows have come: those that are chosen are marked; the current one can be told by its key now."""
        if not self._everything and not self._keys:
            self._take(self._view.selectionModel().selection(), ask=False)
        if self._everything or len(self._keys) < 2:
            return
        marks = self._view.selectionModel()
        wanted = QItemSelection()
        for number in range(first.row(), last.row() + 1):
            row = self._model.row(number)
            if row is not None and self._key(row) in self._keys:
                index = self._model.index(number, 0)
                wanted.select(index, index)
        self._mend(lambda: marks.select(wanted, _SELECT))

    def _mark(self, *, only_current: bool = False) -> None:
        """Mark the chosen ones among the rows that are here."""
        marks = self._view.selectionModel()
        marks.clearSelection()
        current = self._view.currentIndex()
        if only_current:
            if current.isValid():
                marks.select(current, _SELECT)
            return
        wanted = QItemSelection()
        for number in self._model.numbers_of(self._key, self._keys):
            index = self._model.index(number, 0)
            wanted.select(index, index)
        marks.select(wanted, _SELECT)

    def _mend(self, work: Callable[[], object]) -> None:
        self._mending = True
        try:
            work()
        finally:
            self._mending = False


def _spans(selection: QItemSelection) -> list[tuple[int, int]]:
    return [(selection.at(n).top(), selection.at(n).bottom()) for n in range(selection.count())]


def _rows(selection: QItemSelection) -> list[int]:
    return [number for first, last in _spans(selection) for number in range(first, last + 1)]


def _tall(selection: QItemSelection) -> int:
    return sum(last - first + 1 for first, last in _spans(selection))
