"""Putting a plan on paper: drawn up for reading, signed in ink, sealed with the collector's certificate.

Plan, sealed paper and its file are kept in one transaction: either all of them exist or none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import msgspec

from fieldapp import clock
from fieldapp.documents.ink import InkRecord
from fieldapp.documents.page import stamp_lines
from fieldapp.documents.plan_paper import PlanPaper
from fieldapp.documents.render import RenderedPaper, Renderer
from fieldapp.documents.sealing import prepare_revision, seal
from fieldapp.documents.signer import DocumentSigner, signer_from
from fieldapp.domain.document import DocumentContent, DocumentKind, Revision, Signer
from fieldapp.domain.facts import Fact, FactKind
from fieldapp.domain.plans.plan_life import PlanContent
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import canonical, sha256
from fieldapp.security.signing_key import unlock
from fieldapp.services.desk import Desk
from fieldapp.services.write_paper import plan_paper
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.store.laptop.unit import ChangeSet, LaptopUnit

SIGNING_KEY = "signing_key"
COLLECTOR = "collector"


@dataclass(frozen=True, slots=True)
class DrawnPaper:
    """A paper as it is shown, before anybody has signed: revision 0."""

    case_id: str
    content: PlanContent
    paper: PlanPaper
    rendered: RenderedPaper


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


def draw_up(desk: Desk, case_id: str, content: PlanContent) -> DrawnPaper:
    """The paper of a plan, for everybody to read before it is signed.

    Raises:
        KnownError: `case.not_here`, `document.office_unknown`, `documents.no_glyph` and other reasons it cannot be
            printed.
    """
    with desk.store.writing() as unit:
        file, office = unit.files.get(case_id), unit.shadow.office()
        if office is None:
            raise KnownError("document.office_unknown", retryable=True)
        number = _next_number(unit, desk)
    paper = plan_paper(file, content, office, desk.staff, number, clock.today(file.case.zone))
    return DrawnPaper(case_id, content, paper, renderer().render(paper))


def seal_plan(
    desk: Desk, drawn: DrawnPaper, inks: Mapping[str, InkRecord], circumstances: Mapping[str, Any], passphrase: str
) -> SealedPaper:
    """Sign and seal: ink of borrower and guarantors goes into the paper, the collector's into their seal.

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
    prepared = prepare_revision(drawn.rendered.pdf, drawn.rendered.boxes, others, circumstances, now)
    lines = stamp_lines(drawn.paper.lang, COLLECTOR, signer.person.name, signer.person.staff_no, now)
    look = renderer().stamp(lines, boxes[COLLECTOR], inks[COLLECTOR])
    sealed = seal(prepared, COLLECTOR, signer, look, when=now)
    return _keep(desk, drawn, sealed, inks, now)


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
    with desk.store.writing() as unit:
        file = unit.files.get(drawn.case_id)
        plan = desk.fact(FactKind.PLAN_PROPOSED, drawn.case_id, drawn.content)
        file = desk.record(unit, file, plan)
        document = desk.fact(FactKind.DOCUMENT_SEALED, drawn.case_id, _document(drawn, plan, revision))
        desk.record(unit, file, document, depends_on=(plan.id,))
        kept = Attachment(revision.sha256, "plan", drawn.case_id, document.id, len(sealed), "local", document.id)
        unit.attachments.keep(kept, sealed, now)
        _keep_inks(unit, drawn, document, inks, now)
        unit.changes.files = True
        changes = unit.changes
    return SealedPaper(plan.id, document.id, sealed, changes)


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
