"""Recording again what was refused: its content becomes a draft, so that nobody types a visit twice.

The refused fact stays as it is; what comes of the draft is a fact of its own.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from fieldapp import clock
from fieldapp.domain.facts import Fact
from fieldapp.domain.plans.guarantor_consent import told_apart
from fieldapp.domain.plans.plan_life import PlanContent
from fieldapp.domain.plans.promise import PromiseContent
from fieldapp.domain.visit import VisitContent
from fieldapp.domain.visit_rules import against_correction
from fieldapp.errors import KnownError
from fieldapp.services import draft_plan, record_visit
from fieldapp.services.desk import Desk, refused
from fieldapp.services.draft_plan import PlanDraft
from fieldapp.services.record_visit import PromiseDraft, VisitDraft
from fieldapp.store.laptop.outbox import OutboxEntry

Opens = Literal["visit", "correct_visit", "plan"]


def opens(fact: Fact) -> Opens | None:
    """Where this can be recorded again; None where its kind has no form to begin from."""
    if isinstance(fact.payload, VisitContent):
        return "correct_visit" if fact.payload.corrects else "visit"
    return "plan" if isinstance(fact.payload, PlanContent) else None


def redo(desk: Desk, entry: OutboxEntry) -> tuple[Opens, str]:
    """Keep the content as the case's draft; what to open for it, and about what.

    Raises:
        KnownError: `case.not_here`; `redo.draft_in_the_way` while another draft of the case is not finished; why the
            visit that it corrects can be put right no more (`visit.already_corrected` …).
    """
    fact, now = entry.fact, clock.now()
    where = opens(fact)
    if where is None:
        raise ValueError(f"nothing to begin from a {fact.kind.value}")
    with desk.store.writing() as unit:
        file = unit.files.get(fact.case_id)
        kind, ref, body = _draft(fact, _promise_of(fact, unit.outbox.of_case(fact.case_id)))
        refusal = against_correction(file, ref, "-", desk.staff) if where == "correct_visit" else None
        if refusal is not None:
            raise refused(refusal)
        if unit.drafts.find(kind, ref) is not None:
            raise KnownError("redo.draft_in_the_way")
        unit.drafts.save(kind, ref, body, now)
    return where, f"{fact.case_id}|{ref}" if where == "correct_visit" else fact.case_id


def _draft(fact: Fact, promise: PromiseContent | None) -> tuple[str, str, bytes]:
    if isinstance(fact.payload, PlanContent):
        terms = fact.payload.terms
        draft = PlanDraft(
            fact.case_id,
            terms.loan_id,
            own=terms,
            reason=fact.payload.reason,
            loans=fact.payload.bundle_loans,
            consents=told_apart(fact.payload.consents),
        )
        return draft_plan.KIND, fact.case_id, msgspec.json.encode(draft)
    assert isinstance(fact.payload, VisitContent)
    visit = _visit(fact.case_id, fact.payload, promise)
    return visit.ref.kind, visit.ref.ref, msgspec.json.encode(visit)


def _visit(case_id: str, seen: VisitContent, promise: PromiseContent | None) -> VisitDraft:
    """All that was written down. Times that lie ahead of the clock by now were the clock's fault."""
    now = clock.now()
    draft = record_visit.draft_from(case_id, seen, seen.corrects)
    draft.correction_reason = seen.correction_reason
    draft.arrived_at, draft.left_at = min(seen.arrived_at, now), min(seen.left_at, now)
    if promise is not None:
        draft.promise = PromiseDraft(promise.loan_id, promise.amount, promise.due, promise.channel)
    return draft


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
