from __future__ import annotations

import dataclasses
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from fieldapp import clock
from fieldapp.documents.evidence import read_evidence
from fieldapp.documents.ink import InkRecord
from fieldapp.documents.render import Renderer
from fieldapp.documents.sealing import box_in, plan_in, prepare_revision, seal
from fieldapp.documents.verify import verify
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import sha256
from fieldapp.security.pki import OfficeCA
from tests.documents.conftest import APPROVED, OPENED, SIGNED, Person, SignedPlan, enrol
from tests.documents.pages import attached, catalogue, metadata, texts
from tests.documents.papers import handwriting, paper


def signatures(pdf: bytes) -> list[EmbeddedPdfSignature]:
    return list(PdfFileReader(io.BytesIO(pdf)).embedded_signatures)


def refusal(call: Any, *args: Any, **kwargs: Any) -> KnownError:
    with pytest.raises(KnownError) as refused:
        call(*args, **kwargs)
    return refused.value


def test_every_revision_begins_with_the_bytes_of_the_one_before(signed: SignedPlan) -> None:
    assert signed.prepared.startswith(signed.rendered.pdf)
    assert signed.collected.startswith(signed.prepared)
    assert signed.approved.startswith(signed.collected)


def test_the_evidence_names_what_was_shown_and_whose_ink(signed: SignedPlan) -> None:
    evidence = read_evidence(attached(signed.approved)["evidence.json"])
    assert evidence.shown_sha256 == sha256(signed.rendered.pdf)
    assert evidence.shown_bytes == len(signed.rendered.pdf)
    assert evidence.plan_sha256 == signed.paper.digest()
    assert evidence.prepared_at == "2026-11-21T02:20:00.000+00:00"
    assert {ink.box: ink.sha256 for ink in evidence.inks} == {
        "borrower": handwriting(3).digest(),
        "guarantor1": handwriting(9, kind="mouse").digest(),
    }
    assert evidence.circumstances == {"place": signed.paper.place, "read_aloud": True}


def test_the_raw_strokes_stay_out_of_the_file(signed: SignedPlan) -> None:
    assert b"strokes" in attached(signed.approved)["evidence.json"]  # how many, not which
    assert b"[[" not in attached(signed.approved)["evidence.json"]


def test_the_collector_certifies_and_the_supervisor_locks(signed: SignedPlan) -> None:
    collector, supervisor = signatures(signed.approved)
    assert (collector.field_name, supervisor.field_name) == ("collector", "supervisor")
    assert collector.docmdp_level == MDPPerm.FILL_FORMS
    assert supervisor.docmdp_level == MDPPerm.NO_CHANGES
    certified = catalogue(signed.approved)["/Perms"].raw_get("/DocMDP").reference
    assert certified == collector.sig_field.raw_get("/V").reference


def test_a_collector_who_signs_alone_locks_at_once(renderer: Renderer, collector: Person, root: list[bytes]) -> None:
    rendered = renderer.render(paper(approval=False))
    inks = {"borrower": handwriting(1), "guarantor1": handwriting(2)}
    prepared = prepare_revision(rendered.pdf, rendered.boxes, inks, {}, SIGNED)
    look = renderer.stamp(["数字签名"], box_in(prepared, "collector"))
    sealed = seal(prepared, "collector", collector.signer, look, when=SIGNED)
    (only,) = signatures(sealed)
    assert only.docmdp_level == MDPPerm.NO_CHANGES
    assert verify(sealed, root).sound
    assert refusal(seal, sealed, "supervisor", collector.signer, look, when=SIGNED).code == "documents.not_prepared"


def test_the_stated_time_is_the_one_given_and_the_machine_is_never_asked(signed: SignedPlan) -> None:
    assert [each.self_reported_timestamp for each in signatures(signed.approved)] == [SIGNED, APPROVED]
    today = clock.SystemClock().now()
    if today.date() not in (SIGNED.date(), APPROVED.date(), signed.paper.issued):
        assert f"{today:%Y%m%d}".encode() not in signed.approved
    assert metadata(signed.approved) == metadata(signed.rendered.pdf)


def test_the_file_stays_pdf_a_3b_through_ink_and_seals(signed: SignedPlan) -> None:
    root = catalogue(signed.approved)
    assert "/Version" not in root
    # PAdES announces itself; the ISO extensions for elliptic curves would claim PDF 2.0
    assert list(root["/Extensions"]) == ["/ESIC"]
    assert [str(each.get_object()["/UF"]) for each in root["/AF"]] == ["plan.json", "evidence.json"]
    names = root["/Names"]["/EmbeddedFiles"]["/Names"]
    assert [str(names[index]) for index in range(0, len(names), 2)] == ["evidence.json", "plan.json"]
    for reference in root["/AcroForm"]["/Fields"]:
        widget = reference.get_object()
        assert int(widget["/F"]) & 4, "a widget of PDF/A must be printed"
        assert list(widget["/AP"]) == ["/N"]


def test_the_seals_show_who_signed(signed: SignedPlan) -> None:
    for each, words in zip(signatures(signed.approved), ("李小龙", "周敏"), strict=True):
        assert each.sig_object["/Name"] == words
        assert "/Stamp" in str(each.sig_field["/AP"]["/N"]["/Resources"])


def test_the_boxes_are_read_from_the_file_where_the_paper_put_them(signed: SignedPlan) -> None:
    for box in signed.rendered.boxes[2:]:
        found = box_in(signed.prepared, box.name)
        assert found.page == box.page
        assert found.rectangle == pytest.approx(box.rectangle, abs=0.02)
    assert refusal(box_in, signed.prepared, "borrower").code == "documents.not_prepared"


def test_the_plan_is_read_back_from_any_revision(signed: SignedPlan) -> None:
    for pdf in (signed.rendered.pdf, signed.prepared, signed.collected, signed.approved):
        assert plan_in(pdf) == signed.paper


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"nonsense" * 100])
def test_no_plan_is_read_from_what_is_no_pdf(content: bytes) -> None:
    assert refusal(plan_in, content).code == "documents.damaged"


def test_a_pdf_of_another_kind_carries_no_plan(renderer: Renderer, signed: SignedPlan) -> None:
    stamp = renderer.stamp(["a"], signed.rendered.boxes[0])
    assert refusal(plan_in, stamp).code == "documents.data_missing"


@pytest.mark.parametrize(
    ("box", "ink", "code"),
    [
        ("borrower", dataclasses.replace(handwriting(1), strokes=()), "documents.ink_too_short"),
        ("guarantor7", handwriting(1), "documents.no_such_box"),
    ],
)
def test_ink_that_is_none_or_has_no_place_is_refused(signed: SignedPlan, box: str, ink: InkRecord, code: str) -> None:
    error = refusal(prepare_revision, signed.rendered.pdf, signed.rendered.boxes, {box: ink}, {}, SIGNED)
    assert (error.code, error.params) == (code, {"box": box})


def test_nobody_signs_before_their_turn_twice_or_in_a_foreign_place(
    signed: SignedPlan, collector: Person, supervisor: Person
) -> None:
    def sealing(pdf: bytes, role: str, person: Person) -> str:
        return refusal(seal, pdf, role, person.signer, signed.look, when=SIGNED).code

    assert sealing(signed.prepared, "supervisor", supervisor) == "documents.not_your_turn"
    assert sealing(signed.collected, "collector", collector) == "documents.already_signed"
    assert sealing(signed.approved, "supervisor", supervisor) == "documents.already_signed"
    assert sealing(signed.collected, "supervisor", collector) == "documents.wrong_role"
    assert sealing(signed.rendered.pdf, "collector", collector) == "documents.not_prepared"
    assert sealing(signed.prepared, "borrower", collector) == "documents.not_prepared"


@pytest.mark.parametrize("when", [OPENED - timedelta(days=1), OPENED + timedelta(days=731)])
def test_a_certificate_out_of_its_time_does_not_sign(signed: SignedPlan, collector: Person, when: datetime) -> None:
    error = refusal(seal, signed.prepared, "collector", collector.signer, signed.look, when=when)
    assert error.code == "documents.certificate_not_valid_now"


def test_a_practice_day_years_ahead_signs_and_verifies_with_certificates_of_that_day(
    signed: SignedPlan,
) -> None:
    day = datetime(2041, 5, 1, 3, 0, tzinfo=UTC)
    clock.use(clock.PracticeClock(day))
    office = OfficeCA.create("练习机构", day)
    trainee = enrol(office, "李小龙", "C0417", "collector", day)
    sealed = seal(signed.prepared, "collector", trainee.signer, signed.look, when=clock.now())
    report = verify(sealed, [office.root.certificate_pem()], expect=("collector",))
    assert report.sound, report.problems
    assert report.notes == ()


def test_a_supervisor_may_visit_and_sign_as_the_collector(
    renderer: Renderer, supervisor: Person, root: list[bytes]
) -> None:
    agent = dataclasses.replace(paper().agent, name="周敏", staff_no="S0003")
    rendered = renderer.render(paper(approval=False, agent=agent))
    prepared = prepare_revision(rendered.pdf, rendered.boxes, {}, {}, SIGNED)
    look = renderer.stamp(["数字签名"], box_in(prepared, "collector"))
    report = verify(seal(prepared, "collector", supervisor.signer, look, when=SIGNED), root)
    assert report.sound
    assert [note.params["box"] for note in report.notes] == ["borrower", "guarantor1"]


def test_ink_is_drawn_without_adding_words(signed: SignedPlan) -> None:
    assert texts(signed.prepared) == texts(signed.rendered.pdf)
