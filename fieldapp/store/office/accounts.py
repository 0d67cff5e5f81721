"""Accounts: who may sign in, from which laptop, with which certificate, and for how long."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from db.server_schema import authority_key, certificate, device, session, staff
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.errors import KnownError
from fieldapp.protocol.envelope import GENESIS

SIGN_IN_LASTS = timedelta(days=30)
"""Without a contact; one in its second half makes it last as long again."""


@dataclass(frozen=True, slots=True)
class Account:
    """A member of staff with what signing in needs."""

    staff: Staff
    password_hash: str
    active: bool


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who stands behind a token.

    Attributes:
        to_wipe: the laptop is to be told to wipe itself, and nothing else.
    """

    staff: Staff
    device_id: str
    device_revoked: bool
    to_wipe: bool = False


class Accounts:
    """Accounts within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, who: Staff, password_hash: str, now: datetime) -> None:
        """A new account.

        Raises:
            KnownError: `server.login_taken` when login or staff number belong to somebody already.
        """
        taken = sa.select(staff.c.id).where((staff.c.login == who.login) | (staff.c.staff_no == who.staff_no))
        if self._connection.execute(taken).first() is not None:
            raise KnownError("server.login_taken", {"login": who.login, "staff_no": who.staff_no})
        values = {
            "id": who.id,
            "login": who.login,
            "name": who.name,
            "staff_no": who.staff_no,
            "role": who.role.value,
            "level": int(who.level),
            "team": who.team,
            "phone": who.phone,
        }
        self._connection.execute(
            sa.insert(staff).values(**values, password_hash=password_hash, active=True, created_at=now)
        )

    def by_login(self, login: str) -> Account | None:
        """The account with this login, or None."""
        row = self._connection.execute(sa.select(staff).where(staff.c.login == login)).first()
        if row is None:
            return None
        return Account(_staff(row), row.password_hash, row.active)

    def everybody(self) -> list[Staff]:
        """All active staff, by staff number."""
        query = sa.select(staff).where(staff.c.active).order_by(staff.c.staff_no)
        return [_staff(row) for row in self._connection.execute(query)]

    def collectors_of(self, team: str) -> list[str]:
        """Ids of a team's collectors, also of those who have left: their cases are still the team's."""
        query = sa.select(staff.c.id).where(staff.c.team == team, staff.c.role == StaffRole.COLLECTOR.value)
        return list(self._connection.execute(query).scalars())

    def everyone_ever(self) -> list[Account]:
        """All staff, also those whose account is closed, by staff number."""
        rows = self._connection.execute(sa.select(staff).order_by(staff.c.staff_no))
        return [Account(_staff(row), row.password_hash, row.active) for row in rows]

    def set_active(self, staff_id: str, *, active: bool) -> None:
        """Close an account, or open it again."""
        self._connection.execute(sa.update(staff).where(staff.c.id == staff_id).values(active=active))

    def set_password_hash(self, staff_id: str, password_hash: str) -> None:
        """Replace the hash: a changed passphrase, or stronger parameters."""
        self._connection.execute(sa.update(staff).where(staff.c.id == staff_id).values(password_hash=password_hash))

    def device_owner(self, device_id: str) -> str | None:
        """Whose laptop this is; None for one never seen."""
        return self._connection.execute(sa.select(device.c.staff_id).where(device.c.id == device_id)).scalar()

    def device_revoked(self, device_id: str) -> bool:
        """Whether this laptop must not be served any more."""
        query = sa.select(device.c.revoked_at).where(device.c.id == device_id)
        return self._connection.execute(query).scalar() is not None

    def add_device(self, device_id: str, staff_id: str, name: str, now: datetime) -> None:
        """A laptop's first sign-in."""
        self._connection.execute(
            sa.insert(device).values(
                id=device_id,
                staff_id=staff_id,
                name=name,
                created_at=now,
                last_seen_at=now,
                last_seq=0,
                last_hash=GENESIS,
            )
        )

    def open_session(self, token: str, staff_id: str, device_id: str, now: datetime, expires_at: datetime) -> None:
        """A new token for a laptop; its earlier ones end."""
        self._connection.execute(sa.delete(session).where(session.c.device_id == device_id))
        self._connection.execute(
            sa.insert(session).values(
                token_hash=_token_hash(token),
                staff_id=staff_id,
                device_id=device_id,
                created_at=now,
                expires_at=expires_at,
            )
        )

    def behind_token(self, token: str, now: datetime) -> SignedIn | None:
        """Who this token belongs to; None when it is unknown or has expired.

        A laptop that was revoked or is to wipe itself is known by its token even after that has expired.

        Raises:
            KnownError: `signin.closed` when the account is closed.
        """
        joined = session.join(staff, staff.c.id == session.c.staff_id).join(device, device.c.id == session.c.device_id)
        row = self._connection.execute(
            sa.select(staff, session.c.device_id, session.c.expires_at, device.c.revoked_at, device.c.wipe_at)
            .select_from(joined)
            .where(session.c.token_hash == _token_hash(token))
        ).first()
        if row is None:
            return None
        to_wipe = row.wipe_at is not None
        found = SignedIn(_staff(row), row.device_id, row.revoked_at is not None and not to_wipe, to_wipe)
        if found.device_revoked or found.to_wipe:
            return found
        if not row.active:
            raise KnownError("signin.closed")
        return found if row.expires_at > now else None

    def keep_authority(self, name: str, certificate_pem: str, key_pem: str) -> None:
        """Keep a certificate authority's certificate and its encrypted key."""
        self._connection.execute(
            sa.insert(authority_key).values(name=name, certificate_pem=certificate_pem, key_pem=key_pem)
        )

    def authority(self, name: str) -> tuple[str, str] | None:
        """(certificate, encrypted key) of an authority, PEM."""
        row = self._connection.execute(sa.select(authority_key).where(authority_key.c.name == name)).first()
        return None if row is None else (row.certificate_pem, row.key_pem)

    def add_certificate(self, serial: str, staff_id: str, device_id: str, pem: str, now: datetime) -> None:
        """Remember a certificate that was issued."""
        self._connection.execute(
            sa.insert(certificate).values(serial=serial, staff_id=staff_id, device_id=device_id, pem=pem, issued_at=now)
        )

    def certificate_of(self, device_id: str) -> str | None:
        """The newest certificate of a laptop that was not revoked, PEM."""
        return self._connection.execute(
            sa.select(certificate.c.pem)
            .where(certificate.c.device_id == device_id, certificate.c.revoked_at.is_(None))
            .order_by(certificate.c.issued_at.desc())
            .limit(1)
        ).scalar()


def _staff(row: Any) -> Staff:
    told = (row.id, row.login, row.name, row.staff_no, StaffRole(row.role), Level(row.level), row.team, row.phone)
    return Staff(*told, active=bool(row.active))


def _token_hash(token: str) -> str:
    """Tokens are random and long, so a plain hash keeps a stolen database from signing anybody in."""
    return hashlib.sha256(token.encode()).hexdigest()
