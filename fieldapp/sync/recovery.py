"""The laptop's side of a forgotten passphrase: the request to read to the office, and what its answer opens.

Nothing needs a network: the vault opens by the answer, gets a new passphrase, and everything unsent is still there. The
server learns of the new passphrase at the next contact, by the proof that is kept in the store until then.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from fieldapp.errors import KnownError
from fieldapp.security import phone_recovery
from fieldapp.security.passphrase_wrap import STRONG, Cost
from fieldapp.security.vault import Vault
from fieldapp.store.laptop.unit import open_store
from fieldapp.sync import renewal
from fieldapp.sync.sign_in import STORE, VAULT, user_folder

MIN_PASSPHRASE = 8
"""As the server asks for."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the sign-in window shows: the groups to read out, whose laptop it is, whom to call."""

    code: str
    name: str
    office: str
    office_phone: str


def request(home: Path, login: str) -> Request:
    """The request for whoever has forgotten their passphrase.

    Raises:
        KnownError: `recovery.nobody_here`, `recovery.no_way`, `security.vault_damaged`.
    """
    path = _vault_of(home, login)
    held = Vault.read(path)
    if held.phone is None:
        raise KnownError("recovery.no_way")
    about = held.about
    code = phone_recovery.request_code(held.phone.serial, held.device_id)
    return Request(code, about.get("name", ""), about.get("office", ""), about.get("office_phone", ""))


def recover(home: Path, login: str, answer: str, passphrase: str, *, cost: Cost = STRONG) -> None:
    """Give the vault another passphrase by the office's answer. Cut off anywhere, it can be done again.

    Raises:
        KnownError: `recovery.answer_misheard` (with the group), `recovery.answer_wrong`, `recovery.no_way`,
            `recovery.nobody_here`, `server.passphrase_too_short`, `security.vault_damaged`,
            `security.vault_not_written`.
    """
    secret = phone_recovery.read_answer(answer)
    if len(passphrase.strip()) < MIN_PASSPHRASE:
        raise KnownError("server.passphrase_too_short", {"limit": MIN_PASSPHRASE})
    path = _vault_of(home, login)
    key = Vault.open_by_phone(path, secret)
    held = Vault.read(path)
    assert held.phone is not None
    proof = phone_recovery.proof(secret, held.about.get("login", ""), held.device_id)
    with contextlib.suppress(KnownError):  # a damaged store is mended at sign-in; then the office sets a passphrase
        _keep(path.parent / STORE, key, renewal.Grant(held.phone.serial, proof))
    Vault.reset_passphrase(path, key, passphrase, cost=cost, by_phone=True)


def _keep(path: Path, key: bytes, grant: renewal.Grant) -> None:
    store = open_store(path, key)
    try:
        with store.writing() as unit:
            unit.settings.set(renewal.RECOVERED, grant)
    finally:
        store.close()


def _vault_of(home: Path, login: str) -> Path:
    path = user_folder(home, login.strip().lower()) / VAULT
    if not login.strip() or not path.exists():
        raise KnownError("recovery.nobody_here", {"login": login.strip()})
    return path
