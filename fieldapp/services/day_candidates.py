"""The cases that a day could be made of, each with its hours, its worth and what is known besides; and where one is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from fieldapp import clock
from fieldapp.domain.caseview import CaseView, view
from fieldapp.domain.compliance.case_facts import CaseFacts, Laptop, facts_of
from fieldapp.domain.compliance.for_case import Standing, may_call
from fieldapp.domain.compliance.rule import CompliancePack
from fieldapp.domain.strategy.day_order import Point
from fieldapp.domain.strategy.day_task import Window
from fieldapp.domain.strategy.playbook_rules import Channel
from fieldapp.domain.strategy.urgency import reasons
from fieldapp.domain.visit import NextStep
from fieldapp.rule_packs import playbook
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.services.day_habits import DayHabits
from fieldapp.services.day_made import Meeting, StopNote
from fieldapp.services.day_plan import MOST_A_DAY, DayPlan
from fieldapp.services.day_windows import Limits, Permitted, closed_seen, permitted, seconds_of, windows
from fieldapp.services.day_worth import Wanted, worth
from fieldapp.services.desk import Desk
from fieldapp.services.may_act import laptop_of
from fieldapp.services.next_step import next_step
from fieldapp.services.plan_day import point
from fieldapp.services.record_visit import KIND as VISIT_DRAFT
from fieldapp.store.laptop.case_list import CaseLine
from fieldapp.store.laptop.unit import LaptopUnit

LOCK_SLACK_S = 10 * 60
"""A stop that keeps its time may begin this much before or after it."""
DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Candidate:
    """One case as the planner is told of it. `holds`: the number in the order that it keeps, from 0; `bar`: the rule's
    answer where no hour of the day is permitted."""

    id: str
    point: Point | None
    windows: tuple[Window, ...]
    service_s: int
    prize: int
    required: bool
    note: StopNote
    holds: int | None = None
    bar: Standing | None = None


@dataclass(frozen=True, slots=True)
class Here:
    """Where one is: the last place of today, in words and on the map."""

    words: str
    point: Point | None


@dataclass(frozen=True, slots=True)
class _Step:
    """What the playbook would do next; no channel where it has nothing."""

    action: str
    channel: Channel | None


@dataclass(frozen=True, slots=True)
class _Day:
    desk: Desk
    plan: DayPlan
    day: date
    limits: Limits
    pack: CompliancePack
    laptop: Laptop
    begun: frozenset[str]


def candidates(
    desk: Desk,
    unit: LaptopUnit,
    plan: DayPlan,
    habits: DayHabits,
    day: date,
    starts: int,
    only: Sequence[str] | None,
    go_on: Callable[[], object],
) -> tuple[Candidate, ...]:
    """What somebody put in, what was begun, and what is urgent, `MOST_A_DAY` at most; `only`: these and no others.

    `go_on` is called between cases and may raise to stop.
    """
    begun = [draft.ref for draft in unit.drafts.all() if draft.kind == VISIT_DRAFT] if only is None else []
    lines = _lines(unit, plan, day, begun, only)
    lunch = seconds_of(habits.lunch_from), seconds_of(habits.lunch_to)
    limits = Limits(starts, max(seconds_of(habits.ends), starts + 60), lunch, habits.visit_minutes * 60)
    asked = _Day(desk, plan, day, limits, desk.compliance(day), laptop_of(desk, unit), frozenset(begun))
    shown = [key for key in plan.order if key in {line.case_id for line in lines}]
    found = []
    for line in lines:
        go_on()
        found.append(_candidate(unit, line, asked, shown))
    return tuple(found)


def here_now(unit: LaptopUnit, plan: DayPlan, day: date) -> Here | None:
    """The case that one was at last today: begun, visited, or found without anybody; None before the first."""
    begun = next((draft.ref for draft in unit.drafts.all() if draft.kind == VISIT_DRAFT), None)
    if begun is not None and (line := unit.cases.line(begun)) is not None:
        return _here(line)
    zone = ZoneInfo(clock.DEFAULT_ZONE)
    been = [
        (seconds_of(line.last_visit_at.astimezone(zone).time()), line.case_id, line)
        for line in unit.cases.visited(day)
        if line.last_visit_at is not None
    ]
    for key, at in plan.nobody.items():
        line = unit.cases.line(key)
        if line is not None:
            been.append((at, key, line))
    return _here(max(been)[2]) if been else None


def _here(line: CaseLine) -> Here:
    return Here(line.borrower_name, point(line))


def _lines(
    unit: LaptopUnit, plan: DayPlan, day: date, begun: Sequence[str], only: Sequence[str] | None
) -> list[CaseLine]:
    wanted = list(dict.fromkeys(only if only is not None else [*begun, *plan.added]))
    lines = unit.cases.of_cases(wanted)
    if only is None:
        known = set(wanted) | set(plan.out)
        urgent = unit.cases.urgent(day, MOST_A_DAY + len(known))
        lines += [line for line in urgent if line.case_id not in known]
    return [line for line in lines if line.visited_on != day or line.case_id in begun][:MOST_A_DAY]


def _candidate(unit: LaptopUnit, line: CaseLine, asked: _Day, shown: Sequence[str]) -> Candidate:
    key, plan, limits = line.case_id, asked.plan, asked.limits
    seen = view(unit.files.get(key), asked.day, agreement_rules())
    facts = facts_of(seen, asked.laptop)
    allowed = permitted(facts, asked.day, (limits.starts, DAY_S), asked.pack)
    closed = closed_seen(seen, asked.day)
    lock, meeting = plan.locks.get(key), plan.meetings.get(key)
    begun = key in asked.begun
    tied = meeting or (Meeting(max(lock - LOCK_SLACK_S, 0), lock + LOCK_SLACK_S) if lock is not None else None)
    found = [Window(0, DAY_S - 1)] if begun else windows(allowed.spans, closed, tied, limits)
    if (
        not found and key in plan.musts
    ):  # somebody's wish goes over habits and closed doors; over the rules nothing does
        found = windows(allowed.spans, [], None, Limits(limits.starts, DAY_S, (0, 0), limits.service_s))
    held = key in plan.locks and tied is None and key in shown  # an agreed time goes over a number
    step = _next_step(seen, facts, allowed, asked)
    note = _note(line, seen, asked, closed, found, step)
    return Candidate(
        id=key,
        point=point(line),
        windows=tuple(found),
        service_s=limits.service_s,
        prize=_prize(line, seen, asked, step, promised=note.promised),
        required=begun or tied is not None or held or key in plan.musts,
        note=note,
        holds=0 if begun else shown.index(key) if held else None,
        bar=None if begun else allowed.bar,
    )


def _note(
    line: CaseLine,
    seen: CaseView,
    asked: _Day,
    closed: Sequence[tuple[int, int]],
    found: Sequence[Window],
    step: _Step,
) -> StopNote:
    limits = asked.limits
    narrow = bool(found) and (found[0].opens > limits.starts or found[-1].closes < limits.ends - limits.service_s)
    last = seen.last_visit
    promised = last is not None and last.content.next_step is NextStep.VISIT and last.content.next_on == asked.day
    return StopNote(
        meeting=asked.plan.meetings.get(line.case_id),
        locked_at=asked.plan.locks.get(line.case_id),
        closed=tuple(closed),
        opens=found[0].opens if narrow else None,
        closes=found[-1].closes if narrow else None,
        unplaced=point(line) is None,
        radius_m=line.radius_m or 0,
        promised=promised,
        other_step=step.action if step.channel not in {None, Channel.VISIT} else "",
    )


def _prize(line: CaseLine, seen: CaseView, asked: _Day, step: _Step, *, promised: bool) -> int:
    return worth(
        Wanted(
            reasons=reasons(seen, asked.desk.rules.urgency),
            channel=step.channel,
            days_past_due=line.days_past_due,
            owed=line.owed,
            by_hand=line.case_id in asked.plan.added,
            promised=promised,
            service_s=asked.limits.service_s,
        )
    )


def _next_step(seen: CaseView, facts: CaseFacts, allowed: Permitted, asked: _Day) -> _Step:
    """The playbook's next step and how it reaches the case."""
    call = may_call(facts, allowed.first.answer.at, asked.pack)
    action = next_step(seen, allowed.first, call, ()).action
    if action is None:
        return _Step("", None)
    return _Step(action.value, playbook.in_force(seen.as_of).channels[action])
