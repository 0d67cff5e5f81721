"""Which appointments of a day can all be kept, and in which order: before anything else is planned around them.

Every other stop can be left out, so a day is possible exactly when its appointments alone are. They are added one by
one, and of all orders of the same appointments with the same last one only the earliest to be finished is followed
(dynamic programming). A handful, as a day has them, is searched completely; of dozens only the earliest of each length
are followed, so that it still takes no time.
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.domain.strategy.day_task import FIRST_STOP, START, DayTask
from fieldapp.geo.day.day_clock import DayClock, begin

WORK = 60_000
"""Steps that the search may take."""
COMPLETE = 9
"""So many appointments are searched completely whatever it takes."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Appointments in an order that fits, and those that are lost to them."""

    order: tuple[int, ...]
    clashing: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Begun:
    """An order of some appointments: when the last of them is left, and what they are worth."""

    order: tuple[int, ...]
    leaves: int
    prize: int


def kept(task: DayTask, clock: DayClock, wanted: list[int]) -> Kept:
    """As many of these appointments as fit into a day; of as many, those worth most; of these, the shortest day."""
    width = None if len(wanted) <= COMPLETE else max(10, WORK // len(wanted) ** 2)
    best: tuple[int, ...] = ()
    level = [_Begun((), task.limits.starts, 0)]
    while level:
        fitting = [(begun.prize, -span.cost, begun) for begun in level if (span := clock.span(begun.order))]
        if fitting:
            best = max(fitting, key=lambda one: one[:2])[2].order
        level = _longer(task, wanted, level)[:width]
    return Kept(best, frozenset(wanted) - frozenset(best))


def _longer(task: DayTask, wanted: list[int], level: list[_Begun]) -> list[_Begun]:
    """Every order of the level with one appointment more, the earliest to be finished first."""
    earliest: dict[tuple[frozenset[int], int], _Begun] = {}
    for begun in level:
        at = begun.order[-1] + FIRST_STOP if begun.order else START
        for number in wanted:
            if number in begun.order:
                continue
            stop = task.stops[number]
            begins = begin(stop.windows, begun.leaves + task.ways.seconds[at][number + FIRST_STOP])
            if begins is None or begins + stop.service_s > task.limits.ends:
                continue
            longer = _Begun((*begun.order, number), begins + stop.service_s, begun.prize + stop.prize)
            key = (frozenset(longer.order), number)
            if key not in earliest or longer.leaves < earliest[key].leaves:
                earliest[key] = longer
    return sorted(earliest.values(), key=lambda one: (one.leaves, one.order))
