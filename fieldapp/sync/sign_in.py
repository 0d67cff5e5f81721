"""Signing in on a laptop: online the first time, alone after that.

The first time, the server checks the passphrase and gives what the laptop needs; a vault, an encrypted store and a
signing key are made under the same passphrase. From then on the vault answers, with or without a network. Each user
of a laptop has a folder of their own.
"""

from __future__ import annotations

import hashlib
import platform
from dataclasses import dataclass
from pathlib import Path

from fieldapp.domain.ids import new_id
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.protocol.signin import SignInAnswer, SignInRequest
from fieldapp.security import signing_key
from fieldapp.security.atomic_file import replace_file
from fieldapp.security.passphrase_wrap import STRONG, Cost
from fieldapp.security.pki import make_csr
from fieldapp.security.vault import Vault
from fieldapp.services.desk import Desk
from fieldapp.services.issue_document import SIGNING_KEY
from fieldapp.store.laptop.unit import LaptopStore, open_store
from fieldapp.sync.transport import Transport, checked_address

VAULT = "vault.json"
STORE = "store.db"


@dataclass(frozen=True, slots=True)
class KnownUser:
    """Somebody who has signed in on this laptop before: what the sign-in window may show while all is locked."""

    login: str
    name: str
    role: str
    office: str
    server_url: str


def known_users(home: Path) -> list[KnownUser]:
    """Everybody with a vault on this laptop; a damaged one is left out here and told when its owner signs in."""
    found = []
    for path in sorted((home / "users").glob(f"*/{VAULT}")):
        try:
            about = Vault.read(path).about
        except KnownError:
            continue
        found.append(
            KnownUser(
                about.get("login", ""),
                about.get("name", ""),
                about.get("role", ""),
                about.get("office", ""),
                about.get("server_url", ""),
            )
        )
    return found


def sign_in(home: Path, server_url: str, login: str, passphrase: str, *, cost: Cost = STRONG) -> Desk:
    """The desk of this user: from the vault if they have one here, else from the server.

    A first sign-in locks what it makes at `cost`; what is there already keeps the cost it was made with.

    Raises:
        KnownError: `signin.incomplete`, `security.wrong_passphrase`, `signin.first_time_needs_server`, or what the
            server says.
    """
    login = login.strip().lower()
    if not login or not passphrase:
        raise KnownError("signin.incomplete")
    folder = user_folder(home, login)
    if (folder / VAULT).exists():
        return _from_vault(folder, server_url, passphrase)
    return _first_time(home, folder, server_url, login, passphrase, cost)


def renew_token(desk: Desk, passphrase: str) -> None:
    """Sign in at the server again with the same passphrase, when the token has run out.

    Raises:
        KnownError: what the server says, or why it was not reached.
    """
    transport = Transport(desk.server_url)
    try:
        given = transport.sign_in(_request(desk.staff.login, passphrase, desk.device_id, ""))
    finally:
        transport.close()
    with desk.store.writing() as unit:
        unit.settings.set("token", given.token)


def transport_for(desk: Desk) -> Transport:
    """Calls to the desk's server, with its token."""
    with desk.store.reading() as unit:
        token = unit.settings.get("token", str) or ""
    return Transport(desk.server_url, token)


def user_folder(home: Path, login: str) -> Path:
    """The folder of a user; logins may hold what a file name may not, so the name is a digest."""
    return home / "users" / hashlib.sha256(login.encode()).hexdigest()[:16]


def _from_vault(folder: Path, server_url: str, passphrase: str) -> Desk:
    """The desk behind a vault; another server address than it knows is taken as the server having moved."""
    key = Vault.open(folder / VAULT, passphrase)
    vault = Vault.read(folder / VAULT)
    address = checked_address(server_url) if server_url.strip() else vault.about["server_url"]
    if address != vault.about["server_url"]:
        Vault.revise_about(folder / VAULT, key, vault.about | {"server_url": address})
    store = open_store(folder / STORE, key)
    with store.reading() as unit:
        staff = unit.settings.get("staff", Staff)
    if staff is None:
        store.close()
        raise KnownError("store.unreadable", {"path": str(folder / STORE)})
    return Desk(store, staff, vault.device_id, folder, address)


def _first_time(home: Path, folder: Path, server_url: str, login: str, passphrase: str, cost: Cost) -> Desk:
    address = checked_address(server_url)
    device_id = new_id()
    private_key, request_pem = make_csr(device_id)
    transport = Transport(address)
    try:
        given = transport.sign_in(_request(login, passphrase, device_id, request_pem.decode()))
    except KnownError as error:
        if error.code == "sync.server_away":
            raise KnownError("signin.first_time_needs_server", error.params, retryable=True) from error
        raise
    finally:
        transport.close()
    certificate, chain = given.certificate_pem.encode(), given.chain_pem.encode()
    signing = signing_key.lock(private_key, certificate, chain, passphrase, cost=cost)
    store = _make(folder, given, passphrase, cost, device_id, address, signing)
    _trust(home, given)
    return Desk(store, given.staff, device_id, folder, address)


def _make(
    folder: Path, given: SignInAnswer, passphrase: str, cost: Cost, device_id: str, address: str, signing: bytes
) -> LaptopStore:
    """Store first, vault last: a folder without a vault is one that never was, and is made again."""
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / STORE).exists():  # its vault is gone; only the office could ever open it, so it is kept aside
        aside = folder / f"without-vault-{new_id()}"
        aside.mkdir()
        for left_over in folder.glob(f"{STORE}*"):
            left_over.rename(aside / left_over.name)
    staging = folder / f"{VAULT}.new"
    staging.unlink(missing_ok=True)
    about = {
        "login": given.staff.login,
        "name": given.staff.name,
        "role": given.staff.role.value,
        "office": given.office.name,
        "server_url": address,
    }
    key = Vault.create(staging, passphrase, given.recovery_pem.encode() or None, device_id, about, cost=cost)
    store = open_store(folder / STORE, key)
    with store.writing() as unit:
        unit.settings.set("staff", given.staff)
        unit.settings.set("token", given.token)
        unit.settings.set("root_pem", given.root_pem)
        unit.settings.set("epoch", given.epoch)
        unit.settings.set(SIGNING_KEY, signing)
    staging.replace(folder / VAULT)
    return store


def _trust(home: Path, given: SignInAnswer) -> None:
    """Papers of this office can be verified here from now on, by anybody and without signing in."""
    folder = home / "trust"
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(given.root_pem.encode()).hexdigest()[:16]
    replace_file(folder / f"{name}.pem", given.root_pem.encode())


def _request(login: str, passphrase: str, device_id: str, csr_pem: str) -> SignInRequest:
    return SignInRequest(login, passphrase, device_id, platform.node() or "laptop", csr_pem)
