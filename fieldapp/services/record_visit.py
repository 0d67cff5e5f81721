"""Recording a visit: begun on arrival, kept as a draft with every answer, finished into facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

import msgspec

from fieldapp import clock
from fieldapp.domain.case import CaseFile
from fieldapp.domain.caseview import view
from fieldapp.domain.compliance.for_case import Permission, Standing, facts_of, may_visit
from fieldapp.domain.facts import FactKind
from fieldapp.domain.observation import Observation
from fieldapp.domain.party import Place
from fieldapp.domain.plans.promise import PayChannel, PromiseContent
from fieldapp.domain.visit import Cause, Met, Outcome, VisitContent, missing_answers
from fieldapp.errors import KnownError
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.services.desk import Desk
from fieldapp.services.look_at_case import newest_observation
from fieldapp.store.laptop.unit import ChangeSet

KIND = "visit"


@dataclass(slots=True)
class PromiseDraft:
    """A promise as far as it was filled in; minor units."""

    loan_id: str = ""
    amount: int | None = None
    due: date | None = None
    channel: PayChannel = PayChannel.TRANSFER


@dataclass(slots=True)
class VisitDraft:
    """A visit as far as it was filled in; the answers that are None were not given yet."""

    case_id: str
    premises_id: str
    arrived_at: datetime
    met: Met | None = None
    met_name: str = ""
    companion: str = ""
    identified: bool = False
    outcome: Outcome | None = None
    observation: Observation = field(default_factory=Observation)
    cause: Cause | None = None
    note: str = ""
    place: Place | None = None
    promise: PromiseDraft = field(default_factory=PromiseDraft)


@dataclass(frozen=True, slots=True)
class VisitDesk:
    """What the form needs: the case, the draft, what was seen last time, and the answer that let the visit begin."""

    file: CaseFile
    draft: VisitDraft
    saved_at: datetime
    before: Observation | None
    before_met: Met | None
    before_outcome: Outcome | None
    before_cause: Cause | None
    permission: Standing


@dataclass(frozen=True, slots=True)
class SavedVisit:
    """A visit that is safely in the store."""

    visit_id: str
    promise_id: str | None
    changes: ChangeSet


def begin_visit(desk: Desk, case_id: str) -> VisitDesk:
    """Arrive, or go on where a visit was left.

    Raises:
        KnownError: `case.not_here`, or why the borrower may not be visited now (`may.outside_hours`), with the moment
            from which it is possible `again` where time alone makes it so.
    """
    now = clock.now()
    with desk.store.writing() as unit:
        file = unit.files.get(case_id)
        seen = view(file, clock.today(file.case.zone), agreement_rules())
        held = unit.drafts.find(KIND, case_id)
        permission = may_visit(facts_of(seen), now, desk.compliance(seen.as_of))
        if held is None:
            if permission.permission is Permission.BLOCKED:
                raise _refused(permission)
            draft = VisitDraft(case_id, file.case.premises[0].id if file.case.premises else "", now)
            unit.drafts.save(KIND, case_id, msgspec.json.encode(draft), now)
        else:
            draft = msgspec.json.decode(held.body, type=VisitDraft)
    last = seen.last_visit.content if seen.last_visit else None
    before = newest_observation(seen)
    return VisitDesk(
        file=file,
        draft=draft,
        saved_at=held.saved_at if held else now,
        before=before[1] if before else None,
        before_met=last.met if last else None,
        before_outcome=last.outcome if last else None,
        before_cause=last.cause if last else None,
        permission=permission,
    )


def _refused(permission: Standing) -> KnownError:
    again = permission.answer.next_at
    return KnownError(permission.code, {**permission.params, "again": again.isoformat() if again else ""})


def keep_draft(desk: Desk, draft: VisitDraft) -> datetime:
    """Keep the answers so far; when they were kept."""
    now = clock.now()
    with desk.store.writing() as unit:
        unit.drafts.save(KIND, draft.case_id, msgspec.json.encode(draft), now)
    return now


def discard_visit(desk: Desk, case_id: str) -> None:
    """Throw a begun visit away: only on the collector's word."""
    with desk.store.writing() as unit:
        unit.drafts.discard(KIND, case_id)


def finish_visit(desk: Desk, draft: VisitDraft) -> SavedVisit:
    """Leave: the visit and its promise become facts, in one transaction with the end of the draft.

    Raises:
        KnownError: `visit.answers_missing` naming them, `promise.incomplete`, or a rule's refusal; the draft stays.
    """
    content = _content(draft)
    with desk.store.writing() as unit:
        file = unit.files.get(draft.case_id)
        visit = desk.fact(FactKind.VISIT_RECORDED, draft.case_id, content)
        file = desk.record(unit, file, visit)
        promise = None
        if draft.outcome is Outcome.PROMISE:
            promise = desk.fact(FactKind.PROMISE_MADE, draft.case_id, _promise(draft, file, visit.id))
            desk.record(unit, file, promise, depends_on=(visit.id,))
        unit.drafts.discard(KIND, draft.case_id)
        changes = unit.changes
    return SavedVisit(visit.id, promise.id if promise else None, changes)


def _content(draft: VisitDraft) -> VisitContent:
    missing = missing_answers(draft.met, draft.outcome, draft.observation, draft.cause)
    if draft.met is None or draft.outcome is None or missing:
        raise KnownError("visit.answers_missing", {"names": ",".join(missing)})
    now = clock.now()
    return VisitContent(
        premises_id=draft.premises_id,
        # a clock that was put right meanwhile must not keep a visit from being finished
        arrived_at=min(draft.arrived_at, now),
        left_at=now,
        met=draft.met,
        outcome=draft.outcome,
        met_name=draft.met_name.strip(),
        companion=draft.companion.strip(),
        identified=draft.identified,
        place=draft.place,
        observation=draft.observation,
        cause=draft.cause,
        note=draft.note.strip(),
    )


def _promise(draft: VisitDraft, file: CaseFile, visit_id: str) -> PromiseContent:
    if not draft.promise.amount or draft.promise.due is None:
        raise KnownError("promise.incomplete")
    loan_id = draft.promise.loan_id or file.case.loans[0].id
    return PromiseContent(
        loan_id, file.case.borrower.id, draft.promise.amount, draft.promise.due, draft.promise.channel, visit_id
    )
