"""Somebody is asked to sign and will not: that is recorded, with their own words, as a paper of the case.

Without the borrower there is no plan: the record says so, and nothing else is stored. It is an ordinary attached file,
so that it travels, shows in the story of the case, and can be printed for a witness to sign.
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp import clock
from fieldapp.documents.slip import Refusal, refusal_slip
from fieldapp.domain.attached_file import FileContent, FileKind
from fieldapp.domain.facts import FactKind
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import sha256
from fieldapp.services.desk import Desk
from fieldapp.services.hold_signing import discard_signing
from fieldapp.services.issue_document import DrawnPaper, renderer
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.store.laptop.unit import ChangeSet


@dataclass(frozen=True, slots=True)
class SavedRefusal:
    """A refusal that is safely in the store, and its paper."""

    file_id: str
    name: str
    pdf: bytes
    changes: ChangeSet


def record_refusal(desk: Desk, drawn: DrawnPaper, person: str, reason: str, heard: int, witness: str) -> SavedRefusal:
    """Keep that `person` ("借款人 李建国") would not sign, and end the signing. `reason` is in their own words, `heard`
    how many passages had been read to them, `witness` empty for nobody.

    Raises:
        KnownError: `document.no_reason`, `documents.no_glyph`, `case.not_here`; nothing is kept then.
    """
    if not reason.strip():
        raise KnownError("document.no_reason")
    paper, now = drawn.paper, clock.now()
    pdf = renderer().slip(
        refusal_slip(
            Refusal(
                doc_no=paper.doc_no,
                person=person,
                reason=reason.strip(),
                at=now,
                place=paper.place,
                heard=heard,
                creditor=paper.creditor.name,
                collector=desk.staff.name,
                staff_no=desk.staff.staff_no,
                witness=witness,
                lang=paper.lang,
            )
        )
    )
    name = f"拒签记录-{paper.doc_no}.pdf"
    content = FileContent(sha256(pdf), len(pdf), FileKind.DOCUMENT, name, "application/pdf", now)
    with desk.store.writing() as unit:
        file = unit.files.get(drawn.case_id)
        fact = desk.fact(FactKind.FILE_ATTACHED, drawn.case_id, content)
        desk.record(unit, file, fact)
        kept = Attachment(
            content.sha256, FileKind.DOCUMENT.value, drawn.case_id, fact.id, len(pdf), "local", fact.id, name
        )
        unit.attachments.keep(kept, pdf, now)
        discard_signing(unit, drawn.case_id)
        unit.changes.files = True
        return SavedRefusal(fact.id, name, pdf, unit.changes)
