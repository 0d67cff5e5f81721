"""Whom we believe to be the server: its certificate, who vouched for it, and whether that is still the same.

The system's trust decides first, with the office's own authority beside it. At the first good contact the authority
at the top of the server's chain is remembered by its key. If another one vouches later, nothing is sent: somebody may
be listening in between with an authority this computer was made to trust. A person who has checked may accept it.
"""

from __future__ import annotations

import hashlib
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from fieldapp.errors import KnownError, reason_of

EXPIRED, NOT_YET, OTHER_NAME, OTHER_ADDRESS = 10, 9, 62, 64
"""What OpenSSL says of a certificate (X509_V_ERR_…)."""
PLAIN_ANSWERS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNEXPECTED_MESSAGE", "RECORD_LAYER_FAILURE")
LARGEST = 256 * 1024
"""Bytes of a file of certificates that is read at most."""
SHOWN = 16
"""Hex digits of a key that are shown to be compared."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Who stands at the top of a server's chain: the digest of its key, and its name."""

    pin: str
    name: str


def context_for(authorities: str) -> ssl.SSLContext:
    """Trust in the system's authorities and in these (PEM) besides.

    Raises:
        KnownError: `network.authorities_unreadable`.
    """
    context = ssl.create_default_context()
    if authorities.strip():
        try:
            context.load_verify_locations(cadata=authorities)
        except (ssl.SSLError, ValueError) as error:
            raise KnownError("network.authorities_unreadable") from error
    return context


def read_authorities(path: Path) -> str:
    """Certificates of a file that a person chose, as PEM text.

    Raises:
        KnownError: `network.file_unreadable`; `network.authorities_unreadable` for a file that holds none.
    """
    try:
        with path.open("rb") as file:
            found = x509.load_pem_x509_certificates(file.read(LARGEST))
    except OSError as error:
        raise KnownError("network.file_unreadable", {"path": path.name, "reason": reason_of(error)}) from error
    except ValueError as error:
        raise KnownError("network.authorities_unreadable") from error
    return "".join(one.public_bytes(Encoding.PEM).decode() for one in found)


def names_of(authorities: str) -> list[str]:
    """Who these certificates (PEM) belong to."""
    return [_name(one) for one in x509.load_pem_x509_certificates(authorities.encode())] if authorities else []


def authority_of(line: Any) -> Authority | None:
    """Who vouched for the server at the other end of a TLS line; None where the line does not say."""
    ask = getattr(line, "get_verified_chain", None)  # of the socket itself since Python 3.13
    if ask is None:
        ask = getattr(getattr(line, "_sslobj", None), "get_verified_chain", None)
    chain = ask() if ask is not None else None
    if not chain:
        return None
    top = chain[-1] if isinstance(chain[-1], bytes) else ssl.PEM_cert_to_DER_cert(chain[-1].public_bytes())
    certificate = x509.load_der_x509_certificate(top)
    key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return Authority(hashlib.sha256(key).hexdigest(), _name(certificate))


def changed(address: str, was: str, was_pin: str, now: Authority) -> KnownError:
    """Another authority than before vouches for the server."""
    told = {"address": address, "was": f"{was} {short(was_pin)}", "now": f"{now.name} {short(now.pin)}"}
    return KnownError("network.certificate_changed", told | {"pin": now.pin, "name": now.name})


def short(pin: str) -> str:
    """The first digits of a key, as two people compare them over the telephone."""
    return " ".join(pin[start : start + 4] for start in range(0, SHOWN, 4))


def untrusted(error: ssl.SSLError, address: str) -> KnownError:
    """Why TLS failed, each reason in a sentence of its own."""
    told = {"address": address}
    if isinstance(error, ssl.SSLCertVerificationError):
        codes = {
            EXPIRED: "network.certificate_expired",
            NOT_YET: "network.certificate_early",
            OTHER_NAME: "network.certificate_other_name",
            OTHER_ADDRESS: "network.certificate_other_name",
        }
        return KnownError(codes.get(error.verify_code, "sync.certificate_wrong"), told)
    if speaks_plainly(error):
        return KnownError("network.no_tls", told)
    return KnownError("network.tls_failed", told | {"detail": error.reason or type(error).__name__}, retryable=True)


def speaks_plainly(error: ssl.SSLError) -> bool:
    """Whether what answered does not speak TLS at all."""
    return error.reason in PLAIN_ANSWERS


def _name(certificate: x509.Certificate) -> str:
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        found = certificate.subject.get_attributes_for_oid(kind)
        if found:
            return str(found[0].value)
    return certificate.subject.rfc4514_string()
