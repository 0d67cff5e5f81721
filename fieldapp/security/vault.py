"""A laptop user's vault: the file that keeps the key of the local store, openable with the user's passphrase and, as a
way back, by the office.

The store's key (32 random bytes) never changes; what changes is how it is wrapped. The file is readable JSON on
purpose: what sign-in needs before anything is unlocked (server, login, name) stands in it in the clear, sealed against
alteration by a code that the key itself makes.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec

from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import canonical, digest
from fieldapp.security import phone_recovery
from fieldapp.security.atomic_file import replace_file
from fieldapp.security.passphrase_wrap import STRONG, Cost, DamagedWrapError, PassphraseWrap, unwrap, wrap
from fieldapp.security.phone_recovery import PhoneWrap
from fieldapp.security.recovery import RecoveryWrap, wrap_for_recovery

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class VaultFile:
    """What stands in the file.

    Attributes:
        about: what sign-in shows and needs while everything is still locked; never a secret.
        about_code: HMAC-SHA256 of `about` under the vault's key, in hex.
        wraps: one wrap of the key; two only between the steps of a change of passphrase.
        recovery: the wrap for the office, where it gave a recovery key.
        phone: the wrap that the office's answer over the telephone opens, until it was used once.
    """

    device_id: str
    about: dict[str, str]
    about_code: str
    wraps: tuple[PassphraseWrap, ...]
    recovery: RecoveryWrap | None
    phone: PhoneWrap | None = None
    schema: Literal["fieldapp.vault/1"] = "fieldapp.vault/1"


class Vault:
    """The vault as a file: nothing of it stays in memory between two calls but what the caller keeps."""

    @staticmethod
    def create(
        path: Path,
        passphrase: str,
        recovery_public_key_pem: bytes | None,
        device_id: str,
        about: Mapping[str, str],
        *,
        cost: Cost = STRONG,
    ) -> bytes:
        """Make a vault with a fresh key and return the key.

        Raises:
            KnownError: `security.vault_exists` (a vault is never overwritten: its key may be the only one to a day's
                work), `security.passphrase_empty`, `security.recovery_key_unusable`, `security.vault_not_written`.
        """
        if path.exists():
            raise KnownError("security.vault_exists", {"path": str(path)})
        key, context = os.urandom(KEY_BYTES), recovery_context(device_id)
        recovery = None
        if recovery_public_key_pem is not None:
            recovery = wrap_for_recovery(key, recovery_public_key_pem, context)
        wraps = (wrap(key, passphrase, context, cost),)
        _write(path, VaultFile(device_id, dict(about), _about_code(key, about), wraps, recovery))
        return key

    @staticmethod
    def open(path: Path, passphrase: str) -> bytes:
        """The vault's key.

        Raises:
            KnownError: `security.vault_missing`, `security.vault_damaged`, `security.wrong_passphrase`.
        """
        return _opened(path, Vault.read(path), passphrase)

    @staticmethod
    def read(path: Path) -> VaultFile:
        """What the file says without being opened: for the sign-in window, and for the office's recovery.

        Raises:
            KnownError: `security.vault_missing`, `security.vault_damaged`.
        """
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            raise KnownError("security.vault_missing", {"path": str(path)}) from None
        except OSError as error:
            raise KnownError("security.vault_damaged", {"path": str(path)}) from error
        return _parsed(path, content)

    @staticmethod
    def change_passphrase(path: Path, old: str, new: str, *, cost: Cost = STRONG) -> None:
        """Wrap the same key under a new passphrase. Both wraps are on the disk until the new one has been proven.

        Raises:
            KnownError: as `open` for the old passphrase, and `security.passphrase_empty`, `security.vault_not_written`.
        """
        Vault.reset_passphrase(path, Vault.open(path, old), new, cost=cost)

    @staticmethod
    def reset_passphrase(path: Path, key: bytes, new: str, *, cost: Cost = STRONG, by_phone: bool = False) -> None:
        """Give the vault a new passphrase when its key is at hand, e.g. returned by the office's recovery.

        `by_phone`: the answer that opened it was given over the telephone, and is good only this once.

        Raises:
            KnownError: `security.vault_damaged` when the key is not this vault's, else as `change_passphrase`.
        """
        held = Vault.read(path)
        _check_key(path, held, key)
        fresh = wrap(key, new, recovery_context(held.device_id), cost)
        _write(path, replace(held, wraps=(*held.wraps, fresh)))
        proven = unwrap(Vault.read(path).wraps[-1], new, recovery_context(held.device_id))
        if proven != key:
            raise KnownError("security.vault_damaged", {"path": str(path)})
        _write(path, replace(held, wraps=(fresh,), phone=None if by_phone else held.phone))

    @staticmethod
    def allow_phone(path: Path, key: bytes, secret: bytes, serial: str) -> None:
        """Seal the key under the secret that the office will read out if the passphrase is forgotten.

        Raises:
            KnownError: `security.vault_damaged` when the key is not this vault's, `security.vault_not_written`.
        """
        held = Vault.read(path)
        _check_key(path, held, key)
        _write(path, replace(held, phone=phone_recovery.seal(key, secret, serial, recovery_context(held.device_id))))

    @staticmethod
    def open_by_phone(path: Path, secret: bytes) -> bytes:
        """The vault's key, by the office's answer.

        Raises:
            KnownError: `security.vault_missing`, `security.vault_damaged`, `recovery.no_way` (this laptop has signed in
                last before there was such a way, or the answer was used), `recovery.answer_wrong`.
        """
        held = Vault.read(path)
        if held.phone is None:
            raise KnownError("recovery.no_way")
        key = phone_recovery.open_sealed(held.phone, secret, recovery_context(held.device_id))
        _check_key(path, held, key)
        return key

    @staticmethod
    def revise_about(path: Path, key: bytes, about: Mapping[str, str]) -> None:
        """Replace what the file says in the clear (a moved server, another display name).

        Raises:
            KnownError: `security.vault_damaged` when the key is not this vault's, `security.vault_not_written`.
        """
        held = Vault.read(path)
        _check_key(path, held, key)
        _write(path, replace(held, about=dict(about), about_code=_about_code(key, about)))


def recovery_context(device_id: str) -> bytes:
    """What the wraps of a vault are bound to: the version of the format and the device."""
    return f"fieldapp.vault/1|{device_id}".encode()


def _opened(path: Path, held: VaultFile, passphrase: str) -> bytes:
    try:
        key = _first_that_opens(held, passphrase)
    except DamagedWrapError as error:
        raise KnownError("security.vault_damaged", {"path": str(path)}) from error
    _check_key(path, held, key)
    return key


def _first_that_opens(held: VaultFile, passphrase: str) -> bytes:
    for wrapped in held.wraps[:-1]:
        try:
            return unwrap(wrapped, passphrase, recovery_context(held.device_id))
        except KnownError:
            continue  # the other wrap of an interrupted change may be the one
    return unwrap(held.wraps[-1], passphrase, recovery_context(held.device_id))


def _check_key(path: Path, held: VaultFile, key: bytes) -> None:
    if not hmac.compare_digest(_about_code(key, held.about), held.about_code):
        raise KnownError("security.vault_damaged", {"path": str(path)})


def _about_code(key: bytes, about: Mapping[str, str]) -> str:
    # a key of its own for this purpose, so that the store's key is used for nothing but the store
    purpose = hmac.new(key, b"fieldapp.vault/1|about", sha256).digest()
    return hmac.new(purpose, canonical(dict(about)), sha256).hexdigest()


def _parsed(path: Path, content: bytes) -> VaultFile:
    try:
        plain = msgspec.json.decode(content)
        stated = plain.pop("check") if isinstance(plain, dict) else None
        if stated is None or stated != digest(plain):
            raise KnownError("security.vault_damaged", {"path": str(path)})
        held = msgspec.convert(plain, VaultFile)
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError, TypeError, RecursionError) as error:
        raise KnownError("security.vault_damaged", {"path": str(path)}) from error
    if not held.wraps:
        raise KnownError("security.vault_damaged", {"path": str(path)})
    return held


def _write(path: Path, held: VaultFile) -> None:
    plain = msgspec.to_builtins(held)
    plain["check"] = digest(plain)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(path, msgspec.json.format(canonical(plain), indent=1))
    except OSError as error:
        params = {"path": str(path), "reason": error.strerror or ""}
        raise KnownError("security.vault_not_written", params, retryable=True) from error
