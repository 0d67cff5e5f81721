"""What would bring a plan within somebody's authority: the smallest change of its terms, or why no change can.

Each criterion of the authority matrix hangs on terms of its own, so that the smallest change is the smallest of each:
fewer rows until the term fits, a shorter deferral, and of every waiver as much as the level may grant. The principal,
an earlier restructure and a guarantor's missing consent hang on no term; where one of them asks for more, no change
of terms helps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fieldapp.domain.plans.authority import (
    AuthorityMatrix,
    Exceeded,
    Level,
    Limits,
    PlanFigures,
    exceeded_at,
    required,
)
from fieldapp.domain.plans.plan import PlanKind, PlanTerms
from fieldapp.domain.plans.plan_life import figures
from fieldapp.domain.plans.plan_schedule import Ground, build_on
from fieldapp.domain.plans.plan_soundness import problems_on
from fieldapp.domain.plans.policy import USUAL, PlanPolicy

_FIXED_ROWS = frozenset({PlanKind.DEFERRAL, PlanKind.SETTLEMENT, PlanKind.CUSTOM})
_FIELDS = (
    "instalments",
    "deferral_months",
    "waived_penalty",
    "waived_compound",
    "waived_interest",
    "waived_costs",
    "waived_principal",
)


@dataclass(frozen=True, slots=True)
class Asking:
    """What authority looks at beside the terms: plans approved before on the debt, guarantors without consent."""

    earlier_restructures: int = 0
    unconsented: int = 0


@dataclass(frozen=True, slots=True)
class TermChange:
    """One term with its value before and after: rows, months, or minor units."""

    field: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Within:
    """The terms changed so that `level` may grant them; no change where it may grant them as they are."""

    level: Level
    terms: PlanTerms
    changes: tuple[TermChange, ...]


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """No change of terms brings the plan within `level`: the criteria that still ask for more."""

    level: Level
    left: tuple[Exceeded, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """For one's own authority: how to come within it or why not; and the lowest level above it that can be reached
    by a change, if that is below what the plan needs as it is."""

    own: Within | OutOfReach
    nearest: Within | None


def advise(
    ground: Ground,
    terms: PlanTerms,
    own: Level,
    matrix: AuthorityMatrix,
    asking: Asking,
    policy: PlanPolicy = USUAL,
) -> Advice:
    """How sound terms come within one's own authority, or nearer to it."""
    mine = within(ground, terms, own, matrix, asking, policy)
    if isinstance(mine, Within):
        return Advice(mine, None)
    need = required(_figures(ground, terms, asking), matrix).level
    levels = [limits.level for limits in matrix.limits if own < limits.level < need]
    found = (within(ground, terms, level, matrix, asking, policy) for level in levels)
    return Advice(mine, next((one for one in found if isinstance(one, Within)), None))


def within(
    ground: Ground,
    terms: PlanTerms,
    level: Level,
    matrix: AuthorityMatrix,
    asking: Asking,
    policy: PlanPolicy = USUAL,
) -> Within | OutOfReach:
    """The smallest change that brings sound terms within a level."""
    if required(_figures(ground, terms, asking), matrix).level <= level:
        return Within(level, terms, ())
    place = [limits.level for limits in matrix.limits].index(level)
    limits = matrix.limits[max(0, place - (matrix.restructure_levels if asking.earlier_restructures else 0))]
    less = _waiving_less(ground, terms, limits)
    fixed = _fixed(ground, less, asking, limits, place)
    if fixed:
        return OutOfReach(level, fixed)
    for tried in _shorter(less):
        if problems_on(ground, tried, policy):
            continue
        if required(_figures(ground, tried, asking), matrix).level <= level:
            return Within(level, tried, _changes(terms, tried))
    return OutOfReach(level, exceeded_at(_figures(ground, less, asking), limits))


def _figures(ground: Ground, terms: PlanTerms, asking: Asking) -> PlanFigures:
    return figures(terms, build_on(ground, terms), asking.earlier_restructures, asking.unconsented)


def _waiving_less(ground: Ground, terms: PlanTerms, limits: Limits) -> PlanTerms:
    """The terms with no more waived than the level may grant; interest and penalty give way before costs."""
    over = {each.criterion: each.value - each.limit for each in exceeded_at(_figures(ground, terms, Asking()), limits)}
    penalty = min(over.get("penalty_waiver", 0), terms.waived_penalty)
    interest = min(over.get("interest_waiver", 0), terms.waived_interest)
    return replace(
        terms,
        waived_principal=terms.waived_principal - over.get("principal_waiver", 0),
        waived_penalty=terms.waived_penalty - penalty,
        waived_compound=terms.waived_compound - (over.get("penalty_waiver", 0) - penalty),
        waived_interest=terms.waived_interest - interest,
        waived_costs=terms.waived_costs - (over.get("interest_waiver", 0) - interest),
    )


def _shorter(terms: PlanTerms) -> Iterator[PlanTerms]:
    """The terms as they are, then ever shorter."""
    yield terms
    if terms.kind is PlanKind.DEFERRAL:
        for months in range(terms.deferral_months - 1, 0, -1):
            yield replace(terms, deferral_months=months)
    elif terms.kind not in _FIXED_ROWS:
        for count in range(terms.instalments - 1, 0, -1):
            yield replace(terms, instalments=count, arrears_rows=min(terms.arrears_rows, count))


def _changes(before: PlanTerms, after: PlanTerms) -> tuple[TermChange, ...]:
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in _FIELDS)
    return tuple(TermChange(name, old, new) for name, old, new in pairs if old != new)


def _fixed(ground: Ground, terms: PlanTerms, asking: Asking, limits: Limits, place: int) -> tuple[Exceeded, ...]:
    """What asks for more and hangs on no term."""
    found = [one for one in exceeded_at(_figures(ground, terms, asking), limits) if one.criterion == "balance"]
    if place == 0:
        others = (("consent", asking.unconsented), ("restructures", asking.earlier_restructures))
        found += [Exceeded(name, count, 0, limits.level) for name, count in others if count]
    return tuple(found)
