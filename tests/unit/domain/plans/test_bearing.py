"""Affordability from independent sources, and how a debt fits what can be paid."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy_financial
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.lending.schedule import level_instalment
from fieldapp.domain.money import Rounding
from fieldapp.domain.observation import Observation
from fieldapp.domain.plans.affordability import (
    USUAL,
    Affordability,
    Household,
    SalesEvidence,
    Source,
    afford,
    bearing,
    capacity,
    smallest_count,
)
from fieldapp.rule_packs.affordability import affordability_rules

RULES = affordability_rules()
MARGIN = Decimal("0.28")
OUTGOINGS = Household(3_800_00, 2_500_00, 800_00)
THREE = SalesEvidence(claimed_month=42_000_00, purchases=27_720_00, ticket=33_50, tickets_a_day=Decimal(40))
BASE = 81_581_10
RATE = Decimal("0.12")


def afforded(evidence: SalesEvidence = THREE, margin: Decimal = MARGIN) -> Affordability:
    found = afford(evidence, margin, OUTGOINGS, RULES)
    assert found is not None
    return found


def test_the_worked_shop_comes_out_to_the_cent() -> None:
    """min(42,000; 38,500; 40,200) = 38,500; × 28 % = 10,780; − 3,800 − 2,500 − 800 = 3,680; × 70 % = 2,576.00."""
    found = afforded()
    assert [(one.name, one.amount) for one in found.estimates] == [
        ("month_claimed", 42_000_00),
        ("purchases", 38_500_00),
        ("tickets", 40_200_00),
    ]
    assert (found.lowest.source, found.lowest.amount) == (Source.PURCHASES, 38_500_00)
    assert (found.gross, found.free, found.share, found.monthly) == (10_780_00, 3_680_00, Decimal("0.7"), 2_576_00)
    assert (found.sources, found.weak, found.contradicting) == (3, False, False)


def test_the_worked_debt_needs_thirty_nine_instalments() -> None:
    found = bearing(BASE, RATE, 3_680_00, 2_576_00, RULES)
    assert (found.count, found.longest, found.longest_instalment, found.hardship) == (39, 60, 1_814_73, False)
    assert found.instalment == level_instalment(BASE, RATE, 39, Rounding.HALF_UP) <= 2_576_00
    assert level_instalment(BASE, RATE, 38, Rounding.HALF_UP) > 2_576_00
    assert found.dscr_kept
    assert round(found.dscr, 2) == Decimal("1.45")


def test_level_instalments_agree_with_an_independent_library() -> None:
    for count in (38, 39, 60):
        theirs = -numpy_financial.pmt(0.01, count, 81_581.10)
        assert abs(level_instalment(BASE, RATE, count, Rounding.HALF_UP) / 100 - theirs) < 0.005001


@pytest.mark.parametrize(("monthly", "count"), [(1_814_73, 60), (1_814_72, None)])
def test_a_debt_that_sixty_instalments_do_not_carry_is_a_hardship(monthly: int, count: int | None) -> None:
    found = bearing(BASE, RATE, 2_600_00, monthly, RULES)
    assert (found.count, found.hardship, found.instalment) == (count, count is None, 1_814_73)


def test_a_debt_of_a_cent_is_borne_by_anybody() -> None:
    found = bearing(1, RATE, 0, 0, RULES)
    assert (found.instalment, found.hardship, found.dscr, found.dscr_kept) == (0, False, Decimal(0), True)


@pytest.mark.parametrize(
    ("free", "kept", "ratio"),
    [(2_359_15, True, "1.30"), (2_359_14, False, "1.30"), (-1_00, False, "0.00"), (0, False, "0.00")],
)
def test_free_cash_must_be_one_and_three_tenths_of_the_instalment(free: int, kept: bool, ratio: str) -> None:
    """1,814.73 × 1.3 = 2,359.149."""
    found = bearing(BASE, RATE, free, 1_814_73, RULES)
    assert found.dscr_kept is kept
    assert abs(round(found.dscr, 2)) == Decimal(ratio)


@pytest.mark.parametrize(
    ("evidence", "name", "amount"),
    [
        (SalesEvidence(claimed_month=42_000_00), "month_claimed", 42_000_00),
        (SalesEvidence(claimed_day=1_340_00), "day_claimed", 40_200_00),
        (SalesEvidence(claimed_day=1_340_00, days_open=26), "day_claimed", 34_840_00),
        (SalesEvidence(purchases=27_720_00), "purchases", 38_500_00),
        (SalesEvidence(stock=36_000_00, turns_a_month=Decimal("0.8")), "stock_turn", 40_000_00),
        (SalesEvidence(ticket=35_00, tickets_a_day=Decimal(40), days_open=28), "tickets", 39_200_00),
        (SalesEvidence(power_used=Decimal(820), sales_per_power=Decimal(50_00)), "power", 41_000_00),
    ],
)
def test_each_source_has_its_formula_and_alone_is_weak(evidence: SalesEvidence, name: str, amount: int) -> None:
    found = afforded(evidence)
    assert [(one.name, one.amount) for one in found.estimates] == [(name, amount)]
    assert found.weak
    assert found.sources == 1


def test_what_the_owner_says_of_a_day_and_of_a_month_is_one_source() -> None:
    found = afforded(SalesEvidence(claimed_month=42_000_00, claimed_day=1_340_00))
    assert (len(found.estimates), found.sources, found.weak) == (2, 1, True)


@pytest.mark.parametrize(
    "half",
    [
        SalesEvidence(stock=36_000_00),
        SalesEvidence(turns_a_month=Decimal(1)),
        SalesEvidence(ticket=35_00),
        SalesEvidence(power_used=Decimal(820)),
        SalesEvidence(),
    ],
)
def test_half_of_an_estimate_is_none(half: SalesEvidence) -> None:
    assert afford(half, MARGIN, OUTGOINGS, RULES) is None


def test_goods_at_cost_say_nothing_where_nothing_is_cost() -> None:
    goods = SalesEvidence(claimed_month=1_00, purchases=1_00, stock=1_00, turns_a_month=Decimal(1))
    assert [one.name for one in afforded(goods, Decimal(1)).estimates] == ["month_claimed"]


@pytest.mark.parametrize(("claimed", "contradicting"), [(51_333_33, False), (51_333_34, True)])
def test_sources_that_differ_by_more_than_a_quarter_contradict_each_other(claimed: int, contradicting: bool) -> None:
    """38,500 is three quarters of 51,333.33…"""
    assert afforded(replace(THREE, claimed_month=claimed)).contradicting is contradicting


def test_who_has_nothing_free_can_pay_nothing() -> None:
    found = afford(THREE, MARGIN, replace(OUTGOINGS, household=20_000_00), RULES)
    assert found is not None
    assert (found.free, found.monthly) == (-13_820_00, 0)


def test_the_pack_says_what_is_usual() -> None:
    assert replace(RULES, version="") == USUAL


def test_an_observation_with_one_source_is_marked_weak() -> None:
    claims = Observation(sales_month_claimed=42_000_00, sales_day_claimed=1_340_00, margin_percent=28)
    weak, sound = capacity(claims), capacity(replace(claims, purchases_month=27_720_00))
    assert weak is not None
    assert sound is not None
    assert (weak.weak, sound.weak) == (True, False)


@given(
    st.integers(1, 1_000_000_00), st.integers(0, 3600), st.integers(0, 100_000_00), st.integers(1, 60),
    st.sampled_from(Rounding),
)  # fmt: skip
def test_the_smallest_number_of_instalments_is_the_smallest(
    base: int, basis_points: int, within: int, longest: int, rounding: Rounding
) -> None:
    rate = Decimal(basis_points) / 10_000
    levels = [level_instalment(base, rate, count, rounding) for count in range(1, longest + 1)]
    expected = next((count for count, level in enumerate(levels, start=1) if level <= within), None)
    assert smallest_count(base, rate, within, longest, rounding) == expected
