"""Days of forty stops as a collector has them, drawn from a seed: places about a town, opening hours, appointments."""

from __future__ import annotations

import random  # noqa: TID251  (drawn from a seed)
from dataclasses import dataclass

from fieldapp.domain.strategy.day_task import DayLimits, DayTask, DayTaskStop, Window
from fieldapp.geo.ways.road_times import Point, StraightWays

HOUR = 3600
LIMITS = DayLimits(int(8.5 * HOUR), int(18.5 * HOUR))
MORNING_AND_AFTERNOON = (Window(8 * HOUR, 11 * HOUR + 2400), Window(13 * HOUR, 19 * HOUR))
"""Permitted and open, without the hour of lunch."""
SHOP = (Window(9 * HOUR, 11 * HOUR + 1800), Window(14 * HOUR, 17 * HOUR))
EVENING = (Window(15 * HOUR, 20 * HOUR),)
GRACE_S = 900
"""How late an appointment may begin."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a day is like: how far its places scatter about the town (degrees), and how long a visit takes."""

    scatter: float
    services: tuple[int, ...]


TOWN = Kind(0.03, (600, 900, 1200, 1800))
COUNTY = Kind(0.1, (900, 1200, 1800, 2400))
QUICK = Kind(0.015, (300, 600, 900))


def day(seed: int, kind: Kind = TOWN, stops: int = 40, appointments: int = 2, point_s: int = 120) -> DayTask:
    """A day: `point_s` seconds of work are given for each of the one to a hundred points that a visit is worth."""
    drawn = random.Random(seed)
    places = [_place(drawn, kind) for _ in range(stops + 1)]
    wanted = tuple(_stop(drawn, kind, number, number < appointments, point_s) for number in range(stops))
    return DayTask(wanted, LIMITS, StraightWays().table([places[0], *places]))


def _place(drawn: random.Random, kind: Kind) -> Point:
    return round((113.9 + drawn.gauss(0, kind.scatter)) * 1e6), round((22.6 + drawn.gauss(0, kind.scatter)) * 1e6)


def _stop(drawn: random.Random, kind: Kind, number: int, appointed: bool, point_s: int) -> DayTaskStop:
    hours = drawn.random()
    windows = SHOP if hours < 0.3 else EVENING if hours < 0.5 else MORNING_AND_AFTERNOON
    service, prize = drawn.choice(kind.services), drawn.randint(1, 100) * point_s
    if appointed:
        opens = drawn.randrange(9 + 5 * number, 12 + 5 * number) * HOUR
        windows = (Window(opens, opens + GRACE_S),)
    return DayTaskStop(str(number), windows, service, prize, required=appointed)
