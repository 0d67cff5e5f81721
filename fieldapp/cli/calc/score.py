"""Asks the scores: the observation form in, ability, willingness, what they are made of and the suggested type out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from fieldapp.cli.calc.observation import ObservationForm, answers_of
from fieldapp.cli.calc.question import Question, Shown, Strict, day, minor
from fieldapp.domain.strategy.answer_checks import Finding, Severity
from fieldapp.domain.strategy.answers import QUESTIONS, Source
from fieldapp.domain.strategy.client import ClientType, Reach, Standing
from fieldapp.domain.strategy.score_inputs import INPUTS
from fieldapp.domain.strategy.scoring import Asked, Assessment, Contribution, Score, ScoreRules, assess
from fieldapp.errors import KnownError
from fieldapp.rule_packs import scores


class ReachForm(Strict, frozen=True, kw_only=True):
    """Attempts to reach the borrower since the last contact."""

    attempts: int = 0
    days: int = 0
    failed_visits: int = 0


class ScoreQuestion(Strict, frozen=True, kw_only=True):
    """The form of a visit, the form of the visit before, and what they are held against.

    `cure` is what would bring the loans up to date; `trade` a name the pack knows (any other has a wide band).
    """

    as_of: str
    observation: ObservationForm
    previous: ObservationForm | None = None
    trade: str = ""
    cure: str | None = None
    reach: ReachForm = ReachForm()


class FindingShown(Shown, frozen=True, kw_only=True):
    """Something about the answers."""

    code: str
    severity: Severity
    fields: list[str]
    params: dict[str, str | int]
    lowers_confidence: bool


class ContributionShown(Shown, frozen=True, kw_only=True):
    """What one answer brings. Points are decimal text; `sign` is +, - or 0."""

    input: str
    question: int
    sign: str
    points: str
    weight: str
    value: str
    source: Source
    previous_value: str | None
    previous_points: str | None
    delta: str | None


class ScoreShown(Shown, frozen=True, kw_only=True):
    """One score with everything it is made of; `top` are the largest that bring anything."""

    score: str
    unclipped: str
    confidence: str
    insufficient: bool
    answered_weight: str
    total_weight: str
    top: list[ContributionShown]
    contributions: list[ContributionShown]
    missing: list[str]


class ClientShown(Shown, frozen=True, kw_only=True):
    """The suggested type; `standing` says how far it may be relied on, and a person decides in every case."""

    type: ClientType | None
    standing: Standing
    near: list[str]
    decided_by: str


class ScoreAnswer(Shown, frozen=True, kw_only=True):
    """Both scores (none where an answer cannot be true), the findings, the suggestion, and the pack it rests on."""

    as_of: str
    pack: str
    findings: list[FindingShown]
    ability: ScoreShown | None
    willingness: ScoreShown | None
    client: ClientShown


def _answer(asked: ScoreQuestion) -> ScoreAnswer:
    as_of = day(asked.as_of, "as_of")
    rules = rules_on(as_of)
    for name in ("attempts", "days", "failed_visits"):
        minor(str(getattr(asked.reach, name)), f"reach.{name}", 0)
    found = assess(
        Asked(
            answers=answers_of(asked.observation, "observation"),
            as_of=as_of,
            before=answers_of(asked.previous, "previous") if asked.previous else None,
            trade=asked.trade,
            cure=None if asked.cure is None else minor(asked.cure, "cure"),
            reach=Reach(asked.reach.attempts, asked.reach.days, asked.reach.failed_visits),
        ),
        rules,
    )
    return _shown(found, as_of, rules)


def rules_on(as_of: date) -> ScoreRules:
    """The rules of that day.

    Raises:
        KnownError: `score.no_pack`.
    """
    try:
        return scores.in_force(as_of)
    except LookupError as error:
        raise KnownError("score.no_pack", {"date": as_of.isoformat()}) from error


def _shown(found: Assessment, as_of: date, rules: ScoreRules) -> ScoreAnswer:
    return ScoreAnswer(
        as_of=as_of.isoformat(),
        pack=found.rules_version,
        findings=[_finding(each) for each in found.findings],
        ability=_score(found.ability, rules.top) if found.ability else None,
        willingness=_score(found.willingness, rules.top) if found.willingness else None,
        client=ClientShown(
            type=found.client.type, standing=found.client.standing, near=list(found.client.near), decided_by="person"
        ),
    )


def _finding(finding: Finding) -> FindingShown:
    return FindingShown(
        code=finding.code,
        severity=finding.severity,
        fields=list(finding.names),
        params=dict(finding.params),
        lowers_confidence=finding.inconsistent,
    )


def _score(score: Score, top: int) -> ScoreShown:
    return ScoreShown(
        score=_text(score.value),
        unclipped=_text(score.unclipped),
        confidence=_text(score.confidence),
        insufficient=score.insufficient,
        answered_weight=_text(score.answered_weight),
        total_weight=_text(score.total_weight),
        top=[_contribution(each) for each in score.top(top)],
        contributions=[_contribution(each) for each in score.contributions],
        missing=list(score.missing),
    )


def _contribution(one: Contribution) -> ContributionShown:
    return ContributionShown(
        input=one.code,
        question=QUESTIONS[INPUTS[one.code].reads[0]],
        sign="+" if one.points > 0 else "-" if one.points < 0 else "0",
        points=_text(one.points),
        weight=_text(one.weight),
        value=one.value,
        source=one.source,
        previous_value=one.previous_value,
        previous_points=None if one.previous_points is None else _text(one.previous_points),
        delta=None if one.delta is None else _text(one.delta),
    )


def _text(exact: Fraction) -> str:
    """Two digits after the point, halves away from zero."""
    cents = (abs(exact) * 200 + 1) // 2
    return f"{'-' if exact < 0 and cents else ''}{Decimal(int(cents)).scaleb(-2):.2f}"


QUESTION = Question("score", "ability and willingness", ScoreQuestion, ScoreAnswer, _answer)
