"""The list of cases: filtering, searching, sorting and paging in SQL over the materialised rows, never in Python."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from db.client_schema import case_row, fact, record
from fieldapp import clock
from fieldapp.domain.strategy.urgency import Reason
from fieldapp.store.laptop.case_filter import CaseFilter, mark_conditions, order_by
from fieldapp.store.laptop.case_search import CAP, CaseSearch, Hits, Narrowing
from fieldapp.store.laptop.search_query import query
from fieldapp.store.laptop.stop import Stop

__all__ = ["CaseFilter", "CaseLine", "CaseList", "Totals"]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of the list. Sums in minor units; `reasons` heaviest first, with the figures of their sentences.

    Attributes:
        holds: kinds of the matters that rest on the case (dispute, paid_claim …), with commas between.
        next_step: the playbook's action; empty while nobody has asked for it, `none` where it has none.
        last_contact_at: the last visit, call or message that reached somebody.
        as_of: the day its figures are of; empty while they are being worked out for the first time.
        place_source: how the place is known (`PlaceSource`), None without one.
    """

    case_id: str
    case_no: str
    borrower_name: str
    premises_name: str
    trade: str
    district: str
    address: str
    bucket: str
    days_past_due: int
    owed: int
    payoff: int
    urgency: int
    reasons: tuple[tuple[Reason, dict[str, str | int]], ...]
    last_visit_at: datetime | None
    last_outcome: str | None
    visited_on: date | None
    plan_health: str | None
    lon_e6: int | None
    lat_e6: int | None
    radius_m: int | None
    assigned_to: str
    balance_at: datetime
    pending: int
    holds: str = ""
    next_step: str = ""
    last_contact_at: datetime | None = None
    as_of: str | None = None
    place_source: str | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """How many cases a filter shows and what they owe today, minor units.

    `unsettled` of them have no figures of today yet: the sum is that of the others and of yesterday's figures.
    """

    count: int
    owed: int
    unsettled: int = 0


_FIELDS = [field.name for field in fields(CaseLine)]
_LINE = [case_row.c[{"owed": "owed_minor", "payoff": "payoff_minor"}.get(name, name)] for name in _FIELDS]
"""The columns of a line, in the order of its fields."""
_REASONS, _VISITED_ON = _FIELDS.index("reasons"), _FIELDS.index("visited_on")


class CaseList:
    """The list within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    @contextmanager
    def heeding(self, stop: Stop) -> Iterator[None]:
        """Read on until asked to stop.

        Raises:
            fieldapp.store.laptop.stop.Stopped: asked to.
        """
        with stop.heeded(self._connection):
            yield

    def page(self, wanted: CaseFilter, offset: int, limit: int) -> list[CaseLine]:
        """Lines of the filtered and sorted list; of a broad search the first `CAP` as `search` gives them.

        Whoever asks for more than those gets all that is found, sorted, and pays for it.
        """
        if wanted.searches and offset + limit <= CAP:
            return self.lines(self.search(wanted).rids[offset : offset + limit])
        statement = sa.select(case_row.c.rid).where(*conditions(wanted)).order_by(*order_by(wanted))
        rids = self._connection.execute(statement.offset(offset).limit(limit)).scalars().all()
        return self.lines(rids)

    def order(self, wanted: CaseFilter) -> array[int]:
        """All rows that the filter shows, in its order: what is paged where no index gives the pages one by one.

        Where somebody searches and asked for no order, those whose name is meant come first.
        """
        asked = query(wanted.text) if wanted.searches and not wanted.marks else None
        if asked is not None:
            only, by_name = Narrowing(wanted.buckets, wanted.collector), wanted.descending is None
            search = CaseSearch(self._connection)
            return search.every(
                asked, only, wanted.sort, down=wanted.down, by_name=by_name and wanted.sort == "urgency"
            )
        statement = sa.select(case_row.c.rid).where(*conditions(wanted)).order_by(*order_by(wanted))
        return array("q", self._connection.execute(statement).scalars())

    def case_ids(self, rids: Sequence[int]) -> list[str]:
        """The cases of these rows, in this order."""
        found: dict[int, str] = {}
        for first in range(0, len(rids), CAP):
            some = sa.select(case_row.c.rid, case_row.c.case_id).where(case_row.c.rid.in_(rids[first : first + CAP]))
            found |= dict(map(tuple, self._connection.execute(some)))
        return [found[rid] for rid in rids if rid in found]

    def search(self, wanted: CaseFilter) -> Hits:
        """What the words of the filter find, at most `CAP` of it."""
        asked = query(wanted.text)
        if asked is None:
            return Hits((), False, {})
        if wanted.marks:
            statement = sa.select(case_row.c.rid).where(*conditions(wanted)).order_by(*order_by(wanted))
            found = self._connection.execute(statement.limit(CAP + 1)).scalars().all()
            return Hits(tuple(found[:CAP]), len(found) > CAP, None)
        only = Narrowing(wanted.buckets, wanted.collector)
        return CaseSearch(self._connection).hits(asked, only, wanted.sort, down=wanted.down)

    def lines(self, rids: Sequence[int]) -> list[CaseLine]:
        """These lines, in this order; without those that are not here any more."""
        found: dict[int, CaseLine] = {}
        for first in range(0, len(rids), CAP):
            statement = sa.select(*_LINE, case_row.c.rid).where(case_row.c.rid.in_(rids[first : first + CAP]))
            found |= {row[-1]: _line(row[:-1]) for row in self._connection.execute(statement)}
        return [found[rid] for rid in rids if rid in found]

    def of_cases(self, case_ids: Sequence[str]) -> list[CaseLine]:
        """The lines of these cases, in this order; without those that are not here any more."""
        found: dict[str, CaseLine] = {}
        for first in range(0, len(case_ids), CAP):
            statement = sa.select(*_LINE).where(case_row.c.case_id.in_(case_ids[first : first + CAP]))
            found |= {line.case_id: line for line in map(_line, self._connection.execute(statement))}
        return [found[case_id] for case_id in case_ids if case_id in found]

    def totals(self, wanted: CaseFilter) -> Totals:
        """Count and sum of what the filter shows."""
        statement = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(case_row.c.owed_minor), 0))
        row = self._connection.execute(statement.where(*conditions(wanted))).one()
        return Totals(row[0], row[1])

    def count(self, wanted: CaseFilter) -> int:
        """How many cases the filter shows."""
        statement = sa.select(sa.func.count()).select_from(case_row).where(*conditions(wanted))
        return int(self._connection.execute(statement).scalar_one())

    def sums(self, wanted: CaseFilter) -> dict[str, Totals]:
        """Count and sum in each bucket, whatever buckets the filter shows."""
        unbucketed, asked = replace(wanted, buckets=()), query(wanted.text)
        behind = self._unsettled(unbucketed)
        if asked is not None and not wanted.marks:
            summed = CaseSearch(self._connection).sums(asked, Narrowing(collector=wanted.collector))
            return {bucket: Totals(*total, behind.get(bucket, 0)) for bucket, total in summed.items()}
        statement = sa.select(case_row.c.bucket, sa.func.count(), sa.func.sum(case_row.c.owed_minor))
        rows = self._connection.execute(statement.where(*conditions(unbucketed)).group_by(case_row.c.bucket))
        found = {bucket: Totals(count, owed) for bucket, count, owed in rows}
        return {bucket: replace(total, unsettled=behind.get(bucket, 0)) for bucket, total in found.items()}

    def unsettled(self) -> int:
        """How many lines of the whole list have no figures of today yet."""
        statement = sa.select(sa.func.count()).select_from(case_row).where(_is_behind(clock.today()))
        return int(self._connection.execute(statement).scalar_one())

    def _unsettled(self, wanted: CaseFilter) -> dict[str, int]:
        if not self.unsettled():
            return {}
        behind = (*conditions(wanted), _is_behind(clock.today()))
        statement = sa.select(case_row.c.bucket, sa.func.count()).where(*behind).group_by(case_row.c.bucket)
        return dict(map(tuple, self._connection.execute(statement)))

    def by_bucket(self, wanted: CaseFilter) -> dict[str, int]:
        """How many cases there are in each bucket, whatever buckets the filter shows."""
        return {bucket: total.count for bucket, total in self.sums(wanted).items()}

    def urgent(self, today: date, limit: int) -> list[CaseLine]:
        """The day's work: what needs somebody most and was not visited today."""
        not_today = sa.or_(case_row.c.visited_on.is_(None), case_row.c.visited_on != today.isoformat())
        statement = sa.select(*_LINE).where(case_row.c.urgency > 0, not_today)
        rows = self._connection.execute(statement.order_by(case_row.c.urgency.desc(), case_row.c.rid).limit(limit))
        return [_line(row) for row in rows]

    def visited(self, today: date) -> list[CaseLine]:
        """What was visited today."""
        statement = sa.select(*_LINE).where(case_row.c.visited_on == today.isoformat())
        return [_line(row) for row in self._connection.execute(statement.order_by(case_row.c.last_visit_at))]

    def line(self, case_id: str) -> CaseLine | None:
        """One case's line."""
        row = self._connection.execute(sa.select(*_LINE).where(case_row.c.case_id == case_id)).first()
        return None if row is None else _line(row)

    def placed(self, wanted: CaseFilter) -> list[CaseLine]:
        """Lines of the filtered list that have a place on the map."""
        statement = sa.select(*_LINE).where(case_row.c.lon_e6.is_not(None), *conditions(wanted))
        return [_line(row) for row in self._connection.execute(statement.order_by(case_row.c.urgency.desc()))]

    def with_plans_waiting(self) -> list[CaseLine]:
        """Cases with a plan that nobody has decided on."""
        return [
            _line(row) for row in self._connection.execute(sa.select(*_LINE).where(case_row.c.plan_health == "waiting"))
        ]

    def holding(self, matter: str) -> list[CaseLine]:
        """Cases on which a matter of this kind rests."""
        return [
            _line(row) for row in self._connection.execute(sa.select(*_LINE).where(case_row.c.holds.contains(matter)))
        ]

    def with_plans(self) -> list[str]:
        """Cases that have a plan, or a fact of this laptop that may have made one."""
        plans = sa.select(record.c.case_id).where(record.c.entity == "plan")
        made = sa.select(fact.c.case_id).where(fact.c.kind == "plan_proposed")
        return list(self._connection.execute(sa.union(plans, made)).scalars())

    def with_documents(self) -> list[str]:
        """Cases that have a paper, or a fact of this laptop that may have made one."""
        papers = sa.select(record.c.case_id).where(record.c.entity == "document")
        made = sa.select(fact.c.case_id).where(fact.c.kind == "document_sealed")
        return list(self._connection.execute(sa.union(papers, made)).scalars())

    def keep_steps(self, steps: Mapping[str, str]) -> None:
        """Keep next steps by case; one that was worked out anew meanwhile stays."""
        for case_id, step in steps.items():
            mine = (case_row.c.case_id == case_id) & (case_row.c.next_step == "")
            self._connection.execute(sa.update(case_row).where(mine).values(next_step=step))

    def stale(self, today: date, limit: int) -> list[str]:
        """Cases whose row was made for another day."""
        statement = sa.select(case_row.c.case_id).where(case_row.c.as_of != today.isoformat()).limit(limit)
        return list(self._connection.execute(statement).scalars())


def conditions(wanted: CaseFilter) -> list[Any]:
    """What a filter asks of the rows of the list."""
    conditions: list[Any] = []
    asked = query(wanted.text)
    if asked is not None:
        conditions.append(case_row.c.rid.in_(_matching(asked.expression)))
    elif wanted.searches:
        conditions.append(sa.false())
    if wanted.buckets:
        conditions.append(case_row.c.bucket.in_(wanted.buckets))
    if wanted.collector:
        conditions.append(case_row.c.assigned_to == wanted.collector)
    return [*conditions, *mark_conditions(wanted.marks, clock.today())]


def _matching(expression: str) -> Any:
    found = sa.text("SELECT rowid FROM case_search WHERE case_search MATCH :words").bindparams(
        sa.bindparam("words", expression, unique=True)
    )
    return found.columns(sa.column("rowid"))


def _is_behind(today: date) -> Any:
    """Whether a row's figures are of another day; as two ranges, for the index of days cannot answer `other than`."""
    return sa.or_(case_row.c.as_of < today.isoformat(), case_row.c.as_of > today.isoformat())


def _line(row: Any) -> CaseLine:
    """A line of a row of `_LINE`; taken by place, which for a page of rows is twice as fast as by name."""
    visited_on = date.fromisoformat(row[_VISITED_ON]) if row[_VISITED_ON] else None
    reasons = tuple((Reason(name), params) for name, params in json.loads(row[_REASONS]))
    values: list[Any] = list(row)
    values[_REASONS], values[_VISITED_ON] = reasons, visited_on
    return CaseLine(*values)
