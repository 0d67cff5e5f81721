"""Roll and cure rates: how balances moved between the buckets from one month end to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from fieldapp.domain.strategy.metrics.figure import NOT_MONTH_END, Figure, Period, summed

ROLL, CURE = "roll_rate", "cure_rate"
LAST_BUCKET = 7
BUCKET_DAYS = 30


@dataclass(frozen=True, slots=True)
class BalanceMoved:
    """A loan at both ends: its balance at the start (minor units) and days past due then and at the end.

    A loan that was paid off in between is not past due at the end.
    """

    loan_id: str
    balance_at_start: int
    days_at_start: int
    days_at_end: int


def bucket_number(days_past_due: int) -> int:
    """M0 is not past due; then thirty days each; M7 is everything beyond 180 days."""
    return min(LAST_BUCKET, (max(0, days_past_due) + BUCKET_DAYS - 1) // BUCKET_DAYS)


def migration(loans: Sequence[BalanceMoved], period: Period) -> tuple[Figure, ...]:
    """Roll Mk→Mk+1: balance in Mk at the start that is in Mk+1 at the end ÷ balance in Mk. Cure: Mk→M0.

    Flagged where the period does not run from month end to month end, for such rates do not compare.
    """
    ends = [day + timedelta(days=1) for day in (period.start, period.end)]
    flags = () if all(day.day == 1 for day in ends) else (NOT_MONTH_END,)
    found = [_moved(ROLL, loans, k, k + 1) for k in range(LAST_BUCKET)]
    found += [_moved(CURE, loans, k, 0) for k in range(1, LAST_BUCKET + 1)]
    return tuple(replace(one, flags=flags) for one in found)


def _moved(name: str, loans: Sequence[BalanceMoved], start: int, end: int) -> Figure:
    there = [loan for loan in loans if bucket_number(loan.days_at_start) == start]
    moved = sum(loan.balance_at_start for loan in there if bucket_number(loan.days_at_end) == end)
    return summed(name, f"m{start}_m{end}", moved, sum(loan.balance_at_start for loan in there), len(there))
