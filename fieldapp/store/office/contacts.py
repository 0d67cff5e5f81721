"""What the server remembers of a laptop's calls. Most calls bring nothing, and many come: one question answers all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from db.server_schema import device

SKEW_IS_NEWS_MS = 60_000


@dataclass(frozen=True, slots=True)
class LastCall:
    """A laptop as its last call left it.

    Attributes:
        skew_ms: how far its clock was ahead of ours.
        ack_through: it has all verdicts up to this number of its chain.
        told_to_wipe: it is to destroy what it holds.
        chain_seq, chain_hash: the last fact of its chain that was taken.
    """

    seen_at: datetime
    skew_ms: int
    ack_through: int
    told_to_wipe: bool
    chain_seq: int
    chain_hash: str

    def is_news(self, seen_since: datetime, skew_ms: int, ack_through: int) -> bool:
        """Whether a call says something that is worth a write."""
        clock_moved = abs(self.skew_ms - skew_ms) > SKEW_IS_NEWS_MS
        return self.seen_at < seen_since or clock_moved or ack_through > self.ack_through


class Contacts:
    """Calls of laptops within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def last(self, device_id: str) -> LastCall:
        """The laptop's last call."""
        row = self._connection.execute(sa.select(device).where(device.c.id == device_id)).one()
        return LastCall(
            row.last_seen_at, row.skew_ms, row.ack_through, row.wipe_at is not None, row.last_seq, row.last_hash
        )

    def note(self, device_id: str, now: datetime, skew_ms: int, ack_through: int) -> None:
        """The laptop was here; its clock was `skew_ms` ahead of ours; it has all verdicts up to `ack_through`."""
        values = {"last_seen_at": now, "skew_ms": skew_ms, "ack_through": ack_through}
        self._connection.execute(sa.update(device).where(device.c.id == device_id).values(values))
