"""Why a stop is not in a day's order, and the least that seeing it would add: a plan that leaves people out says so."""

from __future__ import annotations

from collections.abc import Set

from fieldapp.domain.strategy.day_task import DayTask, LeftOut, WhyLeft
from fieldapp.geo.day.day_clock import DayClock, Order

A_DAY = 24 * 3600
"""Beyond the day's limits, when it is asked what a stop would add if only the day were longer."""


def hopeless(task: DayTask, clock: DayClock, number: int) -> WhyLeft | None:
    """Why a stop cannot be seen today whatever else is done; None where it can."""
    if not task.stops[number].windows:
        return WhyLeft.NO_WINDOW
    return None if clock.span([number]) else WhyLeft.OUT_OF_REACH


def why_left(task: DayTask, clock: DayClock, order: Order, clashing: Set[int] = frozenset()) -> tuple[LeftOut, ...]:
    """Everything that is not in the order, with its reason."""
    seen = set(order)
    return tuple(
        _left(task, clock, order, number, number in clashing) for number in range(len(task.stops)) if number not in seen
    )


def _left(task: DayTask, clock: DayClock, order: Order, number: int, clashes: bool) -> LeftOut:
    name = task.stops[number].id
    if why := hopeless(task, clock, number):
        return LeftOut(name, why)
    adds = least_added(clock, order, number)
    if adds is None:
        longer = least_added(clock, order, number, longer_s=A_DAY)
        return LeftOut(name, WhyLeft.CLASH if clashes else WhyLeft.NO_TIME, longer)
    return LeftOut(name, WhyLeft.TOO_FAR if adds >= task.stops[number].prize else WhyLeft.BY_HAND, adds)


def least_added(clock: DayClock, order: Order, number: int, longer_s: int = 0) -> int | None:
    """The least by which the cost of the day grows with this stop in it, wherever it is put; None: nowhere."""
    before = clock.span(order, longer_s)
    spans = (clock.span([*order[:at], number, *order[at:]], longer_s) for at in range(len(order) + 1))
    costs = [span.cost for span in spans if span is not None]
    return min(costs) - before.cost if costs and before else None
