"""What a refused fact is told about the place it wanted to change."""

from __future__ import annotations

from dataclasses import replace

from fieldapp.domain.case import CaseFile
from fieldapp.domain.case_card import CardEdited, CardSettled, Choice
from fieldapp.domain.facts import Fact, FactKind, PlanDecided, PlanWithdrawn
from fieldapp.domain.folding import fold
from fieldapp.domain.judgement import Verdict, judge
from fieldapp.domain.present import of_fact
from tests.unit.domain.builders import (
    COLLECTOR,
    MATRIX,
    NOON,
    SUPERVISOR,
    case_file,
    document_content,
    fact,
    plan_content,
    visit_content,
)
from tests.unit.domain.cards import clashed, edited, settled, written

AT = NOON.isoformat()


def proposed() -> CaseFile:
    return fold(case_file(), fact(FactKind.PLAN_PROPOSED, plan_content(), "plan-1"))


def returned() -> CaseFile:
    decided = PlanDecided("plan-1", "doc-1", "aa", "首期太高")
    return fold(proposed(), fact(FactKind.PLAN_RETURNED, decided, "d1", SUPERVISOR))


def told(file: CaseFile, one: Fact) -> dict[str, str | int]:
    return judge(file, one, COLLECTOR, MATRIX).present


def test_withdrawing_a_returned_plan_is_told_who_returned_it_when_and_why() -> None:
    assert told(returned(), fact(FactKind.PLAN_WITHDRAWN, PlanWithdrawn("plan-1"), "w1")) == {
        "plan_id": "plan-1", "state": "returned", "by": SUPERVISOR.id, "at": AT, "comment": "首期太高",
    }  # fmt: skip


def test_a_paper_on_a_returned_plan_is_told_the_same() -> None:
    sealed = fact(FactKind.DOCUMENT_SEALED, document_content("plan-1"), "doc-1")
    assert told(returned(), sealed)["state"] == "returned"


def test_a_plan_nobody_knows_has_no_state() -> None:
    assert told(case_file(), fact(FactKind.PLAN_WITHDRAWN, PlanWithdrawn("plan-9"), "w1")) == {}


def test_a_stale_proposal_is_told_of_the_plan_in_its_place() -> None:
    stale = replace(plan_content(), approvers=0)
    assert told(case_file(), fact(FactKind.PLAN_PROPOSED, stale, "plan-2")) == {}
    assert told(proposed(), fact(FactKind.PLAN_PROPOSED, stale, "plan-2")) == {
        "plan_id": "plan-1", "state": "proposed", "by": COLLECTOR.id, "at": AT, "comment": "",
    }  # fmt: skip
    assert told(returned(), fact(FactKind.PLAN_PROPOSED, stale, "plan-2")) == {}, "a returned plan is in nobody's way"


def test_a_field_nobody_has_written_is_empty_at_version_0() -> None:
    assert of_fact(case_file(), edited(CardEdited("note", "x"), "f1")) == {"field": "note", "value": "", "ver": 0}


def test_a_settlement_is_told_the_field_of_its_proposal() -> None:
    choice = settled(CardSettled("f3", Choice.MINE, "找他儿子"), "f9")
    assert of_fact(clashed(), choice)["value"] == "店主上午在"
    assert of_fact(case_file(), choice) == {}


def test_what_only_adds_is_told_nothing_and_what_is_accepted_neither() -> None:
    unknown = replace(visit_content(), premises_id="m-9")
    assert told(case_file(), fact(FactKind.VISIT_RECORDED, unknown, "v1")) == {}
    card = written(case_file(), "note", "x", "f1")
    assert judge(card, fact(FactKind.VISIT_RECORDED, visit_content(), "v1"), COLLECTOR, MATRIX) == Verdict(None)
