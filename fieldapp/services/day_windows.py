"""When a case can be visited on a day: the hours that the rules permit, less closed doors that were seen, less lunch.

The rules are asked for the whole day, moment by moment where their answer turns, so that a forbidden visit is never
planned and the rule that forbids it is told. What visits saw of opening hours is where they found a closed door or
nobody: for a while before and after that time of day it is not tried again, unless a later visit met somebody then.
An agreed time takes the place of all but the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fieldapp.domain.case import Visit
from fieldapp.domain.caseview import CaseView
from fieldapp.domain.compliance.answer import Outcome
from fieldapp.domain.compliance.for_case import CaseFacts, Standing, may_visit
from fieldapp.domain.compliance.rule import CompliancePack
from fieldapp.domain.observation import OpenStatus
from fieldapp.domain.strategy.day_task import Window
from fieldapp.domain.visit import Met
from fieldapp.services.day_made import Meeting

CLOSED_MARGIN = timedelta(minutes=45)
"""So long before and after a closed door was seen, nobody goes there again."""
SEEN_WITHIN = timedelta(days=60)
"""What was seen longer ago says nothing of today's hours."""
TURNS = 24
"""Moments of a day at which the rules are asked at most: their answer turns at a handful of them."""
Span = tuple[int, int]
"""Seconds of the day, the end not included."""


@dataclass(frozen=True, slots=True)
class Permitted:
    """The spans of a day in which the rules allow a visit; `bar` is what they say where there is none.

    `first` is their first answer of the day.
    """

    spans: tuple[Span, ...]
    first: Standing
    bar: Standing | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds every visit of the day: the working hours, lunch, and how long a visit takes, all in seconds."""

    starts: int
    ends: int
    lunch: Span
    service_s: int


def seconds_of(moment: time) -> int:
    """A time of the day in seconds."""
    return (moment.hour * 60 + moment.minute) * 60 + moment.second


def moment_of(day: date, seconds: int, zone: str) -> datetime:
    """That second of a day, by its clock on the wall."""
    return datetime.combine(day, time(), ZoneInfo(zone)) + timedelta(seconds=seconds)


def permitted(facts: CaseFacts, day: date, span: Span, pack: CompliancePack) -> Permitted:
    """When within these seconds of a day the borrower may be visited."""
    zone = facts.seen.case.zone
    at, end = moment_of(day, span[0], zone), moment_of(day, span[1], zone)
    midnight = moment_of(day, 0, zone)
    spans: list[Span] = []
    first = standing = may_visit(facts, at, pack)
    bar: Standing | None = None
    for _ in range(TURNS):
        blocked = standing.answer.outcome is Outcome.BLOCK
        turns = standing.answer.next_at if blocked else standing.answer.valid_until
        until = end if turns is None else min(max(turns, at + timedelta(minutes=1)), end)
        if blocked:
            bar = bar or standing
        else:
            spans.append((_second(at, midnight), _second(until, midnight)))
        at = until
        if at >= end:
            break
        standing = may_visit(facts, at, pack)
    return Permitted(tuple(_joined(spans)), first, None if spans else bar)


def closed_seen(seen: CaseView, day: date) -> tuple[Span, ...]:
    """Spans of the day around the times at which visits found a closed door or nobody, as far as that still stands."""
    zone = ZoneInfo(seen.case.zone)
    visits = sorted(seen.standing_visits, key=lambda visit: visit.content.arrived_at)
    recent = [one for one in visits if day - one.content.arrived_at.astimezone(zone).date() <= SEEN_WITHIN]
    spans: list[Span] = []
    for number, visit in enumerate(recent):
        at = seconds_of(visit.content.arrived_at.astimezone(zone).time())
        span = (max(at - _MARGIN_S, 0), at + _MARGIN_S)
        later = [seconds_of(one.content.arrived_at.astimezone(zone).time()) for one in recent[number:] if _open(one)]
        if _shut(visit) and not any(span[0] <= then < span[1] for then in later):
            spans.append(span)
    return tuple(_joined(sorted(spans)))


def windows(allowed: Sequence[Span], closed: Sequence[Span], meeting: Meeting | None, limits: Limits) -> list[Window]:
    """When a visit may begin; a visit ends before the hours do, and does not reach into lunch."""
    last = limits.service_s
    if meeting is not None:
        wanted = [(meeting.opens, meeting.closes + 1)]
        return _windows(_both(wanted, [(start, end - last + 1) for start, end in allowed]))
    day = [(limits.starts, limits.ends - last + 1)]
    spans = _both(day, [(start, end - last + 1) for start, end in allowed])
    if limits.lunch[0] < limits.lunch[1]:
        spans = _less(spans, (limits.lunch[0] - last, limits.lunch[1]))
    for one in closed:
        spans = _less(spans, one)
    return _windows(spans)


_MARGIN_S = int(CLOSED_MARGIN.total_seconds())


def _shut(visit: Visit) -> bool:
    content = visit.content
    return content.observation.open_status is OpenStatus.CLOSED_HOURS or content.met is Met.NOBODY


def _open(visit: Visit) -> bool:
    return visit.content.met is not Met.NOBODY


def _second(moment: datetime, midnight: datetime) -> int:
    return round((moment - midnight).total_seconds())


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """Spans that touch as one; they come in the order of their beginnings."""
    held: Span | None = None
    for start, end in spans:
        if held is not None and start <= held[1]:
            held = (held[0], max(held[1], end))
            continue
        if held is not None:
            yield held
        held = (start, end)
    if held is not None:
        yield held


def _both(some: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    found = [(max(a, c), min(b, d)) for a, b in some for c, d in others]
    return sorted((start, end) for start, end in found if start < end)


def _less(spans: Sequence[Span], gone: Span) -> list[Span]:
    """These spans without what lies strictly inside the other one; its ends stay."""
    parts = [part for start, end in spans for part in ((start, min(end, gone[0] + 1)), (max(start, gone[1]), end))]
    return [(start, end) for start, end in parts if start < end]


def _windows(spans: Sequence[Span]) -> list[Window]:
    return [Window(start, end - 1) for start, end in spans]
