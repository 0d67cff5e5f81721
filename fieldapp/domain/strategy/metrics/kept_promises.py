"""Promises kept, by count and by amount, of those whose window ended in the period; renegotiated ones are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fieldapp.domain.strategy.metrics.figure import Figure, Period, counted, summed

NAME = "promises_kept"


class PromiseEnd(StrEnum):
    """How a promise ended."""

    KEPT = "kept"
    PARTIAL = "partial"
    BROKEN = "broken"
    RENEGOTIATED = "renegotiated"


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise with the last day money counted for it, and what was promised and paid, minor units."""

    promise_id: str
    window_end: date
    promised: int
    paid: int
    end: PromiseEnd


def kept_promises(promises: Sequence[PromiseRow], period: Period) -> tuple[Figure, ...]:
    """Count: kept ÷ all that ended, without renegotiated. Amount: Σ min(paid, promised) ÷ Σ promised, of the same."""
    ended = [one for one in promises if period.has(one.window_end) and one.end is not PromiseEnd.RENEGOTIATED]
    paid = sum(min(one.paid, one.promised) for one in ended)
    return (
        counted(NAME, "count", sum(one.end is PromiseEnd.KEPT for one in ended), len(ended)),
        summed(NAME, "amount", paid, sum(one.promised for one in ended), len(ended)),
    )
