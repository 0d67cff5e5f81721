"""The office's way back into a vault whose passphrase was forgotten: a forgotten passphrase must not cost unsent work.

The vault's key is sealed to the office's public recovery key (ECDH on P-256 with a key made for this one wrap,
HKDF-SHA256, AES-256-GCM), so that a laptop can make the wrap and only the office can open it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fieldapp.errors import KnownError
from fieldapp.security.passphrase_wrap import DamagedWrapError, decoded, encoded

_PURPOSE = b"fieldapp.recovery/1"


@dataclass(frozen=True, slots=True)
class RecoveryWrap:
    """A secret sealed to the office: the public half of the one-time key (uncompressed point), nonce, sealed bytes."""

    one_time_key: str
    nonce: str
    sealed: str


def make_recovery_key(secret: bytes) -> tuple[bytes, bytes]:
    """A new recovery key pair for an office: private PEM (PKCS#8 under `secret`) and public PEM.

    `secret` must be random and at least 32 bytes: the encryption of PKCS#8 does not slow down guessing enough for
    anything a person could remember.
    """
    private = ec.generate_private_key(ec.SECP256R1())
    return private_pem(private, secret), public_pem(private.public_key())


def wrap_for_recovery(secret: bytes, public_key_pem: bytes, context: bytes) -> RecoveryWrap:
    """Seal `secret` to the office; `context` must be given again to open it.

    Raises:
        KnownError: `security.recovery_key_unusable` when the PEM holds no P-256 public key.
    """
    office = _public_key(public_key_pem)
    once = ec.generate_private_key(ec.SECP256R1())
    point, nonce = _point(once.public_key()), os.urandom(12)
    key = _agreed(once.exchange(ec.ECDH(), office), point, _point(office))
    return RecoveryWrap(encoded(point), encoded(nonce), encoded(AESGCM(key).encrypt(nonce, secret, context)))


def unwrap_with_recovery(wrapped: RecoveryWrap, private_key_pem: bytes, secret: bytes, context: bytes) -> bytes:
    """Open what `wrap_for_recovery` sealed, on the server; `secret` opens the private key.

    Raises:
        KnownError: `security.recovery_failed` when the wrap was made for another key or context, or is damaged;
            `security.recovery_key_unusable` when the private key does not open.
    """
    office = _private_key(private_key_pem, secret)
    try:
        point, nonce, sealed = decoded(wrapped.one_time_key), decoded(wrapped.nonce), decoded(wrapped.sealed)
        once = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        key = _agreed(office.exchange(ec.ECDH(), once), point, _point(office.public_key()))
        return AESGCM(key).decrypt(nonce, sealed, context)
    except (DamagedWrapError, InvalidTag, ValueError) as error:
        raise KnownError("security.recovery_failed") from error


def private_pem(key: ec.EllipticCurvePrivateKey, secret: bytes) -> bytes:
    """A private key for storage: PKCS#8 PEM under a random secret of at least 32 bytes."""
    if len(secret) < 32:
        raise ValueError("a storage secret needs at least 32 random bytes")
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(secret),
    )


def public_pem(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as PEM."""
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def _agreed(shared: bytes, one_time_point: bytes, office_point: bytes) -> bytes:
    derivation = HKDF(hashes.SHA256(), 32, salt=None, info=_PURPOSE + one_time_point + office_point)
    return derivation.derive(shared)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def _public_key(pem: bytes) -> ec.EllipticCurvePublicKey:
    try:
        key = serialization.load_pem_public_key(pem)
    except ValueError as error:
        raise KnownError("security.recovery_key_unusable") from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise KnownError("security.recovery_key_unusable")
    return key


def _private_key(pem: bytes, secret: bytes) -> ec.EllipticCurvePrivateKey:
    try:
        key = serialization.load_pem_private_key(pem, secret)
    except (ValueError, TypeError) as error:
        raise KnownError("security.recovery_key_unusable") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise KnownError("security.recovery_key_unusable")
    return key
