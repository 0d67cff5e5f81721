"""A legal clock at a date: when it ends, what it is counted from, and everything that was looked at for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fieldapp.domain.clocks.events import Interruption, JudgedEvent, JudgedSuspension


class ClockState(StrEnum):
    """How a clock stands at a date; each has its sentence."""

    NOT_BEGUN = "clocks.state_not_begun"
    RUNNING = "clocks.state_running"
    ENDING = "clocks.state_ending"
    STANDING_STILL = "clocks.state_standing_still"
    ENDED = "clocks.state_ended"


@dataclass(frozen=True, slots=True)
class LegalClock:
    """A clock: the last day, counted from `since`, which happened because of `cause`.

    Attributes:
        longstop: the day it ends at the latest, whatever happens; None where there is none.
        standing_still: a proceeding or an obstacle goes on, so that `ends_on` is the earliest it can be.
        events, suspensions: all that was looked at, oldest first, counted or not.
        warnings: days before the end at which it warns.
    """

    ends_on: date
    since: date
    cause: Interruption
    longstop: date | None = None
    standing_still: bool = False
    events: tuple[JudgedEvent, ...] = ()
    suspensions: tuple[JudgedSuspension, ...] = ()
    warnings: tuple[int, ...] = ()

    def days_left(self, as_of: date) -> int:
        """Days from `as_of` until it ends; negative when it has run out."""
        return (self.ends_on - as_of).days

    def warning(self, as_of: date) -> int | None:
        """The nearest warning reached, in days before the end; None while there is time, and after the end."""
        left = self.days_left(as_of)
        reached = [days for days in self.warnings if left <= days]
        return min(reached, default=None) if left >= 0 and not self.standing_still else None

    def state(self, as_of: date) -> ClockState:
        """How it stands."""
        if as_of < self.since:
            return ClockState.NOT_BEGUN
        if self.days_left(as_of) < 0:
            return ClockState.ENDED
        if self.standing_still:
            return ClockState.STANDING_STILL
        return ClockState.RUNNING if self.warning(as_of) is None else ClockState.ENDING
