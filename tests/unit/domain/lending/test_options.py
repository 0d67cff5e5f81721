"""Grace, down payment, multiples, smoothing, tranches and rate changes, each worked out beside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from fieldapp.domain.calendar import DayCount
from fieldapp.domain.lending.loan import RateChange, RepaymentMethod, Tranche
from fieldapp.domain.lending.schedule import contract_schedule
from tests.unit.domain.lending.accounts import pairs, plain, schedule

HALF = Decimal("0.06")
LEVEL = RepaymentMethod.EQUAL_INSTALMENT


def level(balance: int, monthly: Fraction, count: int) -> int:
    """The annuity in exact fractions, rounded half up."""
    return int(balance * monthly / (1 - 1 / (1 + monthly) ** count) + Fraction(1, 2))


def test_grace_on_principal_asks_for_interest_only_at_first() -> None:
    # three rows of 120, then 12,000 / 9 = 1,333.33; the last takes 12,000 − 8 · 1,333.33 = 1,333.36
    rows = schedule(grace_principal=3)
    assert rows[:5] == [(0, 120_00)] * 3 + [(1_333_33, 120_00), (1_333_33, 106_67)]
    assert rows[-1] == (1_333_36, 13_33)


def test_grace_on_principal_levels_over_the_rows_that_are_left() -> None:
    rows = schedule(grace_principal=3, method=LEVEL)
    assert rows[:3] == [(0, 120_00)] * 3
    assert {p + i for p, i in rows[3:-1]} == {level(12_000_00, Fraction(1, 100), 9)}


def test_grace_on_interest_puts_it_off_to_the_row_after() -> None:
    # 120 and 110 are asked for with row 3, beside its own 100
    assert schedule(grace_interest=2)[:4] == [(1_000_00, 0), (1_000_00, 0), (1_000_00, 330_00), (1_000_00, 90_00)]


def test_interest_free_rows_bear_none_at_all() -> None:
    assert schedule(interest_free=2)[:3] == [(1_000_00, 0), (1_000_00, 0), (1_000_00, 100_00)]


def test_interest_free_rows_are_part_of_a_level_plan() -> None:
    # x + x + … : 12,000 = 2x + x · a(10) with a(10) = Σ 1.01^−k
    annuity = sum(1 / Fraction(101, 100) ** k for k in range(1, 11))
    rows = schedule(interest_free=2, method=LEVEL)
    assert sum(rows[0]) == int(12_000_00 / (2 + annuity) + Fraction(1, 2))
    assert rows[0][1] == rows[1][1] == 0
    assert abs(sum(rows[-1]) - sum(rows[0])) < 20


def test_both_graces_together_ask_for_nothing_and_then_for_all() -> None:
    rows = schedule(grace_principal=2, grace_interest=2)
    assert rows[:3] == [(0, 0), (0, 0), (1_200_00, 360_00)]


def test_a_down_payment_is_row_one_on_the_day_of_disbursement() -> None:
    own = plain(down_payment=Decimal("0.25"), instalments=9)
    rows = contract_schedule(own)
    assert (rows[0].due, rows[0].principal, rows[0].interest) == (date(2026, 1, 1), 3_000_00, 0)
    assert pairs(rows)[1:3] == [(1_000_00, 90_00), (1_000_00, 80_00)]  # 9,000 over nine
    assert [row.number for row in rows] == list(range(1, 11))


def test_a_down_payment_rounds_to_the_multiple_and_never_exceeds_the_loan() -> None:
    assert schedule(down_payment=Decimal("0.1234"), instalment_multiple=100_00)[0] == (1_500_00, 0)  # 1,480.80
    assert schedule(down_payment=Decimal("0.9"), instalment_multiple=20_000_00)[0] == (12_000_00, 0)


@pytest.mark.parametrize(("multiple", "asked"), [(1_00, 1_066_00), (10_00, 1_070_00), (100_00, 1_100_00)])
def test_level_rows_round_to_a_multiple_and_the_last_absorbs(multiple: int, asked: int) -> None:
    rows = schedule(method=LEVEL, instalment_multiple=multiple)
    assert [p + i for p, i in rows[:-1]] == [asked] * 11
    assert sum(p for p, _ in rows) == 12_000_00


def test_equal_principal_rounds_its_share_to_a_multiple() -> None:
    # 10,000 / 12 = 833.33 → 830; the last takes 10,000 − 11 · 830 = 870
    rows = schedule(principal=10_000_00, instalment_multiple=10_00)
    assert [p for p, _ in rows] == [830_00] * 11 + [870_00]


@pytest.mark.parametrize("principal", [12_000_00, 120_000_00, 333_333_33])
@pytest.mark.parametrize("count", [12, 36, 60])
def test_smoothing_brings_the_last_row_nearest_to_the_others(principal: int, count: int) -> None:
    """No level within five cents of the annuity has a last row that is nearer to it."""
    own = {"method": LEVEL, "principal": principal, "instalments": count}
    smooth = schedule(smooth_last=True, **own)
    exact = level(principal, Fraction(1, 100), count)
    best = min(abs(_last(principal, count, each) - each) for each in range(exact - 5, exact + 6))
    assert abs(sum(smooth[-1]) - sum(smooth[0])) == best
    assert sum(p for p, _ in smooth) == principal


def _last(principal: int, count: int, each: int) -> int:
    """The last row after `count` − 1 rows of `each`, at 1 % a month rounded half up."""
    for _ in range(count - 1):
        principal -= each - (principal + 50) // 100
    return principal + (principal + 50) // 100


def test_smoothing_needs_a_level_row() -> None:
    assert schedule(smooth_last=True, method=LEVEL, instalments=1) == [(12_000_00, 120_00)]


def test_a_rate_change_on_a_due_date_holds_from_the_next_row() -> None:
    # 6 % from 1 April: row 3 (due that day) still costs 100, row 4 half a percent of 9,000
    rows = schedule(rate_changes=(RateChange(date(2026, 4, 1), HALF),))
    assert rows[2:5] == [(1_000_00, 100_00), (1_000_00, 45_00), (1_000_00, 40_00)]


def test_a_rate_change_in_mid_period_counts_both_parts() -> None:
    # April has 30 days: 15 at 1 %, 15 at half a percent of 9,000 = 45 + 22.50
    rows = schedule(rate_changes=(RateChange(date(2026, 4, 16), HALF),))
    assert rows[3:5] == [(1_000_00, 67_50), (1_000_00, 40_00)]


def test_two_rate_changes_in_one_period_count_three_parts() -> None:
    # 10 days at 12 %, 10 at 6 %, 10 at 24 % on 9,000: 30 + 15 + 60
    changes = (RateChange(date(2026, 4, 11), HALF), RateChange(date(2026, 4, 21), Decimal("0.24")))
    assert schedule(rate_changes=changes)[3] == (1_000_00, 105_00)


def test_level_rows_stay_level_through_a_change_in_mid_period() -> None:
    # the period of row 4 costs (15 · 1 % + 15 · 0.5 %) / 30 = 0.75 %, the eight after it 0.5 %
    rows = schedule(method=LEVEL, rate_changes=(RateChange(date(2026, 4, 16), HALF),))
    balance = 12_000_00 - sum(p for p, _ in rows[:3])
    annuity = sum(1 / (Fraction(10075, 10000) * Fraction(1005, 1000) ** k) for k in range(9))
    assert sum(rows[3]) == int(balance / annuity + Fraction(1, 2))
    assert {p + i for p, i in rows[3:-1]} == {sum(rows[3])}
    assert abs(sum(rows[-1]) - sum(rows[3])) < 20


def test_a_rate_change_in_a_broken_first_month_changes_its_interest_only_by_its_days() -> None:
    # 41 days, broken: 20 at 12 %, 21 at 6 % on 12,000 / 360 = 80 + 42
    own = {"method": LEVEL, "first_due": date(2026, 2, 11)}
    rows = schedule(rate_changes=(RateChange(date(2026, 1, 21), HALF),), **own)
    assert rows[0][1] == 122_00
    # how fast the principal is repaid follows the level of a month that costs (20 · 1 % + 21 · 0.5 %) / 41
    first = Fraction(20 * 2 + 21, 41 * 200)
    annuity = sum(1 / ((1 + first) * Fraction(1005, 1000) ** k) for k in range(12))
    each = int(12_000_00 / annuity + Fraction(1, 2))
    assert rows[0][0] == each - int(12_000_00 * first + Fraction(1, 2))
    assert {p + i for p, i in rows[1:-1]} == {each}


def test_a_rate_change_that_changes_nothing_leaves_every_cent() -> None:
    same = (RateChange(date(2026, 4, 16), Decimal("0.12")), RateChange(date(2026, 5, 2), Decimal("0.12")))
    for method in (LEVEL, RepaymentMethod.FLAT, RepaymentMethod.EQUAL_PRINCIPAL):
        assert schedule(method=method, rate_changes=same) == schedule(method=method)


def test_a_rate_change_after_the_last_row_changes_no_row() -> None:
    assert schedule(rate_changes=(RateChange(date(2027, 5, 1), HALF),)) == schedule()


def test_flat_interest_follows_the_rate_on_all_that_was_lent() -> None:
    rows = schedule(method=RepaymentMethod.FLAT, rate_changes=(RateChange(date(2026, 4, 1), HALF),))
    assert rows[2:4] == [(1_000_00, 120_00), (1_000_00, 60_00)]


def test_interest_that_was_put_off_stays_put_off_through_a_change() -> None:
    # rows 1–2 put off 120 and, 15 of 28 days at 12 %, 13 at 6 % on 11,000: 58.93 + 25.54 = 84.46
    rows = schedule(grace_interest=2, rate_changes=(RateChange(date(2026, 2, 16), HALF),))
    exact = Fraction(11_000_00, 100) * Fraction(15, 28) + Fraction(11_000_00, 200) * Fraction(13, 28)
    put_off = 120_00 + int(exact + Fraction(1, 2))
    assert rows[:3] == [(1_000_00, 0), (1_000_00, 0), (1_000_00, put_off + 50_00)]


def test_a_change_inside_a_free_period_costs_nothing_for_it() -> None:
    rows = schedule(interest_free=2, rate_changes=(RateChange(date(2026, 2, 16), HALF),))
    assert rows[:3] == [(1_000_00, 0), (1_000_00, 0), (1_000_00, 50_00)]


def test_a_tranche_is_repaid_with_the_coming_rows_and_costs_from_its_day() -> None:
    # 9,000 at first over twelve: 750; on 1 April 3,000 more: 6,750 + 3,000 over nine
    rows = schedule(tranches=(Tranche(date(2026, 4, 1), 3_000_00),))
    assert rows[:4] == [(750_00, 90_00), (750_00, 82_50), (750_00, 75_00), (1_083_33, 97_50)]
    # in mid April: 15 days of 30 on the tranche: 67.50 + 15
    assert schedule(tranches=(Tranche(date(2026, 4, 16), 3_000_00),))[3] == (1_083_33, 82_50)


def test_flat_interest_is_counted_on_a_tranche_from_its_day() -> None:
    # 9,000 flat costs 90; with 3,000 more from mid April 90 + 15, then 120
    rows = schedule(method=RepaymentMethod.FLAT, tranches=(Tranche(date(2026, 4, 16), 3_000_00),))
    assert [i for _, i in rows[2:5]] == [90_00, 105_00, 120_00]


def test_a_tranche_and_a_rate_on_one_day_both_count() -> None:
    own = plain(tranches=(Tranche(date(2026, 4, 1), 3_000_00),), rate_changes=(RateChange(date(2026, 4, 1), HALF),))
    assert pairs(contract_schedule(own))[3] == (1_083_33, 48_75)  # half a percent of 9,750


def test_days_of_a_running_year_are_split_where_the_rate_changes() -> None:
    # 31 days by ACT_365F on 12,000: 10 at 12 %, 21 at 6 % = 39.45 + 41.42 = 80.88 rounded once
    rows = schedule(day_count=DayCount.ACT_365F, rate_changes=(RateChange(date(2026, 1, 11), HALF),))
    exact = 12_000_00 * (Fraction(12, 100) * 10 + Fraction(6, 100) * 21) / 365
    assert rows[0][1] == int(exact + Fraction(1, 2)) == 80_88
