"""What somebody made of a day: the order of its stops, what was taken out, what was put in; kept by civil day.

The day that the rules of urgency propose is never written down; only what a person changed about it is, so that what
becomes urgent at noon still comes up. Where somebody asked for a plan by the clock, that is kept too, with the ways it
was made of: a later look, or another order, is told by the same clock without asking for the ways again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.services.day_made import Made, Meeting
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import LaptopUnit

T = TypeVar("T")
DAYS = "day_plans"
KEPT_DAYS = 7
DAY_S = 86_400
MOST_A_DAY = 40
"""Stops one may put into a day by hand: more is a slip, nobody drives to them."""


@dataclass(frozen=True, slots=True)
class DayPlan:
    """Cases by id: `order` as somebody put them, `out` not today, `added` by hand.

    Attributes:
        locks: stops that keep their number in the order (None), or the time they begin at (seconds of the day).
        meetings: agreed times. musts: put in although the planner left them out.
        nobody: where nobody was met today, and when (seconds of the day); these are among `out` as well.
        made: the plan by the clock, if somebody asked for one.
    """

    order: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    locks: dict[str, int | None] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    musts: tuple[str, ...] = ()
    nobody: dict[str, int] = field(default_factory=dict)
    made: Made | None = None


def plan_of(unit: LaptopUnit, day: date) -> DayPlan:
    """What was made of a day."""
    return _days(unit).get(day.isoformat(), DayPlan())


def plans_of(unit: LaptopUnit, day: date) -> tuple[DayPlan, DayPlan]:
    """What was made of a day, and of the day after it."""
    days = _days(unit)
    later = (day + timedelta(days=1)).isoformat()
    return days.get(day.isoformat(), DayPlan()), days.get(later, DayPlan())


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
    return _change(desk, day or clock.today(), lambda plan: _into(plan, case_ids))


def take_from_day(desk: Desk, case_ids: Sequence[str], day: date) -> DayPlan:
    """Take these out of what was put into a day by hand; if they are urgent, they stay for that."""
    gone = set(case_ids)

    def change(plan: DayPlan) -> DayPlan:
        return replace(plan, added=tuple(one for one in plan.added if one not in gone))

    return _change(desk, day, change)


def take_out(desk: Desk, case_id: str, day: date | None = None) -> DayPlan:
    """Not today, or not on that day."""
    return _change(desk, day or clock.today(), lambda plan: _without(plan, case_id))


def put_back(desk: Desk, case_id: str) -> DayPlan:
    """Today after all."""
    return add_to_day(desk, [case_id])


def lock(desk: Desk, case_id: str, at_s: int | None = None) -> DayPlan:
    """Today's stop keeps its number whatever is planned anew; with `at_s` it keeps that time of the day instead."""
    return _change(desk, clock.today(), lambda plan: replace(plan, locks=plan.locks | {case_id: at_s}))


def unlock(desk: Desk, case_id: str) -> DayPlan:
    """The planner may move it again."""
    return _change(desk, clock.today(), lambda plan: replace(plan, locks=_less(plan.locks, case_id)))


def agree(desk: Desk, case_id: str, day: date, opens_s: int, closes_s: int) -> DayPlan:
    """A visit was agreed on for this day: it begins within these seconds of the day, or the plan says that it cannot.

    Raises:
        KnownError: `day.meeting_hours` where it would end before it begins, `day.too_many`.
    """
    if not 0 <= opens_s <= closes_s < DAY_S:
        raise KnownError("day.meeting_hours")

    def change(plan: DayPlan) -> DayPlan:
        meetings = plan.meetings | {case_id: Meeting(opens_s, closes_s)}
        return replace(_into(plan, [case_id]), meetings=meetings)

    return _change(desk, day, change)


def cancel_agreed(desk: Desk, case_id: str, day: date) -> DayPlan:
    """No time is agreed on any more; the case stays in the day."""
    return _change(desk, day, lambda plan: replace(plan, meetings=_less(plan.meetings, case_id)))


def must(desk: Desk, case_id: str) -> DayPlan:
    """Today, although the planner left it out: what is worth less makes room."""

    def change(plan: DayPlan) -> DayPlan:
        return replace(_into(plan, [case_id]), musts=_with(plan.musts, case_id))

    return _change(desk, clock.today(), change)


def nobody(desk: Desk, case_id: str) -> DayPlan:
    """Nobody was there just now: not today any more, unless somebody puts it back; the record of it is the visit's."""
    moment = clock.now().astimezone(ZoneInfo(clock.DEFAULT_ZONE))
    at_s = (moment.hour * 60 + moment.minute) * 60

    def change(plan: DayPlan) -> DayPlan:
        return replace(_without(plan, case_id), nobody=plan.nobody | {case_id: at_s})

    return _change(desk, clock.today(), change)


def keep_made(desk: Desk, day: date, made: Made) -> DayPlan:
    """A day goes as it was planned by the clock."""

    def change(plan: DayPlan) -> DayPlan:
        return replace(plan, order=made.order, made=made)

    return _change(desk, day, change)


def keep_draft(desk: Desk, day: date, case_ids: Sequence[str], made: Made) -> DayPlan:
    """A day to come, made of these cases.

    Raises:
        KnownError: `day.too_many`.
    """
    return _change(desk, day, lambda plan: replace(_into(plan, case_ids), order=made.order, made=made))


def take_back(desk: Desk, before: DayPlan, after: DayPlan, day: date) -> DayPlan:
    """Undo what made `after` out of `before`; what was changed about the day since then stays."""
    return _change(desk, day, lambda now: _taken_back(now, before, after))


def unrecorded(unit: LaptopUnit) -> list[tuple[date, str, int]]:
    """Where somebody said that nobody was there: the day, the case, and when (seconds of that day)."""
    found = [(date.fromisoformat(day), key, at) for day, plan in _days(unit).items() for key, at in plan.nobody.items()]
    return sorted(found)


def _taken_back(now: DayPlan, before: DayPlan, after: DayPlan) -> DayPlan:
    same = [one.name for one in fields(DayPlan) if getattr(now, one.name) == getattr(after, one.name)]
    if now.made is not None and after.made is not None and now.made.at == after.made.at:
        same.append("made")  # a case that was put in since is no longer among those it left out
    return replace(now, **{name: getattr(before, name) for name in same})


def _into(plan: DayPlan, case_ids: Sequence[str]) -> DayPlan:
    added, wanted = tuple(dict.fromkeys([*plan.added, *case_ids])), set(case_ids)
    if len(added) > MOST_A_DAY:
        raise KnownError("day.too_many", {"count": len(added), "limit": MOST_A_DAY})
    found = {key: at for key, at in plan.nobody.items() if key not in wanted}
    made = plan.made and replace(plan.made, left=tuple(one for one in plan.made.left if one.case_id not in wanted))
    out = tuple(one for one in plan.out if one not in wanted)
    return replace(plan, added=added, out=out, nobody=found, made=made)


def _without(plan: DayPlan, case_id: str) -> DayPlan:
    return replace(
        plan,
        out=_with(plan.out, case_id),
        added=tuple(one for one in plan.added if one != case_id),
        musts=tuple(one for one in plan.musts if one != case_id),
        locks=_less(plan.locks, case_id),
    )


def _with(some: Sequence[str], one: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*some, one]))


def _less(some: dict[str, T], one: str) -> dict[str, T]:
    return {key: value for key, value in some.items() if key != one}


def _change(desk: Desk, day: date, change: Callable[[DayPlan], DayPlan]) -> DayPlan:
    with desk.store.writing() as unit:
        today = clock.today()
        oldest = (today - timedelta(days=KEPT_DAYS)).isoformat()
        days = {key: plan for key, plan in _days(unit).items() if key >= oldest}
        for key in [key for key in days if key < today.isoformat()]:
            days[key] = replace(days[key], made=None)  # nobody goes by the clock of a day that is over
        days[day.isoformat()] = changed = change(days.get(day.isoformat(), DayPlan()))
        unit.settings.set(DAYS, days)
        return changed


def _days(unit: LaptopUnit) -> dict[str, DayPlan]:
    return unit.settings.get(DAYS, dict[str, DayPlan]) or {}
