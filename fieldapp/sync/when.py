"""When the next round of sync is due: by its schedule, after an error with a growing pause, and never before a server
that asked for rest has had it.

Nothing here waits or reads a clock: seconds of a monotonic clock go in, seconds come out, so that years can be tried
in a moment. Pauses after errors are drawn from the whole span ("full jitter"): two thousand laptops that lost their
server at one moment do not come back at one moment.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from enum import StrEnum

from fieldapp import clock
from fieldapp.errors import KnownError

EVERY_SECONDS = 120.0
SCHEDULES = (60.0, 120.0, 300.0, 900.0, 3600.0, 0.0)
"""Seconds between rounds that may be chosen; 0 is only when asked, or when something was saved."""
FIRST_PAUSE = 8.0
LONGEST_PAUSE = 600.0
SHORTEST_PAUSE = 1.0
LONGEST_ASKED = 3600
"""A server may ask for an hour of rest at most; more is a mistake of somebody in between."""
SETTING = "sync_every"


class Cause(StrEnum):
    """Why a round is wanted."""

    ASKED = "asked"
    SAVED = "saved"
    SCHEDULE = "schedule"
    NETWORK = "network"
    SLEEP = "sleep"
    LEAVING = "leaving"


BY_HAND = frozenset({Cause.ASKED, Cause.LEAVING, Cause.SLEEP})
"""A person is waiting, or there will be no later: these do not wait for a pause to end."""


class Pace:
    """The rhythm of one laptop. All moments are seconds of a monotonic clock."""

    def __init__(self, every: float = EVERY_SECONDS, dice: Callable[[], float] | None = None) -> None:
        """`every`: seconds between rounds that go well; 0 for none by itself. `dice` gives 0 <= x < 1."""
        self.every = every
        self._dice = dice or secrets.SystemRandom().random
        self._failures = 0
        self._rest_until = 0.0
        self._last: float | None = None
        self._pause = 0.0

    def wanted(self, now: float, cause: Cause) -> float:
        """The moment at which a round wanted for `cause` may begin: now, or when a pause is over."""
        if cause in BY_HAND:
            return now
        if cause is Cause.NETWORK:
            self.network_returned()
        return max(now, self._rest_until)

    def network_returned(self) -> None:
        """What failed before tells nothing any more; a rest that the server asked for still holds."""
        self._failures, self._pause = 0, 0.0

    def ended(self, now: float, error: KnownError | None) -> None:
        """A round is over; `error` is what was wrong with it."""
        self._last = now
        if error is None:
            self._failures, self._rest_until, self._pause = 0, 0.0, self.every
            return
        asked = error.params.get("seconds")
        if isinstance(asked, int) and asked > 0:
            self._rest_until = now + min(asked, LONGEST_ASKED) + self._dice() * FIRST_PAUSE
        if not error.retryable:
            self._pause = self.every or LONGEST_PAUSE  # a person has to do something first
            return
        span = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(self._failures, 16))
        self._failures += 1
        self._pause = max(SHORTEST_PAUSE, self._dice() * span)

    def next_at(self) -> float | None:
        """When the next round begins by itself; None for not at all. At once if there was none yet."""
        if self._last is None:
            return 0.0
        if self._failures == 0 and self.every == 0.0 and self._rest_until == 0.0:
            return None
        return max(self._last + self._pause, self._rest_until)

    @property
    def backing_off(self) -> bool:
        """Whether the last rounds failed for a reason that may pass."""
        return self._failures > 0


def seconds_asked_for(header: str | None) -> int | None:
    """What `Retry-After` asks for, in whole seconds from now (RFC 9110, 10.2.3: number or date); None if nothing."""
    said = (header or "").strip()
    if not said:
        return None
    if said.isdecimal():
        return min(int(said), LONGEST_ASKED) if len(said) < 10 else LONGEST_ASKED
    try:
        until = parsedate_to_datetime(said)
        seconds = (until - clock.now()).total_seconds()
    except (TypeError, ValueError):  # no date, or one without a zone
        return None
    return max(0, min(int(seconds) + 1, LONGEST_ASKED))
