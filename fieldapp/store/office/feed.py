"""The feed: per scope, what changed, in the order in which laptops must apply it.

Compacted: a thing has one row per scope, which moves to a new number when the thing changes, so that a pull costs
what changed and not what ever happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from db.server_schema import feed, record, scope_head
from fieldapp.protocol.messages import FeedRow

OFFICE_SCOPE = "office"
Op = Literal["put", "evict"]


def staff_scope(staff_id: str) -> str:
    """The scope of the cases assigned to one collector."""
    return f"staff:{staff_id}"


@dataclass(frozen=True, slots=True)
class Change:
    """A thing that a scope gains, changes or loses."""

    entity: str
    id: str
    case_id: str
    op: Op


class Feed:
    """The feed within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._changes: dict[str, dict[tuple[str, str], Change]] = defaultdict(dict)
        self.heads: dict[str, int] = {}

    def put(self, scope: str, entity: str, id_: str, case_id: str) -> None:
        """The scope has this thing, new or changed."""
        self._changes[scope][entity, id_] = Change(entity, id_, case_id, "put")

    def evict(self, scope: str, entity: str, id_: str, case_id: str) -> None:
        """The scope must let go of this thing."""
        self._changes[scope][entity, id_] = Change(entity, id_, case_id, "evict")

    def number(self) -> dict[str, int]:
        """Number what was collected, scopes in sorted order; returns each scope's new head. Last in a transaction."""
        for scope in sorted(self._changes):
            changes = list(self._changes.pop(scope).values())
            head = self._advance(scope, len(changes))
            self._write(scope, changes, head - len(changes) + 1)
            self.heads[scope] = head
        return self.heads

    def head(self, scope: str) -> int:
        """The newest number of a scope; 0 for one that has none."""
        found = self._connection.execute(sa.select(scope_head.c.head).where(scope_head.c.scope == scope)).scalar()
        return found or 0

    def floor(self, scope: str) -> int:
        """Below this number evictions are no longer kept."""
        found = self._connection.execute(sa.select(scope_head.c.floor).where(scope_head.c.scope == scope)).scalar()
        return found or 0

    def ever_had(self, scope: str, entity: str, id_: str) -> bool:
        """Whether the scope has this thing, or had it and was told to let go of it."""
        key = (feed.c.scope == scope) & (feed.c.entity == entity) & (feed.c.id == id_)
        return self._connection.execute(sa.select(feed.c.seq).where(key)).first() is not None

    def rows_after(self, scope: str, seq: int, limit: int) -> list[FeedRow]:
        """The next rows of a scope, oldest first, with the records they put, as stored."""
        joined = feed.outerjoin(record, (record.c.entity == feed.c.entity) & (record.c.id == feed.c.id))
        query = (
            sa.select(feed, record.c.ver, record.c.blob)
            .select_from(joined)
            .where(feed.c.scope == scope, feed.c.seq > seq)
            .order_by(feed.c.seq)
            .limit(limit)
        )
        return [
            FeedRow(
                row.seq, row.entity, row.id, row.ver or 0, row.op, row.case_id, row.blob if row.op == "put" else b""
            )
            for row in self._connection.execute(query)
        ]

    def _advance(self, scope: str, count: int) -> int:
        moved = self._connection.execute(
            sa.update(scope_head)
            .where(scope_head.c.scope == scope)
            .values(head=scope_head.c.head + count)
            .returning(scope_head.c.head)
        ).scalar()
        if moved is not None:
            return int(moved)
        self._open(scope)
        return self._advance(scope, count)

    def _open(self, scope: str) -> None:
        """A first head row; whoever comes second finds it there (both dialects know ON CONFLICT DO NOTHING)."""
        insert = _upsert(self._connection, scope_head).values(scope=scope, head=0, floor=0, digest="0" * 32)
        self._connection.execute(insert.on_conflict_do_nothing(index_elements=["scope"]))

    def _write(self, scope: str, changes: Iterable[Change], first: int) -> None:
        rows = [
            {"scope": scope, "seq": first + i, "entity": c.entity, "id": c.id, "case_id": c.case_id, "op": c.op}
            for i, c in enumerate(changes)
        ]
        gone = sa.delete(feed).where(
            feed.c.scope == scope, feed.c.entity == sa.bindparam("e"), feed.c.id == sa.bindparam("i")
        )
        self._connection.execute(gone, [{"e": row["entity"], "i": row["id"]} for row in rows])
        self._connection.execute(sa.insert(feed), rows)


def _upsert(connection: sa.Connection, table: sa.Table):  # type: ignore[no-untyped-def]
    from sqlalchemy.dialects import postgresql, sqlite

    return (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)
