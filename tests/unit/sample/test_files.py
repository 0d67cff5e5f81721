"""What the files say when somebody else's program opens them."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from fieldapp.sample import SamplePortfolio, make_portfolio, payment, reversal, write_payments, write_workbook
from fieldapp.sample.workbook import portfolio_sheets

TODAY = date(2026, 7, 25)


@pytest.fixture(scope="module")
def portfolio() -> SamplePortfolio:
    return make_portfolio(TODAY)


@pytest.fixture(scope="module")
def path(portfolio: SamplePortfolio, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "外访案件 2026-07-24.xlsx"
    write_workbook(portfolio, path)
    return path


def test_the_workbook_has_its_sheets_and_says_what_it_is(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["案件", "贷款", "相关人", "经营场所", "还款流水", "费用", "贷前调查"]
    notes = {row[0].value: row[1].value for row in book["案件"].iter_rows(min_row=1, max_row=4)}
    assert str(notes["账务时点"]) == "2026-07-24 18:00:00"
    assert notes["案件数"] == 240
    assert book["案件"].max_row == 6 + 240
    assert book["贷款"].max_row == 1 + 300


def test_dates_are_dates_and_sums_have_two_decimals(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["贷款"]
    header = [cell.value for cell in sheet[1]]
    row = dict(zip(header, sheet[2], strict=True))
    assert str(row["放款日期"].value) == "2026-01-10 00:00:00"
    assert (row["未还本金"].value, row["未还本金"].number_format) == (81_581.10, "#,##0.00")
    paid = openpyxl.load_workbook(path)["还款流水"]["D2"]
    assert paid.value == "10,661.85"


def test_the_sheets_say_the_same_again(portfolio: SamplePortfolio, path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for title, lines in portfolio_sheets(portfolio).items():
        assert book[title].max_row == len(lines)


def test_a_payments_file_has_payments_and_reversals(portfolio: SamplePortfolio, tmp_path: Path) -> None:
    li, wang = (case.loans[0].contract_no for case in portfolio.cases[:2])
    lines = [payment(li, TODAY, 8_000_00), payment(wang, TODAY, 3_216_16, 2), reversal(portfolio, wang, TODAY)]
    as_csv, as_xlsx = tmp_path / "流水.csv", tmp_path / "流水.xlsx"
    write_payments(lines, as_csv)
    write_payments(lines, as_xlsx)
    with as_csv.open(encoding="gb18030", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1][:5] == [li, "20260725900001", "还款", "2026-07-25", "8000.00"]
    assert rows[3][2] == "冲正"
    assert rows[3][6] == portfolio.loan(wang).payments[-1].reference
    assert openpyxl.load_workbook(as_xlsx)["还款流水"].max_row == 4


def test_a_reversal_names_a_loan_of_the_portfolio(portfolio: SamplePortfolio) -> None:
    with pytest.raises(KeyError):
        reversal(portfolio, "SZJY-0000-00000", TODAY)
