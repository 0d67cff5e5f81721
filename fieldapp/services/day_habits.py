"""How somebody's day goes by habit: from where to where, from when to when, lunch, and how long a visit takes.

The rules of contact are wider than a working day and asked for each case; this is only what whoever drives wants.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import LaptopUnit

HABITS = "day_habits"
LEAST_VISIT, MOST_VISIT = 5, 240
"""Minutes of a visit that one may ask for."""


@dataclass(frozen=True, slots=True)
class DayPlace:
    """Where a day begins or ends; `radius_m` as honest as the address it was found by."""

    words: str
    lon_e6: int
    lat_e6: int
    radius_m: int = 0


@dataclass(frozen=True, slots=True)
class DayHabits:
    """The day by habit, times of the day in the zone of the cases.

    Attributes:
        starts, ends: out of the house, and back. lunch: begin and end; the same time twice is no lunch.
        visit_minutes: at a place. start, end: None: the way to the first stop, or home, is not counted.
    """

    starts: time = time(9)
    ends: time = time(18)
    lunch_from: time = time(12)
    lunch_to: time = time(13)
    visit_minutes: int = 30
    start: DayPlace | None = None
    end: DayPlace | None = None


def habits_of(unit: LaptopUnit) -> DayHabits:
    """The habits kept on this laptop."""
    return unit.settings.get(HABITS, DayHabits) or DayHabits()


def keep_habits(desk: Desk, habits: DayHabits) -> DayHabits:
    """Keep them.

    Raises:
        KnownError: `day.hours_order`, `day.lunch_order`, `day.visit_minutes`.
    """
    if habits.ends <= habits.starts:
        raise KnownError("day.hours_order")
    if habits.lunch_to < habits.lunch_from:
        raise KnownError("day.lunch_order")
    if not LEAST_VISIT <= habits.visit_minutes <= MOST_VISIT:
        raise KnownError("day.visit_minutes", {"least": LEAST_VISIT, "most": MOST_VISIT})
    with desk.store.writing() as unit:
        unit.settings.set(HABITS, habits)
    return habits
