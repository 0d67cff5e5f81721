"""Court fees at every border of every band, counted by hand from 诉讼费用交纳办法 13–16."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.strategy.court_fees import FeeShare, Proceeding, court_fee
from fieldapp.rule_packs.court_fees import court_fees

FEES = court_fees()
PAYOFF = 83_743_07


def fee(claim: int, proceeding: Proceeding = Proceeding.SUIT) -> int:
    return court_fee(claim, proceeding, FEES).amount


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (1, 50_00),
        (10_000_00, 50_00),
        (10_000_40, 50_01),
        (100_000_00, 2_300_00),
        (200_000_00, 4_300_00),
        (500_000_00, 8_800_00),
        (1_000_000_00, 13_800_00),
        (2_000_000_00, 22_800_00),
        (5_000_000_00, 46_800_00),
        (10_000_000_00, 81_800_00),
        (20_000_000_00, 141_800_00),
        (30_000_000_00, 191_800_00),
    ],
)
def test_a_suit_pays_by_cumulative_bands(claim: int, expected: int) -> None:
    assert fee(claim) == expected


def test_the_worked_payoff_costs_what_the_shortcut_says() -> None:
    """83,743.07 × 2.5 % − 200 = 1,893.58; half of it 946.79."""
    assert fee(PAYOFF) == 1_893_58
    assert fee(PAYOFF, Proceeding.SUMMARY) == 946_79
    assert fee(PAYOFF, Proceeding.MEDIATED) == 946_79
    assert fee(PAYOFF, Proceeding.PAYMENT_ORDER) == 631_19


def test_the_lines_say_how_a_fee_is_made() -> None:
    found = court_fee(PAYOFF, Proceeding.SUMMARY, FEES)
    assert [(line.above, line.part, line.rate, line.fee) for line in found.lines] == [
        (0, 10_000_00, Decimal(0), Decimal(50_00)),
        (10_000_00, 73_743_07, Decimal("0.025"), Decimal("184357.675")),
    ]
    assert (found.claim, found.proceeding, found.share) == (PAYOFF, Proceeding.SUMMARY, FeeShare(1, 2))
    assert not found.capped


@pytest.mark.parametrize(
    ("claim", "expected", "capped"),
    [
        (1_000_00, 30_00, False),
        (100_000_00, 1_020_00, False),
        (896_000_00, 5_000_00, False),
        (896_010_00, 5_000_00, True),
        (9_000_000_00, 5_000_00, True),
    ],
)
def test_preservation_is_capped(claim: int, expected: int, capped: bool) -> None:
    found = court_fee(claim, Proceeding.PRESERVATION, FEES)
    assert (found.amount, found.capped) == (expected, capped)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (10_000_00, 50_00),
        (500_000_00, 7_400_00),
        (5_000_000_00, 52_400_00),
        (10_000_000_00, 77_400_00),
        (20_000_000_00, 87_400_00),
    ],
)
def test_enforcement_has_bands_of_its_own(claim: int, expected: int) -> None:
    assert fee(claim, Proceeding.ENFORCEMENT) == expected


def test_there_is_no_fee_for_a_claim_of_nothing() -> None:
    with pytest.raises(ValueError, match="more than nothing"):
        court_fee(0, Proceeding.SUIT, FEES)


@given(st.integers(1, 10**10), st.integers(0, 10**9), st.sampled_from(Proceeding))
def test_a_larger_claim_never_costs_less(claim: int, more: int, proceeding: Proceeding) -> None:
    small, large = court_fee(claim, proceeding, FEES), court_fee(claim + more, proceeding, FEES)
    assert 0 < small.amount <= large.amount
    assert sum(line.part for line in small.lines) == claim
