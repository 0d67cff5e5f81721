"""What backups there are: a laptop may say of its work that it is in one only because a row here says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from db.server_schema import backup
from fieldapp.domain.ids import new_id


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: everything the server had kept by `taken_at` is in it."""

    taken_at: datetime
    place: str


class Backups:
    """Backups within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def record(self, taken_at: datetime, place: str) -> None:
        """A backup was made and found good."""
        self._connection.execute(sa.insert(backup).values(id=new_id(), taken_at=taken_at, place=place))

    def newest(self) -> Backup | None:
        """The backup that reaches furthest."""
        row = self._connection.execute(sa.select(backup).order_by(backup.c.taken_at.desc()).limit(1)).first()
        return None if row is None else Backup(row.taken_at, row.place)

    def last(self) -> datetime | None:
        """Up to when everything is in a backup; None before the first."""
        found = self.newest()
        return None if found is None else found.taken_at
