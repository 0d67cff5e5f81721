"""Drafts of plans, the list of plans, and looking at a paper as it lies on the laptop."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from fieldapp.domain.plans.plan import PlanKind, PlanTerms
from fieldapp.domain.plans.plan_life import PlanHealth
from fieldapp.errors import KnownError
from fieldapp.sentences import say
from fieldapp.services import draft_plan, list_plans
from fieldapp.services.examine_paper import examine, save_copy
from fieldapp.services.keep_documents import papers, read_paper
from tests.office import TestOffice, borrower_case, sync
from tests.sync.test_day import sealed_plan

TERMS = PlanTerms(
    PlanKind.EQUAL_PRINCIPAL, "loan", date(2026, 7, 25), 18, date(2026, 8, 20), Decimal("0.105"), 100, 20, 0, 4
)


def test_a_draft_comes_back_as_it_was_kept_and_goes_when_it_is_discarded(office: TestOffice) -> None:
    desk = office.desk("zhouming")
    draft = draft_plan.PlanDraft("case", "loan", None, TERMS, "月底到账")
    assert draft_plan.held_plan(desk, "case") is None
    draft_plan.keep_plan(desk, draft_plan.PlanDraft("case", "loan", 1))
    draft_plan.keep_plan(desk, draft)
    assert draft_plan.held_plan(desk, "case") == draft
    assert draft_plan.held_plan(desk, "another") is None
    draft_plan.discard_plan(desk, "case")
    assert draft_plan.held_plan(desk, "case") is None


def test_plans_are_listed_newest_first_with_their_papers_and_standing(office: TestOffice) -> None:
    people = office.people["zhouming"]
    office.save(borrower_case(people), borrower_case(people, "王秀英", "秀英水果超市", 413))
    desk = office.desk("zhouming")
    sync(desk)
    assert list_plans.plans(desk) == []
    for name in ("李建国", "王秀英"):
        sealed_plan(desk, office.cases[name].id)
    lines = list_plans.plans(desk)
    assert [line.case.borrower.name for line in lines] == ["王秀英", "李建国"]
    assert {line.standing.health for line in lines} == {PlanHealth.WAITING}
    assert all(line.document is not None for line in lines)
    assert lines[0].staff[people.id].name == "周明"
    sync(desk)
    assert [line.standing.plan.id for line in list_plans.plans(desk)] == [line.standing.plan.id for line in lines]


def test_a_paper_is_examined_against_the_case_ledger(office: TestOffice) -> None:
    office.save(borrower_case(office.people["zhouming"]))
    desk = office.desk("zhouming")
    sync(desk)
    sealed_plan(desk, office.cases["李建国"].id)
    document = papers(desk)[0].document
    pdf = read_paper(desk, document.current.sha256)
    assert examine(desk, document, pdf).sound
    other = examine(desk, document, pdf + b"\n")
    assert not other.whole
    assert "documents.not_the_file_of_the_ledger" in {problem.code for problem in other.problems}


def test_a_copy_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    save_copy(b"%PDF-", tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == b"%PDF-"
    with pytest.raises(KnownError) as caught:
        save_copy(b"%PDF-", tmp_path / "nowhere" / "copy.pdf")
    assert caught.value.code == "document.copy_not_written"
    assert caught.value.retryable
    for language in ("zh_CN", "en"):
        assert "nowhere" in say(caught.value.code, caught.value.params, language).text
    assert [path.name for path in tmp_path.iterdir()] == ["copy.pdf"]
