"""Plan, leaving it, or suing: the worked illustration to the cent, and the same values from an independent library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import pyxirr
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.calendar import add_months
from fieldapp.domain.strategy.comparison import (
    RATES,
    TOUCHED,
    Assumptions,
    Debt,
    Flow,
    Value,
    Way,
    assumption_names,
    compare,
    level_rows,
    moved,
    shares,
)

PAYOFF, BASE, ARREARS, HALF_FEE = 83_743_07, 81_581_10, 1_853_02, 946_79
CURVE = tuple(Decimal(percent) / 100 for percent in (6, 5, 4, 3, 3, 2, 1, 1, 1, 1, 1, 1))
"""Chosen: falling whole percents of the payoff that sum to 29 % in twelve months."""

DEBT = Debt(PAYOFF, level_rows(BASE, Decimal("0.12"), 12), ARREARS, HALF_FEE)
ASSUMED = Assumptions(
    discount=Decimal("0.10"),
    break_hazard=Decimal("0.03"),
    broken_recovery=Decimal("0.20"),
    broken_delay=Decimal(12),
    arrears_recovery=Decimal("0.90"),
    collected=shares(CURVE)[0],
    win=Decimal("0.95"),
    enforced=Decimal("0.55"),
    court_delay=Decimal(12),
    lawyer=Decimal(3_000_00),
    curve=shares(CURVE)[1],
)


def value(way: Way, debt: Debt = DEBT, assumed: Assumptions = ASSUMED) -> Value:
    return next(one for one in compare(debt, assumed) if one.way is way)


def test_the_illustration_comes_out_to_the_cent() -> None:
    assert [(one.way, one.present) for one in compare(DEBT, ASSUMED)] == [
        (Way.PLAN, 72_581_44),
        (Way.LITIGATION, 36_280_89),
        (Way.STATUS_QUO, 23_481_82),
    ]


def test_the_curve_gathers_twenty_nine_percent_in_twelve_months() -> None:
    assert (len(CURVE), sum(CURVE)) == (12, Decimal("0.29"))
    assert ASSUMED.collected == Decimal("0.29")
    assert float(sum(ASSUMED.curve)) == pytest.approx(1)


def test_the_rows_of_the_plan_are_those_of_the_worked_plan() -> None:
    assert [row.amount for row in DEBT.rows] == [7_248_38] * 11 + [7_248_42]
    assert (DEBT.rows[0].balance, DEBT.rows[-1].month) == (BASE, Decimal(12))


@pytest.mark.parametrize("way", Way)
def test_the_values_agree_with_an_independent_library(way: Way) -> None:
    """With dates a month apart and 30E/360 the exponent is the number of months over twelve."""
    today = date(2026, 7, 10)
    found = value(way)
    dates = [today, *(add_months(today, int(line.month)) for line in found.lines)]
    amounts = [0.0, *(float(line.amount * line.probability) for line in found.lines)]
    theirs = pyxirr.xnpv(0.10, dates, amounts, day_count=pyxirr.DayCount.THIRTY_E_360)
    assert theirs == pytest.approx(found.present, abs=0.51)


@pytest.mark.parametrize("way", Way)
def test_a_value_is_the_sum_of_its_lines(way: Way) -> None:
    found = value(way)
    assert abs(sum((line.present for line in found.lines), Decimal(0)) - found.present) <= Decimal("0.5")


def test_the_first_row_by_hand() -> None:
    """Paid: 7,248.38 × 0.97 × 1.1^(−1/12); broken: 81,581.10 × 20 % × 3 % × 1.1^(−13/12)."""
    arrears, paid, broken = value(Way.PLAN).lines[:3]
    assert (arrears.flow, arrears.month, arrears.present) == (Flow.ARREARS, Decimal(0), Decimal("166771.8"))
    assert (paid.flow, paid.month, paid.probability) == (Flow.INSTALMENT, Decimal(1), Decimal("0.97"))
    assert (broken.flow, broken.month, broken.amount) == (Flow.AFTER_BREAK, Decimal(13), Decimal("1631622.0"))
    assert broken.probability == Decimal("0.03")
    assert float(paid.present) == pytest.approx(724838 * 0.97 * 1.1 ** (-1 / 12))


def test_costs_of_a_suit_are_paid_whether_it_is_won_or_not() -> None:
    lost = value(Way.LITIGATION, assumed=replace(ASSUMED, win=Decimal(0)))
    assert lost.present == -3_000_00 - HALF_FEE
    assert [line.flow for line in lost.lines] == [Flow.COURT_FEE, Flow.LAWYER, Flow.JUDGMENT]


def test_without_any_recovery_waiting_is_worth_nothing() -> None:
    assert shares((Decimal(0), Decimal(0))) == (Decimal(0), (Decimal(0), Decimal(0)))
    assert value(Way.STATUS_QUO, assumed=replace(ASSUMED, collected=Decimal(0))).present == 0
    assert value(Way.STATUS_QUO, assumed=replace(ASSUMED, curve=())).present == 0


def test_a_plan_that_never_breaks_without_discount_is_worth_what_is_paid() -> None:
    sure = replace(ASSUMED, discount=Decimal(0), break_hazard=Decimal(0), arrears_recovery=Decimal(1))
    assert value(Way.PLAN, assumed=sure).present == sum(row.amount for row in DEBT.rows) + ARREARS


def test_of_equal_ways_the_plan_comes_first() -> None:
    nothing = Debt(0, (), 0, 0)
    free = replace(ASSUMED, lawyer=Decimal(0))
    assert [one.way for one in compare(nothing, free)] == [Way.PLAN, Way.STATUS_QUO, Way.LITIGATION]


@pytest.mark.parametrize("name", assumption_names())
def test_an_assumption_is_moved_only_where_it_can_be(name: str) -> None:
    assert getattr(moved(ASSUMED, name, Decimal(-1)), name) == 0
    assert getattr(moved(ASSUMED, name, Decimal(2)), name) == (1 if name in RATES else 2)


@pytest.mark.parametrize("name", assumption_names())
def test_an_assumption_touches_the_ways_it_is_said_to_touch_and_no_other(name: str) -> None:
    changed = moved(ASSUMED, name, getattr(ASSUMED, name) / 2)
    assert {way for way in Way if value(way).present != value(way, assumed=changed).present} == TOUCHED[name]


RATE = st.integers(0, 100).map(lambda percent: Decimal(percent) / 100)


@given(RATE, RATE, RATE, RATE, st.integers(1, 60))
def test_a_plan_is_worth_less_the_sooner_it_breaks(
    low: Decimal, high: Decimal, recovery: Decimal, discount: Decimal, count: int
) -> None:
    """As long as what comes after a break is worth no more than what was promised."""
    low, high = sorted((low, high))
    debt = replace(DEBT, rows=level_rows(BASE, Decimal("0.12"), count))
    assumed = replace(ASSUMED, broken_recovery=recovery, discount=discount)
    steady = value(Way.PLAN, debt, replace(assumed, break_hazard=low)).present
    shaky = value(Way.PLAN, debt, replace(assumed, break_hazard=high)).present
    if discount <= Decimal("0.12"):
        assert shaky <= steady + 1


@given(RATE, RATE, RATE)
def test_a_suit_is_worth_more_the_surer_it_is(win: Decimal, more: Decimal, enforced: Decimal) -> None:
    low, high = sorted((win, more))
    assumed = replace(ASSUMED, enforced=enforced)
    assert (
        value(Way.LITIGATION, assumed=replace(assumed, win=low)).present
        <= value(Way.LITIGATION, assumed=replace(assumed, win=high)).present
    )
