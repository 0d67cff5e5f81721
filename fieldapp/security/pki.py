"""The office's own certificate authority: a root that is used rarely, an issuing certificate that is used daily, and a
certificate for every person who signs.

Private keys of people never leave their device: the device sends a request, the server answers with a certificate whose
name, staff number and role come from the staff register, never from the request. Every moment is passed in: the server
decides what "now" is (see `fieldapp.clock`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from fieldapp.errors import KnownError
from fieldapp.security.recovery import private_pem

Role = Literal["collector", "supervisor"]

DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""id-kp-documentSigning, RFC 9336."""
ROOT_YEARS, ISSUING_YEARS, PERSON_DAYS, REVOCATION_LIST_DAYS = 20, 10, 730, 7
CLOCK_SKEW = timedelta(hours=1)
"""Certificates begin this much earlier: clocks of field laptops go wrong, and a signature must not fail for it."""
_LONGEST_NAME = 64
"""Upper bound of X.520 for a common name and a serial number. X.520 counts characters, but the library that reads and
writes our certificates counts bytes of UTF-8, so the stricter reading holds: 21 Chinese characters."""
_LONGEST_ORGANISATION = 192


@dataclass(frozen=True, slots=True)
class Authority:
    """One certificate that signs others, with its key."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def certificate_pem(self) -> bytes:
        """The certificate as PEM."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def key_pem(self, secret: bytes) -> bytes:
        """The key as PKCS#8 PEM under a random secret of at least 32 bytes."""
        return private_pem(self.key, secret)


@dataclass(frozen=True, slots=True)
class Revocation:
    """A certificate that counts no more from `when` on."""

    serial: int
    when: datetime
    key_compromised: bool = False


@dataclass(frozen=True, slots=True)
class OfficeCA:
    """Root (P-384) and issuing (P-256) authority of one office."""

    root: Authority
    issuing: Authority

    @classmethod
    def create(cls, organisation: str, at: datetime) -> OfficeCA:
        """Make both authorities, valid from shortly before `at`.

        Raises:
            KnownError: `security.name_too_long`.
        """
        root_key = ec.generate_private_key(ec.SECP384R1())
        root_name = _name(organisation, f"{_short(organisation)} 根证书")
        root = _certificate(root_name, root_name, root_key.public_key(), root_key, at, _years(at, ROOT_YEARS), 1)
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name(organisation, f"{_short(organisation)} 签发证书")
        issuing = _certificate(name, root_name, key.public_key(), root_key, at, _years(at, ISSUING_YEARS), 0)
        return cls(Authority(root_key, root), Authority(key, issuing))

    @classmethod
    def load(cls, root_key: bytes, root: bytes, issuing_key: bytes, issuing: bytes, secret: bytes) -> OfficeCA:
        """Read what `Authority.key_pem` and `Authority.certificate_pem` wrote.

        Raises:
            KnownError: `security.ca_unreadable` when the secret is not the one, or the PEM is damaged.
        """
        return cls(_authority(root_key, root, secret), _authority(issuing_key, issuing, secret))

    def chain_pem(self) -> bytes:
        """What a device keeps beside its certificate: the issuing certificate, without the root."""
        return self.issuing.certificate_pem()

    def issue(self, request_pem: bytes, *, name: str, staff_no: str, role: Role, device_id: str, at: datetime) -> bytes:
        """A certificate (PEM) for the key of the request, valid for two years or as long as the issuing certificate.

        Args:
            request_pem: what `make_csr` wrote on the device.
            name: the person, from the staff register.
            staff_no: their number, from the staff register.
            role: what they may sign as, from the staff register.
            device_id: the device that is signed in; the request must be made for it.
            at: the server's now, aware.

        Raises:
            KnownError: `security.request_refused` with a `reason`, `security.name_too_long`.
        """
        request = _checked_request(request_pem, device_id)
        organisation = self.issuing.certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
        end = min(at + timedelta(days=PERSON_DAYS), self.issuing.certificate.not_valid_after_utc)
        builder = (
            _builder(
                _name(str(organisation), name, role=role, staff_no=staff_no),
                self.issuing.certificate.subject,
                request,
                self.issuing.key,
                at,
                end,
            )
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
            .add_extension(
                x509.ExtendedKeyUsage([DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
            )
            .add_extension(_device(device_id), critical=False)
        )
        return builder.sign(self.issuing.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    def revocation_list(self, revoked: list[Revocation], number: int, at: datetime) -> bytes:
        """The list (PEM) of the issuing authority's certificates that count no more; `number` must grow."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.issuing.certificate.subject)
            .last_update(at)
            .next_update(at + timedelta(days=REVOCATION_LIST_DAYS))
            .add_extension(x509.CRLNumber(number), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.issuing.key.public_key()), critical=False
            )
        )
        for each in revoked:
            builder = builder.add_revoked_certificate(_revoked(each))
        return builder.sign(self.issuing.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def make_csr(device_id: str) -> tuple[ec.EllipticCurvePrivateKey, bytes]:
    """On the device: a new P-256 key and the request (PEM) for a certificate. The subject stays empty: who it is for
    is the server's knowledge."""
    key = ec.generate_private_key(ec.SECP256R1())
    request = (
        x509.CertificateSigningRequestBuilder()
        .subject_name(x509.Name([]))
        .add_extension(_device(device_id), critical=False)
        .sign(key, hashes.SHA256())
    )
    return key, request.public_bytes(serialization.Encoding.PEM)


def _checked_request(pem: bytes, device_id: str) -> ec.EllipticCurvePublicKey:
    try:
        request = x509.load_pem_x509_csr(pem)
        key, signed = request.public_key(), request.is_signature_valid
        names = request.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension, InvalidSignature) as error:
        raise KnownError("security.request_refused", {"reason": "unreadable"}) from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise KnownError("security.request_refused", {"reason": "key"})
    if not signed:
        raise KnownError("security.request_refused", {"reason": "signature"})
    if names.get_values_for_type(x509.UniformResourceIdentifier) != [f"urn:uuid:{device_id}"]:
        raise KnownError("security.request_refused", {"reason": "device"})
    return key


def _authority(key_pem: bytes, certificate_pem: bytes, secret: bytes) -> Authority:
    try:
        key = serialization.load_pem_private_key(key_pem, secret)
        certificate = x509.load_pem_x509_certificate(certificate_pem)
    except (ValueError, TypeError) as error:
        raise KnownError("security.ca_unreadable") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise KnownError("security.ca_unreadable")
    return Authority(key, certificate)


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    issuer_key: ec.EllipticCurvePrivateKey,
    at: datetime,
    end: datetime,
    path_length: int,
) -> x509.Certificate:
    builder = (
        _builder(subject, issuer, public_key, issuer_key, at, end)
        .add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    )
    return builder.sign(issuer_key, hashes.SHA384())


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    issuer_key: ec.EllipticCurvePrivateKey,
    at: datetime,
    end: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - CLOCK_SKEW)
        .not_valid_after(end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )


def _name(organisation: str, common_name: str, *, role: str = "", staff_no: str = "") -> x509.Name:
    for text, most in (
        (organisation, _LONGEST_ORGANISATION),
        (common_name, _LONGEST_NAME),
        (staff_no, _LONGEST_NAME),
    ):
        if len(text.encode()) > most:
            raise KnownError("security.name_too_long", {"name": text, "most": most // 3})
    parts = [(NameOID.COUNTRY_NAME, "CN"), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.TITLE, role),
             (NameOID.COMMON_NAME, common_name), (NameOID.SERIAL_NUMBER, staff_no)]  # fmt: skip
    return x509.Name([x509.NameAttribute(kind, text) for kind, text in parts if text])


def _short(organisation: str) -> str:
    """As much of the name as leaves room for what is put behind it."""
    return organisation.encode()[: _LONGEST_NAME - 16].decode(errors="ignore")


def _years(at: datetime, years: int) -> datetime:
    return at + timedelta(days=round(365.25 * years))


def _device(device_id: str) -> x509.SubjectAlternativeName:
    return x509.SubjectAlternativeName([x509.UniformResourceIdentifier(f"urn:uuid:{device_id}")])


def _usage(
    *,
    digital_signature: bool = False,
    content_commitment: bool = False,
    key_cert_sign: bool = False,
    crl_sign: bool = False,
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )


def _revoked(each: Revocation) -> x509.RevokedCertificate:
    reason = x509.ReasonFlags.key_compromise if each.key_compromised else x509.ReasonFlags.affiliation_changed
    return (
        x509.RevokedCertificateBuilder()
        .serial_number(each.serial)
        .revocation_date(each.when)
        .add_extension(x509.CRLReason(reason), critical=False)
        .build()
    )
