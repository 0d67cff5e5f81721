"""Signing in: the passphrase is checked here once, the laptop gets a token, a certificate and what it needs to work
alone from then on. Five wrong passphrases in a row close the door for a quarter of an hour, for a login that nobody has
as for any other."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import msgspec
from cryptography import x509

from fieldapp.domain.ids import is_id
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.errors import KnownError
from fieldapp.protocol.codec import UNREADABLE
from fieldapp.protocol.signin import SignInAnswer, SignInRequest
from fieldapp.security import phone_recovery
from fieldapp.security.passphrase_wrap import encoded
from fieldapp.security.passwords import hash_password, needs_rehash, password_fits, spend_as_much_for_nobody
from fieldapp.security.pki import OfficeCA
from fieldapp.security.recovery import RecoveryWrap
from fieldapp.server import recovery
from fieldapp.server.office_setup import OfficeKeys, office_of
from fieldapp.store.office.accounts import SIGN_IN_LASTS, Account
from fieldapp.store.office.signin_tries import Tries
from fieldapp.store.office.unit import OfficeStore, OfficeUnit

FAILURES_BEFORE_LOCK = 5
LOCK = timedelta(minutes=15)


def sign_in(store: OfficeStore, keys: OfficeKeys, request: SignInRequest, now: datetime) -> SignInAnswer:
    """Let somebody in.

    Raises:
        KnownError: `signin.refused` (name or passphrase wrong, not said which), `signin.locked`, `signin.closed`,
            `signin.device_taken`, `device.revoked`, `device.wiped`, `security.request_refused`,
            `security.recovery_failed`, `recovery.not_granted`, `server.passphrase_too_short`.
    """
    account = _checked(store, keys, request, now)
    serial = phone_recovery.new_serial()
    token = secrets.token_urlsafe(32)
    expires = now + SIGN_IN_LASTS
    with store.writing() as unit:
        if needs_rehash(account.password_hash):
            unit.accounts.set_password_hash(account.staff.id, hash_password(request.passphrase))
        _enrol(unit, account.staff, request, now)
        unit.accounts.open_session(token, account.staff.id, request.device_id, now, expires)
        certificate = _certificate(unit, keys, account.staff, request, now)
        return SignInAnswer(
            token=token,
            expires_at=expires.isoformat(),
            epoch=unit.settings.get("epoch") or "",
            staff=account.staff,
            office=office_of(unit),
            root_pem=keys.root.certificate_pem().decode(),
            recovery_pem=unit.settings.get("recovery_public") or "",
            certificate_pem=certificate,
            chain_pem=keys.chain_pem().decode(),
            vault_key=_vault_key(keys, request),
            phone_serial=serial,
            phone_secret=encoded(keys.phone_secret(request.device_id, serial)),
        )


def _checked(store: OfficeStore, keys: OfficeKeys, request: SignInRequest, now: datetime) -> Account:
    """The account, if the passphrase is its own, or may become it; tries are counted in a transaction of their own."""
    if not is_id(request.device_id):
        raise KnownError("signin.refused")
    login = _plain(request.login).strip().lower()
    with store.writing() as unit:
        _count_try(unit, login, now)
        account = unit.accounts.by_login(login)
    if account is None:
        spend_as_much_for_nobody(request.passphrase)
        raise KnownError("signin.refused")
    if request.recovered:
        if not account.active:
            raise KnownError("signin.refused")
        recovery.accept(store, keys, account, request, now)
        return account
    if not password_fits(account.password_hash, request.passphrase):
        raise KnownError("signin.refused")
    with store.writing() as unit:
        unit.tries.forget(login)
    if not account.active:  # said only to whoever knows the passphrase
        raise KnownError("signin.closed")
    return account


def _plain(written: str) -> str:
    """Without characters that nobody types and PostgreSQL cannot keep."""
    return "".join(char for char in written if char.isprintable())


def _count_try(unit: OfficeUnit, login: str, now: datetime) -> None:
    """Count before the passphrase is looked at, so that guesses made at once count like guesses made in turn."""
    known = unit.tries.of(login, now)
    if known.locked_until is not None and known.locked_until > now:
        minutes = int((known.locked_until - now).total_seconds() // 60) + 1
        raise KnownError("signin.locked", {"minutes": minutes}, retryable=True)
    failed = known.count + 1
    lock = now + LOCK if failed >= FAILURES_BEFORE_LOCK else None
    unit.tries.keep(login, Tries(0 if lock else failed, lock), now)


def _vault_key(keys: OfficeKeys, request: SignInRequest) -> str:
    """The key of the laptop's vault, for somebody whose passphrase was changed while their laptop was away.

    Only after the laptop was found to be theirs and in use: the wrap opens for no other device.
    """
    if not request.recovery:
        return ""
    try:
        wrapped = msgspec.json.decode(request.recovery, type=RecoveryWrap)
    except UNREADABLE as error:
        raise KnownError("security.recovery_failed") from error
    return encoded(keys.open_vault(wrapped, request.device_id))


def _enrol(unit: OfficeUnit, staff: Staff, request: SignInRequest, now: datetime) -> None:
    owner = unit.accounts.device_owner(request.device_id)
    if owner is None:
        unit.accounts.add_device(request.device_id, staff.id, _plain(request.device_name)[:100], now)
    elif owner != staff.id:
        raise KnownError("signin.device_taken")
    elif unit.devices.told_to_wipe(request.device_id):
        raise KnownError("device.wiped")
    elif unit.accounts.device_revoked(request.device_id):
        raise KnownError("device.revoked")


def _certificate(unit: OfficeUnit, authority: OfficeCA, staff: Staff, request: SignInRequest, now: datetime) -> str:
    """The laptop's certificate: a new one for a new request, else the one it has."""
    if not request.csr_pem:
        return unit.accounts.certificate_of(request.device_id) or ""
    pem = authority.issue(
        request.csr_pem.encode(),
        name=staff.name,
        staff_no=staff.staff_no,
        role="supervisor" if staff.role is StaffRole.SUPERVISOR else "collector",
        device_id=request.device_id,
        at=now,
    )
    serial = format(x509.load_pem_x509_certificate(pem).serial_number, "x")
    unit.accounts.add_certificate(serial, staff.id, request.device_id, pem.decode(), now)
    return pem.decode()
