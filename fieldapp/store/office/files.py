"""Files the server holds, by content: what a record names, who may have it, whether it has arrived whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from db.server_schema import blob, record


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that a record names; `stored_at` is None until all of it has arrived and was checked."""

    sha256: str
    size: int
    case_id: str
    document_id: str
    stored_at: datetime | None


class Files:
    """Files within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def name(self, sha256: str, size: int, case_id: str, document_id: str) -> None:
        """A record names this file: from now on it may be sent."""
        if self.find(sha256) is None:
            self._connection.execute(
                sa.insert(blob).values(sha256=sha256, size=size, case_id=case_id, document_id=document_id)
            )

    def find(self, sha256: str) -> NamedFile | None:
        """The file with this digest, if a record names it."""
        row = self._connection.execute(sa.select(blob).where(blob.c.sha256 == sha256)).first()
        return None if row is None else NamedFile(row.sha256, row.size, row.case_id, row.document_id, row.stored_at)

    def scope_of(self, file: NamedFile) -> str | None:
        """The scope whose members may read the file."""
        return self._connection.execute(
            sa.select(record.c.scope).where(record.c.entity == "case", record.c.id == file.case_id)
        ).scalar()

    def stored(self, sha256: str, now: datetime) -> None:
        """The file is here, whole and checked."""
        self._connection.execute(sa.update(blob).where(blob.c.sha256 == sha256).values(stored_at=now))
