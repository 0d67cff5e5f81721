"""Any file of rows, whatever its kind, as tables whose cells are found by the name of their column.

The kind is read off the first bytes, not off the name. A file that cannot be read as a whole is a known error; what
is wrong with single rows is for the readers of portfolios and payments to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fieldapp.errors import KnownError, reason_of
from fieldapp.importers.csv_grid import csv_grid
from fieldapp.importers.grid import Cell, Grid, Line, is_blank
from fieldapp.importers.json_grid import json_grids
from fieldapp.importers.layouts import Layout
from fieldapp.importers.rejects import Reject
from fieldapp.importers.xlsx_grid import xlsx_grids

MAX_BYTES = 128 * 1024 * 1024
_HEADER_WITHIN_LINES = 20
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column, and where a person finds it.

    `headers` tells what a column is called in the file, where that differs.
    """

    file: str
    sheet: str
    number: int
    cells: Mapping[str, Cell]
    headers: Mapping[str, str]

    @property
    def place(self) -> tuple[str, int]:
        """Sheet and number: what makes a row of a file this one."""
        return self.sheet, self.number

    def reject(self, column: str, value: str, code: str, **params: str | int) -> Reject:
        """A reject of one cell of this row; of the whole row if `column` is empty."""
        return Reject(self.file, self.sheet, self.number, self.headers.get(column, column), value, code, params)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its header found: its rows, the notes above them, and lines that are no rows."""

    sheet: str
    rows: tuple[Row, ...]
    notes: Mapping[str, Cell]
    rejects: tuple[Reject, ...]


def read_grids(path: Path) -> tuple[Grid, ...]:
    """The sheets of the file at `path`.

    Raises:
        KnownError: `import.unreadable_file`, `import.empty_file`, `import.file_too_large`, `import.old_or_locked_file`,
            and those of the kind of file it is.
    """
    raw = _bytes(path)
    file = path.name
    if not raw.strip():
        raise KnownError("import.empty_file", {"file": file})
    if raw.startswith(_OLE):
        raise KnownError("import.old_or_locked_file", {"file": file})
    if raw.startswith(_ZIP):
        return xlsx_grids(raw, file)
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        raise KnownError("import.damaged_file", {"file": file})
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return json_grids(raw, file)
    return (csv_grid(raw, file),)


def table(grid: Grid, layout: Layout, file: str) -> Table:
    """`grid` read by `layout`.

    Raises:
        KnownError: `import.missing_columns` naming them; `import.double_column`; `import.empty_file` without rows.
    """
    at, header = _header(grid, layout)
    _check_header(header, grid, layout, file)
    width = max(position for position, name in enumerate(header) if name is not None) + 1
    originals = {name: str(grid.lines[at].cells[n]).strip() for n, name in enumerate(header) if name is not None}
    rows, rejects = [], []
    for line in grid.lines[at + 1 :]:
        if all(map(is_blank, line.cells)):
            continue
        row = Row(file, grid.sheet, line.number, _cells(line, header), originals)
        wrong = grid.ragged and not _fits(line, width, len(header))
        rows.append(row)
        if wrong:
            rejects.append(row.reject("", "", "import.row_length", cells=len(line.cells), columns=len(header)))
    if not rows and not layout.may_be_empty:
        raise KnownError("import.empty_file", {"file": f"{file} {grid.sheet}".strip()})
    return Table(grid.sheet, tuple(rows), _notes(grid.lines[:at]), tuple(rejects))


def fits(grid: Grid, layout: Layout) -> bool:
    """Whether this sheet is of that layout, however incomplete: most of its columns are there."""
    _, header = _header(grid, layout)
    return 2 * sum(name is not None for name in header) >= len(layout.columns)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise KnownError("import.file_too_large", {"file": path.name, "limit": MAX_BYTES // 1024 // 1024})
        return path.read_bytes()
    except OSError as error:
        told = {"file": path.name or str(path), "reason": reason_of(error)}
        raise KnownError("import.unreadable_file", told, retryable=True) from error


def _header(grid: Grid, layout: Layout) -> tuple[int, list[str | None]]:
    """The line near the top that names most columns, as column names."""
    best: tuple[int, list[str | None]] = (0, [])
    for at, line in enumerate(grid.lines[:_HEADER_WITHIN_LINES]):
        header = [layout.column(cell) for cell in line.cells]
        if _named(header) > _named(best[1]):
            best = (at, header)
    return best


def _named(header: Iterable[str | None]) -> int:
    return sum(name is not None for name in header)


def _check_header(header: list[str | None], grid: Grid, layout: Layout, file: str) -> None:
    place = f"{file} {grid.sheet}".strip()
    missing = [column for column in layout.columns if column not in header]
    if missing:
        raise KnownError("import.missing_columns", {"file": place, "columns": "、".join(missing)})
    twice = sorted({name for name in header if name is not None and header.count(name) > 1})
    if twice:
        raise KnownError("import.double_column", {"file": place, "columns": "、".join(twice)})


def _cells(line: Line, header: list[str | None]) -> dict[str, Cell]:
    return {
        name: line.cells[position] if position < len(line.cells) else None
        for position, name in enumerate(header)
        if name is not None
    }


def _fits(line: Line, width: int, longest: int) -> bool:
    """A line that was cut short lacks cells; one with a stray delimiter has cells without a column."""
    return len(line.cells) >= width and all(map(is_blank, line.cells[longest:]))


def _notes(lines: Iterable[Line]) -> dict[str, Cell]:
    """Labels above the table with the cells to their right."""
    notes: dict[str, Cell] = {}
    for line in lines:
        for label, value in zip(line.cells, line.cells[1:], strict=False):
            if isinstance(label, str) and not is_blank(value):
                notes[label.strip().rstrip(":：")] = value
    return notes
