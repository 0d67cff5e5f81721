"""The shadow: the server's records as they came, kept unopened. Only sync writes here.

A row belongs to the scope that brought it; an eviction removes it only if it still does, because one laptop may hold
both the scope that loses a case and the one that gains it. Each row counts in the digest of its scope; one that is on
its way to another scope of this laptop stays in sight and counts in neither.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from db.client_schema import record
from fieldapp.domain.case import CaseFile, Entity
from fieldapp.domain.case_card import CaseCard
from fieldapp.domain.conduct import HelpCall, RuleOverride
from fieldapp.domain.staff import Office, Staff
from fieldapp.protocol.case_records import case_file_of
from fieldapp.protocol.codec import decompress
from fieldapp.protocol.digest import bucket_of, element
from fieldapp.protocol.messages import FeedRow
from fieldapp.protocol.records import decode_record

CHUNK = 400
_KNOWN = {entity.value: entity for entity in Entity}


@dataclass(slots=True)
class Weight:
    """What a change of the shadow did to the digests: elements that went, by scope, and those that came to one."""

    gone: dict[str, list[bytes]] = field(default_factory=dict)
    come: list[bytes] = field(default_factory=list)

    def lose(self, scope: str, part: bytes | None) -> None:
        """An element of a scope went; None for a row that counted in no scope."""
        if part is not None:
            self.gone.setdefault(scope, []).append(part)


@dataclass(frozen=True, slots=True)
class Unopened:
    """A case's own record as it came."""

    blob: bytes

    @property
    def mark(self) -> bytes:
        """Tells this record from any other one. Its version would not: a restored server gives a number twice."""
        return hashlib.blake2b(self.blob, digest_size=16).digest()


class Shadow:
    """The shadow within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def apply(self, scope: str, rows: Sequence[FeedRow]) -> Weight:
        """Take rows of a scope as they came: records put, records let go of, records that move on."""
        weight = Weight()
        held = self._held(rows)
        puts: list[tuple[Any, ...]] = []
        gone: list[tuple[str, str, str]] = []
        moved: list[tuple[str, str, str]] = []
        for row in rows:
            mine = held.get((row.entity, row.id))
            if row.op == "put":
                part = element(row.entity, row.id, row.ver, row.blob)
                weight.come.append(part)
                if mine is not None:
                    weight.lose(*mine)
                puts.append((row.entity, row.id, scope, row.case_id, row.ver, row.blob, part))
            elif mine is not None and mine[0] == scope:
                weight.lose(*mine)
                (moved if row.to else gone).append((row.to, row.entity, row.id))
        self._many(_PUT, puts)
        self._many(_MOVE, moved)
        self._many(_DROP, [(entity, id_) for _, entity, id_ in gone])
        return weight

    def rows(self, scope: str, entities: frozenset[str]) -> list[FeedRow]:
        """The records of some kinds in a scope, as they came."""
        query = sa.select(record).where(record.c.scope == scope, record.c.entity.in_(sorted(entities)))
        return [
            FeedRow(0, row.entity, row.id, row.ver, "put", row.case_id, row.blob)
            for row in self._connection.execute(query)
        ]

    def replace_buckets(self, scope: str, buckets: frozenset[int], rows: Sequence[FeedRow]) -> tuple[Weight, set[str]]:
        """Make some buckets of a scope hold exactly these rows; what that did, and the cases concerned."""
        kept = {(row.entity, row.id) for row in rows}
        weight, cases, gone = Weight(), {row.case_id for row in rows}, []
        query = sa.select(record.c.entity, record.c.id, record.c.case_id, record.c.element)
        for row in self._connection.execute(query.where(record.c.scope == scope)):
            if bucket_of(row.id) in buckets and (row.entity, row.id) not in kept:
                weight.lose(scope, row.element)
                cases.add(row.case_id)
                gone.append((row.entity, row.id))
        self._many(_DROP, gone)
        put = self.apply(scope, rows)
        weight.come += put.come
        for other, parts in put.gone.items():
            weight.gone.setdefault(other, []).extend(parts)
        return weight, cases

    def elements(self, scope: str) -> list[tuple[str, bytes]]:
        """(id, element) of everything that counts in a scope."""
        mine = (record.c.scope == scope) & record.c.element.is_not(None)
        return [
            (row.id, row.element)
            for row in self._connection.execute(sa.select(record.c.id, record.c.element).where(mine))
        ]

    def is_empty(self, scope: str) -> bool:
        """Whether nothing of this scope is here."""
        return self._connection.execute(sa.select(record.c.id).where(record.c.scope == scope).limit(1)).first() is None

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
        query = sa.select(record.c.entity, record.c.blob).where(record.c.case_id == case_id).order_by(record.c.id)
        # of a kind that only a newer program knows: kept for it, and nothing here
        rows = [row for row in self._connection.execute(query) if row.entity in _KNOWN]
        return case_file_of(
            (_KNOWN[row.entity], decode_record(_KNOWN[row.entity], decompress(row.blob))) for row in rows
        )

    def case_ids(self) -> list[str]:
        """All cases on this laptop."""
        query = sa.select(record.c.id).where(record.c.entity == Entity.CASE.value).order_by(record.c.id)
        return list(self._connection.execute(query).scalars())

    def unopened(self, case_ids: Sequence[str]) -> dict[str, Unopened]:
        """The records of these cases themselves, as far as they are here."""
        found: dict[str, Unopened] = {}
        for at in range(0, len(case_ids), CHUNK):
            mine = (record.c.entity == Entity.CASE.value) & record.c.id.in_(case_ids[at : at + CHUNK])
            rows = self._connection.execute(sa.select(record.c.id, record.c.blob).where(mine))
            found |= {row.id: Unopened(row.blob) for row in rows}
        return found

    def case_of(self, entity: Entity, id_: str) -> str | None:
        """The case that a record belongs to; None where the record is not here."""
        mine = (record.c.entity == entity.value) & (record.c.id == id_)
        found = self._connection.execute(sa.select(record.c.case_id).where(mine)).scalar()
        return str(found) if found else None

    def overrides(self) -> list[RuleOverride]:
        """Every warning gone over, and every number opened, of all cases on this laptop."""
        return self._all(Entity.OVERRIDE)

    def help_calls(self) -> list[HelpCall]:
        """Every call for help of all cases on this laptop."""
        return self._all(Entity.HELP)

    def cases_with(self, *entities: Entity) -> list[str]:
        """Cases that have a record of one of these kinds."""
        mine = record.c.entity.in_([entity.value for entity in entities])
        query = sa.select(record.c.case_id).where(mine).distinct().order_by(record.c.case_id)
        return [str(found) for found in self._connection.execute(query).scalars() if found]

    def cards(self) -> list[CaseCard]:
        """All working cards on this laptop."""
        return self._all(Entity.CARD)

    def every(self, entity: Entity) -> list[Any]:
        """All records of a kind on this laptop, by id."""
        return self._all(entity)

    def office(self) -> Office | None:
        """The office's particulars; None before the first sync."""
        found = self._all(Entity.OFFICE)
        return found[0] if found else None

    def staff(self) -> dict[str, Staff]:
        """Everybody of the office by id."""
        return {person.id: person for person in self._all(Entity.STAFF)}

    def _held(self, rows: Iterable[FeedRow]) -> dict[tuple[str, str], tuple[str, bytes | None]]:
        """Which of these things are here: scope and element of each."""
        ids = list({row.id for row in rows})
        found: dict[tuple[str, str], tuple[str, bytes | None]] = {}
        for at in range(0, len(ids), CHUNK):
            query = sa.select(record.c.entity, record.c.id, record.c.scope, record.c.element)
            # the kind is named first in the key, so it must be named here too
            mine = record.c.entity.in_(sorted({row.entity for row in rows})) & record.c.id.in_(ids[at : at + CHUNK])
            for row in self._connection.execute(query.where(mine)):
                found[row.entity, row.id] = (row.scope, row.element)
        return found

    def _many(self, statement: str, rows: list[Any]) -> None:
        if rows:
            self._connection.exec_driver_sql(statement, rows)

    def _all(self, entity: Entity) -> list[Any]:
        blobs = self._connection.execute(
            sa.select(record.c.blob).where(record.c.entity == entity.value).order_by(record.c.id)
        ).scalars()
        return [decode_record(entity, decompress(blob)) for blob in blobs]


_PUT = (
    "INSERT INTO record (entity, id, scope, case_id, ver, blob, element) VALUES (?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (entity, id) DO UPDATE SET scope = excluded.scope, case_id = excluded.case_id, ver = excluded.ver, "
    "blob = excluded.blob, element = excluded.element"
)
_MOVE = "UPDATE record SET scope = ?, element = NULL WHERE entity = ? AND id = ?"
_DROP = "DELETE FROM record WHERE entity = ? AND id = ?"
