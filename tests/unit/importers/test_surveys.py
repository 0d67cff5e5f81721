"""The survey before the loan comes in with the portfolio, in every kind of file, or is named with what is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fieldapp.domain.observation import Condition, Crowd, Observation, OpenStatus, RentStatus, StockLevel
from fieldapp.domain.survey import Survey
from fieldapp.importers import IdBook
from fieldapp.services.import_portfolio import merged
from tests.unit.importers.files import (
    Sheets,
    first_cases,
    flat_lines,
    number_in_file,
    put,
    write_flat,
    write_json,
    write_xlsx,
)
from tests.unit.importers.portfolio_files import LI, own_faults, read, read_sheets, small, whole_portfolio

HEADER = [
    *("案件编号", "调查日期", "调查人", "营业状态", "客流", "十分钟客流", "备货", "库存估值", "在岗人数", "平时人数"),
    *("日销售", "月销售", "毛利率", "月进货", "月经营费用", "月家庭开支", "月其他还款", "场地"),
    *("开动机台", "全部机台", "种养规模", "长势", "月用电", "调查说明"),
]
LINE = [
    *(LI, "2026/1/5", "王磊", "正常营业", "和平时一样", 7, "备货充足", "12,000.00", 4, 5),
    *(1800.5, "54,000", "55%", 24300, "8000", "4,500.00", 0, "租金已交"),
    *(2, 3, 12, "好", 1500, "看过店内与流水。"),
]
SEEN = Observation(
    open_status=OpenStatus.OPEN_NORMAL,
    crowd=Crowd.SAME,
    customers_10min=7,
    stock_level=StockLevel.FULL,
    stock_value=1_200_000,
    staff_now=4,
    staff_usual=5,
    sales_day_claimed=180_050,
    sales_month_claimed=5_400_000,
    margin_percent=55,
    purchases_month=2_430_000,
    costs_month=800_000,
    household_month=450_000,
    other_debt_month=0,
    rent_status=RentStatus.PAID,
    machines_running=2,
    machines_total=3,
    crop_or_herd=12,
    crop_condition=Condition.GOOD,
    power_kwh=1500,
)


def surveyed() -> Sheets:
    """Three cases, of which the first has a survey with every answer."""
    sheets = small(3)
    sheets["贷前调查"] = [list(HEADER), list(LINE)]
    return sheets


def surveys(sheets: Sheets, folder: Path) -> list[Survey | None]:
    found = read_sheets(sheets, folder)
    assert found.rejects == ()
    return [case.survey for case in found.cases]


def test_every_answer_of_a_survey_comes_in(tmp_path: Path) -> None:
    assert surveys(surveyed(), tmp_path) == [
        Survey(date(2026, 1, 5), "王磊", SEEN, "看过店内与流水。"),
        None,
        None,
    ]


def test_json_says_the_same_as_the_workbook(tmp_path: Path) -> None:
    found = read(write_json(surveyed(), tmp_path / "p.json"))
    assert found.rejects == ()
    assert [case.survey for case in found.cases] == surveys(surveyed(), tmp_path)


def test_a_file_without_the_sheet_has_no_surveys(tmp_path: Path) -> None:
    sheets = surveyed()
    del sheets["贷前调查"]
    assert surveys(sheets, tmp_path) == [None] * 3


def test_a_sheet_with_nothing_below_its_header_has_no_surveys(tmp_path: Path) -> None:
    sheets = surveyed()
    sheets["贷前调查"] = [list(HEADER)]
    assert surveys(sheets, tmp_path) == [None] * 3


def test_a_row_with_only_the_case_number_is_no_survey(tmp_path: Path) -> None:
    sheets = surveyed()
    sheets["贷前调查"][1] = [LI, *[""] * (len(HEADER) - 1)]
    assert surveys(sheets, tmp_path) == [None] * 3


def test_answers_without_a_column_or_a_cell_were_not_asked(tmp_path: Path) -> None:
    sheets = surveyed()
    sheets["贷前调查"] = [
        ["案件编号", "调查日期", "调查人", "月销售", "毛利率(%)"],
        [LI, date(2026, 1, 5), "王磊", 54000, ""],
    ]
    (found, *_) = surveys(sheets, tmp_path)
    assert found == Survey(date(2026, 1, 5), "王磊", Observation(sales_month_claimed=5_400_000))


def test_the_flat_table_may_have_the_columns_or_none_of_them(tmp_path: Path) -> None:
    lines = flat_lines(first_cases(whole_portfolio(), 3))
    told = read(write_flat(lines, tmp_path / "p.csv"))
    assert told.rejects == ()
    assert [case.survey for case in told.cases] == surveys(small(3), tmp_path)
    assert all(case.survey is not None for case in told.cases)
    without = [
        {name: value for name, value in line.items() if name not in (*HEADER[1:], "毛利率(%)", "月用电(度)")}
        for line in lines
    ]
    untold = read(write_flat(without, tmp_path / "q.csv", encoding="gb18030"))
    assert untold.rejects == ()
    assert [case.survey for case in untold.cases] == [None] * 3


def test_lines_of_a_flat_table_that_disagree_about_a_survey_are_named(tmp_path: Path) -> None:
    lines = flat_lines(first_cases(whole_portfolio(), 3))
    assert lines[2]["案件编号"] == lines[3]["案件编号"]
    lines[3] = lines[3] | {"月销售": "1"}
    found = read(write_flat(lines, tmp_path / "p.csv"))
    assert [(column, code) for _sheet, _row, column, code in own_faults(found)] == [("月销售", "import.lines_disagree")]


@pytest.mark.parametrize(
    ("column", "value", "at", "code"),
    [
        ("案件编号", "HK-0000-0000", "案件编号", "import.unknown_case"),
        ("案件编号", "", "案件编号", "import.missing_value"),
        ("调查日期", "", "调查日期", "import.missing_value"),
        ("调查日期", "去年底", "调查日期", "import.not_a_date"),
        ("调查日期", date(2026, 7, 25), "调查日期", "import.after_statement"),
        ("调查日期", date(2026, 1, 11), "调查日期", "import.after"),
        ("调查人", " ", "调查人", "import.missing_value"),
        ("营业状态", "热闹", "营业状态", "import.unknown_word"),
        ("客流", "7", "客流", "import.unknown_word"),
        ("十分钟客流", "很多", "十分钟客流", "import.not_a_number"),
        ("十分钟客流", 1001, "十分钟客流", "import.out_of_range"),
        ("库存估值", "-1", "库存估值", "import.negative"),
        ("在岗人数", 3.5, "在岗人数", "import.not_a_whole_number"),
        ("月销售", "5.4万", "月销售", "import.not_a_number"),
        ("月销售", "54000.005", "月销售", "import.fraction_of_a_cent"),
        ("毛利率", 0.55, "毛利率", "import.percent_or_fraction"),
        ("毛利率", "55.5", "毛利率", "import.not_a_whole_number"),
        ("毛利率", 101, "毛利率", "import.out_of_range"),
        ("场地", "借用", "场地", "import.unknown_word"),
        ("开动机台", 4, "开动机台", "import.more_than_all"),
        ("长势", "喜人", "长势", "import.unknown_word"),
        ("调查说明", "说" * 201, "调查说明", "import.too_long"),
    ],
)
def test_a_wrong_cell_is_named_and_its_case_stays_out(
    column: str, value: object, at: str, code: str, tmp_path: Path
) -> None:
    sheets = surveyed()
    put(sheets, "贷前调查", 1, column, value)
    found = read_sheets(sheets, tmp_path)
    assert own_faults(found) == [("贷前调查", number_in_file(sheets, "贷前调查", 1), at, code)]
    stays_out = column != "案件编号"  # a survey that names no case of the file falls alone
    assert (LI in {case.case_no for case in found.cases}) is not stays_out


def test_a_survey_that_saw_nothing_is_named(tmp_path: Path) -> None:
    sheets = surveyed()
    sheets["贷前调查"][1] = [*LINE[:3], *[""] * (len(HEADER) - 4), "没有看到店。"]
    assert own_faults(read_sheets(sheets, tmp_path)) == [("贷前调查", 2, "", "import.survey_without_answers")]


def test_of_two_surveys_of_a_case_nobody_knows_which_is_right(tmp_path: Path) -> None:
    sheets = surveyed()
    sheets["贷前调查"].append(list(LINE))
    assert own_faults(read_sheets(sheets, tmp_path)) == [("贷前调查", 3, "案件编号", "import.duplicate")]


def test_the_survey_stays_when_a_later_file_comes_without_it(tmp_path: Path) -> None:
    book = IdBook()
    (first, *_) = read(write_xlsx(surveyed(), tmp_path / "p.xlsx"), book).cases
    sheets = surveyed()
    del sheets["贷前调查"]
    (later, *_) = read(write_xlsx(sheets, tmp_path / "q.xlsx"), book).cases
    assert later.survey is None
    assert merged(first, later).survey == first.survey
    fresh = Survey(date(2026, 1, 6), "王磊", SEEN)
    assert merged(first, replace(later, survey=fresh)).survey == fresh
