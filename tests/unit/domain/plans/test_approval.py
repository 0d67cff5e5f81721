"""Four eyes, enough authority, exactly this plan, and in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fieldapp.domain.plans.approval import (
    Approval,
    ApprovalState,
    Proposal,
    approval_standing,
    proposal_objections,
)
from fieldapp.domain.plans.authority import Level, Requirement
from tests.unit.domain.builders import MATRIX

MADE, LAST = date(2026, 7, 25), date(2026, 8, 1)
COMMITTEE = Requirement(Level.RISK_COMMITTEE, 2, ())
PLAN = Proposal("digest-1", "zhou", MADE, COMMITTEE, reason="病后复工，三年期才够")
ONE = Approval("chen", Level.RISK_COMMITTEE, date(2026, 7, 27), "digest-1")
OTHER = replace(ONE, by="lin", on=date(2026, 7, 28))


def standing_of(*approvals: Approval, as_of: date = LAST) -> tuple[ApprovalState, int, list[str]]:
    found = approval_standing(PLAN, approvals, as_of, MATRIX)
    return found.state, found.missing, [refusal.code for _, refusal in found.refused]


def test_a_committee_of_two_approves_by_two_people() -> None:
    assert standing_of() == (ApprovalState.WAITING, 2, [])
    assert standing_of(ONE) == (ApprovalState.WAITING, 1, [])
    assert standing_of(ONE, OTHER) == (ApprovalState.APPROVED, 0, [])
    assert standing_of(OTHER, ONE, as_of=date(2026, 7, 27)) == (ApprovalState.WAITING, 1, [])


@pytest.mark.parametrize(
    ("approval", "code"),
    [
        (replace(OTHER, by="zhou"), "plan.four_eyes"),
        (replace(OTHER, level=Level.BRANCH_MANAGER), "plan.authority_too_low"),
        (replace(OTHER, plan_digest="digest-2"), "authority.plan_changed"),
        (replace(OTHER, by="chen"), "plan.already_approved_by_you"),
    ],
)
def test_an_approval_that_does_not_count_says_why(approval: Approval, code: str) -> None:
    assert standing_of(ONE, approval) == (ApprovalState.WAITING, 1, [code])


def test_somebody_of_higher_authority_may_approve_too() -> None:
    assert standing_of(ONE, replace(OTHER, level=Level.BOARD))[0] is ApprovalState.APPROVED


def test_a_proposal_expires_after_seven_days() -> None:
    assert approval_standing(PLAN, (), LAST, MATRIX).expires_on == LAST
    late = date(2026, 8, 2)
    assert standing_of(ONE, replace(OTHER, on=LAST), as_of=late) == (ApprovalState.APPROVED, 0, [])
    assert standing_of(ONE, replace(OTHER, on=late), as_of=late) == (ApprovalState.EXPIRED, 1, ["plan.expired"])


def test_what_goes_beyond_ones_own_authority_needs_a_reason() -> None:
    assert proposal_objections(PLAN) == ()
    assert [one.code for one in proposal_objections(replace(PLAN, reason=" "))] == ["authority.reason_needed"]
    own = replace(PLAN, requirement=Requirement(Level.COLLECTOR, 1, ()), reason="")
    assert proposal_objections(own) == ()
