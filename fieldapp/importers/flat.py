"""The flat table: each of its lines taken apart into the rows that the sheets would have held.

Lines of the same case repeat its borrower, people and premises; they must say the same, or nobody could tell which
of them is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from fieldapp.importers import layouts
from fieldapp.importers.grid import Cell, is_blank
from fieldapp.importers.layouts import CASE_NO, CONTRACT_NO
from fieldapp.importers.rejects import Reject
from fieldapp.importers.tabular import Row, Table

_PAYMENT_PARTS = ("还款日期", "金额", "流水号", "渠道", "冲正日期")
_CHARGE_PARTS = ("发生日期", "金额", "费用编号", "事由")
_PAYMENT_NEEDS, _CHARGE_NEEDS = 3, 3
_ENTRY_ENDS = str.maketrans({"；": ";", "\n": ";", "｜": "|"})


@dataclass(slots=True)
class FlatRows:
    """The rows of all parts, in the order of the lines."""

    cases: list[Row] = field(default_factory=list)
    loans: list[Row] = field(default_factory=list)
    parties: list[Row] = field(default_factory=list)
    premises: list[Row] = field(default_factory=list)
    payments: list[Row] = field(default_factory=list)
    charges: list[Row] = field(default_factory=list)
    surveys: list[Row] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


def take_apart(table: Table) -> FlatRows:
    """The rows that the lines of a flat table stand for."""
    parts = FlatRows(rejects=list(table.rejects))
    seen: dict[tuple[object, ...], Row] = {}
    premises_columns = {name: layouts.FLAT_PREMISES.get(name, name) for name in layouts.PREMISES_COLUMNS}
    if any("坐标系" in line.cells for line in table.rows[:1]):
        premises_columns[layouts.DATUM] = layouts.DATUM
    asked = (*layouts.SURVEYS.columns, *layouts.SURVEYS.optional)
    for line in table.rows:
        parts.loans.append(line)
        _keep(parts, parts.cases, seen, _part(line, {name: name for name in layouts.CASE_COLUMNS}), ("case",))
        place = _part(line, premises_columns)
        _keep(parts, parts.premises, seen, place, ("premises", str(place.cells["地址"])))
        _keep(parts, parts.surveys, seen, _part(line, {name: name for name in asked}), ("survey",))
        for party in _parties(line):
            _keep(parts, parts.parties, seen, party, (str(party.cells["角色"]), str(party.cells["姓名"])))
        parts.payments += _entries(parts, line, layouts.FLAT_PAYMENTS, _PAYMENT_PARTS, _PAYMENT_NEEDS)
        parts.charges += _entries(parts, line, layouts.FLAT_CHARGES, _CHARGE_PARTS, _CHARGE_NEEDS)
    return parts


def _part(line: Row, columns: dict[str, str], fixed: dict[str, Cell] | None = None) -> Row:
    """The cells of some columns under the names the sheet would give them."""
    cells = {name: line.cells.get(flat) for name, flat in columns.items()} | (fixed or {})
    headers = {name: line.headers.get(flat, flat) for name, flat in columns.items()}
    return Row(line.file, line.sheet, line.number, cells, headers)


def _parties(line: Row) -> Iterator[Row]:
    for role, prefix in layouts.FLAT_PARTIES:
        columns = layouts.flat_party_columns(role, prefix)
        if any(not is_blank(line.cells.get(flat)) for flat in columns.values()):
            yield _part(line, columns | {CASE_NO: CASE_NO}, {"角色": role})


def _keep(
    parts: FlatRows, rows: list[Row], seen: dict[tuple[object, ...], Row], row: Row, kind: tuple[str, ...]
) -> None:
    """Keep a row that is new; one that repeats another must say the same."""
    key = (row.cells[CASE_NO], *kind)
    first = row if is_blank(row.cells[CASE_NO]) else seen.setdefault(key, row)
    if first is row:
        rows.append(row)
        return
    for column, cell in row.cells.items():
        if cell != first.cells[column]:
            parts.rejects.append(row.reject(column, "", "import.lines_disagree", other_row=first.number))


def _entries(parts: FlatRows, line: Row, column: str, names: tuple[str, ...], needs: int) -> Iterator[Row]:
    """The entries of a history cell as rows; `date|amount|number|…`, separated by semicolons."""
    cell = line.cells.get(column)
    if is_blank(cell):
        return
    for entry in str(cell).translate(_ENTRY_ENDS).split(";"):
        if not entry.strip():
            continue
        values = [value.strip() for value in entry.split("|")]
        if not needs <= len(values) <= len(names):
            parts.rejects.append(line.reject(column, entry.strip(), "import.entry_shape", shape="|".join(names)))
            continue
        padded = values + [""] * (len(names) - len(values))
        cells: dict[str, Cell] = dict(zip(names, padded, strict=True))
        headers = dict.fromkeys((*names, CONTRACT_NO), line.headers.get(column, column))
        yield Row(line.file, line.sheet, line.number, cells | {CONTRACT_NO: line.cells.get(CONTRACT_NO)}, headers)
