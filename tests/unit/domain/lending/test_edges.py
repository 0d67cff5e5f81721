"""Borders that only one figure tells apart: the day a row falls due, half a cent, a pause that missed, one cent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from fieldapp.domain.calendar import DayCount
from fieldapp.domain.lending.allocation import (
    PRESETS,
    AllocationLine,
    AllocationOrder,
    Component,
    Timing,
    allocate,
)
from fieldapp.domain.lending.events import EventKind, LoanEvent, ScheduleChange
from fieldapp.domain.lending.ledger import replay
from fieldapp.domain.lending.loan import Instalment, Loan, LoanTerms, RepaymentMethod
from fieldapp.domain.lending.quote import quote
from fieldapp.domain.lending.schedule import contract_schedule
from fieldapp.domain.money import Rounding
from tests.unit.domain.builders import terms, worked_loan

UP, EVEN = Rounding.HALF_UP, Rounding.HALF_EVEN


def loan(own: LoanTerms, *events: LoanEvent) -> Loan:
    return Loan("loan-1", "JK-1", "经营贷", own.disbursed_on, own, events=events)


def totals(rows: tuple[Instalment, ...]) -> list[int]:
    return [row.total for row in rows]


def test_a_row_that_falls_due_today_bears_penalty_from_tomorrow() -> None:
    """On 10 June 10,661.85 falls due and 71,735.06 are still to come."""
    owed = quote(worked_loan(), date(2026, 6, 10))
    late, coming = Decimal(10_661_85) * Decimal("0.18"), Decimal(71_735_06) * Decimal("0.12")
    assert round(owed.per_diem, 10) == round((late + coming) / 360, 10)


def test_a_free_period_costs_nothing_a_day() -> None:
    assert quote(loan(terms(interest_free=1)), date(2026, 1, 20)).per_diem == 0
    assert quote(loan(terms(interest_free=1)), date(2026, 1, 20)).current_interest == 0


def test_flat_interest_is_earned_on_all_that_was_lent() -> None:
    """Nineteen days of March on 120,000 although 10,000 are repaid."""
    paid = LoanEvent(EventKind.REPAY, date(2026, 2, 10), amount=11_200_00)
    owed = quote(loan(terms(method=RepaymentMethod.FLAT), paid), date(2026, 3, 1))
    assert owed.current_interest == 760_00
    assert owed.per_diem == 40_00


@pytest.mark.parametrize(("rounding", "cents"), [(UP, 1), (EVEN, 0)])
def test_half_a_cent_of_every_later_row_goes_as_the_loan_says(rounding: Rounding, cents: int) -> None:
    small = terms(principal=50, instalments=3, method=RepaymentMethod.INTEREST_ONLY, rounding=rounding)
    assert [row.interest for row in contract_schedule(small)] == [cents] * 3


@pytest.mark.parametrize(("rounding", "cents"), [(UP, 1), (EVEN, 0)])
def test_half_a_cent_of_compound_interest_goes_as_the_loan_says(rounding: Rounding, cents: int) -> None:
    """One yuan of interest, ten days late at 18 %: half a cent."""
    own = terms(principal=100_00, instalments=1, method=RepaymentMethod.INTEREST_ONLY, rounding=rounding)
    assert quote(loan(own), date(2026, 2, 20)).compound == cents


@pytest.mark.parametrize(("rounding", "first"), [(UP, 3), (EVEN, 2)])
def test_half_a_share_of_principal_goes_as_the_loan_says(rounding: Rounding, first: int) -> None:
    own = terms(principal=5, instalments=2, method=RepaymentMethod.EQUAL_PRINCIPAL, rounding=rounding)
    assert [row.principal for row in contract_schedule(own)] == [first, 5 - first]


@pytest.mark.parametrize(("rounding", "first"), [(UP, 60), (EVEN, 40)])
def test_half_a_multiple_of_a_flat_row_goes_as_the_loan_says(rounding: Rounding, first: int) -> None:
    """Two rows of 0.50 without interest in multiples of twenty cents: two and a half of them."""
    free: dict[str, Any] = {"annual_rate": Decimal(0), "instalment_multiple": 20}
    own = terms(principal=100, instalments=2, method=RepaymentMethod.FLAT, rounding=rounding, **free)
    assert contract_schedule(own)[0].total == first


def test_a_level_row_over_days_discounts_each_period_by_its_own_days() -> None:
    """31 and 28 days at 12 % / 360: x = P·(1+a)(1+b) / ((1+b) + 1)."""
    own = terms(principal=1_000_00, instalments=2, day_count=DayCount.ACT_360)
    a, b = Fraction(12 * 31, 36_000), Fraction(12 * 28, 36_000)
    level = Fraction(1_000_00) * (1 + a) * (1 + b) / (2 + b)
    rows = contract_schedule(own)
    assert rows[0].total == round(level) == 507_51
    assert (rows[0].interest, rows[1].interest) == (round(1_000_00 * a), round((1_000_00 - rows[0].principal) * b))


def test_overdue_days_are_counted_by_the_convention_on_both_sides_of_a_rate_change() -> None:
    """9,846.04 of row 5: 21 days at 18 %, then 54 (not 55) days of thirty-day months at 15 %."""
    change = LoanEvent(EventKind.RATE_CHANGE, date(2026, 7, 1), annual_rate=Decimal("0.10"))
    base = worked_loan(arrears_day_count=DayCount.E30_360)
    changed = Loan("loan-1", "JK-1", "经营贷", base.signed_on, base.terms, base.payments, (), (change,))
    exact = Fraction(9_846_04) * (Fraction(18 * 21, 36_000) + Fraction(15 * 54, 36_000))
    assert replay(changed, date(2026, 8, 25)).rows[4].penalty == round(exact) == 324_92


def test_the_running_period_is_counted_by_the_convention() -> None:
    """10 to 31 July are twenty days of a thirty-day month: 61,790.56 x 12 % x 20 / 360."""
    owed = quote(worked_loan(arrears_day_count=DayCount.E30_360), date(2026, 7, 31))
    assert owed.current_interest == 411_94


def test_a_pause_before_anything_was_late_takes_nothing_off() -> None:
    base = worked_loan()
    pause = (LoanEvent(EventKind.PAUSE, date(2026, 3, 1)), LoanEvent(EventKind.RESUME, date(2026, 4, 1)))
    paused = Loan("loan-1", "JK-1", "经营贷", base.signed_on, base.terms, base.payments, (), pause)
    late = quote(paused, date(2026, 7, 25)).lateness
    assert (late.days, late.paused_days) == (45, 0)


def test_a_single_cent_is_applied() -> None:
    lines, left = allocate(1, {(1, Component.INTEREST): 5}, PRESETS[AllocationOrder.VERTICAL_561], {1: Timing.PAST_DUE})
    assert (lines, left) == ((AllocationLine(1, Component.INTEREST, 1),), 0)


def last_row(principal: int, rate: Fraction, count: int, level: int) -> int:
    """The last row of a level loan, walked by hand; far off where nothing would be left for it."""
    for _ in range(count - 1):
        interest = int(principal * rate / 12 + Fraction(1, 2))
        principal -= level - interest
    return principal + int(principal * rate / 12 + Fraction(1, 2)) if principal > 0 else 10**9


SMOOTHED = [
    # principal, rate in basis points, rows, multiple, the level row chosen, how far the last one is off (and was)
    (500_00, 1200, 12, None, 44_43, 6, 8),
    (500_00, 1200, 360, None, 5_14, 11_41, 11_41),  # 5.15 would end the loan before its last row
    (1_000_00, 435, 60, None, 18_58, 33, 35),
    (3_000_00, 435, 120, None, 30_87, 76, 79),
    (120_000_00, 1200, 12, None, 10_661_85, 6, 6),
    (120_000_00, 1200, 12, 100_00, 10_700_00, 483_79, 483_79),
]


@pytest.mark.parametrize(("principal", "rate", "count", "multiple", "level", "gap", "before"), SMOOTHED)
def test_no_other_level_row_would_leave_a_smoother_end(
    principal: int, rate: int, count: int, multiple: int | None, level: int, gap: int, before: int
) -> None:
    own = terms(
        principal=principal,
        annual_rate=Decimal(rate) / 10_000,
        instalments=count,
        instalment_multiple=multiple,
        smooth_last=True,
    )
    rows, plain, quantum = contract_schedule(own), contract_schedule(replace(own, smooth_last=False)), multiple or 1
    assert (rows[0].total, abs(rows[-1].total - level), abs(plain[-1].total - plain[0].total)) == (level, gap, before)
    tried = [level + quantum * step for step in range(-3, 4)]
    assert gap == min(abs(last_row(principal, Fraction(rate, 10_000), count, one) - one) for one in tried)


def test_an_agreed_instalment_is_asked_for_even_where_the_last_row_is_smoothed() -> None:
    agreed = ScheduleChange(instalment=8_600_00, extra_instalments=3)
    event = LoanEvent(EventKind.RESCHEDULE, date(2026, 1, 20), change=agreed)
    rows: list[Any] = [row.instalment for row in replay(loan(terms(smooth_last=True), event), date(2026, 1, 20)).rows]
    assert totals(tuple(rows))[1:-1] == [8_600_00] * 13
