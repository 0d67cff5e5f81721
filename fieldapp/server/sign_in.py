"""Signing in: the passphrase is checked here once, the laptop gets a token, a certificate and what it needs to work
alone from then on. Five wrong passphrases in a row close the door for a quarter of an hour."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from cryptography import x509

from fieldapp.domain.ids import is_id
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.errors import KnownError
from fieldapp.protocol.signin import SignInAnswer, SignInRequest
from fieldapp.security.passwords import hash_password, needs_rehash, password_fits, spend_as_much_for_nobody
from fieldapp.security.pki import OfficeCA
from fieldapp.server.office_setup import office_of
from fieldapp.store.office.accounts import Account
from fieldapp.store.office.unit import OfficeStore, OfficeUnit

TOKEN_DAYS = 30
FAILURES_BEFORE_LOCK = 5
LOCK = timedelta(minutes=15)


def sign_in(store: OfficeStore, authority: OfficeCA, request: SignInRequest, now: datetime) -> SignInAnswer:
    """Let somebody in.

    Raises:
        KnownError: `signin.refused` (name or passphrase wrong, not said which), `signin.locked`, `signin.device_taken`,
            `device.revoked`, `security.request_refused`.
    """
    account = _checked(store, request, now)
    token = secrets.token_urlsafe(32)
    expires = now + timedelta(days=TOKEN_DAYS)
    with store.writing() as unit:
        if needs_rehash(account.password_hash):
            unit.accounts.set_password_hash(account.staff.id, hash_password(request.passphrase))
        _enrol(unit, account.staff, request, now)
        unit.accounts.open_session(token, account.staff.id, request.device_id, now, expires)
        certificate = _certificate(unit, authority, account.staff, request, now)
        return SignInAnswer(
            token=token,
            expires_at=expires.isoformat(),
            epoch=unit.settings.get("epoch") or "",
            staff=account.staff,
            office=office_of(unit),
            root_pem=authority.root.certificate_pem().decode(),
            recovery_pem=unit.settings.get("recovery_public") or "",
            certificate_pem=certificate,
            chain_pem=authority.chain_pem().decode(),
        )


def _checked(store: OfficeStore, request: SignInRequest, now: datetime) -> Account:
    """The account, if the passphrase is its own; tries are counted in a transaction of their own."""
    if not is_id(request.device_id):
        raise KnownError("signin.refused")
    with store.writing() as unit:
        account = unit.accounts.by_login(_plain(request.login).strip().lower(), lock=True)
        if account is not None and account.active:
            _count_try(unit, account, now)
    if account is None or not account.active:
        spend_as_much_for_nobody(request.passphrase)
        raise KnownError("signin.refused")
    if not password_fits(account.password_hash, request.passphrase):
        raise KnownError("signin.refused")
    with store.writing() as unit:
        unit.accounts.set_failures(account.staff.id, 0, None)
    return account


def _plain(written: str) -> str:
    """Without characters that nobody types and PostgreSQL cannot keep."""
    return "".join(char for char in written if char.isprintable())


def _count_try(unit: OfficeUnit, account: Account, now: datetime) -> None:
    """Count before the passphrase is looked at, so that guesses made at once count like guesses made in turn."""
    if account.locked_until is not None and account.locked_until > now:
        minutes = int((account.locked_until - now).total_seconds() // 60) + 1
        raise KnownError("signin.locked", {"minutes": minutes}, retryable=True)
    tries = account.failed_signins + 1
    lock = now + LOCK if tries >= FAILURES_BEFORE_LOCK else None
    unit.accounts.set_failures(account.staff.id, 0 if lock else tries, lock)


def _enrol(unit: OfficeUnit, staff: Staff, request: SignInRequest, now: datetime) -> None:
    owner = unit.accounts.device_owner(request.device_id)
    if owner is None:
        unit.accounts.add_device(request.device_id, staff.id, _plain(request.device_name)[:100], now)
    elif owner != staff.id:
        raise KnownError("signin.device_taken")
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
