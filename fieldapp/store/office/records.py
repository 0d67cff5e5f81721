"""Records: the server's present truth about each thing, compressed once when it changes.

Saving a record puts it into the feed of its scope; moving a case evicts it and everything of it from the old scope
and puts it into the new one, in the same transaction.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from db.server_schema import record
from fieldapp import clock
from fieldapp.domain.case import Case, CaseFile, Entity
from fieldapp.domain.ids import NIL
from fieldapp.protocol.canonical import sha256
from fieldapp.protocol.codec import compress, decompress
from fieldapp.protocol.records import decode_record, encode_record
from fieldapp.store.office.feed import OFFICE_SCOPE, Feed, staff_scope

CHILDREN = (Entity.VISIT, Entity.PROMISE, Entity.PLAN, Entity.DOCUMENT)


class Records:
    """The records within one transaction."""

    def __init__(self, connection: sa.Connection, feed: Feed) -> None:
        self._connection = connection
        self._feed = feed

    def get(self, entity: Entity, id_: str) -> Any | None:
        """One record, or None."""
        blob = self._connection.execute(
            sa.select(record.c.blob).where(record.c.entity == entity.value, record.c.id == id_)
        ).scalar()
        return None if blob is None else decode_record(entity, decompress(blob))

    def case_file(self, case_id: str, *, lock: bool = False) -> CaseFile | None:
        """The case with all its records; `lock` keeps other writers off the case until the transaction ends."""
        if lock and self._connection.dialect.name == "postgresql":
            self._connection.execute(
                sa.select(record.c.id)
                .where(record.c.entity == Entity.CASE.value, record.c.id == case_id)
                .with_for_update()
            )
        found: dict[Entity, list[Any]] = {entity: [] for entity in (Entity.CASE, *CHILDREN)}
        query = sa.select(record.c.entity, record.c.blob).where(record.c.case_id == case_id).order_by(record.c.id)
        for row in self._connection.execute(query):
            entity = Entity(row.entity)
            found[entity].append(decode_record(entity, decompress(row.blob)))
        if not found[Entity.CASE]:
            return None
        visits, promises, plans, documents = (tuple(found[entity]) for entity in CHILDREN)
        return CaseFile(found[Entity.CASE][0], visits, promises, plans, documents)

    def save_office_record(self, entity: Entity, thing: Any) -> bool:
        """Save a record that every laptop has (office, staff); whether it changed."""
        return self._save(entity, thing.id, NIL, OFFICE_SCOPE, thing)

    def save_case(self, case: Case) -> bool:
        """Save the case; moves it with everything of it when it is assigned to somebody else. Whether it changed."""
        scope = staff_scope(case.assigned_to)
        before = self._connection.execute(
            sa.select(record.c.scope).where(record.c.entity == Entity.CASE.value, record.c.id == case.id)
        ).scalar()
        changed = self._save(Entity.CASE, case.id, case.id, scope, case)
        if before is not None and before != scope:
            self._move(case.id, before, scope)
        return changed

    def save_changes(self, before: CaseFile, after: CaseFile) -> None:
        """Save the records in which `after` differs from `before`: what folding a fact brought about."""
        scope = staff_scope(after.case.assigned_to)
        pairs = (
            (Entity.VISIT, before.visits, after.visits),
            (Entity.PROMISE, before.promises, after.promises),
            (Entity.PLAN, before.plans, after.plans),
            (Entity.DOCUMENT, before.documents, after.documents),
        )
        for entity, old, new in pairs:
            known = set(old)
            for thing in new:
                if thing not in known:
                    self._save(entity, thing.id, after.case.id, scope, thing)

    def version(self, entity: Entity, id_: str) -> int:
        """The record's version; 0 when there is none."""
        return (
            self._connection.execute(
                sa.select(record.c.ver).where(record.c.entity == entity.value, record.c.id == id_)
            ).scalar()
            or 0
        )

    def _save(self, entity: Entity, id_: str, case_id: str, scope: str, thing: Any) -> bool:
        content = encode_record(thing)
        digest = sha256(content)
        key = (record.c.entity == entity.value) & (record.c.id == id_)
        row = self._connection.execute(sa.select(record.c.ver, record.c.content_hash).where(key)).first()
        if row is not None and row.content_hash == digest:
            return False
        values = {
            "scope": scope,
            "ver": row.ver + 1 if row else 1,
            "blob": compress(content),
            "content_hash": digest,
            "updated_at": clock.now(),
        }
        if row is None:
            values |= {"entity": entity.value, "id": id_, "case_id": case_id}
            self._connection.execute(sa.insert(record).values(values))
        else:
            self._connection.execute(sa.update(record).where(key).values(values))
        self._feed.put(scope, entity.value, id_, case_id)
        return True

    def _move(self, case_id: str, old: str, new: str) -> None:
        things = self._connection.execute(
            sa.select(record.c.entity, record.c.id).where(record.c.case_id == case_id)
        ).all()
        self._connection.execute(sa.update(record).where(record.c.case_id == case_id).values(scope=new))
        for thing in things:
            self._feed.evict(old, thing.entity, thing.id, case_id)
            self._feed.put(new, thing.entity, thing.id, case_id)
