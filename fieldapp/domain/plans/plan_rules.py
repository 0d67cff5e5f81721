"""Whether a plan may be proposed, put on paper and decided on: asked by the laptop, and again by the server.

The plan is worked out again from our own account, and what was proposed must be exactly that. A payment that was
posted after the laptop last heard of the account does not undo what a borrower signed: the plan is judged by the
account it was made on, and the payment counts for its rows (`credit`). Plans of a bundle are judged as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fieldapp.domain.case import CaseFile
from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.lending.quote import quote
from fieldapp.domain.plans.approval import restructures_before
from fieldapp.domain.plans.authority import AuthorityMatrix, PlanFigures, Requirement, required, together
from fieldapp.domain.plans.bundle import against_joining, bundle_of, whole
from fieldapp.domain.plans.consents_of_plan import unconsented
from fieldapp.domain.plans.credit import account_when_made
from fieldapp.domain.plans.guarantor_consent import Stance
from fieldapp.domain.plans.plan_life import Plan, PlanContent, PlanHealth, PlanState, figures, standing
from fieldapp.domain.plans.plan_schedule import build_on, ground_at
from fieldapp.domain.plans.plan_soundness import problems_on
from fieldapp.domain.plans.policy import PlanPolicy
from fieldapp.domain.refusal import Refusal

DRAWN_UP_BEFORE = timedelta(days=1)
"""A plan drawn up before midnight may be signed after it."""


@dataclass(frozen=True, slots=True)
class PlanBasis:
    """What a plan is judged by, and the civil day on which it was proposed."""

    matrix: AuthorityMatrix
    policy: PlanPolicy
    made_on: date


def against_proposal(file: CaseFile, content: PlanContent, made_by: str, basis: PlanBasis) -> Refusal | None:
    """What keeps a plan from being proposed."""
    terms = content.terms
    loan = file.case.loan(terms.loan_id)
    if loan is None:
        return Refusal("plan.unknown_loan")
    if not timedelta(0) <= basis.made_on - terms.as_of <= DRAWN_UP_BEFORE:
        return Refusal("plan.not_of_today", {"as_of": terms.as_of.isoformat()})
    return (
        _against_account(loan, content, basis.policy)
        or _against_consents(file, loan, content)
        or against_joining(content, made_by, file.plans)
        or _against_authority(file, content, basis.matrix)
        or _against_running(file, loan, basis)
    )


def against_paper(file: CaseFile, plan: Plan, matrix: AuthorityMatrix) -> Refusal | None:
    """What keeps a plan's paper from being sealed: a bundle that is not whole, or asks for more authority as one."""
    plans = bundle_of(file.plans, plan)
    if not whole(plans):
        return Refusal("plan.bundle_incomplete")
    need = needed(file, [one.content for one in plans], matrix)
    if (need.level, need.approvers) != (plan.content.level, plan.content.approvers):
        return Refusal("plan.authority_changed")
    return None


def needed(file: CaseFile, contents: Sequence[PlanContent], matrix: AuthorityMatrix) -> Requirement:
    """The authority that plans agreed together need, as they were proposed."""
    return required(together([measured(file, content, matrix) for content in contents]), matrix)


def measured(file: CaseFile, content: PlanContent, matrix: AuthorityMatrix) -> PlanFigures:
    """What the authority matrix looks at, of a plan in its case file; the plan itself is no earlier one."""
    terms = content.terms
    mine = next((plan.id for plan in file.plans if plan.content == content), "")
    earlier = restructures_before(file.plans, terms.loan_id, terms.as_of, file.case.zone, matrix, but=mine)
    return figures(terms, content.schedule, earlier, len(unconsented(file, content)))


def _against_account(loan: Loan, content: PlanContent, policy: PlanPolicy) -> Refusal | None:
    """What the terms cannot be, or how the account of their day differs from the one they were worked out on."""
    terms = content.terms
    changed = Refusal("plan.balance_changed", {"as_of": terms.as_of.isoformat()})
    seen = account_when_made(loan, content)
    if seen is None:
        return changed
    if quote(loan, terms.as_of).payoff <= 0:
        return Refusal("plan.nothing_owed")
    ground = ground_at(seen, terms.as_of)
    found = problems_on(ground, terms, policy)
    if found:
        return found[0]
    schedule = build_on(ground, terms)
    if (schedule.base, schedule.side_pot) != (content.base, content.side_pot):
        return changed
    return None if schedule == content.schedule else Refusal("plan.does_not_add_up")


def _against_consents(file: CaseFile, loan: Loan, content: PlanContent) -> Refusal | None:
    """Consents must be of people who guarantee the loan; a consent on another paper names it."""
    for consent in content.consents:
        party = file.case.party(consent.party_id)
        if party is None or party.guarantee is None or not party.guarantee.covers(loan.id):
            return Refusal("plan.consent_of_nobody")
        if consent.stance is Stance.SEPARATE and not consent.paper.strip():
            return Refusal("plan.consent_paper_missing", {"name": party.name})
    return None


def _against_authority(file: CaseFile, content: PlanContent, matrix: AuthorityMatrix) -> Refusal | None:
    """The level must be what the plan needs; in a bundle it may need less than the whole (see `against_paper`)."""
    expires_on = content.terms.as_of + timedelta(days=matrix.proposal_days)
    own = measured(file, content, matrix)
    need = required(own, matrix)
    told = (content.level, content.approvers)
    fits = (need.level, need.approvers) == told or (content.bundle != "" and need.level < content.level)
    if expires_on == content.expires_on and fits:
        return None
    consented = required(replace(own, unconsented=0), matrix)
    if own.unconsented and (consented.level, consented.approvers) == told:
        return Refusal("plan.consent_needed", {"level": need.level.name.lower()})
    return Refusal("plan.authority_changed")


def _against_running(file: CaseFile, loan: Loan, basis: PlanBasis) -> Refusal | None:
    for plan in file.plans:
        if plan.state is not PlanState.ACTIVE or plan.content.terms.loan_id != loan.id:
            continue
        if standing(plan, loan.payments, basis.made_on, basis.policy).health in {PlanHealth.ON_TRACK, PlanHealth.LATE}:
            return Refusal("plan.already_running")
    return None
