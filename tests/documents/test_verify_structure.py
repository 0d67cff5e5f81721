"""Files that are well signed and yet not what they should be: odd structure, wrong purposes, strangers who sign."""

from __future__ import annotations

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID

from fieldapp.documents import sealing
from fieldapp.documents.render import Renderer
from fieldapp.documents.sealing import box_in, prepare_revision, seal
from fieldapp.documents.verify import VerifyReport, verify
from fieldapp.security import pki
from fieldapp.security.pki import OfficeCA
from tests.documents import attacks
from tests.documents.conftest import APPROVED, SIGNED, Person, SignedPlan, enrol
from tests.documents.papers import paper


def codes(report: VerifyReport) -> set[str]:
    return {problem.code.removeprefix("documents.") for problem in report.problems}


def test_a_certificate_for_another_purpose_does_not_sign_papers(
    signed: SignedPlan, office: OfficeCA, root: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pki, "DOCUMENT_SIGNING", ExtendedKeyUsageOID.CLIENT_AUTH)
    other = enrol(office, "李小龙", "C0417", "collector")
    sealed = seal(signed.prepared, "collector", other.signer, signed.look, when=SIGNED)
    report = verify(sealed, root, expect=("collector",))
    assert codes(report) == {"certificate_not_for_signing"}
    assert not report.whole


def test_an_encrypted_copy_is_refused(signed: SignedPlan, root: list[bytes]) -> None:
    assert codes(verify(attacks.encrypt(signed.approved), root)) == {"encrypted"}


def test_a_second_file_of_the_same_name_cannot_hide_behind_the_first(
    renderer: Renderer, collector: Person, root: list[bytes]
) -> None:
    rendered = renderer.render(paper(approval=False))
    prepared = prepare_revision(rendered.pdf, rendered.boxes, {}, {}, SIGNED)
    look = renderer.stamp(["a"], box_in(prepared, "collector"))
    sealed = seal(prepared, "collector", collector.signer, look, when=SIGNED)
    assert "attachments_odd" in codes(verify(attacks.attach_twice(sealed), root))
    assert "attachments_odd" in codes(verify(attacks.attach_twice(prepared), root))


def test_a_signature_nobody_asked_for_is_named(signed: SignedPlan, office: OfficeCA, root: list[bytes]) -> None:
    stranger = enrol(office, "张三", "C0500", "collector")
    report = verify(attacks.sign_elsewhere(signed.prepared, "witness", stranger.signer, SIGNED), root)
    assert codes(report) == {"signature_unexpected", "signature_missing", "wrong_role"}


def test_signatures_in_another_order_are_named(
    renderer: Renderer, collector: Person, supervisor: Person, root: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sealing._field
    monkeypatch.setattr(sealing, "_field", lambda box, *, last: real(box, last=False))
    rendered = renderer.render(paper())
    pdf = prepare_revision(rendered.pdf, rendered.boxes, {}, {}, SIGNED)
    for role, person in (("supervisor", supervisor), ("collector", collector)):
        pdf = attacks.sign_elsewhere(pdf, role, person.signer, APPROVED)
    assert codes(verify(pdf, root)) == {"signed_out_of_order"}


def test_a_paper_without_evidence_is_named(renderer: Renderer, collector: Person, root: list[bytes]) -> None:
    rendered = renderer.render(paper(approval=False))
    report = verify(attacks.sign_elsewhere(rendered.pdf, "collector", collector.signer, SIGNED), root)
    assert codes(report) == {"evidence_missing"}


def test_a_signed_pdf_of_another_kind_is_no_plan(
    renderer: Renderer, collector: Person, signed: SignedPlan, root: list[bytes]
) -> None:
    letter = renderer.stamp(["a"], signed.rendered.boxes[0])
    report = verify(attacks.sign_elsewhere(letter, "collector", collector.signer, SIGNED), root)
    assert codes(report) == {"data_missing"}
    assert report.doc_no is None
