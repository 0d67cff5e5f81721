"""For how long a laptop may go on without its office, and what locks it: no contact for too long, or the office's word.

A lock keeps everything where it is. It opens by a contact: nothing that was done here is lost, and what the office has
to say to this laptop (that it was revoked, that it must wipe itself) has then been said.

Time since the last contact is measured by the highest time ever seen and by the time the program ran: setting the
clock back gains nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from fieldapp import clock
from fieldapp.store.laptop.unit import LaptopStore, LaptopUnit

USUAL_DAYS = 14
KEPT_EVERY = timedelta(minutes=10)
TOLD_DAYS = 3
"""So many days before the lock the person is told that a contact is needed."""

LAST_CONTACT, LEASE_DAYS = "last_contact", "lease_days"
SEEN, LOCKED_BY = "lease_seen", "locked_by"
LOCKING = frozenset({"device.revoked", "signin.closed"})
"""What the server says to a laptop that is not to be worked with any more."""
LEASE_OVER = "device.lease_over"


class _Seen(msgspec.Struct, frozen=True):
    """The highest time seen since a contact: which contact, the laptop's clock at the first look, and at the last."""

    since: str
    first: str
    latest: str


class _Locked(msgspec.Struct, frozen=True):
    """The office's word that locked this laptop, and the last contact before it: a later one undoes it."""

    code: str
    since: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether this laptop may be worked with.

    Attributes:
        code: why not; empty while it may.
        days_away: whole days since the last contact.
        lease_days: so many there may be; 0 for any number.
    """

    code: str
    days_away: int
    lease_days: int

    @property
    def locked(self) -> bool:
        """Whether it may not."""
        return bool(self.code)

    @property
    def params(self) -> dict[str, object]:
        """For the sentence."""
        return {"days": self.lease_days, "away": self.days_away}

    @property
    def days_left(self) -> int | None:
        """Whole days until the lease is over; None where it never is."""
        return max(0, self.lease_days - self.days_away) if self.lease_days else None


class Lease:
    """Looks after the lease of one store, from sign-in to sign-out."""

    def __init__(self, store: LaptopStore) -> None:
        self._store = store
        self._ran_from = clock.monotonic()
        self._latest: datetime | None = None

    def look(self) -> Standing:
        """How it stands now; what was seen of the time is kept."""
        with self._store.reading() as unit:
            contact, days = _contact(unit), unit.settings.get(LEASE_DAYS, int)
            seen, locked = unit.settings.get(SEEN, _Seen), unit.settings.get(LOCKED_BY, _Locked)
        now = self._moved_on(seen, contact)
        if seen is None or seen.since != contact:
            seen = _Seen(contact, now.isoformat(), now.isoformat())
            self._keep(seen)
        elif now - datetime.fromisoformat(seen.latest) >= KEPT_EVERY:
            self._keep(_Seen(contact, seen.first, now.isoformat()))
        away = now - min(datetime.fromisoformat(contact or seen.first), datetime.fromisoformat(seen.first))
        lease = USUAL_DAYS if days is None else days
        if locked is not None and locked.since == contact:
            return Standing(locked.code, away.days, lease)
        over = bool(lease) and away >= timedelta(days=lease)
        return Standing(LEASE_OVER if over else "", away.days, lease)

    def heard(self, code: str) -> Standing:
        """A round of sync has ended with `code`; how it stands after that."""
        if code in LOCKING:
            with self._store.writing() as unit:
                unit.settings.set(LOCKED_BY, _Locked(code, _contact(unit)))
        return self.look()

    def _moved_on(self, seen: _Seen | None, contact: str) -> datetime:
        """The time it must be by now: what the clock says, or more if it was set back."""
        ran, self._ran_from = clock.monotonic() - self._ran_from, clock.monotonic()
        now = clock.now()
        if seen is not None and seen.since == contact:
            known = max(self._latest or now, datetime.fromisoformat(seen.latest))
            now = max(now, known + timedelta(seconds=ran))
        self._latest = now
        return now

    def _keep(self, seen: _Seen) -> None:
        with self._store.writing() as unit:
            unit.settings.set(SEEN, seen)


def _contact(unit: LaptopUnit) -> str:
    """When the last complete exchange was, by this laptop's clock; empty before the first."""
    told = unit.settings.get(LAST_CONTACT, str)
    if told:
        return told
    success = unit.sync.last_success()
    return success.isoformat() if success else ""
