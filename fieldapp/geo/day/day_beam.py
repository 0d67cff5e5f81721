"""Builds many days at once, stop by stop, and follows the most promising: a good order from which to search on.

Of all days with the same stops and the same last one only the best is followed (as in dynamic programming), and of each
length only so many (a beam). A day half done is promising by what it is worth so far and by the time that is left, at
the price that an hour has on a good day; that price is learned from a first, narrow beam. Everything is whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from fieldapp.domain.strategy.day_task import END, FIRST_STOP, START, DayTask
from fieldapp.geo.day.day_clock import NO_LIMIT

Ints: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]

WORK = 320_000
"""Days followed of one length times stops: what a level of a beam may cost."""
WORK_OF_ALL = 7_000_000
"""The same times the stops of the day, so that a day of many stops takes no longer: some three tenths of a second."""
NARROW = 10
"""The first beam is so many times narrower."""
ROOM = 3
"""So many times more days are compared than are followed: some have the same stops."""
WATCHED = 6
"""Of the appointments those that end first are looked ahead to."""
BEST_OF_EACH = 8
"""Days of each length that are looked at as whole ones."""
THOUSANDTHS = 1_000
NEVER = 1 << 50
MOST_PRIZE = 1 << 40
"""Of all stops together; more is made smaller in proportion, so that sums stay whole numbers of 64 bits."""
SPREAD = 0x9E3779B97F4A7C15
"""2⁶⁴ by the golden ratio: numbers of stops become far apart, so that sums of them say which stops are in a day."""


@dataclass(frozen=True, slots=True)
class _Days:
    """Days half done, one a place of each array.

    Attributes:
        last: the stop one is at. leaves: when one leaves it. left_home: when one set out. worth: prizes less work.
        seen: which stops are in it. key: the same as one number. before: which day of the level before it comes from.
    """

    last: Ints
    leaves: Ints
    left_home: Ints
    worth: Ints
    seen: Mask
    key: NDArray[np.uint64]
    before: Ints

    def __len__(self) -> int:
        return len(self.last)


class Beam:
    """The beams of one task over some of its stops, of which some are required; `patience`: times the work."""

    def __init__(self, task: DayTask, stops: Sequence[int], required: Sequence[int], patience: int = 1) -> None:
        self._patience = patience
        self._stops = np.asarray(stops, np.int64)
        ways = np.asarray(task.ways.seconds, np.int64)
        nodes = self._stops + FIRST_STOP
        self._ways, self._out, self._home = ways[np.ix_(nodes, nodes)], ways[START, nodes], ways[nodes, END]
        chosen = [task.stops[number] for number in stops]
        self._service = np.asarray([stop.service_s for stop in chosen], np.int64)
        much = max(1, sum(stop.prize for stop in chosen))
        self._prize = np.asarray([stop.prize * min(much, MOST_PRIZE) // much for stop in chosen], np.int64)
        most = max(len(stop.windows) for stop in chosen)
        self._opens, self._closes = np.full((most, len(chosen)), NEVER), np.full((most, len(chosen)), -1)
        for place, stop in enumerate(chosen):
            for which, window in enumerate(stop.windows):
                self._opens[which, place], self._closes[which, place] = window.opens, window.closes
        self._last_close = self._closes.max(0)
        self._required = np.flatnonzero(np.isin(self._stops, required))
        by_end = np.argsort(self._last_close[self._required], kind="stable")
        self._watched = self._required[by_end[:WATCHED]]
        self._starts, self._ends = task.limits.starts, task.limits.ends
        self._longest = NO_LIMIT if task.limits.longest_s is None else task.limits.longest_s
        self._keys = (np.arange(1, len(chosen) + 1, dtype=np.uint64) * np.uint64(SPREAD)) ** np.uint64(3)

    def orders(self, count: int) -> list[list[int]]:
        """So many good days at most, the best first; none where no day with all that is required was met."""
        width = max(NARROW, WORK // len(self._stops))
        day = max(1, min(self._ends - self._starts, self._longest))
        first = self._run(max(1, width // NARROW), int(self._prize.sum()) * THOUSANDTHS // (2 * day), 1)
        price, levels = (max(0, first[0][0]) * THOUSANDTHS // day, len(first[0][1])) if first else (0, 1)
        width = max(NARROW, self._patience * min(width, WORK_OF_ALL // (len(self._stops) * levels)))
        found = {tuple(order): worth for worth, order in first + self._run(width, price, count)}
        ranked = sorted(found, key=lambda order: (-found[order], order))
        return [self._stops[list(order)].tolist() for order in ranked[:count]]

    def _run(self, width: int, price: int, count: int) -> list[tuple[int, list[int]]]:
        """The best whole days of one beam with their worth, where a second left has a price in thousandths."""
        days, levels = self._begun(), []
        whole: list[tuple[int, int, int]] = []
        while len(days):
            levels.append(days)
            whole += self._whole(days, len(levels) - 1)
            days = self._longer(days, width, price)
        whole.sort(reverse=True)
        return [(worth, _traced(levels, level, place)) for worth, level, place in whole[:count]]

    def _whole(self, days: _Days, level: int) -> list[tuple[int, int, int]]:
        """The best days of a level, were one to go home now: worth, level, place."""
        worth = days.worth - 2 * self._home[days.last]
        worth[~days.seen[:, self._required].all(1)] = -NEVER
        best = np.argsort(-worth, kind="stable")[:BEST_OF_EACH]
        return [(int(worth[place]), level, int(place)) for place in best if worth[place] > -NEVER]

    def _begun(self) -> _Days:
        """Every day of one stop; one sets out so that one need not wait there."""
        begins = self._begins((self._starts + self._out)[None])[0]
        leaves = begins + self._service
        left_home = begins - self._out
        fits = (
            self._fits(leaves[None], left_home[None])[0]
            & self._keeps(leaves[None], np.zeros((1, len(leaves)), bool))[0]
        )
        last = np.flatnonzero(fits)
        seen = np.zeros((len(last), len(leaves)), bool)
        seen[np.arange(len(last)), last] = True
        worth = self._prize - 2 * self._out - self._service
        return _Days(last, leaves[last], left_home[last], worth[last], seen, self._keys[last], np.full(len(last), -1))

    def _longer(self, days: _Days, width: int, price: int) -> _Days:
        """The most promising days with one stop more."""
        way = self._ways[days.last]
        leaves = self._begins(days.leaves[:, None] + way) + self._service
        fits = self._fits(leaves, days.left_home[:, None]) & ~days.seen & self._keeps(leaves, days.seen)
        worth = days.worth[:, None] + self._prize - way - (leaves - days.leaves[:, None])
        before, last = np.nonzero(fits)
        promise = (worth * THOUSANDTHS - price * leaves)[before, last]
        key = days.key[before] + self._keys[last]
        chosen = _chosen(promise, key, last, width)
        before, last = before[chosen], last[chosen]
        seen = days.seen[before]
        seen[np.arange(len(last)), last] = True
        at = (before, last)
        return _Days(last, leaves[at], days.left_home[before], worth[at], seen, key[chosen], before)

    def _begins(self, arrives: Ints) -> Ints:
        """When a visit begins for each arrival, row by row; `NEVER` after the last window."""
        begins = np.full(arrives.shape, NEVER)
        for opens, closes in zip(self._opens[::-1], self._closes[::-1], strict=True):
            begins = np.where(arrives <= closes, np.maximum(arrives, opens), begins)
        return begins

    def _fits(self, leaves: Ints, left_home: Ints) -> Mask:
        """Whether one is back in time."""
        back = leaves + self._home
        fits: Mask = (back <= self._ends) & (back - left_home <= self._longest)
        return fits

    def _keeps(self, leaves: Ints, seen: Mask) -> Mask:
        """Whether appointments that are still to come can be reached straight from there."""
        keeps = np.ones(leaves.shape, bool)
        for number in self._watched:
            here = np.arange(leaves.shape[1]) == number
            keeps &= seen[:, [number]] | here | (leaves + self._ways[:, number] <= self._last_close[number])
        return keeps


def _chosen(promise: Ints, key: NDArray[np.uint64], last: Ints, width: int) -> Ints:
    """Places of the most promising, of the same stops with the same last one only the first; ties by their place."""
    most = ROOM * width
    some = np.arange(len(promise))
    if len(promise) > most:  # all that are as good as the last one taken: which of them sorting brings up is no chance
        some = np.flatnonzero(promise >= np.partition(promise, len(promise) - most)[len(promise) - most])
    order = some[np.argsort(-promise[some], kind="stable")[:most]]
    same = key[order] + last[order].astype(np.uint64)
    _, first = np.unique(same, return_index=True)
    chosen: Ints = order[np.sort(first)[:width]]
    return chosen


def _traced(levels: Sequence[_Days], level: int, place: int) -> list[int]:
    """The stops of a day, from its first."""
    order = []
    for days in levels[level::-1]:
        order.append(int(days.last[place]))
        place = int(days.before[place])
    return order[::-1]
