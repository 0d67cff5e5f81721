"""The office's side of a forgotten passphrase: it answers the request that somebody reads over the telephone.

Who answers has made sure who is calling, and says how; that is kept. The answer opens one laptop once. With it the
person may also choose a new passphrase at the server, at the laptop's next contact, without the old one.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime

import msgspec

from fieldapp.errors import KnownError
from fieldapp.protocol.signin import SignInRequest
from fieldapp.security import phone_recovery
from fieldapp.server.office_setup import OfficeKeys, hashed_passphrase
from fieldapp.server.people import known
from fieldapp.store.office.accounts import Account
from fieldapp.store.office.devices import DeviceLine
from fieldapp.store.office.unit import OfficeStore, OfficeUnit

LOG = "recoveries"
MOST_KEPT = 500


class Answered(msgspec.Struct, frozen=True):
    """One answer that was given: for which laptop and request, when, and how the caller was known."""

    device_id: str
    login: str
    serial: str
    at: str
    checked: str
    used_at: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What the administrator reads back, the laptop it is for, and when it was given before (empty: never)."""

    answer: str
    device: DeviceLine
    before: str


def answer(store: OfficeStore, keys: OfficeKeys, login: str, code: str, checked: str, now: datetime) -> Given:
    """The answer to a request that `login` has read from the sign-in window.

    Raises:
        KnownError: `server.no_such_login`, `signin.closed`, `recovery.code_wrong` (with the group),
            `recovery.not_their_laptop`, `recovery.unchecked`, `device.revoked`, `device.wiped`.
    """
    serial, mark = phone_recovery.read_request(code)
    if not checked.strip():
        raise KnownError("recovery.unchecked")
    with store.writing() as unit:
        who = known(unit, login)
        account = unit.accounts.by_login(who.login)
        if account is None or not account.active:
            raise KnownError("signin.closed")
        device = _laptop_of(unit, who.login, mark)
        log = _log(unit)
        before = next((one.at for one in reversed(log) if one.device_id == device.id and one.serial == serial), "")
        log.append(Answered(device.id, who.login, serial, now.isoformat(), checked.strip()))
        _keep(unit, log)
    return Given(phone_recovery.answer_code(keys.phone_secret(device.id, serial)), device, before)


def answered(unit: OfficeUnit) -> list[Answered]:
    """All answers that were given, newest first."""
    return list(reversed(_log(unit)))


def accept(store: OfficeStore, keys: OfficeKeys, account: Account, request: SignInRequest, now: datetime) -> None:
    """Take the passphrase of the request as the account's new one: its laptop was given the office's answer.

    Every other sign-in of this person ends.

    Raises:
        KnownError: `recovery.not_granted` (no such answer, or it was used), `server.passphrase_too_short`.
    """
    hashed = hashed_passphrase(request.passphrase)
    with store.writing() as unit:
        log = _log(unit)
        place = next((at for at in range(len(log) - 1, -1, -1) if _is_for(log[at], account, request)), None)
        if place is None or unit.accounts.device_owner(request.device_id) != account.staff.id:
            raise KnownError("recovery.not_granted")
        secret = keys.phone_secret(request.device_id, request.serial)
        wanted = phone_recovery.proof(secret, account.staff.login, request.device_id)
        if not hmac.compare_digest(wanted.encode(), request.recovered.encode()):
            raise KnownError("recovery.not_granted")
        log = [
            msgspec.structs.replace(one, used_at=now.isoformat()) if _is_for(one, account, request) else one
            for one in log
        ]
        _keep(unit, log)
        unit.accounts.set_password_hash(account.staff.id, hashed)
        unit.devices.end_sessions(account.staff.id, now)
        unit.tries.forget(account.staff.login)


def _is_for(one: Answered, account: Account, request: SignInRequest) -> bool:
    asked = (request.device_id, request.serial, account.staff.login)
    return (one.device_id, one.serial, one.login) == asked and not one.used_at


def _laptop_of(unit: OfficeUnit, login: str, mark: bytes) -> DeviceLine:
    for line in unit.devices.lines():
        if line.login == login and phone_recovery.is_marked(line.id, mark):
            if line.told_to_wipe is not None:
                raise KnownError("device.wiped")
            if line.revoked is not None:
                raise KnownError("device.revoked")
            return line
    raise KnownError("recovery.not_their_laptop", {"login": login})


def _log(unit: OfficeUnit) -> list[Answered]:
    kept = unit.settings.get(LOG)
    return msgspec.json.decode(kept, type=list[Answered]) if kept else []


def _keep(unit: OfficeUnit, log: list[Answered]) -> None:
    unit.settings.set(LOG, msgspec.json.encode(log[-MOST_KEPT:]).decode())
