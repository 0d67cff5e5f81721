"""Collection cycle (催收周期): how long until an overdue case is up to date again, with open cases not forgotten.

The mean of cured cases flatters, because the slow ones are still open; the median by Kaplan and Meier counts an open
case as not cured *yet* (censored at the day it was last seen).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from fieldapp.domain.strategy.metrics.figure import Figure, Unit

NAME = "collection_cycle"


@dataclass(frozen=True, slots=True)
class Episode:
    """A case from the first day it was overdue; `cured_on` None while it is open, then last seen on `seen_on`."""

    case_id: str
    began_on: date
    amount: int
    seen_on: date
    cured_on: date | None = None

    @property
    def days(self) -> int:
        """Days until the cure, or until it was last seen."""
        return ((self.cured_on or self.seen_on) - self.began_on).days


@dataclass(frozen=True, slots=True)
class SurvivalStep:
    """A day on which cases were cured: how many could have been, how many were, and the share then still open."""

    day: int
    at_risk: int
    cured: int
    still_open: Fraction


@dataclass(frozen=True, slots=True)
class Survival:
    """The Kaplan–Meier estimate; `median` is the first day with at most half still open, None if never reached."""

    median: int | None
    cured: int
    censored: int
    steps: tuple[SurvivalStep, ...]


def cycle(episodes: Sequence[Episode]) -> tuple[Figure, ...]:
    """Mean days of cured cases: plain, and each weighted by its amount."""
    cured = [one for one in episodes if one.cured_on is not None]
    days = sum(one.days for one in cured)
    weighted = sum(one.days * one.amount for one in cured)
    amount = sum(one.amount for one in cured)
    return (
        Figure(NAME, "mean", days, len(cured), len(cured), (Unit.DAYS, Unit.COUNT), Unit.DAYS),
        Figure(NAME, "amount_weighted", weighted, amount, len(cured), (Unit.MONEY_DAYS, Unit.MONEY), Unit.DAYS),
    )


def survival(episodes: Sequence[Episode]) -> Survival:
    """Kaplan–Meier: the share still open falls by the factor (1 − cured ÷ at risk) on each day of a cure."""
    cured_days = sorted({one.days for one in episodes if one.cured_on is not None})
    steps, still_open = [], Fraction(1)
    for day in cured_days:
        at_risk = sum(one.days >= day for one in episodes)
        cured = sum(one.days == day and one.cured_on is not None for one in episodes)
        still_open *= 1 - Fraction(cured, at_risk)
        steps.append(SurvivalStep(day, at_risk, cured, still_open))
    median = next((step.day for step in steps if step.still_open <= Fraction(1, 2)), None)
    cured_cases = sum(one.cured_on is not None for one in episodes)
    return Survival(median, cured_cases, len(episodes) - cured_cases, tuple(steps))
