"""A collector's signing key at rest: made on the device, never leaves it, opens with the passphrase only.

Not a .p12: the library that would write it protects the file's own check code with 2,048 rounds whatever is asked,
which hands a thief a fast way of guessing. The wrap is bound to the certificate, so that key and certificate cannot be
exchanged separately.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import canonical
from fieldapp.security.passphrase_wrap import (
    STRONG,
    Cost,
    DamagedWrapError,
    PassphraseWrap,
    decoded,
    encoded,
    unwrap,
    wrap,
)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An opened signing key: private key and certificates as DER; `chain` is issuing first, without root."""

    private_key: bytes = field(repr=False)
    certificate: bytes
    chain: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class _KeyFile:
    certificate: str
    chain: tuple[str, ...]
    key: PassphraseWrap
    schema: Literal["fieldapp.signing-key/1"] = "fieldapp.signing-key/1"


def lock(
    private_key: ec.EllipticCurvePrivateKey,
    certificate_pem: bytes,
    chain_pem: bytes,
    passphrase: str,
    *,
    cost: Cost = STRONG,
) -> bytes:
    """The key file's bytes: the private key under the passphrase, the certificates in the clear.

    Raises:
        KnownError: `security.certificate_unreadable`, `security.certificate_of_another_key`,
            `security.passphrase_empty`.
    """
    certificate, *rest = _certificates(certificate_pem)
    if certificate.public_key() != private_key.public_key():
        raise KnownError("security.certificate_of_another_key")
    chain = [*rest, *(_certificates(chain_pem) if chain_pem else [])]
    der = private_key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    own = certificate.public_bytes(serialization.Encoding.DER)
    key_file = _KeyFile(
        certificate=encoded(own),
        chain=tuple(encoded(each.public_bytes(serialization.Encoding.DER)) for each in chain),
        key=wrap(der, passphrase, own, cost),
    )
    return canonical(msgspec.to_builtins(key_file))


def unlock(blob: bytes, passphrase: str) -> SigningKey:
    """The key, ready to sign with (`fieldapp.documents.signer.signer_from`).

    Raises:
        KnownError: `security.wrong_passphrase`, `security.signing_key_damaged`.
    """
    try:
        held = msgspec.json.decode(blob, type=_KeyFile)
        certificate = decoded(held.certificate)
        chain = tuple(decoded(each) for each in held.chain)
        return SigningKey(unwrap(held.key, passphrase, certificate), certificate, chain)
    except (msgspec.DecodeError, UnicodeDecodeError, DamagedWrapError) as error:
        raise KnownError("security.signing_key_damaged") from error


def relock(blob: bytes, old: str, new: str, *, cost: Cost = STRONG) -> bytes:
    """The same key under a new passphrase; the caller replaces the old file only after keeping this one.

    Raises:
        KnownError: as `unlock` for the old passphrase, `security.passphrase_empty`.
    """
    key = unlock(blob, old)
    held = msgspec.json.decode(blob, type=_KeyFile)
    fresh = wrap(key.private_key, new, key.certificate, cost)
    return canonical(msgspec.to_builtins(_KeyFile(held.certificate, held.chain, fresh)))


def _certificates(pem: bytes) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise KnownError("security.certificate_unreadable") from error
