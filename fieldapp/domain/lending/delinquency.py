"""How late a loan is at a date: days past due in every reading that reports ask for, never stored by hand.

The raw days run from the deadline of the oldest row of which more than the tolerance is unpaid. Within the days of
grace nothing is past due; afterwards the days run from the due date (CURE_WAIVES) or from the end of grace (SHIFT).
Pauses are taken off for the days that steer the work, never off the raw ones; the bucket follows the raw days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fieldapp.domain.lending.ageing import Bucket, bucket_of
from fieldapp.domain.lending.loan import GraceMode
from fieldapp.domain.lending.rows import scheduled_left
from fieldapp.domain.lending.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Delinquency:
    """How late a loan is.

    Attributes:
        days: past due, after grace and pauses. raw_days: since the oldest missed deadline.
        paused_days: how many of the raw days were paused. since: the oldest missed deadline; none: nothing is late.
        in_grace: something is unpaid, but its days of grace are not over.
        held: the days still count from before a re-age, because not enough rows were paid on time since.
    """

    days: int
    raw_days: int
    paused_days: int
    since: date | None
    in_grace: bool
    held: bool

    @property
    def bucket(self) -> Bucket:
        """The ageing bucket: of the raw days, M0 within grace."""
        return Bucket.M0 if self.in_grace else bucket_of(self.raw_days)


NOT_LATE = Delinquency(0, 0, 0, None, in_grace=False, held=False)


def delinquency(snapshot: Snapshot, on: date) -> Delinquency:
    """How late the loan is on a day."""
    terms = snapshot.by.terms
    since = next(
        (row.deadline for row in snapshot.rows if row.deadline < on and scheduled_left(row) > terms.tolerance), None
    )
    held = snapshot.held_since is not None and (since is None or snapshot.held_since < since)
    start = snapshot.held_since if held else since
    if start is None:
        return NOT_LATE
    raw = (on - start).days
    if raw <= terms.grace_days and not held:
        return Delinquency(0, raw, 0, start, in_grace=True, held=False)
    paused = sum(_overlap(begin, end, start, on) for begin, end in snapshot.pauses)
    grace = terms.grace_days if terms.grace_mode is GraceMode.SHIFT else 0
    return Delinquency(max(0, raw - grace - paused), raw, paused, start, in_grace=False, held=held)


def _overlap(begin: date, end: date | None, start: date, on: date) -> int:
    """Days of a pause within the days from `start` to `on`."""
    return max(timedelta(0), min(end or on, on) - max(begin, start)).days
