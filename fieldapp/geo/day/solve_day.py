"""Plans a day: which stops, in which order, so that appointments are kept and what is worth most is seen.

The same task gives the same plan on every machine: the search has a seed and a number of iterations, works in whole
numbers, and the clock has no say. First it is settled which appointments can be kept together; the rest is planned
around these: a beam finds good days, several searches of PyVRP go on from them, and a polish ends each by trying every
small change there is. What is small in the end is: seconds on the road, seconds of the whole day, and the prizes of
what is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from fieldapp.domain.strategy.day_task import DayAnswer, DayTask
from fieldapp.errors import KnownError
from fieldapp.geo.day.day_appointments import kept
from fieldapp.geo.day.day_beam import Beam
from fieldapp.geo.day.day_clock import DayClock
from fieldapp.geo.day.day_left import hopeless
from fieldapp.geo.day.day_polish import Polish
from fieldapp.geo.day.day_schedule import told
from fieldapp.geo.day.day_search import Cancelled, Search

MOST_ITERATIONS, LEAST_ITERATIONS = 6_000, 1_000
MOST_WITH_PATIENCE = 12_000
PAIRS = 2_000_000
"""Iterations times the day's stops squared: a longer day takes longer to change, and must stay below two seconds."""
DWARFING = (4, 8, 16)
"""Prizes of a day more than so many times its work are made milder for the search: for each search otherwise."""
SEED = 1
STARTS = 3  # as many as `DWARFING` has
"""Searches that share the iterations: one alone now and then ends one or two percent behind."""

Heard = Callable[[int, int], bool]
"""Is told how many iterations of how many are done; False stops the planning."""


def solve(
    task: DayTask, *, seed: int = SEED, iterations: int | None = None, heard: Heard | None = None, patience: int = 1
) -> DayAnswer:
    """The plan; without a number of iterations, as many as a day of so many stops gets through in two seconds.

    `patience`: so many times more days are followed by the beam, and as many more iterations up to a limit.

    Raises:
        KnownError: `day.cancelled`, when `heard` said so.
    """
    clock = DayClock(task)
    hopeful = [number for number in range(len(task.stops)) if hopeless(task, clock, number) is None]
    appointed = kept(task, clock, [number for number in hopeful if task.stops[number].required])
    free = [number for number in hopeful if number not in appointed.clashing]
    if not free:
        return told(task, (), appointed.clashing)
    try:
        best, taken = _searched(_Asked(task, clock, free, appointed.order, seed, patience, heard), iterations)
    except Cancelled as asked:
        raise KnownError("day.cancelled") from asked
    return told(task, best, appointed.clashing, taken)


def fitting(stops: int, patience: int = 1) -> int:
    """Iterations that a day of so many stops gets through in two seconds: reckoned by its size, not by a clock."""
    few = min(MOST_ITERATIONS, max(LEAST_ITERATIONS, PAIRS // max(1, stops) ** 2))
    return min(MOST_WITH_PATIENCE, patience * few)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is searched: the stops that may be in the day, and an order of those that must be."""

    task: DayTask
    clock: DayClock
    free: Sequence[int]
    required: Sequence[int]
    seed: int
    patience: int
    heard: Heard | None

    def tell(self, done: int, of: int) -> bool:
        """Whether to go on."""
        return self.heard is None or self.heard(done, of)


def _searched(asked: _Asked, iterations: int | None) -> tuple[list[int], int]:
    """The best order of several searches, each from another good day, and the iterations that they share."""
    if not asked.tell(0, 1):
        raise Cancelled
    polish = Polish(asked.task, asked.clock, asked.free)
    beam = Beam(asked.task, asked.free, asked.required, asked.patience)
    begun = [order for order in beam.orders(STARTS) if asked.clock.span(order)] or [list(asked.required)]
    best = min(begun, key=polish.worth)
    if iterations is None:
        iterations = fitting(len(best), asked.patience)
    each = iterations // STARTS
    if not each:
        best = polish.best(best)
    for start in range(STARTS if each else 0):
        heard = partial(_tell, asked, start * each, iterations)
        task = _milder(asked, best, DWARFING[start])
        search = Search.of(task, asked.clock, asked.free, asked.required)
        found = search.best(begun[start % len(begun)], asked.seed + start, each, heard)
        best = min(best, polish.best(found), key=polish.worth)
    asked.tell(iterations, iterations)
    return best, each * STARTS


def _milder(asked: _Asked, best: Sequence[int], times: int) -> DayTask:
    """The task for PyVRP, where prizes that dwarf all work are made smaller, each in proportion: a search that finds
    the way from stop to stop worth nothing does not find a good one. The polish then asks for their true worth."""
    span = asked.clock.span(best)
    prize = sum(asked.task.stops[number].prize for number in best)
    if span is None or prize <= times * span.cost:
        return asked.task
    milder = [replace(stop, prize=stop.prize * times * span.cost // prize) for stop in asked.task.stops]
    return replace(asked.task, stops=tuple(milder))


def _tell(asked: _Asked, before: int, of: int, done: int) -> bool:
    return asked.tell(before + done, of)
