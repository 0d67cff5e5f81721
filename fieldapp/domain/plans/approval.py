"""Approvals of a proposal: by other people than the proposer, of enough authority, of exactly this plan, in time.

An approval names the digest of the plan it was given for, so that a plan changed afterwards has none. What goes
beyond the proposer's own authority needs a written reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from fieldapp.domain.calendar import add_months
from fieldapp.domain.plans.authority import AuthorityMatrix, Level, Requirement
from fieldapp.domain.plans.plan_life import Plan, PlanState
from fieldapp.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be approved.

    Attributes:
        plan_digest: of the plan's full content. own_level: the proposer's authority. reason: why more is asked for.
    """

    plan_digest: str
    proposed_by: str
    proposed_on: date
    requirement: Requirement
    own_level: Level = Level.COLLECTOR
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody's yes to the plan with that digest."""

    by: str
    level: Level
    on: date
    plan_digest: str


class ApprovalState(StrEnum):
    """How a proposal stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class ApprovalStanding:
    """A proposal at a date: which approvals count, which do not and why, and how many are missing."""

    state: ApprovalState
    expires_on: date
    counted: tuple[Approval, ...]
    refused: tuple[tuple[Approval, Refusal], ...]
    missing: int


def proposal_objections(proposal: Proposal) -> tuple[Refusal, ...]:
    """What keeps it from being proposed: more than one's own authority without a reason."""
    beyond = proposal.requirement.level > proposal.own_level
    return (Refusal("authority.reason_needed"),) if beyond and not proposal.reason.strip() else ()


def approval_objection(
    proposal: Proposal, approval: Approval, earlier: Sequence[Approval], matrix: AuthorityMatrix
) -> Refusal | None:
    """Why an approval does not count, given those that counted before it; None if it does."""
    expires_on = proposal.proposed_on + timedelta(days=matrix.proposal_days)
    if approval.by == proposal.proposed_by:
        return Refusal("plan.four_eyes")
    if approval.level < proposal.requirement.level:
        return Refusal("plan.authority_too_low", {"level": proposal.requirement.level.name.lower()})
    if approval.plan_digest != proposal.plan_digest:
        return Refusal("authority.plan_changed")
    if approval.on > expires_on:
        return Refusal("plan.expired", {"date": expires_on.isoformat()})
    if any(one.by == approval.by for one in earlier):
        return Refusal("plan.already_approved_by_you")
    return None


def approval_standing(
    proposal: Proposal, approvals: Sequence[Approval], as_of: date, matrix: AuthorityMatrix
) -> ApprovalStanding:
    """How a proposal stands at `as_of`; approvals are looked at in the order of their days."""
    counted: list[Approval] = []
    refused: list[tuple[Approval, Refusal]] = []
    for approval in sorted((one for one in approvals if one.on <= as_of), key=lambda one: (one.on, one.by)):
        objection = approval_objection(proposal, approval, counted, matrix)
        if objection is None:
            counted.append(approval)
        else:
            refused.append((approval, objection))
    missing = max(0, proposal.requirement.approvers - len(counted))
    expires_on = proposal.proposed_on + timedelta(days=matrix.proposal_days)
    state = ApprovalState.EXPIRED if as_of > expires_on else ApprovalState.WAITING
    return ApprovalStanding(
        state if missing else ApprovalState.APPROVED, expires_on, tuple(counted), tuple(refused), missing
    )


def earlier_restructures(approved_on: Sequence[date], as_of: date, matrix: AuthorityMatrix) -> int:
    """How many plans were approved on the same debt within the months before `as_of` that the matrix names."""
    since = add_months(as_of, -matrix.restructure_months)
    return sum(1 for day in approved_on if since < day <= as_of)


def restructures_before(
    plans: Sequence[Plan], loan_id: str, as_of: date, zone: str, matrix: AuthorityMatrix, but: str = ""
) -> int:
    """How many plans on a loan were approved lately, as a case file tells it; the plan `but` is left out."""
    approved = (
        plan.decisions[-1].at.astimezone(ZoneInfo(zone)).date()
        for plan in plans
        if plan.state is PlanState.ACTIVE and plan.decisions and plan.id != but
        if plan.content.terms.loan_id == loan_id
    )
    return earlier_restructures(tuple(approved), as_of, matrix)
