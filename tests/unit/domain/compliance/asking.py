"""Questions of compliance in a line: a row says a rule, which of its three cases it is, and what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from fieldapp.domain.compliance.answer import Answer, Outcome, Spoken, may_i
from fieldapp.domain.compliance.question import (
    Action,
    Actor,
    Contact,
    ContactChannel,
    DataUse,
    Debt,
    MoneyHandling,
    Person,
    Place,
    PlanFigures,
    Question,
    Quota,
    Situation,
    VisitConduct,
)
from fieldapp.domain.compliance.rule import CompliancePack
from fieldapp.domain.compliance.verbs import Verb
from fieldapp.rule_packs import compliance

ZONE = "Asia/Shanghai"
TODAY = date(2026, 7, 25)
PARTS: dict[str, type[Any]] = {
    "actor": Actor,
    "party": Person,
    "place": Place,
    "case": Situation,
    "debt": Debt,
    "plan": PlanFigures,
    "visit": VisitConduct,
    "money": MoneyHandling,
    "records": DataUse,
    "quota": Quota,
}
FAMILIES = {"R": "CN", "U": "US", "K": "UK", "E": "EU"}
ALLOWED, BOUNDARY, REFUSED = "allowed", "boundary", "refused"
KEPT = "may.kept"


def local(hour: int, minute: int = 0, day: int = 25, month: int = 7, second: int = 0) -> datetime:
    """That moment in Shanghai, as UTC."""
    return datetime(2026, month, day, hour, minute, second, tzinfo=UTC) - timedelta(hours=8)


TEN = local(10)


def pack(jurisdiction: str = "CN", on: date = TODAY) -> CompliancePack:
    return compliance.load(jurisdiction, on)


def question(verb: Verb, at: datetime = TEN, action: dict[str, Any] | None = None, **parts: Any) -> Question:
    """A question; a part is given as a dict of what differs from its defaults."""
    made = {name: PARTS[name](**value) if isinstance(value, dict) else value for name, value in parts.items()}
    return Question(Action(verb, **(action or {})), at, **made)


def ask(verb: Verb, jurisdiction: str = "CN", **asked: Any) -> Answer:
    return may_i(question(verb, **asked), pack(jurisdiction))


def calls(count: int, at: datetime = TEN, *, connected: bool = True, **more: Any) -> tuple[Contact, ...]:
    """So many calls, a minute apart, the last a minute before `at`."""
    return tuple(Contact(at - timedelta(minutes=number + 1), connected=connected, **more) for number in range(count))


def visits(*days_ago: int) -> tuple[Contact, ...]:
    return tuple(Contact(TEN - timedelta(days=days), ContactChannel.VISIT) for days in days_ago)


@dataclass(frozen=True)
class Row:
    """One line of a table."""

    rule: str
    kind: str
    outcome: Outcome
    code: str
    verb: Verb
    asked: dict[str, Any]


def row(rule: str, kind: str, outcome: Outcome, code: str, verb: Verb, /, **asked: Any) -> Any:
    """A line as pytest takes it."""
    return pytest.param(Row(rule, kind, outcome, code, verb, asked), id=f"{rule} {kind} {code}")


def check(line: Row) -> None:
    """The rule says what the line says, with everything that explains it."""
    answer = ask(line.verb, FAMILIES[line.rule[0]], **line.asked)
    said = {(one.outcome, one.code) for one in of_rule(answer, line.rule)}
    assert (line.outcome, line.code) in said
    if line.kind is ALLOWED:
        assert said == {(line.outcome, line.code)}
    assert answer.outcome.rank >= (0 if line.outcome is Outcome.RECORD else line.outcome.rank)
    for one in of_rule(answer, line.rule):
        assert one.source
        assert one.confidence
        assert one.evidence
        assert one.pack_version == answer.pack_version


def of_rule(answer: Answer, rule: str) -> list[Spoken]:
    """What one rule said."""
    return [one for one in answer.rules if one.rule_id == rule]


def codes(answer: Answer) -> set[str]:
    """Everything that warns or blocks."""
    return {one.code for one in answer.against}
