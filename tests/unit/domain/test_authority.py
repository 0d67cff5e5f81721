"""The authority matrix of the pack shipped: each border of each level, and why a plan needs it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.plans.authority import Level, PlanFigures, required
from fieldapp.domain.plans.plan import PlanKind
from fieldapp.domain.plans.plan_life import figures
from fieldapp.domain.plans.plan_schedule import build
from tests.unit.domain.builders import MATRIX, plan_terms, worked_loan


def need(
    term: int = 1, balance: int = 1_00, penalty: int = 100_00, waived: int = 0, deferral: int = 0
) -> tuple[Level, int, list[str]]:
    requirement = required(PlanFigures(term, balance, penalty, waived, deferral), MATRIX)
    return requirement.level, requirement.approvers, [reason.criterion for reason in requirement.reasons]


@pytest.mark.parametrize(
    ("months", "level"),
    [
        (3, Level.COLLECTOR),
        (4, Level.TEAM_LEAD),
        (6, Level.TEAM_LEAD),
        (7, Level.BRANCH_MANAGER),
        (24, Level.BRANCH_MANAGER),
        (25, Level.RISK_COMMITTEE),
        (60, Level.RISK_COMMITTEE),
        (61, Level.BOARD),
    ],
)
def test_the_term_asks_for_a_level(months: int, level: Level) -> None:
    assert need(term=months)[0] is level


@pytest.mark.parametrize(
    ("balance", "level"),
    [
        (10_000_00, Level.COLLECTOR),
        (10_000_01, Level.TEAM_LEAD),
        (50_000_00, Level.TEAM_LEAD),
        (50_000_01, Level.BRANCH_MANAGER),
        (200_000_00, Level.BRANCH_MANAGER),
        (200_000_01, Level.RISK_COMMITTEE),
        (9_000_000_00, Level.RISK_COMMITTEE),
    ],
)
def test_the_balance_asks_for_a_level(balance: int, level: Level) -> None:
    assert need(balance=balance)[0] is level


@pytest.mark.parametrize(
    ("waived", "level"),
    [
        (0, Level.COLLECTOR),
        (1, Level.TEAM_LEAD),
        (50_00, Level.TEAM_LEAD),
        (50_01, Level.BRANCH_MANAGER),
        (100_00, Level.BRANCH_MANAGER),
    ],
)
def test_a_waiver_of_penalty_asks_for_a_level(waived: int, level: Level) -> None:
    assert need(penalty=100_00, waived=waived)[0] is level


@pytest.mark.parametrize(("days", "level"), [(7, Level.COLLECTOR), (30, Level.TEAM_LEAD), (90, Level.BRANCH_MANAGER)])
def test_a_deferral_asks_for_a_level(days: int, level: Level) -> None:
    assert need(deferral=days)[0] is level


def test_the_highest_criterion_decides_and_is_the_reason() -> None:
    level, approvers, reasons = need(term=5, balance=60_000_00, waived=60_00)
    assert (level, approvers) == (Level.BRANCH_MANAGER, 1)
    assert reasons == ["balance", "penalty_waiver"]


def test_the_reasons_name_the_limit_of_the_level_below() -> None:
    requirement = required(PlanFigures(12, 1_00, 0, 0, 0), MATRIX)
    (reason,) = requirement.reasons
    assert (reason.criterion, reason.value, reason.limit, reason.level) == ("term", 12, 6, Level.TEAM_LEAD)


def test_the_risk_committee_needs_two_people() -> None:
    assert need(term=36)[:2] == (Level.RISK_COMMITTEE, 2)


def test_what_a_collector_may_grant_needs_no_reason() -> None:
    assert need() == (Level.COLLECTOR, 1, [])


def test_a_plan_on_the_worked_loan_needs_the_branch_manager() -> None:
    own = plan_terms()
    requirement = required(figures(own, build(worked_loan(), own)), MATRIX)
    assert requirement.level is Level.BRANCH_MANAGER
    assert [reason.criterion for reason in requirement.reasons] == ["term", "balance"]


def test_compound_interest_counts_as_penalty() -> None:
    own = plan_terms(waived_penalty=100_00, waived_compound=23_74)
    found = figures(own, build(worked_loan(), own))
    assert (found.penalty_total, found.penalty_waived) == (319_86, 123_74)


def test_a_deferral_is_measured_in_days_of_thirty_a_month() -> None:
    own = plan_terms(kind=PlanKind.DEFERRAL, deferral_months=2)
    assert figures(own, build(worked_loan(), own)).deferral_days == 60
    assert figures(plan_terms(deferral_months=2), build(worked_loan(), plan_terms())).deferral_days == 0


COUNTS = st.integers(0, 400)


@given(
    COUNTS, st.integers(0, 10**9), st.integers(0, 10**6), st.integers(0, 10**6), COUNTS, COUNTS, st.integers(0, 10**9)
)
def test_asking_for_more_never_needs_less_authority(
    term: int, balance: int, penalty: int, waived: int, deferral: int, more_term: int, more_balance: int
) -> None:
    waived = min(waived, penalty)
    little = required(PlanFigures(term, balance, penalty, waived, deferral), MATRIX).level
    more = required(PlanFigures(term + more_term, balance + more_balance, penalty, waived, deferral), MATRIX).level
    assert little <= more


def test_the_last_level_holds_whatever_no_other_does() -> None:
    short = replace(MATRIX, limits=MATRIX.limits[:2])
    found = required(PlanFigures(61, 900_000_00, 100, 0, 0), short)
    assert (found.level, [reason.criterion for reason in found.reasons]) == (Level.TEAM_LEAD, ["term", "balance"])
