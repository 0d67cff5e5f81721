"""The answer: every rule that was asked, what it said, what may be done instead, and how long the answer holds.

The worst that any rule says is the answer. Time alone can lift a block; where it can for all of them, the answer says
when, having asked again for that moment.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from fieldapp.domain.compliance.checks import BY_VERB
from fieldapp.domain.compliance.hearing import Hearing, hearing
from fieldapp.domain.compliance.question import Question
from fieldapp.domain.compliance.rule import CompliancePack, Rule, Severity
from fieldapp.domain.compliance.said import Against, Check, Instead, Params, Turn

KEPT = "may.kept"
TRIES = 8
"""How many times the next moment is asked for before the answer says that it does not know one."""


class Outcome(StrEnum):
    """What a rule, or all of them, answer; `record` is a rule that allows it and wants it on record."""

    ALLOWED = "allowed"
    RECORD = "record"
    WARN = "warn"
    BLOCK = "block"

    @property
    def rank(self) -> int:
        """The higher the worse."""
        return _RANK[self]


_RANK = {outcome: rank for rank, outcome in enumerate(Outcome)}
_OUTCOMES = {Severity.RECORD: Outcome.RECORD, Severity.WARN: Outcome.WARN, Severity.BLOCK: Outcome.BLOCK}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one rule said. `again`: when time alone lifts it. `evidence`: what has to be kept if it is done."""

    rule_id: str
    pack_version: str
    severity: Severity
    outcome: Outcome
    code: str
    params: Params
    source: str
    confidence: str
    evidence: tuple[str, ...]
    instead: tuple[Instead, ...] = ()
    again: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer.

    Attributes:
        outcome: ALLOWED, WARN or BLOCK; the worst of the rules, where to be put on record is to be allowed.
        rules: every rule that was asked, the worst first.
        at: when it was asked; two answers that differ in nothing else are the same answer.
        next_at: when a block ends by time alone; None: it is not blocked, or time alone does not help.
        valid_until: the answer holds before this moment, if nothing else happens; None: time does not change it.
    """

    outcome: Outcome
    pack_version: str
    jurisdiction: str
    at: datetime = field(compare=False)
    rules: tuple[Spoken, ...]
    next_at: datetime | None
    valid_until: datetime | None

    @property
    def against(self) -> tuple[Spoken, ...]:
        """What warns or blocks, the worst first."""
        return tuple(rule for rule in self.rules if rule.outcome in {Outcome.WARN, Outcome.BLOCK})

    @property
    def instead(self) -> tuple[Instead, ...]:
        """What may be done instead, each once."""
        found: list[Instead] = []
        for rule in self.rules:
            found += [other for other in rule.instead if other not in found]
        return tuple(found)

    @property
    def record(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Rule and evidence: what has to be kept if it is done."""
        kept: dict[str, tuple[str, ...]] = {rule.rule_id: rule.evidence for rule in self.rules if rule.evidence}
        return tuple(sorted(kept.items()))


def may_i(question: Question, pack: CompliancePack) -> Answer:
    """Answer whether this person may do this, to this party, now, here."""
    answer = _ask(question, pack)
    if answer.outcome is not Outcome.BLOCK:
        return answer
    return replace(answer, next_at=_next(question, pack, answer))


def _ask(question: Question, pack: CompliancePack) -> Answer:
    heard = hearing(question)
    spoken: list[Spoken] = []
    turns: list[datetime] = []
    for check in BY_VERB[question.action.verb]:
        rule = pack.rules.get(check.rule_id)
        if rule is not None and rule.in_force(heard.today) and (check.when is None or check.when(heard)):
            spoken += _speak(check, rule, heard, turns)
    spoken.sort(key=lambda rule: -rule.outcome.rank)
    worst = spoken[0].outcome if spoken else Outcome.ALLOWED
    return Answer(
        outcome=Outcome.ALLOWED if worst is Outcome.RECORD else worst,
        pack_version=pack.version,
        jurisdiction=pack.jurisdiction,
        at=heard.now,
        rules=tuple(spoken),
        next_at=None,
        valid_until=min((turn for turn in turns if turn > heard.now), default=None),
    )


def _speak(check: Check, rule: Rule, heard: Hearing, turns: list[datetime]) -> list[Spoken]:
    spoken = []
    for said in check.speak(heard, rule):
        if isinstance(said, Turn):
            turns.append(said.at)
        else:
            spoken.append(_against(said, rule))
    return spoken or [_spoken(rule, rule.severity, Outcome.ALLOWED, KEPT, {})]


def _against(said: Against, rule: Rule) -> Spoken:
    severity = rule.severity_of(said.part)
    spoken = _spoken(rule, severity, _OUTCOMES[severity], said.code, said.params)
    return replace(spoken, instead=said.instead, again=said.again)


def _spoken(rule: Rule, severity: Severity, outcome: Outcome, code: str, params: Params) -> Spoken:
    return Spoken(rule.id, rule.version, severity, outcome, code, params, rule.source, rule.confidence, rule.evidence)


def _next(question: Question, pack: CompliancePack, answer: Answer) -> datetime | None:
    """The first moment at which nothing blocks any more by time alone, found by asking again."""
    offset = timedelta(seconds=question.clock_offset_s)
    for _ in range(TRIES):
        blocks = [rule.again for rule in answer.rules if rule.outcome is Outcome.BLOCK]
        moments = [moment for moment in blocks if moment is not None]
        if len(moments) < len(blocks):
            return None
        if not blocks:
            return answer.at
        answer = _ask(replace(question, at=max(moments).astimezone(UTC) - offset), pack)
    return None
