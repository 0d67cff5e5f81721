"""The only place that knows what time it is, so that a test, a tour and a practice day can say when "now" is.

`now()` is aware UTC; civil time of a case comes from its own zone. `monotonic()` measures durations and never jumps.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

DEFAULT_ZONE = "Asia/Shanghai"


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """The present moment, aware UTC."""

    def monotonic(self) -> float:
        """Seconds on a clock that never goes back."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment, aware UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds on a clock that never goes back."""
        return time.monotonic()


class PracticeClock:
    """A clock that was set to a chosen moment and runs on from there: for practice days, tours and tests."""

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("a practice clock needs an aware start")
        self._start = start.astimezone(UTC)
        self._origin = time.monotonic()

    def now(self) -> datetime:
        """The chosen moment plus the time that has passed since."""
        return self._start + timedelta(seconds=time.monotonic() - self._origin)

    def monotonic(self) -> float:
        """Seconds on a clock that never goes back."""
        return time.monotonic()


_clock: Clock = SystemClock()


def use(clock: Clock) -> Clock:
    """Make `clock` the source of time for this process; returns the one it replaces."""
    global _clock
    before, _clock = _clock, clock
    return before


def now() -> datetime:
    """The present moment, aware UTC."""
    return _clock.now()


def monotonic() -> float:
    """Seconds on a clock that never goes back."""
    return _clock.monotonic()


def today(zone: str = DEFAULT_ZONE) -> date:
    """The civil date now, in `zone`."""
    from zoneinfo import ZoneInfo  # not at the top: the first window shows no date, and everything imports this module

    return now().astimezone(ZoneInfo(zone)).date()
