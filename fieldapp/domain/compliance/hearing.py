"""A question made ready for the rules: the trusted time, the debtor's civil day, and the history looked at once.

Two hundred contacts and forty rules must not become eight thousand conversions of time zones, so the bounds of the
civil day are worked out in UTC once and contacts are compared with those.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fieldapp.domain.compliance.question import Contact, ContactChannel, Question


@dataclass(frozen=True, slots=True)
class Hearing:
    """A question with its civil time. `now` is the trusted time in UTC; `today` the civil day of who is contacted."""

    asked: Question
    now: datetime
    local: datetime
    zone: ZoneInfo
    contacts_today: tuple[Contact, ...]

    @property
    def today(self) -> date:
        """The civil day."""
        return self.local.date()

    def moment(self, day: date, at: time = time.min) -> datetime:
        """That civil moment in UTC."""
        return datetime.combine(day, at, self.zone).astimezone(UTC)

    def after(self, days: int) -> datetime:
        """When the civil day so many days from now begins, in UTC."""
        return self.moment(self.today + timedelta(days=days))

    def calls_today(self) -> list[Contact]:
        """Calls of the collector on this civil day to whoever is asked about."""
        return [c for c in self.contacts_today if c.channel is ContactChannel.CALL and c.by_collector and self.same(c)]

    def same(self, contact: Contact) -> bool:
        """Whether a contact was with the party asked about: by id where there is one, else by role."""
        party = self.asked.party
        if party.id and contact.party_id:
            return party.id == contact.party_id
        return party.role is contact.role

    def days_since(self, contact: Contact) -> int:
        """Civil days since a contact; 0 today, negative if the other device's clock runs ahead."""
        return (self.today - contact.at.astimezone(self.zone).date()).days


def hearing(question: Question) -> Hearing:
    """The question, ready for the rules."""
    zone = ZoneInfo(question.zone)
    now = question.at.astimezone(UTC) + timedelta(seconds=question.clock_offset_s)
    local = now.astimezone(zone)
    first = datetime.combine(local.date(), time.min, zone).astimezone(UTC)
    last = datetime.combine(local.date() + timedelta(days=1), time.min, zone).astimezone(UTC)
    today = tuple(contact for contact in question.history if first <= contact.at < last)
    return Hearing(question, now, local, zone, today)
