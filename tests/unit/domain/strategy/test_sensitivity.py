"""Ranges and the assumption that turns the order around, on the worked illustration."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from fieldapp.domain.strategy.comparison import Debt, Way, assumption_names, compare, moved
from fieldapp.domain.strategy.sensitivity import Flip, flips, sensitivity
from tests.unit.domain.strategy.test_comparison import ASSUMED, DEBT

ORDER = (Way.PLAN, Way.LITIGATION, Way.STATUS_QUO)
FOUND = sensitivity(DEBT, ASSUMED, {"win": Decimal("0.05"), "enforced": Decimal("0.60"), "discount": Decimal("0.02")})


def flip(name: str) -> Flip:
    return next(one for one in FOUND.flips if one.assumption == name)


def test_the_nearest_flip_is_the_share_that_is_enforced() -> None:
    """(83,743.07 + 946.79) × 0.95 × e / 1.1 − 3,946.79 = 23,481.82 at e = 0.37500…: 31.8 % less than 0.55."""
    first = FOUND.flips[0]
    assert (first.assumption, first.order, first.changes_best) == (
        "enforced",
        (Way.PLAN, Way.STATUS_QUO, Way.LITIGATION),
        False,
    )
    assert float(first.value) == pytest.approx((2348182 + 394679) * 1.1 / 0.95 / (8374307 + 94679), rel=1e-6)
    assert float(first.change) == pytest.approx(-0.3182, abs=5e-4)


def test_winning_is_as_near_as_enforcing_and_the_curve_is_further() -> None:
    assert float(flip("win").change) == pytest.approx(float(flip("enforced").change), rel=1e-6)
    assert float(flip("collected").change) == pytest.approx(3628089 / 2348182 - 1, rel=1e-4)


@pytest.mark.parametrize("one", FOUND.flips, ids=lambda one: one.assumption)
def test_a_flip_is_where_the_order_changes_and_a_little_less_is_not(one: Flip) -> None:
    start = getattr(ASSUMED, one.assumption)
    nearer = start + (one.value - start) * Decimal("0.9999")
    at = tuple(v.way for v in compare(DEBT, moved(ASSUMED, one.assumption, one.value)))
    before = tuple(v.way for v in compare(DEBT, moved(ASSUMED, one.assumption, nearer)))
    assert (at, before) == (one.order, ORDER)


def test_flips_come_nearest_first() -> None:
    changes = [abs(one.change) for one in FOUND.flips]
    assert changes == sorted(changes)


def test_only_a_much_worse_plan_loses_the_first_place() -> None:
    assert all(one.changes_best and one.order[0] is not Way.PLAN for one in FOUND.best_flips)
    assert {one.assumption for one in FOUND.best_flips} >= {"break_hazard", "collected"}
    assert "win" not in {one.assumption for one in FOUND.best_flips}


def test_a_range_shows_both_ends_and_never_leaves_what_can_be() -> None:
    by_name = {one.assumption: one for one in FOUND.spreads}
    assert set(by_name) == {"win", "enforced", "discount"}
    assert (by_name["win"].low, by_name["win"].high) == (Decimal("0.90"), Decimal("1.00"))
    assert (by_name["enforced"].low, by_name["enforced"].high) == (Decimal(0), Decimal(1))
    assert by_name["win"].at_low[Way.LITIGATION] < 36_280_89 < by_name["win"].at_high[Way.LITIGATION]
    assert by_name["win"].at_low[Way.PLAN] == by_name["win"].at_high[Way.PLAN] == 72_581_44
    assert by_name["discount"].at_high[Way.PLAN] < 72_581_44 < by_name["discount"].at_low[Way.PLAN]


def test_the_range_of_a_way_holds_all_ends() -> None:
    assert FOUND.lowest[Way.LITIGATION] == -3_946_79
    for one in FOUND.spreads:
        for way in Way:
            assert FOUND.lowest[way] <= min(one.at_low[way], one.at_high[way])
            assert FOUND.highest[way] >= max(one.at_low[way], one.at_high[way])


def test_without_any_range_each_way_has_its_own_value_only() -> None:
    none = sensitivity(DEBT, ASSUMED, {})
    assert none.spreads == ()
    assert none.lowest == none.highest == {value.way: value.present for value in compare(DEBT, ASSUMED)}


def test_an_assumption_of_nothing_or_all_is_searched_on_its_open_side_only() -> None:
    sure = replace(ASSUMED, win=Decimal(1), lawyer=Decimal(0))
    found = {one.assumption for one in flips(DEBT, sure, lambda order: order)}
    assert "lawyer" not in found  # nothing can be no share less of nothing
    assert "win" in found


def test_where_nothing_can_change_the_order_there_is_no_flip() -> None:
    nothing = Debt(0, (), 0, 0)
    assert flips(nothing, replace(ASSUMED, lawyer=Decimal(0)), lambda order: order) == ()
    assert set(assumption_names()) >= {"discount", "win"}
