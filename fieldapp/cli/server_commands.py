"""`fieldapp server …`: setting an office's server up, running it, and the rooms where its administrator works."""

from __future__ import annotations

import argparse
import os
import sys
import threading
from pathlib import Path

from fieldapp import clock, sentences
from fieldapp.cli import (
    rescue,
    server_backup,
    server_cases,
    server_devices,
    server_limits,
    server_maps,
    server_people,
    server_quarantine,
)
from fieldapp.cli.new_account import fit
from fieldapp.cli.server_room import Commands, action, add_common, answer
from fieldapp.cli.speaking import tell
from fieldapp.domain.ids import new_id
from fieldapp.domain.staff import Office

DEFAULT_PORT = 8743
HIGHEST_PORT = 65535
OFFICE_FIELDS = {
    "uscc": "unified social credit code of the lender",
    "legal_representative": "its legal representative",
    "address": "its address",
    "phone": "its telephone number",
    "account_name": "name of the account borrowers pay into",
    "account_bank": "bank of that account",
    "account_no": "number of that account",
    "court": "court that papers name for disputes",
}
ROOMS = (
    server_people,
    server_devices,
    server_cases,
    server_limits,
    server_maps,
    server_backup,
    server_quarantine,
    rescue,
)


def add_parser(commands: Commands) -> None:
    """Add `server` with its own commands."""
    server = commands.add_parser("server", help="set up and run the server of an office")
    actions = server.add_subparsers(title="actions", metavar="ACTION", required=True)
    _add_init(actions)
    _add_serve(actions)
    for one in ROOMS:
        one.add_actions(actions)


def _add_init(actions: Commands) -> None:
    init = action(actions, "init", "make the database, the certificate authority and the recovery key")
    init.add_argument("--database", metavar="URL", help="postgresql://… or sqlite:///…; a file in the home if absent")
    init.add_argument(
        "--files", metavar="PLACE", default="", help="a folder or s3://BUCKET?endpoint=…; in the home if absent"
    )
    init.add_argument("--replica", metavar="URL", default="", help="a database that follows and may answer pulls")
    init.add_argument("--name", required=True, help="name of the lender, as papers print it")
    for name, words in OFFICE_FIELDS.items():
        init.add_argument(f"--{name.replace('_', '-')}", default="", metavar="TEXT", help=words)
    init.set_defaults(run=_init)


def _add_serve(actions: Commands) -> None:
    serve = action(actions, "serve", "run the server")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve.add_argument(
        "--port", type=_port, metavar="PORT", default=DEFAULT_PORT, help="0 for any free one (default: %(default)s)"
    )
    serve.add_argument(
        "--tls-cert", type=Path, metavar="PEM", help="certificate chain; needed for any address but this machine's own"
    )
    serve.add_argument("--tls-key", type=Path, metavar="PEM", help="its private key, without a passphrase")
    serve.add_argument("--until-stdin-closes", action="store_true", help="stop when whoever started it has gone")
    serve.set_defaults(run=_serve)


def _port(written: str) -> int:
    if not written.isdecimal() or int(written) > HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"must be a number from 0 to {HIGHEST_PORT}")
    return int(written)


def _init(chosen: argparse.Namespace) -> int:
    from fieldapp.server import home as server_home
    from fieldapp.server.office_setup import set_up

    office = _office(chosen)
    made = server_home.create(chosen.home, chosen.database, chosen.files, chosen.replica)
    whole = False
    try:
        set_up(made.database_url, office, made.secret(), clock.now()).close()
        whole = True
    finally:
        if not whole:
            server_home.take_back(made)
    return answer(chosen, "server.made", path=chosen.home)


def _office(chosen: argparse.Namespace) -> Office:
    def told(name: str, *, blank: bool = True) -> str:
        return fit(f"--{name.replace('_', '-')}", getattr(chosen, name), blank=blank)

    return Office(
        id=new_id(),
        name=told("name", blank=False),
        uscc=told("uscc"),
        legal_representative=told("legal_representative"),
        address=told("address"),
        phone=told("phone"),
        account_name=told("account_name"),
        account_bank=told("account_bank"),
        account_no=told("account_no"),
        court=told("court"),
    )


def _serve(chosen: argparse.Namespace) -> int:
    from fieldapp.server import home as server_home
    from fieldapp.server.serve import Listening, serve

    if chosen.until_stdin_closes:
        threading.Thread(target=_watch_stdin, daemon=True).start()

    def listens(url: str) -> None:
        tell(str(sentences.say("server.listening", {"url": url}, chosen.lang)))

    where = Listening(chosen.host, chosen.port, chosen.tls_cert, chosen.tls_key)
    serve(server_home.find(chosen.home), where, listens)
    return 0


def _watch_stdin() -> None:
    """End with whoever holds the other end of standard input, however they ended."""
    sys.stdin.buffer.read()
    os._exit(0)


__all__ = ["add_common", "add_parser"]
