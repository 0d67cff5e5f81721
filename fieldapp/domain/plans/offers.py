"""Up to three plans to begin the talk with, each with its reason: what fits, room to recover, an end at once.

They are proposals of a program: chosen, changed and agreed by people. Where nobody knows what the borrower can pay
none of them can be called fitting, and the reason says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from fieldapp.domain.lending.loan import Step
from fieldapp.domain.plans.plan import PlanKind, PlanTerms
from fieldapp.domain.plans.plan_schedule import Ground, build_on
from fieldapp.domain.plans.plan_soundness import problems_on
from fieldapp.domain.plans.policy import USUAL, PlanPolicy
from fieldapp.domain.plans.solver import over_all_rows
from fieldapp.domain.visit import HARDSHIP_CAUSES, Cause

USUAL_INSTALMENTS = 12
EASY_ROWS = 6
"""Rows of interest alone before the principal is repaid, so that a business can recover."""
LATER_ROWS = 12
"""Rows after them where nobody knows what can be paid."""
SETTLED_WITHIN, SETTLED_LATE = 15, 3
"""Days until a settlement is paid, and days after which it still counts."""
PASSING = frozenset(
    {
        Cause.FORGOT,
        Cause.ACCOUNT_PROBLEM,
        Cause.DATE_MISMATCH,
        Cause.RECEIVABLE_DELAYED,
        Cause.BILL_NOT_CLEARED,
    }
)
"""Causes that pass by themselves: the same rows a little later are enough."""


class Why(StrEnum):
    """Why a plan is proposed."""

    FITS = "fits"
    LONGEST = "longest"
    UNKNOWN_CAPACITY = "unknown_capacity"
    PASSING_CAUSE = "passing_cause"
    HARDSHIP = "hardship"
    RECOVERY = "recovery"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Site:
    """One loan to make a plan on; `begin` are plain terms of level rows."""

    ground: Ground
    begin: PlanTerms


@dataclass(frozen=True, slots=True)
class Offer:
    """Terms that are proposed, one for each loan in their order, and why."""

    terms: tuple[PlanTerms, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the borrower: what they can pay a month (minor units), why payment stopped, and whether that
    passes; None: nobody knows."""

    capacity: int | None = None
    cause: Cause | None = None
    passes: bool | None = None


def offers(sites: Sequence[Site], known: Known, policy: PlanPolicy = USUAL) -> tuple[Offer, ...]:
    """What to propose for the loans together (at least one), the first of them to begin with."""
    passing = known.passes if known.passes is not None else known.cause in PASSING
    easier = _deferred(sites, policy) if passing else None
    return (
        _fitting(sites, known.capacity, policy),
        easier or _recovering(sites, known, policy),
        Offer(tuple(_settling(site, policy) for site in sites), Why.ENDS),
    )


def _fitting(sites: Sequence[Site], capacity: int | None, policy: PlanPolicy) -> Offer:
    """The fewest level rows the borrower can pay, what has accrued spread over all of them."""
    if capacity is None:
        usual = (
            replace(site.begin, instalments=USUAL_INSTALMENTS, arrears_rows=min(3, USUAL_INSTALMENTS)) for site in sites
        )
        return Offer(tuple(usual), Why.UNKNOWN_CAPACITY)
    found = _fewest(sites, [site.begin for site in sites], capacity, policy)
    if found is not None:
        return Offer(found, Why.FITS)
    return Offer(tuple(over_all_rows(site.begin, policy.max_instalments) for site in sites), Why.LONGEST)


def _fewest(
    sites: Sequence[Site], shapes: Sequence[PlanTerms], capacity: int, policy: PlanPolicy
) -> tuple[PlanTerms, ...] | None:
    """The shapes with the fewest rows, as many for every loan, whose dearest day is within a monthly capacity."""
    for count in range(1, policy.max_instalments + 1) if capacity else ():
        tried = tuple(over_all_rows(shape, count) for shape in shapes)
        if any(problems_on(site.ground, terms, policy) for site, terms in zip(sites, tried, strict=True)):
            continue
        rows = [build_on(site.ground, terms).rows for site, terms in zip(sites, tried, strict=True)]
        if max(sum(row.total for row in together) for together in zip(*rows, strict=True)) <= capacity:
            return tried
    return None


def _deferred(sites: Sequence[Site], policy: PlanPolicy) -> Offer | None:
    """The contracts' own rows, moved by as few months as will do."""
    for months in range(1, policy.max_deferral_months + 1):
        terms = tuple(
            replace(site.begin, kind=PlanKind.DEFERRAL, instalments=1, deferral_months=months) for site in sites
        )
        if not any(problems_on(site.ground, one, policy) for site, one in zip(sites, terms, strict=True)):
            return Offer(terms, Why.PASSING_CAUSE)
    return None


def _recovering(sites: Sequence[Site], known: Known, policy: PlanPolicy) -> Offer:
    """Interest alone at first, then level rows, as few as can be paid."""
    why = Why.HARDSHIP if known.cause in HARDSHIP_CAUSES else Why.RECOVERY
    shapes = [_stepped(site, policy) for site in sites]
    found = _fewest(sites, shapes, known.capacity or 0, policy)
    return Offer(found or tuple(over_all_rows(shape, EASY_ROWS + LATER_ROWS) for shape in shapes), why)


def _stepped(site: Site, policy: PlanPolicy) -> PlanTerms:
    """First rows that ask for the dearest row of interest alone; without interest, equal parts of the principal."""
    alone = replace(site.begin, kind=PlanKind.INTEREST_ONLY, instalments=EASY_ROWS + 1)
    interest = 0
    if not problems_on(site.ground, alone, policy):
        interest = max(row.interest for row in build_on(site.ground, alone).rows[:EASY_ROWS])
    if not interest:
        return replace(site.begin, kind=PlanKind.EQUAL_PRINCIPAL)
    return replace(site.begin, kind=PlanKind.STEP_UP, steps=(Step(EASY_ROWS, interest),))


def _settling(site: Site, policy: PlanPolicy) -> PlanTerms:
    """One sum soon, penalty and compound interest given up for it."""
    days = min(SETTLED_WITHIN, policy.first_row_within_days)
    return replace(
        site.begin,
        kind=PlanKind.SETTLEMENT,
        instalments=1,
        arrears_rows=1,
        first_due=site.begin.as_of + timedelta(days=days),
        waived_penalty=site.ground.pot.penalty,
        waived_compound=site.ground.pot.compound,
        settlement_days=SETTLED_LATE,
    )
