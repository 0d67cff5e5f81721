"""How long a day in a given order is at the shortest, in whole seconds: asked ten thousands of times while one plans.

A visit begins as soon as one is there and a window is open. Setting out later makes the day shorter by what one would
have waited, as long as no visit slips out of its window (forward time slack: Savelsbergh 1992); beyond that, a visit
falls into its next window and the same question is asked again. So few moments of setting out are looked at, and the
shortest day among them is the shortest there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from fieldapp.domain.strategy.day_task import END, FIRST_STOP, START, DayTask, Window

Order: TypeAlias = Sequence[int]
"""Stops of the task by their numbers."""
NO_LIMIT = 1 << 60


@dataclass(frozen=True, slots=True)
class Span:
    """A day that fits: seconds on the road (to the day's end), when one sets out and when one is back."""

    road_s: int
    departs: int
    returns: int

    @property
    def cost(self) -> int:
        """What the planner makes small: seconds on the road and of the whole day together."""
        return self.road_s + self.returns - self.departs


class DayClock:
    """The clock of one task."""

    def __init__(self, task: DayTask) -> None:
        self._starts, self._ends = task.limits.starts, task.limits.ends
        self._longest = NO_LIMIT if task.limits.longest_s is None else task.limits.longest_s
        self._windows = [[(one.opens, one.closes) for one in stop.windows] for stop in task.stops]
        self._service = [stop.service_s for stop in task.stops]
        self._ways = [list(row) for row in task.ways.seconds]

    def road(self, order: Order) -> int:
        """Seconds on the road, the way to the day's end included; nobody drives for nothing."""
        at, seconds = START, 0
        for number in order:
            seconds += self._ways[at][number + FIRST_STOP]
            at = number + FIRST_STOP
        return seconds + (self._ways[at][END] if order else 0)

    def span(self, order: Order, longer_s: int = 0) -> Span | None:
        """The shortest day in this order, None where it does not fit; `longer_s`: given beyond the limits."""
        if not order:
            return Span(0, self._starts, self._starts)
        ends, longest = self._ends + longer_s, self._longest + longer_s
        best, least, departs = None, longest + 1, self._starts
        while (ran := self.run(order, departs)) is not None:
            returns, waited, room = ran
            if returns > ends:
                break
            later = min(waited, room)
            if returns - departs - later < least:
                least, best = returns - departs - later, (departs + later, returns)
            departs += room + 1
        return None if best is None else Span(self.road(order), *best)

    def begun(self, order: Order) -> list[tuple[int, int]]:
        """Each stop of an order that fits, with the number of the window it is seen in on its shortest day."""
        span = self.span(order)
        assert span is not None
        at, now, begun = START, span.departs, []
        for number in order:
            now += self._ways[at][number + FIRST_STOP]
            windows = self._windows[number]
            which = next(place for place, (_, closes) in enumerate(windows) if now <= closes)
            begun.append((number, which))
            now, at = max(now, windows[which][0]) + self._service[number], number + FIRST_STOP
        return begun

    def run(self, order: Order, departs: int) -> tuple[int, int, int] | None:
        """When one is back, how long one waited in all, and how much later one may set out without a visit slipping
        out of its window; None where a visit comes after its last window."""
        ways, at, now, waited, room = self._ways, START, departs, 0, NO_LIMIT
        for number in order:
            node = number + FIRST_STOP
            now += ways[at][node]
            for opens, closes in self._windows[number]:
                if now <= closes:
                    if now < opens:
                        waited += opens - now
                        now = opens
                    room = min(room, waited + closes - now)
                    break
            else:
                return None
            now += self._service[number]
            at = node
        return now + ways[at][END], waited, room


def begin(windows: Sequence[Window], arrives: int) -> int | None:
    """When a visit begins for somebody who arrives then; None after the last window."""
    return next((max(arrives, window.opens) for window in windows if arrives <= window.closes), None)
