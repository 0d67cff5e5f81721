"""Payment files: what came in and what was taken back, each line once."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from fieldapp.domain.lending.loan import Payment
from fieldapp.errors import KnownError
from fieldapp.importers import PaymentsReading, Received, TakenBack, read_payments
from fieldapp.importers.layouts import MOVEMENT_COLUMNS
from fieldapp.sample import make_portfolio, payment, reversal, write_payments

TODAY = date(2026, 7, 25)
LI, WANG = "SZJY-2026-00001", "SZZZ-2026-00002"
Lines = list[tuple[str, ...]]
PAID = (LI, "9001", "还款", "2026-07-25", "8,000.00", "转账", "")
BACK = (WANG, "8001", "冲正", "2026-07-25", "3198.56", "委托扣款", "20260613000007")


def read(path: Path, lines: Lines, until: date | None = None) -> PaymentsReading:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([MOVEMENT_COLUMNS, *lines])
    return read_payments(path, until)


def changed(line: tuple[str, ...], **cells: str) -> tuple[str, ...]:
    return tuple(cells.get(column, value) for column, value in zip(MOVEMENT_COLUMNS, line, strict=True))


def faults(reading: PaymentsReading) -> list[tuple[int, str, str]]:
    return [(reject.row, reject.column, reject.code) for reject in reading.rejects]


@pytest.mark.parametrize("name", ["流水.csv", "流水.xlsx"])
def test_the_practice_file_of_the_day_comes_in_whole(name: str, tmp_path: Path) -> None:
    portfolio = make_portfolio(TODAY)
    path = tmp_path / name
    write_payments([payment(LI, TODAY, 8_000_00), reversal(portfolio, WANG, TODAY)], path)
    found = read_payments(path)
    assert (found.rejects, found.rows) == ((), 2)
    newest = portfolio.loan(WANG).payments[-1]
    sheet = "还款流水" if name.endswith("xlsx") else ""
    assert found.lines == (
        Received(LI, Payment("20260725900001", TODAY, 8_000_00, "转账"), sheet, 2),
        TakenBack(WANG, newest.reference, newest.amount, TODAY, "20260725800001", sheet, 3),
    )


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        (changed(PAID, 合同编号=""), "合同编号", "import.missing_value"),
        (changed(PAID, 流水号=""), "流水号", "import.missing_value"),
        (changed(PAID, 交易类型="转入"), "交易类型", "import.unknown_word"),
        (changed(PAID, 交易日期="25/7"), "交易日期", "import.not_a_date"),
        (changed(PAID, 交易日期="2026-07-26"), "交易日期", "import.after_day"),
        (changed(PAID, 金额="-8000"), "金额", "import.negative"),
        (changed(PAID, 金额="(8000.00)"), "金额", "import.negative"),
        (changed(PAID, 金额="0"), "金额", "import.amount_zero"),
        (changed(PAID, 原流水号="123"), "原流水号", "import.original_without_reversal"),
        (changed(BACK, 原流水号=""), "原流水号", "import.missing_value"),
    ],
)
def test_a_wrong_cell_is_named_and_its_line_left_out(
    line: tuple[str, ...], column: str, code: str, tmp_path: Path
) -> None:
    found = read(tmp_path / "p.csv", [line, BACK if line[2] != "冲正" else PAID], until=TODAY)
    assert faults(found) == [(2, column, code)]
    assert len(found.lines) == 1


def test_every_wrong_cell_of_a_line_is_named(tmp_path: Path) -> None:
    found = read(tmp_path / "p.csv", [changed(PAID, 合同编号="", 交易日期="", 金额="x")])
    assert [column for _, column, _ in faults(found)] == ["合同编号", "交易日期", "金额"]


def test_a_line_that_comes_twice_counts_once(tmp_path: Path) -> None:
    found = read(tmp_path / "p.csv", [PAID, PAID, changed(PAID, 合同编号=WANG)])
    assert faults(found) == [(3, "流水号", "import.duplicate")]
    assert found.rejects[0].params["other_row"] == 2
    assert len(found.lines) == 2


def test_a_payment_can_be_taken_back_in_the_same_file(tmp_path: Path) -> None:
    back = changed(BACK, 合同编号=LI, 金额="8000.00", 原流水号="9001")
    found = read(tmp_path / "p.csv", [PAID, back])
    assert found.rejects == ()
    assert [type(line) for line in found.lines] == [Received, TakenBack]


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"金额": "7999.99"}, "金额", "import.reversal_amount"),
        ({"交易日期": "2026-07-24"}, "交易日期", "import.before"),
    ],
)
def test_a_reversal_must_fit_what_it_takes_back(cells: dict[str, str], column: str, code: str, tmp_path: Path) -> None:
    back = changed(BACK, **({"合同编号": LI, "金额": "8000.00", "原流水号": "9001"} | cells))
    assert faults(read(tmp_path / "p.csv", [PAID, back])) == [(3, column, code)]


def test_a_payment_is_not_taken_back_twice(tmp_path: Path) -> None:
    found = read(tmp_path / "p.csv", [BACK, changed(BACK, 流水号="8002")])
    assert faults(found) == [(3, "原流水号", "import.taken_back_twice")]


def test_a_line_that_was_cut_short_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    text = "\n".join(
        ",".join(line) for line in (MOVEMENT_COLUMNS, changed(PAID, 金额="8000"), changed(PAID, 流水号="9"))
    )
    path.write_text(text[: text.rindex("2026")], encoding="utf-8")
    found = read_payments(path)
    assert faults(found) == [(3, "", "import.row_length")]
    assert len(found.lines) == 1


def test_a_portfolio_is_no_payments_file(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("案件编号,借款人\nHK-1,李建国\n", encoding="utf-8")
    with pytest.raises(KnownError) as caught:
        read_payments(path)
    assert caught.value.code == "import.missing_columns"


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        read(tmp_path / "p.csv", [])
    assert caught.value.code == "import.empty_file"
