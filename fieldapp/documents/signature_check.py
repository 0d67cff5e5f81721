"""Checks one digital signature in a file: whether its bytes are untouched, whether what follows it was allowed, and
whether the office known here issued its certificate.

The moment of validation is the stated time of signing, not today: a plan may run longer than the two years a
certificate is valid. That time is the signer's own word; whether it is believable is for the ledger (and later for a
time stamp) to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms, x509
from cryptography import x509 as crypto_x509
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from fieldapp.clock import now
from fieldapp.documents.broken_input import reading_odd_input
from fieldapp.documents.problem import Problem
from fieldapp.documents.signer import person_on
from fieldapp.errors import KnownError

DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36"
"""id-kp-documentSigning (RFC 9336): without it a certificate of the same office, e.g. a server's, could seal papers."""
ISSUER_PROBLEMS = frozenset({"documents.issuer_unknown", "documents.issuer_imitated"})
"""What leaves a signature whole but unproven here."""
_USAGE = KeyUsageConstraints(key_usage={"non_repudiation"}, extd_key_usage={DOCUMENT_SIGNING})


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What is known about one signature.

    Attributes:
        field: the field it stands in (`collector`, `supervisor`); strangers may bring others.
        signer: name on the certificate; like number and role only worth something when `trusted`.
        staff_no: staff number on the certificate.
        role: role on the certificate.
        time: the stated time of signing; None when it does not state one.
        intact: nothing it covers was changed, and nothing was added that it forbids.
        trusted: an authority known here issued the certificate, for signing documents, and it was valid at that time.
        problems: what is wrong with it, trust included.
    """

    field: str
    signer: str = ""
    staff_no: str = ""
    role: str = ""
    time: datetime | None = None
    intact: bool = False
    trusted: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom the verifier trusts: root certificates, and lists of certificates that count no more.

    Attributes:
        at: validate every certificate at this moment instead of the stated time of its signature.
    """

    roots: tuple[x509.Certificate, ...]
    revocation_lists: tuple[crypto_x509.CertificateRevocationList, ...] = ()
    at: datetime | None = None


def check_signature(embedded: EmbeddedPdfSignature, trust: Trust, *, last: bool) -> SignatureReport:
    """Check one signature; `last` says that nothing at all may follow it in the file."""
    field = str(embedded.field_name)
    try:
        with reading_odd_input():
            time = _stated_time(embedded)
            context = ValidationContext(
                trust_roots=list(trust.roots),
                moment=trust.at or time or now(),
                allow_fetching=False,
                revocation_mode="soft-fail",
            )
            status = validate_pdf_signature(embedded, context, ts_validation_context=context, key_usage_settings=_USAGE)
            person = person_on(status.signing_cert)
            broken = list(_integrity_problems(embedded, status, last=last))
            # whose certificate it is means nothing where the signature itself does not hold
            proven = status.intact and status.valid
            doubts = list(_trust_problems(status, trust, time)) if proven else []
    except KnownError as error:
        params = {"field": field, **error.params}
        return SignatureReport(field, problems=(Problem("documents.signature_unreadable", params),))
    if time is None:
        broken.append(Problem("documents.no_signing_time", {"field": field}))
    return SignatureReport(
        field=field,
        signer=person.name,
        staff_no=person.staff_no,
        role=person.role,
        time=time,
        intact=not broken,
        trusted=proven and not doubts,
        problems=tuple(Problem(each.code, {"field": field, **each.params}) for each in [*broken, *doubts]),
    )


def _stated_time(embedded: EmbeddedPdfSignature) -> datetime | None:
    stated = embedded.self_reported_timestamp
    return stated if stated is not None and stated.tzinfo is not None else None


def _integrity_problems(embedded: EmbeddedPdfSignature, status: PdfSignatureStatus, *, last: bool) -> Iterator[Problem]:
    if not status.intact:
        yield Problem("documents.content_changed")
    if not status.valid:
        yield Problem("documents.signature_value_wrong")
    if status.coverage is None or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        yield Problem("documents.signature_covers_part")
    level = status.modification_level
    followed = last and status.coverage != SignatureCoverageLevel.ENTIRE_FILE
    if followed or not status.docmdp_ok or level is None or level > ModificationLevel.FORM_FILLING:
        yield Problem("documents.changed_after_signing")
    if _hidden_bytes(embedded):
        yield Problem("documents.signature_padding")


def _hidden_bytes(embedded: EmbeddedPdfSignature) -> bool:
    """Whether the gap in the signed bytes, which no signature covers, holds anything but the signature and zeros."""
    _, length, resumes, _ = (int(number) for number in embedded.byte_range)
    embedded.reader.stream.seek(length)
    gap = embedded.reader.stream.read(resumes - length)
    signature = cms.ContentInfo.load(bytes(embedded.pkcs7_content)).dump()
    written = b"<" + signature.hex().upper().encode("ascii").ljust(len(gap) - 2, b"0") + b">"
    return bool(gap != written)


def _trust_problems(status: PdfSignatureStatus, trust: Trust, time: datetime | None) -> Iterator[Problem]:
    if not status.trusted:
        yield _distrust(status, trust)
        return
    for crl in trust.revocation_lists:
        entry = _entry_in(crl, status)
        # a list of a later day still says nothing against what was signed before the revocation
        if entry is not None and (time is None or time >= entry.revocation_date_utc or _compromised(entry)):
            yield Problem("documents.certificate_revoked", {"when": entry.revocation_date_utc.isoformat()})


def _distrust(status: PdfSignatureStatus, trust: Trust) -> Problem:
    certificate, moment = status.signing_cert, status.validation_time
    if status.trust_problem_indic == AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
        organisation = _organisation(certificate)
        known = {_organisation(root) for root in trust.roots}
        code = "documents.issuer_imitated" if organisation in known else "documents.issuer_unknown"
        return Problem(code, {"issuer": organisation})
    if moment is None or not certificate.not_valid_before <= moment <= certificate.not_valid_after:
        since, until = certificate.not_valid_before.date(), certificate.not_valid_after.date()
        return Problem("documents.certificate_out_of_time", {"from": since.isoformat(), "until": until.isoformat()})
    purposes = certificate.extended_key_usage_value
    if purposes is None or DOCUMENT_SIGNING not in purposes.native:
        return Problem("documents.certificate_not_for_signing")
    return Problem("documents.certificate_not_acceptable")


def _organisation(certificate: x509.Certificate) -> str:
    return str(certificate.subject.native.get("organization_name", ""))


def _entry_in(
    crl: crypto_x509.CertificateRevocationList, status: PdfSignatureStatus
) -> crypto_x509.RevokedCertificate | None:
    """The entry of the signer's certificate, if this list is its issuer's own."""
    if status.validation_path is None:
        return None
    *_, issuer, _signer = status.validation_path.iter_certs(include_root=True)
    authority = crypto_x509.load_der_x509_certificate(issuer.dump())
    key = authority.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey) or crl.issuer != authority.subject:
        return None
    if not crl.is_signature_valid(key):
        return None
    return crl.get_revoked_certificate_by_serial_number(status.signing_cert.serial_number)


def _compromised(entry: crypto_x509.RevokedCertificate) -> bool:
    """A stolen key can state any time it likes, so nothing signed with it counts without other proof of its time."""
    try:
        reason = entry.extensions.get_extension_for_class(crypto_x509.CRLReason).value.reason
    except crypto_x509.ExtensionNotFound:
        return False
    return reason == crypto_x509.ReasonFlags.key_compromise
