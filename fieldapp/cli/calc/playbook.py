"""Asks the playbook: a situation in, the next step out, with its reason, what else may be done and what is barred."""

from __future__ import annotations

from typing import Any

import msgspec

from fieldapp.cli.calc.question import Question, Shown, Strict, day, wrong
from fieldapp.domain.strategy.client import ClientType
from fieldapp.domain.strategy.conditions import Used
from fieldapp.domain.strategy.playbook import Matched, Recommendation, recommend
from fieldapp.domain.strategy.playbook_rules import Action, Evidence, Playbook
from fieldapp.domain.strategy.situation import Avoid, Family, Hold, Situation
from fieldapp.errors import KnownError
from fieldapp.rule_packs import playbook


class PlaybookQuestion(Strict, frozen=True, kw_only=True):
    """A case at a moment; what is left out is not known, counts are nought.

    `at` is the debtor's civil time ("18:30"). `blocked` names the rules that stand against an action, as `may-i`
    answers. `days_past_due` and `family` are needed.
    """

    as_of: str
    family: Family
    days_past_due: int
    days_to_due: int | None = None
    at: str | None = None
    debit_failed: bool | None = None
    visits: int = 0
    visits_week: int = 0
    days_since_visit: int | None = None
    calls_today: int = 0
    messages_sent: int = 0
    notices_served: int | None = 0
    days_since_notice: int | None = None
    guarantors: int = 0
    guarantor_demanded: bool = False
    guarantee_days_left: int | None = None
    limitation_days_left: int | None = None
    plans_broken: int = 0
    promise_open: bool = False
    willing: bool | None = None
    refuses: bool | None = None
    able: bool | None = None
    reachable: bool | None = None
    local: bool | None = None
    client_type: ClientType | None = None
    hardship_claimed: bool = False
    hardship_verified: bool = False
    holds: frozenset[Hold] = frozenset()
    done: frozenset[Action] = frozenset()
    avoid: frozenset[Avoid] = frozenset()
    paid_up: bool = False
    days_since_payment: int | None = None
    blocked: dict[Action, list[str]] = msgspec.field(default_factory=dict)


class UsedShown(Shown, frozen=True, kw_only=True):
    """A test of a condition with the fact it looked at."""

    field: str
    operator: str
    value: int | bool | str | list[str]
    actual: int | bool | str | list[str] | None


class MatchedShown(Shown, frozen=True, kw_only=True):
    """A row of the playbook with the data it was matched by."""

    row: str
    used: list[UsedShown]


class BarredShown(Shown, frozen=True, kw_only=True):
    """An action that may not be taken now, and the rules or rows against it."""

    action: Action
    by: list[str]


class PlaybookAnswer(Shown, frozen=True, kw_only=True):
    """One recommendation; `chosen_by` is the row or overlay it comes from.

    `unknown` are rows of higher priority that turn on facts nobody knows.
    """

    as_of: str
    pack: str
    action: Action | None
    chosen_by: str
    first_choice: bool
    also: list[Action]
    allowed: list[Action]
    evidence: list[Evidence]
    matched: MatchedShown
    overlays: list[MatchedShown]
    guards: list[str]
    barred: list[BarredShown]
    limits: dict[str, int | str]
    next_on: str | None
    after_hours: int | None
    best_time: list[str] | None
    unknown: list[MatchedShown]
    decided_by: str


def _answer(asked: PlaybookQuestion) -> PlaybookAnswer:
    as_of = day(asked.as_of, "as_of")
    facts: dict[str, Any] = msgspec.structs.asdict(asked)
    for name, value in facts.items():
        if isinstance(value, int) and value < 0 and name not in {"guarantee_days_left", "limitation_days_left"}:
            wrong(name, f"below zero: {value}")
    del facts["as_of"], facts["blocked"]
    facts["minute_of_day"] = _minute(facts.pop("at"))
    try:
        book: Playbook = playbook.in_force(as_of)
    except LookupError as error:
        raise KnownError("playbook.no_pack", {"date": as_of.isoformat()}) from error
    return _shown(recommend(book, Situation(**facts), as_of, asked.blocked), asked.as_of)


def _minute(at: str | None) -> int | None:
    if at is None:
        return None
    hours, _, minutes = at.partition(":")
    if len(at) != 5 or not (hours + minutes).isdecimal() or int(hours) > 23 or int(minutes) > 59:
        wrong("at", f"not a time like 18:30: {at!r}")
    return int(hours) * 60 + int(minutes)


def _shown(found: Recommendation, as_of: str) -> PlaybookAnswer:
    return PlaybookAnswer(
        as_of=as_of,
        pack=found.version,
        action=found.action,
        chosen_by=found.chosen_by,
        first_choice=found.first_choice,
        also=list(found.also),
        allowed=list(found.allowed),
        evidence=list(found.evidence),
        matched=_matched(found.row),
        overlays=[_matched(each) for each in found.overlays],
        guards=list(found.guards),
        barred=[BarredShown(action=each.action, by=list(each.by)) for each in found.barred],
        limits=dict(found.limits),
        next_on=found.next_on.isoformat() if found.next_on else None,
        after_hours=found.after_hours,
        best_time=[at.strftime("%H:%M") for at in found.best_time] if found.best_time else None,
        unknown=[_matched(each) for each in found.unknown],
        decided_by="person",
    )


def _matched(row: Matched) -> MatchedShown:
    return MatchedShown(row=row.id, used=[_used(each) for each in row.used])


def _used(one: Used) -> UsedShown:
    value, actual = one.test.value, one.actual
    return UsedShown(
        field=one.test.field,
        operator=one.test.operator.value,
        value=list(value) if isinstance(value, tuple) else value,
        actual=list(actual) if isinstance(actual, tuple) else actual,
    )


QUESTION = Question("playbook", "the next step recommended", PlaybookQuestion, PlaybookAnswer, _answer)
