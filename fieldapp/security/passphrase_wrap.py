"""Wraps a secret under a passphrase: Argon2id makes the key, AES-256-GCM seals, and both the cost and a context are
bound to it, so that a wrap moved to another file or device does not open.

Argon2id (RFC 9106) because a stolen laptop lets the thief guess for as long as he likes; 64 MiB a guess makes that
expensive on the hardware guessers use.
"""

from __future__ import annotations

import os
import unicodedata
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fieldapp.errors import KnownError


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: passes over the memory, KiB of memory, lanes computed side by side."""

    passes: int = 3
    memory_kib: int = 65_536
    lanes: int = 4

    def is_bearable(self) -> bool:
        """Whether a file may ask this of the machine: a damaged file must not make it compute for hours."""
        return 1 <= self.passes <= 64 and 1 <= self.lanes <= 64 and 8 * self.lanes <= self.memory_kib <= 4_194_304


STRONG = Cost()


@dataclass(frozen=True, slots=True)
class PassphraseWrap:
    """A sealed secret with everything but the passphrase that opening it takes; the byte strings in Base64."""

    salt: str
    nonce: str
    sealed: str
    cost: Cost


class DamagedWrapError(ValueError):
    """The wrap's own fields cannot be right, whatever the passphrase."""


def wrap(secret: bytes, passphrase: str, context: bytes, cost: Cost = STRONG) -> PassphraseWrap:
    """Seal `secret`; it opens only with the same passphrase and the same context.

    Raises:
        KnownError: `security.passphrase_empty`.
    """
    if not passphrase:
        raise KnownError("security.passphrase_empty")
    salt, nonce = os.urandom(16), os.urandom(12)
    sealed = AESGCM(_key(passphrase, salt, cost)).encrypt(nonce, secret, context)
    return PassphraseWrap(encoded(salt), encoded(nonce), encoded(sealed), cost)


def unwrap(wrapped: PassphraseWrap, passphrase: str, context: bytes) -> bytes:
    """The sealed secret.

    Raises:
        KnownError: `security.wrong_passphrase`; also when the sealed bytes were altered, which cannot be told apart.
        DamagedWrapError: the fields cannot be right (no Base64, wrong lengths, an absurd cost).
    """
    salt, nonce, sealed = decoded(wrapped.salt), decoded(wrapped.nonce), decoded(wrapped.sealed)
    if len(salt) != 16 or len(nonce) != 12 or len(sealed) < 16 or not wrapped.cost.is_bearable():
        raise DamagedWrapError
    try:
        return AESGCM(_key(passphrase, salt, wrapped.cost)).decrypt(nonce, sealed, context)
    except InvalidTag:
        raise KnownError("security.wrong_passphrase") from None


def encoded(content: bytes) -> str:
    """Bytes as Base64 text."""
    return b64encode(content).decode("ascii")


def decoded(text: str) -> bytes:
    """Base64 text as bytes.

    Raises:
        DamagedWrapError: the text is no Base64.
    """
    try:
        return b64decode(text, validate=True)
    except (Base64Error, ValueError) as error:
        raise DamagedWrapError(str(error)) from error


def _key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    # the same passphrase may be typed as one character or as letter and accent, depending on the keyboard
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8")
    return hash_secret_raw(typed, salt, cost.passes, cost.memory_kib, cost.lanes, 32, Type.ID)
