"""What is wrong with a portfolio, in a cell or between rows, is named, and nothing of its case comes in."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.unit.importers.files import (
    get,
    number_in_file,
    put,
    sheets_of,
)
from tests.unit.importers.portfolio_files import (
    LI,
    ZHAO,
    own_faults,
    put_counts,
    read_sheets,
    small,
    whole_portfolio,
)

# what is wrong with a cell ------------------------------------------------------------------------------------

WRONG_CELLS = [
    ("案件", "案件编号", None, "import.missing_value"),
    ("案件", "借款人", "  ", "import.missing_value"),
    ("案件", "借款人", "名" * 61, "import.too_long"),
    ("案件", "身份证号", "329901198301150092", "import.id_check_digit"),
    ("案件", "身份证号", 3.29901198301150e17, "import.id_as_number"),
    ("案件", "手机号", "1540000000", "import.phone_invalid"),
    ("案件", "催收员账号", "nobody", "import.unknown_collector"),
    ("案件", "立案日期", "17/06/2026", "import.not_a_date"),
    ("案件", "立案日期", date(2026, 7, 25), "import.after_statement"),
    ("案件", "分派时间", "2026-06-16 09:00", "import.before"),
    ("贷款", "本金", "-120000", "import.negative"),
    ("贷款", "本金", "0.00", "import.amount_zero"),
    ("贷款", "年利率(%)", 0.12, "import.percent_or_fraction"),
    ("贷款", "年利率(%)", 120, "import.out_of_range"),
    ("贷款", "罚息上浮(%)", 60, "import.out_of_range"),
    ("贷款", "还款方式", "随借随还", "import.unknown_word"),
    ("贷款", "期数", 0, "import.out_of_range"),
    ("贷款", "计息基数", "30/360", "import.unknown_word"),
    ("贷款", "首期还款日", date(2026, 1, 10), "import.not_after"),
    ("贷款", "放款日期", date(2026, 1, 1), "import.before"),
    ("贷款", "放款日期", "2026-02-30", "import.no_such_date"),
    ("贷款", "案件编号", "HK-0000-0000", "import.unknown_case"),
    ("贷款", "应还合计", "#REF!", "import.not_a_number"),
    ("贷款", "罚息", "286.225", "import.fraction_of_a_cent"),
    ("相关人", "角色", "朋友", "import.unknown_word"),
    ("相关人", "身份证号", "", "import.missing_value"),
    ("相关人", "保证方式", "", "import.missing_value"),
    ("相关人", "保证合同号", "", "import.missing_value"),
    ("相关人", "保证期间止", date(2026, 1, 8), "import.not_after"),
    ("经营场所", "场所类型", "写字楼", "import.unknown_word"),
    ("经营场所", "地址", "", "import.missing_value"),
    ("经营场所", "经度", "31.302160", "import.place_outside"),
    ("经营场所", "纬度", "", "import.missing_value"),
    ("经营场所", "误差半径(米)", 0, "import.out_of_range"),
    ("经营场所", "位置来源", "猜的", "import.unknown_word"),
    ("还款流水", "流水号", "", "import.missing_value"),
    ("还款流水", "金额", "(10,661.85)", "import.negative"),
    ("还款流水", "金额", "10，661.8５ 元整", "import.not_a_number"),
    ("还款流水", "还款日期", date(2026, 7, 25), "import.after_statement"),
    ("还款流水", "还款日期", date(2025, 12, 31), "import.before"),
    ("还款流水", "还款日期", datetime(2026, 2, 10, 9, 30), "import.date_with_time"),  # noqa: DTZ001
    ("还款流水", "冲正日期", date(2026, 2, 9), "import.before"),
    ("还款流水", "合同编号", "SZJY-0000-00000", "import.unknown_contract"),
    ("费用", "金额", "", "import.missing_value"),
    ("费用", "发生日期", "去年", "import.not_a_date"),
]


@pytest.mark.parametrize(("sheet", "column", "value", "code"), WRONG_CELLS)
def test_a_wrong_cell_is_named_and_its_case_stays_out(
    sheet: str, column: str, value: object, code: str, tmp_path: Path
) -> None:
    sheets = small()
    put(sheets, sheet, 1, column, value)
    found = read_sheets(sheets, tmp_path)
    assert (sheet, number_in_file(sheets, sheet, 1), column, code) in own_faults(found)
    left_out = ZHAO if sheet == "费用" else LI
    taken = {case.case_no for case in found.cases}
    assert left_out not in taken
    assert len(taken) == 5


def test_every_wrong_cell_of_a_row_is_named(tmp_path: Path) -> None:
    sheets = small()
    for column, value in (("本金", "一万"), ("年利率(%)", 99), ("期数", "x"), ("放款日期", ""), ("还款方式", "?")):
        put(sheets, "贷款", 1, column, value)
    found = {r.column: r.code for r in read_sheets(sheets, tmp_path).rejects if r.sheet == "贷款"}
    assert found == {
        "本金": "import.not_a_number",
        "年利率(%)": "import.out_of_range",
        "期数": "import.not_a_number",
        "放款日期": "import.missing_value",
        "还款方式": "import.unknown_word",
    }


def test_the_sound_rows_of_a_case_are_told_what_they_fell_with(tmp_path: Path) -> None:
    sheets = small()
    put(sheets, "相关人", 2, "手机号", "12345")  # a contact of the first case
    found = read_sheets(sheets, tmp_path)
    at_fault = number_in_file(sheets, "相关人", 2)
    assert own_faults(found) == [("相关人", at_fault, "手机号", "import.phone_invalid")]
    dependent = [reject for reject in found.rejects if reject.dependent]
    assert Counter(reject.sheet for reject in dependent) == {
        "案件": 1,
        "贷款": 1,
        "相关人": 2,
        "经营场所": 1,
        "还款流水": 4,
        "贷前调查": 1,
    }
    assert {(r.params["case_no"], r.params["cause_sheet"], r.params["cause_row"]) for r in dependent} == {
        (LI, "相关人", at_fault)
    }


def test_rejects_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    sheets = small()
    put(sheets, "还款流水", 3, "金额", "x")
    put(sheets, "案件", 2, "手机号", "x")
    put(sheets, "贷款", 1, "本金", "x")
    order = ["案件", "贷款", "相关人", "经营场所", "还款流水", "费用", "贷前调查"]
    places = [(order.index(r.sheet), r.row) for r in read_sheets(sheets, tmp_path).rejects]
    assert places == sorted(places)


def test_a_payment_whose_loan_has_no_case_is_not_lost_without_a_word(tmp_path: Path) -> None:
    sheets = small()
    put(sheets, "贷款", 1, "案件编号", "HK-0000-0000")
    found = read_sheets(sheets, tmp_path)
    assert Counter(r.sheet for r in found.rejects if r.dependent)["还款流水"] == 4
    reported = {(r.sheet, r.row) for r in found.rejects}
    assert len(found.cases) == 5
    assert ("案件", number_in_file(sheets, "案件", 1)) in reported


# what is wrong between rows -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "column"),
    [
        ("案件", "案件编号"),
        ("贷款", "合同编号"),
        ("相关人", "姓名"),
        ("经营场所", "地址"),
        ("还款流水", "流水号"),
        ("费用", "费用编号"),
    ],
)
def test_the_same_thing_twice_is_rejected_and_names_the_first(sheet: str, column: str, tmp_path: Path) -> None:
    sheets = small()
    sheets[sheet].append(list(sheets[sheet][-1]))
    put_counts(sheets)
    found = read_sheets(sheets, tmp_path)
    (reject,) = [r for r in found.rejects if not r.dependent]
    assert (reject.sheet, reject.column, reject.code) == (sheet, column, "import.duplicate")
    assert reject.params["other_row"] == reject.row - 1
    assert len(found.cases) == 5


def test_a_case_without_a_loan_or_without_premises_is_rejected(tmp_path: Path) -> None:
    sheets = small()
    wang = sheets["案件"][7][0]
    sheets["贷款"] = [line for line in sheets["贷款"] if line[0] != wang]
    sheets["还款流水"] = [line for line in sheets["还款流水"] if line[0] != "SZZZ-2026-00002"]
    sheets["经营场所"] = [line for line in sheets["经营场所"] if line[0] not in {wang, LI}]
    put_counts(sheets)
    found = read_sheets(sheets, tmp_path)
    assert [(row, code) for _, row, _, code in own_faults(found)] == [
        (7, "import.case_without_premises"),
        (8, "import.case_without_loans"),
        (8, "import.case_without_premises"),
    ]


BALANCES = ["未还本金", "逾期本金", "逾期利息", "罚息", "复利", "费用", "应还合计", "结清金额"]


@pytest.mark.parametrize("column", BALANCES)
def test_a_stated_sum_that_is_a_cent_off_names_both(column: str, tmp_path: Path) -> None:
    sheets = small()
    right = get(sheets, "贷款", 1, column)
    put(sheets, "贷款", 1, column, right + Decimal("0.01"))
    found = read_sheets(sheets, tmp_path)
    (reject,) = [r for r in found.rejects if not r.dependent]
    assert (reject.column, reject.code) == (column, "import.balance_differs")
    assert reject.params == {
        "stated": f"{right + Decimal('0.01'):,.2f}",
        "computed": f"{right:,.2f}",
        "difference": "0.01",
    }
    assert LI not in {case.case_no for case in found.cases}


def test_a_payment_that_is_missing_shows_in_the_balance(tmp_path: Path) -> None:
    sheets = small()
    del sheets["还款流水"][4]
    found = read_sheets(sheets, tmp_path)
    assert {code for *_, code in own_faults(found)} == {"import.balance_differs"}
    assert {column for _, _, column, _ in own_faults(found)} >= {"未还本金", "逾期本金", "应还合计", "结清金额"}


def test_a_reversal_that_is_missing_shows_in_the_balance(tmp_path: Path) -> None:
    cases = [c for c in whole_portfolio().cases if any(p.reversed_on for loan in c.loans for p in loan.payments)]
    sheets = sheets_of(replace(whole_portfolio(), cases=(cases[0],)))
    put_counts(sheets)
    assert read_sheets(sheets, tmp_path).rejects == ()
    for line in sheets["还款流水"][1:]:
        line[5] = None
    assert {code for *_, code in own_faults(read_sheets(sheets, tmp_path))} == {"import.balance_differs"}


def test_a_bad_case_does_not_stop_the_others(tmp_path: Path) -> None:
    sheets = small()
    for row in (1, 2, 3):
        put(sheets, "案件", row, "手机号", "x")
    found = read_sheets(sheets, tmp_path)
    assert [case.borrower.name for case in found.cases][:2] == ["陈晓梅", "孙国庆"]
    assert len(found.cases) == 3
