"""Cash over the months of a year: whether a business that earns in seasons can bear instalments that do not wait.

What counts is not the average but the worst moment: the cash built up so far must never fall below nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeasonMonth:
    """One month: free cash, the instalment, and the cash left after it since the beginning; minor units."""

    number: int
    free: int
    instalment: int
    cumulative: int


@dataclass(frozen=True, slots=True)
class Season:
    """All months with the worst of them.

    Attributes:
        lowest, lowest_month: the least cash there is, and after which month; `bears`: it is never below nothing.
        level: the largest level instalment that could be paid every one of these months; never negative.
    """

    opening: int
    months: tuple[SeasonMonth, ...]
    lowest: int
    lowest_month: int
    bears: bool
    level: int


def season(free: Sequence[int], instalments: Sequence[int], opening: int = 0) -> Season:
    """The test over `free` cash and `instalments` of as many months, with `opening` cash at hand; minor units.

    Raises:
        ValueError: no month, or not as many instalments as months.
    """
    if not free or len(free) != len(instalments):
        raise ValueError("a season needs as many instalments as months, and at least one")
    months, cash, earned, level = [], opening, opening, opening + free[0]
    for number, (income, instalment) in enumerate(zip(free, instalments, strict=True), start=1):
        cash += income - instalment
        earned += income
        level = min(level, earned // number)
        months.append(SeasonMonth(number, income, instalment, cash))
    worst = min(months, key=lambda month: (month.cumulative, month.number))
    return Season(opening, tuple(months), worst.cumulative, worst.number, worst.cumulative >= 0, max(0, level))
