"""Which rows a portfolio file holds: several sheets or one flat table, and what stands above them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from fieldapp.errors import KnownError
from fieldapp.importers import layouts, tabular
from fieldapp.importers.cells import CellError, moment, shown, whole
from fieldapp.importers.drafts import at_moment
from fieldapp.importers.flat import take_apart
from fieldapp.importers.grid import Cell, Grid
from fieldapp.importers.rejects import Reject
from fieldapp.importers.tabular import Row, Table

_END_OF_DAY = time(23, 59, 59)
_MOST_ROWS = 10_000_000


@dataclass(frozen=True, slots=True)
class PortfolioRows:
    """All rows by what they are; `count` is how many lines the file has."""

    cases: tuple[Row, ...]
    loans: tuple[Row, ...]
    parties: tuple[Row, ...]
    premises: tuple[Row, ...]
    payments: tuple[Row, ...]
    charges: tuple[Row, ...]
    surveys: tuple[Row, ...]
    rejects: tuple[Reject, ...]
    statement_at: datetime
    count: int


def portfolio_rows(grids: tuple[Grid, ...], file: str) -> PortfolioRows:
    """The rows of a portfolio.

    Raises:
        KnownError: `import.missing_sheets` naming them and those found; `import.no_statement_date`;
            `import.no_portfolio` for a table of something else;
            `import.count_differs` when the notes count more or fewer cases or loans; and those of `tabular.table`.
    """
    filled = [grid for grid in grids if grid.lines]
    if not filled:
        raise KnownError("import.empty_file", {"file": file})
    if len(filled) == 1 and tabular.fits(filled[0], layouts.FLAT):
        return _flat(tabular.table(filled[0], layouts.FLAT, file), file)
    by_name = {grid.sheet: grid for grid in filled}
    if not any(grid.sheet for grid in filled):
        raise KnownError("import.no_portfolio", {"file": file})
    missing = [layout.sheet for layout in layouts.SHEETS if layout.sheet not in by_name]
    if missing:
        found = "、".join(grid.sheet for grid in filled if grid.sheet)
        raise KnownError("import.missing_sheets", {"file": file, "missing": "、".join(missing), "found": found})
    wanted = (*layouts.SHEETS, *layouts.OPTIONAL_SHEETS)
    tables = {
        layout.sheet: tabular.table(by_name[layout.sheet], layout, file) for layout in wanted if layout.sheet in by_name
    }
    return _sheets(tables, file)


def _flat(table: Table, file: str) -> PortfolioRows:
    parts = take_apart(table)
    _check_counts(table.notes, parts.cases, parts.loans, file)
    return PortfolioRows(
        cases=tuple(parts.cases),
        loans=tuple(parts.loans),
        parties=tuple(parts.parties),
        premises=tuple(parts.premises),
        payments=tuple(parts.payments),
        charges=tuple(parts.charges),
        surveys=tuple(parts.surveys),
        rejects=tuple(parts.rejects),
        statement_at=_statement_at(table.notes, file),
        count=len(table.rows),
    )


def _sheets(tables: Mapping[str, Table], file: str) -> PortfolioRows:
    def rows(layout: layouts.Layout) -> tuple[Row, ...]:
        return tables[layout.sheet].rows if layout.sheet in tables else ()

    notes: dict[str, Cell] = {}
    for table in tables.values():
        notes.update(table.notes)
    _check_counts(notes, rows(layouts.CASES), rows(layouts.LOANS), file)
    return PortfolioRows(
        cases=rows(layouts.CASES),
        loans=rows(layouts.LOANS),
        parties=rows(layouts.PARTIES),
        premises=rows(layouts.PREMISES),
        payments=rows(layouts.PAYMENTS),
        charges=rows(layouts.CHARGES),
        surveys=rows(layouts.SURVEYS),
        rejects=tuple(reject for table in tables.values() for reject in table.rejects),
        statement_at=_statement_at(notes, file),
        count=sum(len(table.rows) for table in tables.values()),
    )


def _statement_at(notes: Mapping[str, Cell], file: str) -> datetime:
    """The moment up to which payments are in the sums; a bare date means its end."""
    for label in layouts.STATEMENT_NOTES:
        if label in notes:
            try:
                return at_moment(_whole_day(moment(notes[label])), _END_OF_DAY)
            except CellError as bad:
                raise KnownError("import.no_statement_date", {"file": file, "value": shown(notes[label])}) from bad
    raise KnownError("import.no_statement_date", {"file": file, "value": ""})


def _whole_day(told: date | datetime) -> date | datetime:
    """A spreadsheet knows no bare dates: midnight is how it writes one."""
    return told.date() if isinstance(told, datetime) and told.time() == time() else told


def _check_counts(notes: Mapping[str, Cell], cases: Iterable[Row], loans: Iterable[Row], file: str) -> None:
    """A file that was cut between two lines looks whole; the counts above its table tell."""
    for label, rows in ((layouts.CASE_COUNT, cases), (layouts.LOAN_COUNT, loans)):
        if label not in notes:
            continue
        found = len(list(rows))
        try:
            told = whole(notes[label], 0, _MOST_ROWS)
        except CellError as bad:
            raise KnownError("import.count_unreadable", {"file": file, "what": label}) from bad
        if told != found:
            raise KnownError("import.count_differs", {"file": file, "what": label, "told": told, "found": found})
