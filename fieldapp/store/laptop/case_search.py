"""Finding cases by words, as fast among a million as among a hundred: nothing is gathered that will not be shown.

To rank or to sort all that a single character finds costs seconds, so a search stops at `CAP` hits. If these are all,
they are few enough to be sorted and summed at once. If not, those whose name is meant come first, and more words are
the way to the rest; counts and sums of a broad search are a question of its own.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from fieldapp.store.laptop.case_filter import ORDERS
from fieldapp.store.laptop.search_query import Query

CAP = 500
"""Hits a search brings at most."""
# the planner would look at the wide rows one by one; all that is needed to filter, sort and sum is in this index
_FACTS = "rid, bucket, owed_minor, urgency, days_past_due"
_LINES = "case_row AS line INDEXED BY case_row_facts"
_LAST = "\U0010ffff"
RID, BUCKET, OWED = 0, 1, 2
_KEY = {"urgency": 3, "owed": 2, "late": 4}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What else a hit has to be: in one of these buckets (none: any), of this collector (none: any)."""

    buckets: tuple[str, ...] = ()
    collector: str = ""


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search brought.

    Attributes:
        rids: the lines in the order to show them.
        more: whether there are more than these, which then are not sorted, but for names before the rest.
        by_bucket: count and sum in minor units of everything the words find, by bucket whatever buckets are shown;
            None when nobody knows yet.
    """

    rids: tuple[int, ...]
    more: bool
    by_bucket: dict[str, tuple[int, int]] | None


class CaseSearch:
    """Searching within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def hits(self, query: Query, only: Narrowing, sort: str, *, down: bool) -> Hits:
        """The first hits of a query, sorted if they are all; `down`: the greatest first."""
        found = self._found(query, Narrowing(collector=only.collector))
        if len(found) <= CAP:
            facts = self._facts(found)
            shown = [row for row in facts if not only.buckets or row[BUCKET] in only.buckets]
            return Hits(self._sorted(shown, sort, down), False, _summed(facts))
        if only.buckets:
            found = self._found(query, only)
            if len(found) <= CAP:
                return Hits(self._sorted(self._facts(found), sort, down), False, None)
        named = self._named(query, only)
        first = self._sorted(self._facts(named), sort, down) if len(named) <= CAP else tuple(named)
        return Hits(tuple(dict.fromkeys([*first, *found]))[:CAP], True, None)

    def every(self, query: Query, only: Narrowing, sort: str, *, down: bool, by_name: bool) -> array[int]:
        """All lines of a query in their order; `by_name`: those whose name is meant before the rest."""
        order = ORDERS[sort]
        lines = _LINES if order.column in _FACTS else "case_row AS line"
        condition, values = _narrowed(only)
        way = "DESC" if down else "ASC"
        found = self._rids(
            f"SELECT line.rid FROM case_search CROSS JOIN {lines} ON line.rid = case_search.rowid"  # noqa: S608
            f" WHERE case_search MATCH ?{condition} ORDER BY line.{order.column} {way}, line.rid",
            (query.expression, *values),
        )
        if not by_name or not query.in_name:
            return array("q", found)
        meant = set(self._matching(f"({query.in_name}) AND {query.expression}", only, -1))
        return array("q", [rid for rid in found if rid in meant] + [rid for rid in found if rid not in meant])

    def sums(self, query: Query, only: Narrowing) -> dict[str, tuple[int, int]]:
        """Count and sum in minor units of everything that a query finds, by bucket."""
        condition, values = _narrowed(only)
        rows = self._connection.exec_driver_sql(
            f"SELECT line.bucket, count(*), sum(line.owed_minor) FROM case_search CROSS JOIN {_LINES}"  # noqa: S608
            f" ON line.rid = case_search.rowid WHERE case_search MATCH ?{condition} GROUP BY line.bucket",
            (query.expression, *values),
        )
        return {bucket: (count, owed) for bucket, count, owed in rows}

    def _found(self, query: Query, only: Narrowing) -> list[int]:
        if not query.beginnings:
            return self._matching(query.expression, only)
        found: dict[int, None] = {}
        for beginning in query.beginnings:
            if len(found) <= CAP:
                found |= dict.fromkeys(self._beginning(beginning, only))
        return list(found)[: CAP + 1]

    def _named(self, query: Query, only: Narrowing) -> list[int]:
        """Hits where a name is meant. Most words of an address are in no name, which is asked first: it costs less."""
        if not query.in_name or not self._matching(query.in_name, Narrowing(), 1):
            return []
        return self._matching(f"({query.in_name}) AND {query.expression}", only)

    def _matching(self, expression: str, only: Narrowing, most: int = CAP + 1) -> list[int]:
        joined, condition, values = _only(only, "case_search.rowid")
        return self._rids(
            f"SELECT case_search.rowid FROM case_search{joined} WHERE case_search MATCH ?{condition} LIMIT ?",  # noqa: S608
            (expression, *values, most),
        )

    def _beginning(self, beginning: str, only: Narrowing) -> list[int]:
        """Lines that have a word with this beginning, in the order of these words."""
        joined, condition, values = _only(only, "word.doc")
        return self._rids(
            f"SELECT DISTINCT word.doc FROM temp.case_word AS word{joined}"  # noqa: S608 - names of ours
            f" WHERE word.term >= ? AND word.term < ?{condition} LIMIT ?",
            (beginning, beginning + _LAST, *values, CAP + 1),
        )

    def _facts(self, rids: Sequence[int]) -> list[Any]:
        marks = ", ".join("?" * len(rids))
        statement = f"SELECT {_FACTS} FROM {_LINES} WHERE rid IN ({marks})"  # noqa: S608
        return list(self._connection.exec_driver_sql(statement, tuple(rids)).all())

    def _sorted(self, rows: Sequence[Any], sort: str, down: bool) -> tuple[int, ...]:
        if sort in _KEY:
            key, sign = _KEY[sort], -1 if down else 1
            ordered = sorted(rows, key=lambda row: (sign * row[key], row[RID]))
            return tuple(row[RID] for row in ordered)
        marks, way = ", ".join("?" * len(rows)), "DESC" if down else "ASC"
        by = f"ORDER BY {ORDERS[sort].column} {way}, rid"
        return tuple(self._rids(f"SELECT rid FROM case_row WHERE rid IN ({marks}) {by}", tuple(r[RID] for r in rows)))  # noqa: S608

    def _rids(self, statement: str, values: tuple[Any, ...]) -> list[int]:
        return [rid for (rid,) in self._connection.exec_driver_sql(statement, values).all()]


def _only(only: Narrowing, rid: str) -> tuple[str, str, tuple[str, ...]]:
    """What narrows a statement down: lines joined by `rid`, conditions on them, and their values."""
    condition, values = _narrowed(only)
    return f" CROSS JOIN {_LINES} ON line.rid = {rid}" if values else "", condition, values


def _narrowed(only: Narrowing) -> tuple[str, tuple[str, ...]]:
    """Conditions on a line that is joined, and their values."""
    condition, values = "", only.buckets
    if only.buckets:
        condition += f" AND line.bucket IN ({', '.join('?' * len(only.buckets))})"
    if only.collector:
        condition += " AND line.assigned_to = ?"
        values = (*values, only.collector)
    return condition, values


def _summed(rows: Sequence[Any]) -> dict[str, tuple[int, int]]:
    sums: dict[str, tuple[int, int]] = {}
    for row in rows:
        count, owed = sums.get(row[BUCKET], (0, 0))
        sums[row[BUCKET]] = (count + 1, owed + row[OWED])
    return sums
