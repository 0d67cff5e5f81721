"""Says whether a signed paper is whole, who signed it and when, and what is wrong with it, from the file alone.

Three layers, because each sees what the others cannot: the signatures (was a byte changed, was something added), the
structure (who should have signed, as the data of the first signed revision says; is it what was shown), and the content
(does it add up, is it printed as it is attached). A file of any bytes whatever gets a report, never a traceback.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from asn1crypto import x509
from cryptography import x509 as crypto_x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from fieldapp.clock import now
from fieldapp.documents.broken_input import reading_odd_input
from fieldapp.documents.evidence import Evidence, read_evidence
from fieldapp.documents.paper_check import check_paper
from fieldapp.documents.pdf_revision import EVIDENCE_FILE, PLAN_FILE, attached_files
from fieldapp.documents.plan_paper import PlanPaper, read_plan_paper
from fieldapp.documents.print_check import check_print
from fieldapp.documents.problem import Problem
from fieldapp.documents.sealing import may_seal
from fieldapp.documents.signature_check import ISSUER_PROBLEMS, SignatureReport, Trust, check_signature
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import sha256

_TOLERATED_SKEW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What is known about a file.

    Attributes:
        whole: nothing is wrong, except perhaps that an issuer is unknown here; whoever acts on a paper asks
            for `sound`.
        problems: everything that is wrong, those of the signatures included.
        notes: what a reader should know although nothing is wrong.
        signatures: in the order they were made.
        doc_no: number of the document, where the attached data could be read.
        data_sha256: digest of the attached data.
        file_sha256: digest of the whole file, to compare with the ledger.
        expected: who must have signed, as the attached data of the first signed revision says.
        paper: the attached content, for whoever acts on it.
        evidence: the attached evidence (whose ink, what was shown).
    """

    whole: bool
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()
    signatures: tuple[SignatureReport, ...] = ()
    doc_no: str | None = None
    data_sha256: str | None = None
    file_sha256: str = ""
    expected: tuple[str, ...] = ()
    paper: PlanPaper | None = None
    evidence: Evidence | None = None

    @property
    def trusted(self) -> bool:
        """Every signature comes from an issuer known here, and there is one."""
        return bool(self.signatures) and all(signature.trusted for signature in self.signatures)

    @property
    def unfinished(self) -> bool:
        """Nothing is wrong but that somebody who must sign has not: not approved yet, or cut back to before it was."""
        codes = {problem.code for problem in self.problems}
        return bool(self.signatures) and codes == {"documents.signature_missing"}

    @property
    def sound(self) -> bool:
        """Whole, and signed by people an issuer known here vouches for."""
        return self.whole and self.trusted


@dataclass(slots=True)
class _Findings:
    """Collects while the layers are gone through."""

    problems: list[Problem] = field(default_factory=list)
    signatures: list[SignatureReport] = field(default_factory=list)
    expected: tuple[str, ...] = ()
    paper: PlanPaper | None = None
    evidence: Evidence | None = None


def verify(
    pdf: bytes,
    roots: Sequence[bytes | crypto_x509.Certificate],
    *,
    expect: Sequence[str] | None = None,
    ledger_sha256: str | None = None,
    data_sha256: str | None = None,
    revocation_lists: Sequence[bytes] = (),
    at: datetime | None = None,
) -> VerifyReport:
    """Verify a paper; must not be called on an event loop (it runs its own).

    Args:
        pdf: the bytes of the file, whatever they are.
        roots: certificates of the offices trusted here (PEM or loaded); none means nobody is trusted.
        expect: who must have signed by now, instead of what the attached data says, e.g. `("collector",)` for a paper
            that waits for its approval.
        ledger_sha256: digest of the whole file as the ledger keeps it; finds changes even where no signature reaches.
        data_sha256: digest of the plan's content as the ledger keeps it.
        revocation_lists: PEM lists of certificates that count no more.
        at: validate certificates at this moment instead of the stated time of signing.

    Raises:
        KnownError: `documents.trust_unreadable`; nothing the file holds makes this function raise.
    """
    digest, trust = sha256(pdf), _trust(roots, revocation_lists, at)
    if not pdf.startswith(b"%PDF-"):
        return VerifyReport(whole=False, problems=(Problem("documents.not_a_pdf"),), file_sha256=digest)
    found = _Findings()
    try:
        _examine(pdf, found, trust, expect)
    except KnownError as error:
        found.problems.append(Problem(error.code, error.params))
    if ledger_sha256 is not None and ledger_sha256 != digest:
        found.problems.append(Problem("documents.not_the_file_of_the_ledger"))
    if data_sha256 is not None and found.paper is not None and data_sha256 != found.paper.digest():
        found.problems.append(Problem("documents.not_the_data_of_the_ledger"))
    return _report(found, digest)


def load_roots(pems: Sequence[bytes]) -> list[crypto_x509.Certificate]:
    """All certificates of some PEM files.

    Raises:
        KnownError: `documents.trust_unreadable` when one of them holds none.
    """
    try:
        return [certificate for pem in pems for certificate in crypto_x509.load_pem_x509_certificates(pem)]
    except ValueError as error:
        raise KnownError("documents.trust_unreadable") from error


def load_revocation_lists(pems: Sequence[bytes]) -> tuple[crypto_x509.CertificateRevocationList, ...]:
    """The revocation lists of some PEM files.

    Raises:
        KnownError: `documents.trust_unreadable` when one of them is none.
    """
    try:
        return tuple(crypto_x509.load_pem_x509_crl(pem) for pem in pems)
    except ValueError as error:
        raise KnownError("documents.trust_unreadable") from error


def _trust(roots: Sequence[bytes | crypto_x509.Certificate], lists: Sequence[bytes], at: datetime | None) -> Trust:
    pems = load_roots([root for root in roots if isinstance(root, bytes) and root.strip()])
    loaded = [*pems, *(root for root in roots if not isinstance(root, bytes))]
    return Trust(
        tuple(x509.Certificate.load(root.public_bytes(serialization.Encoding.DER)) for root in loaded),
        load_revocation_lists(lists),
        at,
    )


def _examine(pdf: bytes, found: _Findings, trust: Trust, expect: Sequence[str] | None) -> None:
    with reading_odd_input():
        reader = PdfFileReader(io.BytesIO(pdf))
        if reader.encrypted:
            raise KnownError("documents.encrypted")
        embedded = list(reader.embedded_signatures)
        first = embedded[0].signed_revision if embedded else None
    _examine_signatures(embedded, found, trust)
    _read_content(reader, first, found)
    found.expected = tuple(expect) if expect is not None else _expected_by(found.paper)
    found.problems += _presence(found)
    if found.paper is not None:
        found.problems += [*_people(found.paper, found.signatures), *check_paper(found.paper)]
        # foreign code reads the pages only where the signatures say that they are ours
        if found.signatures and all(signature.intact for signature in found.signatures):
            found.problems += check_print(pdf, found.paper)
    if found.paper is not None and found.evidence is not None:
        found.problems += _binding(pdf, found.paper, found.evidence)


def _examine_signatures(embedded: list[EmbeddedPdfSignature], found: _Findings, trust: Trust) -> None:
    for number, each in enumerate(embedded, start=1):
        found.signatures.append(check_signature(each, trust, last=number == len(embedded)))
        found.problems += found.signatures[-1].problems
    if not embedded:
        found.problems.append(Problem("documents.not_signed"))


def _read_content(reader: PdfFileReader, first: int | None, found: _Findings) -> None:
    """Paper and evidence as of the first signature: what came later must not be able to replace them."""
    with reading_odd_input():
        held, newest = attached_files(reader, first), attached_files(reader)
    if held != newest:
        found.problems.append(Problem("documents.attachments_changed"))
    if PLAN_FILE not in held:
        raise KnownError("documents.data_missing")
    found.paper = read_plan_paper(held[PLAN_FILE])
    if EVIDENCE_FILE in held:
        found.evidence = read_evidence(held[EVIDENCE_FILE])
    elif first is not None:
        found.problems.append(Problem("documents.evidence_missing"))


def _expected_by(paper: PlanPaper | None) -> tuple[str, ...]:
    return tuple(paper.expected_signers) if paper is not None else ()


def _presence(found: _Findings) -> Iterator[Problem]:
    have = [signature.field for signature in found.signatures]
    for role in found.expected:
        if role not in have:
            yield Problem("documents.signature_missing", {"role": role})
    allowed = set(found.expected) | set(_expected_by(found.paper))
    for name in have:
        if name not in allowed:
            yield Problem("documents.signature_unexpected", {"field": name})
    order = [role for role in _expected_by(found.paper) if role in have]
    if order != [name for name in have if name in order]:
        yield Problem("documents.signed_out_of_order")


def _people(paper: PlanPaper, signatures: list[SignatureReport]) -> Iterator[Problem]:
    """Whether the right people signed: roles fit, the collector is the one on the paper, nobody signed twice."""
    numbers = [signature.staff_no for signature in signatures if signature.staff_no]
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        yield Problem("documents.same_person_twice", {"staff_no": number})
    for signature in signatures:
        if signature == SignatureReport(signature.field, problems=signature.problems):
            continue  # unreadable, and reported as such
        if not may_seal(signature.role, signature.field):
            yield Problem("documents.wrong_role", {"field": signature.field, "role": signature.role})
        if signature.field == "collector" and signature.staff_no != paper.agent.staff_no:
            yield Problem(
                "documents.signer_not_on_paper", {"staff_no": signature.staff_no, "agent": paper.agent.staff_no}
            )


def _binding(pdf: bytes, paper: PlanPaper, evidence: Evidence) -> Iterator[Problem]:
    if evidence.plan_sha256 != paper.digest():
        yield Problem("documents.evidence_of_other_data")
    if sha256(pdf[: evidence.shown_bytes]) != evidence.shown_sha256:
        yield Problem("documents.not_what_was_shown")


def _report(found: _Findings, digest: str) -> VerifyReport:
    paper = found.paper
    return VerifyReport(
        whole=all(problem.code in ISSUER_PROBLEMS for problem in found.problems),
        problems=tuple(found.problems),
        notes=tuple(_notes(found)),
        signatures=tuple(found.signatures),
        doc_no=paper.doc_no if paper else None,
        data_sha256=paper.digest() if paper else None,
        file_sha256=digest,
        expected=found.expected,
        paper=paper,
        evidence=found.evidence,
    )


def _notes(found: _Findings) -> Iterator[Problem]:
    for signature in found.signatures:
        if signature.time is not None and signature.time > now() + _TOLERATED_SKEW:
            yield Problem("documents.signed_in_the_future", {"field": signature.field})
    if found.evidence is not None and found.paper is not None:
        inked = {ink.box for ink in found.evidence.inks}
        for box in found.paper.people:
            if box not in inked:
                yield Problem("documents.no_ink", {"box": box})
