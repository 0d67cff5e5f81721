"""The day: which cases to see, in which order and why, by the clock, and what is left to finish.

Read at every look and light: where a plan by the clock was asked for (`lay_day`), its ways are kept and told anew from
here and now; else the times are an estimate over straight lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from fieldapp import clock
from fieldapp.domain.strategy.day_order import Leg, Near, Pace, Point, Timetable, merged, near, timetable
from fieldapp.domain.strategy.day_task import PlannedStop
from fieldapp.services.day_habits import DayHabits, habits_of
from fieldapp.services.day_made import StopNote
from fieldapp.services.day_now import LaterStop, Schedule, at_second, schedule_of, stops_to_come
from fieldapp.services.day_plan import DayPlan, plans_of
from fieldapp.services.desk import Desk
from fieldapp.services.record_visit import KIND as VISIT_DRAFT
from fieldapp.store.laptop.case_filter import CaseFilter
from fieldapp.store.laptop.case_list import CaseLine, Totals
from fieldapp.store.laptop.drafts import Draft
from fieldapp.store.laptop.outbox import OutboxEntry
from fieldapp.store.laptop.unit import LaptopUnit

DAY_LIMIT = 12
LOOK_AROUND = 60
"""How many more urgent cases are looked at for what is on the way."""
MOST_NEAR = 3
ROUTABLE_M = 5_000
"""To a place that may be further off than this no way is reckoned."""
BESIDE_M = 500
ROUND_MINUTES = 5
PACE = Pace()


class Why(StrEnum):
    """Why a place is in the day."""

    BEGUN = "begun"
    URGENT = "urgent"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class DayStop:
    """One place to go to. `beside` is the borrower whose stop it lies near to, `metres` how near (0: none is near).

    `late`: it will be too late for what was agreed, or for its hours. In a planned day also when (`at`, as it is now),
    and what the planner knew of it.
    """

    line: CaseLine
    why: Why
    beside: str = ""
    metres: int = 0
    at: PlannedStop | None = None
    late: bool = False
    note: StopNote | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """Today.

    Attributes:
        urgent: what the rules propose, heaviest first. stops: the day as it is to be gone, those begun first.
        left_out: what somebody took out of today. nearby: what is on the way and could be put in.
        visited: what is done. total: of all cases. table: the stops by the clock; an estimate.
        drafts, refused: what is left to finish.
        plan: what somebody made of the day. schedule: where it was planned by the clock.
        tomorrow: the draft of the next day, if one was made.
    """

    on: date
    urgent: tuple[CaseLine, ...]
    visited: tuple[CaseLine, ...]
    total: Totals
    drafts: tuple[Draft, ...]
    refused: tuple[OutboxEntry, ...]
    stops: tuple[DayStop, ...]
    left_out: tuple[CaseLine, ...]
    nearby: tuple[DayStop, ...]
    table: Timetable
    plan: DayPlan
    habits: DayHabits
    schedule: Schedule | None
    tomorrow: tuple[LaterStop, ...]


def plan_day(desk: Desk, limit: int = DAY_LIMIT) -> Day:
    """Today's work."""
    today = clock.today()
    with desk.store.reading() as unit:
        (plan, later), habits = plans_of(unit, today), habits_of(unit)
        drafts = tuple(unit.drafts.all())
        wide = unit.cases.urgent(today, limit + len(plan.out) + LOOK_AROUND)
        gone = {*plan.out, *(one.case_id for one in plan.made.left)} if plan.made else set(plan.out)
        proposed = [line for line in wide if line.case_id not in gone]
        stops = _stops(unit, plan, drafts, proposed[:limit], today)
        visited = tuple(unit.cases.visited(today))
        schedule = _schedule(unit, plan, stops, visited)
        table = _table(stops, schedule, habits, today)
        stops = _timed(stops, schedule, plan) if schedule is not None else _estimated(stops, table, plan)
        in_day = {stop.line.case_id for stop in stops}
        others = [line for line in proposed[limit:] if line.case_id not in in_day]
        out = [line for case_id in plan.out if (line := unit.cases.line(case_id)) is not None]
        return Day(
            on=today,
            urgent=tuple(proposed[:limit]),
            visited=visited,
            total=unit.cases.totals(CaseFilter()),
            drafts=drafts,
            refused=tuple(unit.outbox.refused()),
            stops=tuple(stops),
            left_out=tuple(line for line in out if line.visited_on != today and line.case_id not in in_day),
            nearby=tuple(_nearby(stops, others)),
            table=table,
            plan=plan,
            habits=habits,
            schedule=schedule,
            tomorrow=stops_to_come(unit, later.made, later.out) if later.made is not None else (),
        )


def bring_up_to_date(desk: Desk, batch: int = 50) -> bool:
    """Bring the next rows of the list to today's date; whether any were left. Small batches, so that it can stop."""
    with desk.store.writing() as unit:
        return bool(unit.refresh_stale(batch))


def rough_point(line: CaseLine) -> Point | None:
    """Where a case's premises are, however roughly."""
    return None if line.lon_e6 is None or line.lat_e6 is None else (line.lon_e6, line.lat_e6)


def point(line: CaseLine, within_m: int = ROUTABLE_M) -> Point | None:
    """Where a case's premises are, if anybody knows it to within so many metres: a district's point is no place to
    drive to, and a way reckoned to it would be made up."""
    return None if (line.radius_m or 0) > within_m else rough_point(line)


def _close(line: CaseLine) -> Point | None:
    """The place, where it is known well enough to say that something lies beside it."""
    return point(line, BESIDE_M)


def starting(now: datetime, habits: DayHabits) -> datetime:
    """When an estimated day goes on: now, on the next five minutes, or when one leaves by habit."""
    begins = datetime.combine(clock.today(), habits.starts, ZoneInfo(clock.DEFAULT_ZONE))
    late = timedelta(minutes=now.minute % ROUND_MINUTES, seconds=now.second, microseconds=now.microsecond)
    rounded = now - late + (timedelta(minutes=ROUND_MINUTES) if late else timedelta())
    return max(rounded, begins)


def ending(day: date, habits: DayHabits) -> datetime:
    """When a day ends by habit; what the law allows is wider, and asked at the door."""
    return datetime.combine(day, habits.ends, ZoneInfo(clock.DEFAULT_ZONE))


def _stops(
    unit: LaptopUnit, plan: DayPlan, drafts: Sequence[Draft], urgent: Sequence[CaseLine], today: date
) -> list[DayStop]:
    """What was begun first, then the rest in the order that somebody gave it, else by urgency."""
    begun = _lines(unit, [draft.ref for draft in drafts if draft.kind == VISIT_DRAFT])
    first = {line.case_id for line in begun}
    made = [key for key in plan.made.order if key not in plan.out] if plan.made else []
    left = {one.case_id for one in plan.made.left} if plan.made else set()
    wanted = [key for key in [*made, *plan.added] if key not in left]
    planned = [line for line in _lines(unit, wanted) if line.visited_on != today]
    lines = {line.case_id: line for line in (*urgent, *planned)}
    added = {line.case_id for line in planned if line.case_id in plan.added}
    whys = {key: Why.PLANNED if key in added else Why.URGENT for key in lines}
    whys |= {line.case_id: Why.URGENT for line in urgent}
    to_go = [line for line in urgent if line.case_id not in first]
    proposed = [*planned, *to_go] if made else _on_the_way(to_go, planned)
    order = [key for key in merged(plan.order, [line.case_id for line in proposed]) if key not in first]
    found = [DayStop(line, Why.BEGUN) for line in begun] + [DayStop(lines[key], whys[key]) for key in order]
    return _with_neighbours(found)


def _schedule(
    unit: LaptopUnit, plan: DayPlan, stops: Sequence[DayStop], visited: Sequence[CaseLine]
) -> Schedule | None:
    """What is left of the planned day, from where one was last."""
    if plan.made is None:
        return None
    order = [stop.line.case_id for stop in stops]
    begun = next((stop.line.case_id for stop in stops if stop.why is Why.BEGUN), "")
    return schedule_of(unit, plan.made, order, begun, visited, plan.meetings)


def _timed(stops: list[DayStop], schedule: Schedule, plan: DayPlan) -> list[DayStop]:
    """The stops of a planned day with when one gets there, as it is now."""
    times, late = {one.id: one for one in schedule.answer.stops}, schedule.answer.late
    notes = plan.made.notes if plan.made is not None else {}
    return [
        replace(stop, at=times[key], late=key in late, note=notes.get(key))
        for stop in stops
        for key in [stop.line.case_id]
    ]


def _estimated(stops: list[DayStop], table: Timetable, plan: DayPlan) -> list[DayStop]:
    """The stops of a day that nobody planned: whoever has an appointment is told if it will be missed."""
    today, meetings = clock.today(), plan.meetings
    return [
        replace(stop, late=leg.arrives > at_second(today, meetings[stop.line.case_id].closes))
        if stop.line.case_id in meetings
        else stop
        for stop, leg in zip(stops, table.legs, strict=True)
    ]


def _table(stops: Sequence[DayStop], schedule: Schedule | None, habits: DayHabits, today: date) -> Timetable:
    if schedule is None:
        pace = replace(PACE, visit_minutes=habits.visit_minutes)
        return timetable([point(stop.line) for stop in stops], starting(clock.now(), habits), pace)
    legs = [
        Leg(one.way_m, -(-one.way_s // 60), at_second(today, one.arrives), at_second(today, one.leaves))
        for one in schedule.answer.stops
    ]
    return Timetable(at_second(today, schedule.answer.departs), tuple(legs))


def _on_the_way(urgent: Sequence[CaseLine], planned: Sequence[CaseLine]) -> list[CaseLine]:
    """The urgent ones in their order; what was put in by hand behind the stop that it lies near to, else at the end."""
    known = {line.case_id for line in urgent}
    added = [line for line in planned if line.case_id not in known]
    behind = {one.which: one.stop for one in near(list(map(_close, urgent)), list(map(_close, added)), PACE)}
    found: list[CaseLine] = []
    for at, line in enumerate(urgent):
        found += [line, *(added[which] for which, stop in sorted(behind.items()) if stop == at)]
    return found + [line for which, line in enumerate(added) if which not in behind]


def _with_neighbours(stops: list[DayStop]) -> list[DayStop]:
    """What was put in by hand says which stop it lies near to."""
    urgent = [stop for stop in stops if stop.why is not Why.PLANNED]
    planned = [stop.line for stop in stops if stop.why is Why.PLANNED]
    found = near([_close(stop.line) for stop in urgent], list(map(_close, planned)), PACE)
    beside = {planned[one.which].case_id: one for one in found}
    return [_beside(stop, urgent, beside.get(stop.line.case_id)) for stop in stops]


def _nearby(stops: Sequence[DayStop], others: Sequence[CaseLine]) -> list[DayStop]:
    found = near([_close(stop.line) for stop in stops], list(map(_close, others)), PACE)
    return [_beside(DayStop(others[one.which], Why.PLANNED), stops, one) for one in found[:MOST_NEAR]]


def _beside(stop: DayStop, stops: Sequence[DayStop], found: Near | None) -> DayStop:
    if found is None:
        return stop
    return replace(stop, beside=stops[found.stop].line.borrower_name, metres=found.metres)


def _lines(unit: LaptopUnit, case_ids: Sequence[str]) -> list[CaseLine]:
    found = (unit.cases.line(case_id) for case_id in dict.fromkeys(case_ids))
    return [line for line in found if line is not None]
