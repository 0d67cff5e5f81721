"""Amounts: integer minor units (分) in memory, store and wire; `Decimal` only inside a calculation.

Every posted component (the interest of a period, the penalty of an instalment, an allocation line) is rounded once,
to the minor unit; factors and rates are never rounded.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import lru_cache

DIGITS = 2
_CONTEXT = Context(prec=34)
_UNIT = Decimal(10) ** DIGITS


class Rounding(StrEnum):
    """How a component is rounded to the minor unit; a property of the loan."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"


_MODES = {Rounding.HALF_UP: ROUND_HALF_UP, Rounding.HALF_EVEN: ROUND_HALF_EVEN}


def round_minor(amount: Decimal, rounding: Rounding = Rounding.HALF_UP) -> int:
    """`amount`, in (fractional) minor units, as whole minor units."""
    return int(amount.quantize(Decimal(1), rounding=_MODES[rounding], context=_CONTEXT))


def major(minor: int) -> Decimal:
    """Minor units as an exact amount in major units (元)."""
    return Decimal(minor) / _UNIT


def minor_of(amount: Decimal) -> int:
    """Major units as minor units.

    Raises:
        ValueError: `amount` has a fraction of a minor unit, so that it is no sum of money.
    """
    scaled = amount * _UNIT
    if not scaled.is_finite() or scaled != scaled.to_integral_value():
        raise ValueError(f"{amount} is not a whole number of minor units")
    return int(scaled)


def share(minor: int, rate: Decimal, numerator: int, denominator: int, rounding: Rounding) -> int:
    """`minor` × `rate` × numerator / denominator, multiplied first and rounded once, in whole numbers."""
    above, below = ratio_of(rate)
    return round_ratio(minor * above * numerator, below * denominator, rounding)


@lru_cache(maxsize=1024)
def ratio_of(rate: Decimal) -> tuple[int, int]:
    """A rate as a fraction of whole numbers."""
    return rate.as_integer_ratio()


def round_ratio(above: int, below: int, rounding: Rounding = Rounding.HALF_UP) -> int:
    """`above` / `below` (`below` > 0) as a whole number; a half away from zero, or to the even neighbour."""
    whole, rest = divmod(above, below)
    if 2 * rest > below:
        return whole + 1
    if 2 * rest < below:
        return whole
    up = whole % 2 == 1 if rounding is Rounding.HALF_EVEN else above > 0
    return whole + 1 if up else whole
