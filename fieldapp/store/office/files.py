"""Files the server holds, by content: what a record names, who may have it, whether it has arrived whole.

The same bytes may be named on more than one case (a blank form, a shared shop front): they are kept once, and every
case that names them may read them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from db.server_schema import blob, meta, natural_key, record
from fieldapp.domain.attached_file import FileKind
from fieldapp.domain.file_limits import QUOTA, USED, USUAL
from fieldapp.store.office.feed import insert_or_leave

LIMITS = "file_limits"
ALSO = "file"
"""The kind of natural key under which a further case names a file that is named already."""


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that a record names; `stored_at` is None until all of it has arrived and was checked.

    `staff_id` is who brings it.
    """

    sha256: str
    size: int
    case_id: str
    document_id: str
    stored_at: datetime | None
    kind: str = "document"
    staff_id: str | None = None


class Files:
    """Files within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def name(
        self,
        sha256: str,
        size: int,
        case_id: str,
        document_id: str,
        *,
        kind: str = "document",
        staff_id: str | None = None,
    ) -> None:
        """A record names this file: from now on it may be sent."""
        values = {"sha256": sha256, "size": size, "case_id": case_id, "document_id": document_id}
        first = insert_or_leave(self._connection, blob, ["sha256"])
        self._connection.execute(first.values(**values, kind=kind, staff_id=staff_id))
        named = self.find(sha256)
        if named is not None and case_id not in self.cases_of(named):
            more = {"kind": ALSO, "key": f"{sha256}:{case_id}", "id": document_id, "case_id": case_id}
            self._connection.execute(insert_or_leave(self._connection, natural_key, ["kind", "key"]).values(more))

    def find(self, sha256: str) -> NamedFile | None:
        """The file with this digest, if a record names it."""
        row = self._connection.execute(sa.select(blob).where(blob.c.sha256 == sha256)).first()
        if row is None:
            return None
        held = (row.sha256, row.size, row.case_id, row.document_id, row.stored_at, row.kind, row.staff_id)
        return NamedFile(*held)

    def cases_of(self, file: NamedFile) -> list[str]:
        """Every case on which the file is named."""
        return [file.case_id, *self._also(file, natural_key.c.case_id)]

    def records_of(self, file: NamedFile) -> list[str]:
        """Ids of the records that name the file, the first of each case."""
        return [file.document_id, *self._also(file, natural_key.c.id)]

    def scopes_of(self, file: NamedFile) -> set[str]:
        """The scopes whose members may read the file."""
        cases = self.cases_of(file)
        query = sa.select(record.c.scope).where(record.c.entity == "case", record.c.id.in_(cases))
        return set(self._connection.execute(query).scalars())

    def stored(self, sha256: str, now: datetime) -> None:
        """The file is here, whole and checked."""
        self._connection.execute(sa.update(blob).where(blob.c.sha256 == sha256).values(stored_at=now))

    def limits(self, staff_id: str) -> dict[str, int]:
        """What this person's laptop is told: the largest size by kind, their room, and how much of it is used."""
        told = office_limits(self._chosen())
        return told | {USED: self.brought_by(staff_id)} if told.get(QUOTA) else told

    def brought_by(self, staff_id: str) -> int:
        """Bytes that have arrived from this person."""
        query = sa.select(sa.func.coalesce(sa.func.sum(blob.c.size), 0)).where(
            blob.c.staff_id == staff_id, blob.c.stored_at.is_not(None)
        )
        return int(self._connection.execute(query).scalar_one())

    def set_limits(self, changed: dict[str, int]) -> None:
        """Other limits for this office, by kind of file, and `quota_bytes` for each person."""
        unknown = set(changed) - {*(kind.value for kind in FileKind), QUOTA}
        if unknown:
            raise ValueError(f"no such limit: {', '.join(sorted(unknown))}")
        text = json.dumps(office_limits(self._chosen()) | changed)
        done = self._connection.execute(sa.update(meta).where(meta.c.key == LIMITS).values(value=text))
        if done.rowcount == 0:
            self._connection.execute(sa.insert(meta).values(key=LIMITS, value=text))

    def _chosen(self) -> str | None:
        return self._connection.execute(sa.select(meta.c.value).where(meta.c.key == LIMITS)).scalar()

    def _also(self, file: NamedFile, column: sa.Column[str]) -> list[str]:
        query = sa.select(column).where(natural_key.c.kind == ALSO, natural_key.c.key.like(f"{file.sha256}:%"))
        return list(self._connection.execute(query).scalars())


def office_limits(chosen: str | None) -> dict[str, int]:
    """The limits of an office, from what it has chosen (JSON) and what is usual."""
    told: dict[str, int] = json.loads(chosen) if chosen else {}
    return USUAL | told
