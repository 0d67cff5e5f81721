"""The visit form asks only what the outcome needs, and speaks when answers disagree."""

from __future__ import annotations

import pytest

from fieldapp.domain.observation import Observation, OpenStatus, StockLevel
from fieldapp.domain.visit import HARDSHIP_CAUSES, Cause, Met, Outcome, cross_checks, missing_answers

OPEN = Observation(open_status=OpenStatus.OPEN_NORMAL)


def test_an_empty_form_asks_who_was_met_and_how_it_ended() -> None:
    assert missing_answers(None, None, Observation(), None) == ["met", "outcome", "open_status"]


@pytest.mark.parametrize("outcome", [Outcome.NOT_FOUND, Outcome.MOVED])
def test_where_nobody_was_found_nothing_more_is_asked(outcome: Outcome) -> None:
    assert missing_answers(Met.NOBODY, outcome, Observation(), None) == []


def test_the_cause_is_asked_when_the_borrower_was_met() -> None:
    assert missing_answers(Met.BORROWER, Outcome.PROMISE, OPEN, None) == ["cause"]
    assert missing_answers(Met.BORROWER, Outcome.PROMISE, OPEN, Cause.SALES_FALL) == []
    assert missing_answers(Met.FAMILY, Outcome.REFUSED, OPEN, None) == []


def test_a_business_that_was_seen_is_either_open_or_not() -> None:
    assert missing_answers(Met.STAFF, Outcome.REFUSED, Observation(), None) == ["open_status"]


def test_illness_accident_and_disaster_are_hardship() -> None:
    assert {Cause.ILLNESS, Cause.ACCIDENT, Cause.DISASTER} == HARDSHIP_CAUSES


def test_an_open_shop_with_empty_shelves_is_noticed() -> None:
    observed = Observation(open_status=OpenStatus.OPEN_NORMAL, stock_level=StockLevel.EMPTY)
    assert cross_checks(observed, None) == ["visit.check.open_but_empty"]


@pytest.mark.parametrize(("now", "usual", "speaks"), [(4, 2, False), (5, 2, True), (2, 0, False), (3, 0, True)])
def test_twice_the_usual_staff_is_noticed(now: int, usual: int, speaks: bool) -> None:
    found = cross_checks(Observation(staff_now=now, staff_usual=usual), None)
    assert (found == ["visit.check.staff_high"]) is speaks


@pytest.mark.parametrize(("month", "speaks"), [(18_000_00, False), (17_999_99, True)])
def test_sales_well_below_the_last_visit_are_noticed(month: int, speaks: bool) -> None:
    before = Observation(sales_month_claimed=30_000_00)
    found = cross_checks(Observation(sales_month_claimed=month), before)
    assert (found == ["visit.check.sales_fell"]) is speaks


def test_nothing_is_compared_with_what_nobody_said() -> None:
    assert cross_checks(Observation(), Observation(sales_month_claimed=30_000_00)) == []
