"""The shadow: the server's records as they came, kept unopened. Only sync writes here.

A row belongs to the scope that brought it; an eviction removes it only if it still does, because one laptop may hold
both the scope that loses a case and the one that gains it.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from db.client_schema import record
from fieldapp.domain.case import CaseFile, Entity
from fieldapp.domain.staff import Office, Staff
from fieldapp.protocol.codec import decompress
from fieldapp.protocol.messages import FeedRow
from fieldapp.protocol.records import decode_record

CHILDREN = (Entity.VISIT, Entity.PROMISE, Entity.PLAN, Entity.DOCUMENT)


class Shadow:
    """The shadow within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put(self, scope: str, row: FeedRow) -> None:
        """Take a record as it came."""
        key = (record.c.entity == row.entity) & (record.c.id == row.id)
        values = {"scope": scope, "case_id": row.case_id, "ver": row.ver, "blob": row.blob}
        if self._connection.execute(sa.update(record).where(key).values(values)).rowcount == 0:
            self._connection.execute(sa.insert(record).values(entity=row.entity, id=row.id, **values))

    def evict(self, scope: str, row: FeedRow) -> None:
        """Let go of a record, if it still belongs to `scope`."""
        self._connection.execute(
            sa.delete(record).where(record.c.entity == row.entity, record.c.id == row.id, record.c.scope == scope)
        )

    def drop_scope(self, scope: str) -> set[str]:
        """Let go of everything of a scope; the cases that were in it."""
        cases = self._connection.execute(
            sa.select(record.c.case_id).where(record.c.scope == scope).distinct()
        ).scalars()
        found = set(cases)
        self._connection.execute(sa.delete(record).where(record.c.scope == scope))
        return found

    def case_file(self, case_id: str) -> CaseFile | None:
        """The case as the server knows it."""
        found: dict[Entity, list[Any]] = {entity: [] for entity in (Entity.CASE, *CHILDREN)}
        query = sa.select(record.c.entity, record.c.blob).where(record.c.case_id == case_id).order_by(record.c.id)
        for row in self._connection.execute(query):
            entity = Entity(row.entity)
            found[entity].append(decode_record(entity, decompress(row.blob)))
        if not found[Entity.CASE]:
            return None
        visits, promises, plans, documents = (tuple(found[entity]) for entity in CHILDREN)
        return CaseFile(found[Entity.CASE][0], visits, promises, plans, documents)

    def case_ids(self) -> list[str]:
        """All cases on this laptop."""
        query = sa.select(record.c.id).where(record.c.entity == Entity.CASE.value).order_by(record.c.id)
        return list(self._connection.execute(query).scalars())

    def office(self) -> Office | None:
        """The office's particulars; None before the first sync."""
        found = self._all(Entity.OFFICE)
        return found[0] if found else None

    def staff(self) -> dict[str, Staff]:
        """Everybody of the office by id."""
        return {person.id: person for person in self._all(Entity.STAFF)}

    def _all(self, entity: Entity) -> list[Any]:
        blobs = self._connection.execute(
            sa.select(record.c.blob).where(record.c.entity == entity.value).order_by(record.c.id)
        ).scalars()
        return [decode_record(entity, decompress(blob)) for blob in blobs]
