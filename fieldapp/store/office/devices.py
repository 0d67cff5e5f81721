"""Laptops as the office sees them: whose they are, when they were last here, and which must not be served any more.

A laptop that was told to wipe itself stays known for ever: a copy of its store that turns up later is told the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from db.server_schema import blob, certificate, device, quarantine, session, staff
from fieldapp.store.office.accounts import SIGN_IN_LASTS


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One laptop in the administrator's list.

    Attributes:
        skew_ms: how far its clock was ahead of the server's when it was last here.
        held: facts of it that lie in quarantine.
        files_due: files of its owner that records name and that have not arrived.
        told_to_wipe, wiped: when it was to wipe itself, and when it said that it had.
    """

    id: str
    login: str
    owner: str
    name: str
    created_at: datetime
    last_seen_at: datetime
    skew_ms: int
    held: int
    files_due: int
    revoked: datetime | None
    told_to_wipe: datetime | None
    wiped: datetime | None


class Devices:
    """Laptops within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def lines(self) -> list[DeviceLine]:
        """All laptops, whoever was here last first."""
        held = (
            sa.select(sa.func.count())
            .where(quarantine.c.device_id == device.c.id, quarantine.c.settled_at.is_(None))
            .scalar_subquery()
        )
        due = (
            sa.select(sa.func.count())
            .where(blob.c.staff_id == device.c.staff_id, blob.c.stored_at.is_(None))
            .scalar_subquery()
        )
        query = (
            sa.select(device, staff.c.login, staff.c.name.label("owner"), held.label("held"), due.label("due"))
            .join(staff, staff.c.id == device.c.staff_id)
            .order_by(device.c.last_seen_at.desc(), device.c.id)
        )
        return [
            DeviceLine(
                id=row.id,
                login=row.login,
                owner=row.owner,
                name=row.name,
                created_at=row.created_at,
                last_seen_at=row.last_seen_at,
                skew_ms=row.skew_ms,
                held=row.held,
                files_due=row.due,
                revoked=row.revoked_at,
                told_to_wipe=row.wipe_at,
                wiped=row.wiped_at,
            )
            for row in self._connection.execute(query)
        ]

    def beginning_with(self, start: str) -> list[str]:
        """Ids of the laptops whose id begins so: an administrator types the first characters of it."""
        found = sa.select(device.c.id).where(device.c.id.startswith(start, autoescape=True)).order_by(device.c.id)
        return list(self._connection.execute(found).scalars())

    def revoke(self, device_id: str, now: datetime) -> None:
        """Serve this laptop no more, and let nobody sign with its certificates from now on."""
        self._set(device_id, revoked_at=sa.func.coalesce(device.c.revoked_at, now))
        self._revoke_certificates(device_id, now)

    def allow(self, device_id: str) -> None:
        """Serve it again; it signs with a new certificate once its user has signed in again."""
        self._set(device_id, revoked_at=None)

    def tell_to_wipe(self, device_id: str, now: datetime) -> None:
        """At its next contact the laptop is told to destroy what it holds. There is no taking back."""
        self._set(device_id, wipe_at=sa.func.coalesce(device.c.wipe_at, now))
        self._revoke_certificates(device_id, now)

    def wiped(self, device_id: str, now: datetime) -> None:
        """The laptop says that it has wiped itself; the first time counts."""
        self._set(device_id, wiped_at=sa.func.coalesce(device.c.wiped_at, now))

    def told_to_wipe(self, device_id: str) -> bool:
        """Whether this laptop has been told to wipe itself, done or not."""
        query = sa.select(device.c.wipe_at).where(device.c.id == device_id)
        return self._connection.execute(query).scalar() is not None

    def end_sessions(self, staff_id: str, now: datetime) -> None:
        """Nobody is signed in as this person any more; which laptops they were stays known."""
        still_on = (session.c.staff_id == staff_id) & (session.c.expires_at > now)
        self._connection.execute(sa.update(session).where(still_on).values(expires_at=now))

    def stay_signed_in(self, device_id: str, now: datetime) -> None:
        """A laptop that keeps in touch is not asked to sign in again: one near its end lasts as long once more."""
        near_its_end = (session.c.expires_at > now) & (session.c.expires_at < now + SIGN_IN_LASTS / 2)
        self._connection.execute(
            sa.update(session)
            .where(session.c.device_id == device_id, near_its_end)
            .values(expires_at=now + SIGN_IN_LASTS)
        )

    def _set(self, device_id: str, **values: object) -> None:
        self._connection.execute(sa.update(device).where(device.c.id == device_id).values(**values))

    def _revoke_certificates(self, device_id: str, now: datetime) -> None:
        still_good = (certificate.c.device_id == device_id) & certificate.c.revoked_at.is_(None)
        self._connection.execute(sa.update(certificate).where(still_good).values(revoked_at=now))
