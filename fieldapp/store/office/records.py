"""Records: the server's present truth about each thing, compressed once when it changes.

Saving a record puts it into the feed of its scope; moving a case evicts it and everything of it from the old scope
and puts it into the new one, in the same transaction. What is saved is collected and written in a few statements, when
it is asked for or the transaction ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from db.server_schema import assignment, record
from fieldapp import clock
from fieldapp.domain.case import Case, CaseFile, Entity
from fieldapp.domain.ids import NIL
from fieldapp.protocol.canonical import sha256
from fieldapp.protocol.case_records import case_file_of, children_of
from fieldapp.protocol.codec import compress_record, decompress
from fieldapp.protocol.digest import element
from fieldapp.protocol.records import decode_record, encode_record
from fieldapp.store.office.feed import OFFICE_SCOPE, Feed, insert_or_leave, staff_scope

CHUNK = 400


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is known of a record's row without opening it."""

    ver: int
    content_hash: str
    scope: str


class Records:
    """The records within one transaction."""

    def __init__(self, connection: sa.Connection, feed: Feed) -> None:
        self._connection = connection
        self._feed = feed
        self._known: dict[tuple[Entity, str], _Stored | None] = {}
        self._new: list[dict[str, Any]] = []
        self._changed: list[dict[str, Any]] = []
        self._assigned: list[dict[str, Any]] = []
        self._locked: set[str] = set()

    def get(self, entity: Entity, id_: str) -> Any | None:
        """One record, or None."""
        self.flush()
        blob = self._connection.execute(
            sa.select(record.c.blob).where(record.c.entity == entity.value, record.c.id == id_)
        ).scalar()
        return None if blob is None else decode_record(entity, decompress(blob))

    def case_file(self, case_id: str, *, lock: bool = False) -> CaseFile | None:
        """The case with all its records; `lock` keeps other writers off the case until the transaction ends."""
        return self.case_files([case_id], lock=lock).get(case_id)

    def case_files(self, case_ids: Iterable[str], *, lock: bool = False) -> dict[str, CaseFile]:
        """These cases with all their records, as far as they are here; locked in sorted order if asked for."""
        self.flush()
        found: dict[str, CaseFile] = {}
        wanted = sorted(set(case_ids))
        for at in range(0, len(wanted), CHUNK):
            some = wanted[at : at + CHUNK]
            if lock:
                self._lock(some)
            found |= self._read(some)
        return found

    def lock_cases(self, case_ids: Iterable[str]) -> None:
        """Keep other writers off these cases until the transaction ends; whoever reads them next sees their last word.

        In sorted order, as everybody does, so that two never wait for each other.
        """
        wanted = sorted(set(case_ids))
        for at in range(0, len(wanted), CHUNK):
            self._lock(wanted[at : at + CHUNK])

    def save_office_record(self, entity: Entity, thing: Any) -> bool:
        """Save a record that every laptop has (office, staff); whether it changed."""
        return self._save(entity, thing.id, NIL, OFFICE_SCOPE, thing)

    def save_case(self, case: Case) -> bool:
        """Save the case; moves it with everything of it when it is assigned to somebody else. Whether it changed."""
        scope = staff_scope(case.assigned_to)
        before = self._row_to_move(case.id)
        changed = self._save(Entity.CASE, case.id, case.id, scope, case)
        if before is None or before.scope != scope:
            self._assigned.append({"case_id": case.id, "staff_id": case.assigned_to, "first_at": clock.now()})
        if before is not None and before.scope != scope:
            self._move(case.id, before.scope, scope)
        return changed

    def save_changes(self, before: CaseFile, after: CaseFile) -> None:
        """Save the records in which `after` differs from `before`: what folding facts brought about."""
        scope = staff_scope(after.case.assigned_to)
        old = {(entity, thing.id): thing for entity, thing in children_of(before)}
        for entity, thing in children_of(after):
            known = old.get((entity, thing.id))
            if known is None:
                # nobody else can have made it: its id is that of a fact which this transaction keeps
                self._known.setdefault((entity, thing.id), None)
            if known != thing:
                self._save(entity, thing.id, after.case.id, scope, thing)

    def version(self, entity: Entity, id_: str) -> int:
        """The record's version; 0 when there is none."""
        row = self._row(entity, id_)
        return row.ver if row else 0

    def ever_assigned(self, staff_id: str, case_ids: Sequence[str]) -> frozenset[str]:
        """Which of these cases are or were with this collector."""
        self.flush()
        found: set[str] = set()
        for at in range(0, len(case_ids), CHUNK):
            key = (assignment.c.staff_id == staff_id) & assignment.c.case_id.in_(case_ids[at : at + CHUNK])
            found |= set(self._connection.execute(sa.select(assignment.c.case_id).where(key)).scalars())
        return frozenset(found)

    def flush(self) -> None:
        """Write what was collected."""
        if self._new:
            self._connection.execute(sa.insert(record), self._new)
        if self._changed:
            self._connection.execute(_UPDATE, self._changed)
        if self._assigned:
            insert = insert_or_leave(self._connection, assignment, ["case_id", "staff_id"])
            self._connection.execute(insert, self._assigned)
        self._new, self._changed, self._assigned = [], [], []

    def _lock(self, case_ids: list[str]) -> None:
        self._locked |= set(case_ids)
        if self._connection.dialect.name == "postgresql":
            mine = (record.c.entity == Entity.CASE.value) & record.c.id.in_(case_ids)
            self._connection.execute(sa.select(record.c.id).where(mine).order_by(record.c.id).with_for_update())

    def _read(self, case_ids: list[str]) -> dict[str, CaseFile]:
        things: dict[str, list[tuple[Entity, Any]]] = defaultdict(list)
        query = sa.select(record).where(record.c.case_id.in_(case_ids)).order_by(record.c.id)
        for row in self._connection.execute(query):
            entity = Entity(row.entity)
            self._known[entity, row.id] = _Stored(row.ver, row.content_hash, row.scope)
            things[row.case_id].append((entity, decode_record(entity, decompress(row.blob))))
        files = {case_id: case_file_of(some) for case_id, some in things.items()}
        return {case_id: file for case_id, file in files.items() if file is not None}

    def _row(self, entity: Entity, id_: str, *, lock: bool = False) -> _Stored | None:
        if (entity, id_) not in self._known:
            key = (record.c.entity == entity.value) & (record.c.id == id_)
            query = sa.select(record.c.ver, record.c.content_hash, record.c.scope).where(key)
            row = self._connection.execute(query.with_for_update() if lock else query).first()
            self._known[entity, id_] = _Stored(row.ver, row.content_hash, row.scope) if row else None
        return self._known[entity, id_]

    def _row_to_move(self, case_id: str) -> _Stored | None:
        """The row of a case that nobody else writes to now: else a visit taken just now stays in the old scope."""
        if case_id in self._locked:
            return self._row(Entity.CASE, case_id)
        self._locked.add(case_id)
        self._known.pop((Entity.CASE, case_id), None)
        return self._row(Entity.CASE, case_id, lock=True)

    def _save(self, entity: Entity, id_: str, case_id: str, scope: str, thing: Any) -> bool:
        content = encode_record(thing)
        digest = sha256(content)
        row = self._row(entity, id_)
        if row is not None and row.content_hash == digest:
            return False
        stored = _Stored(row.ver + 1 if row else 1, digest, scope)
        blob = compress_record(content)
        values = {"b_scope": scope, "b_ver": stored.ver, "b_blob": blob, "b_hash": digest, "b_at": clock.now()}
        if row is None:
            plain = {"entity": entity.value, "id": id_, "case_id": case_id}
            self._new.append(plain | {column: values[key] for key, column in _COLUMNS.items()})
        else:
            self._changed.append(values | {"b_entity": entity.value, "b_id": id_})
        self._known[entity, id_] = stored
        self._feed.put(scope, entity.value, id_, case_id, element(entity.value, id_, stored.ver, blob))
        return True

    def _move(self, case_id: str, old: str, new: str) -> None:
        self.flush()
        query = sa.select(record.c.entity, record.c.id, record.c.ver, record.c.blob).where(record.c.case_id == case_id)
        things = self._connection.execute(query).all()
        self._connection.execute(sa.update(record).where(record.c.case_id == case_id).values(scope=new))
        for thing in things:
            self._known.pop((Entity(thing.entity), thing.id), None)
            self._feed.evict(old, thing.entity, thing.id, case_id)
            part = element(thing.entity, thing.id, thing.ver, bytes(thing.blob))
            self._feed.put(new, thing.entity, thing.id, case_id, part)


_COLUMNS = {"b_scope": "scope", "b_ver": "ver", "b_blob": "blob", "b_hash": "content_hash", "b_at": "updated_at"}
_UPDATE = (
    sa.update(record)
    .where(record.c.entity == sa.bindparam("b_entity"), record.c.id == sa.bindparam("b_id"))
    .values({column: sa.bindparam(key) for key, column in _COLUMNS.items()})
)
