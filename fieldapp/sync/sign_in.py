"""Signing in on a laptop: online the first time, alone after that.

The first time, the server checks the passphrase and gives what the laptop needs; a vault, an encrypted store and a
signing key are made under the same passphrase. From then on the vault answers, with or without a network. Each user
of a laptop has a folder of their own.
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass
from pathlib import Path

from fieldapp.domain.ids import new_id
from fieldapp.errors import KnownError
from fieldapp.protocol.signin import SignInAnswer
from fieldapp.security.atomic_file import replace_file
from fieldapp.security.passphrase_wrap import STRONG, Cost
from fieldapp.security.pki import make_csr
from fieldapp.security.vault import Vault
from fieldapp.services.attach_file import sweep_files
from fieldapp.services.desk import Desk
from fieldapp.services.issue_document import SIGNING_KEY
from fieldapp.store.laptop.mending import Told, offered, open_sound
from fieldapp.store.laptop.unit import LaptopStore, open_store
from fieldapp.sync import renewal, wipe
from fieldapp.sync.network import UNREACHED, Network, keep_network, network_of
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


def sign_in(
    home: Path,
    server_url: str,
    login: str,
    passphrase: str,
    *,
    cost: Cost = STRONG,
    network: Network | None = None,
    old: str = "",
    put_back: bool = False,
    told: Told | None = None,
) -> Desk:
    """The desk of this user: from the vault if they have one here, else from the server.

    A first sign-in locks what it makes at `cost`; what is there already keeps the cost it was made with. It goes to the
    server by `network`, which is kept; later ones know theirs. A passphrase that the vault does not know is tried at
    the server: the office may have changed it. `old` is the one before, where that is needed.

    `put_back` is the answer to `store.copy_offered`: the copy takes the damaged store's place, and `told` hears what
    could be saved of the time since.

    Raises:
        KnownError: `signin.incomplete`, `security.wrong_passphrase`, `signin.wrong_offline` (it is not the vault's, and
            the server cannot be asked), `signin.old_passphrase_needed`, `signin.first_time_needs_server`,
            `device.wipe_unfinished`, `store.copy_offered` for a damaged store that has a copy, `store.copy_damaged`, or
            what the server says.
    """
    mend = _Mend(put_back, told)
    login = login.strip().lower()
    if not login or not passphrase:
        raise KnownError("signin.incomplete")
    folder = user_folder(home, login)
    if any(wiped.folder == folder.name and not wiped.destroyed_at for wiped in wipe.finish(home)):
        raise KnownError("device.wipe_unfinished", retryable=True)
    if not (folder / VAULT).exists():
        return _first_time(home, folder, server_url, login, passphrase, cost, network)
    key = renewal.key_with(folder / VAULT, passphrase)
    if key is None:
        return _with_changed_passphrase(folder, server_url, login, passphrase, old, network, mend)
    desk = _opened(folder, key, server_url, mend)
    if renewal.near_its_end(desk.store) or renewal.grant_in(desk.store) is not None:
        with contextlib.suppress(KnownError):  # nobody waits for it: what sync is told, it tells
            renew_token(desk, passphrase)
    return desk


def renew_token(desk: Desk, passphrase: str, old: str = "") -> None:
    """Sign in at the server again, when the token has run out or a lock asks for it; the passphrase may be a new one.

    Raises:
        KnownError: as `renewal.ask_again`.
    """
    path = desk.folder / VAULT
    new_key = not renewal.signs_with(desk.store, passphrase)
    transport = transport_for(desk)
    transport.token = ""
    try:
        grant = renewal.grant_in(desk.store)
        renewed = renewal.ask_again(
            transport, path, desk.staff.login, passphrase, old=old, new_key=new_key, grant=grant
        )
    finally:
        transport.close()
    renewal.keep(desk.store, path, renewed, passphrase)


def transport_for(desk: Desk) -> Transport:
    """Calls to the desk's server, with its token, by the way its user chose; what the first contact shows is kept."""
    with desk.store.reading() as unit:
        token, network = unit.settings.get("token", str) or "", network_of(unit)

    def keep(learnt: Network) -> None:
        with desk.store.writing() as unit:
            keep_network(unit, learnt)

    return Transport(desk.server_url, token, network=network, learnt=keep)


def user_folder(home: Path, login: str) -> Path:
    """The folder of a user; logins may hold what a file name may not, so the name is a digest."""
    return home / "users" / hashlib.sha256(login.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class _Mend:
    """Whether a damaged store is to be mended, and who hears of it."""

    put_back: bool
    told: Told | None


def _opened(folder: Path, key: bytes, server_url: str, mend: _Mend) -> Desk:
    """The desk behind a vault; another server address than it knows is taken as the server having moved."""
    vault = Vault.read(folder / VAULT)
    address = checked_address(server_url) if server_url.strip() else vault.about["server_url"]
    if address != vault.about["server_url"]:
        Vault.revise_about(folder / VAULT, key, vault.about | {"server_url": address})
    path = folder / STORE
    store = open_sound(path, key, put_back=mend.put_back, told=mend.told)
    try:
        staff = renewal.staff_in(store)
        if staff is None:
            raise KnownError("store.unreadable", {"path": str(path)})
        desk = Desk(store, staff, vault.device_id, folder, address)
        sweep_files(desk)
    except KnownError as error:
        store.close()
        raise offered(path, error) from error
    return desk


def _with_changed_passphrase(
    folder: Path, server_url: str, login: str, passphrase: str, old: str, network: Network | None, mend: _Mend
) -> Desk:
    """The vault does not know this passphrase; if the server does, the office has changed it."""
    path = folder / VAULT
    address = checked_address(server_url.strip() or Vault.read(path).about["server_url"])
    transport = Transport(address, network=network)
    try:
        renewed = renewal.ask_again(transport, path, login, passphrase, old=old)
    except KnownError as error:
        if error.code in UNREACHED:
            raise KnownError("signin.wrong_offline", error.params) from error
        raise
    finally:
        transport.close()
    desk = _opened(folder, renewed.key, server_url, mend)
    try:
        renewal.keep(desk.store, path, renewed, passphrase)
    except KnownError:
        desk.store.close()
        raise
    return desk


def _first_time(
    home: Path, folder: Path, server_url: str, login: str, passphrase: str, cost: Cost, network: Network | None
) -> Desk:
    address = checked_address(server_url)
    device_id = new_id()
    private_key, request_pem = make_csr(device_id)
    transport = Transport(address, network=network)
    try:
        given = transport.sign_in(renewal.request_for(login, passphrase, device_id, request_pem.decode()))
    except KnownError as error:
        if error.code in UNREACHED:
            raise KnownError("signin.first_time_needs_server", error.params, retryable=True) from error
        raise
    finally:
        transport.close()
    signing = renewal.locked_key(private_key, given, passphrase, cost)
    store = _make(folder, given, passphrase, cost, device_id, address, signing)
    with store.writing() as unit:
        keep_network(unit, transport.network)
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
        for left_over in folder.glob("store.*"):  # with its copy and its mark
            left_over.rename(aside / left_over.name)
    staging = folder / f"{VAULT}.new"
    staging.unlink(missing_ok=True)
    about = {
        "login": given.staff.login,
        "name": given.staff.name,
        "role": given.staff.role.value,
        "office": given.office.name,
        "office_phone": given.office.phone,
        "server_url": address,
    }
    key = Vault.create(staging, passphrase, given.recovery_pem.encode() or None, device_id, about, cost=cost)
    renewal.allow_phone(staging, key, given)
    store = open_store(folder / STORE, key)
    with store.writing() as unit:
        renewal.keep_answer(unit, given)
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
