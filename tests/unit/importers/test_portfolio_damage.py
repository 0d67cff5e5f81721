"""Flat tables and damaged files: a change is named where the office sees it, half a file brings nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.domain.lending.quote import quote
from fieldapp.errors import KnownError
from fieldapp.importers import PortfolioReading
from tests.unit.importers.files import (
    first_cases,
    flat_lines,
    flat_text,
    write_flat,
    write_xlsx,
)
from tests.unit.importers.portfolio_files import (
    ZHAO,
    own_faults,
    read,
    read_sheets,
    small,
    whole_portfolio,
)

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


def test_some_other_table_is_no_portfolio(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("姓名,工资\n周明,1\n", encoding="utf-8")
    assert refused(path).code == "import.no_portfolio"


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
