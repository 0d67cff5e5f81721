"""Plan success: plans without a row more than thirty days late by the time they are 90 and 180 days old."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fieldapp.domain.strategy.metrics.figure import Figure, counted

NAME = "plan_success"
AGES = (90, 180)
LATE_DAYS = 30


@dataclass(frozen=True, slots=True)
class PlanRowPaid:
    """A row of a plan; `paid_on` the day it was paid in full, None while it is not."""

    due: date
    paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanRun:
    """An approved plan since the day it began."""

    plan_id: str
    began_on: date
    rows: tuple[PlanRowPaid, ...]

    def succeeds(self, on: date) -> bool:
        """Whether no row was ever more than thirty days late up to `on`."""
        return all((min(row.paid_on or on, on) - row.due).days <= LATE_DAYS for row in self.rows)


def plan_success(plans: Sequence[PlanRun], as_of: date) -> tuple[Figure, ...]:
    """Plans that succeed ÷ plans old enough, at each age; a plan that is younger at `as_of` is not counted yet."""
    found = []
    for age in AGES:
        old = [plan for plan in plans if plan.began_on + timedelta(days=age) <= as_of]
        good = sum(plan.succeeds(plan.began_on + timedelta(days=age)) for plan in old)
        found.append(counted(NAME, f"at_{age}_days", good, len(old)))
    return tuple(found)
