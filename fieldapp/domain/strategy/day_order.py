"""The order of a day: how far it is from stop to stop, when one gets there, and what a change of the order costs.

An estimate over straight lines, and said to be one: streets and traffic are not known here. It is good enough to see
whether a day is slack or tight, and whether a stop put elsewhere makes the way longer. All of it in integers: metres,
minutes, millionths of a degree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import cos, hypot, radians

Point = tuple[int, int]
"""Longitude and latitude in millionths of a degree."""
METRES_A_DEGREE = 111_320
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a day goes; the office's habit, not a rule.

    Attributes:
        visit_minutes: at a place. metres_a_minute: on the road, lights and parking included.
        detour_percent: how much longer the road is than the straight line, 135 for a third more.
        unknown_minutes: the way to a place that is not on the map.
        near_metres: what lies this near to a stop is on the way.
    """

    visit_minutes: int = 30
    metres_a_minute: int = 400
    detour_percent: int = 135
    unknown_minutes: int = 20
    near_metres: int = 1_200


@dataclass(frozen=True, slots=True)
class Leg:
    """The way to a stop, and the stop: metres by road (None: not known), and when one arrives and leaves."""

    metres: int | None
    minutes: int
    arrives: datetime
    leaves: datetime


@dataclass(frozen=True, slots=True)
class Timetable:
    """A day by the clock."""

    starts: datetime
    legs: tuple[Leg, ...]

    @property
    def ends(self) -> datetime:
        """When the last visit is over; the start where there is none."""
        return self.legs[-1].leaves if self.legs else self.starts

    @property
    def metres(self) -> int:
        """On the road, as far as the places are known."""
        return sum(leg.metres or 0 for leg in self.legs)

    @property
    def road_minutes(self) -> int:
        """On the road."""
        return sum(leg.minutes for leg in self.legs)


@dataclass(frozen=True, slots=True)
class Price:
    """What another order costs: metres and minutes more (less, where negative)."""

    metres: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Near:
    """A place that is on the way: its number among those asked about, the stop it is near to, and how near."""

    which: int
    stop: int
    metres: int


def distance(one: Point, other: Point) -> int:
    """Metres as the crow flies; exact to a percent within a province."""
    north = (other[1] - one[1]) * METRES_A_DEGREE / MILLION
    east = (other[0] - one[0]) * METRES_A_DEGREE / MILLION * cos(radians((one[1] + other[1]) / 2 / MILLION))
    return round(hypot(north, east))


def timetable(stops: Sequence[Point | None], starts: datetime, pace: Pace = Pace()) -> Timetable:
    """The day over these stops in their order; the way to the first one is not known."""
    legs: list[Leg] = []
    at, before = starts, None
    for place in stops:
        metres = _by_road(before, place, pace) if legs else 0
        minutes = pace.unknown_minutes if metres is None else -(-metres // pace.metres_a_minute)
        arrives = at + timedelta(minutes=minutes)
        at = arrives + timedelta(minutes=pace.visit_minutes)
        legs.append(Leg(metres, minutes, arrives, at))
        before = place or before
    return Timetable(starts, tuple(legs))


def price(before: Timetable, after: Timetable) -> Price:
    """What it costs to go the other way round."""
    return Price(after.metres - before.metres, after.road_minutes - before.road_minutes)


def merged(kept: Sequence[str], proposed: Sequence[str]) -> list[str]:
    """The proposed stops, those that somebody put in an order in that order; a new one after who is before it."""
    wanted = set(proposed)
    order = [key for key in dict.fromkeys(kept) if key in wanted]
    placed = set(order)
    for number, key in enumerate(proposed):
        if key not in placed:
            earlier = [other for other in proposed[:number] if other in placed]
            order.insert(order.index(earlier[-1]) + 1 if earlier else 0, key)
            placed.add(key)
    return order


def shortest(stops: Sequence[Point | None]) -> list[int]:
    """Their numbers in a short order that begins with the first; those not on the map keep the end, as they stand."""
    known = [number for number, place in enumerate(stops) if place is not None]
    order, left = known[:1], known[1:]
    while left:
        order.append(min(left, key=lambda number: (_between(stops, order[-1], number), number)))
        left.remove(order[-1])
    while (turned := _turned(stops, order)) != order:  # each turn makes the way shorter, so it ends
        order = turned
    return order + [number for number, place in enumerate(stops) if place is None]


def near(stops: Sequence[Point | None], others: Sequence[Point | None], pace: Pace = Pace()) -> list[Near]:
    """Which of the others are on the way, each with the stop it is nearest to, the nearest first."""
    found: list[Near] = []
    for which, place in enumerate(others):
        ways = [(distance(place, stop), at) for at, stop in enumerate(stops) if place and stop]
        if ways and min(ways)[0] <= pace.near_metres:
            metres, at = min(ways)
            found.append(Near(which, at, metres))
    return sorted(found, key=lambda one: (one.metres, one.which))


def _by_road(before: Point | None, place: Point | None, pace: Pace) -> int | None:
    if before is None or place is None:
        return None
    return distance(before, place) * pace.detour_percent // 100


def _between(stops: Sequence[Point | None], one: int, other: int) -> int:
    here, there = stops[one], stops[other]
    assert here is not None and there is not None  # noqa: PT018 - only those on the map are ordered
    return distance(here, there)


def _turned(stops: Sequence[Point | None], order: list[int]) -> list[int]:
    """The first turning round of a part that makes the way shorter; the same order if none does."""
    for start in range(1, len(order) - 1):
        for end in range(start + 1, len(order)):
            other = order[:start] + order[start : end + 1][::-1] + order[end + 1 :]
            if _length(stops, other) < _length(stops, order):
                return other
    return order


def _length(stops: Sequence[Point | None], order: Sequence[int]) -> int:
    return sum(_between(stops, one, other) for one, other in pairwise(order))
