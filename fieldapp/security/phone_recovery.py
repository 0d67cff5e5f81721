"""A forgotten passphrase, mended over the telephone: the laptop shows a request, the office reads an answer back.

At every sign-in the office gives the laptop a secret that it can work out again from its own recovery key, the device
and a number (`serial`); the laptop seals its vault's key under it and forgets it. The request is the serial with a mark
of the device, the answer is the secret: 128 bits, for one laptop and one serial. Once it was used the laptop throws the
seal away, and the next sign-in brings another serial, so that an answer overheard is worth nothing afterwards.
"""

from __future__ import annotations

import hmac
import os
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fieldapp.errors import KnownError
from fieldapp.security.passphrase_wrap import DamagedWrapError, decoded, encoded
from fieldapp.security.spoken_code import WrongGroupError, heard, spoken

SECRET_BYTES = 16
SERIAL_BYTES = 4
_MARK_BYTES = 4
_PURPOSE = b"fieldapp.phone/1|"


@dataclass(frozen=True, slots=True)
class PhoneWrap:
    """A vault's key sealed under the secret of `serial` (hex); nonce and sealed bytes in Base64."""

    serial: str
    nonce: str
    sealed: str


def new_serial() -> str:
    """A number nobody has used, in hex."""
    return os.urandom(SERIAL_BYTES).hex()


def office_secret(recovery_private_pem: bytes, storage_secret: bytes, device_id: str, serial: str) -> bytes:
    """What only the office can work out again: the secret of one laptop and one serial.

    Raises:
        KnownError: `security.recovery_key_unusable` when the office's recovery key does not open.
    """
    try:
        key = serialization.load_pem_private_key(recovery_private_pem, storage_secret)
    except (ValueError, TypeError) as error:
        raise KnownError("security.recovery_key_unusable") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise KnownError("security.recovery_key_unusable")
    number = key.private_numbers().private_value.to_bytes(32, "big")
    return _derived(number, b"secret|" + device_id.encode() + b"|" + serial.encode(), SECRET_BYTES)


def seal(key: bytes, secret: bytes, serial: str, context: bytes) -> PhoneWrap:
    """Seal a vault's key so that the office's answer opens it."""
    nonce = os.urandom(12)
    sealed = AESGCM(_derived(secret, b"wrap", 32)).encrypt(nonce, key, context)
    return PhoneWrap(serial, encoded(nonce), encoded(sealed))


def open_sealed(wrapped: PhoneWrap, secret: bytes, context: bytes) -> bytes:
    """The vault's key.

    Raises:
        KnownError: `recovery.answer_wrong`: the answer is another laptop's or another request's.
    """
    try:
        nonce, sealed = decoded(wrapped.nonce), decoded(wrapped.sealed)
        return AESGCM(_derived(secret, b"wrap", 32)).decrypt(nonce, sealed, context)
    except (InvalidTag, DamagedWrapError, ValueError) as error:
        raise KnownError("recovery.answer_wrong") from error


def proof(secret: bytes, login: str, device_id: str) -> str:
    """Shown to the server at the next contact: whoever has it was given the answer, and may choose a passphrase."""
    return hmac.new(_derived(secret, b"proof", 32), f"{login}|{device_id}".encode(), sha256).hexdigest()


def request_code(serial: str, device_id: str) -> str:
    """What the person reads to the office: four groups of figures."""
    return spoken(bytes.fromhex(serial) + _mark(device_id))


def read_request(code: str) -> tuple[str, bytes]:
    """The serial, and the mark that tells which laptop asks.

    Raises:
        KnownError: `recovery.code_wrong` with the number of the group that cannot be right.
    """
    content = _heard(code, SERIAL_BYTES + _MARK_BYTES, "recovery.code_wrong")
    return content[:SERIAL_BYTES].hex(), content[SERIAL_BYTES:]


def is_marked(device_id: str, mark: bytes) -> bool:
    """Whether a request came from this laptop."""
    return hmac.compare_digest(_mark(device_id), mark)


def answer_code(secret: bytes) -> str:
    """What the office reads back: eight groups of figures."""
    return spoken(secret)


def read_answer(code: str) -> bytes:
    """The secret that was read.

    Raises:
        KnownError: `recovery.answer_misheard` with the number of the group that cannot be right.
    """
    return _heard(code, SECRET_BYTES, "recovery.answer_misheard")


def _heard(code: str, size: int, error: str) -> bytes:
    try:
        return heard(code, size)
    except WrongGroupError as wrong:
        raise KnownError(error, {"group": wrong.number, "groups": size // 2}) from wrong


def _mark(device_id: str) -> bytes:
    return sha256(_PURPOSE + b"device|" + device_id.encode()).digest()[:_MARK_BYTES]


def _derived(secret: bytes, purpose: bytes, size: int) -> bytes:
    return HKDF(hashes.SHA256(), size, salt=None, info=_PURPOSE + purpose).derive(secret)
