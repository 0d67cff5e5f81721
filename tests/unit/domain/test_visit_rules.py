"""A visit is put right by another one, which stays beside it; and what cannot be true is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from fieldapp.domain.case import CaseFile
from fieldapp.domain.caseview import view
from fieldapp.domain.facts import FactKind
from fieldapp.domain.folding import fold
from fieldapp.domain.judgement import judge
from fieldapp.domain.observation import Observation
from fieldapp.domain.staff import Staff
from fieldapp.domain.visit import Met, Outcome
from fieldapp.domain.visit_rules import correction_of
from tests.unit.domain.builders import (
    COLLEAGUE,
    COLLECTOR,
    MATRIX,
    NOON,
    SUPERVISOR,
    TODAY,
    case_file,
    fact,
    verdict,
    visit_content,
)


def seen() -> tuple[CaseFile, str]:
    """A case with one visit of the collector, and its id."""
    first = fact(FactKind.VISIT_RECORDED, visit_content(met=Met.BORROWER, outcome=Outcome.REFUSED))
    return fold(case_file(), first), first.id


def put_right(file: CaseFile, visit_id: str, by: Staff = COLLECTOR, **changes: Any) -> str | None:
    content = visit_content(**({"corrects": visit_id, "correction_reason": "写错了结果"} | changes))
    refusal = judge(file, replace(fact(FactKind.VISIT_RECORDED, content), made_by=by.id), by, MATRIX).refusal
    return None if refusal is None else refusal.code


def test_ones_own_visit_may_be_put_right_with_a_reason() -> None:
    file, visit_id = seen()
    assert put_right(file, visit_id) is None
    assert put_right(file, visit_id, correction_reason="  ") == "visit.reason_needed"


def test_somebody_elses_visit_is_put_right_by_a_supervisor_alone() -> None:
    file, visit_id = seen()
    moved = replace(file, case=replace(file.case, assigned_to=COLLEAGUE.id))
    assert put_right(moved, visit_id, COLLEAGUE) == "visit.not_your_visit"
    assert put_right(file, visit_id, SUPERVISOR) is None


def test_only_a_visit_of_the_same_case_can_be_put_right_and_only_once() -> None:
    file, visit_id = seen()
    assert put_right(file, "elsewhere") == "visit.unknown_visit"
    second = replace(
        fact(FactKind.VISIT_RECORDED, visit_content(corrects=visit_id, correction_reason="写错了")), id="f2"
    )
    after = fold(file, second)
    assert put_right(after, visit_id) == "visit.already_corrected"
    assert put_right(after, second.id) is None, "a correction may itself be put right"


def test_both_stay_and_what_is_derived_goes_by_the_newer() -> None:
    file, visit_id = seen()
    right = visit_content(outcome=Outcome.PROMISE, corrects=visit_id, correction_reason="写错了结果")
    after = fold(file, replace(fact(FactKind.VISIT_RECORDED, right), id="f2"))
    assert [visit.content.outcome for visit in after.visits] == [Outcome.REFUSED, Outcome.PROMISE]
    looked = view(after, TODAY)
    assert [visit.content.outcome for visit in looked.standing_visits] == [Outcome.PROMISE]
    assert looked.last_visit is not None
    assert looked.last_visit.content.outcome is Outcome.PROMISE
    assert len(looked.visit_days()) == 1, "one visit was made, however often it was written down"
    found = correction_of(after, visit_id)
    assert found is not None
    assert found.content.correction_reason == "写错了结果"
    assert correction_of(after, found.id) is None


def test_an_old_visit_may_still_be_put_right() -> None:
    file, visit_id = seen()
    long_ago = NOON - timedelta(days=200)
    old: dict[str, Any] = {"arrived_at": long_ago, "left_at": long_ago}
    assert put_right(file, visit_id, **old) is None
    assert verdict(file, fact(FactKind.VISIT_RECORDED, visit_content(**old))) == "visit.times_out_of_place"


@pytest.mark.parametrize(
    "observation",
    [
        Observation(cooperation=0),
        Observation(shows_books=6),
        Observation(machines_running=3, machines_total=2),
        Observation(household_consent=False, household_illness=True),
        Observation(stock_value=-1),
    ],
)
def test_an_answer_that_cannot_be_true_is_refused(observation: Observation) -> None:
    visit = visit_content(observation=observation)
    assert verdict(case_file(), fact(FactKind.VISIT_RECORDED, visit)) == "visit.negative_count"


@pytest.mark.parametrize(
    "observation",
    [
        Observation(cooperation=1, shows_books=5),
        Observation(machines_running=2, machines_total=2),
        Observation(machines_running=2),
        Observation(household_consent=True, household_illness=True),
        Observation(household_consent=False, household_illness=False),
    ],
)
def test_an_answer_at_its_bound_may_stand(observation: Observation) -> None:
    assert verdict(case_file(), fact(FactKind.VISIT_RECORDED, visit_content(observation=observation))) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"next_note": "长" * 301},
        {"met_name": "长" * 301},
        {"companion": "长" * 301},
        {"observation": Observation(proposal_method="长" * 301)},
        {"observation": Observation(key_assets=("冰柜", "长" * 301))},
        {"observation": Observation(key_assets=("冰柜",) * 301)},
    ],
)
def test_no_text_of_a_visit_is_longer_than_can_be_read_and_sent(changes: dict[str, Any]) -> None:
    content = visit_content(**changes)
    assert verdict(case_file(), fact(FactKind.VISIT_RECORDED, content)) == "visit.note_too_long"


def test_a_reason_for_a_correction_is_no_novel() -> None:
    file, visit_id = seen()
    assert put_right(file, visit_id, correction_reason="长" * 301) == "visit.note_too_long"
    assert put_right(file, visit_id, correction_reason="长" * 300) is None
