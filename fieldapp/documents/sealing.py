"""Puts ink and seals on a paper that was shown, revision upon revision (PAdES on incremental updates).

- revision 0 is what was shown; its digest is the evidence of that;
- revision 1 adds the ink of borrower and guarantors, evidence.json and an empty field for everybody who must seal;
- each further revision is one seal. The first certifies the document: after it only signing is allowed (DocMDP P=2).
  The last one that the paper's own data expects locks it: nothing may follow but time stamps (P=1).

Nobody here asks the machine what time it is: `when` comes from `fieldapp.clock` through the caller.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pyhanko import stamp
from pyhanko.pdf_utils import content, generic, layout
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.ades.api import CAdESSignedAttrSpec, GenericCommitment
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession

from fieldapp.documents.broken_input import reading_odd_input
from fieldapp.documents.evidence import evidence_of
from fieldapp.documents.ink import InkRecord, acceptable
from fieldapp.documents.ink_drawing import to_pdf_operators
from fieldapp.documents.pdf_revision import EVIDENCE_FILE, PLAN_FILE, RevisionWriter, attach, attached_files
from fieldapp.documents.plan_paper import PlanPaper, read_plan_paper
from fieldapp.documents.render import SignBox
from fieldapp.documents.signer import DocumentSigner
from fieldapp.errors import KnownError

RESERVED_HEX_DIGITS = 24_000
"""Room for one signature with its chain (about 7,000) and a time stamp token that is put in later, online."""


def prepare_revision(
    shown: bytes,
    boxes: tuple[SignBox, ...],
    inks: Mapping[str, InkRecord],
    circumstances: Mapping[str, Any],
    when: datetime,
    awaited: bytes | None = None,
) -> bytes:
    """Revision 1: the ink in its boxes, the evidence, and the empty fields.

    Args:
        shown: the rendered paper exactly as it was on the screen.
        boxes: where to sign, from the same rendering.
        inks: by name of the box (`borrower`, `guarantor1`, …).
        circumstances: canonical plain values for the evidence (device, place, how identity was checked).
        when: now, aware.
        awaited: what stands in the field of an approver until their seal takes its place (`Renderer.stamp`): the only
            mark of a proposal that can vanish from a file whose pages nobody may change any more.

    Raises:
        KnownError: the reason why an ink is no signature (`documents.ink_…`), with the `box`;
            `documents.no_such_box`; `documents.data_missing` when the paper has no content attached.
    """
    paper, places = plan_in(shown), {box.name: box for box in boxes}
    _check_inks(inks, places)
    writer = RevisionWriter(shown)
    for name, ink in inks.items():
        _draw(writer, places[name], ink)
    evidence = evidence_of(shown, paper.digest(), dict(inks), dict(circumstances), when)
    attach(writer, EVIDENCE_FILE, evidence.canonical(), "signing evidence", when)
    for role in paper.expected_signers:
        fields.append_signature_field(writer, _field(places[role], last=role == paper.expected_signers[-1]))
    if awaited is not None:
        _mark_awaited(writer, awaited, paper.expected_signers[1:])
    return writer.result()


def seal(pdf: bytes, role: str, signer: DocumentSigner, appearance: bytes, *, when: datetime) -> bytes:
    """One more revision: the digital signature of somebody the paper expects, in the order it expects them.

    Args:
        pdf: the prepared paper, with the seals of those who come before.
        role: which field: `collector`, `supervisor` or `supervisor2`.
        signer: whose key (`signer_from`); a supervisor may also seal as the collector of their own visit.
        appearance: what stands in the box (`Renderer.stamp`).
        when: now, aware; becomes the stated time of signing.

    Raises:
        KnownError: `documents.not_prepared`, `documents.not_your_turn`, `documents.already_signed`,
            `documents.wrong_role`, `documents.certificate_not_valid_now`, `documents.damaged`.
    """
    paper = plan_in(pdf)
    _check_turn(pdf, paper, role)
    _check_signer(role, signer, when)
    first, last = role == paper.expected_signers[0], role == paper.expected_signers[-1]
    meta = signers.PdfSignatureMetadata(
        field_name=role,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=first,
        docmdp_permissions=MDPPerm.NO_CHANGES if last else MDPPerm.FILL_FORMS,
        location=paper.place,
        name=signer.person.name,
        cades_signed_attr_spec=CAdESSignedAttrSpec(
            commitment_type=(GenericCommitment.PROOF_OF_ORIGIN if first else GenericCommitment.PROOF_OF_APPROVAL).asn1
        ),
    )
    engine = _SignerAt(when, meta, signer.engine, stamp_style=_look(appearance))
    signed = engine.sign_pdf(
        RevisionWriter(pdf),
        output=io.BytesIO(),
        existing_fields_only=True,
        bytes_reserved=RESERVED_HEX_DIGITS,
    )
    return bytes(signed.getvalue())


def plan_in(pdf: bytes) -> PlanPaper:
    """The content attached to a paper, as of its newest revision.

    Raises:
        KnownError: `documents.damaged`, `documents.data_missing`, `documents.data_unreadable`,
            `documents.data_not_canonical`.
    """
    with reading_odd_input():
        held = attached_files(PdfFileReader(io.BytesIO(pdf)))
    if PLAN_FILE not in held:
        raise KnownError("documents.data_missing")
    return read_plan_paper(held[PLAN_FILE])


def box_in(pdf: bytes, role: str) -> SignBox:
    """Where a prepared paper has the field of a role, read from the file itself: the templates may have changed since.

    Raises:
        KnownError: `documents.not_prepared`, `documents.damaged`.
    """
    with reading_odd_input():
        reader = PdfFileReader(io.BytesIO(pdf))
        for name, _, reference in fields.enumerate_sig_fields(reader):
            if name == role:
                return _box_of(name, reference.get_object(), reader)
    raise KnownError("documents.not_prepared", {"role": role})


def _box_of(name: str, widget: Any, reader: PdfFileReader) -> SignBox:
    left, bottom, right, top = (float(number) for number in widget["/Rect"])
    height = float(widget["/P"]["/MediaBox"][3])
    pages = [_page(reader, index) for index in range(int(reader.root["/Pages"]["/Count"]))]
    number = pages.index(widget.raw_get("/P").reference) + 1
    return SignBox(name, number, left, height - top, right - left, top - bottom, height)


def _page(reader: PdfFileReader, index: int) -> Any:
    reference, _ = reader.find_page_for_modification(index)  # type: ignore[no-untyped-call]
    return reference.reference


class _SignerAt(signers.PdfSigner):
    """Signs at a given moment; pyHanko's own signer would ask the machine's clock."""

    def __init__(self, when: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._when = when

    def init_signing_session(self, *args: Any, **kwargs: Any) -> PdfSigningSession:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self._when
        return session


class _FirstPage(content.PdfContent):
    """The first page of another PDF, drawn as it is."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        self.resources.xobject["/Stamp"] = page
        _, _, width, height = page.get_object()["/BBox"]
        self.box = layout.BoxConstraints(width=width, height=height)
        return b"/Stamp Do"


def _look(appearance: bytes) -> stamp.StaticStampStyle:
    middle = layout.AxisAlignment.ALIGN_MID
    placed = layout.SimpleBoxLayoutRule(x_align=middle, y_align=middle)
    return stamp.StaticStampStyle(background=_FirstPage(appearance), border_width=0, background_layout=placed)


def _check_inks(inks: Mapping[str, InkRecord], places: Mapping[str, SignBox]) -> None:
    for name, ink in inks.items():
        if name not in places:
            raise KnownError("documents.no_such_box", {"box": name})
        reason = acceptable(ink)
        if reason:
            raise KnownError(reason, {"box": name})


def _draw(writer: RevisionWriter, box: SignBox, ink: InkRecord) -> None:
    left, bottom, _, _ = box.rectangle
    corner = layout.AxisAlignment.ALIGN_MIN
    style = stamp.StaticStampStyle(
        background=content.RawContent(to_pdf_operators(ink, box.w, box.h)),
        border_width=0,
        background_layout=layout.SimpleBoxLayoutRule(x_align=corner, y_align=corner),
    )
    size = layout.BoxConstraints(width=box.w, height=box.h)
    stamp.StaticContentStamp(writer, style, size).apply(
        box.page - 1,
        left,  # type: ignore[arg-type] # pyHanko says whole points, and takes fractions
        bottom,  # type: ignore[arg-type]
    )


def _mark_awaited(writer: RevisionWriter, look: bytes, roles: tuple[str, ...]) -> None:
    """Give the empty fields of the approvers a look of their own, the same for all: their boxes are of one size."""
    shown = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(look)))
    for name, _, reference in fields.enumerate_sig_fields(writer):
        if name in roles:
            field = reference.get_object()
            field[generic.pdf_name("/AP")] = generic.DictionaryObject({generic.pdf_name("/N"): shown})  # type: ignore[no-untyped-call]
            writer.mark_update(reference)


def _field(box: SignBox, *, last: bool) -> SigFieldSpec:
    return SigFieldSpec(
        box.name,
        on_page=box.page - 1,
        box=box.rectangle,  # type: ignore[arg-type] # as above
        readable_field_name=box.name,
        field_mdp_spec=FieldMDPSpec(FieldMDPAction.ALL) if last else None,
        doc_mdp_update_value=MDPPerm.NO_CHANGES if last else None,
    )


def _check_turn(pdf: bytes, paper: PlanPaper, role: str) -> None:
    with reading_odd_input():
        reader = PdfFileReader(io.BytesIO(pdf))
        filled = {name: value is not None for name, value, _ in fields.enumerate_sig_fields(reader)}
    if role not in paper.expected_signers or set(filled) != set(paper.expected_signers):
        raise KnownError("documents.not_prepared", {"role": role})
    if filled[role]:
        raise KnownError("documents.already_signed", {"role": role})
    for before in paper.expected_signers[: paper.expected_signers.index(role)]:
        if not filled[before]:
            raise KnownError("documents.not_your_turn", {"role": role, "before": before})


def may_seal(role_on_certificate: str, field_name: str) -> bool:
    """Whether a certificate of this role may seal this field; a supervisor may also visit and sign as the collector."""
    return role_on_certificate == field_name.rstrip("2") or (role_on_certificate, field_name) == (
        "supervisor",
        "collector",
    )


def _check_signer(role: str, signer: DocumentSigner, when: datetime) -> None:
    if not may_seal(signer.person.role, role):
        raise KnownError("documents.wrong_role", {"field": role, "role": signer.person.role})
    if not signer.valid_from <= when <= signer.valid_until:
        raise KnownError(
            "documents.certificate_not_valid_now",
            {"from": signer.valid_from.isoformat(), "until": signer.valid_until.isoformat()},
        )
