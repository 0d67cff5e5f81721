"""What to do next on a case, and why: one recommendation, what else may be done, and what stands against the rest.

The first row whose condition holds, by the priority of the pack, gives the recommendation; overlays (kind of client,
hardship claimed) join it. What a rule bars is passed over and shown with the rule's number, so that nobody wonders.
It advises; people decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TypeVar

from fieldapp.domain.strategy.conditions import Used, judge, supporting
from fieldapp.domain.strategy.playbook_rules import Action, Channel, Evidence, Globals, Next, Playbook, Row
from fieldapp.domain.strategy.situation import Situation

T = TypeVar("T")
QUIET_HOURS = "R01"
CALLS_A_DAY = "R02"
VISITS_A_WEEK = "playbook.visit_cap"
CONTACTING = frozenset({Channel.CALL, Channel.VISIT, Channel.MESSAGE})
MEETING = frozenset({Channel.CALL, Channel.VISIT})


@dataclass(frozen=True, slots=True)
class Matched:
    """A row that holds, with the facts it holds by."""

    id: str
    used: tuple[Used, ...]


@dataclass(frozen=True, slots=True)
class Barred:
    """An action that may not be taken now, and the rules or rows that stand against it."""

    action: Action
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The next step of a case.

    Attributes:
        row, overlays: what holds, with the facts it holds by; `chosen_by` is the one the action comes from.
        action: what to do; None where everything that would be next is barred.
        also: what goes with it. allowed: what else may be done now, without what is barred.
        first_choice: whether nothing stood against what the row would have had first.
        next_on: when to look again. after_hours: instead, for steps of the same day.
        best_time: when calls are best made. unknown: rows of higher priority that turn on a fact nobody knows.
    """

    version: str
    row: Matched
    overlays: tuple[Matched, ...]
    chosen_by: str
    action: Action | None
    first_choice: bool
    also: tuple[Action, ...]
    allowed: tuple[Action, ...]
    evidence: tuple[Evidence, ...]
    guards: tuple[str, ...]
    barred: tuple[Barred, ...]
    limits: Mapping[str, int | str]
    next_on: date | None
    after_hours: int | None
    best_time: tuple[time, time] | None
    unknown: tuple[Matched, ...]


def recommend(
    book: Playbook, situation: Situation, as_of: date, blocked: Mapping[Action, Sequence[str]]
) -> Recommendation:
    """The next step of a case at `as_of`.

    Args:
        book: the playbook in force; its last row holds always.
        situation: the case.
        as_of: the day, in the debtor's civil time.
        blocked: the rules that stand against an action, as the caller was told by the compliance rules.
    """
    at = next(n for n, row in enumerate(book.rows) if judge(row.when, situation))
    row = book.rows[at]
    overlays = tuple(one for one in book.overlays if judge(one.when, situation))
    barred = _barred(book, situation, (row, *overlays), blocked)
    steps = _steps(row, overlays)
    action = _choose(steps, (*row.otherwise, *row.allowed), situation, barred)
    every = _unique((*steps, *row.otherwise, *(each for one in (row, *overlays) for each in one.allowed)))
    also = tuple(one for one in row.also if one not in barred and one is not action)
    return Recommendation(
        version=book.version,
        row=_matched(row, situation),
        overlays=tuple(_matched(one, situation) for one in overlays),
        chosen_by=_chosen_by(action, row, overlays),
        action=action,
        first_choice=action is not None and action is _choose(steps, (), situation, {}),
        also=also,
        allowed=tuple(one for one in every if one not in barred and one is not action and one not in also),
        evidence=_unique((*row.evidence, *(each for one in overlays for each in one.evidence))),
        guards=_unique((*row.guards, *(each for one in overlays for each in one.guards))),
        barred=tuple(Barred(one, barred[one]) for one in (*every, *row.also) if one in barred),
        limits={code: value for one in (row, *overlays) for code, value in one.limits.items()},
        next_on=_next(row.next, as_of, book),
        after_hours=row.next.hours,
        best_time=_best_time(book, action),
        unknown=tuple(_matched(one, situation) for one in book.rows[:at] if judge(one.when, situation) is None),
    )


def _steps(row: Row, overlays: tuple[Row, ...]) -> tuple[Action, ...]:
    """What to do in which order: a firm row first, else what the overlays ask for."""
    over = tuple(each for one in overlays for each in one.sequence)
    return _unique((*row.sequence, *over) if row.firm else (*over, *row.sequence))


def _chosen_by(action: Action | None, row: Row, overlays: tuple[Row, ...]) -> str:
    """The row or overlay that asks for the action; the row where none does."""
    asking = (row, *overlays) if row.firm else (*overlays, row)
    return next((one.id for one in asking if action in one.sequence), row.id)


def _choose(
    steps: tuple[Action, ...], fallback: tuple[Action, ...], situation: Situation, barred: Mapping[Action, object]
) -> Action | None:
    """The first step that is open and not done; else the last open one again; else the first open fallback."""
    open_steps = [one for one in steps if one not in barred]
    fresh = [one for one in open_steps if one not in situation.done]
    return next(iter((*fresh, *open_steps[-1:], *(one for one in fallback if one not in barred))), None)


def _barred(
    book: Playbook, situation: Situation, rows: tuple[Row, ...], blocked: Mapping[Action, Sequence[str]]
) -> dict[Action, tuple[str, ...]]:
    """What stands against each action: the caller's rules, hours and caps, and rows that stop it."""
    found = {}
    for action in Action:
        by = [*blocked.get(action, ()), *_closed(book.channels[action], situation, book.globals)]
        by += [row.id for row in rows if action in row.stops]
        if by:
            found[action] = _unique(by)
    return found


def _closed(channel: Channel, situation: Situation, rules: Globals) -> Iterator[str]:
    if channel in CONTACTING and _quiet(situation.minute_of_day, rules):
        yield QUIET_HOURS
    if channel is Channel.CALL and situation.calls_today >= rules.calls_a_day:
        yield CALLS_A_DAY
    if channel is Channel.VISIT and situation.visits_week >= rules.visits_a_week:
        yield VISITS_A_WEEK
    if channel in MEETING:
        yield from (f"playbook.avoid.{one}" for one in sorted(situation.avoid) if one in rules.avoid)


def _quiet(minute: int | None, rules: Globals) -> bool:
    if minute is None:
        return False
    return minute >= _minutes(rules.quiet_from) or minute < _minutes(rules.quiet_until)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _matched(row: Row, situation: Situation) -> Matched:
    """A row with the tests that speak for it; of one that is not settled, those that nobody can answer."""
    truth = judge(row.when, situation)
    return Matched(row.id, tuple(supporting(row.when, situation, truth)))


def _next(when: Next, as_of: date, book: Playbook) -> date | None:
    if when.hours is not None:
        return as_of
    if when.workdays is not None:
        return book.work.add_workdays(as_of, when.workdays)
    return None if when.days is None else as_of + timedelta(days=when.days)


def _best_time(book: Playbook, action: Action | None) -> tuple[time, time] | None:
    calls = action is not None and book.channels[action] is Channel.CALL
    return (book.globals.prefer_from, book.globals.prefer_until) if calls else None


def _unique(found: Sequence[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(found))
