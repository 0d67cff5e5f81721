"""Whole answers compared field by field, and the cases in which the rounding of the loan decides."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fieldapp.domain.lending.allocation import AllocationStep, Component, Direction, Timing, principal_first
from fieldapp.domain.lending.delinquency import NOT_LATE, Delinquency, delinquency
from fieldapp.domain.lending.ledger import settle
from fieldapp.domain.lending.level import equal_share, level_over, to_multiple
from fieldapp.domain.lending.loan import GraceMode, Loan, RateChange, RepaymentMethod, Tranche
from fieldapp.domain.lending.quote import Quote, quote
from fieldapp.domain.lending.schedule import contract_rows, contract_schedule, foreseen
from fieldapp.domain.money import Rounding
from tests.unit.domain.builders import TODAY, terms, worked_loan

UP, EVEN = Rounding.HALF_UP, Rounding.HALF_EVEN
JUNE = date(2026, 6, 10)


def test_the_whole_quote_of_the_worked_loan() -> None:
    assert quote(worked_loan(), TODAY) == Quote(
        as_of=TODAY,
        overdue_principal=19_790_54,
        overdue_interest=1_533_16,
        penalty=296_12,
        compound=23_74,
        costs=0,
        undue_principal=61_790_56,
        current_interest=308_95,
        per_diem=(Decimal(21_323_70) * Decimal("0.18") + Decimal(61_790_56) * Decimal("0.12")) / 360,
        days_past_due=45,
        lateness=Delinquency(45, 45, 0, JUNE, in_grace=False, held=False),
        valid_until=date(2026, 8, 9),
        credit=0,
    )


@pytest.mark.parametrize(
    ("mode", "day", "expected"),
    [
        (GraceMode.CURE_WAIVES, date(2026, 6, 10), NOT_LATE),
        (GraceMode.CURE_WAIVES, date(2026, 6, 11), Delinquency(0, 1, 0, JUNE, in_grace=True, held=False)),
        (GraceMode.CURE_WAIVES, date(2026, 6, 13), Delinquency(0, 3, 0, JUNE, in_grace=True, held=False)),
        (GraceMode.CURE_WAIVES, date(2026, 6, 14), Delinquency(4, 4, 0, JUNE, in_grace=False, held=False)),
        (GraceMode.SHIFT, date(2026, 6, 14), Delinquency(1, 4, 0, JUNE, in_grace=False, held=False)),
    ],
)
def test_lateness_about_the_days_of_grace(mode: GraceMode, day: date, expected: Delinquency) -> None:
    assert delinquency(settle(worked_loan(grace_days=3, grace_mode=mode), day), day) == expected


def tiny(**changes: Any) -> Loan:
    """One yuan at 12 %, due in one row a month later: ten days of penalty, or fifteen of interest, are half a cent."""
    own = terms(principal=1_00, instalments=1, method=RepaymentMethod.INTEREST_ONLY, **changes)
    return Loan("loan-1", "JK-1", "经营贷", own.disbursed_on, own)


@pytest.mark.parametrize(("rounding", "cents"), [(UP, 1), (EVEN, 0)])
def test_half_a_cent_of_penalty_and_of_interest_go_as_the_loan_says(rounding: Rounding, cents: int) -> None:
    assert quote(tiny(rounding=rounding), date(2026, 2, 20)).penalty == cents
    assert quote(tiny(rounding=rounding), date(2026, 1, 25)).current_interest == cents


@pytest.mark.parametrize(("rounding", "share", "in_tens", "level"), [(UP, 3, 30, 30), (EVEN, 2, 20, 20)])
def test_half_a_unit_of_a_share_goes_as_the_loan_says(rounding: Rounding, share: int, in_tens: int, level: int) -> None:
    assert equal_share(5, 2, None, rounding) == share
    assert equal_share(50, 2, 10, rounding) == in_tens
    assert to_multiple(Decimal("2.5"), None, rounding) == share
    assert to_multiple(Decimal(25), 10, rounding) == in_tens
    assert level_over(50, [(0, 1)] * 2, rounding, 10) == level


def test_principal_right_after_the_costs_keeps_every_other_part_of_a_step() -> None:
    across = AllocationStep((Timing.DUE,), (Component.INTEREST, Component.PRINCIPAL), Direction.HORIZONTAL)
    assert principal_first([across]) == (
        AllocationStep((Timing.DUE,), (Component.PRINCIPAL, Component.INTEREST), Direction.HORIZONTAL),
    )


def test_what_the_terms_foresee_comes_by_date_and_money_before_a_rate_on_one_day() -> None:
    march, april = date(2026, 3, 20), date(2026, 4, 20)
    own = terms(
        tranches=(Tranche(april, 20_000_00), Tranche(march, 30_000_00)),
        rate_changes=(RateChange(march, Decimal("0.10")), RateChange(april, Decimal("0.09"))),
    )
    assert foreseen(own) == [
        (march, 30_000_00, None),
        (march, 0, Decimal("0.10")),
        (april, 20_000_00, None),
        (april, 0, Decimal("0.09")),
    ]
    rows = contract_schedule(own)
    assert sum(row.principal for row in rows) == 120_000_00


def test_a_down_payment_is_row_one_on_the_day_of_disbursement() -> None:
    own = terms(down_payment=Decimal("0.105"), instalment_multiple=1_000_00)
    first, second = contract_rows(own)[:2]
    assert (first.number, first.due, first.principal, first.interest) == (1, date(2026, 1, 10), 13_000_00, 0)
    assert (first.opening, first.period.opens, first.period.due, first.period.months) == (
        120_000_00,
        date(2026, 1, 10),
        date(2026, 1, 10),
        0,
    )
    assert (second.number, second.opening, second.interest) == (2, 107_000_00, 1_070_00)
