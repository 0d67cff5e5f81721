"""What the office changes about somebody's account: another passphrase, closed, open again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fieldapp.domain.case import Entity
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.server.office_setup import hashed_passphrase
from fieldapp.store.office.unit import OfficeStore, OfficeUnit


def known(unit: OfficeUnit, login: str) -> Staff:
    """Whoever signs in as `login`, also if their account is closed.

    Raises:
        KnownError: `server.no_such_login`.
    """
    account = unit.accounts.by_login(login.strip().lower())
    if account is None:
        raise KnownError("server.no_such_login", {"login": login})
    return account.staff


def change_passphrase(store: OfficeStore, login: str, passphrase: str, now: datetime) -> Staff:
    """Give somebody another passphrase. Their laptops ask for it at the next contact; until then they work on alone.

    A door that too many errors had closed is open again.

    Raises:
        KnownError: `server.no_such_login`, `server.passphrase_too_short`.
    """
    hashed = hashed_passphrase(passphrase)
    with store.writing() as unit:
        who = known(unit, login)
        unit.accounts.set_password_hash(who.id, hashed)
        unit.devices.end_sessions(who.id, now)
        unit.tries.forget(who.login)
    return who


def close(store: OfficeStore, login: str) -> Staff:
    """Somebody has left. Their cases stay theirs until they are assigned to others.

    Raises:
        KnownError: `server.no_such_login`.
    """
    return _set_active(store, login, active=False)


def reopen(store: OfficeStore, login: str) -> Staff:
    """Somebody is back.

    Raises:
        KnownError: `server.no_such_login`.
    """
    return _set_active(store, login, active=True)


def tell_who_left(store: OfficeStore) -> None:
    """Records of accounts that an older program closed say so from now on."""
    with store.reading() as unit:
        gone = [account.staff for account in unit.accounts.everyone_ever() if not account.active]
    if gone:
        with store.writing() as unit:
            for who in gone:
                unit.records.save_office_record(Entity.STAFF, who)


def _set_active(store: OfficeStore, login: str, *, active: bool) -> Staff:
    with store.writing() as unit:
        who = known(unit, login)
        unit.accounts.set_active(who.id, active=active)
        now = replace(who, active=active)
        unit.records.save_office_record(Entity.STAFF, now)  # supervisors see whose cases nobody works on any more
    return now
