"""What somebody made of a day: the order of its stops, what was taken out, what was put in; kept by civil day.

The day that the rules of urgency propose is never written down; only what a person changed about it is, so that what
becomes urgent at noon still comes up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import LaptopUnit

DAYS = "day_plans"
KEPT_DAYS = 7
MOST_A_DAY = 40
"""Stops one may put into a day by hand: more is a slip, nobody drives to them."""


@dataclass(frozen=True, slots=True)
class DayPlan:
    """Cases by id: `order` as somebody put them, `out` not today, `added` by hand."""

    order: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


def plan_of(unit: LaptopUnit, day: date) -> DayPlan:
    """What was made of a day."""
    return _days(unit).get(day.isoformat(), DayPlan())


def planned_days(desk: Desk) -> dict[date, int]:
    """How many visits were put into each day from today on."""
    with desk.store.reading() as unit:
        days = _days(unit)
    found = {date.fromisoformat(day): len(plan.added) for day, plan in days.items()}
    return {day: count for day, count in sorted(found.items()) if count and day >= clock.today()}


def keep_order(desk: Desk, order: Sequence[str]) -> DayPlan:
    """Today's stops go in this order."""
    return _change(desk, clock.today(), lambda plan: replace(plan, order=tuple(order)))


def add_to_day(desk: Desk, case_ids: Sequence[str], day: date | None = None) -> DayPlan:
    """Put these cases into a day (today, if no other is named), behind what is there.

    Raises:
        KnownError: `day.too_many`, and none was put in.
    """

    def change(plan: DayPlan) -> DayPlan:
        added = tuple(dict.fromkeys([*plan.added, *case_ids]))
        if len(added) > MOST_A_DAY:
            raise KnownError("day.too_many", {"count": len(added), "limit": MOST_A_DAY})
        return replace(plan, added=added, out=tuple(one for one in plan.out if one not in set(case_ids)))

    return _change(desk, day or clock.today(), change)


def take_from_day(desk: Desk, case_ids: Sequence[str], day: date) -> DayPlan:
    """Take these out of what was put into a day by hand; if they are urgent, they stay for that."""
    gone = set(case_ids)

    def change(plan: DayPlan) -> DayPlan:
        return replace(plan, added=tuple(one for one in plan.added if one not in gone))

    return _change(desk, day, change)


def take_out(desk: Desk, case_id: str) -> DayPlan:
    """Not today."""

    def change(plan: DayPlan) -> DayPlan:
        added = tuple(one for one in plan.added if one != case_id)
        return replace(plan, out=tuple(dict.fromkeys([*plan.out, case_id])), added=added)

    return _change(desk, clock.today(), change)


def put_back(desk: Desk, case_id: str) -> DayPlan:
    """Today after all."""
    return add_to_day(desk, [case_id])


def keep_plan(desk: Desk, plan: DayPlan) -> DayPlan:
    """Today is as it was before: what undo asks for."""
    return _change(desk, clock.today(), lambda _now: plan)


def _change(desk: Desk, day: date, change: Callable[[DayPlan], DayPlan]) -> DayPlan:
    with desk.store.writing() as unit:
        oldest = (clock.today() - timedelta(days=KEPT_DAYS)).isoformat()
        days = {key: plan for key, plan in _days(unit).items() if key >= oldest}
        days[day.isoformat()] = changed = change(days.get(day.isoformat(), DayPlan()))
        unit.settings.set(DAYS, days)
        return changed


def _days(unit: LaptopUnit) -> dict[str, DayPlan]:
    return unit.settings.get(DAYS, dict[str, DayPlan]) or {}
