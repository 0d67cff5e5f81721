"""Putting a plan on paper: drawn up for reading, signed in ink, sealed with the collector's certificate.

Plan, sealed paper and its file are kept in one transaction with the end of the drafts: all of it, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import Any

import msgspec

from fieldapp import clock
from fieldapp.documents.ink import InkRecord
from fieldapp.documents.page import awaited_lines, stamp_lines
from fieldapp.documents.plan_paper import PlanPaper, Witness
from fieldapp.documents.render import RenderedPaper, Renderer, SignBox
from fieldapp.documents.sealing import prepare_revision, seal
from fieldapp.documents.signer import DocumentSigner, signer_from
from fieldapp.domain.case import CaseFile
from fieldapp.domain.document import DocumentContent, DocumentKind, Revision, Signer
from fieldapp.domain.facts import Fact, FactKind
from fieldapp.domain.plans.guarantor_consent import after_signing
from fieldapp.domain.plans.plan_life import PlanContent
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import canonical, sha256
from fieldapp.security.signing_key import unlock
from fieldapp.services.desk import Desk
from fieldapp.services.draft_plan import KIND as PLAN_DRAFT
from fieldapp.services.hold_signing import discard_signing, held_signing
from fieldapp.services.write_paper import co_debtors_of, guarantors_of, plan_paper
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.store.laptop.unit import ChangeSet, LaptopUnit

SIGNING_KEY = "signing_key"
COLLECTOR = "collector"


@dataclass(frozen=True, slots=True)
class DrawnPaper:
    """A paper as it is shown, before anybody has signed: revision 0.

    Attributes:
        content: the plan, of a bundle the leading one; `further`: the others of the bundle, in order.
        parties: who stands behind each box that is not the collector's: name of the box -> party id.
    """

    case_id: str
    content: PlanContent
    paper: PlanPaper
    rendered: RenderedPaper
    further: tuple[PlanContent, ...] = ()
    parties: Mapping[str, str] = field(default_factory=dict)

    @property
    def contents(self) -> tuple[PlanContent, ...]:
        """All plans that the paper puts into words, the leading one first."""
        return (self.content, *self.further)


@dataclass(frozen=True, slots=True)
class SealedPaper:
    """A paper that is safely in the store, signed and sealed."""

    plan_id: str
    document_id: str
    pdf: bytes
    changes: ChangeSet


@cache
def renderer() -> Renderer:
    """The one renderer of this process: reading the faces is the slow part."""
    return Renderer()


def draw_up(desk: Desk, case_id: str, content: PlanContent, further: tuple[PlanContent, ...] = ()) -> DrawnPaper:
    """The paper of a plan, for everybody to read before it is signed.

    A signing of the very same plan that was interrupted goes on with its paper and its number.

    Raises:
        KnownError: `case.not_here`, `document.office_unknown`, `documents.no_glyph` and other reasons it cannot be
            printed.
    """
    held = held_signing(desk, case_id)
    if held is not None and held.contents == (content, *further):
        return draw_again(desk, held.contents, held.paper, case_id)
    with desk.store.writing() as unit:
        file, office = unit.files.get(case_id), unit.shadow.office()
        if office is None:
            raise KnownError("document.office_unknown", retryable=True)
        number = _next_number(unit, desk)
    today = clock.today(file.case.zone)
    paper = plan_paper(file, (content, *further), office, desk.staff, number, today)
    return _drawn(file, (content, *further), paper)


def draw_again(desk: Desk, contents: tuple[PlanContent, ...], paper: PlanPaper, case_id: str) -> DrawnPaper:
    """A paper of which the content is known: that of an interrupted signing, or one that got a witness.

    Raises:
        KnownError: `case.not_here`, and reasons it cannot be printed.
    """
    with desk.store.reading() as unit:
        file = unit.files.get(case_id)
    return _drawn(file, contents, paper)


def with_witness(desk: Desk, drawn: DrawnPaper, witness: Witness | None) -> DrawnPaper:
    """The same paper with a place for a witness, or without one; nobody has signed it yet.

    Raises:
        KnownError: `documents.no_glyph`, `documents.hidden_character` for a name that cannot be printed.
    """
    return draw_again(desk, drawn.contents, replace(drawn.paper, witness=witness), drawn.case_id)


def _drawn(file: CaseFile, contents: tuple[PlanContent, ...], paper: PlanPaper) -> DrawnPaper:
    parties = {"borrower": file.case.borrower.id}
    co_debtors, guarantors = co_debtors_of(file, paper.issued), guarantors_of(file, contents, paper.issued)
    parties |= {f"co_debtor{number}": party.id for number, party in enumerate(co_debtors, start=1)}
    parties |= {f"guarantor{number}": party.id for number, party in enumerate(guarantors, start=1)}
    return DrawnPaper(file.case.id, contents[0], paper, renderer().render(paper), contents[1:], parties)


def seal_plan(
    desk: Desk, drawn: DrawnPaper, inks: Mapping[str, InkRecord], circumstances: Mapping[str, Any], passphrase: str
) -> SealedPaper:
    """Sign and seal: ink of everybody but the collector goes into the paper, the collector's into their seal.

    Raises:
        KnownError: `documents.ink_…` for an empty or too short ink, `security.wrong_passphrase`,
            `documents.certificate_not_valid_now`, or the refusal of a rule; nothing is kept then.
    """
    if "borrower" not in inks:
        raise KnownError("document.borrower_must_sign")
    if COLLECTOR not in inks:
        raise KnownError("document.collector_must_sign")
    signer = open_signer(desk, passphrase)
    now = clock.now()
    boxes = {box.name: box for box in drawn.rendered.boxes}
    others = {name: ink for name, ink in inks.items() if name != COLLECTOR}
    awaited = _awaited(drawn, boxes)
    prepared = prepare_revision(drawn.rendered.pdf, drawn.rendered.boxes, others, circumstances, now, awaited)
    lines = stamp_lines(drawn.paper.lang, COLLECTOR, signer.person.name, signer.person.staff_no, now)
    look = renderer().stamp(lines, boxes[COLLECTOR], inks[COLLECTOR])
    sealed = seal(prepared, COLLECTOR, signer, look, when=now)
    return _keep(desk, drawn, sealed, inks, now)


def _awaited(drawn: DrawnPaper, boxes: Mapping[str, SignBox]) -> bytes | None:
    """What stands in the approver's field until they have sealed it: the mark of a proposal."""
    if not drawn.paper.needs_approval:
        return None
    return renderer().stamp(awaited_lines(drawn.paper.lang), boxes[Signer.SUPERVISOR.value])


def open_signer(desk: Desk, passphrase: str) -> DocumentSigner:
    """The signer of whoever sits here; their passphrase is asked at every signature, so that it stays their own.

    Raises:
        KnownError: `document.no_signing_key`, `security.wrong_passphrase`.
    """
    with desk.store.reading() as unit:
        blob = unit.settings.get(SIGNING_KEY, bytes)
    if blob is None:
        raise KnownError("document.no_signing_key")
    return signer_from(unlock(blob, passphrase))


def _keep(desk: Desk, drawn: DrawnPaper, sealed: bytes, inks: Mapping[str, InkRecord], now: datetime) -> SealedPaper:
    revision = Revision(sha256(sealed), len(sealed), Signer.COLLECTOR, desk.staff.id, now)
    signed = {drawn.parties[box] for box in inks if box in drawn.parties}
    with desk.store.writing() as unit:
        file = unit.files.get(drawn.case_id)
        plans = []
        for content in drawn.contents:
            agreed = replace(content, consents=after_signing(content.consents, signed))
            plan = desk.fact(FactKind.PLAN_PROPOSED, drawn.case_id, agreed)
            file = desk.record(unit, file, plan)
            plans.append(plan)
        document = desk.fact(FactKind.DOCUMENT_SEALED, drawn.case_id, _document(drawn, plans[0], revision))
        desk.record(unit, file, document, depends_on=tuple(plan.id for plan in plans))
        kept = Attachment(revision.sha256, "plan", drawn.case_id, document.id, len(sealed), "local", document.id)
        unit.attachments.keep(kept, sealed, now)
        _keep_inks(unit, drawn, document, inks, now)
        discard_signing(unit, drawn.case_id)
        unit.drafts.discard(PLAN_DRAFT, drawn.case_id)
        unit.changes.files = True
        changes = unit.changes
    return SealedPaper(plans[0].id, document.id, sealed, changes)


def _document(drawn: DrawnPaper, plan: Fact, revision: Revision) -> DocumentContent:
    return DocumentContent(
        kind=DocumentKind.PLAN,
        number=drawn.paper.doc_no,
        plan_id=plan.id,
        paper_digest=drawn.rendered.digest,
        shown_digest=sha256(drawn.rendered.pdf),
        expected_signers=tuple(Signer(role) for role in drawn.paper.expected_signers),
        revision=revision,
    )


def _keep_inks(
    unit: LaptopUnit, drawn: DrawnPaper, document: Fact, inks: Mapping[str, InkRecord], now: datetime
) -> None:
    """The raw strokes stay in the encrypted store; only their digests are in the paper."""
    for ink in inks.values():
        content = canonical(msgspec.to_builtins(ink))
        digest = sha256(content)
        if unit.attachments.find(digest) is None:
            kept = Attachment(digest, "ink", drawn.case_id, document.id, len(content), "here", document.id)
            unit.attachments.keep(kept, content, now)


def _next_number(unit: LaptopUnit, desk: Desk) -> str:
    """A document number nobody else can make: the day, the collector's number, and a count on this laptop."""
    count = (unit.settings.get("document_count", int) or 0) + 1
    unit.settings.set("document_count", count)
    day = clock.today().strftime("%Y%m%d")
    return f"HKJH-{day}-{desk.staff.staff_no}-{desk.device_id[-4:]}{count:03d}"
