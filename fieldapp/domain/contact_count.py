"""What was done today of what may be done only so often, and who asked to be left alone: read off the log.

The rules count for themselves (`compliance.frequency`); this is what a person is told before they dial.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo

from fieldapp.domain.contact_log import WRITTEN, Channel, LoggedContact


@dataclass(frozen=True, slots=True)
class Counted:
    """Contacts with one party on one civil day: calls answered and not, texts sent. Theirs to us do not count."""

    connected: int = 0
    missed: int = 0
    written: int = 0


def counted(contacts: Iterable[LoggedContact], party_id: str, on: date, zone: tzinfo) -> Counted:
    """What was done with `party_id` on the civil day `on`."""
    own = [
        one.content
        for one in contacts
        if one.content.party_id == party_id and not one.content.incoming
        if one.content.at.astimezone(zone).date() == on
    ]
    calls = [one for one in own if one.channel is Channel.CALL]
    return Counted(
        connected=sum(one.connected for one in calls),
        missed=sum(not one.connected for one in calls),
        written=sum(one.channel in WRITTEN for one in own),
    )


def asked_to_stop(contacts: Iterable[LoggedContact], party_id: str) -> LoggedContact | None:
    """The first time this person asked not to be contacted any more; it holds for good."""
    asked = [one for one in contacts if one.content.party_id == party_id and one.content.refused]
    return min(asked, key=lambda one: one.content.at, default=None)
