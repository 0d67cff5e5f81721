"""What is left of a planned day, by the clock as it is now: later than planned, in another order, with a stop more.

Told off the ways that were kept with the plan, so that it needs neither map nor planner and can be asked at every move
of the pointer. A stop that came later is not in that table: its way is a guess, and counted as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fieldapp.domain.strategy.day_order import Pace
from fieldapp.domain.strategy.day_task import (
    END,
    FIRST_STOP,
    START,
    DayAnswer,
    DayLimits,
    DayTask,
    DayTaskStop,
    WayTable,
    Window,
)
from fieldapp.geo.day.day_clock import begin
from fieldapp.geo.day.day_schedule import by_the_clock
from fieldapp.services.day_made import Made

UNKNOWN_WAY_S = Pace().unknown_minutes * 60
SERVICE_S = Pace().visit_minutes * 60
WHOLE_DAY = (Window(0, 86_399),)


def rest_of(made: Made, case_ids: Sequence[str], starts: int, at: str = "") -> DayTask:
    """The planned day from `starts` on (seconds of the day), over these stops; `at`: the case one is at.

    Where that is not known, or it was not among those planned, the way begins where the planned day did.
    """
    stops = {stop.id: stop for stop in made.task.stops}
    nodes = {stop.id: number + FIRST_STOP for number, stop in enumerate(made.task.stops)}
    kept = tuple(stops.get(key) or DayTaskStop(key, WHOLE_DAY, SERVICE_S, 0) for key in case_ids)
    rows = [nodes.get(at, START), END, *(nodes.get(key) for key in case_ids)]
    limits = made.task.limits
    seconds, metres = _part(made.task.ways, rows)
    if at and case_ids and case_ids[0] == at:
        seconds[START][FIRST_STOP] = 0  # one is there already, even if it was never planned
    return DayTask(kept, DayLimits(max(limits.starts, starts), limits.ends), WayTable(seconds, metres))


def clocked(task: DayTask, order: Sequence[str]) -> DayAnswer:
    """Those stops in this order: over as early as can be, and leaving as late as that allows.

    The shortest day alone would set out after lunch where all visits fit behind it; nobody waits at home for that.
    """
    over = _soonest(task, order)
    if over is None or over >= task.limits.ends:
        return by_the_clock(task, order)
    return by_the_clock(replace(task, limits=replace(task.limits, ends=over)), order)


def _soonest(task: DayTask, order: Sequence[str]) -> int | None:
    """When one is back who sets out at once; None where a visit comes too late."""
    numbers = {stop.id: number for number, stop in enumerate(task.stops)}
    now, at = task.limits.starts, START
    for key in order:
        node, stop = numbers[key] + FIRST_STOP, task.stops[numbers[key]]
        begins = begin(stop.windows, now + task.ways.seconds[at][node])
        if begins is None:
            return None
        now, at = begins + stop.service_s, node
    return now + (task.ways.seconds[at][END] if order else 0)


def _part(ways: WayTable, rows: Sequence[int | None]) -> tuple[list[list[int]], list[list[int]]]:
    seconds = [[_cell(ways.seconds, one, other, UNKNOWN_WAY_S) for other in rows] for one in rows]
    metres = [[_cell(ways.metres, one, other, 0) for other in rows] for one in rows]
    for number in range(len(rows)):
        seconds[number][number] = 0
    return seconds, metres


def _cell(table: Sequence[Sequence[int]], one: int | None, other: int | None, unknown: int) -> int:
    return unknown if one is None or other is None else table[one][other]
