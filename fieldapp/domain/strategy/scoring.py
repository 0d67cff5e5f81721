"""Ability and willingness from 0 to 100, opened to what they are made of; advice for a person, never a decision.

Formula (RULES E): 50 plus the points of every answer, clipped to 0 … 100. An answer that is missing brings nothing
and makes the score less sure: confidence is the weight of what was answered over the weight of what could be asked
of such premises. Weights are expert defaults of a pack and only ever go one way (PIPL 24: explained; R40: a person
decides).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from fieldapp.domain.strategy.answer_checks import CheckRules, Finding, Severity, check
from fieldapp.domain.strategy.answers import Answers, Source, source_of, with_power_change
from fieldapp.domain.strategy.client import NOT_TRIED, ClientSuggestion, Reach, Standing, TypeRules, suggest
from fieldapp.domain.strategy.score_inputs import ABILITY, WILLINGNESS, Input, Setting, Value, shown
from fieldapp.domain.strategy.score_parts import Line, Part, Recent, Steps, Words

LEAST, MOST = Fraction(0), Fraction(100)
PROTECTED = frozenset(
    {"sex", "gender", "ethnicity", "nationality", "race", "religion", "belief", "age", "birth_date", "birthday"}
    | {"marital_status", "disability", "health", "political_view", "orientation", "native_place"}
)
"""What no score may look at (RULES E, PIPL 24, 28)."""


class Kind(StrEnum):
    """The two scores."""

    ABILITY = "ability"
    WILLINGNESS = "willingness"


INPUTS_OF: Mapping[Kind, tuple[Input, ...]] = {Kind.ABILITY: ABILITY, Kind.WILLINGNESS: WILLINGNESS}


@dataclass(frozen=True, slots=True)
class ScoreRules:
    """Every weight and threshold, from a pack.

    Attributes:
        base: where a score starts. parts: points by score and input. enough: the least confidence, as a fraction.
        inconsistent_costs: taken off the confidence of ability for each inconsistent finding.
        top: so many contributions are shown first. cure_plan_months: over which the arrears are spread for `dscr`.
    """

    version: str
    base: Fraction
    parts: Mapping[Kind, Mapping[str, Part]]
    enough: Fraction
    inconsistent_costs: Fraction
    top: int
    receivable_days: int
    proposal_share: Fraction
    cure_plan_months: int
    checks: CheckRules
    types: TypeRules


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one answer brings: points (their sign says which way), where it comes from, and how it was before.

    `delta` is what the points changed against the form before; None where that did not answer.
    """

    code: str
    points: Fraction
    weight: Fraction
    value: str
    source: Source
    previous_value: str | None = None
    previous_points: Fraction | None = None

    @property
    def delta(self) -> Fraction | None:
        """The change of the points."""
        return None if self.previous_points is None else self.points - self.previous_points


@dataclass(frozen=True, slots=True)
class Score:
    """A score with every contribution, largest first; `unclipped` is before it was held between 0 and 100."""

    kind: Kind
    value: Fraction
    unclipped: Fraction
    contributions: tuple[Contribution, ...]
    missing: tuple[str, ...]
    answered_weight: Fraction
    total_weight: Fraction
    confidence: Fraction
    insufficient: bool

    def top(self, count: int) -> tuple[Contribution, ...]:
        """The `count` contributions of the greatest size that bring anything at all."""
        return tuple(one for one in self.contributions if one.points)[:count]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Both scores and the type they suggest; no scores where an answer cannot be true. A person decides."""

    rules_version: str
    findings: tuple[Finding, ...]
    ability: Score | None
    willingness: Score | None
    client: ClientSuggestion


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be scored: the form, the one before, the trade, and what the lender knows besides."""

    answers: Answers
    as_of: date
    before: Answers | None = None
    trade: str = ""
    cure: int | None = None
    reach: Reach = NOT_TRIED


def protected_among(names: Mapping[str, object]) -> tuple[str, ...]:
    """Names that no score may look at."""
    return tuple(sorted(PROTECTED & set(names)))


def faults(rules: ScoreRules) -> tuple[str, ...]:
    """What is wrong with a pack: inputs nobody knows, protected or without points, points that punish improvement."""
    found = []
    for kind, inputs in INPUTS_OF.items():
        parts = rules.parts[kind]
        known = {each.code: each for each in inputs}
        found += [f"{kind}: {name} is protected" for name in protected_among(parts)]
        found += [f"{kind}: no input is called {name}" for name in sorted(set(parts) - set(known))]
        found += [f"{kind}: {name} has no points" for name in sorted(set(known) - set(parts))]
        both = [known[name] for name in parts if name in known]
        found += [f"{kind}: {one.code} punishes an improvement" for one in both if not _fits(one, parts[one.code])]
    return tuple(found)


def _fits(one: Input, part: Part) -> bool:
    return isinstance(part, Recent) == one.recent and part.never_punishes(one.order)


def assess(asked: Asked, rules: ScoreRules) -> Assessment:
    """The scores of a form, the findings about it, and the type it suggests."""
    findings = check(asked.answers, asked.before, asked.trade, rules.checks)
    if any(finding.severity is Severity.BLOCK for finding in findings):
        return Assessment(rules.version, findings, None, None, ClientSuggestion(None, Standing.BLOCKED))
    odd = sum(finding.inconsistent for finding in findings)
    ability = _score(Kind.ABILITY, asked, rules, odd * rules.inconsistent_costs)
    willingness = _score(Kind.WILLINGNESS, asked, rules, Fraction(0))
    sure = not (ability.insufficient or willingness.insufficient)
    client = suggest(ability.value, willingness.value, sure, asked.reach, rules.types)
    return Assessment(rules.version, findings, ability, willingness, client)


def _score(kind: Kind, asked: Asked, rules: ScoreRules, less: Fraction) -> Score:
    setting = Setting(asked.as_of, asked.cure, rules.receivable_days, rules.proposal_share)
    answers = replace(asked.answers, power_change_percent=with_power_change(asked.answers, asked.before))
    parts = rules.parts[kind]
    asked_of = [one for one in INPUTS_OF[kind] if _concerns(one, answers)]
    values = {one.code: one.value(answers, setting) for one in asked_of}
    lines = [_line(one, value, answers, asked.before, setting, parts[one.code]) for one in asked_of
             if (value := values[one.code]) is not None]  # fmt: skip
    lines.sort(key=lambda line: -abs(line.points))
    unclipped = rules.base + sum((line.points for line in lines), Fraction(0))
    total = sum((parts[one.code].weight for one in asked_of), Fraction(0))
    answered = sum((line.weight for line in lines), Fraction(0))
    confidence = max(Fraction(0), answered / total - less)
    missing = tuple(one.code for one in asked_of if values[one.code] is None and parts[one.code].weight)
    value = min(MOST, max(LEAST, unclipped))
    return Score(kind, value, unclipped, tuple(lines), missing, answered, total, confidence, confidence < rules.enough)


def _concerns(one: Input, answers: Answers) -> bool:
    """Whether such premises are asked this at all; what was answered all the same counts."""
    unasked = one.only and answers.premises_type is not None and answers.premises_type not in one.only
    return not unasked or all(getattr(answers, name) is not None for name in one.reads)


def _line(
    one: Input, value: Value, answers: Answers, before: Answers | None, setting: Setting, part: Part
) -> Contribution:
    earlier = one.value(before, setting) if before else None
    source = source_of(answers, [name for name in one.reads if getattr(answers, name) is not None])
    line = Contribution(one.code, points(part, value), part.weight, shown(value), source)
    if earlier is None:
        return line
    return replace(line, previous_value=shown(earlier), previous_points=points(part, earlier))


def points(part: Part, value: Value) -> Fraction:
    """What `value` brings under `part`.

    Raises:
        TypeError: the value is not of the kind the part is for; `faults` finds such packs beforehand.
    """
    if isinstance(part, Line | Steps) and isinstance(value, Fraction):
        return part.of(value)
    if isinstance(part, Words) and isinstance(value, str):
        return part.of(value)
    if isinstance(part, Recent) and isinstance(value, tuple):
        return part.of(value)
    raise TypeError(f"{value!r} has no points under {type(part).__name__}")
