"""A figure of a report: numerator, denominator, which variant of the formula, and how many rows stand behind it.

Amounts are integer minor units and values exact fractions; what has an empty denominator has no value, which is not
nought.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Unit(StrEnum):
    """What a numerator, a denominator or a value is counted in."""

    COUNT = "count"
    MONEY = "money"
    DAYS = "days"
    MONEY_DAYS = "money_days"
    SHARE = "share"
    PER_HUNDRED = "per_hundred"
    PER_THOUSAND = "per_thousand"


SCALES = {Unit.PER_HUNDRED: 100, Unit.PER_THOUSAND: 1_000}
LAST_TOUCH = "last_touch"
NOT_MONTH_END = "not_month_end"


@dataclass(frozen=True, slots=True)
class Period:
    """From the end of day `start` to the end of day `end`: what happened on `start` itself is before it."""

    start: date
    end: date

    def has(self, day: date) -> bool:
        """Whether `day` falls in the period."""
        return self.start < day <= self.end


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `units` are those of numerator and denominator, `unit` that of the value; `flags` what to know."""

    name: str
    variant: str
    numerator: int
    denominator: int
    rows: int
    units: tuple[Unit, Unit]
    unit: Unit = Unit.SHARE
    flags: tuple[str, ...] = ()

    @property
    def value(self) -> Fraction | None:
        """The exact value in `unit`; None where there is nothing to divide by."""
        if not self.denominator:
            return None
        return Fraction(self.numerator * SCALES.get(self.unit, 1), self.denominator)


def counted(name: str, variant: str, hits: int, total: int, unit: Unit = Unit.SHARE) -> Figure:
    """A share of rows: `hits` of `total`."""
    return Figure(name, variant, hits, total, total, (Unit.COUNT, Unit.COUNT), unit)


def summed(name: str, variant: str, part: int, whole: int, rows: int) -> Figure:
    """A share of money, minor units: `part` of `whole`."""
    return Figure(name, variant, part, whole, rows, (Unit.MONEY, Unit.MONEY))
