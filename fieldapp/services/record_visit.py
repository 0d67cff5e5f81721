"""Recording a visit: begun on arrival, kept as a draft with every answer, finished into facts together with its files.

Putting an earlier visit right goes the same way: the form begins with what was written down then, and becomes another
visit that names the first one and says why.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

import msgspec

from fieldapp import clock
from fieldapp.domain.case import CaseFile
from fieldapp.domain.caseview import CaseView, view
from fieldapp.domain.compliance.for_case import Permission, Standing, facts_of, may, whom_at
from fieldapp.domain.facts import FactKind
from fieldapp.domain.observation import Lasting, Observation
from fieldapp.domain.party import Place
from fieldapp.domain.plans.promise import PayChannel, PromiseContent
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.domain.visit import (
    Cause,
    Consent,
    Met,
    NextStep,
    Outcome,
    PlacedBy,
    VisitContent,
    missing_answers,
)
from fieldapp.domain.visit_rules import against_correction
from fieldapp.errors import KnownError
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.services.desk import Desk, refused
from fieldapp.services.look_at_case import newest_observation
from fieldapp.services.may_act import laptop_of
from fieldapp.services.record_voice import join_recordings
from fieldapp.services.visit_files import DraftPhoto, DraftRef, contents_for, drop_files, forget, move_over, shown_in
from fieldapp.store.laptop.unit import ChangeSet, LaptopUnit

KIND, CORRECTION = "visit", "correct_visit"
"""Kinds of draft: a visit is about a case, putting one right is about that visit."""
OPEN = "visit_on_screen"
"""The setting that says which visit's page is on screen."""


@dataclass(slots=True)
class PromiseDraft:
    """A promise as far as it was filled in; minor units."""

    loan_id: str = ""
    amount: int | None = None
    due: date | None = None
    channel: PayChannel = PayChannel.TRANSFER


@dataclass(slots=True)
class VisitDraft:
    """A visit as far as it was filled in; the answers that are None were not given yet.

    Attributes:
        typed: text in fields that is no answer yet, by field: not a keystroke is lost.
        carried: groups of the observation that were confirmed as the same as last time.
        corrects: the visit that is put right; empty for a new one.
    """

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
    companion_id: str = ""
    placed_by: PlacedBy | None = None
    left_place: Place | None = None
    left_placed_by: PlacedBy | None = None
    left_at: datetime | None = None
    cause_second: Cause | None = None
    cause_lasting: Lasting | None = None
    recording: Consent | None = None
    next_step: NextStep | None = None
    next_on: date | None = None
    next_note: str = ""
    carried: tuple[str, ...] = ()
    typed: dict[str, str] = field(default_factory=dict)
    corrects: str = ""
    correction_reason: str = ""
    override_id: str = ""

    @property
    def ref(self) -> DraftRef:
        """Which draft this is, for the store and for its files."""
        return DraftRef(CORRECTION, self.corrects, self.case_id) if self.corrects else ref_of(self.case_id)


@dataclass(frozen=True, slots=True)
class VisitDesk:
    """What the form needs: the case, the draft, what was seen last time, and the answer that let the visit begin.

    Attributes:
        last: the visit before; of a correction the visit that is put right. before: the observation shown beside.
        team: colleagues who may have come along. photos: the draft's photos and recordings.
    """

    file: CaseFile
    draft: VisitDraft
    saved_at: datetime
    before: Observation | None
    last: VisitContent | None
    permission: Standing
    team: tuple[Staff, ...] = ()
    photos: tuple[DraftPhoto, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedVisit:
    """A visit that is safely in the store."""

    visit_id: str
    promise_id: str | None
    changes: ChangeSet


def ref_of(case_id: str) -> DraftRef:
    """The draft of a new visit of a case."""
    return DraftRef(KIND, case_id, case_id)


def is_begun(desk: Desk, case_id: str) -> bool:
    """Whether a visit of the case lies here unfinished."""
    with desk.store.reading() as unit:
        return unit.drafts.find(KIND, case_id) is not None


def begin_visit(desk: Desk, case_id: str, premises_id: str = "", override_id: str = "") -> VisitDesk:
    """Arrive, or go on where a visit was left; at `premises_id` where more than one place may be meant.

    Raises:
        KnownError: `case.not_here`, or why the borrower may not be visited now (`may.outside_hours`), with the moment
            from which it is possible `again` where time alone makes it so.
    """
    join_recordings(desk, ref_of(case_id))
    now = clock.now()
    with desk.store.writing() as unit:
        file = unit.files.get(case_id)
        seen = view(file, clock.today(file.case.zone), agreement_rules())
        held = unit.drafts.find(KIND, case_id)
        if held is None:
            places = [one.id for one in seen.case.premises]
            first = premises_id if premises_id in places else next(iter(places), "")
            draft = VisitDraft(case_id, first, now, override_id=override_id)
        else:
            draft = msgspec.json.decode(held.body, type=VisitDraft)
        permission = _permission(desk, unit, seen, draft.premises_id)
        if held is None:
            if permission.permission is Permission.BLOCKED:
                raise refusal_of(permission)
            unit.drafts.save(KIND, case_id, msgspec.json.encode(draft), now)
        before = newest_observation(seen)
        last = seen.last_visit.content if seen.last_visit else None
        saved_at = held.saved_at if held else now
        return _desk(desk, unit, draft, saved_at, before[1] if before else None, last, file, permission)


def begin_correction(desk: Desk, case_id: str, visit_id: str) -> VisitDesk:
    """Begin to put a visit right, or go on with it.

    Raises:
        KnownError: `case.not_here`, `visit.unknown_visit`, `visit.not_your_visit`, `visit.already_corrected`.
    """
    join_recordings(desk, DraftRef(CORRECTION, visit_id, case_id))
    now = clock.now()
    with desk.store.writing() as unit:
        file = unit.files.get(case_id)
        refusal = against_correction(file, visit_id, "-", desk.staff)
        if refusal is not None:
            raise refused(refusal)
        wrong = next(visit for visit in file.visits if visit.id == visit_id)
        held = unit.drafts.find(CORRECTION, visit_id)
        draft = draft_from(case_id, wrong.content, visit_id)
        if held is not None:
            draft = msgspec.json.decode(held.body, type=VisitDraft)
        else:
            unit.drafts.save(CORRECTION, visit_id, msgspec.json.encode(draft), now)
        seen = view(file, clock.today(file.case.zone), agreement_rules())
        permission = _permission(desk, unit, seen, draft.premises_id)
        saved_at = held.saved_at if held else now
        return _desk(desk, unit, draft, saved_at, wrong.content.observation, wrong.content, file, permission)


def remember_open(desk: Desk, about: str) -> None:
    """Keep which visit's page is on screen, empty for none: a killed program opens there again."""
    with desk.store.writing() as unit:
        unit.settings.set(OPEN, about)


def left_open(desk: Desk) -> str:
    """The visit whose page was on screen when the program ended without saying so; empty for none.

    What was finished or thrown away since is not opened again.
    """
    with desk.store.reading() as unit:
        about = unit.settings.get(OPEN, str) or ""
        case_id, _, visit_id = about.partition("|")
        kind, ref = (CORRECTION, visit_id) if visit_id else (KIND, case_id)
        return about if about and unit.drafts.find(kind, ref) is not None else ""


def keep_draft(desk: Desk, draft: VisitDraft) -> datetime:
    """Keep the answers so far; when they were kept. What was finished or thrown away meanwhile does not rise again."""
    now = clock.now()
    with desk.store.writing() as unit:
        if unit.drafts.find(draft.ref.kind, draft.ref.ref) is None:
            return now
        unit.drafts.save(draft.ref.kind, draft.ref.ref, msgspec.json.encode(draft), now)
    return now


def discard_visit(desk: Desk, case_id: str) -> None:
    """Throw a begun visit away with its photos and recordings: only on the collector's word."""
    discard_draft(desk, ref_of(case_id))


def discard_draft(desk: Desk, draft: DraftRef) -> None:
    """The same of any draft of a visit."""
    with desk.store.writing() as unit:
        lost = drop_files(desk, unit, draft)
        unit.drafts.discard(draft.kind, draft.ref)
    forget(desk, lost)


def finish_visit(desk: Desk, draft: VisitDraft) -> SavedVisit:
    """Leave: the visit, its promise and its files become facts, in one transaction with the end of the draft.

    Raises:
        KnownError: `visit.answers_missing` naming them, `promise.incomplete`, or a rule's refusal; the draft stays.
    """
    content = content_of(draft)
    join_recordings(desk, draft.ref)
    with desk.store.writing() as unit:
        file = unit.files.get(draft.case_id)
        visit = desk.fact(FactKind.VISIT_RECORDED, draft.case_id, content)
        file = desk.record(unit, file, visit, depends_on=_rests_on(unit, content))
        promise = None
        if draft.outcome is Outcome.PROMISE and not draft.corrects:
            promise = desk.fact(FactKind.PROMISE_MADE, draft.case_id, _promise(draft, file, visit.id))
            file = desk.record(unit, file, promise, depends_on=(visit.id,))
        _attach(desk, unit, file, draft.ref, visit.id)
        unit.drafts.discard(draft.ref.kind, draft.ref.ref)
        changes = unit.changes
    return SavedVisit(visit.id, promise.id if promise else None, changes)


def content_of(draft: VisitDraft) -> VisitContent:
    """The visit as it becomes a fact, left now; of a correction, when it was left.

    Raises:
        KnownError: `visit.answers_missing`.
    """
    missing = missing_answers(draft.met, draft.outcome, draft.observation, draft.cause)
    if draft.met is None or draft.outcome is None or missing:
        raise KnownError("visit.answers_missing", {"names": ",".join(missing)})
    now = clock.now()
    return VisitContent(
        premises_id=draft.premises_id,
        # a clock that was put right meanwhile must not keep a visit from being finished
        arrived_at=min(draft.arrived_at, now),
        left_at=draft.left_at if draft.left_at is not None else now,
        met=draft.met,
        outcome=draft.outcome,
        met_name=draft.met_name.strip(),
        companion=draft.companion.strip(),
        identified=draft.identified,
        place=draft.place,
        observation=draft.observation,
        cause=draft.cause,
        note=draft.note.strip(),
        placed_by=draft.placed_by,
        left_place=draft.left_place,
        left_placed_by=draft.left_placed_by,
        companion_id=draft.companion_id,
        cause_second=draft.cause_second,
        cause_lasting=draft.cause_lasting,
        recording=draft.recording,
        next_step=draft.next_step,
        next_on=draft.next_on,
        next_note=draft.next_note.strip(),
        carried=draft.carried,
        corrects=draft.corrects,
        correction_reason=draft.correction_reason.strip(),
        override_id=draft.override_id,
    )


def draft_from(case_id: str, told: VisitContent, corrects: str = "") -> VisitDraft:
    """The form as that visit filled it in; `corrects` is the visit that it is to put right."""
    same = {name: getattr(told, name) for name in _SAME}
    return VisitDraft(case_id, corrects=corrects, left_at=told.left_at, **same)


_SAME = (
    "premises_id",
    "arrived_at",
    "met",
    "met_name",
    "companion",
    "companion_id",
    "identified",
    "outcome",
    "observation",
    "cause",
    "cause_second",
    "cause_lasting",
    "note",
    "place",
    "placed_by",
    "left_place",
    "left_placed_by",
    "recording",
    "next_step",
    "next_on",
    "next_note",
    "carried",
    "override_id",
)
"""What a visit that is written down once more begins with."""


def _permission(desk: Desk, unit: LaptopUnit, seen: CaseView, premises_id: str) -> Standing:
    rules = desk.compliance(seen.as_of)
    return may(facts_of(seen, laptop_of(desk, unit)), *whom_at(seen, premises_id), clock.now(), rules)


def _desk(
    desk: Desk,
    unit: LaptopUnit,
    draft: VisitDraft,
    saved_at: datetime,
    before: Observation | None,
    last: VisitContent | None,
    file: CaseFile,
    permission: Standing,
) -> VisitDesk:
    team = [one for one in unit.shadow.staff().values() if one.role is StaffRole.COLLECTOR and one.id != desk.staff.id]
    team.sort(key=lambda one: (one.team != desk.staff.team, one.staff_no))
    return VisitDesk(file, draft, saved_at, before, last, permission, tuple(team), shown_in(unit, draft.ref))


def refusal_of(permission: Standing) -> KnownError:
    """Why a visit may not begin, and `again`: from when it may, where time alone makes it so."""
    again = permission.answer.next_at
    return KnownError(permission.code, {**permission.params, "again": again.isoformat() if again else ""})


def _rests_on(unit: LaptopUnit, content: VisitContent) -> tuple[str, ...]:
    """Facts of this laptop without which the visit cannot stand: the place it was at, the visit it puts right."""
    named = [one for one in (content.premises_id, content.corrects) if one]
    return tuple(id_ for id_ in named if unit.outbox.entry(id_) is not None)


def _attach(desk: Desk, unit: LaptopUnit, file: CaseFile, draft: DraftRef, visit_id: str) -> None:
    """The draft's photos and recordings become files of the case."""
    for held, content in contents_for(unit, draft, visit_id):
        fact = desk.fact(FactKind.FILE_ATTACHED, draft.case_id, content)
        file = desk.record(unit, file, fact, depends_on=(visit_id,))
        move_over(unit, held, content, draft.case_id, fact.id)


def _promise(draft: VisitDraft, file: CaseFile, visit_id: str) -> PromiseContent:
    if not draft.promise.amount or draft.promise.due is None:
        raise KnownError("promise.incomplete")
    loan_id = draft.promise.loan_id or file.case.loans[0].id
    return PromiseContent(
        loan_id, file.case.borrower.id, draft.promise.amount, draft.promise.due, draft.promise.channel, visit_id
    )
