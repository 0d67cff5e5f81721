"""The feed: per scope, what changed, in the order in which laptops must apply it.

Compacted: a thing has one row per scope, which moves to a new number when the thing changes, so that a pull costs
what changed and not what ever happened. Each scope has a digest of all it holds, kept by the same transactions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from db.server_schema import feed, record, scope_head
from fieldapp import clock
from fieldapp.protocol.digest import EMPTY, bucket_of, bucket_sums, changed
from fieldapp.protocol.messages import FeedRow

OFFICE_SCOPE = "office"
CHUNK = 400
Op = Literal["put", "evict"]


def staff_scope(staff_id: str) -> str:
    """The scope of the cases assigned to one collector."""
    return f"staff:{staff_id}"


@dataclass(frozen=True, slots=True)
class Change:
    """A thing that a scope gains, changes or loses; with its part of the digest unless it is lost."""

    entity: str
    id: str
    case_id: str
    op: Op
    element: bytes | None


@dataclass(frozen=True, slots=True)
class Head:
    """Where a scope stands: its newest number, the floor below which evictions are no longer kept, its digest."""

    seq: int
    floor: int
    digest: str


NOTHING = Head(0, 0, EMPTY)


class Feed:
    """The feed within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._changes: dict[str, dict[tuple[str, str], Change]] = defaultdict(dict)

    def put(self, scope: str, entity: str, id_: str, case_id: str, element: bytes) -> None:
        """The scope has this thing, new or changed."""
        self._changes[scope][entity, id_] = Change(entity, id_, case_id, "put", element)

    def evict(self, scope: str, entity: str, id_: str, case_id: str) -> None:
        """The scope must let go of this thing."""
        self._changes[scope][entity, id_] = Change(entity, id_, case_id, "evict", None)

    def number(self) -> dict[str, int]:
        """Number what was collected, scopes in sorted order; the new heads of those. Last in a transaction.

        The head row is locked by being moved on, so that whoever comes second waits until the first has committed.
        """
        heads: dict[str, int] = {}
        for scope in sorted(self._changes):
            changes = list(self._changes.pop(scope).values())
            heads[scope] = self._advance(scope, len(changes))
            gone = self._take_out(scope, changes)
            self._write(scope, changes, heads[scope] - len(changes) + 1)
            self._weigh(scope, gone, [c.element for c in changes if c.element is not None])
        return heads

    def standing(self, scopes: Sequence[str]) -> dict[str, Head]:
        """Where each of these scopes stands."""
        rows = self._connection.execute(sa.select(scope_head).where(scope_head.c.scope.in_(scopes)))
        found = {row.scope: Head(row.head, row.floor, row.digest) for row in rows}
        return {scope: found.get(scope, NOTHING) for scope in scopes}

    def head(self, scope: str) -> int:
        """The newest number of a scope; 0 for one that has none."""
        return self.standing([scope])[scope].seq

    def floor(self, scope: str) -> int:
        """Below this number evictions are no longer kept."""
        return self.standing([scope])[scope].floor

    def ever_had(self, scope: str, entity: str, id_: str) -> bool:
        """Whether the scope has this thing, or had it and was told to let go of it."""
        key = (feed.c.scope == scope) & (feed.c.entity == entity) & (feed.c.id == id_)
        return self._connection.execute(sa.select(feed.c.seq).where(key)).first() is not None

    def rows_after(self, scope: str, seq: int, limit: int) -> list[FeedRow]:
        """The next rows of a scope, oldest first, with the records they put, as stored.

        An evicted one names in `to` the scope that its record is in now, if it is anywhere.
        """
        query = _ROWS.where(feed.c.scope == scope, feed.c.seq > seq).order_by(feed.c.seq).limit(limit)
        return [_row(row) for row in self._connection.execute(query)]

    def sums(self, scope: str) -> bytes:
        """The digests of the scope's buckets."""
        query = sa.select(feed.c.id, feed.c.element).where(feed.c.scope == scope, feed.c.op == "put")
        return bucket_sums((row.id, bytes(row.element)) for row in self._connection.execute(query))

    def bucket_bytes(self, scope: str) -> dict[int, int]:
        """How many bytes the records in each bucket of the scope have; buckets that hold nothing are not named."""
        end = sa.func.substr(feed.c.id, sa.func.length(feed.c.id) - 1)
        of_record = (record.c.entity == feed.c.entity) & (record.c.id == feed.c.id)
        query = sa.select(end, sa.func.sum(sa.func.length(record.c.blob))).select_from(feed.join(record, of_record))
        rows = self._connection.execute(query.where(feed.c.scope == scope, feed.c.op == "put").group_by(end))
        return {int(tail, 16): int(size) for tail, size in rows}

    def in_buckets(self, scope: str, buckets: tuple[int, ...]) -> list[FeedRow]:
        """All that these buckets of a scope hold."""
        wanted = set(buckets)
        things = self._connection.execute(sa.select(feed.c.seq, feed.c.id).where(feed.c.scope == scope)).all()
        numbers = sorted(row.seq for row in things if bucket_of(row.id) in wanted)
        found: list[FeedRow] = []
        for at in range(0, len(numbers), CHUNK):
            some = _ROWS.where(feed.c.scope == scope, feed.c.op == "put", feed.c.seq.in_(numbers[at : at + CHUNK]))
            found += [_row(row) for row in self._connection.execute(some)]
        return found

    def purge(self, before: datetime) -> int:
        """Forget evictions older than `before`, raising the floor of their scopes; how many were forgotten.

        A laptop that was not here since must fetch its scope anew: it may hold things it should have let go of.
        """
        old = (feed.c.op == "evict") & (feed.c.at < before)
        query = sa.select(feed.c.scope, sa.func.max(feed.c.seq)).where(old).group_by(feed.c.scope)
        for scope, highest in sorted(self._connection.execute(query).all()):
            raised = sa.update(scope_head).where(scope_head.c.scope == scope, scope_head.c.floor < highest)
            self._connection.execute(raised.values(floor=highest))
        return self._connection.execute(sa.delete(feed).where(old)).rowcount

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
        insert = insert_or_leave(self._connection, scope_head, ["scope"])
        self._connection.execute(insert.values(scope=scope, head=0, floor=0, digest=EMPTY))

    def _take_out(self, scope: str, changes: list[Change]) -> list[bytes]:
        """Remove the rows that the changes replace; their parts of the digest."""
        gone: list[bytes] = []
        for at in range(0, len(changes), CHUNK):
            names = [(change.entity, change.id) for change in changes[at : at + CHUNK]]
            key = (feed.c.scope == scope) & sa.tuple_(feed.c.entity, feed.c.id).in_(names)
            rows = self._connection.execute(sa.select(feed.c.seq, feed.c.element).where(key)).all()
            gone += [bytes(row.element) for row in rows if row.element is not None]
            if rows:
                numbers = [row.seq for row in rows]
                self._connection.execute(sa.delete(feed).where(feed.c.scope == scope, feed.c.seq.in_(numbers)))
        return gone

    def _write(self, scope: str, changes: list[Change], first: int) -> None:
        now = clock.now()
        rows = [
            {
                "scope": scope,
                "seq": first + i,
                "entity": c.entity,
                "id": c.id,
                "case_id": c.case_id,
                "op": c.op,
                "element": c.element,
                "at": now,
            }
            for i, c in enumerate(changes)
        ]
        self._connection.execute(sa.insert(feed), rows)

    def _weigh(self, scope: str, gone: list[bytes], come: list[bytes]) -> None:
        """Bring the digest up to date; nobody else can, while this transaction holds the head row."""
        mine = scope_head.c.scope == scope
        old = self._connection.execute(sa.select(scope_head.c.digest).where(mine)).scalar_one()
        new = changed(old, gone=gone, come=come)
        self._connection.execute(sa.update(scope_head).where(mine).values(digest=new))


_ROWS = sa.select(feed, record.c.ver, record.c.blob, record.c.scope.label("now_in")).select_from(
    feed.outerjoin(record, (record.c.entity == feed.c.entity) & (record.c.id == feed.c.id))
)


def _row(row: Any) -> FeedRow:
    if row.op == "put":
        return FeedRow(row.seq, row.entity, row.id, row.ver, "put", row.case_id, bytes(row.blob))
    return FeedRow(row.seq, row.entity, row.id, row.ver or 0, "evict", row.case_id, b"", row.now_in or "")


def insert_or_leave(connection: sa.Connection, table: sa.Table, key: list[str]) -> Any:
    """An INSERT that leaves a row with the same key as it is; both dialects know how, each by its own name."""
    insert = postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
    return insert.on_conflict_do_nothing(index_elements=key)
