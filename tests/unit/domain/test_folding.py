"""What each kind of fact changes in a case file, and that nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fieldapp.domain.case import CaseFile
from fieldapp.domain.document import Signer
from fieldapp.domain.facts import FactKind, PlanDecided, PlanWithdrawn
from fieldapp.domain.folding import fold
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.plans.plan_life import PlanContent, PlanState
from fieldapp.domain.staff import Staff, StaffRole
from tests.unit.domain.builders import (
    SUPERVISOR,
    TODAY,
    case_file,
    document_content,
    fact,
    plan_content,
    promise_content,
    revision,
    visit_content,
)

OTHER_SUPERVISOR = Staff("s-lu", "lu", "陆敏", "0007", StaffRole.SUPERVISOR, Level.RISK_COMMITTEE, "外访一组")
SIGNED = revision(Signer.SUPERVISOR, size=60_000, sha256="bb", by=SUPERVISOR.id)


def proposed(content: PlanContent | None = None) -> CaseFile:
    return fold(case_file(), fact(FactKind.PLAN_PROPOSED, content or plan_content(), "plan-1"))


def sealed(content: PlanContent | None = None) -> CaseFile:
    return fold(proposed(content), fact(FactKind.DOCUMENT_SEALED, document_content("plan-1"), "doc-1"))


def decided(
    file: CaseFile, kind: FactKind = FactKind.PLAN_APPROVED, by: Staff = SUPERVISOR, comment: str = ""
) -> CaseFile:
    signed = SIGNED if kind is FactKind.PLAN_APPROVED else None
    return fold(file, fact(kind, PlanDecided("plan-1", "doc-1", "aa", comment, signed), f"d-{by.id}", by))


def test_a_visit_is_added_with_who_made_it_and_when() -> None:
    file = fold(case_file(), fact(FactKind.VISIT_RECORDED, visit_content(), "v1"))
    assert [(v.id, v.made_by, v.late) for v in file.visits] == [("v1", "s-zhou", False)]
    assert file == replace(case_file(), visits=file.visits)


def test_work_that_arrives_after_the_case_moved_is_marked_late() -> None:
    (visit,) = fold(case_file(), fact(FactKind.VISIT_RECORDED, visit_content(), "v1"), late=True).visits
    assert visit.late


def test_a_promise_is_dated_in_the_zone_of_the_debtor() -> None:
    late_utc = datetime(2026, 7, 24, 16, 30, tzinfo=UTC)
    (promise,) = fold(case_file(), fact(FactKind.PROMISE_MADE, promise_content(), "p1", at=late_utc)).promises
    assert promise.made_on == date(2026, 7, 25)


def test_a_new_plan_takes_the_place_of_an_undecided_one() -> None:
    file = fold(proposed(), fact(FactKind.PLAN_PROPOSED, plan_content(instalments=6), "plan-2"))
    assert [(plan.id, plan.state) for plan in file.plans] == [
        ("plan-1", PlanState.SUPERSEDED),
        ("plan-2", PlanState.PROPOSED),
    ]


@pytest.mark.parametrize("state", [PlanState.RETURNED, PlanState.REJECTED, PlanState.WITHDRAWN])
def test_a_new_plan_leaves_decided_ones_as_they_are(state: PlanState) -> None:
    old = replace(proposed().plans[0], state=state)
    file = fold(replace(case_file(), plans=(old,)), fact(FactKind.PLAN_PROPOSED, plan_content(), "plan-2"))
    assert file.plans[0].state is state


def test_a_plan_on_another_loan_stays() -> None:
    content = plan_content()
    elsewhere = replace(content, terms=replace(content.terms, loan_id="loan-2"))
    file = fold(proposed(), fact(FactKind.PLAN_PROPOSED, elsewhere, "plan-2"))
    assert [plan.state for plan in file.plans] == [PlanState.PROPOSED, PlanState.PROPOSED]


def test_a_proposal_can_be_withdrawn() -> None:
    file = fold(proposed(), fact(FactKind.PLAN_WITHDRAWN, PlanWithdrawn("plan-1", "客户反悔"), "w1"))
    assert file.plans[0].state is PlanState.WITHDRAWN


def test_a_sealed_paper_waits_where_a_supervisor_must_approve() -> None:
    file = sealed()
    assert file.plans[0].state is PlanState.PROPOSED
    assert file.documents[0].revisions == (revision(),)
    assert file.document_of("plan-1") is file.documents[0]


def test_a_plan_within_the_collectors_authority_runs_from_its_signature() -> None:
    assert sealed(replace(plan_content(), level=Level.COLLECTOR)).plans[0].state is PlanState.ACTIVE


def test_an_approval_makes_the_plan_run_and_adds_the_signed_revision() -> None:
    file = decided(sealed())
    assert file.plans[0].state is PlanState.ACTIVE
    assert [d.by for d in file.plans[0].decisions] == [SUPERVISOR.id]
    assert file.documents[0].revisions == (revision(), SIGNED)


def test_two_approvers_are_two_people() -> None:
    first = decided(sealed(replace(plan_content(), approvers=2)))
    assert first.plans[0].state is PlanState.PROPOSED
    both = decided(first, by=OTHER_SUPERVISOR)
    assert both.plans[0].state is PlanState.ACTIVE
    assert [d.by for d in both.plans[0].decisions] == [SUPERVISOR.id, OTHER_SUPERVISOR.id]


@pytest.mark.parametrize(
    ("kind", "state"), [(FactKind.PLAN_RETURNED, PlanState.RETURNED), (FactKind.PLAN_REJECTED, PlanState.REJECTED)]
)
def test_a_plan_that_is_not_approved_keeps_the_comment_and_the_paper(kind: FactKind, state: PlanState) -> None:
    file = decided(sealed(), kind, comment="能力不足")
    assert file.plans[0].state is state
    assert file.plans[0].decisions[0].comment == "能力不足"
    assert file.documents[0].revisions == (revision(),)


def test_folding_changes_a_copy() -> None:
    before = sealed()
    kept = replace(before)
    decided(before)
    assert before == kept
    assert before.plans[0].content.terms.as_of == TODAY
