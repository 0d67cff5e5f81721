"""What people of a test office do: contents and facts on any case, valid by default, every part replaceable."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from fieldapp import clock, rule_packs
from fieldapp.domain.calendar import add_months
from fieldapp.domain.case import Case
from fieldapp.domain.document import DocumentContent, DocumentKind, Revision, Signer
from fieldapp.domain.facts import Fact, FactKind, Payload, PlanDecided
from fieldapp.domain.ids import new_id
from fieldapp.domain.plans.authority import required
from fieldapp.domain.plans.plan import PlanKind, PlanTerms
from fieldapp.domain.plans.plan_life import PlanContent, content_of, figures
from fieldapp.domain.plans.plan_schedule import build
from fieldapp.domain.plans.promise import PayChannel, PromiseContent
from fieldapp.domain.staff import Staff
from fieldapp.domain.visit import Met, Outcome, VisitContent
from fieldapp.protocol.canonical import sha256

MATRIX = rule_packs.load().authority


def fact(kind: FactKind, case: Case, by: Staff, payload: Payload, **changes: Any) -> Fact:
    """A fact made now."""
    return replace(Fact(new_id(), kind, case.id, by.id, clock.now(), payload), **changes)


def visit(case: Case, by: Staff, note: str = "", **changes: Any) -> Fact:
    """A visit of half an hour that just ended."""
    now = clock.now()
    content = VisitContent(
        case.premises[0].id, now - timedelta(minutes=30), now, Met.BORROWER, Outcome.PLAN_TALKS, note=note
    )
    return fact(FactKind.VISIT_RECORDED, case, by, content, **changes)


def promise(case: Case, by: Staff, amount: int = 800_000, days: int = 3, **changes: Any) -> Fact:
    """A promise of the borrower."""
    due = clock.today() + timedelta(days=days)
    content = PromiseContent(case.loans[0].id, case.borrower.id, amount, due, PayChannel.TRANSFER)
    return fact(FactKind.PROMISE_MADE, case, by, content, **changes)


def plan_content(case: Case, instalments: int = 12) -> PlanContent:
    """A plan on the case's first loan, worked out as the plan desk does."""
    loan, today = case.loans[0], clock.today()
    terms = PlanTerms(
        PlanKind.EQUAL_INSTALMENT, loan.id, today, instalments, add_months(today, 1), loan.terms.annual_rate
    )
    schedule = build(loan, terms)
    return content_of(terms, schedule, required(figures(terms, schedule), MATRIX), MATRIX.proposal_days)


def plan(case: Case, by: Staff, instalments: int = 12, **changes: Any) -> Fact:
    """A plan proposed."""
    return fact(FactKind.PLAN_PROPOSED, case, by, plan_content(case, instalments), **changes)


def sealed(case: Case, by: Staff, plan_id: str, paper: bytes, **changes: Any) -> Fact:
    """The paper of a plan, whatever bytes it has: what is in it is not the server's to judge."""
    signers = (Signer.COLLECTOR, Signer.SUPERVISOR)
    revision = Revision(sha256(paper), len(paper), Signer.COLLECTOR, by.id, clock.now())
    number = f"HKJH-{plan_id[-6:]}"
    content = DocumentContent(DocumentKind.PLAN, number, plan_id, "0" * 64, "1" * 64, signers, revision)
    return fact(FactKind.DOCUMENT_SEALED, case, by, content, **changes)


def approval(case: Case, by: Staff, plan_id: str, document: Fact, paper: bytes, **changes: Any) -> Fact:
    """A supervisor's approval; `paper` is the revision with the second seal."""
    assert isinstance(document.payload, DocumentContent)
    revision = Revision(sha256(paper), len(paper), Signer.SUPERVISOR, by.id, clock.now())
    decided = PlanDecided(plan_id, document.id, document.payload.revision.sha256, "同意", revision)
    return fact(FactKind.PLAN_APPROVED, case, by, decided, **changes)


def rejection(case: Case, by: Staff, plan_id: str, document: Fact, comment: str = "期数太长") -> Fact:
    """A supervisor's refusal of a plan."""
    assert isinstance(document.payload, DocumentContent)
    decided = PlanDecided(plan_id, document.id, document.payload.revision.sha256, comment)
    return fact(FactKind.PLAN_REJECTED, case, by, decided)
