"""The survey before the loan as a portfolio file tells it: a column for each answer, and any of them may be empty.

An answer that nobody wrote down is unknown, never zero: it stays out of the comparison with what is seen today.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fieldapp.domain.observation import Observation
from fieldapp.domain.survey import Survey
from fieldapp.importers import words
from fieldapp.importers.grid import is_blank
from fieldapp.importers.layouts import CASE_NO, SURVEY_ANSWERS, SURVEY_COLUMNS, SURVEY_NOTE
from fieldapp.importers.reader import NAME_LIMIT, RowReader

SURVEYED_ON, SURVEYED_BY = SURVEY_COLUMNS[1:]
RUNNING, MACHINES = "开动机台", "全部机台"
MAX_CUSTOMERS, MAX_STAFF, MAX_MACHINES, MAX_LAND_OR_HEAD, MAX_KWH = 1_000, 10_000, 10_000, 1_000_000, 100_000_000
_Take = Callable[[RowReader, str], Any]


def _count(highest: int) -> _Take:
    return lambda row, column: row.whole(column, 0, highest)


def _sum(row: RowReader, column: str) -> int:
    return row.amount(column)


def _margin(row: RowReader, column: str) -> int:
    """A percentage without decimals, as the observation form asks for it."""
    found = row.percent(column, 100).scaleb(2)
    if found != found.to_integral_value():
        row.refuse(column, "import.not_a_whole_number")
    return int(found)


_ANSWERS: Mapping[str, tuple[str, _Take]] = {
    "营业状态": ("open_status", lambda row, column: row.word(column, words.OPEN_STATUSES)),
    "客流": ("crowd", lambda row, column: row.word(column, words.CROWDS)),
    "十分钟客流": ("customers_10min", _count(MAX_CUSTOMERS)),
    "备货": ("stock_level", lambda row, column: row.word(column, words.STOCK_LEVELS)),
    "库存估值": ("stock_value", _sum),
    "在岗人数": ("staff_now", _count(MAX_STAFF)),
    "平时人数": ("staff_usual", _count(MAX_STAFF)),
    "日销售": ("sales_day_claimed", _sum),
    "月销售": ("sales_month_claimed", _sum),
    "毛利率(%)": ("margin_percent", _margin),
    "月进货": ("purchases_month", _sum),
    "月经营费用": ("costs_month", _sum),
    "月家庭开支": ("household_month", _sum),
    "月其他还款": ("other_debt_month", _sum),
    "场地": ("rent_status", lambda row, column: row.word(column, words.RENTS)),
    RUNNING: ("machines_running", _count(MAX_MACHINES)),
    MACHINES: ("machines_total", _count(MAX_MACHINES)),
    "种养规模": ("crop_or_herd", _count(MAX_LAND_OR_HEAD)),
    "长势": ("crop_condition", lambda row, column: row.word(column, words.CONDITIONS)),
    "月用电(度)": ("power_kwh", _count(MAX_KWH)),
}
"""The answer of the observation form that a column holds, and how it is read."""


def read_survey(row: RowReader) -> tuple[str, Survey | None]:
    """A survey with the number of its case; None where the row holds nothing but that number."""
    case_no = row.key(CASE_NO)
    columns = (SURVEYED_ON, SURVEYED_BY, *SURVEY_ANSWERS, SURVEY_NOTE)
    if all(is_blank(row.row.cells.get(column)) for column in columns):
        return case_no, None
    on, by = row.day(SURVEYED_ON), row.text(SURVEYED_BY, required=True, limit=NAME_LIMIT)
    survey = Survey(on, by, _observation(row), row.text(SURVEY_NOTE))
    if row.ok and not survey.observation.of_business:
        row.refuse("", "import.survey_without_answers")
    return case_no, survey


def _observation(row: RowReader) -> Observation:
    given = [column for column in SURVEY_ANSWERS if not is_blank(row.row.cells.get(column))]
    seen = Observation(**{_ANSWERS[column][0]: _ANSWERS[column][1](row, column) for column in given})
    running, machines = seen.machines_running, seen.machines_total
    if row.ok and running is not None and machines is not None and running > machines:
        row.refuse(RUNNING, "import.more_than_all", other=MACHINES, limit=machines)
    return seen
