"""Portfolio files become cases, whole or not at all, and every wrong cell is named."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.domain.calendar import DayCount
from fieldapp.domain.loan import AllocationOrder, RepaymentMethod
from fieldapp.domain.party import GuaranteeKind, PartyRole, Place, PlaceSource, PremisesKind
from fieldapp.domain.quote import quote
from fieldapp.errors import KnownError
from fieldapp.importers import IdBook, IdKind, PortfolioReading, read_portfolio
from fieldapp.sample import SamplePortfolio, make_portfolio, write_workbook
from tests.unit.importers.files import (
    STAFF,
    Sheets,
    first_cases,
    flat_lines,
    flat_text,
    get,
    number_in_file,
    put,
    sheets_of,
    write_flat,
    write_json,
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


# what comes in ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> PortfolioReading:
    path = tmp_path_factory.mktemp("whole") / "外访案件.xlsx"
    write_workbook(whole_portfolio(), path)
    return read(path)


def test_the_practice_portfolio_comes_in_whole(reading: PortfolioReading) -> None:
    """300 balances worked out by an arithmetic that is not ours agree with ours in all eight sums, to the cent."""
    assert reading.rejects == ()
    assert len(reading.cases) == 240
    assert sum(len(case.loans) for case in reading.cases) == 300
    assert reading.rows == sum(
        len(lines) - (6 if t == "案件" else 1) for t, lines in sheets_of(whole_portfolio()).items()
    )
    assert reading.statement_at == datetime(2026, 7, 24, 10, 0, tzinfo=UTC)
    assert reading.statement_date == date(2026, 7, 24)
    assert Counter(case.assigned_to for case in reading.cases) == dict.fromkeys(STAFF.values(), 80)


def test_the_first_case_is_the_worked_loan(reading: PortfolioReading) -> None:
    case = reading.cases[0]
    assert (case.case_no, case.borrower.name, case.assigned_to) == (LI, "李建国", "staff-zhou")
    assert case.assigned_at == datetime(2026, 6, 17, 1, 0, tzinfo=UTC)
    assert case.balance_at == reading.statement_at
    (loan,) = case.loans
    assert (loan.contract_no, loan.terms.method) == ("SZJY-2026-00001", RepaymentMethod.EQUAL_INSTALMENT)
    assert (loan.terms.annual_rate, loan.terms.penalty_rate) == (Decimal("0.12"), Decimal("0.18"))
    assert (loan.terms.arrears_day_count, loan.terms.allocation) == (DayCount.ACT_360, AllocationOrder.VERTICAL_561)
    owed = quote(loan, TODAY)
    assert (owed.cure, owed.payoff, owed.days_past_due) == (21_643_56, 83_743_07, 45)


def test_people_and_places_of_the_first_case_are_as_the_file_says(reading: PortfolioReading) -> None:
    case = reading.cases[0]
    guarantor, sister, wife = case.parties
    assert [party.role for party in case.parties] == [PartyRole.GUARANTOR, PartyRole.CONTACT, PartyRole.CO_DEBTOR]
    assert guarantor.guarantee is not None
    assert (guarantor.guarantee.kind, guarantor.guarantee.period_end) == (GuaranteeKind.JOINT, date(2029, 1, 10))
    assert (sister.relation, sister.guarantee, wife.relation) == ("姐姐", None, "配偶")
    assert case.borrower.phones == (whole_portfolio().cases[0].borrower.phone,)
    (shop,) = case.premises
    assert (shop.name, shop.kind, shop.district) == ("李记小炒", PremisesKind.SHOP, "苏州市姑苏区")
    assert shop.place == Place(120_598_420, 31_302_160, 30, PlaceSource.PINNED)


def test_some_premises_have_no_place_yet(reading: PortfolioReading) -> None:
    places = [premises.place for case in reading.cases for premises in case.premises]
    assert places.count(None) >= 3


@pytest.mark.parametrize("as_of", [date(2024, 2, 29), date(2027, 3, 31), date(2030, 12, 31)])
def test_the_portfolio_of_another_day_comes_in_whole_too(as_of: date, tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    write_workbook(make_portfolio(as_of, seed=7), path)
    found = read(path)
    assert (len(found.cases), found.rejects) == (240, ())


def without_ids(reading: PortfolioReading) -> list[Any]:
    """The cases as they are, each id replaced by the same word."""
    return [
        replace(
            case,
            id="",
            borrower=replace(case.borrower, id=""),
            parties=tuple(replace(party, id="") for party in case.parties),
            premises=tuple(replace(premises, id="") for premises in case.premises),
            loans=tuple(replace(loan, id="") for loan in case.loans),
        )
        for case in reading.cases
    ]


def test_json_says_the_same_as_the_workbook(tmp_path: Path) -> None:
    from_xlsx = read_sheets(small(), tmp_path)
    from_json = read(write_json(small(), tmp_path / "p.json"))
    assert from_json.rejects == ()
    assert without_ids(from_json) == without_ids(from_xlsx)
    assert from_json.statement_at == from_xlsx.statement_at


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("gb18030", ";"), ("utf-8", "\t")])
def test_the_flat_table_says_the_same_as_the_workbook(tmp_path: Path, encoding: str, delimiter: str) -> None:
    flat = write_flat(
        flat_lines(first_cases(whole_portfolio(), 5)), tmp_path / "p.csv", encoding=encoding, delimiter=delimiter
    )
    from_flat, from_xlsx = read(flat), read_sheets(small(5), tmp_path)
    assert from_flat.rejects == ()
    assert without_ids(from_flat) == [
        replace(
            case, parties=tuple(sorted(case.parties, key=lambda p: ["guarantor", "contact", "co_debtor"].index(p.role)))
        )
        for case in without_ids(from_xlsx)
    ]
    assert from_flat.rows == 6  # the third case has two loans, and so two lines


def test_a_flat_table_in_a_workbook_is_read_as_well(tmp_path: Path) -> None:
    lines = flat_lines(first_cases(whole_portfolio(), 5))
    sheets: Sheets = {"Sheet1": [["账务日期", date(2026, 7, 24)], list(lines[0]), *(list(x.values()) for x in lines)]}
    found = read_sheets(sheets, tmp_path)
    assert (len(found.cases), found.rejects) == (5, ())
    assert found.statement_at == datetime(2026, 7, 24, 15, 59, 59, tzinfo=UTC)


# ids ----------------------------------------------------------------------------------------------------------


def test_ids_are_the_same_when_the_file_comes_again(tmp_path: Path) -> None:
    first, again = IdBook(), None
    path = write_xlsx(small(), tmp_path / "p.xlsx")
    before = read(path, first)
    again = IdBook(first.made)
    assert read(path, again).cases == before.cases
    assert again.made == {}


def test_ids_follow_from_natural_keys(tmp_path: Path) -> None:
    known = IdBook()
    (case, *_) = read(write_xlsx(small(), tmp_path / "p.xlsx"), known).cases
    assert known.made[IdKind.CASE, (LI,)] == case.id
    assert known.made[IdKind.LOAN, ("SZJY-2026-00001",)] == case.loans[0].id
    assert known.made[IdKind.PARTY, (LI, "borrower", "李建国")] == case.borrower.id
    assert known.made[IdKind.PARTY, (LI, "guarantor", "张伟")] == case.parties[0].id
    assert known.made[IdKind.PREMISES, (LI, "三香路 218 号")] == case.premises[0].id
    assert len(set(known.made.values())) == len(known.made)


def test_a_case_that_is_not_taken_gets_no_ids(tmp_path: Path) -> None:
    sheets, known = small(), IdBook()
    put(sheets, "案件", 1, "手机号", "110")
    read(write_xlsx(sheets, tmp_path / "p.xlsx"), known)
    assert (IdKind.CASE, (LI,)) not in known.made


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
    }
    assert {(r.params["case_no"], r.params["cause_sheet"], r.params["cause_row"]) for r in dependent} == {
        (LI, "相关人", at_fault)
    }


def test_rejects_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    sheets = small()
    put(sheets, "还款流水", 3, "金额", "x")
    put(sheets, "案件", 2, "手机号", "x")
    put(sheets, "贷款", 1, "本金", "x")
    order = ["案件", "贷款", "相关人", "经营场所", "还款流水", "费用"]
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


# the flat table -----------------------------------------------------------------------------------------------


def flat(tmp_path: Path, changes: dict[tuple[int, str], str], count: int = 5) -> PortfolioReading:
    lines = flat_lines(first_cases(whole_portfolio(), count))
    for (row, column), value in changes.items():
        lines[row][column] = value
    return read(write_flat(lines, tmp_path / "p.csv"))


def test_a_wrong_cell_of_a_flat_line_is_named_once_by_the_name_of_its_own_column(tmp_path: Path) -> None:
    found = flat(
        tmp_path, {(0, "保证人1手机号"): "123", (1, "还款流水"): "2026-04-13|3,19|1|转账|", (1, "案件编号"): ""}
    )
    assert own_faults(found) == [
        ("", 3, "保证人1手机号", "import.phone_invalid"),
        ("", 4, "案件编号", "import.missing_value"),
        ("", 4, "还款流水", "import.not_a_number"),
    ]
    assert len(found.cases) == 3


def test_an_entry_of_another_shape_is_named(tmp_path: Path) -> None:
    found = flat(tmp_path, {(0, "还款流水"): "2026-02-10 10661.85"})
    (reject, *_) = [r for r in found.rejects if r.code == "import.entry_shape"]
    assert (reject.column, reject.value) == ("还款流水", "2026-02-10 10661.85")


def test_lines_of_one_case_must_agree(tmp_path: Path) -> None:
    found = flat(tmp_path, {(3, "手机号"): "15400099999"})
    faults = [r for r in found.rejects if not r.dependent]
    assert [(r.row, r.column, r.code, r.params["other_row"]) for r in faults] == [
        (6, "手机号", "import.lines_disagree", 5)
    ]
    assert ZHAO not in {case.case_no for case in found.cases}
    assert [r.row for r in found.rejects if r.dependent] == [5]


def test_a_flat_line_that_was_cut_short_takes_its_case_with_it(tmp_path: Path) -> None:
    path = write_flat(flat_lines(first_cases(whole_portfolio(), 5)), tmp_path / "p.csv")
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) - 400])  # the last line lost its end, inside its quoted history or before
    try:
        found = read(path)
    except KnownError as error:
        assert error.code == "import.damaged_line"  # noqa: PT017
        return
    assert {code for *_, code in own_faults(found)} == {"import.row_length"}
    assert "孙国庆" not in {case.borrower.name for case in found.cases}


# what is wrong with the file ----------------------------------------------------------------------------------


def refused(path: Path) -> KnownError:
    with pytest.raises(KnownError) as caught:
        read(path)
    return caught.value


def test_sheets_of_other_names_are_told(tmp_path: Path) -> None:
    sheets = small()
    sheets["流水"] = sheets.pop("还款流水")
    error = refused(write_xlsx(sheets, tmp_path / "p.xlsx"))
    assert (error.code, error.params["missing"]) == ("import.missing_sheets", "还款流水")
    assert "流水" in str(error.params["found"])


def test_the_sheet_of_costs_may_be_absent_where_there_are_none(tmp_path: Path) -> None:
    sheets = small(2)
    del sheets["费用"]
    assert len(read_sheets(sheets, tmp_path).cases) == 2


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    sheets = small()
    for line in sheets["还款流水"]:
        del line[5]
    error = refused(write_xlsx(sheets, tmp_path / "p.xlsx"))
    assert (error.code, error.params["columns"]) == ("import.missing_columns", "冲正日期")


@pytest.mark.parametrize("value", [None, "昨天"])
def test_a_file_must_say_as_of_when_its_sums_are(tmp_path: Path, value: str | None) -> None:
    sheets = small()
    sheets["案件"][2] = ["账务时点", value]
    assert refused(write_xlsx(sheets, tmp_path / "p.xlsx")).code == "import.no_statement_date"


@pytest.mark.parametrize(("label", "counts"), [("案件数", [9, 7]), ("贷款数", [6, 99])])
def test_a_file_with_fewer_rows_than_it_says_is_not_whole(tmp_path: Path, label: str, counts: list[int]) -> None:
    sheets = small()
    sheets["案件"][3] = ["案件数", counts[0], "贷款数", counts[1]]
    error = refused(write_xlsx(sheets, tmp_path / "p.xlsx"))
    assert (error.code, error.params["what"]) == ("import.count_differs", label)


def test_an_empty_workbook_is_told(tmp_path: Path) -> None:
    assert refused(write_xlsx({"Sheet1": []}, tmp_path / "p.xlsx")).code == "import.empty_file"
    sheets = small()
    sheets["贷款"] = sheets["贷款"][:1]
    assert refused(write_xlsx(sheets, tmp_path / "q.xlsx")).code == "import.empty_file"


def test_half_a_workbook_brings_nothing(tmp_path: Path) -> None:
    path = write_xlsx(small(), tmp_path / "p.xlsx")
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])
    assert refused(path).code == "import.damaged_file"


def test_some_other_table_is_told_by_its_missing_sheets(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("姓名,工资\n周明,1\n", encoding="utf-8")
    assert refused(path).code == "import.missing_sheets"


@cache
def flat_bytes() -> bytes:
    lines = flat_lines(first_cases(whole_portfolio(), 3))
    return flat_text(lines, ",", {"账务时点": "2026-07-24 18:00"}).encode()


@given(st.data())
@settings(max_examples=60)
def test_any_damage_is_either_noticed_or_changes_no_balance(data: st.DataObject) -> None:
    """Bytes cut out or written over: a case that still comes in owes what one of the loans of the file owed."""
    raw = bytearray(flat_bytes())
    start = data.draw(st.integers(0, len(raw)))
    raw[start : start + data.draw(st.integers(0, 200))] = data.draw(st.binary(max_size=30))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "p.csv"
        path.write_bytes(raw)
        try:
            found = read(path)
        except KnownError:
            return
    owed = {loan.stated.payoff for loan in whole_portfolio().loans}
    assert {quote(loan, found.statement_date).payoff for case in found.cases for loan in case.loans} <= owed


@given(st.binary(max_size=400))
@settings(max_examples=60)
def test_any_bytes_are_a_known_error(raw: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "p.csv"
        path.write_bytes(raw)
        assert refused(path).code.startswith("import.")
