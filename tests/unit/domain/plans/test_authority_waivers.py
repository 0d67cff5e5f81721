"""Waivers of principal and interest, and a further restructure within the year, at every border of the matrix."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.plans.approval import earlier_restructures
from fieldapp.domain.plans.authority import Exceeded, Level, PlanFigures, Requirement, required
from tests.unit.domain.builders import MATRIX

SMALL = PlanFigures(term_months=1, balance=10_000_00, penalty_total=100_00, penalty_waived=0, deferral_days=0,
                    interest_total=1_000_00)  # fmt: skip


def level(**changes: int) -> Level:
    return required(replace(SMALL, **changes), MATRIX).level


@pytest.mark.parametrize(
    ("waived", "needed"),
    [
        (0, Level.COLLECTOR),
        (1, Level.BRANCH_MANAGER),
        (500_00, Level.BRANCH_MANAGER),
        (500_01, Level.RISK_COMMITTEE),
        (3_000_00, Level.RISK_COMMITTEE),
        (3_000_01, Level.BOARD),
        (10_000_00, Level.BOARD),
    ],
)
def test_a_waiver_of_principal_asks_for_a_level(waived: int, needed: Level) -> None:
    assert level(principal_waived=waived) is needed


@pytest.mark.parametrize(
    ("waived", "needed"),
    [
        (0, Level.COLLECTOR),
        (1, Level.BRANCH_MANAGER),
        (300_00, Level.BRANCH_MANAGER),
        (300_01, Level.RISK_COMMITTEE),
        (1_000_00, Level.RISK_COMMITTEE),
    ],
)
def test_a_waiver_of_interest_asks_for_a_level(waived: int, needed: Level) -> None:
    assert level(interest_waived=waived) is needed


def test_each_kind_of_waiver_is_measured_against_its_own_sum() -> None:
    found = required(replace(SMALL, principal_waived=1, interest_waived=300_01, penalty_waived=50_01), MATRIX)
    assert (found.level, found.approvers) == (Level.RISK_COMMITTEE, 2)
    assert [reason.criterion for reason in found.reasons] == ["interest_waiver"]


@pytest.mark.parametrize(
    ("changes", "needed"),
    [
        ({}, Requirement(Level.TEAM_LEAD, 1, (Exceeded("restructures", 1, 0, Level.COLLECTOR),))),
        (
            {"term_months": 12},
            Requirement(
                Level.RISK_COMMITTEE,
                2,
                (Exceeded("term", 12, 6, Level.TEAM_LEAD), Exceeded("restructures", 1, 0, Level.BRANCH_MANAGER)),
            ),
        ),
        ({"term_months": 61}, Requirement(Level.BOARD, 1, (Exceeded("term", 61, 60, Level.RISK_COMMITTEE),))),
    ],
)
def test_a_second_restructure_within_the_year_asks_for_one_level_more(
    changes: dict[str, int], needed: Requirement
) -> None:
    assert required(replace(SMALL, earlier_restructures=1, **changes), MATRIX) == needed


@pytest.mark.parametrize(
    ("approved_on", "count"),
    [
        ([], 0),
        ([date(2026, 7, 24)], 1),
        ([date(2025, 7, 26)], 1),
        ([date(2025, 7, 25)], 0),
        ([date(2026, 7, 25), date(2026, 7, 26), date(2025, 12, 1)], 2),
    ],
)
def test_restructures_are_counted_over_twelve_months(approved_on: list[date], count: int) -> None:
    assert earlier_restructures(approved_on, date(2026, 7, 25), MATRIX) == count


@given(
    st.integers(0, 10_000_00), st.integers(0, 1_000_00), st.integers(0, 100_00), st.integers(0, 3),
    st.integers(0, 10_000_00), st.integers(0, 1_000_00),
)  # fmt: skip
def test_asking_for_a_larger_waiver_never_needs_less_authority(
    principal: int, interest: int, penalty: int, earlier: int, more_principal: int, more_interest: int
) -> None:
    little = replace(
        SMALL, principal_waived=principal, interest_waived=interest, penalty_waived=penalty,
        earlier_restructures=earlier,
    )  # fmt: skip
    more = replace(
        little, principal_waived=principal + more_principal, interest_waived=interest + more_interest,
        earlier_restructures=earlier + 1,
    )  # fmt: skip
    assert required(little, MATRIX).level <= required(more, MATRIX).level
