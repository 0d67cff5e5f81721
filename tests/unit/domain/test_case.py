"""Finding things in a case file."""

from __future__ import annotations

from dataclasses import replace

from fieldapp.domain.document import Document
from fieldapp.domain.plans.plan_life import Plan
from tests.unit.domain.builders import (
    BORROWER,
    COLLECTOR,
    GUARANTOR,
    NOON,
    SISTER,
    WIFE,
    case,
    case_file,
    document_content,
    plan_content,
)


def test_parties_and_loans_are_found_by_id() -> None:
    own = case()
    assert own.party(BORROWER.id) is BORROWER
    assert own.party(WIFE.id) is WIFE
    assert own.party("nobody") is None
    assert own.loan("loan-1") is own.loans[0]
    assert own.loan("loan-9") is None


def test_the_newest_paper_of_a_plan_is_the_one_that_counts() -> None:
    papers = tuple(
        Document(f"doc-{n}", "case-1", COLLECTOR.id, NOON, document_content(plan), (document_content(plan).revision,))
        for n, plan in enumerate(["plan-1", "plan-2", "plan-1"])
    )
    plan = Plan("plan-1", "case-1", COLLECTOR.id, NOON, plan_content())
    file = replace(case_file(), plans=(plan,), documents=papers)
    assert file.document_of("plan-1") is papers[2]
    assert file.document_of("plan-3") is None
    assert file.document("doc-1") is papers[1]
    assert file.document("doc-9") is None
    assert file.plan("plan-1") is plan
    assert file.plan("plan-9") is None


def test_borrower_and_co_debtor_owe_the_debt_themselves() -> None:
    own = case()
    assert [own.is_debtor(party.id) for party in (BORROWER, WIFE, GUARANTOR, SISTER)] == [True, True, False, False]
    assert not own.is_debtor("nobody")
