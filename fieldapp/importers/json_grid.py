"""JSON: an object of lists of objects, a list for each sheet, or one list for a single flat table.

What stands above the table in other files stands under 说明 here:
`{"说明": {"账务时点": "2026-07-24 18:00"}, "案件": [...], ...}`.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from fieldapp.errors import KnownError
from fieldapp.importers.csv_grid import decode
from fieldapp.importers.grid import Cell, Grid, Line

NOTES = "说明"


def json_grids(raw: bytes, file: str) -> tuple[Grid, ...]:
    """Each list as a sheet; the number of an object is its place in the list, beginning with 1.

    Raises:
        KnownError: `import.damaged_json` where the text is no JSON, `import.json_shape` where it has another shape.
    """
    try:
        whole = json.loads(decode(raw, file), parse_float=Decimal, parse_constant=str)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise KnownError("import.damaged_json", {"file": file, "line": line}) from error
    if isinstance(whole, list):
        whole = {"": whole}
    if not isinstance(whole, dict):
        raise KnownError("import.json_shape", {"file": file})
    notes = whole.pop(NOTES, {})
    if not isinstance(notes, dict) or not all(isinstance(rows, list) for rows in whole.values()):
        raise KnownError("import.json_shape", {"file": file})
    above = [Line(0, (str(name), _cell(value))) for name, value in notes.items()]
    return tuple(_grid(str(sheet), rows, above, file) for sheet, rows in whole.items())


def _grid(sheet: str, rows: list[Any], above: list[Line], file: str) -> Grid:
    if not all(isinstance(row, dict) for row in rows):
        raise KnownError("import.json_shape", {"file": file})
    names = list(dict.fromkeys(str(name) for row in rows for name in row))
    lines = [Line(number, tuple(_cell(row.get(name)) for name in names)) for number, row in enumerate(rows, start=1)]
    return Grid(sheet.strip(), (*above, Line(0, tuple(names)), *lines))


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, str | int | bool | Decimal):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)
