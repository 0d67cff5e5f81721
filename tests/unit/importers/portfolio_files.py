"""Portfolio files for tests: the practice portfolio in small, and what a reading of it says."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from fieldapp.importers import IdBook, PortfolioReading, read_portfolio
from fieldapp.sample import SamplePortfolio, make_portfolio
from tests.unit.importers.files import (
    STAFF,
    Sheets,
    first_cases,
    sheets_of,
    write_xlsx,
)

TODAY = date(2026, 7, 25)
LI, ZHAO = "HK-2026-0412", "HK-2026-0414"


@cache
def whole_portfolio() -> SamplePortfolio:
    return make_portfolio(TODAY)


def small(count: int = 6) -> Sheets:
    """The sheets of the five handmade cases and one more."""
    sheets = sheets_of(first_cases(whole_portfolio(), count))
    put_counts(sheets)
    return sheets


def put_counts(sheets: Sheets) -> None:
    sheets["案件"][3] = ["案件数", len(sheets["案件"]) - 6, "贷款数", len(sheets["贷款"]) - 1]


def read(path: Path, known: IdBook | None = None) -> PortfolioReading:
    return read_portfolio(path, known or IdBook(), STAFF)


def read_sheets(sheets: Sheets, folder: Path) -> PortfolioReading:
    return read(write_xlsx(sheets, folder / "案件.xlsx"))


def own_faults(reading: PortfolioReading) -> list[tuple[str, int, str, str]]:
    return [(r.sheet, r.row, r.column, r.code) for r in reading.rejects if not r.dependent]
