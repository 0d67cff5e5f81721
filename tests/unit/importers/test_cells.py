"""A cell is read in exactly one way or refused with the reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.importers import cells
from fieldapp.importers.cells import CellError
from fieldapp.importers.grid import Cell

FULL_WIDTH = str.maketrans("0123456789.,-()", "０１２３４５６７８９．，－（）")


def refused(take: Callable[..., Any], *args: Any) -> str:
    with pytest.raises(CellError) as caught:
        take(*args)
    return caught.value.code


@pytest.mark.parametrize(
    ("cell", "minor"),
    [
        ("10661.85", 10_661_85),
        ("10,661.85", 10_661_85),
        ("¥10,661.85", 10_661_85),
        ("￥ 10661.85 元", 10_661_85),
        ("CNY1,000", 1_000_00),
        ("１０，６６１．８５", 10_661_85),
        ("1234.5", 1_234_50),
        (".5", 50),
        ("0", 0),
        ("+12", 12_00),
        (" 12 345.60 ", 12_345_60),
        (12, 12_00),
        (Decimal("81581.1"), 81_581_10),
        (Decimal("12E+2"), 1_200_00),
    ],
)
def test_an_amount_is_read_however_it_was_written(cell: Cell, minor: int) -> None:
    assert cells.amount(cell) == minor


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("-10661.85", "import.negative"),
        ("(10,661.85)", "import.negative"),
        ("（10,661.85）", "import.negative"),
        (Decimal("-0.01"), "import.negative"),
        ("10.005", "import.fraction_of_a_cent"),
        (Decimal("0.1") + Decimal("0.001"), "import.fraction_of_a_cent"),
        ("1,23.45", "import.not_a_number"),
        ("12,34", "import.not_a_number"),
        ("1.234,56", "import.not_a_number"),
        ("一万", "import.not_a_number"),
        ("1.2万", "import.not_a_number"),
        ("10661.85.", "import.not_a_number"),
        ("1e5", "import.not_a_number"),
        ("--5", "import.not_a_number"),
        ("(5", "import.not_a_number"),
        ("NaN", "import.not_a_number"),
        (Decimal("NaN"), "import.not_a_number"),
        (Decimal("Infinity"), "import.not_a_number"),
        (True, "import.not_a_number"),
        (date(2026, 7, 25), "import.not_a_number"),
        ("1000000000000", "import.amount_implausible"),
        (10**40, "import.amount_implausible"),
    ],
)
def test_what_is_no_sure_amount_is_refused_with_the_reason(cell: Cell, code: str) -> None:
    assert refused(cells.amount, cell) == code


@given(st.integers(0, 10**12), st.booleans(), st.booleans(), st.sampled_from(["", "¥", "￥"]))
def test_every_amount_comes_back_as_it_went(minor: int, grouped: bool, wide: bool, sign: str) -> None:
    yuan = Decimal(minor).scaleb(-2)
    written = sign + (f"{yuan:,.2f}" if grouped else f"{yuan:.2f}")
    assert cells.amount(written.translate(FULL_WIDTH) if wide else written) == minor


@given(st.text(max_size=12))
def test_any_text_is_an_amount_or_refused(written: str) -> None:
    try:
        minor = cells.amount(written)
    except CellError:
        return
    assert minor >= 0
    assert any(char.isdigit() for char in written)


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 7, 5),
        datetime(2026, 7, 5, 0, 0),  # noqa: DTZ001
        "2026-07-05",
        "2026-7-5",
        "2026/7/5",
        "2026.07.05",
        "2026年7月5日",
        "２０２６年７月５日",
        "20260705",
        20260705,
        " 2026-07-05 ",
        "2026-07-05 00:00:00",
        "2026-07-05T00:00",
    ],
)
def test_a_date_is_read_however_it_was_written(cell: Cell) -> None:
    assert cells.day(cell) == date(2026, 7, 5)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("05/07/2026", "import.not_a_date"),
        ("2026-07/05", "import.not_a_date"),
        ("7月5日", "import.not_a_date"),
        (46208, "import.not_a_date"),
        (Decimal("46208.5"), "import.not_a_date"),
        (True, "import.not_a_date"),
        ("昨天", "import.not_a_date"),
        ("2026-02-30", "import.no_such_date"),
        ("2026-13-01", "import.no_such_date"),
        ("2026-07-05 25:00", "import.no_such_date"),
        ("2026-07-05 noon", "import.not_a_date"),
        ("1899-12-31", "import.date_implausible"),
        ("2206-07-05", "import.date_implausible"),
        ("2026-07-05 18:30", "import.date_with_time"),
    ],
)
def test_what_is_no_sure_date_is_refused_with_the_reason(cell: Cell, code: str) -> None:
    assert refused(cells.day, cell) == code


def test_a_moment_keeps_its_time() -> None:
    assert str(cells.moment("2026/7/24 18:00")) == "2026-07-24 18:00:00"
    assert cells.moment("2026-07-24") == date(2026, 7, 24)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d"]))
def test_every_date_comes_back_as_it_went(day: date, form: str) -> None:
    assert cells.day(day.strftime(form)) == day


@pytest.mark.parametrize(
    ("cell", "fraction"),
    [
        (12, "0.12"),
        ("12", "0.12"),
        ("12.00", "0.12"),
        ("12.5%", "0.125"),
        ("10.8", "0.108"),
        (0, "0"),
        ("１２％", "0.12"),
    ],
)
def test_a_percentage_is_read_as_a_fraction(cell: Cell, fraction: str) -> None:
    assert str(cells.percent(cell, 36)) == fraction


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("0.12", "import.percent_or_fraction"),
        (Decimal("0.12"), "import.percent_or_fraction"),
        ("37", "import.out_of_range"),
        ("12.1234567", "import.too_many_decimals"),
        ("-1", "import.negative"),
        ("十二", "import.not_a_number"),
    ],
)
def test_a_doubtful_percentage_is_refused(cell: Cell, code: str) -> None:
    assert refused(cells.percent, cell, 36) == code


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("15400000001", ("15400000001",)),
        (15400000001, ("15400000001",)),
        ("154 0000 0001", ("15400000001",)),
        ("+86 154-0000-0001", ("15400000001",)),
        ("8615400000001", ("15400000001",)),
        ("１５４００００００ 01", ("15400000001",)),
        ("15400000001/15400000002", ("15400000001", "15400000002")),
        ("15400000001、0512-65123456", ("15400000001", "051265123456")),
        ("15400000001；15400000001", ("15400000001",)),
        ("(0512)6512 3456", ("051265123456",)),
        ("400-123-4567", ("4001234567",)),
        ("", ()),
        (None, ()),
    ],
)
def test_telephone_numbers_become_digits(cell: Cell, numbers: tuple[str, ...]) -> None:
    assert cells.phones(cell) == numbers


@pytest.mark.parametrize(
    "cell",
    [
        "1540000000",
        "154000000011",
        "12345678901",
        "65123456",
        "无",
        "1540000000O",
        Decimal("1.54E+10"),
        "15400000001/12",
    ],
)
def test_what_nobody_could_call_is_refused(cell: Cell) -> None:
    assert refused(cells.phones, cell) == "import.phone_invalid"


def test_text_loses_space_and_what_cannot_be_seen() -> None:
    assert cells.text("\u3000李\u200b建国 \n", 60) == "李建国"
    assert cells.text("三香路  218\n号", 60) == "三香路 218 号"
    assert cells.text(412, 60) == "412"
    assert cells.text("王𬱖", 60) == "王𬱖"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("#N/A", "import.error_cell"),
        ("#REF!", "import.error_cell"),
        ("李\x00建国", "import.unreadable_characters"),
        ("李\ufffd国", "import.unreadable_characters"),
        ("李\ue000国", "import.unreadable_characters"),
        ("长" * 61, "import.too_long"),
    ],
)
def test_text_that_would_be_wrong_on_paper_is_refused(cell: Cell, code: str) -> None:
    assert refused(cells.text, cell, 60) == code


def test_degrees_become_millionths_and_swapped_ones_are_noticed() -> None:
    assert cells.degrees_e6(Decimal("120.59842"), 73, 136) == 120_598_420
    assert cells.degrees_e6("31.30216049", 3, 54) == 31_302_160
    assert refused(cells.degrees_e6, "31.3", 73, 136) == "import.place_outside"


@pytest.mark.parametrize(
    ("cell", "code"),
    [("12.5", "import.not_a_whole_number"), ("0", "import.out_of_range"), ("481", "import.out_of_range")],
)
def test_a_count_is_whole_and_in_its_range(cell: Cell, code: str) -> None:
    assert cells.whole("12.0", 1, 480) == 12
    assert refused(cells.whole, cell, 1, 480) == code
