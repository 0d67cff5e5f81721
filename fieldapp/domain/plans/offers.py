"""Up to three plans to begin the talk with, each with its reason: what fits, room to recover, an end at once.

They are proposals of a program: chosen, changed and agreed by people. Where nobody knows what the borrower can pay
none of them can be called fitting, and the reason says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from fieldapp.domain.lending.loan import Step
from fieldapp.domain.plans.plan import PlanKind, PlanTerms
from fieldapp.domain.plans.plan_schedule import Ground, build_on
from fieldapp.domain.plans.plan_soundness import problems_on
from fieldapp.domain.plans.policy import USUAL, PlanPolicy
from fieldapp.domain.plans.solver import fewest_rows, over_all_rows
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
class Offer:
    """Terms that are proposed, and why."""

    terms: PlanTerms
    why: Why


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the borrower: what they can pay a month (minor units), why payment stopped, and whether that
    passes; None: nobody knows."""

    capacity: int | None = None
    cause: Cause | None = None
    passes: bool | None = None


def offers(ground: Ground, begin: PlanTerms, known: Known, policy: PlanPolicy = USUAL) -> tuple[Offer, ...]:
    """What to propose on a ground; `begin` are plain terms of level rows."""
    capacity, cause = known.capacity, known.cause
    passing = known.passes if known.passes is not None else cause in PASSING
    easier = _deferred(ground, begin, policy) if passing else None
    return (
        _fitting(ground, begin, capacity, policy),
        easier or _recovering(ground, begin, capacity, cause, policy),
        _settling(ground, begin, policy),
    )


def _fitting(ground: Ground, begin: PlanTerms, capacity: int | None, policy: PlanPolicy) -> Offer:
    """The fewest level rows the borrower can pay, what has accrued spread over all of them."""
    if capacity is None:
        usual = replace(begin, instalments=USUAL_INSTALMENTS, arrears_rows=min(3, USUAL_INSTALMENTS))
        return Offer(usual, Why.UNKNOWN_CAPACITY)
    found = fewest_rows(ground, begin, capacity, policy) if capacity else None
    if found is not None:
        return Offer(found, Why.FITS)
    return Offer(over_all_rows(begin, policy.max_instalments), Why.LONGEST)


def _deferred(ground: Ground, begin: PlanTerms, policy: PlanPolicy) -> Offer | None:
    """The contract's own rows, moved by as few months as will do."""
    for months in range(1, policy.max_deferral_months + 1):
        terms = replace(begin, kind=PlanKind.DEFERRAL, instalments=1, deferral_months=months)
        if not problems_on(ground, terms, policy):
            return Offer(terms, Why.PASSING_CAUSE)
    return None


def _recovering(
    ground: Ground, begin: PlanTerms, capacity: int | None, cause: Cause | None, policy: PlanPolicy
) -> Offer:
    """Interest alone at first, then level rows, as few as can be paid."""
    why = Why.HARDSHIP if cause in HARDSHIP_CAUSES else Why.RECOVERY
    interest = _first_interest(ground, begin, policy)
    if not interest:  # nothing to pay at first: equal parts of the principal are the plain way
        return Offer(replace(begin, kind=PlanKind.EQUAL_PRINCIPAL, instalments=LATER_ROWS), why)
    stepped = replace(begin, kind=PlanKind.STEP_UP, steps=(Step(EASY_ROWS, interest),))
    found = fewest_rows(ground, stepped, capacity, policy) if capacity else None
    return Offer(found or over_all_rows(stepped, EASY_ROWS + LATER_ROWS), why)


def _first_interest(ground: Ground, begin: PlanTerms, policy: PlanPolicy) -> int:
    """What a row of interest alone asks for, the dearest of the first rows."""
    alone = replace(begin, kind=PlanKind.INTEREST_ONLY, instalments=EASY_ROWS + 1)
    if problems_on(ground, alone, policy):
        return 0
    return max(row.interest for row in build_on(ground, alone).rows[:EASY_ROWS])


def _settling(ground: Ground, begin: PlanTerms, policy: PlanPolicy) -> Offer:
    """One sum soon, penalty and compound interest given up for it."""
    days = min(SETTLED_WITHIN, policy.first_row_within_days)
    terms = replace(
        begin,
        kind=PlanKind.SETTLEMENT,
        instalments=1,
        arrears_rows=1,
        first_due=begin.as_of + timedelta(days=days),
        waived_penalty=ground.pot.penalty,
        waived_compound=ground.pot.compound,
        settlement_days=SETTLED_LATE,
    )
    return Offer(terms, Why.ENDS)
