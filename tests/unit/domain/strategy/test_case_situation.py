"""The situation of a case, read off its file; what the file does not hold stays unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from fieldapp.domain.case import CaseFile, Visit
from fieldapp.domain.caseview import view
from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.matter import Matter, MatterKind, MatterRaised, MatterState, MatterStep
from fieldapp.domain.plans.plan_life import Plan, PlanState
from fieldapp.domain.strategy.case_situation import situation_of
from fieldapp.domain.strategy.client import ClientSuggestion, ClientType, Standing
from fieldapp.domain.strategy.playbook import recommend
from fieldapp.domain.strategy.playbook_rules import Action
from fieldapp.domain.strategy.situation import Family, Hold, Situation
from fieldapp.domain.visit import Cause, Outcome
from fieldapp.rule_packs import playbook
from tests.unit.domain.builders import COLLECTOR, NOON, TODAY, case, payment, plan_content, promise, visit_content
from tests.unit.domain.builders import worked_loan as loan

BOOK = playbook.in_force(TODAY)
NOBODY_KNOWS = ClientSuggestion(None, Standing.INSUFFICIENT)


def visit(days_ago: int, **content: Any) -> Visit:
    at = NOON - timedelta(days=days_ago)
    plain = {"arrived_at": at, "left_at": at} | content
    return Visit(f"v{days_ago}", "case-1", COLLECTOR.id, at, visit_content(**plain))


def found(
    *visits: Visit,
    own: Loan | None = None,
    client: ClientSuggestion = NOBODY_KNOWS,
    as_of: date = TODAY,
    alone: bool = False,
    **changes: Any,
) -> Situation:
    base = case(own or loan())
    file = CaseFile(replace(base, parties=()) if alone else base, visits=visits, **changes)
    return situation_of(view(file, as_of), BOOK.families, client, 600)


def test_the_worked_loan_is_forty_five_days_late_and_guaranteed() -> None:
    case_now = found()
    assert (case_now.family, case_now.days_past_due, case_now.days_to_due) == (Family.SECURED_MICRO, 45, 16)
    assert (case_now.guarantors, case_now.guarantee_days_left) == (1, (date(2027, 7, 10) - TODAY).days)
    assert case_now.limitation_days_left == (date(2030, 1, 10) - TODAY).days
    assert (case_now.visits, case_now.days_since_visit, case_now.refuses, case_now.able) == (0, None, None, None)
    assert (case_now.minute_of_day, case_now.paid_up, case_now.days_since_payment) == (600, False, 76)


def test_the_playbook_advises_a_visit_first_and_no_notice_while_nobody_knows_of_one() -> None:
    advice = recommend(BOOK, found(), TODAY, {})
    assert (advice.row.id, advice.action) == ("micro.second_visit", Action.SITE_VISIT)
    assert "micro.serve_notice" in [one.id for one in advice.unknown]
    visited = recommend(BOOK, replace(found(visit(3), visit(9)), notices_served=0), TODAY, {})
    assert visited.action is Action.SERVE_NOTICE


def test_a_loan_to_a_consumer_without_a_guarantor_has_a_way_of_its_own() -> None:
    assert found(alone=True).family is Family.SECURED_MICRO
    other = replace(loan(), product="消费贷")
    assert found(own=other, alone=True).family is Family.CONSUMER
    assert found(own=other).family is Family.SECURED_MICRO
    assert found(alone=True).guarantee_days_left is None


def test_visits_count_since_the_debt_became_overdue_and_within_a_week() -> None:
    case_now = found(visit(46), visit(45), visit(7), visit(6), visit(0))
    assert (case_now.visits, case_now.visits_week, case_now.days_since_visit) == (4, 2, 0)


@pytest.mark.parametrize(
    ("outcome", "holds", "refuses"),
    [
        (Outcome.DISPUTE, {Hold.DISPUTE}, False),
        (Outcome.PAID_CLAIM, {Hold.PAID_CLAIM}, False),
        (Outcome.REFUSED, set(), True),
        (Outcome.PROMISE, set(), False),
    ],
)
def test_the_last_visit_tells_of_holds_and_refusals(outcome: Outcome, holds: set[Hold], refuses: bool) -> None:
    case_now = found(visit(9, outcome=Outcome.DISPUTE), visit(3, outcome=outcome))
    assert case_now.holds == holds
    assert case_now.refuses is refuses


def test_a_hardship_is_claimed_by_its_outcome_or_cause() -> None:
    assert found(visit(1, outcome=Outcome.HARDSHIP)).hardship_claimed
    assert found(visit(1, cause=Cause.DISASTER)).hardship_claimed
    assert not found(visit(1, cause=Cause.FORGOT)).hardship_claimed
    assert not found().hardship_claimed


@pytest.mark.parametrize(
    ("kind", "able"),
    [
        (ClientType.NORMAL, True),
        (ClientType.ABLE_UNWILLING, True),
        (ClientType.UNABLE_WILLING, False),
        (ClientType.UNABLE_UNWILLING, False),
        (ClientType.LOST_CONTACT, None),
    ],
)
def test_only_a_clear_type_is_taken_over(kind: ClientType, able: bool | None) -> None:
    clear = found(client=ClientSuggestion(kind, Standing.CLEAR))
    assert (clear.client_type, clear.able) == (kind, able)
    unsure = found(client=ClientSuggestion(kind, Standing.BORDERLINE))
    assert (unsure.client_type, unsure.able) == (None, None)


def test_an_open_promise_is_willingness() -> None:
    case_now = found(promises=(promise(1_000_00, TODAY + timedelta(days=2)),))
    assert (case_now.promise_open, case_now.willing) == (True, True)
    assert found().willing is None


def test_a_broken_plan_is_counted() -> None:
    plan = Plan("plan-1", "case-1", COLLECTOR.id, NOON, plan_content(), PlanState.ACTIVE)
    assert found(plans=(plan,), as_of=TODAY + timedelta(days=90)).plans_broken == 1
    assert found(plans=(plan,)).plans_broken == 0


def test_a_case_that_was_brought_up_to_date_is_thanked_for() -> None:
    paid = found(own=loan(payment(21_643_56)))
    assert (paid.paid_up, paid.days_past_due, paid.days_since_payment) == (True, 0, 0)
    assert recommend(BOOK, paid, TODAY, {}).action is Action.THANK_AND_RECEIPT


def test_with_everything_paid_no_instalment_is_to_come() -> None:
    assert found(own=loan(payment(200_000_00))).days_to_due is None
    assert found(own=loan(paid=0)).days_since_payment is None


def matter(kind: MatterKind, days_ago: int = 0, state: MatterState = MatterState.OPEN) -> Matter:
    raised = MatterRaised(
        kind, "p-li", "说明", TODAY - timedelta(days=days_ago), "loan-1", 8_000_00, TODAY - timedelta(days=days_ago)
    )
    return Matter(f"m-{kind.value}", "case-1", COLLECTOR.id, NOON, raised, state)


@pytest.mark.parametrize(
    ("kind", "hold"),
    [
        (MatterKind.DISPUTE, Hold.DISPUTE),
        (MatterKind.COMPLAINT, Hold.COMPLAINT),
        (MatterKind.HARDSHIP, Hold.VULNERABLE),
        (MatterKind.PAID_CLAIM, Hold.PAID_CLAIM),
    ],
)
def test_what_was_raised_holds_the_case_until_it_is_dealt_with(kind: MatterKind, hold: Hold) -> None:
    case_now = found(matters=(matter(kind),))
    assert case_now.holds == {hold}
    assert case_now.hardship_claimed is (kind is MatterKind.HARDSHIP)
    done = found(matters=(matter(kind, state=MatterState.WITHDRAWN),))
    assert not done.holds
    assert not done.hardship_claimed


def test_a_matter_takes_the_place_of_what_the_last_visit_noted() -> None:
    noted = visit(3, outcome=Outcome.DISPUTE, cause=Cause.ILLNESS)
    told = (MatterStep(MatterState.ANSWERED, "s-chen", NOON, "已答复"),)
    answered = replace(matter(MatterKind.DISPUTE, 3, MatterState.ANSWERED), steps=told)
    helped = replace(matter(MatterKind.HARDSHIP, 2, MatterState.ANSWERED), steps=told)
    case_now = found(noted, matters=(answered, helped))
    assert not case_now.holds
    assert not case_now.hardship_claimed
    # what was raised before the visit does not answer what the visit was told
    earlier = found(noted, matters=(matter(MatterKind.DISPUTE, 4, MatterState.ANSWERED),))
    assert earlier.holds == {Hold.DISPUTE}
    assert earlier.hardship_claimed


def test_a_claimed_payment_that_has_come_holds_nothing_any_more() -> None:
    claim = matter(MatterKind.PAID_CLAIM, 2)
    assert found(matters=(claim,)).holds == {Hold.PAID_CLAIM}
    come = loan(payment(8_000_00, TODAY - timedelta(days=1)))
    assert not found(own=come, matters=(claim,)).holds


@pytest.mark.parametrize(
    ("days_ago", "verified", "counts"), [(0, True, True), (30, True, True), (31, True, False), (0, False, False)]
)
def test_verified_hardship_is_helped_until_its_review(days_ago: int, verified: bool, counts: bool) -> None:
    step = MatterStep(MatterState.ANSWERED, "s-chen", NOON - timedelta(days=days_ago), "已核实", verified=verified)
    helped = replace(matter(MatterKind.HARDSHIP, 40, MatterState.ANSWERED), steps=(step,))
    case_now = found(matters=(helped, matter(MatterKind.DISPUTE, 40, MatterState.WITHDRAWN)))
    assert case_now.hardship_verified is counts
    assert (recommend(BOOK, case_now, TODAY, {}).row.id == "hardship") is counts
