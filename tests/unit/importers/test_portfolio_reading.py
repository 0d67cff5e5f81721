"""Portfolio files become cases, whole or not at all, with ids that stay."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fieldapp.domain.calendar import DayCount
from fieldapp.domain.lending.loan import AllocationOrder, RepaymentMethod
from fieldapp.domain.lending.quote import quote
from fieldapp.domain.party import GuaranteeKind, PartyRole, Place, PlaceSource, PremisesKind
from fieldapp.importers import IdBook, IdKind, PortfolioReading
from fieldapp.sample import make_portfolio, write_workbook
from tests.unit.importers.files import (
    STAFF,
    Sheets,
    first_cases,
    flat_lines,
    put,
    sheets_of,
    write_flat,
    write_json,
    write_xlsx,
)
from tests.unit.importers.portfolio_files import (
    LI,
    TODAY,
    read,
    read_sheets,
    small,
    whole_portfolio,
)

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
