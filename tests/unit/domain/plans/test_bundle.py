"""Plans of several loans as one: one table exact to the cent, whole or not at all, at both ends."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.case import CaseFile
from fieldapp.domain.document import expected_signers
from fieldapp.domain.facts import FactKind, PlanDecided, PlanWithdrawn
from fieldapp.domain.folding import fold
from fieldapp.domain.plans.authority import Level, required, together
from fieldapp.domain.plans.bundle import against_joining, bundle_of, merged, whole
from fieldapp.domain.plans.plan import PlanKind, PlanTerms, SidePot
from fieldapp.domain.plans.plan_life import Plan, PlanContent, PlanState, content_of, figures
from fieldapp.domain.plans.plan_schedule import build
from tests.unit.domain.builders import (
    COLLEAGUE,
    COLLECTOR,
    MATRIX,
    NOON,
    SUPERVISOR,
    case_file,
    document_content,
    fact,
    plan_terms,
    revision,
    verdict,
    worked_loan,
)

ONE = worked_loan()
OTHER = replace(worked_loan(paid=5), id="loan-2", contract_no="JK-2026-0002")
LOANS = {loan.id: loan for loan in (ONE, OTHER)}
FILE = case_file(ONE, OTHER)


def bundled(*terms: PlanTerms, bundle: str = "b-1") -> tuple[PlanContent, ...]:
    """The plans that the desk would propose together."""
    made = [(one, build(LOANS[one.loan_id], one)) for one in terms]
    need = required(together([figures(one, schedule) for one, schedule in made]), MATRIX)
    loans = tuple(one.loan_id for one in terms)
    return tuple(
        content_of(one, schedule, need, MATRIX.proposal_days, bundle=bundle, bundle_loans=loans)
        for one, schedule in made
    )


TERMS = (plan_terms(), plan_terms(loan_id="loan-2"))
FIRST, SECOND = bundled(*TERMS)


def proposed(content: PlanContent, number: str) -> Any:
    return fact(FactKind.PLAN_PROPOSED, content, number)


def with_both() -> CaseFile:
    return fold(fold(FILE, proposed(FIRST, "p1")), proposed(SECOND, "p2"))


def paper(plan_id: str = "p1", level: Level = FIRST.level) -> Any:
    signers = expected_signers(level, FIRST.approvers)
    return fact(FactKind.DOCUMENT_SEALED, document_content(plan_id, expected_signers=signers), "d1")


@given(
    st.integers(1, 24),
    st.integers(1, 24),
    st.sampled_from([PlanKind.EQUAL_INSTALMENT, PlanKind.EQUAL_PRINCIPAL, PlanKind.INTEREST_ONLY]),
    st.integers(1, 31),
)
def test_the_rows_of_all_loans_add_up_to_the_cent(here: int, there: int, kind: PlanKind, day: int) -> None:
    one = plan_terms(instalments=here, arrears_rows=min(here, 3))
    other = plan_terms(
        loan_id="loan-2", kind=kind, instalments=there, first_due=one.as_of + timedelta(days=day), arrears_rows=1
    )
    contents = bundled(one, other)
    whole_ = merged(contents)
    for name in ("principal", "interest", "arrears", "total"):
        assert sum(getattr(row, name) for row in whole_.rows) == sum(
            getattr(row, name) for content in contents for row in content.rows
        )
    assert whole_.total == sum(content.schedule.total for content in contents)
    assert whole_.interest == sum(content.schedule.interest for content in contents)
    assert whole_.rows[-1].balance == 0
    assert whole_.base == sum(content.base for content in contents)
    assert [row.due for row in whole_.rows] == sorted({row.due for content in contents for row in content.rows})
    assert [row.number for row in whole_.rows] == list(range(1, len(whole_.rows) + 1))
    assert whole_.highest_row == max(row.total for row in whole_.rows)
    before = sum(row.principal for row in whole_.rows)
    for row in whole_.rows:
        assert row.balance == before - row.principal, "each balance follows from the one before"
        before = row.balance


def test_the_side_pots_are_added_up_part_by_part() -> None:
    whole_ = merged((FIRST, SECOND))
    for field in fields(SidePot):
        parts = [getattr(content.side_pot, field.name) for content in (FIRST, SECOND)]
        assert getattr(whole_.side_pot, field.name) == sum(parts)
    assert whole_.waived == 0


def test_a_plan_that_stands_alone_is_its_own_bundle() -> None:
    alone = Plan("p", "case-1", COLLECTOR.id, NOON, replace(FIRST, bundle="", bundle_loans=()))
    assert bundle_of((alone,), alone) == (alone,)
    assert whole((alone,))
    assert alone.content.leads
    assert not whole((replace(alone, state=PlanState.WITHDRAWN),))


def test_the_leading_loan_comes_first_whatever_came_first() -> None:
    file = fold(fold(FILE, proposed(SECOND, "p2")), proposed(FIRST, "p1"))
    assert [plan.id for plan in bundle_of(file.plans, file.plans[0])] == ["p1", "p2"]
    assert (FIRST.leads, SECOND.leads) == (True, False)


def test_splitting_a_debt_does_not_lower_the_authority_it_needs() -> None:
    alone = [figures(terms, build(LOANS[terms.loan_id], terms)) for terms in TERMS]
    both = together(alone)
    assert both.balance == sum(one.balance for one in alone)
    assert required(both, MATRIX).level >= max(required(one, MATRIX).level for one in alone)


def test_a_bundle_is_proposed_sealed_and_approved_as_one() -> None:
    assert verdict(FILE, proposed(FIRST, "p1")) is None
    file = fold(FILE, proposed(FIRST, "p1"))
    assert verdict(file, proposed(SECOND, "p2")) is None
    file = with_both()
    assert verdict(file, paper()) is None
    file = fold(file, paper())
    assert file.document_of("p2") is file.document_of("p1") is not None
    second = revision(size=60_000, by=SUPERVISOR.id, sha256="bb", signer=expected_signers(FIRST.level, 1)[-1])
    decided = fact(FactKind.PLAN_APPROVED, PlanDecided("p1", "d1", "aa", "", second), "a1", SUPERVISOR)
    assert verdict(file, decided, SUPERVISOR) is None
    file = fold(file, decided)
    assert {plan.state for plan in file.plans} == {PlanState.ACTIVE}
    assert all(len(plan.decisions) == 1 for plan in file.plans)


def test_half_a_bundle_never_comes_into_force() -> None:
    half = fold(FILE, proposed(FIRST, "p1"))
    assert verdict(half, paper()) == "plan.bundle_incomplete"
    sealed = fold(with_both(), paper())
    gone = replace(sealed, plans=(sealed.plans[0], replace(sealed.plans[1], state=PlanState.SUPERSEDED)))
    decided = fact(FactKind.PLAN_RETURNED, PlanDecided("p1", "d1", "aa", "无"), "a1", SUPERVISOR)
    assert verdict(gone, decided, SUPERVISOR) == "plan.bundle_incomplete"


def test_what_is_taken_back_sent_back_or_replaced_takes_the_others_with_it() -> None:
    file = with_both()
    back = fold(file, fact(FactKind.PLAN_WITHDRAWN, PlanWithdrawn("p2"), "w1"))
    assert {plan.state for plan in back.plans} == {PlanState.WITHDRAWN}
    returned = fold(
        fold(file, paper()), fact(FactKind.PLAN_RETURNED, PlanDecided("p1", "d1", "aa", "改"), "r", SUPERVISOR)
    )
    assert {plan.state for plan in returned.plans} == {PlanState.RETURNED}
    alone = replace(FIRST, bundle="", bundle_loans=())
    newer = fold(file, proposed(alone, "p3"))
    assert [plan.state for plan in newer.plans] == [PlanState.SUPERSEDED, PlanState.SUPERSEDED, PlanState.PROPOSED]


def test_a_new_plan_on_one_loan_leaves_the_others_running_plan_alone() -> None:
    file = with_both()
    running = replace(file, plans=tuple(replace(plan, state=PlanState.ACTIVE) for plan in file.plans))
    newer = fold(running, proposed(replace(FIRST, bundle="", bundle_loans=()), "p3"))
    assert [plan.state for plan in newer.plans] == [PlanState.SUPERSEDED, PlanState.ACTIVE, PlanState.PROPOSED]


def test_a_second_bundle_takes_the_place_of_the_first() -> None:
    again = bundled(*TERMS, bundle="b-2")
    file = fold(fold(with_both(), proposed(again[0], "p3")), proposed(again[1], "p4"))
    states = [PlanState.SUPERSEDED, PlanState.SUPERSEDED, PlanState.PROPOSED, PlanState.PROPOSED]
    assert [plan.state for plan in file.plans] == states
    assert [plan.id for plan in bundle_of(file.plans, file.plans[3])] == ["p3", "p4"]


@pytest.mark.parametrize(
    "changes",
    [
        {"bundle": ""},
        {"bundle_loans": ("loan-1",)},
        {"bundle_loans": ("loan-1", "loan-1")},
        {"bundle_loans": ("loan-2", "loan-3")},
    ],
)
def test_a_bundle_must_name_its_loans(changes: dict[str, Any]) -> None:
    refusal = against_joining(replace(FIRST, **changes), COLLECTOR.id, ())
    assert refusal is not None
    assert refusal.code == "plan.bundle_wrong"
    assert verdict(FILE, proposed(replace(FIRST, **changes), "p1")) == "plan.bundle_wrong"


@pytest.mark.parametrize(
    ("changes", "by"),
    [
        ({"bundle_loans": ("loan-2", "loan-1")}, COLLECTOR.id),
        ({"level": Level.BOARD}, COLLECTOR.id),
        ({"approvers": 2}, COLLECTOR.id),
        ({}, COLLEAGUE.id),
    ],
)
def test_the_plans_of_a_bundle_agree_with_each_other(changes: dict[str, Any], by: str) -> None:
    there = with_both().plans[:1]
    assert against_joining(replace(SECOND, **changes), by, there) is not None
    assert against_joining(SECOND, COLLECTOR.id, there) is None
    assert against_joining(FIRST, COLLECTOR.id, there) is not None, "one loan twice"


def test_the_authority_of_a_bundle_is_that_of_the_whole() -> None:
    low = tuple(replace(content, level=Level.COLLECTOR, approvers=1) for content in (FIRST, SECOND))
    assert verdict(FILE, proposed(low[0], "p1")) in {"plan.authority_changed", "plan.consent_needed"}
    high = tuple(replace(content, level=Level.BOARD, approvers=1) for content in (FIRST, SECOND))
    assert verdict(FILE, proposed(high[0], "p1")) is None, "one of them alone may need less than the whole"
    file = fold(fold(FILE, proposed(high[0], "p1")), proposed(high[1], "p2"))
    assert verdict(file, paper(level=Level.BOARD)) == "plan.authority_changed"
