"""A day as the planner is asked for it and as it answers: stops with the times they may begin, what each is worth, the
limits of the day; then who is seen when, and why somebody is not.

Times are seconds after the midnight at which the day begins, in the zone of the cases; ways are seconds and metres of a
table that the caller brings (`WayTable`), so that nothing here knows of maps. Node 0 of the table is where the day
begins, node 1 where it ends; stop number n of the task is node n + 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

START, END, FIRST_STOP = 0, 1, 2
"""Nodes of the table of ways."""


@dataclass(frozen=True, slots=True)
class Window:
    """A visit may begin from `opens` to `closes`, both included (seconds of the day)."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class DayTaskStop:
    """One case to be seen.

    Attributes:
        id: of the case. windows: when a visit may begin, in order and apart from each other; none: not at all today.
        service_s: how long one stays. prize: what seeing it is worth, in seconds of work one would give for it.
        required: an appointment: it is kept, or the answer says that it cannot be.
    """

    id: str
    windows: tuple[Window, ...]
    service_s: int
    prize: int
    required: bool = False


@dataclass(frozen=True, slots=True)
class DayLimits:
    """When one leaves and must be back, and the most seconds between the two (None: no limit of its own)."""

    starts: int
    ends: int
    longest_s: int | None = None


@dataclass(frozen=True, slots=True)
class WayTable:
    """Seconds and metres from node to node, row by row; whole numbers, no way to itself."""

    seconds: Sequence[Sequence[int]]
    metres: Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class DayTask:
    """What the planner is asked."""

    stops: tuple[DayTaskStop, ...]
    limits: DayLimits
    ways: WayTable


class WhyLeft(StrEnum):
    """Why a stop is not in the plan."""

    NO_WINDOW = "no_window"
    """No hour today at which a visit is both permitted and open."""
    OUT_OF_REACH = "out_of_reach"
    """Even alone it could not be reached, seen and left in time."""
    CLASH = "clash"
    """An appointment that another appointment leaves no time for."""
    TOO_FAR = "too_far"
    """There would be time, but the way costs more than the visit is worth."""
    NO_TIME = "no_time"
    """The day is full with what is worth more."""
    BY_HAND = "by_hand"
    """There would be time for it, and it would be worth it: it was left out by hand."""


@dataclass(frozen=True, slots=True)
class PlannedStop:
    """A stop by the clock: `way_s` and `way_m` from the one before, `waits_s` until it may begin."""

    id: str
    arrives: int
    begins: int
    leaves: int
    way_s: int
    way_m: int

    @property
    def waits_s(self) -> int:
        """How long one waits there before it begins."""
        return self.begins - self.arrives


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stop that is not in the plan.

    `costs_s`: the least work it would add to the day, if need be to a longer day; None where even then it cannot be.
    """

    id: str
    why: WhyLeft
    costs_s: int | None = None


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """The plan: who is seen when, who is not and why.

    Attributes:
        departs, returns: of the day's start and end. prize: of all stops kept.
        cost: what the planner made small: seconds on the road and of the whole day together.
        iterations: how many it took.
        late: stops that are reached after their last window; only an order made by hand has them.
        overtime_s: how much longer the day is than its limits allow; the same holds.
    """

    stops: tuple[PlannedStop, ...]
    left_out: tuple[LeftOut, ...]
    departs: int
    returns: int
    prize: int
    cost: int
    iterations: int
    late: tuple[str, ...] = ()
    overtime_s: int = 0

    @property
    def order(self) -> tuple[str, ...]:
        """The stops in their order."""
        return tuple(stop.id for stop in self.stops)

    @property
    def road_s(self) -> int:
        """Seconds on the road up to the last stop."""
        return sum(stop.way_s for stop in self.stops)

    @property
    def road_m(self) -> int:
        """Metres on the road up to the last stop."""
        return sum(stop.way_m for stop in self.stops)
