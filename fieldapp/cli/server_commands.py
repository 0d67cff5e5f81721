"""`fieldapp server init | serve | user add`: setting up an office's server and its people, and running it."""

from __future__ import annotations

import argparse
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp import clock, paths, sentences
from fieldapp.cli.new_account import account, fit, passphrase
from fieldapp.cli.speaking import tell
from fieldapp.domain.ids import new_id
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.staff import Office, StaffRole

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

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
    for name, words in OFFICE_FIELDS.items():
        init.add_argument(f"--{name.replace('_', '-')}", default="", metavar="TEXT", help=words)
    init.set_defaults(run=_init)


def _add_serve(actions: Commands) -> None:
    serve = _action(actions, "serve", "run the server")
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


def _add_user(actions: Commands) -> None:
    user = actions.add_parser("user", help="the people of the office")
    what = user.add_subparsers(title="actions", metavar="ACTION", required=True)
    add = _action(what, "add", "add somebody; the passphrase is asked, or read from standard input")
    add.add_argument("--login", required=True, help="what they sign in as; capitals do not count")
    add.add_argument("--name", required=True, help="as papers print it")
    add.add_argument("--staff-no", required=True, help="number of their work card, as papers print it")
    add.add_argument("--role", choices=[role.value for role in StaffRole], required=True)
    add.add_argument(
        "--level",
        choices=[level.name.lower() for level in Level],
        help="how much they may approve; needed for a supervisor (a collector: collector)",
    )
    add.add_argument("--team", default="", help="a supervisor sees the cases of the collectors of the same team")
    add.add_argument("--phone", default="", help="telephone number, as papers print it")
    add.add_argument("--passphrase-stdin", action="store_true", help="read the passphrase from standard input")
    add.set_defaults(run=_user_add)


def _add_restored(actions: Commands) -> None:
    restored = _action(actions, "restored", "run once after the database was restored from a backup")
    restored.set_defaults(run=_restored)


def _restored(chosen: argparse.Namespace) -> int:
    """A new epoch: laptops then fetch everything anew and say again what they did since the backup."""
    from fieldapp.server import home as server_home
    from fieldapp.store.office.database import using_office

    with using_office(server_home.find(chosen.home).database_url) as store, store.writing() as unit:
        unit.settings.set("epoch", new_id())
    tell(str(sentences.say("server.now_restored", {"path": chosen.home}, chosen.lang)))
    return 0


def _action(actions: Commands, name: str, words: str) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
    add_common(parser)
    return parser


def add_common(parser: argparse.ArgumentParser) -> None:
    """What every command about a server takes: where it is, and the language of the answer."""
    home = "the server's folder (default: %(default)s)"
    parser.add_argument("--home", type=Path, metavar="FOLDER", default=default_home(), help=home)
    parser.add_argument("--lang", choices=sentences.LANGUAGES, default="zh_CN", help="language of the answer")


def _port(written: str) -> int:
    if not written.isdecimal() or int(written) > HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"must be a number from 0 to {HIGHEST_PORT}")
    return int(written)


def _init(chosen: argparse.Namespace) -> int:
    from fieldapp.server import home as server_home
    from fieldapp.server.office_setup import set_up

    office = _office(chosen)
    made = server_home.create(chosen.home, chosen.database)
    whole = False
    try:
        set_up(made.database_url, office, made.secret(), clock.now()).close()
        whole = True
    finally:
        if not whole:
            server_home.take_back(made)
    tell(str(sentences.say("server.made", {"path": chosen.home}, chosen.lang)))
    return 0


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


def _user_add(chosen: argparse.Namespace) -> int:
    from fieldapp.server import home as server_home
    from fieldapp.server.office_setup import add_staff
    from fieldapp.store.office.database import using_office

    home = server_home.find(chosen.home)
    who = account(chosen)
    secret = passphrase(chosen.lang, piped=chosen.passphrase_stdin)
    with using_office(home.database_url) as store:
        add_staff(store, who, secret, clock.now())
    tell(str(sentences.say("server.user_added", {"login": who.login, "name": who.name}, chosen.lang)))
    return 0
