"""Every method, rhythm and day count on small round figures that are worked out beside them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy_financial
import pytest
import pyxirr

from fieldapp.domain.calendar import DayCount, add_months
from fieldapp.domain.lending.loan import ExplicitRow, LoanTerms, PeriodUnit, RepaymentMethod, Step
from fieldapp.domain.lending.schedule import contract_schedule
from fieldapp.domain.money import Rounding
from tests.unit.domain.builders import terms
from tests.unit.domain.lending.accounts import dues, pairs, plain, schedule

NEW_YEAR = date(2026, 1, 1)


def test_equal_principal_repays_a_thousand_with_each_row() -> None:
    # 1 % of 12,000, of 11,000 … of 1,000
    assert schedule() == [(1_000_00, left * 10_00) for left in range(12, 0, -1)]


def test_equal_instalments_are_the_annuity_and_the_last_absorbs() -> None:
    # 12,000 · 0.01 / (1 − 1.01^−12) = 1,066.1855; interest of row 2: 1 % of 12,000 − 946.19 = 110.54
    rows = schedule(method=RepaymentMethod.EQUAL_INSTALMENT)
    assert rows[:2] == [(946_19, 120_00), (955_65, 110_54)]
    assert [p + i for p, i in rows[:-1]] == [1_066_19] * 11
    balance = 12_000_00
    for principal, interest in rows:
        assert interest == int(Fraction(balance, 100) + Fraction(1, 2))
        balance -= principal
    assert balance == 0
    assert sum(rows[-1]) == 1_066_14


def test_interest_only_ends_with_the_whole_principal() -> None:
    assert schedule(method=RepaymentMethod.INTEREST_ONLY) == [(0, 120_00)] * 11 + [(12_000_00, 120_00)]


def test_a_fixed_principal_leaves_a_balloon() -> None:
    # 500 a row, 12,000 − 11 · 500 = 6,500 with the last; interest 1 % of what is left
    rows = schedule(method=RepaymentMethod.FIXED_PRINCIPAL, fixed_principal=500_00)
    assert rows == [(500_00, 120_00 - 5_00 * n) for n in range(11)] + [(6_500_00, 65_00)]


def test_flat_interest_is_counted_on_all_that_was_lent() -> None:
    assert schedule(method=RepaymentMethod.FLAT) == [(1_000_00, 120_00)] * 12


def test_flat_rows_round_to_a_multiple_as_a_whole() -> None:
    # 10,000 / 3 + 100 = 3,433.33 → 3,430; the last takes 10,000 − 2 · 3,330
    rows = schedule(method=RepaymentMethod.FLAT, principal=10_000_00, instalments=3, instalment_multiple=10_00)
    assert rows == [(3_330_00, 100_00), (3_330_00, 100_00), (3_340_00, 100_00)]


def test_steps_are_fixed_and_the_rest_is_level() -> None:
    # 81,581.10: three rows of 4,000, three of 7,000 leave 52,901.63, then six of 9,128.09, the last of 9,128.11
    rows = contract_schedule(
        plain(
            principal=81_581_10,
            method=RepaymentMethod.STEP_UP,
            steps=(Step(3, 4_000_00), Step(3, 7_000_00)),
        )
    )
    assert [row.total for row in rows] == [4_000_00] * 3 + [7_000_00] * 3 + [9_128_09] * 5 + [9_128_11]
    assert 81_581_10 - sum(row.principal for row in rows[:6]) == 52_901_63


def test_a_step_below_the_interest_lets_the_balance_grow_where_that_is_agreed() -> None:
    # 1 % of 12,000 is 120: a row of 20 lets 100 become principal; then 121 on 12,100, less 21 is 12,000 again at 141
    own = plain(
        instalments=3,
        method=RepaymentMethod.STEP_UP,
        steps=(Step(1, 20_00), Step(1, 221_00)),
        negative_amortisation=True,
    )
    assert pairs(contract_schedule(own)) == [(-100_00, 120_00), (100_00, 121_00), (12_000_00, 120_00)]


def test_explicit_rows_say_principal_or_amount_and_may_fix_their_interest() -> None:
    rows = (
        ExplicitRow(date(2026, 2, 1), principal=4_000_00),
        ExplicitRow(date(2026, 3, 1), amount=1_120_00),
        ExplicitRow(date(2026, 4, 1), principal=1_000_00, interest=50_00),
        ExplicitRow(date(2026, 6, 1)),
    )
    own = plain(method=RepaymentMethod.EXPLICIT, instalments=4, rows=rows, day_count=DayCount.ACT_360)
    # by days: 31 → 124.00; 28 on 8,000 → 74.67, so 1,045.33; fixed 50; 61 on 5,954.67 → 121.08
    assert pairs(contract_schedule(own)) == [
        (4_000_00, 124_00),
        (1_045_33, 74_67),
        (1_000_00, 50_00),
        (5_954_67, 121_08),
    ]
    assert dues(own) == [row.due for row in rows]


@pytest.mark.parametrize(
    ("every", "unit", "second", "third"),
    [
        (10, PeriodUnit.DAYS, date(2026, 2, 11), date(2026, 2, 21)),
        (2, PeriodUnit.WEEKS, date(2026, 2, 15), date(2026, 3, 1)),
        (3, PeriodUnit.MONTHS, date(2026, 5, 1), date(2026, 8, 1)),
    ],
)
def test_rows_follow_in_days_weeks_or_months(every: int, unit: PeriodUnit, second: date, third: date) -> None:
    assert dues(plain(every=every, unit=unit, instalments=3)) == [date(2026, 2, 1), second, third]


def test_month_ends_stay_month_ends() -> None:
    own = plain(disbursed_on=date(2025, 12, 31), first_due=date(2026, 1, 31), instalments=4)
    assert dues(own) == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]
    assert pairs(contract_schedule(own))[1][1] == 90_00  # a whole month all the same: 1 % of 9,000


def test_quarters_cost_three_twelfths() -> None:
    own = plain(every=3, instalments=4, first_due=date(2026, 4, 1))
    assert pairs(contract_schedule(own))[0] == (3_000_00, 360_00)


def test_weeks_under_monthly_twelfths_are_counted_by_their_days() -> None:
    # 14 days at 12 % on 12,000 / 360 = 56.00
    own = plain(every=2, unit=PeriodUnit.WEEKS, first_due=date(2026, 1, 15), instalments=2)
    assert pairs(contract_schedule(own))[0] == (6_000_00, 56_00)


def test_twenty_six_weekly_rows_of_the_rules() -> None:
    # B5: 81,581.10 at 12 %, ACT_360: 25 rows of 3,237.53, the last of 3,237.64
    own = plain(
        principal=81_581_10,
        method=RepaymentMethod.EQUAL_INSTALMENT,
        instalments=26,
        unit=PeriodUnit.WEEKS,
        first_due=date(2026, 1, 8),
        day_count=DayCount.ACT_360,
    )
    assert [row.total for row in contract_schedule(own)] == [3_237_53] * 25 + [3_237_64]


@pytest.mark.parametrize(
    ("count", "start", "end", "part"),
    [
        (DayCount.MONTHLY_12, NEW_YEAR, date(2026, 2, 1), Fraction(1, 12)),
        (DayCount.MONTHLY_12, NEW_YEAR, date(2026, 3, 1), Fraction(2, 12)),
        (DayCount.MONTHLY_12, NEW_YEAR, date(2026, 2, 11), Fraction(41, 360)),  # broken: by the days of arrears
        (DayCount.ACT_360, NEW_YEAR, date(2026, 2, 1), Fraction(31, 360)),
        (DayCount.ACT_365F, date(2028, 1, 1), date(2028, 3, 1), Fraction(60, 365)),  # the leap day counts, the year not
        # 15 December to 15 January: 17 days of 2027 (365) and 14 of 2028 (366)
        (DayCount.ACT_ACT, date(2027, 12, 15), date(2028, 1, 15), Fraction(17, 365) + Fraction(14, 366)),
        (DayCount.ACT_ACT, date(2028, 2, 1), date(2028, 3, 1), Fraction(29, 366)),
        # 31 January counts as the 30th; 28 February does not
        (DayCount.E30_360, date(2026, 1, 31), date(2026, 2, 28), Fraction(28, 360)),
        (DayCount.E30_360, date(2026, 1, 30), date(2026, 3, 31), Fraction(60, 360)),
        (DayCount.E30_360, date(2026, 1, 31), date(2026, 3, 31), Fraction(60, 360)),
        (DayCount.E30_360, date(2026, 2, 28), date(2026, 3, 31), Fraction(32, 360)),
    ],
)
def test_the_first_period_costs_its_part_of_a_year(count: DayCount, start: date, end: date, part: Fraction) -> None:
    own = plain(disbursed_on=start, first_due=end, day_count=count, principal=1_000_000_00)
    exact = 1_000_000_00 * Fraction(12, 100) * part
    assert contract_schedule(own)[0].interest == int(exact + Fraction(1, 2))


def test_half_a_cent_goes_up_or_to_the_even_cent() -> None:
    # 1 % of 2.50 is 2.5 cents, of 3.50 is 3.5 cents
    one = {"method": RepaymentMethod.INTEREST_ONLY, "instalments": 1}
    found = [
        schedule(principal=principal, rounding=rounding, **one)[0][1]
        for principal in (2_50, 3_50)
        for rounding in (Rounding.HALF_UP, Rounding.HALF_EVEN)
    ]
    assert found == [3, 2, 4, 4]


@pytest.mark.parametrize(("principal", "interest"), [(12_000, 120), (12_000_000, 120_000)])
def test_a_currency_without_digits_and_one_with_three_count_in_their_own_units(principal: int, interest: int) -> None:
    """Amounts are whole minor units whatever they are: yen have none smaller, dinars a thousand."""
    digits = 0 if principal == 12_000 else 3
    rows = schedule(principal=principal, currency_digits=digits)
    assert rows[0] == (principal // 12, interest)
    # level: 1,066.1855 in whole units; 1,066,185.464 in thousandths
    level = schedule(principal=principal, currency_digits=digits, method=RepaymentMethod.EQUAL_INSTALMENT)
    assert sum(level[0]) == (1_066 if not digits else 1_066_185)


# other libraries -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("principal", [12_000_00, 120_000_00, 81_581_10, 999_999_99])
@pytest.mark.parametrize("percent", ["0.5", "4.35", "12", "15.4", "24", "36"])
@pytest.mark.parametrize("count", [1, 12, 39, 60, 360])
def test_level_rows_agree_with_an_independent_annuity(principal: int, percent: str, count: int) -> None:
    """Within half a cent: ours is rounded to the cent, theirs is a float."""
    own = plain(
        principal=principal,
        annual_rate=Decimal(percent) / 100,
        method=RepaymentMethod.EQUAL_INSTALMENT,
        instalments=count,
    )
    theirs = -numpy_financial.pmt(float(percent) / 1200, count, principal)
    assert abs(contract_schedule(own)[0].total - theirs) <= 0.5 + 1e-6 or count == 1


@pytest.mark.parametrize("method", [RepaymentMethod.EQUAL_INSTALMENT, RepaymentMethod.EQUAL_PRINCIPAL])
def test_the_yield_of_the_cash_flows_is_the_rate_compounded_monthly(method: RepaymentMethod) -> None:
    """XIRR counts days over 365 and we count twelfths, and rows are cents: within a tenth of a percent of 12.68 %."""
    own = terms(method=method)
    assert abs(_yield(own) - (1.01**12 - 1)) < 0.001


def test_flat_interest_costs_nearly_twice_its_rate() -> None:
    """12 % flat over a year: 21.46 % a year nominal (the internal rate of -12 + 1.12 · 12), 23.7 % compounded."""
    monthly = numpy_financial.rate(12, -1_120, 12_000, 0)
    assert abs(_yield(plain(method=RepaymentMethod.FLAT)) - ((1 + monthly) ** 12 - 1)) < 0.002


def _yield(own: LoanTerms) -> float:
    rows = contract_schedule(own)
    days = [own.disbursed_on, *[row.due for row in rows]]
    found = pyxirr.xirr(days, [-own.principal, *[row.total for row in rows]])
    assert found is not None
    assert days[-1] == add_months(own.first_due, 11)
    return found
