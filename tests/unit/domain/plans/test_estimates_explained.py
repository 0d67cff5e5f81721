"""Why an estimate is, or is not, the one that was taken; and within which bounds the capacity lies."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.observation import Observation
from fieldapp.domain.plans.affordability import SOURCES, Source, capacity
from fieldapp.domain.plans.estimates_explained import EstimateRole, explained

SEEN = Observation(
    sales_month_claimed=42_000_00,
    sales_day_claimed=1_340_00,
    purchases_month=27_720_00,
    margin_percent=28,
    costs_month=3_800_00,
    household_month=2_500_00,
    other_debt_month=800_00,
)


def test_the_lowest_comes_first_and_the_others_say_how_much_above_they_are() -> None:
    found = capacity(SEEN)
    assert found is not None
    lines = explained(found)
    assert [(line.name, line.role, line.above) for line in lines] == [
        ("purchases", EstimateRole.LOWEST, 0),
        ("day_claimed", EstimateRole.HIGHER, 1_700_00),
        ("month_claimed", EstimateRole.HIGHER, 3_500_00),
    ]
    assert [line.same_source for line in lines] == [False, True, True]
    assert lines[0].source is Source.PURCHASES
    assert lines[0].monthly == found.monthly == 2_576_00
    assert found.span == (2_576_00, 3_262_00)
    assert not found.contradicting


def test_one_alone_is_said_to_be_alone() -> None:
    found = capacity(replace(SEEN, sales_day_claimed=None, purchases_month=None))
    assert found is not None
    (line,) = explained(found)
    assert line.role is EstimateRole.ALONE
    assert found.span[0] == found.span[1]


def test_of_equal_ones_only_the_first_was_taken() -> None:
    found = capacity(replace(SEEN, sales_day_claimed=1_400_00, purchases_month=None))
    assert found is not None
    assert [line.role for line in explained(found)] == [EstimateRole.LOWEST, EstimateRole.HIGHER]


def test_sources_far_apart_are_said_to_contradict() -> None:
    found = capacity(replace(SEEN, purchases_month=10_000_00))
    assert found is not None
    assert found.contradicting


def test_a_business_that_loses_money_can_pay_nothing_by_any_estimate() -> None:
    found = capacity(replace(SEEN, costs_month=90_000_00))
    assert found is not None
    assert found.span == (0, 0)


@given(st.integers(0, 90_000_00), st.integers(0, 90_000_00), st.integers(1, 99))
def test_the_span_is_ordered_and_every_name_has_a_source(month: int, bought: int, margin: int) -> None:
    found = capacity(Observation(sales_month_claimed=month, purchases_month=bought, margin_percent=margin))
    assert found is not None
    low, high = found.span
    assert low <= high
    lines = explained(found)
    assert {line.name for line in lines} <= set(SOURCES)
    assert lines[0].amount == min(line.amount for line in lines) == found.sales
    assert [line.above for line in lines] == sorted(line.above for line in lines)
