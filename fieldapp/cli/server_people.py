"""`fieldapp server user …`: who may sign in, with which passphrase, and who may no longer."""

from __future__ import annotations

import argparse
from datetime import datetime

from fieldapp import clock
from fieldapp.cli.new_account import account, passphrase
from fieldapp.cli.server_devices import local
from fieldapp.cli.server_room import Commands, action, answer, room, store_of, table, words_of
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.staff import StaffRole

COLUMNS = (
    "user.column_login",
    "user.column_name",
    "user.column_staff_no",
    "user.column_role",
    "user.column_team",
    "user.column_state",
)
RECOVERY_COLUMNS = (
    "recovery.column_at",
    "recovery.column_login",
    "recovery.column_laptop",
    "recovery.column_checked",
    "recovery.column_used",
)
ROLES = {StaffRole.COLLECTOR: "user.role_collector", StaffRole.SUPERVISOR: "user.role_supervisor"}


def add_actions(actions: Commands) -> None:
    """Add `user` to `server`."""
    what = room(actions, "user", "the people of the office")
    _add_add(what)
    action(what, "list", "everybody, also those whose account is closed").set_defaults(run=_list)
    changed = action(what, "passphrase", "give somebody another passphrase; their laptops then ask for it")
    changed.add_argument("login")
    changed.add_argument("--passphrase-stdin", action="store_true", help="read the passphrase from standard input")
    changed.set_defaults(run=_passphrase)
    _add_recovery(what)
    for name, words, active in (
        ("close", "somebody has left: they cannot sign in any more, and their laptops lock", False),
        ("reopen", "somebody is back", True),
    ):
        one = action(what, name, words)
        one.add_argument("login")
        one.set_defaults(run=_set_active, active=active)


def _add_recovery(what: Commands) -> None:
    told = action(what, "recover", "answer somebody who has forgotten the passphrase and reads out a request")
    told.add_argument("login")
    told.add_argument("request", nargs="+", metavar="GROUP", help="the groups of figures of their sign-in window")
    told.add_argument("--checked", required=True, metavar="HOW", help="how you made sure who is calling; this is kept")
    told.set_defaults(run=_recover)
    log = action(what, "recoveries", "answers that were given: to whom, when, and how the caller was known")
    log.set_defaults(run=_recoveries)


def _add_add(what: Commands) -> None:
    add = action(what, "add", "add somebody; the passphrase is asked, or read from standard input")
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
    add.set_defaults(run=_add)


def _add(chosen: argparse.Namespace) -> int:
    from fieldapp.server import home as server_home
    from fieldapp.server.office_setup import add_staff

    server_home.find(chosen.home)  # before a passphrase is asked for
    who = account(chosen)
    secret = passphrase(chosen.lang, piped=chosen.passphrase_stdin)
    with store_of(chosen) as store:
        add_staff(store, who, secret, clock.now())
    return answer(chosen, "server.user_added", login=who.login, name=who.name)


def _list(chosen: argparse.Namespace) -> int:
    with store_of(chosen) as store, store.reading() as unit:
        accounts = unit.accounts.everyone_ever()
    heads = [words_of(chosen, code) for code in COLUMNS]
    lines = [
        [
            one.staff.login,
            one.staff.name,
            one.staff.staff_no,
            words_of(chosen, ROLES[one.staff.role]),
            one.staff.team,
            words_of(chosen, "user.state_open" if one.active else "user.state_closed"),
        ]
        for one in accounts
    ]
    table(heads, lines)
    return 0


def _passphrase(chosen: argparse.Namespace) -> int:
    from fieldapp.server.people import change_passphrase, known

    with store_of(chosen) as store:
        with store.reading() as unit:
            known(unit, chosen.login)  # before a passphrase is asked for
        secret = passphrase(chosen.lang, piped=chosen.passphrase_stdin)
        who = change_passphrase(store, chosen.login, secret, clock.now())
    return answer(chosen, "user.passphrase_changed", name=who.name, login=who.login)


def _recover(chosen: argparse.Namespace) -> int:
    from fieldapp.server import home as server_home
    from fieldapp.server.office_setup import load_authority
    from fieldapp.server.recovery import answer as answer_request

    secret = server_home.find(chosen.home).secret()
    with store_of(chosen) as store:
        with store.reading() as unit:
            keys = load_authority(unit, secret)
        given = answer_request(store, keys, chosen.login, " ".join(chosen.request), chosen.checked, clock.now())
    if given.before:
        answer(chosen, "recovery.given_before", at=local(datetime.fromisoformat(given.before)))
    told = {"name": given.device.owner, "laptop": given.device.name, "answer": given.answer}
    return answer(chosen, "recovery.given", **told)


def _recoveries(chosen: argparse.Namespace) -> int:
    from fieldapp.server.recovery import answered

    with store_of(chosen) as store, store.reading() as unit:
        given = answered(unit)
    if not given:
        return answer(chosen, "recovery.none_given")
    heads = [words_of(chosen, code) for code in RECOVERY_COLUMNS]
    lines = [
        [
            local(datetime.fromisoformat(one.at)),
            one.login,
            one.device_id,
            one.checked,
            local(datetime.fromisoformat(one.used_at)) if one.used_at else "",
        ]
        for one in given
    ]
    table(heads, lines)
    return 0


def _set_active(chosen: argparse.Namespace) -> int:
    from fieldapp.server.people import close, reopen

    with store_of(chosen) as store:
        who = reopen(store, chosen.login) if chosen.active else close(store, chosen.login)
    return answer(chosen, "user.reopened" if chosen.active else "user.closed", name=who.name, login=who.login)
