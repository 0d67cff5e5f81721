"""Virtual time: it passes when the scheduler says so, and each machine's clock may be wrong by as much as it likes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

START = datetime(2026, 7, 25, 2, 0, tzinfo=UTC)
OFFICE = "office"


class Timeline:
    """The clock of the whole simulated world; it answers for the machine whose code is running."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._skew: dict[str, timedelta] = {}
        self._where = OFFICE

    def now(self) -> datetime:
        """What the clock of the machine shows whose code is running."""
        return self.true_time() + self._skew.get(self._where, timedelta(0))

    def monotonic(self) -> float:
        """Seconds since the beginning; no machine's clock changes it."""
        return self._seconds

    def true_time(self) -> datetime:
        """What a right clock would show."""
        return START + timedelta(seconds=self._seconds)

    def passes(self, seconds: float) -> None:
        """Time goes on."""
        self._seconds += seconds

    def set_wrong(self, machine: str, skew: timedelta) -> None:
        """From now on this machine's clock is wrong by so much."""
        self._skew[machine] = skew

    @contextmanager
    def at(self, machine: str) -> Iterator[None]:
        """Whatever runs in here runs on that machine."""
        before, self._where = self._where, machine
        try:
            yield
        finally:
            self._where = before
