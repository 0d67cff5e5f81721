"""What may stand: the same judge on the laptop and on the server."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.domain.case import CaseFile
from fieldapp.domain.document import Signer
from fieldapp.domain.facts import Fact, FactKind, PlanDecided, PlanWithdrawn
from fieldapp.domain.folding import fold
from fieldapp.domain.judgement import APPEND_ONLY, judge, may_decide
from fieldapp.domain.lending.loan import Charge
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.plans.plan import PlanKind, PlanRow, SidePot
from fieldapp.domain.plans.plan_life import Plan, PlanContent, PlanState
from fieldapp.domain.staff import Staff, StaffRole
from tests.unit.domain.builders import (
    COLLEAGUE,
    COLLECTOR,
    MATRIX,
    NOON,
    SUPERVISOR,
    TODAY,
    case_file,
    document_content,
    fact,
    payment,
    plan_content,
    promise_content,
    revision,
    verdict,
    visit_content,
    worked_loan,
)

TEAM_LEAD = Staff("s-tl", "tl", "何平", "0040", StaffRole.SUPERVISOR, Level.TEAM_LEAD, "外访一组")
SIGNED = revision(Signer.SUPERVISOR, size=60_000, sha256="bb", by=SUPERVISOR.id)


def proposal(content: PlanContent, number: str = "plan-1") -> Fact:
    return fact(FactKind.PLAN_PROPOSED, content, number)


def proposed(content: PlanContent | None = None) -> CaseFile:
    return fold(case_file(), proposal(content or plan_content()))


def sealed(content: PlanContent | None = None) -> CaseFile:
    return fold(proposed(content), fact(FactKind.DOCUMENT_SEALED, document_content("plan-1"), "doc-1"))


def approval(seen: str = "aa", document: str = "doc-1", at: datetime = NOON, signed: bool = True) -> Fact:
    own = PlanDecided("plan-1", document, seen, "", SIGNED if signed else None)
    return fact(FactKind.PLAN_APPROVED, own, "d1", SUPERVISOR, at)


# plans --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"kind": PlanKind.EQUAL_PRINCIPAL, "instalments": 24},
        {"kind": PlanKind.DEFERRAL, "deferral_months": 2},
        {"waived_penalty": 100_00, "arrears_rows": 3},
        {"annual_rate": Decimal("0.08"), "instalments": 3},
    ],
)
def test_a_plan_worked_out_by_the_plan_desk_may_stand(changes: dict[str, Any]) -> None:
    assert verdict(case_file(), proposal(plan_content(**changes))) is None


ROW_FIELDS = ("principal", "interest", "arrears", "balance", "number")


@given(st.integers(0, 11), st.sampled_from(ROW_FIELDS), st.sampled_from([-1, 1]))
@settings(max_examples=60)
def test_a_plan_with_a_single_changed_cent_is_refused(index: int, field: str, cent: int) -> None:
    content = plan_content()
    row = content.rows[index]
    changed: PlanRow = replace(row, **{field: getattr(row, field) + cent})
    rows = (*content.rows[:index], changed, *content.rows[index + 1 :])
    assert verdict(case_file(), proposal(replace(content, rows=rows))) == "plan.does_not_add_up"


@pytest.mark.parametrize("field", ["overdue_interest", "penalty", "compound", "costs", "current_interest"])
def test_a_side_pot_with_a_changed_cent_is_refused(field: str) -> None:
    content = plan_content()
    pot = replace(content.side_pot, **{field: getattr(content.side_pot, field) + 1})
    assert verdict(case_file(), proposal(replace(content, side_pot=pot))) == "plan.balance_changed"


def test_a_moved_date_a_dropped_row_and_a_hidden_waiver_are_refused() -> None:
    content = plan_content()
    first = replace(content.rows[0], due=content.rows[0].due + timedelta(days=1))
    for changed in (
        replace(content, rows=(first, *content.rows[1:])),
        replace(content, rows=content.rows[:-1]),
        replace(content, waived=100_00),
    ):
        assert verdict(case_file(), proposal(changed)) == "plan.does_not_add_up"


def test_a_payment_that_arrived_meanwhile_makes_the_plan_stale() -> None:
    paid = case_file(worked_loan(payment(100_00, TODAY)))
    assert verdict(paid, proposal(plan_content())) == "plan.balance_changed"


@pytest.mark.parametrize("level", [Level.COLLECTOR, Level.TEAM_LEAD, Level.RISK_COMMITTEE])
def test_nobody_sets_the_authority_of_their_own_plan(level: Level) -> None:
    assert verdict(case_file(), proposal(replace(plan_content(), level=level))) == "plan.authority_changed"
    assert verdict(case_file(), proposal(replace(plan_content(), approvers=0))) == "plan.authority_changed"


def test_unsound_terms_are_refused_with_their_first_problem() -> None:
    content = plan_content()
    unsound = replace(content, terms=replace(content.terms, annual_rate=Decimal("0.5")))
    assert verdict(case_file(), proposal(unsound)) == "plan.rate_too_high"
    nowhere = replace(content, terms=replace(content.terms, loan_id="loan-9"))
    assert verdict(case_file(), proposal(nowhere)) == "plan.unknown_loan"


def running(state: PlanState = PlanState.ACTIVE) -> CaseFile:
    """A plan made a month ago, its first row due in five days."""
    made = TODAY - timedelta(days=26)
    content = plan_content(as_of=made, first_due=TODAY + timedelta(days=5))
    return replace(case_file(), plans=(Plan("plan-0", "case-1", COLLECTOR.id, NOON, content, state),))


def test_a_running_plan_is_not_replaced_and_a_broken_one_may_be() -> None:
    assert verdict(running(), proposal(plan_content())) == "plan.already_running"
    assert verdict(running(PlanState.RETURNED), proposal(plan_content())) is None
    later = TODAY + timedelta(days=40)  # the row is 35 days late by then
    content = plan_content(as_of=later, first_due=later + timedelta(days=30))
    broken = fact(FactKind.PLAN_PROPOSED, content, "plan-1", at=NOON + timedelta(days=40))
    assert verdict(running(), broken) is None


@pytest.mark.parametrize("days", [-30, 5])
def test_a_plan_is_made_on_the_payoff_of_its_own_day(days: int) -> None:
    """Made on last month's sums a plan gives a month of penalty away, and its proposal has long expired."""
    as_of = TODAY + timedelta(days=days)
    content = plan_content(as_of=as_of, first_due=as_of + timedelta(days=31))
    assert verdict(case_file(), proposal(content)) is not None


def test_nobody_sets_the_expiry_of_their_own_proposal() -> None:
    assert verdict(case_file(), proposal(replace(plan_content(), expires_on=date(2099, 1, 1)))) is not None


def test_a_deferral_without_principal_is_refused_rather_than_crash() -> None:
    loan = replace(worked_loan(paid=0), payments=(payment(200_000_00, date(2026, 2, 1)),))
    loan = replace(loan, charges=(Charge("C1", TODAY, 200_00),))
    content = plan_content()
    terms = replace(content.terms, kind=PlanKind.DEFERRAL, deferral_months=2)
    empty = replace(content, terms=terms, base=0, side_pot=SidePot(0, 0, 0, 200_00, 0), rows=())
    assert verdict(case_file(loan), proposal(empty)) is not None


def test_only_the_proposer_withdraws_and_only_while_undecided() -> None:
    withdrawn = fact(FactKind.PLAN_WITHDRAWN, PlanWithdrawn("plan-1"), "w1")
    assert verdict(proposed(), withdrawn) is None
    assert verdict(case_file(), withdrawn) == "plan.unknown"
    assert verdict(proposed(), replace(withdrawn, made_by=SUPERVISOR.id), SUPERVISOR) == "plan.not_your_proposal"
    gone = fold(proposed(), withdrawn)
    assert verdict(gone, withdrawn) == "plan.already_decided"


# papers and decisions -----------------------------------------------------------------------------------------


def test_a_plan_is_sealed_once_by_its_proposer() -> None:
    seal = fact(FactKind.DOCUMENT_SEALED, document_content("plan-1"), "doc-1")
    assert verdict(proposed(), seal) is None
    assert verdict(sealed(), seal) == "document.already_sealed"
    assert verdict(case_file(), seal) == "plan.unknown"
    assert verdict(proposed(), replace(seal, made_by=SUPERVISOR.id), SUPERVISOR) == "plan.not_your_proposal"


@pytest.mark.parametrize(
    "changes",
    [
        {"expected_signers": (Signer.COLLECTOR,)},
        {"revision": revision(Signer.SUPERVISOR)},
    ],
)
def test_a_paper_that_needs_approval_expects_the_supervisor_and_starts_with_the_collector(
    changes: dict[str, Any],
) -> None:
    seal = fact(FactKind.DOCUMENT_SEALED, document_content("plan-1", **changes), "doc-1")
    assert verdict(proposed(), seal) is not None


def test_a_signed_plan_may_be_approved() -> None:
    assert verdict(sealed(), approval(), SUPERVISOR) is None


@pytest.mark.parametrize(
    ("file", "decision", "code"),
    [
        (case_file(), approval(), "plan.unknown"),
        (proposed(), approval(), "plan.not_signed"),
        (sealed(), approval(document="doc-9"), "plan.not_signed"),
        (sealed(), approval(seen="zz"), "document.changed_meanwhile"),
        (sealed(), approval(signed=False), "document.not_signed_by_supervisor"),
        (sealed(), approval(at=NOON + timedelta(days=8)), "plan.expired"),
    ],
)
def test_an_approval_is_bound_to_the_paper_that_was_seen(file: CaseFile, decision: Fact, code: str) -> None:
    assert verdict(file, decision, SUPERVISOR) == code


def test_a_proposal_can_be_approved_until_the_end_of_its_last_day() -> None:
    last = datetime(2026, 8, 1, 15, 59, tzinfo=UTC)  # 23:59 in Shanghai
    assert verdict(sealed(), approval(at=last), SUPERVISOR) is None
    assert verdict(sealed(), approval(at=last + timedelta(minutes=1)), SUPERVISOR) == "plan.expired"


def test_nobody_approves_their_own_plan() -> None:
    own = replace(sealed().plans[0], proposed_by=SUPERVISOR.id)
    file = replace(sealed(), plans=(own,))
    assert verdict(file, approval(), SUPERVISOR) == "plan.four_eyes"


def test_a_collector_approves_nothing_and_a_team_lead_only_what_is_theirs() -> None:
    plan = sealed().plans[0]
    refusals = [may_decide(plan, actor) for actor in (COLLECTOR, TEAM_LEAD)]
    assert [r.code for r in refusals if r] == ["plan.supervisor_only", "plan.authority_too_low"]
    assert may_decide(plan, SUPERVISOR) is None


def test_one_person_is_not_two_approvers() -> None:
    twice = replace(plan_content(), approvers=2)
    file = fold(sealed(twice), approval())
    assert file.plans[0].state is PlanState.PROPOSED
    assert verdict(file, approval(seen="bb"), SUPERVISOR) == "plan.already_approved_by_you"


@pytest.mark.parametrize("kind", [FactKind.PLAN_RETURNED, FactKind.PLAN_REJECTED])
def test_a_plan_that_is_not_approved_needs_a_word_of_explanation(kind: FactKind) -> None:
    silent = fact(kind, PlanDecided("plan-1", "doc-1", "aa", "  "), "d1", SUPERVISOR)
    assert verdict(sealed(), silent, SUPERVISOR) == "plan.comment_needed"
    spoken = fact(kind, PlanDecided("plan-1", "doc-1", "aa", "期限过长"), "d1", SUPERVISOR)
    assert verdict(sealed(), spoken, SUPERVISOR) is None
    assert verdict(fold(sealed(), spoken), approval(), SUPERVISOR) == "plan.already_decided"


def test_an_approval_is_signed_by_a_supervisor() -> None:
    by_collector = replace(SIGNED, signer=Signer.COLLECTOR)
    decision = fact(FactKind.PLAN_APPROVED, PlanDecided("plan-1", "doc-1", "aa", "", by_collector), "d1", SUPERVISOR)
    assert verdict(sealed(), decision, SUPERVISOR) is not None


# whose case it is ---------------------------------------------------------------------------------------------

EXAMPLES: dict[FactKind, tuple[CaseFile, Fact]] = {
    FactKind.VISIT_RECORDED: (case_file(), fact(FactKind.VISIT_RECORDED, visit_content())),
    FactKind.PROMISE_MADE: (case_file(), fact(FactKind.PROMISE_MADE, promise_content())),
    FactKind.PLAN_PROPOSED: (case_file(), proposal(plan_content())),
    FactKind.PLAN_WITHDRAWN: (proposed(), fact(FactKind.PLAN_WITHDRAWN, PlanWithdrawn("plan-1"), "w1")),
    FactKind.DOCUMENT_SEALED: (proposed(), fact(FactKind.DOCUMENT_SEALED, document_content("plan-1"), "doc-1")),
}
MOVED_AT = NOON + timedelta(hours=2)


def moved(file: CaseFile) -> CaseFile:
    return replace(file, case=replace(file.case, assigned_to=COLLEAGUE.id, assigned_at=MOVED_AT))


@pytest.mark.parametrize("kind", EXAMPLES)
def test_work_done_before_the_case_moved_is_kept_as_late(kind: FactKind) -> None:
    file, one = EXAMPLES[kind]
    found = judge(moved(file), one, COLLECTOR, MATRIX)
    if kind in APPEND_ONLY:
        assert (found.refusal, found.late) == (None, True)
    else:
        assert found.refusal is not None
        assert found.refusal.code == "fact.not_assigned"


@pytest.mark.parametrize("kind", EXAMPLES)
def test_work_done_after_the_case_moved_is_refused(kind: FactKind) -> None:
    file, one = EXAMPLES[kind]
    assert verdict(moved(file), replace(one, made_at=MOVED_AT)) == "fact.not_assigned"


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_fact_that_may_stand_can_be_folded_and_changes_the_file(kind: FactKind) -> None:
    file, one = EXAMPLES[kind]
    assert judge(file, one, COLLECTOR, MATRIX).refusal is None
    assert fold(file, one) != file


@given(
    st.sampled_from([PlanKind.EQUAL_INSTALMENT, PlanKind.EQUAL_PRINCIPAL]),
    st.integers(1, 60),
    st.integers(0, 1200),
    st.integers(1, 31),
    st.integers(0, 319_86),
)
@settings(max_examples=60)
def test_every_sound_plan_is_accepted_and_waits_for_its_authority(
    kind: PlanKind, count: int, rate: int, first: int, waived: int
) -> None:
    content = plan_content(
        kind=kind,
        instalments=count,
        annual_rate=Decimal(rate) / 10_000,
        first_due=TODAY + timedelta(days=first),
        waived_penalty=min(waived, 296_12),
        waived_compound=max(0, waived - 296_12),
    )
    one = proposal(content)
    assert verdict(case_file(), one) is None
    (plan,) = fold(case_file(), one).plans
    assert (plan.state, plan.content) == (PlanState.PROPOSED, content)
