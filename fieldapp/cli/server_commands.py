"""`fieldapp server init | serve | user add`: setting up an office's server and its people, and running it."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp import clock, paths
from fieldapp.domain.authority import Level
from fieldapp.domain.ids import new_id
from fieldapp.domain.staff import Office, Staff, StaffRole
from fieldapp.errors import KnownError

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

DEFAULT_PORT = 8743
OFFICE_FIELDS = (
    "uscc", "legal_representative", "address", "phone", "account_name", "account_bank", "account_no", "court",
)  # fmt: skip


def add_parser(commands: Commands) -> None:
    """Add `server` with its own commands."""
    server = commands.add_parser("server", help="set up and run the server of an office")
    actions = server.add_subparsers(title="actions", metavar="ACTION", required=True)
    _add_init(actions)
    _add_serve(actions)
    _add_user(actions)
    _add_restored(actions)


def default_home() -> Path:
    """Where a server lives unless told otherwise."""
    return paths.data_home() / "server"


def _add_init(actions: Commands) -> None:
    init = _action(actions, "init", "make the database, the certificate authority and the recovery key")
    init.add_argument("--database", metavar="URL", help="postgresql://… or sqlite:///…; a file in the home if absent")
    init.add_argument("--name", required=True, help="name of the lender, as papers print it")
    for name in OFFICE_FIELDS:
        init.add_argument(f"--{name.replace('_', '-')}", default="", help=f"{name.replace('_', ' ')} of the lender")
    init.set_defaults(run=_init)


def _add_serve(actions: Commands) -> None:
    serve = _action(actions, "serve", "run the server")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=DEFAULT_PORT)
    serve.add_argument("--tls-cert", type=Path, help="certificate chain, PEM; needed for any other host")
    serve.add_argument("--tls-key", type=Path, help="its private key, PEM")
    serve.add_argument("--until-stdin-closes", action="store_true", help="stop when whoever started it has gone")
    serve.set_defaults(run=_serve)


def _add_user(actions: Commands) -> None:
    user = actions.add_parser("user", help="the people of the office")
    what = user.add_subparsers(title="actions", metavar="ACTION", required=True)
    add = _action(what, "add", "add somebody; the passphrase is asked, or read from standard input")
    add.add_argument("--login", required=True)
    add.add_argument("--name", required=True)
    add.add_argument("--staff-no", required=True)
    add.add_argument("--role", choices=[role.value for role in StaffRole], required=True)
    add.add_argument("--level", choices=[level.name.lower() for level in Level], default="collector")
    add.add_argument("--team", default="")
    add.add_argument("--phone", default="")
    add.add_argument("--passphrase-stdin", action="store_true")
    add.set_defaults(run=_user_add)


def _add_restored(actions: Commands) -> None:
    restored = _action(actions, "restored", "run once after the database was restored from a backup")
    restored.set_defaults(run=_restored)


def _restored(chosen: argparse.Namespace) -> int:
    """A new epoch: laptops then fetch everything anew and say again what they did since the backup."""
    from fieldapp.server import home as server_home
    from fieldapp.store.office.database import open_office

    store = open_office(server_home.find(chosen.home).database_url)
    try:
        with store.writing() as unit:
            unit.settings.set("epoch", new_id())
    finally:
        store.close()
    print(f"{chosen.home}: ok")
    return 0


def _action(actions: Commands, name: str, words: str) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=words)
    parser.add_argument("--home", type=Path, default=default_home(), help="the server's folder (default: %(default)s)")
    return parser


def _init(chosen: argparse.Namespace) -> int:
    from fieldapp.server import home as server_home
    from fieldapp.server.office_setup import set_up

    made = server_home.create(chosen.home, chosen.database)
    fields = {name: getattr(chosen, name) for name in OFFICE_FIELDS}
    office = Office(id=new_id(), name=chosen.name, **fields)
    try:
        set_up(made.database_url, office, made.secret(), clock.now()).close()
    except KnownError:
        server_home.take_back(made)
        raise
    print(f"{chosen.home}: ok")
    return 0


def _serve(chosen: argparse.Namespace) -> int:
    from fieldapp.server import home as server_home
    from fieldapp.server.serve import Listening, serve

    if chosen.until_stdin_closes:
        threading.Thread(target=_watch_stdin, daemon=True).start()
    serve(server_home.find(chosen.home), Listening(chosen.host, chosen.port, chosen.tls_cert, chosen.tls_key))
    return 0


def _watch_stdin() -> None:
    """End with whoever holds the other end of standard input, however they ended."""
    sys.stdin.buffer.read()
    os._exit(0)


def _user_add(chosen: argparse.Namespace) -> int:
    from fieldapp.server import home as server_home
    from fieldapp.server.office_setup import add_staff
    from fieldapp.store.office.database import open_office

    home = server_home.find(chosen.home)
    passphrase = sys.stdin.readline().rstrip("\n") if chosen.passphrase_stdin else getpass.getpass("passphrase: ")
    who = Staff(
        id=new_id(),
        login=chosen.login.strip().lower(),
        name=chosen.name,
        staff_no=chosen.staff_no,
        role=StaffRole(chosen.role),
        level=Level[chosen.level.upper()],
        team=chosen.team,
        phone=chosen.phone,
    )
    store = open_office(home.database_url)
    try:
        add_staff(store, who, passphrase, clock.now())
    finally:
        store.close()
    print(f"{who.login}: ok")
    return 0
