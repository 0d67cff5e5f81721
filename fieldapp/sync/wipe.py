"""Destroying what a user has on this laptop, because the office said so: the key first, then everything else.

Without the wrapped key nothing that lies in the store or in the files can ever be read, so it goes first, overwritten
before it is removed. A marker outside of the user's folder is written before anything is touched; a start that finds
one finishes the work before anybody can sign in. The marker stays as the record of what happened, for the sign-in
window, and carries what is needed to tell the office.

Only the standard library is imported here: the sign-in window asks this module before anything heavy may load.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp import clock, paths
from fieldapp.errors import KnownError
from fieldapp.security.atomic_file import replace_file

if TYPE_CHECKING:
    from fieldapp.services.desk import Desk
    from fieldapp.sync.network import Network

MARKERS = paths.WIPED
VAULT_PART = "vault.json"
"""In the name of every file that may hold the wrapped key: the vault, one half made, one half replaced."""


@dataclass(frozen=True, slots=True)
class Wiped:
    """One user's data that was destroyed, or is about to be. Times are ISO 8601, empty where it has not come to it.

    Attributes:
        folder: name of the user's folder.
        token: shown to the office with the confirmation, then forgotten.
    """

    folder: str
    login: str = ""
    name: str = ""
    server_url: str = ""
    token: str = ""
    begun_at: str = ""
    destroyed_at: str = ""
    confirmed_at: str = ""
    read_at: str = ""


def wipe(folder: Path, token: str = "") -> None:
    """Destroy a user's folder, the key of their vault first. What cannot go now goes at the next start.

    `token` is what the office knows this laptop by.
    """
    wiped = _about(folder, token)
    home = folder.parent.parent
    with contextlib.suppress(OSError):  # a disk that takes no marker must not save the key from being destroyed
        _keep(home, wiped)
    _destroy(home, wiped)


def wiping(desk: Desk) -> Callable[[], None]:
    """What the sync driver calls when the office says so: destroys all the desk stands on, and tells the office."""

    def now() -> None:
        from fieldapp.sync.network import network_of

        with desk.store.reading() as unit:
            token, network = unit.settings.get("token", str) or "", network_of(unit)
        desk.store.forsake()
        wipe(desk.folder, token)
        confirm(desk.folder.parent.parent, network)

    return now


def finish(home: Path) -> list[Wiped]:
    """Finish what was begun; all that was ever destroyed on this laptop.

    One that still has no `destroyed_at` could not be finished, and nobody may sign in to its folder.
    """
    for wiped in _marked(home):
        if not wiped.destroyed_at:
            _destroy(home, wiped)
    return _marked(home)


def confirm(home: Path, network: Network | None = None) -> None:
    """Tell the office what was destroyed; what cannot be told now is told another time."""
    from fieldapp.sync.transport import Transport

    for wiped in _marked(home):
        if not wiped.destroyed_at or wiped.confirmed_at or not wiped.token:
            continue
        with contextlib.suppress(KnownError):
            transport = Transport(wiped.server_url, wiped.token, network=network)
            try:
                transport.wiped()
            finally:
                transport.close()
            _keep(home, replace(wiped, token="", confirmed_at=clock.now().isoformat()))


def was_read(home: Path, wiped: Wiped) -> None:
    """The person has read it. Kept all the same while the office does not know it yet."""
    _keep(home, replace(wiped, read_at=clock.now().isoformat()))


def _about(folder: Path, token: str) -> Wiped:
    """Who it was, as the vault says in the clear; a vault that cannot be read is destroyed all the same."""
    try:
        about = dict(json.loads((folder / VAULT_PART).read_bytes())["about"])
    except (OSError, ValueError, KeyError, TypeError):
        return _again(folder, token)
    said = {name: str(about.get(name, "")) for name in ("login", "name", "server_url")}
    return Wiped(folder.name, token=token, begun_at=clock.now().isoformat(), **said)


def _again(folder: Path, token: str) -> Wiped:
    """Another window has been here first, as its marker says; else nothing is known of whose it was."""
    for earlier in _marked(folder.parent.parent):
        if earlier.folder == folder.name:
            return replace(earlier, token=earlier.token if earlier.confirmed_at else token, destroyed_at="")
    return Wiped(folder.name, token=token, begun_at=clock.now().isoformat())


def _destroy(home: Path, wiped: Wiped) -> None:
    folder = home / "users" / wiped.folder
    for path in sorted(folder.glob(f"*{VAULT_PART}*")):
        with contextlib.suppress(OSError):  # one that cannot be written must not save the others
            _overwrite(path)
    # a file that another window still holds open cannot go on every system; the key has gone, and the rest will
    shutil.rmtree(folder, ignore_errors=True)
    if not folder.exists():
        with contextlib.suppress(OSError):
            _keep(home, replace(wiped, destroyed_at=clock.now().isoformat()))


def _overwrite(path: Path) -> None:
    try:
        with path.open("r+b", buffering=0) as file:
            file.write(os.urandom(max(path.stat().st_size, 1)))
            os.fsync(file.fileno())
    finally:
        path.unlink()


def _marked(home: Path) -> list[Wiped]:
    found = []
    for path in sorted((home / MARKERS).glob("*.json")):
        # none of ours can be half written; one that something damaged must not cost the data of a later sign-in
        with contextlib.suppress(OSError, ValueError, TypeError):
            found.append(Wiped(**json.loads(path.read_bytes())))
    return found


def _keep(home: Path, wiped: Wiped) -> None:
    path = _marker(home, wiped)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, json.dumps(asdict(wiped)).encode())


def _marker(home: Path, wiped: Wiped) -> Path:
    return home / MARKERS / f"{wiped.folder}.json"
