"""Reads the cells of one row, noting every one that cannot be taken rather than stopping at the first.

After a reject a reader returns some value of the right type, so that reading can go on; what was read of a row that
is not `ok` is never used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from fieldapp.importers import cells, id_numbers
from fieldapp.importers.cells import CellError
from fieldapp.importers.grid import Cell, is_blank
from fieldapp.importers.rejects import Reject
from fieldapp.importers.tabular import Row

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

TEXT_LIMIT = 200
NAME_LIMIT = 60
_NEVER = date(1990, 1, 1)
_SHOWN_LIMIT = 80


class RowReader:
    """A row being read. `muted` rows were refused as a whole already: their cells are read but not judged."""

    def __init__(self, row: Row, *, muted: bool = False) -> None:
        self.row = row
        self.rejects: list[Reject] = []
        self._muted = muted

    @property
    def ok(self) -> bool:
        """Whether nothing was refused so far."""
        return not self._muted and not self.rejects

    def refuse(self, column: str, code: str, **params: str | int) -> None:
        """Note that a cell (or the whole row, without a column) cannot be taken."""
        if not self._muted:
            value = cells.shown(self.row.cells.get(column)) if column else ""
            self.rejects.append(self.row.reject(column, value[:_SHOWN_LIMIT], code, **params))

    def key(self, column: str) -> str:
        """A number that rows find each other by; empty if there is none."""
        return self._read(column, lambda cell: cells.text(cell, NAME_LIMIT), "", required=True)

    def text(self, column: str, *, required: bool = False, limit: int = TEXT_LIMIT) -> str:
        """Text, empty where nothing stands."""
        return self._read(column, lambda cell: cells.text(cell, limit), "", required=required)

    def amount(self, column: str, *, positive: bool = False) -> int:
        """A sum in minor units."""
        found = self._read(column, cells.amount, 1, required=True)
        if positive and found == 0:
            self.refuse(column, "import.amount_zero")
        return found

    def whole(self, column: str, lowest: int, highest: int) -> int:
        """A whole number between the two."""
        return self._read(column, lambda cell: cells.whole(cell, lowest, highest), lowest, required=True)

    def percent(self, column: str, highest: int) -> Decimal:
        """A percentage as a fraction."""
        return self._read(column, lambda cell: cells.percent(cell, highest), Decimal(0), required=True)

    def day(self, column: str) -> date:
        """A date."""
        return self._read(column, cells.day, _NEVER, required=True)

    def day_or_none(self, column: str) -> date | None:
        """A date, if there is one."""
        return None if is_blank(self.row.cells.get(column)) else self.day(column)

    def moment(self, column: str) -> date | datetime:
        """A date with or without a time."""
        return self._read(column, cells.moment, _NEVER, required=True)

    def word(self, column: str, words: Mapping[str, E], default: E | None = None) -> E:
        """The meaning of a word of a fixed list; `default` where nothing stands."""
        first = next(iter(words.values()))
        if default is not None and is_blank(self.row.cells.get(column)):
            return default

        def meaning(cell: Cell) -> E:
            written = "".join(cells.text(cell, NAME_LIMIT).split())
            if written not in words:
                raise CellError("import.unknown_word", known="、".join(word for word in words if not word.isascii()))
            return words[written]

        return self._read(column, meaning, first, required=True)

    def phones(self, column: str, *, required: bool = False) -> tuple[str, ...]:
        """Telephone numbers."""
        return self._read(column, cells.phones, (), required=required, personal=True)

    def identity(self, column: str, *, required: bool = False) -> str:
        """An identity number."""
        return self._read(column, id_numbers.identity, "", required=required, personal=True)

    def degrees_e6(self, column: str, lowest: int, highest: int) -> int:
        """Degrees as millionths."""
        return self._read(column, lambda cell: cells.degrees_e6(cell, lowest, highest), 0, required=True)

    def _read(
        self, column: str, take: Callable[[Cell], T], otherwise: T, *, required: bool, personal: bool = False
    ) -> T:
        cell = self.row.cells.get(column)
        if is_blank(cell):
            if required:
                self.refuse(column, "import.missing_value")
                return otherwise
            return take(None)
        try:
            return take(cell)
        except CellError as bad:
            if not self._muted:
                value = id_numbers.masked(cell) if personal else cells.shown(cell)[:_SHOWN_LIMIT]
                self.rejects.append(self.row.reject(column, value, bad.code, **bad.params))
            return otherwise
