"""Visits and promises that cannot be true are refused, each with its reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from fieldapp.domain.facts import FactKind
from fieldapp.domain.observation import Observation
from fieldapp.domain.party import Party
from fieldapp.domain.visit import NOTE_LIMIT
from tests.unit.domain.builders import (
    BORROWER,
    GUARANTOR,
    NOON,
    SISTER,
    TODAY,
    WIFE,
    case_file,
    fact,
    promise_content,
    verdict,
    visit_content,
)


def test_a_plain_visit_may_stand() -> None:
    assert verdict(case_file(), fact(FactKind.VISIT_RECORDED, visit_content())) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"left_at": NOON - timedelta(minutes=1)}, "visit.left_before_arrival"),
        ({"left_at": NOON + timedelta(days=1, minutes=1)}, "visit.times_out_of_place"),
        ({"arrived_at": NOON - timedelta(days=60, minutes=1)}, "visit.times_out_of_place"),
        ({"premises_id": "elsewhere"}, "visit.unknown_premises"),
        ({"note": "长" * (NOTE_LIMIT + 1)}, "visit.note_too_long"),
        ({"observation": Observation(customers_10min=-1)}, "visit.negative_count"),
        ({"observation": Observation(staff_now=-1)}, "visit.negative_count"),
        ({"observation": Observation(sales_month_claimed=-1)}, "visit.negative_count"),
    ],
)
def test_a_visit_that_cannot_be_true_is_refused(changes: dict[str, Any], code: str) -> None:
    assert verdict(case_file(), fact(FactKind.VISIT_RECORDED, visit_content(**changes))) == code


@pytest.mark.parametrize(
    "observation",
    [
        Observation(staff_usual=-1),
        Observation(sales_day_claimed=-1),
        Observation(purchases_month=-1),
        Observation(costs_month=-1),
        Observation(household_month=-1),
        Observation(other_debt_month=-1),
        Observation(margin_percent=-1),
        Observation(margin_percent=101),
    ],
)
def test_no_figure_of_an_observation_may_be_impossible(observation: Observation) -> None:
    """A negative cost raises the capacity that a plan is judged by."""
    visit = visit_content(observation=observation)
    assert verdict(case_file(), fact(FactKind.VISIT_RECORDED, visit)) == "visit.negative_count"


@pytest.mark.parametrize("payer", [BORROWER, GUARANTOR, WIFE])
def test_those_who_owe_may_promise(payer: Party) -> None:
    content = promise_content(payer_id=payer.id)
    assert verdict(case_file(), fact(FactKind.PROMISE_MADE, content)) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"loan_id": "loan-9"}, "promise.unknown_loan"),
        ({"payer_id": SISTER.id}, "promise.payer_not_liable"),
        ({"payer_id": "nobody"}, "promise.payer_not_liable"),
        ({"amount": 0}, "promise.amount_not_positive"),
        ({"due": TODAY - timedelta(days=1)}, "promise.due_in_the_past"),
        ({"due": TODAY + timedelta(days=16)}, "promise.due_too_late"),
    ],
)
def test_a_promise_that_is_none_is_refused(changes: dict[str, Any], code: str) -> None:
    assert verdict(case_file(), fact(FactKind.PROMISE_MADE, promise_content(**changes))) == code


@pytest.mark.parametrize("due", [TODAY, TODAY + timedelta(days=15)])
def test_a_promise_may_be_for_today_or_a_fortnight_ahead(due: date) -> None:
    assert verdict(case_file(), fact(FactKind.PROMISE_MADE, promise_content(due=due))) is None
