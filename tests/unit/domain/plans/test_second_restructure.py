"""A debt restructured again within the year: the plan needs one level more, and nobody can propose it for less."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fieldapp.domain.facts import FactKind
from fieldapp.domain.plans.approval import restructures_before
from fieldapp.domain.plans.authority import Level, required
from fieldapp.domain.plans.plan_life import Plan, PlanDecision, PlanHealth, PlanState, figures, standing
from fieldapp.domain.plans.plan_schedule import build
from tests.unit.domain.builders import (
    COLLECTOR,
    MATRIX,
    SUPERVISOR,
    TODAY,
    case_file,
    fact,
    plan_content,
    plan_terms,
    verdict,
    worked_loan,
)

LOAN = worked_loan(paid=3)
ZONE = "Asia/Shanghai"
LAST_HOUR = datetime(2026, 3, 25, 23, 30, tzinfo=UTC)
"""Already the 26th in Shanghai."""
BROKEN = Plan(
    "plan-0",
    "case-1",
    COLLECTOR.id,
    LAST_HOUR,
    plan_content(LOAN, as_of=date(2026, 3, 25), first_due=date(2026, 4, 25)),
    PlanState.ACTIVE,
    (PlanDecision(SUPERVISOR.id, LAST_HOUR),),
)
FILE = replace(case_file(LOAN), plans=(BROKEN,))


def test_the_first_plan_was_broken_so_that_another_may_be_proposed() -> None:
    assert standing(BROKEN, LOAN.payments, TODAY).health is PlanHealth.BROKEN


def test_a_second_plan_within_the_year_is_proposed_one_level_higher_or_not_at_all() -> None:
    content = plan_content(LOAN)
    assert content.level is Level.BRANCH_MANAGER
    assert verdict(FILE, fact(FactKind.PLAN_PROPOSED, content)) == "plan.authority_changed"
    higher = replace(content, level=Level.RISK_COMMITTEE, approvers=2)
    assert verdict(FILE, fact(FactKind.PLAN_PROPOSED, higher)) is None
    assert verdict(case_file(LOAN), fact(FactKind.PLAN_PROPOSED, content)) is None


@pytest.mark.parametrize(
    ("plan", "as_of", "count"),
    [
        (BROKEN, TODAY, 1),
        (BROKEN, date(2027, 3, 25), 1),
        (BROKEN, date(2027, 3, 26), 0),
        (replace(BROKEN, state=PlanState.SUPERSEDED), TODAY, 0),
        (replace(BROKEN, state=PlanState.PROPOSED), TODAY, 0),
        (replace(BROKEN, decisions=()), TODAY, 0),
    ],
)
def test_only_plans_approved_within_twelve_months_count(plan: Plan, as_of: date, count: int) -> None:
    assert restructures_before((plan,), "loan-1", as_of, ZONE, MATRIX) == count


def test_a_plan_on_another_loan_and_the_plan_itself_do_not_count() -> None:
    assert restructures_before((BROKEN,), "loan-2", TODAY, ZONE, MATRIX) == 0
    assert restructures_before((BROKEN,), "loan-1", TODAY, ZONE, MATRIX, but="plan-0") == 0


def test_every_waiver_is_measured_by_its_own_criterion() -> None:
    own = plan_terms(waived_penalty=100_00, waived_compound=3_74, waived_interest=500_00, waived_principal=1_000_00)
    found = figures(own, build(worked_loan(), own))
    assert (found.penalty_total, found.penalty_waived) == (319_86, 103_74)
    assert (found.interest_total, found.interest_waived) == (1_533_16 + 308_95, 500_00)
    assert (found.balance, found.principal_waived) == (81_581_10, 1_000_00)
    assert required(found, MATRIX).level is Level.BRANCH_MANAGER
    more = plan_terms(waived_interest=600_00)
    assert required(figures(more, build(worked_loan(), more)), MATRIX).level is Level.RISK_COMMITTEE
