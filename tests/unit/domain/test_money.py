"""Amounts are rounded once, exactly, and never become floats."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.money import Rounding, major, minor_of, round_minor, share


@pytest.mark.parametrize(
    ("amount", "half_up", "half_even"),
    [("0.5", 1, 0), ("1.5", 2, 2), ("2.5", 3, 2), ("2.4999999999999999999999", 2, 2), ("-2.5", -3, -2)],
)
def test_a_half_is_rounded_as_the_loan_says(amount: str, half_up: int, half_even: int) -> None:
    assert round_minor(Decimal(amount), Rounding.HALF_UP) == half_up
    assert round_minor(Decimal(amount), Rounding.HALF_EVEN) == half_even


@given(st.integers(-(10**14), 10**14))
def test_minor_and_major_units_are_the_same_money(minor: int) -> None:
    assert minor_of(major(minor)) == minor


@pytest.mark.parametrize("amount", ["0.001", "12.345", "NaN", "Infinity"])
def test_a_fraction_of_a_cent_is_no_money(amount: str) -> None:
    with pytest.raises(ValueError, match="whole number"):
        minor_of(Decimal(amount))


@given(
    st.integers(0, 10**12),
    st.integers(0, 5000).map(lambda n: Decimal(n) / 10_000),
    st.integers(0, 4000),
    st.sampled_from([12, 360, 365]),
)
def test_a_share_is_the_exact_product_rounded_once(minor: int, rate: Decimal, days: int, base: int) -> None:
    exact = Fraction(minor) * Fraction(rate) * days / base
    assert share(minor, rate, days, base, Rounding.HALF_UP) == int(exact + Fraction(1, 2))


def test_shares_keep_the_figures_of_the_worked_loan() -> None:
    penalty = Decimal("0.18")
    assert share(9_846_04, penalty, 45, 360, Rounding.HALF_UP) == 221_54
    assert share(9_944_50, penalty, 15, 360, Rounding.HALF_UP) == 74_58
    assert share(9_846_04, penalty, 45, 365, Rounding.HALF_UP) == 218_50
    assert share(9_944_50, penalty, 15, 365, Rounding.HALF_UP) == 73_56
