"""The playbook's next step on the page of a case: after the rules were asked, and independent of the hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from fieldapp.domain.case import CaseFile, Visit
from fieldapp.domain.caseview import view
from fieldapp.domain.compliance.for_case import facts_of, may_approach, may_call, may_visit
from fieldapp.domain.strategy.playbook import Recommendation
from fieldapp.domain.strategy.playbook_rules import Action
from fieldapp.domain.visit import Cause, Outcome
from fieldapp.rule_packs import compliance
from fieldapp.services.next_step import next_step
from tests.unit.domain.builders import COLLECTOR, GUARANTOR, NOON, SISTER, TODAY, case, visit_content, worked_loan


def visit(days_ago: int, **content: Any) -> Visit:
    at = NOON - timedelta(days=days_ago)
    plain = {"arrived_at": at, "left_at": at} | content
    return Visit(f"v{days_ago}", "case-1", COLLECTOR.id, at, visit_content(**plain))


def found(*visits: Visit, now: datetime = NOON, as_of: date = TODAY, **changes: Any) -> Recommendation:
    seen = view(CaseFile(case(**changes), visits=visits), as_of)
    rules = compliance.load("CN", as_of)
    parties = tuple((party, may_approach(facts_of(seen), party, now, rules)) for party in seen.case.parties)
    return next_step(seen, may_visit(facts_of(seen), now, rules), may_call(facts_of(seen), now, rules), parties)


def test_a_case_nobody_visited_is_visited_and_the_guarantor_called() -> None:
    step = found()
    assert (step.row.id, step.action, step.first_choice) == ("micro.second_visit", Action.SITE_VISIT, True)


def test_the_hour_of_the_day_does_not_change_the_step() -> None:
    assert found(now=NOON + timedelta(hours=11)).action is Action.SITE_VISIT


def test_a_hardship_that_a_visit_found_is_looked_into() -> None:
    step = found(visit(3, outcome=Outcome.HARDSHIP, cause=Cause.ILLNESS))
    assert step.action is Action.FIND_CAUSE
    assert Action.SITE_VISIT not in step.allowed


def test_a_dispute_is_answered_and_nothing_else() -> None:
    step = found(visit(3, outcome=Outcome.DISPUTE))
    assert (step.action, step.allowed) == (Action.ANSWER_DISPUTE, ())


def test_contacts_that_may_not_be_approached_are_barred_with_their_rule() -> None:
    step = found(loans=(replace(worked_loan(), product="消费贷"),), parties=(SISTER,))
    assert step.row.id == "consumer.m2"
    assert [(one.action, one.by) for one in step.barred] == [(Action.APPROACH_CONTACTS, ("R06",))]


def test_a_guarantor_is_barred_only_where_every_one_of_them_is() -> None:
    seen = view(CaseFile(case()), TODAY)
    rules = compliance.load("CN", TODAY)
    shut, free = may_approach(facts_of(seen), SISTER, NOON, rules), may_approach(facts_of(seen), GUARANTOR, NOON, rules)
    own = may_visit(facts_of(seen), NOON, rules), may_call(facts_of(seen), NOON, rules)
    one = next_step(seen, *own, [(GUARANTOR, shut)])
    assert (Action.CALL_GUARANTOR, ("R06",)) in [(each.action, each.by) for each in one.barred]
    both = next_step(seen, *own, [(GUARANTOR, shut), (GUARANTOR, free)])
    assert both.also == (Action.CALL_GUARANTOR,)


def test_a_borrower_who_may_not_be_called_or_visited_is_left_alone() -> None:
    seen = view(CaseFile(case()), TODAY)
    shut = may_approach(facts_of(seen), SISTER, NOON, compliance.load("CN", TODAY))
    step = next_step(seen, shut, shut, [])
    assert step.action is Action.DRAFT_PLAN
    assert {one.action for one in step.barred} >= {Action.SITE_VISIT, Action.DAILY_CALL}
