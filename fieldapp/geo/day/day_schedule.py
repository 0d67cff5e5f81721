"""A day in a given order as it is told: when one arrives, waits, begins and leaves, and what another order costs.

The planner's own answer goes through here too, so that a plan and an order made by hand are told alike. One sets out at
the moment that makes the day shortest: waiting at home is better than waiting at a locked door.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from fieldapp.domain.strategy.day_task import END, FIRST_STOP, START, DayAnswer, DayTask, PlannedStop
from fieldapp.geo.day.day_clock import DayClock, Order, begin
from fieldapp.geo.day.day_left import why_left


@dataclass(frozen=True, slots=True)
class Price:
    """What another order of the day costs: each figure is after minus before.

    Attributes:
        road_s, road_m: on the road up to the last stop. day_s: from leaving to being back. prize: of the stops seen.
        late: stops that are reached too late only now. lost, gained: stops that are no longer seen, or only now.
        overtime_s: how much more the day goes beyond its limits.
    """

    road_s: int
    road_m: int
    day_s: int
    prize: int
    late: tuple[str, ...]
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    overtime_s: int


def by_the_clock(task: DayTask, order: Sequence[str]) -> DayAnswer:
    """The day in an order made by hand; what comes too late is in it all the same and is named.

    Raises:
        KeyError: a stop of the order is not in the task.
        ValueError: a stop is in the order twice.
    """
    if len(set(order)) != len(order):
        raise ValueError("a stop is in the order twice")
    return told(task, _numbers(task, order))


def price(before: DayAnswer, after: DayAnswer) -> Price:
    """What the second costs more than the first."""
    was, now = set(before.order), set(after.order)
    return Price(
        after.road_s - before.road_s,
        after.road_m - before.road_m,
        (after.returns - after.departs) - (before.returns - before.departs),
        after.prize - before.prize,
        tuple(one for one in after.late if one not in before.late),
        tuple(one for one in before.order if one not in now),
        tuple(one for one in after.order if one not in was),
        after.overtime_s - before.overtime_s,
    )


def told(task: DayTask, order: Order, clashing: Set[int] = frozenset(), iterations: int = 0) -> DayAnswer:
    """The day over stops of the task, by their numbers; `clashing`: appointments that others leave no time for."""
    clock = DayClock(task)
    departs, overtime = _departure(task, clock, order)
    stops, late = _stops(task, order, departs)
    returns = stops[-1].leaves + task.ways.seconds[order[-1] + FIRST_STOP][END] if stops else departs
    return DayAnswer(
        stops=stops,
        left_out=why_left(task, clock, order, clashing),
        departs=departs,
        returns=returns,
        prize=sum(task.stops[number].prize for number in order),
        cost=clock.road(order) + returns - departs,
        iterations=iterations,
        late=late,
        overtime_s=overtime,
    )


def _numbers(task: DayTask, ids: Iterable[str]) -> list[int]:
    by_id = {stop.id: number for number, stop in enumerate(task.stops)}
    return [by_id[one] for one in ids]


def _departure(task: DayTask, clock: DayClock, order: Order) -> tuple[int, int]:
    """When one sets out, and how much longer than allowed the day is then."""
    if (fits := clock.span(order)) is not None:
        return fits.departs, 0
    limits = task.limits
    ran = clock.run(order, limits.starts)
    later = 0 if ran is None else min(ran[1], ran[2])
    stops, _ = _stops(task, order, limits.starts)
    returns = stops[-1].leaves + task.ways.seconds[order[-1] + FIRST_STOP][END]
    too_long = 0 if limits.longest_s is None else returns - limits.starts - later - limits.longest_s
    return limits.starts + later, max(0, returns - limits.ends, too_long)


def _stops(task: DayTask, order: Order, departs: int) -> tuple[tuple[PlannedStop, ...], tuple[str, ...]]:
    """The stops by the clock, and those that come too late: they begin at once all the same."""
    stops: list[PlannedStop] = []
    late: list[str] = []
    at, now = START, departs
    for number in order:
        stop, node = task.stops[number], number + FIRST_STOP
        way_s, way_m = task.ways.seconds[at][node], task.ways.metres[at][node]
        arrives = now + way_s
        begins = begin(stop.windows, arrives)
        if begins is None:
            late.append(stop.id)
            begins = arrives
        now = begins + stop.service_s
        stops.append(PlannedStop(stop.id, arrives, begins, now, way_s, way_m))
        at = node
    return tuple(stops), tuple(late)
