"""Tries every small change of a day's order until none makes it better: a search by chance ends near, this there.

Changes: one more stop, one stop less, one for another (anywhere in the order), up to three neighbours elsewhere, a part
backwards. What cannot get better because its ways and visits alone take too long is not looked at by the clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from fieldapp.domain.strategy.day_task import END, FIRST_STOP, START, DayTask
from fieldapp.geo.day.day_clock import DayClock, Order

NEVER = 1 << 60
LONGEST_PART = 3


class Polish:
    """The polish of one task over the stops that may be seen at all."""

    def __init__(self, task: DayTask, clock: DayClock, free: Sequence[int]) -> None:
        self._task, self._clock, self._free = task, clock, tuple(free)
        self._ways = [list(row) for row in task.ways.seconds]
        self._gain = [stop.prize - stop.service_s for stop in task.stops]
        self._required = [stop.required for stop in task.stops]

    def worth(self, order: Order) -> int:
        """What the planner makes small: cost of the day less the prizes of its stops; huge where it does not fit."""
        span = self._clock.span(order)
        if span is None:
            return NEVER
        return span.cost - sum(self._task.stops[number].prize for number in order)

    def best(self, order: Order) -> list[int]:
        """The order, changed until no small change makes it better."""
        now, worth = list(order), self.worth(order)
        while True:
            for changed in self._promising(now, worth):
                if (better := self.worth(changed)) < worth:
                    now, worth = changed, better
                    break
            else:
                return now

    def _promising(self, order: list[int], worth: int) -> Iterator[list[int]]:
        """Changed orders that would be better if nobody had to wait anywhere."""
        yield from self._with_one_more(order, worth)
        for place, number in enumerate(order):
            shorter = [*order[:place], *order[place + 1 :]]
            if not self._required[number]:
                if self._least(shorter) < worth:
                    yield shorter
                yield from self._with_one_more(shorter, worth, number)
        room = worth - self._least(order)
        for longer, (start, middle, end), turned in self.rearranged(order):
            if 2 * longer < room:
                first, second = order[start:middle], order[middle:end]
                yield [*order[:start], *(second[::-1] if turned else second), *first, *order[end:]]

    def _least(self, order: Order) -> int:
        """What an order is worth at best: nobody waits."""
        return 2 * self._clock.road(order) - sum(self._gain[number] for number in order)

    def _with_one_more(self, order: list[int], worth: int, instead_of: int | None = None) -> Iterator[list[int]]:
        """The order with a stop more, anywhere."""
        ways, seen, base = self._ways, {*order, instead_of}, self._least(order)
        nodes = [START, *(number + FIRST_STOP for number in order), END]
        gaps = [(one, other, ways[one][other]) for one, other in pairwise(nodes)]
        for number in self._free:
            if number in seen:
                continue
            node, room = number + FIRST_STOP, worth - base + self._gain[number]
            for place, (one, other, way) in enumerate(gaps):
                if 2 * (ways[one][node] + ways[node][other] - way) < room:
                    yield [*order[:place], number, *order[place:]]

    def rearranged(self, order: list[int]) -> Iterator[tuple[int, tuple[int, int, int], bool]]:
        """The same stops otherwise: how much longer the road is when the part from `middle` to `end` comes before the
        part from `start` to `middle`, and is turned round or not. One of the two parts is short, or the first is empty:
        then the second is only turned."""
        ways, count = self._ways, len(order)
        nodes = [START, *(number + FIRST_STOP for number in order), END]
        turning = [0]
        for one, other in pairwise(nodes[1:-1]):
            turning.append(turning[-1] + ways[other][one] - ways[one][other])
        for start in range(count):
            before, first = nodes[start], nodes[start + 1]
            for end in range(start + 2, count + 1):
                last, after = nodes[end], nodes[end + 1]
                whole = ways[before][first] + ways[last][after]
                turned = ways[before][last] + ways[first][after] + turning[end - 1] - turning[start]
                yield turned - whole, (start, start, end), True
                for middle in _middles(start, end):
                    left, right = nodes[middle], nodes[middle + 1]
                    cut = whole + ways[left][right]
                    yield ways[before][right] + ways[last][first] + ways[left][after] - cut, (start, middle, end), False
                    back = ways[before][last] + ways[right][first] + ways[left][after]
                    yield back + turning[end - 1] - turning[middle] - cut, (start, middle, end), True


def _middles(start: int, end: int) -> set[int]:
    """Where a part may be cut in two so that one of the two is short."""
    short = range(1, LONGEST_PART + 1)
    return {middle for length in short for middle in (start + length, end - length) if start < middle < end}
