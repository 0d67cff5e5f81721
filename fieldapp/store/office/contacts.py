"""What the server remembers of a laptop's calls."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from db.server_schema import device
from fieldapp.store.office.devices import Devices

SKEW_IS_NEWS_MS = 60_000


class Contacts:
    """Calls of laptops within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def is_news(self, device_id: str, seen_since: datetime, skew_ms: int, ack_through: int) -> bool:
        """Whether a call says something that is worth a write: most calls bring nothing, and many come."""
        query = sa.select(device.c.last_seen_at, device.c.skew_ms, device.c.ack_through)
        row = self._connection.execute(query.where(device.c.id == device_id)).one()
        clock_moved = abs(int(row.skew_ms) - skew_ms) > SKEW_IS_NEWS_MS
        return bool(row.last_seen_at < seen_since) or clock_moved or ack_through > row.ack_through

    def note(self, device_id: str, now: datetime, skew_ms: int, ack_through: int) -> None:
        """The laptop was here; its clock was `skew_ms` ahead of ours; it has all verdicts up to `ack_through`."""
        values = {"last_seen_at": now, "skew_ms": skew_ms, "ack_through": ack_through}
        self._connection.execute(sa.update(device).where(device.c.id == device_id).values(values))
        Devices(self._connection).stay_signed_in(device_id, now)
