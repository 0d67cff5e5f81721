"""Map packs that an office offers its laptops: what each is, since when, and whether it was withdrawn.

The bytes lie where all files lie; here stands what a laptop is told about them before it fetches a byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec
import sqlalchemy as sa

from db.server_schema import blob, map_pack
from fieldapp.protocol.maps import MapOffer


@dataclass(frozen=True, slots=True)
class KeptPack:
    """A pack the office has, or had; `withdrawn_at` is None while it is offered."""

    offer: MapOffer
    added_at: datetime
    withdrawn_at: datetime | None


class MapPacks:
    """The packs within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, offer: MapOffer, now: datetime) -> None:
        """Offer a pack; one that was withdrawn is offered again."""
        values = {
            "name": offer.name,
            "size": offer.size,
            "about": msgspec.json.encode(offer).decode(),
            "added_at": now,
            "withdrawn_at": None,
        }
        same = map_pack.c.sha256 == offer.sha256
        if self._connection.execute(sa.update(map_pack).where(same).values(**values)).rowcount == 0:
            self._connection.execute(sa.insert(map_pack).values(sha256=offer.sha256, **values))

    def every(self) -> list[KeptPack]:
        """All packs there ever were, the newest first."""
        rows = self._connection.execute(sa.select(map_pack).order_by(map_pack.c.added_at.desc(), map_pack.c.sha256))
        return [_kept(row) for row in rows]

    def offered(self) -> list[KeptPack]:
        """What laptops may fetch, by name."""
        rows = self._connection.execute(
            sa.select(map_pack).where(map_pack.c.withdrawn_at.is_(None)).order_by(map_pack.c.name, map_pack.c.sha256)
        )
        return [_kept(row) for row in rows]

    def size(self, sha256: str) -> int | None:
        """How long a pack is that is offered; None for any other."""
        query = sa.select(map_pack.c.size).where(map_pack.c.sha256 == sha256, map_pack.c.withdrawn_at.is_(None))
        return self._connection.execute(query).scalar()

    def beginning_with(self, start: str) -> list[KeptPack]:
        """Packs on offer whose digest begins like this, or that are called so."""
        return [one for one in self.offered() if one.offer.sha256.startswith(start) or one.offer.name == start]

    def withdraw(self, sha256: str, now: datetime) -> None:
        """Offer it no more."""
        self._connection.execute(sa.update(map_pack).where(map_pack.c.sha256 == sha256).values(withdrawn_at=now))

    def is_a_file_too(self, sha256: str) -> bool:
        """Whether a record names the same bytes, so that they must stay."""
        return self._connection.execute(sa.select(blob.c.sha256).where(blob.c.sha256 == sha256)).first() is not None


def _kept(row: sa.Row[tuple[object, ...]]) -> KeptPack:
    return KeptPack(msgspec.json.decode(row.about, type=MapOffer), row.added_at, row.withdrawn_at)
