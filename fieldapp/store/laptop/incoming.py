"""A scope that comes anew, beside the copy that is shown: complete or not at all.

When a copy cannot be continued (the server was restored, tombstones are gone) it is fetched from the beginning. Until
all of that has arrived, however many days and cut lines it takes, the old copy stays in its place.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from db.client_schema import record_incoming
from fieldapp.protocol.digest import element
from fieldapp.protocol.messages import FeedRow
from fieldapp.store.laptop.shadow import Weight

CHUNK = 500


class Incoming:
    """The side table within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def apply(self, scope: str, rows: Sequence[FeedRow]) -> Weight:
        """Take rows as they came."""
        weight = Weight()
        for part in self._parts(scope, {(row.entity, row.id) for row in rows}):
            weight.lose(scope, part)
        names = [(scope, row.entity, row.id) for row in rows]
        if names:
            self._connection.exec_driver_sql(_DROP, names)
        puts = [
            (scope, row.entity, row.id, row.case_id, row.ver, row.blob, element(row.entity, row.id, row.ver, row.blob))
            for row in rows
            if row.op == "put"
        ]
        weight.come = [part for *_, part in puts]
        if puts:
            self._connection.exec_driver_sql(_PUT, puts)
        return weight

    def leave_to(self, scope: str, rows: Sequence[FeedRow]) -> dict[str, list[bytes]]:
        """What has just come with `scope` is no part of another scope's copy, where it came earlier; elements by scope.

        Else that copy, when it is swapped in, would bring back a thing that has moved meanwhile.
        """
        names = {(row.entity, row.id) for row in rows if row.op == "put"}
        ids = sorted({id_ for _, id_ in names})
        left: list[tuple[str, str, str, bytes]] = []
        for at in range(0, len(ids), CHUNK):
            theirs = (record_incoming.c.scope != scope) & record_incoming.c.id.in_(ids[at : at + CHUNK])
            found = self._connection.execute(sa.select(record_incoming).where(theirs))
            left += [(r.scope, r.entity, r.id, r.element) for r in found if (r.entity, r.id) in names]
        if left:
            self._connection.exec_driver_sql(_DROP, [one[:3] for one in left])
        parts: dict[str, list[bytes]] = {}
        for other, _, _, part in left:
            parts.setdefault(other, []).append(part)
        return parts

    def clear(self, scope: str) -> None:
        """Forget what has come of a scope."""
        self._connection.execute(sa.delete(record_incoming).where(record_incoming.c.scope == scope))

    def swap_in(self, scope: str) -> tuple[Weight, set[str]]:
        """What has come takes the place of what is shown.

        Returns what that took from other scopes, and the cases in which something is different by it.
        """
        change = self._connection.exec_driver_sql
        cases = set(change(_DIFFERENT, (scope, scope)).scalars()) | set(change(_MISSING, (scope, scope)).scalars())
        weight = Weight()
        for other, part in change(_ELSEWHERE, (scope, scope)):
            weight.lose(other, part)
        change(_REMOVE, (scope, scope))
        change(_TAKE_OVER, (scope,))
        self.clear(scope)
        return weight, cases

    def _parts(self, scope: str, names: set[tuple[str, str]]) -> list[bytes]:
        """What the rows that are replaced counted."""
        ids, found = sorted({id_ for _, id_ in names}), []
        columns = (record_incoming.c.entity, record_incoming.c.id, record_incoming.c.element)
        for at in range(0, len(ids), CHUNK):
            mine = (record_incoming.c.scope == scope) & record_incoming.c.id.in_(ids[at : at + CHUNK])
            rows = self._connection.execute(sa.select(*columns).where(mine))
            found += [row.element for row in rows if (row.entity, row.id) in names]
        return found


_DROP = "DELETE FROM record_incoming WHERE scope = ? AND entity = ? AND id = ?"
_PUT = "INSERT INTO record_incoming (scope, entity, id, case_id, ver, blob, element) VALUES (?, ?, ?, ?, ?, ?, ?)"
_DIFFERENT = (
    "SELECT DISTINCT i.case_id FROM record_incoming i LEFT JOIN record r ON r.entity = i.entity AND r.id = i.id "
    "AND r.scope = ? WHERE i.scope = ? AND (r.element IS NULL OR r.element <> i.element)"
)
_ELSEWHERE = (
    "SELECT r.scope, r.element FROM record_incoming i JOIN record r ON r.entity = i.entity AND r.id = i.id "
    "WHERE i.scope = ? AND r.scope <> ?"
)
_GONE = (
    "FROM record WHERE scope = ? AND NOT EXISTS (SELECT 1 FROM record_incoming i "
    "WHERE i.scope = ? AND i.entity = record.entity AND i.id = record.id)"
)
_MISSING = "SELECT DISTINCT case_id " + _GONE
_REMOVE = "DELETE " + _GONE
_TAKE_OVER = (
    "INSERT INTO record (entity, id, scope, case_id, ver, blob, element) "
    "SELECT entity, id, scope, case_id, ver, blob, element FROM record_incoming WHERE scope = ? "
    "ON CONFLICT (entity, id) DO UPDATE SET scope = excluded.scope, case_id = excluded.case_id, ver = excluded.ver, "
    "blob = excluded.blob, element = excluded.element"
)
