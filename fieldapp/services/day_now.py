"""A planned day as it is now: what is left of it, in the present order, from where one is and from this moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fieldapp import clock
from fieldapp.domain.strategy.day_task import DayAnswer, DayTask, DayTaskStop, Window
from fieldapp.domain.visit import Outcome
from fieldapp.services.day_made import Left, Made, Meeting, WaysSaid
from fieldapp.services.day_times import clocked, rest_of
from fieldapp.services.day_windows import seconds_of
from fieldapp.store.laptop.case_list import CaseLine
from fieldapp.store.laptop.unit import LaptopUnit


@dataclass(frozen=True, slots=True)
class LeftOutCase:
    """A case that the planner left out, and why."""

    line: CaseLine
    left: Left
    other_step: str = ""


@dataclass(frozen=True, slots=True)
class LaterStop:
    """A stop of a day to come: its case, and when its visit begins (seconds of that day)."""

    line: CaseLine
    begins: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """The planned day as it is now.

    Attributes:
        task: what is left of it, for telling another order by the same clock. answer: in the present order.
        left: cases that the planner left out. said: what the ways come from. unknown: stops whose way is a guess.
        not_found: borrowers whom a visit of today did not find after the plan was made.
    """

    made_at: datetime
    task: DayTask
    answer: DayAnswer
    left: tuple[LeftOutCase, ...]
    said: WaysSaid
    from_words: str
    unknown: int
    not_found: tuple[str, ...]


def schedule_of(
    unit: LaptopUnit,
    made: Made,
    order: Sequence[str],
    begun: str,
    visited: Sequence[CaseLine],
    meetings: Mapping[str, Meeting],
) -> Schedule:
    """What is left: `order` are its cases, `begun` the one that one is at, else the last of those `visited`.

    `meetings` as they stand now: one agreed on after the plan was made ties its stop all the same.
    """
    now = clock.now().astimezone(ZoneInfo(clock.DEFAULT_ZONE)).time().replace(second=0, microsecond=0)
    rest = rest_of(made, order, seconds_of(now), begun or (visited[-1].case_id if visited else ""))
    rest = replace(rest, stops=tuple(_tied(stop, made, meetings.get(stop.id)) for stop in rest.stops))
    lines = {line.case_id: line for line in unit.cases.of_cases([one.case_id for one in made.left])}
    seen = {*order, *(line.case_id for line in visited)}
    left = [
        LeftOutCase(lines[one.case_id], one, made.notes[one.case_id].other_step)
        for one in made.left
        if one.case_id in lines
    ]
    planned = {stop.id for stop in made.task.stops}
    return Schedule(
        made_at=made.at,
        task=rest,
        answer=clocked(rest, order),
        left=tuple(one for one in left if one.line.case_id not in seen),
        said=made.said,
        from_words=made.from_words,
        unknown=sum(key not in planned or made.notes[key].unplaced for key in order),
        not_found=tuple(line.borrower_name for line in not_found_since(made, visited)),
    )


def _tied(stop: DayTaskStop, made: Made, meeting: Meeting | None) -> DayTaskStop:
    """The stop as it was planned, or within the time that was agreed on since."""
    note = made.notes.get(stop.id)
    if meeting is None or (note is not None and note.meeting == meeting):
        return stop
    return replace(stop, windows=(Window(meeting.opens, meeting.closes),))


def stops_to_come(unit: LaptopUnit, made: Made, out: Sequence[str]) -> tuple[LaterStop, ...]:
    """The stops of a day that was drafted, without those taken out and those whose case has left this laptop."""
    lines = {line.case_id: line for line in unit.cases.of_cases(made.order)}
    answer = clocked(made.task, [key for key in made.order if key in lines and key not in out])
    return tuple(LaterStop(lines[one.id], one.begins) for one in answer.stops)


def not_found_since(made: Made, visited: Sequence[CaseLine]) -> list[CaseLine]:
    """Whom visits of today did not find after the plan was made: they leave time for others."""
    since = [line for line in visited if line.last_visit_at is not None and line.last_visit_at > made.at]
    return [line for line in since if line.last_outcome == Outcome.NOT_FOUND]


def at_second(day: date, seconds: int) -> datetime:
    """That second of a day, in the zone of the cases."""
    return datetime.combine(day, time(), ZoneInfo(clock.DEFAULT_ZONE)) + timedelta(seconds=seconds)
