"""The day: which cases to see, in which order and why, by the clock, and what is left to finish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from fieldapp import clock
from fieldapp.domain.strategy.day_order import Near, Pace, Point, Timetable, merged, near, timetable
from fieldapp.services.day_plan import DayPlan, plan_of
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
BEGINS, ENDS = time(9), time(18)
"""The office's habit: no visit is planned before or after; what the law allows is wider, and asked at the door."""
ROUND_MINUTES = 5
PACE = Pace()


class Why(StrEnum):
    """Why a place is in the day."""

    BEGUN = "begun"
    URGENT = "urgent"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class DayStop:
    """One place to go to. `beside` is the borrower whose stop it lies near to, `metres` how near (0: none is near)."""

    line: CaseLine
    why: Why
    beside: str = ""
    metres: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """Today.

    Attributes:
        urgent: what the rules propose, heaviest first. stops: the day as it is to be gone, those begun first.
        left_out: what somebody took out of today. nearby: what is on the way and could be put in.
        visited: what is done. total: of all cases. table: the stops by the clock; an estimate.
        drafts, refused: what is left to finish.
        plan: what somebody made of the day.
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


def plan_day(desk: Desk, limit: int = DAY_LIMIT) -> Day:
    """Today's work."""
    today = clock.today()
    with desk.store.reading() as unit:
        plan = plan_of(unit, today)
        drafts = tuple(unit.drafts.all())
        wide = unit.cases.urgent(today, limit + len(plan.out) + LOOK_AROUND)
        proposed = [line for line in wide if line.case_id not in set(plan.out)]
        stops = _stops(unit, plan, drafts, proposed[:limit], today)
        in_day = {stop.line.case_id for stop in stops}
        others = [line for line in proposed[limit:] if line.case_id not in in_day]
        out = [line for case_id in plan.out if (line := unit.cases.line(case_id)) is not None]
        return Day(
            on=today,
            urgent=tuple(proposed[:limit]),
            visited=tuple(unit.cases.visited(today)),
            total=unit.cases.totals(CaseFilter()),
            drafts=drafts,
            refused=tuple(unit.outbox.refused()),
            stops=tuple(stops),
            left_out=tuple(line for line in out if line.visited_on != today and line.case_id not in in_day),
            nearby=tuple(_nearby(stops, others)),
            table=timetable([point(stop.line) for stop in stops], starting(clock.now()), PACE),
            plan=plan,
        )


def bring_up_to_date(desk: Desk, batch: int = 50) -> bool:
    """Bring the next rows of the list to today's date; whether any were left. Small batches, so that it can stop."""
    with desk.store.writing() as unit:
        return bool(unit.refresh_stale(batch))


def point(line: CaseLine) -> Point | None:
    """Where a case's premises are, if anybody knows."""
    return None if line.lon_e6 is None or line.lat_e6 is None else (line.lon_e6, line.lat_e6)


def starting(now: datetime) -> datetime:
    """When the day goes on: now, on the next five minutes, or when visits begin."""
    begins = datetime.combine(clock.today(), BEGINS, ZoneInfo(clock.DEFAULT_ZONE))
    late = timedelta(minutes=now.minute % ROUND_MINUTES, seconds=now.second, microseconds=now.microsecond)
    rounded = now - late + (timedelta(minutes=ROUND_MINUTES) if late else timedelta())
    return max(rounded, begins)


def ending(day: date) -> datetime:
    """When visits of a day end by habit."""
    return datetime.combine(day, ENDS, ZoneInfo(clock.DEFAULT_ZONE))


def _stops(
    unit: LaptopUnit, plan: DayPlan, drafts: Sequence[Draft], urgent: Sequence[CaseLine], today: date
) -> list[DayStop]:
    """What was begun first, then the rest in the order that somebody gave it, else by urgency."""
    begun = _lines(unit, [draft.ref for draft in drafts if draft.kind == VISIT_DRAFT])
    planned = [line for line in _lines(unit, plan.added) if line.visited_on != today]
    lines = {line.case_id: line for line in (*urgent, *planned)}
    whys = {line.case_id: Why.PLANNED for line in planned} | {line.case_id: Why.URGENT for line in urgent}
    first = {line.case_id for line in begun}
    proposed = _on_the_way([line for line in urgent if line.case_id not in first], planned)
    order = [key for key in merged(plan.order, [line.case_id for line in proposed]) if key not in first]
    found = [DayStop(line, Why.BEGUN) for line in begun] + [DayStop(lines[key], whys[key]) for key in order]
    return _with_neighbours(found)


def _on_the_way(urgent: Sequence[CaseLine], planned: Sequence[CaseLine]) -> list[CaseLine]:
    """The urgent ones in their order; what was put in by hand behind the stop that it lies near to, else at the end."""
    known = {line.case_id for line in urgent}
    added = [line for line in planned if line.case_id not in known]
    behind = {one.which: one.stop for one in near([point(line) for line in urgent], list(map(point, added)), PACE)}
    found: list[CaseLine] = []
    for at, line in enumerate(urgent):
        found += [line, *(added[which] for which, stop in sorted(behind.items()) if stop == at)]
    return found + [line for which, line in enumerate(added) if which not in behind]


def _with_neighbours(stops: list[DayStop]) -> list[DayStop]:
    """What was put in by hand says which stop it lies near to."""
    urgent = [stop for stop in stops if stop.why is not Why.PLANNED]
    planned = [stop.line for stop in stops if stop.why is Why.PLANNED]
    found = near([point(stop.line) for stop in urgent], [point(line) for line in planned], PACE)
    beside = {planned[one.which].case_id: one for one in found}
    return [_beside(stop, urgent, beside.get(stop.line.case_id)) for stop in stops]


def _nearby(stops: Sequence[DayStop], others: Sequence[CaseLine]) -> list[DayStop]:
    found = near([point(stop.line) for stop in stops], [point(line) for line in others], PACE)
    return [_beside(DayStop(others[one.which], Why.PLANNED), stops, one) for one in found[:MOST_NEAR]]


def _beside(stop: DayStop, stops: Sequence[DayStop], found: Near | None) -> DayStop:
    if found is None:
        return stop
    return replace(stop, beside=stops[found.stop].line.borrower_name, metres=found.metres)


def _lines(unit: LaptopUnit, case_ids: Sequence[str]) -> list[CaseLine]:
    found = (unit.cases.line(case_id) for case_id in dict.fromkeys(case_ids))
    return [line for line in found if line is not None]
