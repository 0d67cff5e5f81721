"""XLSX workbooks: values only, never formulas, and never a float.

A spreadsheet keeps fifteen significant digits of a number; those are what its user sees and what is taken here.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from fieldapp.errors import KnownError
from fieldapp.importers.grid import Cell, Grid, Line

MAX_UNPACKED_BYTES = 512 * 1024 * 1024
_EXACT_BELOW = 10**15
# whatever the zip, XML and workbook readers stumble over in a file that was cut short, changed, locked or never was
# a workbook; lxml and expat both raise a SyntaxError
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, SyntaxError, InvalidFileException),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, NotImplementedError, RuntimeError),
)
Values = tuple[object, ...]


def xlsx_grids(raw: bytes, file: str) -> tuple[Grid, ...]:
    """All sheets that hold anything.

    Raises:
        KnownError: `import.damaged_file` for half a file or no workbook; `import.file_too_large` when unpacked.
    """
    try:
        unpacked = _unpacked_size(raw)
        sheets = _sheets(raw) if unpacked <= MAX_UNPACKED_BYTES else []
    except _BROKEN as error:
        raise KnownError("import.damaged_file", {"file": file}) from error
    if unpacked > MAX_UNPACKED_BYTES:
        raise KnownError("import.file_too_large", {"file": file, "limit": MAX_UNPACKED_BYTES // 1024 // 1024})
    return tuple(_grid(title, rows) for title, rows in sheets)


def _unpacked_size(raw: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return sum(entry.file_size for entry in packed.infolist())


def _sheets(raw: bytes) -> list[tuple[str, Sequence[Values]]]:
    book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    found: list[tuple[str, Sequence[Values]]] = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # some programs write a wrong one, and rows would be missing
        found.append((sheet.title, list(sheet.iter_rows(values_only=True))))
    book.close()
    return found


def _grid(title: str, rows: Sequence[Values]) -> Grid:
    numbered = enumerate(rows, start=1)
    lines = (Line(number, tuple(map(_cell, row))) for number, row in numbered if any(cell is not None for cell in row))
    return Grid(title.strip(), tuple(lines))


def _cell(value: object) -> Cell:
    if isinstance(value, float):
        number = Decimal(f"{value:.15g}")
        return int(number) if abs(number) < _EXACT_BELOW and number == number.to_integral_value() else number
    if value is None or isinstance(value, str | int | date | datetime):
        return value
    return str(value)
