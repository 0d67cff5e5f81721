"""Authorities and server certificates made for a test: real ones, only young, old or for another name when wanted."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from fieldapp import clock

DAY = timedelta(days=1)


@dataclass(frozen=True)
class TestAuthority:
    """An authority that vouches for servers."""

    __test__ = False
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> str:
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()

    def server(self, folder: Path, *names: str, since: timedelta = -DAY, until: timedelta = DAY) -> ssl.SSLContext:
        """A server's end of TLS, for these names and addresses."""
        key, now = ec.generate_private_key(ec.SECP256R1()), clock.SystemClock().now()
        subject = x509.SubjectAlternativeName([_name(one) for one in names])
        builder = _builder(names[0], self.certificate.subject, key, now + since, now + until)
        issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        made = builder.add_extension(subject, False).add_extension(issuer_key, False).sign(self.key, hashes.SHA256())
        path = folder / f"server-{made.serial_number}.pem"
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + made.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


def authority(name: str = "Office CA") -> TestAuthority:
    """A new authority; two of the same name are still two."""
    key, now = ec.generate_private_key(ec.SECP256R1()), clock.SystemClock().now()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=True,
        crl_sign=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    made = (
        _builder(name, subject, key, now - 30 * DAY, now + 30 * DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return TestAuthority(key, made)


def _builder(
    name: str, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, since: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
    )


def _name(one: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(one))
    except ValueError:
        return x509.DNSName(one)
