"""Small days for the tests of the planner: places on a line, minutes apart."""

from __future__ import annotations

from collections.abc import Sequence

from fieldapp.domain.strategy.day_task import DayLimits, DayTask, DayTaskStop, WayTable, Window

MINUTE, HOUR = 60, 3600
ALL_DAY = ((8 * HOUR, 19 * HOUR),)


def stop(
    name: str,
    windows: Sequence[tuple[int, int]] = ALL_DAY,
    service_s: int = 20 * MINUTE,
    prize: int = 2 * HOUR,
    required: bool = False,
) -> DayTaskStop:
    return DayTaskStop(name, tuple(Window(*one) for one in windows), service_s, prize, required)


def on_a_line(
    places: Sequence[int],
    stops: Sequence[DayTaskStop],
    starts: int = 9 * HOUR,
    ends: int = 18 * HOUR,
    longest_s: int | None = None,
) -> DayTask:
    """Start and end lie at 0, each stop so many minutes along a road; ten metres a second."""
    at = [0, 0, *places]
    seconds = [[abs(one - other) * MINUTE for other in at] for one in at]
    metres = [[10 * way for way in row] for row in seconds]
    return DayTask(tuple(stops), DayLimits(starts, ends, longest_s), WayTable(seconds, metres))
