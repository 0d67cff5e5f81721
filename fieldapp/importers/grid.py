"""A sheet before anybody has looked for its header: numbered lines of cells, whatever kind of file it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

Cell = str | int | bool | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line with the number a person sees beside it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. `ragged`: lines are as long as they were written, so that a cut line shows; else they are padded."""

    sheet: str
    lines: tuple[Line, ...]
    ragged: bool = False


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing but space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
