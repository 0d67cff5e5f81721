"""Deciding on a plan: a supervisor sees what stands behind it, then approves with a second seal, returns or rejects."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp import clock
from fieldapp.documents.page import stamp_lines
from fieldapp.documents.sealing import box_in, plan_in, seal
from fieldapp.documents.verify import verify
from fieldapp.domain.case import CaseFile, Visit
from fieldapp.domain.caseview import CaseView, view
from fieldapp.domain.document import Document, Revision, Signer
from fieldapp.domain.facts import FactKind, PlanDecided
from fieldapp.domain.judgement import may_decide
from fieldapp.domain.plans.affordability import Capacity
from fieldapp.domain.plans.authority import Requirement
from fieldapp.domain.plans.bundle import bundle_of
from fieldapp.domain.plans.plan_life import Plan, PlanState
from fieldapp.domain.plans.plan_rules import needed
from fieldapp.domain.refusal import Refusal
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import sha256
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.services.desk import Desk
from fieldapp.services.issue_document import open_signer, renderer
from fieldapp.services.keep_documents import read_paper
from fieldapp.services.look_at_case import newest_capacity
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.store.laptop.case_list import CaseLine
from fieldapp.store.laptop.unit import ChangeSet, LaptopUnit

WANTED = "wanted"
"""The state of a file that has not come yet."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One plan in the queue."""

    line: CaseLine
    plan: Plan
    document: Document
    proposer: Staff | None
    file_here: bool


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """What a decision is made on.

    Attributes:
        visit: the visit whose observation stands behind the plan.
        requirement: the level it needs, with the reasons.
        approved_by: who has approved already, where it takes more than one.
        refusal: why whoever sits here may not decide; None if they may.
        pdf: the paper; None while its file has not arrived.
    """

    seen: CaseView
    plan: Plan
    document: Document
    visit: Visit | None
    capacity: Capacity | None
    requirement: Requirement
    proposer: Staff | None
    refusal: Refusal | None
    pdf: bytes | None
    approved_by: tuple[str, ...] = ()


def queue(desk: Desk) -> list[Waiting]:
    """Signed plans that wait for a decision, the oldest first."""
    with desk.store.reading() as unit:
        staff = unit.shadow.staff()
        found = [
            Waiting(line, plan, document, staff.get(plan.proposed_by), _is_here(unit, document))
            for line in unit.cases.with_plans_waiting()
            for file in (unit.files.get(line.case_id),)
            for plan in file.plans
            if plan.state is PlanState.PROPOSED and plan.content.leads
            if (document := file.document_of(plan.id)) is not None
        ]
    return sorted(found, key=lambda waiting: waiting.plan.proposed_at)


def look_at_plan(desk: Desk, case_id: str, plan_id: str) -> DecisionPage:
    """What a decision needs.

    Raises:
        KnownError: `case.not_here`, `plan.unknown`.
    """
    with desk.store.reading() as unit:
        file = unit.files.get(case_id)
        plan, document = _plan_and_document(file, plan_id)
        staff = unit.shadow.staff()
    pdf = _content(desk, document)
    seen = view(file, clock.today(file.case.zone), agreement_rules())
    visit = next((v for v in file.visits if v.id == plan.content.visit_id), None)
    return DecisionPage(
        seen=seen,
        plan=plan,
        document=document,
        visit=visit,
        capacity=newest_capacity(seen),
        requirement=needed(file, [one.content for one in bundle_of(file.plans, plan)], desk.matrix),
        proposer=staff.get(plan.proposed_by),
        refusal=may_decide(plan, desk.staff),
        pdf=pdf,
        approved_by=tuple(person.name if (person := staff.get(one.by)) else "—" for one in plan.decisions),
    )


def approve(desk: Desk, case_id: str, plan_id: str, passphrase: str, comment: str = "") -> ChangeSet:
    """Approve: check the paper, add the second seal, keep decision and file in one transaction.

    Raises:
        KnownError: `document.not_arrived`, `document.not_whole`, `document.no_field_left`,
            `security.wrong_passphrase`, or a rule's refusal.
    """
    with desk.store.reading() as unit:
        file = unit.files.get(case_id)
        plan, document = _plan_and_document(file, plan_id)
        roots = unit.settings.get("root_pem", str) or ""
    refusal = may_decide(plan, desk.staff)
    if refusal is not None:
        raise KnownError(refusal.code, refusal.params)
    if not document.awaited:
        raise KnownError("document.no_field_left", {"number": document.content.number})
    pdf = read_paper(desk, document.current.sha256)
    _check_paper(pdf, document, roots)
    signer = document.awaited[0]
    return _approve(desk, file, plan, document, signer, _sealed(desk, pdf, signer, passphrase), comment)


def send_back(desk: Desk, case_id: str, plan_id: str, comment: str, *, reject: bool = False) -> ChangeSet:
    """Return a plan for another try, or reject it; either needs a word to the collector.

    Raises:
        KnownError: `plan.comment_needed` or another refusal.
    """
    kind = FactKind.PLAN_REJECTED if reject else FactKind.PLAN_RETURNED
    with desk.store.writing() as unit:
        file = unit.files.get(case_id)
        plan, document = _plan_and_document(file, plan_id)
        decided = PlanDecided(plan.id, document.id, document.current.sha256, comment.strip())
        desk.record(unit, file, desk.fact(kind, case_id, decided))
        return unit.changes


def _check_paper(pdf: bytes, document: Document, roots: str) -> None:
    """The paper must be exactly the one in the case ledger, whole, and sealed by everybody who has sealed it by now."""
    report = verify(
        pdf,
        [roots.encode()],
        expect=tuple(revision.signer.value for revision in document.revisions),
        ledger_sha256=document.current.sha256,
        data_sha256=document.content.paper_digest,
    )
    if not report.sound:
        raise KnownError("document.not_whole", {"number": document.content.number})


def _sealed(desk: Desk, pdf: bytes, role: Signer, passphrase: str) -> bytes:
    signer = open_signer(desk, passphrase)
    now = clock.now()
    paper = plan_in(pdf)
    lines = stamp_lines(paper.lang, role.value, signer.person.name, signer.person.staff_no, now)
    look = renderer().stamp(lines, box_in(pdf, role.value))
    return seal(pdf, role.value, signer, look, when=now)


def _approve(
    desk: Desk, file: CaseFile, plan: Plan, document: Document, signer: Signer, sealed: bytes, comment: str
) -> ChangeSet:
    now = clock.now()
    revision = Revision(sha256(sealed), len(sealed), signer, desk.staff.id, now)
    decided = PlanDecided(plan.id, document.id, document.current.sha256, comment.strip(), revision)
    with desk.store.writing() as unit:
        file = unit.files.get(file.case.id)
        fact = desk.fact(FactKind.PLAN_APPROVED, file.case.id, decided)
        desk.record(unit, file, fact)
        kept = Attachment(revision.sha256, "plan", file.case.id, document.id, len(sealed), "local", fact.id)
        unit.attachments.keep(kept, sealed, now)
        unit.changes.files = True
        return unit.changes


def _plan_and_document(file: CaseFile, plan_id: str) -> tuple[Plan, Document]:
    plan = file.plan(plan_id)
    document = file.document_of(plan_id)
    if plan is None or document is None:
        raise KnownError("plan.unknown")
    return plan, document


def _is_here(unit: LaptopUnit, document: Document) -> bool:
    kept = unit.attachments.find(document.current.sha256)
    return kept is not None and kept.state != WANTED


def _content(desk: Desk, document: Document) -> bytes | None:
    """The bytes of the newest revision; None while they have not come."""
    try:
        return read_paper(desk, document.current.sha256)
    except KnownError as error:
        if error.code == "document.not_arrived":
            return None
        raise
