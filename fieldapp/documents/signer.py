"""Makes a signer for PDFs from an opened signing key: the bridge between `fieldapp.security` and pyHanko."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import keys, x509
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from fieldapp.security.signing_key import SigningKey


@dataclass(frozen=True, slots=True)
class PersonOnCertificate:
    """Who a certificate says somebody is; empty strings where it does not say."""

    name: str
    staff_no: str
    role: str


@dataclass(frozen=True, slots=True)
class DocumentSigner:
    """Somebody who can seal a document now."""

    person: PersonOnCertificate
    valid_from: datetime
    valid_until: datetime
    engine: SimpleSigner = field(repr=False)


def signer_from(key: SigningKey) -> DocumentSigner:
    """The signer of an opened key (`fieldapp.security.signing_key.unlock`)."""
    certificate = x509.Certificate.load(key.certificate)
    others = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    others.register_multiple([x509.Certificate.load(each) for each in key.chain])
    engine = SimpleSigner(certificate, keys.PrivateKeyInfo.load(key.private_key), others)
    return DocumentSigner(person_on(certificate), certificate.not_valid_before, certificate.not_valid_after, engine)


def person_on(certificate: x509.Certificate) -> PersonOnCertificate:
    """Name, staff number and role as the subject of a certificate states them."""
    subject = certificate.subject.native
    return PersonOnCertificate(
        name=_text(subject.get("common_name")),
        staff_no=_text(subject.get("serial_number")),
        role=_text(subject.get("title")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
