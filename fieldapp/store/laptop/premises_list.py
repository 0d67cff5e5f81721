"""Premises as they are read: all that a filter shows for the map, those nobody has confirmed, those at one address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from db.client_schema import case_row, premises_row
from fieldapp.domain.party import CONFIRMED
from fieldapp.store.laptop.case_filter import CaseFilter
from fieldapp.store.laptop.case_list import conditions
from fieldapp.store.laptop.premises_rows import PremisesRows


class PremisesLine(NamedTuple):
    """Premises with their place and what the map and the queue show of their case. Plain values: there are thousands.

    Attributes:
        number: place in the case's record, 0 for its first premises. name: of the business, as it was noted.
        lon_e6, lat_e6: millionths of a degree, WGS-84; None where nothing is known. radius_m: how far off it may be.
        source: a `PlaceSource`. reason: the code of the sentence that says why this place; empty for the record's own.
        owed: minor units, at the day `as_of` (ISO; empty while figures are being worked out for the first time).
        visited_on: ISO day of the last visit.
    """

    case_id: str
    premises_id: str
    number: int
    name: str
    trade: str
    district: str
    address: str
    lon_e6: int | None
    lat_e6: int | None
    radius_m: int | None
    source: str | None
    reason: str
    case_no: str
    borrower_name: str
    bucket: str
    days_past_due: int
    owed: int
    urgency: int
    visited_on: str | None
    assigned_to: str
    holds: str
    as_of: str


_OF_PREMISES = {
    "name": "name",
    "trade": "trade",
    "district": "district",
    "address": "address",
    "source": "place_source",
    "reason": "place_reason",
}
_NAMED = {"owed": "owed_minor"}


def _column(name: str) -> Any:
    own = _OF_PREMISES.get(name, name)
    return premises_row.c[own] if own in premises_row.c else case_row.c[_NAMED.get(name, name)]


_LINE = sa.select(*(_column(name) for name in PremisesLine._fields)).join_from(
    premises_row, case_row, case_row.c.case_id == premises_row.c.case_id
)
_UNCONFIRMED = ~sa.func.coalesce(premises_row.c.place_source, "").in_([source.value for source in CONFIRMED])


class PremisesList(PremisesRows):
    """The premises within one transaction: the rows and how they are read."""

    def points(self, wanted: CaseFilter) -> list[PremisesLine]:
        """All premises with a place of the cases that a filter shows, the most urgent first."""
        query = _LINE.where(premises_row.c.lon_e6.is_not(None), *conditions(wanted))
        return self._lines(query.order_by(*_BY_URGENCY))

    def count_points(self, wanted: CaseFilter) -> int:
        """How many these are."""
        joined = sa.select(sa.func.count()).join_from(premises_row, case_row, _SAME_CASE)
        query = joined.where(premises_row.c.lon_e6.is_not(None), *conditions(wanted))
        return int(self._connection.execute(query).scalar_one())

    def of_case(self, case_id: str) -> list[PremisesLine]:
        """The premises of a case, in their order."""
        return self._lines(_LINE.where(premises_row.c.case_id == case_id).order_by(premises_row.c.number))

    def of_cases(self, case_ids: Iterable[str]) -> list[PremisesLine]:
        """The premises of these cases, in the order of the cases and of their own."""
        wanted = list(dict.fromkeys(case_ids))
        place = {case_id: at for at, case_id in enumerate(wanted)}
        found = self._lines(_LINE.where(premises_row.c.case_id.in_(wanted)))
        return sorted(found, key=lambda line: (place[line.case_id], line.number))

    def to_confirm(self, first: Sequence[str] = (), limit: int = 500) -> list[PremisesLine]:
        """Premises whose place nobody confirmed: those of the cases `first`, in this order, then the most urgent."""
        ahead = [line for line in self.of_cases(first) if line.source not in CONFIRMED] if first else []
        rest = _LINE.where(_UNCONFIRMED, premises_row.c.case_id.not_in(first)).order_by(*_BY_URGENCY)
        return [*ahead, *self._lines(rest.limit(max(0, limit - len(ahead))))][:limit]

    def count_to_confirm(self) -> int:
        """How many there are in all."""
        query = sa.select(sa.func.count()).select_from(premises_row).where(_UNCONFIRMED)
        return int(self._connection.execute(query).scalar_one())

    def same_address(self, case_id: str, premises_id: str) -> list[PremisesLine]:
        """Other premises at the same address, those whose place is confirmed first; none where it names no door."""
        own = sa.select(premises_row.c.address_key).where(
            premises_row.c.case_id == case_id, premises_row.c.premises_id == premises_id, premises_row.c.names_door
        )
        key = self._connection.execute(own).scalar()
        if not key:
            return []
        found = self._lines(_LINE.where(premises_row.c.address_key == key).order_by(*_BY_URGENCY))
        others = [line for line in found if (line.case_id, line.premises_id) != (case_id, premises_id)]
        return sorted(others, key=lambda line: line.source not in CONFIRMED)

    def _lines(self, query: Any) -> list[PremisesLine]:
        return [PremisesLine._make(row) for row in self._connection.execute(query)]


_SAME_CASE = case_row.c.case_id == premises_row.c.case_id
_BY_URGENCY = (case_row.c.urgency.desc(), case_row.c.rid, premises_row.c.number)
