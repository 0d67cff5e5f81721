"""Where a payment goes: orders, excess, holding, principal first, and what ends a loan, each worked out by hand.

The contract is 12,000 yuan at 12 %, 1,000 principal a month; row n costs 130 − 10 n yuan of interest.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fieldapp.domain.calendar import DayCount
from fieldapp.domain.lending.allocation import (
    ALL_COMPONENTS,
    AllocationOrder,
    AllocationStep,
    Component,
    Direction,
    Excess,
    Timing,
)
from fieldapp.domain.lending.loan import HolidayShift, RepaymentMethod
from fieldapp.domain.lending.quote import quote_at
from tests.unit.domain.builders import terms
from tests.unit.domain.lending.accounts import (
    C,
    EventKind,
    event,
    ledger,
    lines,
    on_time,
    owed,
    pairs,
    plain,
    repay,
)

MARCH_16 = date(2026, 3, 16)  # rows 1 and 2 past due by 43 and 15 days, row 3 to come
FEE = event(EventKind.CHARGE, date(2026, 3, 10), 20_00, component=C.FEE, number=1)
COST = event(EventKind.CHARGE, date(2026, 3, 10), 50_00)


def applied(amount: int, **changes: Any) -> list[tuple[int, Component, int]]:
    """Where a payment on 16 March goes that finds two rows overdue, a fee and costs."""
    return lines(ledger(plain(**changes), MARCH_16, FEE, COST, repay(MARCH_16, amount)))


# 18 % on 1,000 for 43 and 15 days: 21.50 and 7.50; on interest 120 and 110: 2.58 and 0.825 → 0.83
PENALTIES, COMPOUNDS, INTERESTS = (21_50, 7_50), (2_58, 83), (120_00, 110_00)


def test_the_order_of_561_serves_component_by_component() -> None:
    assert applied(2_000_00) == [
        (0, C.COST, 50_00),
        (1, C.FEE, 20_00),
        (1, C.PENALTY, 21_50),
        (2, C.PENALTY, 7_50),
        (1, C.COMPOUND, 2_58),
        (2, C.COMPOUND, 83),
        (1, C.INTEREST, 120_00),
        (2, C.INTEREST, 110_00),
        (1, C.PRINCIPAL, 1_000_00),
        (2, C.PRINCIPAL, 667_59),  # 2,000 − 1,332.41
    ]


def test_the_horizontal_order_serves_row_by_row() -> None:
    assert applied(1_300_00, allocation=AllocationOrder.HORIZONTAL) == [
        (0, C.COST, 50_00),
        (1, C.FEE, 20_00),
        (1, C.PENALTY, 21_50),
        (1, C.COMPOUND, 2_58),
        (1, C.INTEREST, 120_00),
        (1, C.PRINCIPAL, 1_000_00),
        (2, C.PENALTY, 7_50),
        (2, C.COMPOUND, 83),
        (2, C.INTEREST, 77_59),
    ]


def test_an_order_of_its_own_is_followed_to_the_letter() -> None:
    steps = (
        AllocationStep((Timing.PAST_DUE, Timing.DUE), (C.PRINCIPAL, C.INTEREST), Direction.HORIZONTAL),
        AllocationStep((Timing.PAST_DUE, Timing.DUE), (C.COMPOUND, C.PENALTY, C.FEE, C.COST)),
    )
    assert applied(2_260_00, allocation_steps=steps) == [
        (1, C.PRINCIPAL, 1_000_00),
        (1, C.INTEREST, 120_00),
        (2, C.PRINCIPAL, 1_000_00),
        (2, C.INTEREST, 110_00),
        (1, C.COMPOUND, 2_58),
        (2, C.COMPOUND, 83),
        (1, C.PENALTY, 21_50),
        (2, C.PENALTY, 5_09),
    ]


def test_past_due_rows_can_come_before_the_row_due_today() -> None:
    steps = (
        AllocationStep((Timing.PAST_DUE,), (C.COST, C.FEE, C.PRINCIPAL, C.INTEREST, C.PENALTY, C.COMPOUND)),
        AllocationStep((Timing.DUE,)),
    )
    own = plain(allocation_steps=steps)
    on = date(2026, 3, 1)  # row 1 past due by 28 days: 14.00 and 1.68; row 2 due today
    found = lines(ledger(own, on, repay(on, 1_200_00)))
    assert found == [
        (1, C.PRINCIPAL, 1_000_00),
        (1, C.INTEREST, 120_00),
        (1, C.PENALTY, 14_00),
        (1, C.COMPOUND, 1_68),
        (2, C.INTEREST, 64_32),
    ]


def test_an_order_without_a_step_in_advance_leaves_the_rest_over() -> None:
    steps = (AllocationStep((Timing.PAST_DUE, Timing.DUE), ALL_COMPONENTS),)
    on = date(2026, 2, 1)
    found = ledger(plain(allocation_steps=steps), on, repay(on, 1_200_00)).events[-1]
    assert ([line.amount for line in found.lines], found.excess) == ([120_00, 1_000_00], 80_00)
    # what ends the loan is no payment in advance
    assert owed(plain(allocation_steps=steps), on, repay(on, 12_120_00)).payoff == 0


def test_until_its_deadline_a_row_is_due_and_not_past_due() -> None:
    """1 February 2026 is a Sunday: payment by Monday is still one on the day."""
    steps = (
        AllocationStep((Timing.DUE,), (C.PRINCIPAL, *[c for c in ALL_COMPONENTS if c is not C.PRINCIPAL])),
        AllocationStep((Timing.PAST_DUE,), ALL_COMPONENTS),
    )
    own = plain(allocation_steps=steps, holiday_shift=HolidayShift.NEXT_WORKDAY)
    monday, tuesday = date(2026, 2, 2), date(2026, 2, 3)
    assert lines(ledger(own, monday, repay(monday, 50_00))) == [(1, C.PRINCIPAL, 50_00)]
    late = lines(ledger(own, tuesday, repay(tuesday, 50_00)))
    assert late[0] == (1, C.PENALTY, 50)  # one day from Monday: 1,000 · 18 % / 360


def test_principal_comes_first_once_a_debt_is_long_past_due() -> None:
    own = plain(principal_first_after=40)
    assert lines(ledger(own, MARCH_16, COST, FEE, repay(MARCH_16, 2_100_00))) == [
        (0, C.COST, 50_00),
        (1, C.FEE, 20_00),
        (1, C.PRINCIPAL, 1_000_00),
        (2, C.PRINCIPAL, 1_000_00),
        (1, C.PENALTY, 21_50),
        (2, C.PENALTY, 7_50),
        (1, C.COMPOUND, 1_00),
    ]
    not_yet = plain(principal_first_after=43)  # 43 days are not more than 43
    assert lines(ledger(not_yet, MARCH_16, repay(MARCH_16, 29_00))) == [(1, C.PENALTY, 21_50), (2, C.PENALTY, 7_50)]


# what nothing due needs ------------------------------------------------------------------------------------------

FIRST = date(2026, 2, 1)
FIVE = 1_120_00 + 500_00  # row 1 and 500 more


def test_excess_goes_to_the_next_row_as_it_is_written() -> None:
    found = ledger(plain(), FIRST, repay(FIRST, FIVE))
    assert lines(found)[2:] == [(2, C.INTEREST, 110_00), (2, C.PRINCIPAL, 390_00)]
    assert pairs(found.rows)[1:3] == [(1_000_00, 110_00), (1_000_00, 100_00)]


def test_excess_can_go_off_the_last_rows() -> None:
    found = ledger(plain(excess=Excess.LAST), FIRST, repay(FIRST, FIVE))
    assert lines(found)[2:] == [(12, C.PRINCIPAL, 500_00)]
    # from then on interest is 1 % of 500 less: 105, 95 … and 5 with the last
    assert [i for _, i in pairs(found.rows)][1:] == [105_00 - 10_00 * n for n in range(11)]
    assert found.rows[11].principal == 500_00


def test_excess_can_make_the_coming_rows_anew() -> None:
    found = ledger(plain(excess=Excess.RE_AMORTISE), FIRST, repay(FIRST, FIVE))
    # 10,500 over eleven: 954.55, the last 954.50; interest 105.00, 95.45 …
    assert [row.principal for row in found.rows][1:] == [954_55] * 10 + [954_50]
    assert [i for _, i in pairs(found.rows)][1:3] == [105_00, 95_45]
    assert sum(p for p, _ in pairs(found.rows)) == 12_000_00


def test_excess_in_mid_period_counts_the_days_before_it() -> None:
    # 16 February: 15 of 28 days on 11,000, 13 on 10,500 at 1 % a month: 58.93 + 48.75 = 107.68
    on = date(2026, 2, 16)
    for excess in (Excess.LAST, Excess.RE_AMORTISE):
        own = plain(excess=excess)
        found = ledger(own, on, *on_time(own, 1), repay(on, 500_00, "more"))
        assert pairs(found.rows)[1][1] == 107_68


def test_excess_can_be_held_for_the_next_due_dates() -> None:
    own = plain(excess=Excess.HOLD)
    found = ledger(own, date(2026, 2, 28), repay(FIRST, FIVE))
    assert (found.credit, found.events[-1].excess) == (500_00, 500_00)
    later = ledger(own, date(2026, 3, 1), repay(FIRST, FIVE))
    assert later.credit == 0
    ((on, held),) = later.held
    assert on == date(2026, 3, 1)
    assert [(line.component, line.amount) for line in held] == [(C.INTEREST, 110_00), (C.PRINCIPAL, 390_00)]
    assert owed(own, date(2026, 3, 1), repay(FIRST, FIVE)).cure == 610_00


def test_held_money_outlasts_several_rows() -> None:
    own = plain(excess=Excess.HOLD)
    found = ledger(own, date(2026, 4, 1), repay(FIRST, 1_120_00 + 1_110_00 + 1_100_00 + 7_00))
    assert found.credit == 7_00
    assert [row.settled for row in found.rows[:4]] == [True, True, True, False]
    assert found.rows[2].settled_on == date(2026, 4, 1)


@pytest.mark.parametrize("excess", [Excess.LAST, Excess.RE_AMORTISE])
def test_more_than_the_principal_but_less_than_the_payoff_pays_interest_too(excess: Excess) -> None:
    """Interest of 15 February days on 11,000 is 55.00 by 360: 11,020 takes all principal and 20 of the interest."""
    on = date(2026, 2, 16)
    own = plain(excess=excess)
    found = ledger(own, on, *on_time(own, 1), repay(on, 11_020_00, "more"))
    assert found.events[-1].excess == 0
    assert sum(row.principal for row in found.rows) == 0
    assert sum(row.interest for row in found.rows) == 38_93  # 58.93 by twelfths, as the period was begun, less 20
    again = ledger(own, on, *on_time(own, 1), repay(on, 11_020_00, "more"), repay(on, 10_00, "n"))
    assert lines(again) == [(2, C.INTEREST, 10_00)]


@pytest.mark.parametrize("excess", [Excess.LAST, Excess.RE_AMORTISE])
def test_what_nothing_at_all_needs_is_left_over(excess: Excess) -> None:
    own = plain(excess=excess)
    done = date(2027, 1, 1)
    found = ledger(own, done, *on_time(own, 12), repay(done, 5_00, "zz"))
    assert (found.events[-1].lines, found.events[-1].excess) == ((), 5_00)


def test_re_amortising_an_interest_only_loan_lowers_its_balloon() -> None:
    own = plain(method=RepaymentMethod.INTEREST_ONLY, excess=Excess.RE_AMORTISE)
    found = ledger(own, FIRST, repay(FIRST, 2_120_00))
    assert pairs(found.rows)[1:3] == [(2_000_00, 100_00), (0, 100_00)]  # booked, and paid, with the next row
    assert (found.rows[1].paid, found.rows[1].principal) == (2_000_00, 0)
    assert pairs(found.rows)[-1] == (10_000_00, 100_00)


# what ends a loan ------------------------------------------------------------------------------------------------


def test_a_payoff_pays_interest_until_its_day_and_no_more() -> None:
    # 16 March, row 1 paid: row 2 owes 1,110 and 15 days 7.50 + 0.83; 10,000 not due and 15 days 50.00
    own = plain()
    events = (*on_time(own, 1), event(EventKind.PAYOFF, MARCH_16, id="end"))
    found = ledger(own, MARCH_16, *events)
    assert sum(line.amount for line in found.events[-1].lines) == 1_110_00 + 7_50 + 83 + 10_000_00 + 50_00
    assert all(row.unpaid == 0 for row in found.rows)
    assert [i for _, i in pairs(found.rows)] == [120_00, 110_00, 50_00, *[0] * 9]


def test_a_payoff_of_more_leaves_the_rest_over() -> None:
    on = date(2026, 1, 16)  # 15 days on 12,000: 60
    found = ledger(plain(), on, event(EventKind.PAYOFF, on, 12_100_00))
    assert found.events[-1].excess == 40_00


def test_any_payment_that_is_enough_ends_the_loan() -> None:
    on = date(2026, 1, 16)
    assert owed(plain(), on, repay(on, 12_060_00)).payoff == 0
    one_less = owed(plain(), on, repay(on, 12_059_99))
    assert one_less.payoff > 0


def test_the_payoff_day_is_counted_as_the_contract_counts_days() -> None:
    """Interest not yet due follows the contract's own count; only twelfths need the one of arrears."""
    from_365 = plain(day_count=DayCount.ACT_365F)
    on = date(2026, 1, 16)
    assert owed(from_365, on).current_interest == 59_18  # 12,000 · 12 % · 15 / 365
    assert owed(from_365, on).per_diem == Decimal(12_000_00) * from_365.annual_rate / 365


def test_interest_of_free_rows_is_not_owed_at_a_payoff() -> None:
    assert owed(plain(interest_free=1), date(2026, 1, 16)).payoff == 12_000_00


def test_interest_put_off_is_owed_at_a_payoff() -> None:
    # row 1 put 120 off; by 16 February 15 days on 11,000 more: 55
    own = plain(grace_interest=2)
    found = owed(own, date(2026, 2, 16), *on_time(own, 1))
    assert found.current_interest == 175_00
    third = date(2026, 4, 16)  # asked for with row 3 and paid: 15 days on 9,000
    assert owed(own, third, *on_time(own, 3)).current_interest == 45_00


def test_the_worked_loan_allocates_as_the_rules_say() -> None:
    own = terms()
    on = date(2026, 7, 25)
    cost = event(EventKind.CHARGE, on, 200_00)
    found = lines(ledger(own, on, *on_time(own, 4), cost, repay(on, 5_000_00, "zz")))
    assert found[-1] == (5, C.PRINCIPAL, 2_946_98)
    across = terms(allocation=AllocationOrder.HORIZONTAL)
    found = lines(ledger(across, on, *on_time(across, 4), cost, repay(on, 5_000_00, "zz")))
    assert found[-1] == (5, C.PRINCIPAL, 3_744_29)


def test_costs_can_be_paid_out_of_a_payment_in_advance_only_when_due() -> None:
    quoted = quote_at(
        ledger(plain(), date(2026, 1, 5), event(EventKind.CHARGE, date(2026, 1, 5), 9_00)).snapshot, FIRST
    )
    assert (quoted.costs, quoted.cure) == (9_00, 9_00 + 1_120_00)
