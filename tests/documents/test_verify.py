from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from fieldapp import clock
from fieldapp.documents import render
from fieldapp.documents.page import page_of as page_as_made
from fieldapp.documents.render import Renderer
from fieldapp.documents.sealing import box_in, prepare_revision, seal
from fieldapp.documents.verify import VerifyReport, verify
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import sha256
from fieldapp.security.pki import OfficeCA, Revocation, Role
from tests.documents import attacks
from tests.documents.conftest import APPROVED, OPENED, SIGNED, TODAY, Person, SignedPlan, enrol
from tests.documents.papers import LENDER, handwriting, paper


def codes(report: VerifyReport) -> set[str]:
    return {problem.code.removeprefix("documents.") for problem in report.problems}


def test_a_signed_and_approved_plan_is_sound(signed: SignedPlan, root: list[bytes]) -> None:
    report = verify(signed.approved, root, ledger_sha256=sha256(signed.approved), data_sha256=signed.paper.digest())
    assert report.problems == report.notes == ()
    assert (report.whole, report.trusted, report.sound) == (True, True, True)
    assert (report.doc_no, report.data_sha256) == ("HKJH-2026-000123", signed.paper.digest())
    assert report.expected == ("collector", "supervisor")
    assert report.paper == signed.paper
    collector, supervisor = report.signatures
    assert (collector.signer, collector.staff_no, collector.role, collector.time) == (
        "李小龙",
        "C0417",
        "collector",
        SIGNED,
    )
    assert (supervisor.signer, supervisor.staff_no, supervisor.role, supervisor.time) == (
        "周敏",
        "S0003",
        "supervisor",
        APPROVED,
    )
    assert all(each.intact and each.trusted and not each.problems for each in report.signatures)


TAMPERED: dict[str, tuple[Callable[[SignedPlan], bytes], set[str]]] = {
    "a byte of a page": (lambda s: attacks.flip(s.approved, 40_000), {"content_changed", "not_what_was_shown"}),
    "a byte of the ink": (lambda s: attacks.flip(s.approved, len(s.rendered.pdf) + 3_000), {"content_changed"}),
    "a byte of a signature": (
        lambda s: attacks.other_digit(s.approved, _in_signature(s.approved)),
        {"signature_value_wrong"},
    ),
    "a byte after a signature": (
        lambda s: attacks.flip(s.approved, s.approved.rindex(b"0000>")),
        {"signature_padding"},
    ),
    "paint after the last seal": (lambda s: attacks.paint(s.approved), {"changed_after_signing"}),
    "paint after the first seal": (lambda s: attacks.paint(s.collected), {"changed_after_signing"}),
    "an annotation": (lambda s: attacks.annotate(s.approved), {"changed_after_signing"}),
    "an empty further revision": (lambda s: attacks.touch(s.approved), {"changed_after_signing"}),
    "a blank at the end": (lambda s: s.approved + b" ", {"changed_after_signing"}),
    "another plan attached": (
        lambda s: attacks.swap_attachment(s.approved, "plan.json", paper(24).canonical()),
        {"changed_after_signing", "attachments_changed"},
    ),
    "other evidence attached": (
        lambda s: attacks.swap_attachment(s.approved, "evidence.json", b"{}"),
        {"changed_after_signing", "attachments_changed"},
    ),
    "cut back to the collector's seal": (lambda s: s.collected, {"signature_missing"}),
    "cut back to the ink": (lambda s: s.prepared, {"not_signed", "signature_missing"}),
    "cut back to what was shown": (lambda s: s.rendered.pdf, {"not_signed", "signature_missing"}),
    "signatures stripped": (lambda s: attacks.strip_signatures(s.approved), {"not_signed", "signature_missing"}),
    "written anew": (lambda s: attacks.rewrite(s.approved), {"content_changed"}),
    "half a file": (lambda s: s.approved[: len(s.approved) // 2], {"damaged"}),
    "the last bytes missing": (lambda s: s.approved[:-20], {"damaged"}),
    "no PDF": (lambda s: b"hello", {"not_a_pdf"}),
    "an empty file": (lambda s: b"", {"not_a_pdf"}),
    "a PDF in name only": (lambda s: b"%PDF-1.7\nhello", {"damaged"}),
}


def _in_signature(pdf: bytes) -> int:
    start = pdf.rindex(b"/Contents <") + 11
    used = len(pdf[start : pdf.index(b">", start)].rstrip(b"0"))
    return start + used - 21


@pytest.mark.parametrize("name", TAMPERED)
def test_tampering_is_found_and_named(signed: SignedPlan, root: list[bytes], name: str) -> None:
    tamper, expected = TAMPERED[name]
    report = verify(tamper(signed), root)
    assert not report.whole
    assert not report.sound
    assert expected <= codes(report)


def test_an_insider_who_paints_before_a_real_approval_is_found(
    signed: SignedPlan, supervisor: Person, root: list[bytes]
) -> None:
    painted = attacks.paint(signed.collected)
    approved = seal(painted, "supervisor", supervisor.signer, signed.look, when=APPROVED)
    report = verify(approved, root)
    assert "changed_after_signing" in codes(report)
    assert [each.intact for each in report.signatures] == [False, True]


def test_a_stranger_who_signs_under_the_same_names_is_not_trusted(signed: SignedPlan, root: list[bytes]) -> None:
    office = OfficeCA.create(LENDER, OPENED)
    pdf = signed.prepared
    people: tuple[tuple[Role, str, str], ...] = (("collector", "李小龙", "C0417"), ("supervisor", "周敏", "S0003"))
    for role, name, number in people:
        pdf = seal(pdf, role, enrol(office, name, number, role).signer, signed.look, when=SIGNED)
    report = verify(pdf, root)
    assert (report.whole, report.trusted, report.sound) == (True, False, False)
    assert codes(report) == {"issuer_imitated"}


def test_an_issuer_nobody_knows_here_leaves_a_paper_whole_but_unproven(signed: SignedPlan) -> None:
    other = OfficeCA.create("另一家机构", OPENED).root.certificate_pem()
    for roots in ([], [b""], [other]):
        report = verify(signed.approved, roots)
        assert (report.whole, report.trusted, report.sound) == (True, False, False)
        assert codes(report) == {"issuer_unknown"}


def test_a_paper_that_waits_for_approval_is_whole_for_whoever_says_so(signed: SignedPlan, root: list[bytes]) -> None:
    assert verify(signed.collected, root, expect=("collector",)).sound
    assert codes(verify(signed.approved, root, expect=("collector",))) == set()


def test_the_ledger_finds_what_no_signature_covers(signed: SignedPlan, root: list[bytes]) -> None:
    assert codes(verify(signed.approved, root, ledger_sha256="0" * 64)) == {"not_the_file_of_the_ledger"}
    assert codes(verify(signed.approved, root, data_sha256="0" * 64)) == {"not_the_data_of_the_ledger"}


def lying(monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], None]) -> None:
    """Make the renderer print something else than it attaches."""
    real = page_as_made

    def page_of(made: Any) -> dict[str, Any]:
        page = real(made)
        change(page)
        return page

    monkeypatch.setattr(render, "page_of", page_of)


def _smaller_row(page: dict[str, Any]) -> None:
    page["schedule"]["rows"][4][2] = "1.00"


def _other_account(page: dict[str, Any]) -> None:
    page["schedule"]["account"][6] = "6230 9999 9999 9999 999"


def _one_row_less(page: dict[str, Any]) -> None:
    del page["schedule"]["rows"][-1]


def _one_row_more(page: dict[str, Any]) -> None:
    page["schedule"]["rows"].append(["13", "2027-12-20", "1.00", "1.00", "1.00", "3.00", "0.00"])


def _other_capitals(page: dict[str, Any]) -> None:
    page["debt"]["capitals"] = "人民币壹元整"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (_smaller_row, {"row_not_printed"}),
        (_other_account, {"text_not_printed"}),
        (_one_row_less, {"row_not_printed", "other_rows_printed"}),
        (_one_row_more, {"other_rows_printed"}),
        (_other_capitals, {"text_not_printed"}),
    ],
)
def test_a_program_that_prints_other_than_it_attaches_is_found(
    renderer: Renderer,
    collector: Person,
    root: list[bytes],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[dict[str, Any]], None],
    found: set[str],
) -> None:
    lying(monkeypatch, change)
    rendered = renderer.render(paper(approval=False))
    prepared = prepare_revision(rendered.pdf, rendered.boxes, {"borrower": handwriting(1)}, {}, SIGNED)
    look = renderer.stamp(["数字签名"], box_in(prepared, "collector"))
    assert codes(verify(seal(prepared, "collector", collector.signer, look, when=SIGNED), root)) == found


def test_data_that_does_not_add_up_is_found_in_a_signed_file(
    renderer: Renderer, collector: Person, root: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "check_paper", lambda made: [])
    rendered = renderer.render(paper(approval=False, debt=dataclasses.replace(paper().debt, fees=100)))
    prepared = prepare_revision(rendered.pdf, rendered.boxes, {}, {}, SIGNED)
    look = renderer.stamp(["数字签名"], box_in(prepared, "collector"))
    report = verify(seal(prepared, "collector", collector.signer, look, when=SIGNED), root)
    assert codes(report) == {"debt_total_wrong"}


def test_another_collector_than_the_one_on_the_paper_is_found(
    signed: SignedPlan, office: OfficeCA, root: list[bytes]
) -> None:
    other = enrol(office, "李小龙", "C9999", "collector")
    sealed = seal(signed.prepared, "collector", other.signer, signed.look, when=SIGNED)
    assert codes(verify(sealed, root, expect=("collector",))) == {"signer_not_on_paper"}


def test_one_person_on_both_places_is_found(renderer: Renderer, supervisor: Person, root: list[bytes]) -> None:
    agent = dataclasses.replace(paper().agent, name="周敏", staff_no="S0003")
    rendered = renderer.render(paper(agent=agent))
    pdf = prepare_revision(rendered.pdf, rendered.boxes, {}, {}, SIGNED)
    for role in ("collector", "supervisor"):
        pdf = seal(pdf, role, supervisor.signer, renderer.stamp(["a"], box_in(pdf, role)), when=SIGNED)
    assert codes(verify(pdf, root)) == {"same_person_twice"}


def test_a_collector_in_the_supervisors_place_is_found(
    signed: SignedPlan, office: OfficeCA, root: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = enrol(office, "张三", "C0500", "collector")
    monkeypatch.setattr("fieldapp.documents.sealing._check_signer", lambda *args: None)
    sealed = seal(signed.collected, "supervisor", other.signer, signed.look, when=SIGNED)
    assert codes(verify(sealed, root)) == {"wrong_role"}


def test_a_certificate_is_judged_at_the_stated_time_of_signing(signed: SignedPlan, root: list[bytes]) -> None:
    clock.use(clock.PracticeClock(datetime(2031, 12, 1, tzinfo=UTC)))  # the last instalment of a long plan
    assert verify(signed.approved, root).sound
    late = verify(signed.approved, root, at=clock.now())
    assert codes(late) == {"certificate_out_of_time"}


def test_a_certificate_that_was_out_of_time_at_signing_is_found(
    signed: SignedPlan, office: OfficeCA, root: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    late = enrol(office, "李小龙", "C0417", "collector", SIGNED + timedelta(days=30))
    monkeypatch.setattr("fieldapp.documents.sealing._check_signer", lambda *args: None)
    sealed = seal(signed.prepared, "collector", late.signer, signed.look, when=SIGNED)
    assert codes(verify(sealed, root, expect=("collector",))) == {"certificate_out_of_time"}


def test_a_time_in_the_future_is_pointed_out(signed: SignedPlan, root: list[bytes]) -> None:
    clock.use(clock.PracticeClock(SIGNED - timedelta(days=1)))
    report = verify(signed.approved, root)
    assert report.sound
    assert {note.code for note in report.notes} == {"documents.signed_in_the_future"}


@pytest.mark.parametrize(
    ("when", "compromised", "found"),
    [
        (SIGNED - timedelta(days=1), False, {"certificate_revoked"}),
        (SIGNED + timedelta(days=1), False, set()),
        (SIGNED + timedelta(days=1), True, {"certificate_revoked"}),
    ],
)
def test_a_revoked_certificate_counts_no_more_from_then_on(
    signed: SignedPlan,
    office: OfficeCA,
    collector: Person,
    root: list[bytes],
    when: datetime,
    compromised: bool,
    found: set[str],
) -> None:
    revoked = office.revocation_list([Revocation(collector.serial, when, compromised)], 2, TODAY)
    assert codes(verify(signed.approved, root, revocation_lists=[revoked])) == found


def test_a_revocation_list_of_somebody_else_says_nothing(
    signed: SignedPlan, collector: Person, root: list[bytes]
) -> None:
    stranger = OfficeCA.create(LENDER, OPENED)
    forged = stranger.revocation_list([Revocation(collector.serial, OPENED)], 2, TODAY)
    assert verify(signed.approved, root, revocation_lists=[forged]).sound


@pytest.mark.parametrize("kind", ["roots", "lists"])
def test_trust_that_cannot_be_read_is_a_known_error(signed: SignedPlan, root: list[bytes], kind: str) -> None:
    roots, lists = ([b"nonsense"], []) if kind == "roots" else (root, [b"nonsense"])
    with pytest.raises(KnownError) as refused:
        verify(signed.approved, roots, revocation_lists=lists)
    assert refused.value.code == "documents.trust_unreadable"


def test_no_byte_of_the_last_signature_can_be_changed_unnoticed(signed: SignedPlan, root: list[bytes]) -> None:
    start = signed.approved.rindex(b"/Contents <") + 11
    used = len(signed.approved[start : signed.approved.index(b">", start)].rstrip(b"0"))
    unnoticed = [
        at for at in range(start, start + used + 40, 97) if verify(attacks.flip(signed.approved, at), root).sound
    ]
    assert unnoticed == []


def test_the_problems_of_a_signature_are_told_of_the_person(signed: SignedPlan) -> None:
    report = verify(signed.approved, [])
    assert report.problems[0].sentence().text == f"这里不认识经办人证书的签发机构（{LENDER}）。"
    assert "approver" in report.problems[1].sentence("en").text
    assert re.fullmatch(r"documents\.issuer_unknown\(.*collector.*\)", str(report.problems[0]))
