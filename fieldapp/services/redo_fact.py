"""Recording again what was refused: its content becomes a draft, so that nobody types a visit twice.

The refused fact stays as it is; what comes of the draft is a fact of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import msgspec

from fieldapp import clock
from fieldapp.domain.facts import Fact
from fieldapp.domain.plans.guarantor_consent import told_apart
from fieldapp.domain.plans.plan_life import PlanContent
from fieldapp.domain.plans.promise import PromiseContent
from fieldapp.domain.visit import VisitContent
from fieldapp.errors import KnownError
from fieldapp.services import draft_plan, record_visit
from fieldapp.services.desk import Desk
from fieldapp.services.draft_plan import PlanDraft
from fieldapp.services.record_visit import PromiseDraft, VisitDraft
from fieldapp.store.laptop.outbox import OutboxEntry

Opens = Literal["visit", "plan"]


def opens(fact: Fact) -> Opens | None:
    """Where this can be recorded again; None where its kind has no form to begin from."""
    if isinstance(fact.payload, VisitContent):
        return "visit"
    return "plan" if isinstance(fact.payload, PlanContent) else None


def redo(desk: Desk, entry: OutboxEntry) -> Opens:
    """Keep the content as the case's draft; what to open for it.

    Raises:
        KnownError: `case.not_here`; `redo.draft_in_the_way` while another draft of the case is not finished.
    """
    fact, now = entry.fact, clock.now()
    where = opens(fact)
    if where is None:
        raise ValueError(f"nothing to begin from a {fact.kind.value}")
    with desk.store.writing() as unit:
        unit.files.get(fact.case_id)
        kind, body = _draft(fact, _promise_of(fact, unit.outbox.of_case(fact.case_id)))
        if unit.drafts.find(kind, fact.case_id) is not None:
            raise KnownError("redo.draft_in_the_way")
        unit.drafts.save(kind, fact.case_id, body, now)
    return where


def _draft(fact: Fact, promise: PromiseContent | None) -> tuple[str, bytes]:
    if isinstance(fact.payload, PlanContent):
        terms = fact.payload.terms
        return draft_plan.KIND, msgspec.json.encode(
            PlanDraft(
                fact.case_id,
                terms.loan_id,
                own=terms,
                reason=fact.payload.reason,
                loans=fact.payload.bundle_loans,
                consents=told_apart(fact.payload.consents),
            )
        )
    assert isinstance(fact.payload, VisitContent)
    return record_visit.KIND, msgspec.json.encode(_visit(fact.case_id, fact.payload, promise))


def _visit(case_id: str, seen: VisitContent, promise: PromiseContent | None) -> VisitDraft:
    draft = VisitDraft(
        case_id=case_id,
        premises_id=seen.premises_id,
        arrived_at=min(seen.arrived_at, clock.now()),
        met=seen.met,
        met_name=seen.met_name,
        companion=seen.companion,
        identified=seen.identified,
        outcome=seen.outcome,
        observation=seen.observation,
        cause=seen.cause,
        note=seen.note,
        place=seen.place,
    )
    if promise is None:
        return draft
    return replace(draft, promise=PromiseDraft(promise.loan_id, promise.amount, promise.due, promise.channel))


def _promise_of(fact: Fact, entries: list[OutboxEntry]) -> PromiseContent | None:
    """The promise that was made on this visit, and refused with it."""
    return next(
        (
            entry.fact.payload
            for entry in entries
            if isinstance(entry.fact.payload, PromiseContent) and entry.fact.payload.visit_id == fact.id
        ),
        None,
    )
