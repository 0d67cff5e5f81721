"""Contract schedules: the worked loan to the cent, and what is true of every schedule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.domain.calendar import DayCount, add_months
from fieldapp.domain.lending.loan import Instalment, LoanTerms, RepaymentMethod
from fieldapp.domain.lending.schedule import contract_schedule, level_instalment
from fieldapp.domain.money import Rounding
from tests.unit.domain.builders import RATES, SIMPLE_METHODS, any_terms, terms

UP = Rounding.HALF_UP
AUGUST = date(2026, 8, 25)
BASE = 81_581_10  # principal left of the worked loan on 25 July 2026


def totals(rows: tuple[Instalment, ...]) -> list[int]:
    return [row.total for row in rows]


def spread(principal: int, rate: Decimal, count: int, **changes: Any) -> tuple[Instalment, ...]:
    """Monthly rows from 25 August, the first after one whole month."""
    own = {"principal": principal, "annual_rate": rate, "instalments": count} | changes
    return contract_schedule(terms(disbursed_on=date(2026, 7, 25), first_due=AUGUST, **own))


def test_the_worked_loan_has_the_instalments_of_its_contract() -> None:
    rows = contract_schedule(terms())
    assert totals(rows) == [10_661_85] * 11 + [10_661_91]
    assert sum(row.interest for row in rows) == 7_942_26
    assert [row.due for row in rows] == [add_months(date(2026, 2, 10), k) for k in range(12)]


def test_the_worked_loan_has_the_rows_and_balances_of_the_rules() -> None:
    rows = contract_schedule(terms())
    balances = [120_000_00 - sum(r.principal for r in rows[: n + 1]) for n in range(12)]
    assert (rows[0].interest, rows[0].principal, balances[0]) == (1_200_00, 9_461_85, 110_538_15)
    assert (rows[4].interest, rows[4].principal, balances[4]) == (815_81, 9_846_04, 71_735_06)
    assert (rows[5].interest, rows[5].principal, balances[5]) == (717_35, 9_944_50, 61_790_56)


def test_equal_instalments_over_a_year_match_the_rules() -> None:
    rows = spread(BASE, Decimal("0.12"), 12)
    assert totals(rows) == [7_248_38] * 11 + [7_248_42]
    assert sum(row.interest for row in rows) == 5_399_50


def test_equal_principal_over_a_year_matches_the_rules() -> None:
    rows = spread(BASE, Decimal("0.12"), 12, method=RepaymentMethod.EQUAL_PRINCIPAL)
    assert (rows[0].total, rows[1].total, rows[-1].total) == (7_614_24, 7_546_26, 6_866_35)
    assert sum(row.interest for row in rows) == 5_302_77


def test_interest_only_ends_with_a_balloon() -> None:
    assert totals(spread(BASE, Decimal("0.12"), 6, method=RepaymentMethod.INTEREST_ONLY)) == [815_81] * 5 + [82_396_91]


def test_a_re_aged_sum_spreads_as_in_the_rules() -> None:
    assert totals(spread(83_114_26, Decimal("0.12"), 18)) == [5_068_48] * 17 + [5_068_43]


def test_without_interest_the_sum_is_divided_and_the_last_row_takes_the_rest() -> None:
    assert totals(spread(83_743_07, Decimal(0), 60)) == [1_395_72] * 59 + [1_395_59]


def test_the_shortest_term_that_a_capacity_bears_is_thirty_nine_months() -> None:
    shortest = next(n for n in range(1, 61) if level_instalment(BASE, Decimal("0.12"), n, UP) <= 2_576_00)
    assert shortest == 39
    assert level_instalment(BASE, Decimal("0.12"), 60, UP) == 1_814_73


def test_a_broken_first_period_counts_its_days() -> None:
    due = date(2026, 2, 25)  # 46 days
    assert contract_schedule(terms(first_due=due))[0].interest == 1_840_00
    by_365 = terms(first_due=due, arrears_day_count=DayCount.ACT_365F)
    assert contract_schedule(by_365)[0].interest == 1_814_79


def test_a_first_period_of_two_whole_months_costs_two_twelfths() -> None:
    first = contract_schedule(terms(first_due=date(2026, 3, 10)))[0]
    assert first.interest == 2_400_00


def test_the_rounding_of_the_loan_decides_the_last_cent() -> None:
    # a twelfth of 12 % on 2.50 yuan is 2.5 cents
    assert spread(2_50, Decimal("0.12"), 1, rounding=Rounding.HALF_UP)[0].interest == 3
    assert spread(2_50, Decimal("0.12"), 1, rounding=Rounding.HALF_EVEN)[0].interest == 2


@given(any_terms(min_principal=1))
@settings(max_examples=120)
def test_every_schedule_repays_exactly_what_was_lent(own: LoanTerms) -> None:
    rows = contract_schedule(own)
    assert sum(row.principal for row in rows) == own.principal
    assert all(row.principal >= 0 and row.interest >= 0 for row in rows)
    assert [row.number for row in rows] == list(range(1, own.instalments + 1))
    assert [row.due for row in rows] == [add_months(own.first_due, k) for k in range(own.instalments)]


@given(any_terms(min_principal=1))
@settings(max_examples=80)
def test_interest_of_a_later_row_is_a_twelfth_on_the_balance_before_it(own: LoanTerms) -> None:
    rows = contract_schedule(own)
    balance = own.principal
    for row in rows:
        exact = Decimal(balance) * own.annual_rate / 12
        assert row.number == 1 or abs(row.interest - exact) <= Decimal("0.5")
        balance -= row.principal
    assert balance == 0


@given(st.integers(1_00, 1_000_000_00), RATES, st.integers(1, 60))
@settings(max_examples=80)
def test_all_level_rows_but_the_last_are_the_same(principal: int, rate: Decimal, count: int) -> None:
    rows = spread(principal, rate, count)
    level = level_instalment(principal, rate, count, UP)
    before_end = [row.total for row in rows[:-1] if row.principal < row.total or rate == 0]
    assert all(total <= level for total in before_end)
    if principal >= 1_000_00:  # below that a cent of rounding a month may end the loan early
        assert [row.total for row in rows[:-1]] == [level] * (count - 1)
        grown = count * (1 + rate / 12) ** count  # a cent of rounding a month, with interest on it
        assert abs(rows[-1].total - level) <= grown


@given(any_terms())
@settings(max_examples=40)
def test_a_lower_rate_never_costs_more(own: LoanTerms) -> None:
    cheaper = replace(own, annual_rate=own.annual_rate / 2)
    cost = sum(row.interest for row in contract_schedule(own))
    assert sum(row.interest for row in contract_schedule(cheaper)) <= cost + own.instalments


def test_the_methods_cost_as_everybody_expects() -> None:
    costs = {m: sum(r.interest for r in contract_schedule(terms(method=m))) for m in SIMPLE_METHODS}
    assert (
        costs[RepaymentMethod.EQUAL_PRINCIPAL]
        < costs[RepaymentMethod.EQUAL_INSTALMENT]
        < costs[RepaymentMethod.INTEREST_ONLY]
    )
