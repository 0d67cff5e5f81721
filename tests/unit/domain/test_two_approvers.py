"""A plan that needs two approvers: whose field comes when, and when it comes into force."""

from __future__ import annotations

from dataclasses import replace

from fieldapp.domain.case import CaseFile
from fieldapp.domain.document import Signer, expected_signers
from fieldapp.domain.facts import Fact, FactKind, PlanDecided
from fieldapp.domain.folding import fold
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.plans.plan_life import PlanState
from fieldapp.domain.staff import Staff, StaffRole
from tests.unit.domain.builders import SUPERVISOR, case_file, document_content, fact, plan_content, revision, verdict

TWO = (Signer.COLLECTOR, Signer.SUPERVISOR, Signer.SECOND_SUPERVISOR)
CHIEF = Staff("s-gy", "gaoyan", "高岩", "S0009", StaffRole.SUPERVISOR, Level.BOARD, "外访一组")


def waiting() -> CaseFile:
    """A sealed paper of a plan that two people must approve; the rules of its terms do not matter here."""
    content = replace(plan_content(), level=Level.RISK_COMMITTEE, approvers=2)
    file = fold(case_file(), fact(FactKind.PLAN_PROPOSED, content, "plan-1"))
    paper = document_content("plan-1", expected_signers=TWO)
    return fold(file, fact(FactKind.DOCUMENT_SEALED, paper, "doc-1"))


def approval(number: str, by: Staff, signer: Signer, seen: str, sha256: str, size: int) -> Fact:
    signed = revision(signer, size=size, sha256=sha256, by=by.id)
    return fact(FactKind.PLAN_APPROVED, PlanDecided("plan-1", "doc-1", seen, "", signed), number, by)


FIRST = approval("d1", replace(SUPERVISOR, level=Level.BOARD), Signer.SUPERVISOR, "aa", "bb", 60_000)
SECOND = approval("d2", CHIEF, Signer.SECOND_SUPERVISOR, "bb", "cc", 80_000)
LEAD = replace(SUPERVISOR, level=Level.BOARD)


def test_a_plan_of_ones_own_authority_needs_nobody_else_and_a_committee_two() -> None:
    assert expected_signers(Level.COLLECTOR, 1) == (Signer.COLLECTOR,)
    assert expected_signers(Level.TEAM_LEAD, 1) == (Signer.COLLECTOR, Signer.SUPERVISOR)
    assert expected_signers(Level.RISK_COMMITTEE, 2) == TWO


def test_the_plan_is_a_proposal_until_the_second_approver_has_signed() -> None:
    file = waiting()
    assert file.documents[0].awaited == (Signer.SUPERVISOR, Signer.SECOND_SUPERVISOR)
    assert verdict(file, FIRST, LEAD) is None
    once = fold(file, FIRST)
    assert once.plans[0].state is PlanState.PROPOSED
    assert once.documents[0].awaited == (Signer.SECOND_SUPERVISOR,)
    assert not once.documents[0].complete
    assert verdict(once, SECOND, CHIEF) is None
    twice = fold(once, SECOND)
    assert twice.plans[0].state is PlanState.ACTIVE
    assert twice.documents[0].complete


def test_each_approver_has_the_field_whose_turn_it_is() -> None:
    too_early = approval("d9", CHIEF, Signer.SECOND_SUPERVISOR, "aa", "bb", 60_000)
    assert verdict(waiting(), too_early, CHIEF) == "document.not_signed_by_supervisor"
    again = approval("d9", CHIEF, Signer.SUPERVISOR, "bb", "cc", 80_000)
    assert verdict(fold(waiting(), FIRST), again, CHIEF) == "document.not_signed_by_supervisor"


def test_the_first_approver_is_not_the_second_too() -> None:
    own = approval("d9", LEAD, Signer.SECOND_SUPERVISOR, "bb", "cc", 80_000)
    assert verdict(fold(waiting(), FIRST), own, LEAD) == "plan.already_approved_by_you"


def test_two_approvers_who_signed_beside_each_other_are_told() -> None:
    beside = approval("d9", CHIEF, Signer.SUPERVISOR, "aa", "dd", 60_500)
    assert verdict(fold(waiting(), FIRST), beside, CHIEF) == "document.changed_meanwhile"


def test_a_paper_of_an_old_program_with_one_field_takes_no_second_seal() -> None:
    content = replace(plan_content(), level=Level.RISK_COMMITTEE, approvers=2)
    file = fold(case_file(), fact(FactKind.PLAN_PROPOSED, content, "plan-1"))
    file = fold(file, fact(FactKind.DOCUMENT_SEALED, document_content("plan-1", expected_signers=TWO[:2]), "doc-1"))
    assert verdict(fold(file, FIRST), SECOND, CHIEF) == "document.not_signed_by_supervisor"
