"""Capacity: the lowest estimate of sales, less what must be paid first, and seven tenths of what is free."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.observation import Observation
from fieldapp.domain.plans.affordability import capacity

# three estimates of sales: 42,000 claimed; 38,500 from purchases at a margin of 28 %; 40,200 from 1,340 a day
SHOP = Observation(
    sales_month_claimed=42_000_00,
    sales_day_claimed=1_340_00,
    purchases_month=27_720_00,
    margin_percent=28,
    costs_month=3_800_00,
    household_month=2_500_00,
    other_debt_month=800_00,
)


def test_the_worked_shop_can_keep_up_what_the_rules_say() -> None:
    found = capacity(SHOP)
    assert found is not None
    assert dict(found.estimates) == {
        "month_claimed": 42_000_00,
        "day_claimed": 40_200_00,
        "purchases": 38_500_00,
    }
    assert (found.sales, found.gross, found.free, found.monthly) == (38_500_00, 10_780_00, 3_680_00, 2_576_00)


def test_without_a_margin_there_is_no_capacity() -> None:
    assert capacity(replace(SHOP, margin_percent=None)) is None


def test_without_any_estimate_of_sales_there_is_no_capacity() -> None:
    assert capacity(Observation(margin_percent=28)) is None


def test_outgoings_that_nobody_asked_for_count_as_none() -> None:
    found = capacity(Observation(sales_month_claimed=10_000_00, margin_percent=30))
    assert found is not None
    assert (found.free, found.monthly) == (3_000_00, 2_100_00)


def test_a_business_that_eats_more_than_it_earns_has_no_capacity_left() -> None:
    found = capacity(replace(SHOP, household_month=20_000_00))
    assert found is not None
    assert found.free < 0
    assert found.monthly == 0


def test_purchases_say_nothing_about_sales_at_a_margin_of_a_hundred() -> None:
    found = capacity(replace(SHOP, margin_percent=100))
    assert found is not None
    assert [name for name, _ in found.estimates] == ["month_claimed", "day_claimed"]


MONEY = st.integers(0, 10_000_000_00)


@given(MONEY, MONEY, MONEY, st.integers(0, 100), MONEY)
def test_capacity_is_never_more_than_any_estimate_bears(
    month: int, day: int, purchases: int, margin: int, costs: int
) -> None:
    found = capacity(
        Observation(
            sales_month_claimed=month,
            sales_day_claimed=day,
            purchases_month=purchases,
            margin_percent=margin,
            costs_month=costs,
        )
    )
    assert found is not None
    assert found.sales == min(value for _, value in found.estimates)
    assert 0 <= found.monthly <= max(0, found.free)
    assert found.free == found.gross - costs


@given(MONEY, st.integers(1, 100), MONEY)
def test_a_higher_claim_never_lowers_what_can_be_paid(month: int, margin: int, more: int) -> None:
    before = capacity(Observation(sales_month_claimed=month, margin_percent=margin))
    after = capacity(Observation(sales_month_claimed=month + more, margin_percent=margin))
    assert before is not None
    assert after is not None
    assert after.monthly >= before.monthly
