"""Signing in at the server again from a laptop that has a vault: when the sign-in has run out, and when the office has
changed the passphrase meanwhile.

The vault and the signing key know the passphrase they were made with. Once the server takes another one, the office's
recovery key opens the vault for it (or the old passphrase does), and vault and signing key are wrapped anew: what lies
unsent in the store is never lost over a passphrase.
"""

from __future__ import annotations

import contextlib
import platform
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec

from fieldapp import clock
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.protocol.signin import SignInAnswer, SignInRequest
from fieldapp.security import signing_key
from fieldapp.security.passphrase_wrap import Cost, decoded
from fieldapp.security.pki import make_csr
from fieldapp.security.vault import Vault, VaultFile
from fieldapp.services.issue_document import SIGNING_KEY
from fieldapp.store.laptop.unit import LaptopStore, LaptopUnit
from fieldapp.sync.transport import Transport

TOKEN, TOKEN_ENDS = "token", "token_ends"
NEAR_ITS_END = timedelta(days=7)
WRONG = "security.wrong_passphrase"
OLD_NEEDED = "signin.old_passphrase_needed"
RECOVERED = "recovered"
NOT_GRANTED = "recovery.not_granted"
NOT_RECOVERED = frozenset({"security.recovery_failed", "security.recovery_key_unusable"})


@dataclass(frozen=True, slots=True)
class Renewal:
    """What came of asking the server again.

    Attributes:
        key: of the vault.
        rewrap: the vault knows another passphrase than the one the server took.
        private: a new signing key, for which the answer holds the certificate; None where the old one is good.
    """

    given: SignInAnswer
    key: bytes
    rewrap: bool
    private: ec.EllipticCurvePrivateKey | None


class Grant(msgspec.Struct, frozen=True):
    """The office gave an answer over the telephone: shown at the next contact, the passphrase is the new one there."""

    serial: str
    proof: str


def key_with(path: Path, passphrase: str) -> bytes | None:
    """The vault's key, or None when this is not its passphrase.

    Raises:
        KnownError: `security.vault_missing`, `security.vault_damaged`.
    """
    try:
        return Vault.open(path, passphrase) if passphrase else None
    except KnownError as error:
        if error.code != WRONG:
            raise
        return None


def ask_again(
    transport: Transport,
    path: Path,
    login: str,
    passphrase: str,
    *,
    old: str = "",
    new_key: bool = False,
    grant: Grant | None = None,
) -> Renewal:
    """Sign in at the server with `passphrase`, whatever the vault at `path` knows.

    `old` is the passphrase that the vault knows, where the office cannot open it; `new_key` asks for a new signing key
    in any case; `grant` makes the passphrase the new one at the server.

    Raises:
        KnownError: `security.wrong_passphrase` when neither server nor vault know it, `signin.changed_at_office` when
            only the vault does, `signin.old_passphrase_needed`, or what the server says, or why it was not reached.
    """
    held = Vault.read(path)
    known = key_with(path, passphrase)
    key = known or key_with(path, old)
    private, request_pem = make_csr(held.device_id) if known is None or new_key else (None, b"")
    request = request_for(
        login, passphrase, held.device_id, request_pem.decode(), _for_the_office(held) if key is None else ""
    )
    try:
        given = _given(transport, request, grant)
    except KnownError as error:
        if error.code in NOT_RECOVERED:  # the passphrase is right, but this office never had the vault's key
            raise KnownError(OLD_NEEDED) from error
        if error.code != "signin.refused":
            raise
        raise KnownError(WRONG if known is None else "signin.changed_at_office") from error
    if key is None and not given.vault_key:
        raise KnownError(OLD_NEEDED)
    return Renewal(given, key or decoded(given.vault_key), known is None, private)


def _given(transport: Transport, request: SignInRequest, grant: Grant | None) -> SignInAnswer:
    """The server's answer; a grant that it took already, in a call whose answer was lost, is not shown again."""
    if grant is None:
        return transport.sign_in(request)
    shown = msgspec.structs.replace(request, serial=grant.serial, recovered=grant.proof)
    try:
        return transport.sign_in(shown)
    except KnownError as error:
        if error.code != NOT_GRANTED:
            raise
        return transport.sign_in(request)


def keep(store: LaptopStore, path: Path, renewal: Renewal, passphrase: str) -> None:
    """Keep the answer in the store, and only then wrap the vault's key anew.

    Cut off between the two, the vault still knows the old passphrase; whoever then types the new one comes here again.
    """
    cost = Vault.read(path).wraps[-1].cost
    with store.writing() as unit:
        keep_answer(unit, renewal.given)
        unit.settings.set(RECOVERED, None)
        if renewal.private is not None:
            unit.settings.set(SIGNING_KEY, locked_key(renewal.private, renewal.given, passphrase, cost))
    if renewal.rewrap:
        Vault.reset_passphrase(path, renewal.key, passphrase, cost=cost)
    allow_phone(path, renewal.key, renewal.given)


def allow_phone(path: Path, key: bytes, given: SignInAnswer) -> None:
    """From now on the office's answer over the telephone opens this vault, if its passphrase is forgotten."""
    if given.phone_secret:
        Vault.allow_phone(path, key, decoded(given.phone_secret), given.phone_serial)


def grant_in(store: LaptopStore) -> Grant | None:
    """The office's answer that the server has not been shown yet."""
    with store.reading() as unit:
        return unit.settings.get(RECOVERED, Grant | None)  # type: ignore[arg-type]


def keep_answer(unit: LaptopUnit, given: SignInAnswer) -> None:
    """What every sign-in brings anew."""
    unit.settings.set("staff", given.staff)
    unit.settings.set(TOKEN, given.token)
    unit.settings.set("recovery_pem", given.recovery_pem)  # for a rescue bundle, which only the office can open
    unit.settings.set(TOKEN_ENDS, given.expires_at)


def locked_key(private: ec.EllipticCurvePrivateKey, given: SignInAnswer, passphrase: str, cost: Cost) -> bytes:
    """A signing key with the certificate that was given for it, under the passphrase."""
    certificate, chain = given.certificate_pem.encode(), given.chain_pem.encode()
    return signing_key.lock(private, certificate, chain, passphrase, cost=cost)


def signs_with(store: LaptopStore, passphrase: str) -> bool:
    """Whether the signing key in the store opens with this passphrase."""
    with store.reading() as unit:
        blob = unit.settings.get(SIGNING_KEY, bytes)
    if blob is None:
        return False
    with contextlib.suppress(KnownError):
        signing_key.unlock(blob, passphrase)
        return True
    return False


def near_its_end(store: LaptopStore) -> bool:
    """Whether the token should be renewed while the passphrase is at hand."""
    with store.reading() as unit:
        ends = unit.settings.get(TOKEN_ENDS, str)
    return ends is not None and datetime.fromisoformat(ends) - clock.now() < NEAR_ITS_END


def staff_in(store: LaptopStore) -> Staff | None:
    """Whose store it is."""
    with store.reading() as unit:
        return unit.settings.get("staff", Staff)


def request_for(login: str, passphrase: str, device_id: str, csr_pem: str, recovery: str = "") -> SignInRequest:
    """A sign-in from this computer."""
    return SignInRequest(login, passphrase, device_id, platform.node() or "laptop", csr_pem, recovery)


def _for_the_office(held: VaultFile) -> str:
    """The vault's key as the office can open it; empty where no office ever could."""
    return "" if held.recovery is None else msgspec.json.encode(held.recovery).decode()
