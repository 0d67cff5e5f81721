"""Tranches, rates, reschedules, re-ageing, re-amortising and acceleration as events, each worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from fieldapp.domain.lending.allocation import Excess
from fieldapp.domain.lending.loan import ExplicitRow, PeriodUnit, RepaymentMethod, Step
from fieldapp.errors import KnownError
from tests.unit.domain.builders import terms
from tests.unit.domain.lending.accounts import (
    C,
    EventKind,
    change,
    event,
    ledger,
    on_time,
    owed,
    pairs,
    plain,
    repay,
)

HALF = Decimal("0.06")
APRIL, MID = date(2026, 4, 1), date(2026, 4, 16)
LEVEL = RepaymentMethod.EQUAL_INSTALMENT


def after_three(what: Any, **changes: Any) -> list[tuple[int, int]]:
    """The rows from the fourth on, after three paid on time and an event."""
    own = plain(**changes)
    return pairs(ledger(own, what.on, *on_time(own, 3), what).rows)[3:]


def rate(on: date, new: Decimal = HALF) -> Any:
    return event(EventKind.RATE_CHANGE, on, annual_rate=new)


def reschedule(on: date, new: Decimal | None = None, **fields: Any) -> Any:
    return event(EventKind.RESCHEDULE, on, annual_rate=new, change=change(**fields))


def test_a_tranche_is_spread_over_the_coming_rows() -> None:
    # 9,000 + 1,800 over nine; mid April: 15 days on 9,000 and 15 on 10,800: 45 + 54
    assert after_three(event(EventKind.DISBURSE, MID, 1_800_00))[:2] == [(1_200_00, 99_00), (1_200_00, 96_00)]
    found = ledger(plain(), MID, event(EventKind.DISBURSE, MID, 1_800_00))
    assert found.lent == 13_800_00


def test_a_rate_holds_from_its_day() -> None:
    assert after_three(rate(APRIL))[:2] == [(1_000_00, 45_00), (1_000_00, 40_00)]
    assert after_three(rate(MID))[:2] == [(1_000_00, 67_50), (1_000_00, 40_00)]


def test_the_same_rate_again_changes_nothing() -> None:
    own = plain(method=LEVEL)
    same = rate(MID, Decimal("0.12"))
    assert ledger(own, MID, same).rows == ledger(own, MID).rows
    assert ledger(own, MID, same).snapshot == ledger(own, MID).snapshot


def test_a_rate_that_comes_in_a_free_period_costs_nothing_before_the_next() -> None:
    found = ledger(plain(interest_free=1), date(2026, 1, 16), rate(date(2026, 1, 16)))
    assert pairs(found.rows)[:2] == [(1_000_00, 0), (1_000_00, 55_00)]


def test_a_rate_after_the_steps_levels_what_is_left() -> None:
    # after two steps of 1,000: 12,000 − 880 − 888.80; 1 % to April, half a percent then, over ten rows
    own = plain(method=RepaymentMethod.STEP_UP, steps=(Step(2, 1_000_00),))
    on = date(2026, 3, 1)
    found = pairs(ledger(own, on, *on_time(own, 2), rate(on)).rows)[2:]
    balance = 12_000_00 - 880_00 - 888_80
    annuity = sum(1 / Fraction(1005, 1000) ** k for k in range(1, 11))
    assert {p + i for p, i in found[:-1]} == {int(balance / annuity + Fraction(1, 2))}


def test_overdue_sums_bear_the_new_penalty_rate_from_its_day() -> None:
    # row 1 overdue from 1 February: 18 % for 59 days, 9 % for 15: 1,000 · (0.18 · 59 + 0.09 · 15) / 360
    found = ledger(plain(), MID, rate(APRIL))
    exact = Fraction(1_000_00 * (18 * 59 + 9 * 15), 100 * 360)
    assert found.rows[0].penalty == int(exact + Fraction(1, 2)) == 33_25


def test_a_partial_payment_in_advance_stays_with_its_row_through_a_new_rate() -> None:
    # 500 paid ahead on row 4 (90 interest, 410 principal); at 6 % from the due date row 4 costs 45
    own = plain()
    ahead = repay(APRIL, 500_00, "ahead")
    found = ledger(own, APRIL, *on_time(own, 3), ahead, rate(date(2026, 4, 2)))
    fourth = found.rows[3]
    assert (fourth.instalment.principal, fourth.principal) == (1_000_00, 590_00)
    assert [p for p, _ in pairs(found.rows)] == [1_000_00] * 12


def test_more_paid_ahead_than_a_row_then_asks_goes_to_the_next() -> None:
    # row 4 paid up to 950 principal; 2,000 off the end by nine more rows: 9,000 over eighteen is 500 a row
    own = plain()
    ahead = repay(APRIL, 90_00 + 950_00, "ahead")
    longer = reschedule(date(2026, 4, 2), extra_instalments=9)
    found = ledger(own, date(2026, 4, 2), *on_time(own, 3), ahead, longer)
    assert [row.principal for row in found.rows[3:7]] == [0, 50_00, 500_00, 500_00]
    assert sum(p for p, _ in pairs(found.rows)) == 12_000_00


def test_dates_can_be_moved_and_interest_follows_them() -> None:
    # rows 4.. a month later each: row 4 now covers 1 April to 1 June, two months: 180
    found = after_three(reschedule(APRIL, shift_months=1))
    assert found[:2] == [(1_000_00, 180_00), (1_000_00, 80_00)]
    own = plain()
    moved = ledger(own, APRIL, *on_time(own, 3), reschedule(APRIL, shift_months=1))
    assert [row.instalment.due for row in moved.rows[3:5]] == [date(2026, 6, 1), date(2026, 7, 1)]


def test_dates_moved_in_mid_period_count_the_new_period_whole() -> None:
    assert after_three(reschedule(MID, shift_months=1))[0] == (1_000_00, 180_00)
    # after a new rate on 11 April (10 of 30 days at 1 %: 30) the rest of the two months costs half:
    # 9,000 · 0.5 % · 2 · 51 / 61
    own = plain()
    told = (*on_time(own, 3), rate(date(2026, 4, 11)), reschedule(MID, shift_months=1))
    exact = 30_00 + Fraction(9_000_00, 200) * 2 * 51 / 61
    assert pairs(ledger(own, MID, *told).rows)[3] == (1_000_00, int(exact + Fraction(1, 2)))


def test_a_deferral_costs_what_the_rules_say() -> None:
    # B5: 81,581.10 at 1 % a month, two months later: 1,631.62 more interest
    own = terms(principal=81_581_10, disbursed_on=date(2026, 7, 10), first_due=date(2026, 8, 10))
    moved = ledger(own, own.disbursed_on, reschedule(own.disbursed_on, shift_months=2))
    assert abs(moved.rows[0].instalment.interest - 3 * 815_81) <= 1
    assert moved.rows[0].instalment.interest - 815_81 == 1_631_62


def test_rows_can_be_moved_by_days_or_to_a_date_from_a_row_on() -> None:
    own = plain()
    by_days = ledger(own, APRIL, *on_time(own, 3), reschedule(APRIL, shift_days=10))
    # 1 April to 11 May is no number of months: 40 days on 9,000 by 360 = 120
    assert (by_days.rows[3].instalment.due, by_days.rows[3].instalment.interest) == (date(2026, 5, 11), 120_00)
    to_date = ledger(own, APRIL, *on_time(own, 3), reschedule(APRIL, from_number=5, first_due=date(2026, 7, 1)))
    assert [row.instalment.due for row in to_date.rows[3:6]] == [date(2026, 5, 1), date(2026, 7, 1), date(2026, 8, 1)]
    assert [row.instalment.interest for row in to_date.rows[3:6]] == [90_00, 160_00, 70_00]


def test_rows_can_be_moved_earlier() -> None:
    # a week earlier each: 1 to 24 April is 23 days on 9,000 = 69.00; from then on whole months
    found = after_three(reschedule(APRIL, shift_days=-7))
    assert found[:2] == [(1_000_00, 69_00), (1_000_00, 80_00)]


def test_weekly_rows_move_in_their_rhythm() -> None:
    own = plain(unit=PeriodUnit.WEEKS, first_due=date(2026, 1, 8), instalments=4)
    moved = ledger(own, own.disbursed_on, reschedule(own.disbursed_on, shift_days=3))
    assert [row.instalment.due.day for row in moved.rows] == [11, 18, 25, 1]


def test_written_dates_each_move_by_the_same() -> None:
    rows = (
        ExplicitRow(date(2026, 2, 1), principal=2_000_00),
        ExplicitRow(date(2026, 6, 15), principal=2_000_00),
        ExplicitRow(date(2026, 12, 31)),
    )
    own = plain(method=RepaymentMethod.EXPLICIT, rows=rows, instalments=3)
    later = ledger(own, own.disbursed_on, reschedule(own.disbursed_on, shift_months=2))
    assert [row.instalment.due for row in later.rows] == [date(2026, 4, 1), date(2026, 8, 15), date(2027, 2, 28)]
    to_date = ledger(own, own.disbursed_on, reschedule(own.disbursed_on, first_due=date(2026, 2, 11)))
    assert [row.instalment.due for row in to_date.rows] == [date(2026, 2, 11), date(2026, 6, 25), date(2027, 1, 10)]


def test_more_rows_lower_each() -> None:
    assert after_three(reschedule(APRIL, extra_instalments=3))[:1] == [(750_00, 90_00)]
    assert len(after_three(reschedule(APRIL, extra_instalments=3))) == 12


@pytest.mark.parametrize(
    ("method", "fields"),
    [
        (RepaymentMethod.STEP_UP, {"steps": (Step(2, 1_000_00),)}),
        (RepaymentMethod.FLAT, {}),
    ],
)
def test_more_rows_than_the_contract_fixes_are_level(method: RepaymentMethod, fields: Any) -> None:
    own = plain(method=method, **fields)
    longer = ledger(own, APRIL, *on_time(own, 3), reschedule(APRIL, extra_instalments=3), rate(MID))
    totals = [p + i for p, i in pairs(longer.rows)[3:]]
    assert len(totals) == 12
    assert len(set(totals[1:-1])) == 1  # and stay so through a later change


def test_a_new_instalment_and_a_new_rate() -> None:
    # 9,000 at half a percent: 45; 545 a row leaves 500 principal
    assert after_three(reschedule(APRIL, HALF, instalment=545_00), method=LEVEL)[0][1] < 46_00
    assert sum(after_three(reschedule(APRIL, HALF, instalment=545_00), method=LEVEL)[1]) == 545_00


def test_grace_granted_later_holds_through_a_later_change() -> None:
    own = plain()
    graced = reschedule(APRIL, grace_principal=2, grace_interest=1)
    found = pairs(ledger(own, MID, *on_time(own, 3), graced, rate(MID)).rows)[3:]
    # April: 45 + 22.50 put off; May: half a percent of 9,000 and what was put off
    assert found[:3] == [(0, 0), (0, 112_50), (1_285_71, 45_00)]


def test_a_rate_change_counts_rows_that_ask_for_nothing() -> None:
    own = plain(grace_principal=2, grace_interest=2)
    found = pairs(ledger(own, date(2026, 1, 17), rate(date(2026, 1, 17))).rows)
    # January: 16 of 31 days at 1 %, 15 at half: 61.94 + 29.03 = 90.97; February 60, March 60
    assert found[:3] == [(0, 0), (0, 0), (1_200_00, 90_97 + 60_00 + 60_00)]


# re-age ------------------------------------------------------------------------------------------------------------


def re_age(on: date, **fields: Any) -> Any:
    own: dict[str, Any] = {"capitalise": (C.INTEREST,), "reset_after": 3} | fields
    return event(EventKind.RE_AGE, on, **own)


def test_a_re_age_makes_overdue_interest_principal_and_keeps_penalties() -> None:
    # B5: 81,581.10 + 1,533.16 = 83,114.26 over eighteen rows of 5,068.48, the last of 5,068.43
    on = date(2026, 7, 25)
    own = terms()
    again = re_age(on, change=change(first_due=date(2026, 8, 25), instalments=18))
    found = ledger(own, on, *on_time(own, 4), again)
    new = found.rows[6:]
    assert found.capitalised == 1_533_16
    assert sum(row.instalment.principal for row in new) == 83_114_26
    # the interest earned since 10 July, 308.95, is asked for with the first
    assert [row.instalment.principal + row.instalment.interest for row in new] == [
        5_068_48 + 308_95,
        *[5_068_48] * 16,
        5_068_43,
    ]
    assert [(row.penalty, row.compound, row.principal, row.interest) for row in found.rows[4:6]] == [
        (221_54, 18_36, 0, 0),
        (74_58, 5_38, 0, 0),
    ]


def test_days_past_due_start_anew_only_after_so_many_rows_on_time() -> None:
    on = date(2026, 7, 25)
    own = terms()
    again = re_age(on, change=change(first_due=date(2026, 8, 25), instalments=18))
    done = (*on_time(own, 4), again)
    rows = ledger(own, on, *done).rows[6:]
    pay = [repay(row.instalment.due, row.unpaid + 319_86 * (n == 0), f"N{n}") for n, row in enumerate(rows)]
    assert (owed(own, on, *done).days_past_due, owed(own, on, *done).lateness.held) == (45, True)
    two = owed(own, pay[1].on, *done, *pay[:2])
    assert (two.days_past_due, two.lateness.held) == (107, True)  # still from 10 June
    three = owed(own, pay[2].on, *done, *pay[:3])
    assert (three.days_past_due, three.lateness.held) == (0, False)


def test_a_second_re_age_does_not_forget_the_first() -> None:
    own = plain()
    first = re_age(MID, change=change(first_due=date(2026, 5, 16), instalments=6))
    second = re_age(date(2026, 5, 1), id="b", change=change(first_due=date(2026, 6, 1), instalments=6))
    found = owed(own, date(2026, 5, 2), first, second)
    assert (found.lateness.held, found.days_past_due) == (True, 90)  # from 1 February


def test_days_start_anew_at_once_where_that_is_agreed() -> None:
    again = re_age(MID, reset_after=0, change=change(first_due=date(2026, 5, 16), instalments=6))
    assert owed(plain(), MID, again).days_past_due == 0


def test_a_loan_that_was_not_late_is_re_aged_without_a_hold() -> None:
    own = plain()
    again = re_age(APRIL, annual_rate=HALF, change=change(first_due=date(2026, 5, 1), instalments=3))
    found = ledger(own, APRIL, *on_time(own, 3), again)
    assert pairs(found.rows)[3:] == [(3_000_00, 45_00), (3_000_00, 30_00), (3_000_00, 15_00)]
    assert found.snapshot.held_since is None


def test_what_was_paid_ahead_stays_paid_and_fees_move_to_the_new_rows() -> None:
    own = plain()
    ahead = repay(APRIL, 190_00, "ahead")  # row 4: 90 interest, 100 principal
    fee = event(EventKind.CHARGE, APRIL, 20_00, component=C.FEE, number=6)
    again = re_age(date(2026, 4, 2), change=change(first_due=date(2026, 5, 2), instalments=2))
    found = ledger(own, date(2026, 4, 2), *on_time(own, 3), ahead, fee, again)
    assert [row.instalment.number for row in found.rows] == [1, 2, 3, 4, 5, 6]
    assert (found.rows[3].instalment.due, found.rows[3].paid) == (date(2026, 4, 2), 190_00)
    assert [row.fees for row in found.rows[4:]] == [20_00, 0]
    assert sum(p for p, _ in pairs(found.rows)) == 12_000_00


def test_a_re_aged_loan_takes_later_changes() -> None:
    """The rows a contract fixes one by one are level once they are made anew, and stay so."""
    own = plain(method=RepaymentMethod.STEP_UP, steps=(Step(11, 1_100_00),))
    again = re_age(date(2026, 5, 1), change=change(first_due=date(2026, 6, 1), instalments=3, grace_principal=1))
    found = ledger(own, date(2026, 6, 16), again, rate(date(2026, 6, 16)))
    new = found.rows[-3:]
    assert new[0].instalment.principal == 0
    assert abs(sum(pairs(found.rows)[-1]) - sum(pairs(found.rows)[-2])) < 10


# re-amortise -------------------------------------------------------------------------------------------------------


def test_what_is_overdue_goes_over_the_coming_rows() -> None:
    # 16 April, rows 1–3 unpaid: 3,000 principal and 330 interest over nine: 1,333.33 and 36.67
    found = ledger(plain(), MID, event(EventKind.RE_AMORTISE, MID))
    rows = pairs(found.rows)
    assert rows[:3] == [(0, 0)] * 3
    # April: 15 days of 30 on 9,000, 15 on 12,000 = 105.00; May: 1 % of 10,666.67
    assert rows[3:5] == [(1_333_33, 105_00 + 36_66), (1_333_33, 106_67 + 36_66)]
    assert sum(p for p, _ in rows) == 12_000_00
    assert found.rows[0].penalty == 1_000_00 * 18 * 74 // 36000  # stays: 37.00
    assert owed(plain(), MID, event(EventKind.RE_AMORTISE, MID)).days_past_due == 0


def test_spread_interest_survives_later_changes_and_a_payoff() -> None:
    spread = event(EventKind.RE_AMORTISE, MID)
    late = date(2026, 4, 20)
    both = ledger(plain(), late, spread, rate(late))
    assert sum(row.interest for row in both.rows) > 330_00
    # earned: 330 spread, 15 days of April by twelfths on 9,000 (45), 4 by 360 on 12,000 (16)
    assert owed(plain(), late, spread).current_interest == 330_00 + 45_00 + 16_00
    ended = ledger(plain(), late, spread, event(EventKind.PAYOFF, late))
    assert sum(i for _, i in pairs(ended.rows)) == 330_00 + 45_00 + 16_00


def test_overdue_interest_can_stay_due() -> None:
    found = ledger(plain(), MID, event(EventKind.RE_AMORTISE, MID, spread_interest=False, reset_after=2))
    assert [row.interest for row in found.rows[:3]] == [120_00, 110_00, 100_00]
    assert owed(plain(), MID, event(EventKind.RE_AMORTISE, MID, reset_after=2)).lateness.held


# acceleration ------------------------------------------------------------------------------------------------------


def test_an_acceleration_makes_everything_due_and_the_whole_principal_bear_penalty() -> None:
    # 16 April, rows 1–3 paid: 9,000 and 15 days 45.00 due at once; ten days later 9,000 · 18 % · 10 / 360 = 45
    own = plain()
    told = (*on_time(own, 3), event(EventKind.ACCELERATE, MID))
    at_once = owed(own, MID, *told)
    assert (at_once.overdue_principal, at_once.overdue_interest, at_once.cure) == (9_000_00, 45_00, 9_045_00)
    assert (at_once.undue_principal, at_once.days_past_due) == (0, 0)
    later = owed(own, date(2026, 4, 26), *told)
    assert (later.penalty, later.compound, later.days_past_due) == (45_00, 23, 10)  # 45 · 18 % · 10 / 360 = 0.225
    assert (later.current_interest, later.undue_principal) == (0, 0)


def test_an_acceleration_uses_what_is_held() -> None:
    own = plain(excess=Excess.HOLD)
    told = (repay(date(2026, 2, 1), 1_620_00), event(EventKind.ACCELERATE, date(2026, 2, 11)))
    assert owed(own, date(2026, 2, 11), *told).payoff == 11_000_00 + 36_67 - 500_00


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (reschedule(MID, from_number=3, shift_months=1), "from_number"),
        (reschedule(MID, HALF, from_number=6), "from_number"),
        (reschedule(MID, first_due=MID), "first_due"),
        (reschedule(MID, from_number=6, first_due=date(2026, 5, 20)), "first_due"),
        (re_age(MID, change=change(instalments=3)), "first_due"),
        (re_age(MID, change=change(first_due=date(2026, 5, 1))), "instalments"),
        (event(EventKind.DISBURSE, date(2027, 2, 1), 1_00), "on"),
        (event(EventKind.RE_AMORTISE, date(2027, 2, 1)), "on"),
    ],
)
def test_a_change_that_cannot_be_made_is_refused_by_field(wrong: Any, field: str) -> None:
    with pytest.raises(KnownError) as refused:
        ledger(plain(), date(2027, 3, 1), wrong)
    assert refused.value.params["field"] == field


def test_a_loan_that_is_repaid_cannot_be_re_aged() -> None:
    own = plain()
    done = date(2027, 2, 1)
    with pytest.raises(KnownError):
        ledger(own, done, *on_time(own, 12), re_age(done, change=change(first_due=date(2027, 3, 1), instalments=2)))
