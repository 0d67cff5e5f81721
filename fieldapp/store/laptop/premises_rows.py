"""Every business address of every case with the best place known for it: what is drawn with the case's own row.

Beside the record's own place stands what a search for the address came to (`found_places`) and what somebody confirmed
for another case at the same door. The best of them by the order of trust is the row's place, and that of the case's
first premises that has one is the case's. How they are read is in `premises_list`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import sqlalchemy as sa

from db.client_schema import premises_row
from fieldapp.domain.party import CONFIRMED, Datum, Place, PlaceSource
from fieldapp.store.laptop.found_places import FoundPlace, FoundPlaces, chunks

SHARED = "place.same_address"
"""The reason of a place that somebody confirmed for another case at the same door."""
_TRUST = {source: rank for rank, source in enumerate(PlaceSource)}


class Addressed(Protocol):
    """Premises, as far as a row is made of them."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def trade(self) -> str: ...
    @property
    def district(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def place(self) -> Place | None: ...


@dataclass(frozen=True, slots=True)
class Unsearched:
    """Premises whose address is to be looked up."""

    case_id: str
    premises_id: str
    district: str
    address: str


@dataclass(frozen=True, slots=True)
class Keyed:
    """The same with the digest of its address, and whether the address names a door, so that a pin may be shared."""

    premises: Unsearched
    key: str
    names_door: bool


class _Row(NamedTuple):
    """A row as it is weighed."""

    case_id: str
    premises_id: str
    district: str
    address: str
    address_key: str
    names_door: bool
    own_place: str
    lon_e6: int | None
    lat_e6: int | None
    radius_m: int | None
    place_source: str | None
    place_reason: str

    @property
    def pin(self) -> tuple[str, str]:
        """What others at the same door learn from it; empty for nothing."""
        own = _place(self.own_place) if self.address_key and self.names_door else None
        return (self.address_key, self.own_place) if own is not None and own.source in CONFIRMED else ("", "")


_COLUMNS = [premises_row.c[name] for name in _Row._fields]
_INSERT = (
    "INSERT OR REPLACE INTO premises_row (case_id, premises_id, number, name, trade, district, address, address_key, "
    "names_door, own_place, lon_e6, lat_e6, radius_m, place_source, place_reason) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_NUMBER, _PLACED = 2, slice(10, 14)
"""Where a row that is written has its number, and its place."""
_PLACE = (
    "UPDATE premises_row SET lon_e6 = ?, lat_e6 = ?, radius_m = ?, place_source = ?, place_reason = ? "
    "WHERE case_id = ? AND premises_id = ?"
)
_PLACE_CASE = (
    "UPDATE case_row SET (lon_e6, lat_e6, radius_m, place_source) = (SELECT p.lon_e6, p.lat_e6, p.radius_m, "
    "p.place_source FROM premises_row p WHERE p.case_id = case_row.case_id AND p.lon_e6 IS NOT NULL "
    "ORDER BY p.number LIMIT 1) WHERE case_id = ?"
)
_KEY = (
    "UPDATE premises_row SET address_key = ?, names_door = ? "
    "WHERE case_id = ? AND premises_id = ? AND district = ? AND address = ?"
)


class PremisesRows:
    """The rows within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self.found = FoundPlaces(connection)

    def draw(
        self, cases: Mapping[str, Sequence[Addressed]], known: Collection[str]
    ) -> tuple[dict[str, Place | None], set[str]]:
        """Write the rows of these cases anew; `known` are those that may have some already.

        Returns:
            The place of each case, and other cases whose place is another now, because a pin at their door changed.
        """
        before = {(row.case_id, row.premises_id): row for row in self._of_cases(known)}
        places: dict[str, Place | None] = dict.fromkeys(cases)
        inserted: list[tuple[Any, ...]] = []
        drawn: list[tuple[int, Addressed, _Row]] = []
        for case_id, all_of in cases.items():
            for number, premises in enumerate(all_of):
                mine = before.get((case_id, premises.id))
                if mine is not None:
                    drawn.append((number, premises, _begun(case_id, premises, mine)))
                    continue
                own = premises.place if premises.place is not None and _can_be(premises.place) else None
                inserted.append(_fresh(case_id, number, premises, own))
                places[case_id] = places[case_id] or own
        weighed = self._weighed([row for _, _, row in drawn])
        for (number, premises, _), row in zip(drawn, weighed, strict=True):
            inserted.append((row.case_id, row.premises_id, number, premises.name, premises.trade, *row[2:]))
        self._delete(known)
        if inserted:
            self._connection.exec_driver_sql(_INSERT, inserted)
        if drawn:
            places |= _first_places(inserted)
        return places, self._after(before.values(), weighed) - cases.keys()

    def remove(self, case_ids: Collection[str]) -> set[str]:
        """Take the rows of these cases away, with what was found for addresses that nobody else has; as `draw`."""
        before = self._of_cases(case_ids)
        self._delete(case_ids)
        return self._after(before, ())

    def unsearched(self, limit: int) -> list[Unsearched]:
        """Premises whose address was not looked up yet."""
        row = premises_row.c
        query = sa.select(row.case_id, row.premises_id, row.district, row.address).where(row.address_key == "")
        return [Unsearched(*one) for one in self._connection.execute(query.limit(limit))]

    def at_keys(self, keys: Collection[str]) -> list[Unsearched]:
        """Premises at these addresses, to be looked up once more: with other rules they may get other keys."""
        return [Unsearched(*row[:4]) for row in self._with_keys(keys)]

    def place(self, keyed: Sequence[Keyed]) -> set[str]:
        """Give premises the keys of their addresses and, with these, their places; cases that stand elsewhere now.

        What was found for the keys must be kept before.
        """
        if not keyed:
            return set()
        values = [
            (one.key, one.names_door, where.case_id, where.premises_id, where.district, where.address)
            for one in keyed
            for where in (one.premises,)
        ]
        self._connection.exec_driver_sql(_KEY, values)
        mine = {(one.premises.case_id, one.premises.premises_id) for one in keyed}
        rows = [row for row in self._of_cases({case_id for case_id, _ in mine}) if (row[0], row[1]) in mine]
        return self._settle(rows) | self.settle({row.pin[0] for row in rows} - {""})

    def settle(self, keys: Collection[str]) -> set[str]:
        """Weigh everything again that is at these addresses; cases that stand elsewhere now."""
        return self._settle(self._with_keys(keys)) if keys else set()

    def _settle(self, rows: Sequence[_Row]) -> set[str]:
        moved = [now for was, now in zip(rows, self._weighed(rows), strict=True) if now != was]
        if not moved:
            return set()
        self._connection.exec_driver_sql(_PLACE, [(*row[7:], row.case_id, row.premises_id) for row in moved])
        cases = {row.case_id for row in moved}
        self._connection.exec_driver_sql(_PLACE_CASE, [(case_id,) for case_id in sorted(cases)])
        return cases

    def _after(self, before: Iterable[_Row], now: Sequence[_Row]) -> set[str]:
        """What follows elsewhere from rows that were redrawn: pins that came or went, addresses that nobody has."""
        was, is_ = {row.pin for row in before}, {row.pin for row in now}
        moved = self.settle({key for key, _ in was ^ is_} - {""})
        self.found.forget_unused({row.address_key for row in before} - {row.address_key for row in now} - {""})
        return moved

    def _weighed(self, rows: Sequence[_Row]) -> list[_Row]:
        """The rows with the best place of each."""
        keys = {row.address_key for row in rows} - {""}
        found = self.found.by_keys(keys)
        pins = self._pins({row.address_key for row in rows if row.names_door} - {""})
        return [_best(row, pins, found.get(row.address_key)) for row in rows]

    def _pins(self, keys: Collection[str]) -> dict[str, list[_Row]]:
        """Premises at these addresses that somebody confirmed, in an order that everybody would have them in."""
        pins: dict[str, list[_Row]] = defaultdict(list)
        for row in self._with_keys(keys):
            if row.pin[0]:
                pins[row.address_key].append(row)
        return {key: sorted(some, key=_pin_order) for key, some in pins.items()}

    def _of_cases(self, case_ids: Collection[str]) -> list[_Row]:
        return self._where(premises_row.c.case_id, case_ids)

    def _with_keys(self, keys: Collection[str]) -> list[_Row]:
        return self._where(premises_row.c.address_key, keys)

    def _where(self, column: Any, values: Collection[str]) -> list[_Row]:
        query = sa.select(*_COLUMNS)
        return [
            _Row(*row) for some in chunks(values) for row in self._connection.execute(query.where(column.in_(some)))
        ]

    def _delete(self, case_ids: Collection[str]) -> None:
        for some in chunks(case_ids):
            self._connection.execute(sa.delete(premises_row).where(premises_row.c.case_id.in_(some)))


def _fresh(case_id: str, number: int, premises: Addressed, own: Place | None) -> tuple[Any, ...]:
    """The values of a row that was not there: it stands where its record says."""
    head = (case_id, premises.id, number, premises.name, premises.trade, premises.district, premises.address, "", False)
    if own is None:
        return (*head, "", None, None, None, None, "")
    return (*head, _text(own), own.lon_e6, own.lat_e6, own.radius_m, own.source.value, "")


def _first_places(inserted: Sequence[tuple[Any, ...]]) -> dict[str, Place]:
    """Where each case stands: at the first of its premises that has a place."""
    found: dict[str, Place] = {}
    for row in sorted(inserted, key=lambda one: one[_NUMBER], reverse=True):
        lon, lat, radius, source = row[_PLACED]
        if lon is not None:
            found[row[0]] = Place(lon, lat, radius, PlaceSource(source))
    return found


def _begun(case_id: str, premises: Addressed, before: _Row) -> _Row:
    """The row of premises that had one; its key stays while its address does. A place that cannot be is none."""
    key, names_door = "", False
    if (before.district, before.address) == (premises.district, premises.address):
        key, names_door = before.address_key, before.names_door
    own = premises.place
    text = _text(own) if own is not None and _can_be(own) else ""
    return _Row(
        case_id, premises.id, premises.district, premises.address, key, names_door, text, None, None, None, None, ""
    )


def _best(row: _Row, pins: Mapping[str, Sequence[_Row]], found: FoundPlace | None) -> _Row:
    """The best place by the order of trust; the record's own before others that are as good."""
    own = _place(row.own_place)
    best, reason = own, ""
    if own is None or own.source not in CONFIRMED:
        shared = next((pin for pin in pins.get(row.address_key, ()) if pin[:2] != row[:2]), None)
        if shared is not None:
            best, reason = _place(shared.own_place), SHARED
        elif found is not None and (found.place is None or own is None or _better(found.place, own)):
            best, reason = found.place or own, found.reason if found.place is not None or own is None else ""
    if best is None:
        return row._replace(lon_e6=None, lat_e6=None, radius_m=None, place_source=None, place_reason=reason)
    return row._replace(
        lon_e6=best.lon_e6,
        lat_e6=best.lat_e6,
        radius_m=best.radius_m,
        place_source=best.source.value,
        place_reason=reason,
    )


def _better(one: Place, other: Place) -> bool:
    return _TRUST[one.source] < _TRUST[other.source]


def _pin_order(row: _Row) -> tuple[int, int, str]:
    """Where several people confirmed the same door: the more trusted, the more exact, then always the same one."""
    place = _place(row.own_place)
    assert place is not None
    return _TRUST[place.source], place.radius_m, row.premises_id


def _can_be(place: Place) -> bool:
    """Whether there can be such a place: 0/0 stands for `not known` in many tables, swapped numbers leave the earth."""
    on_earth = abs(place.lon_e6) <= 180_000_000 and abs(place.lat_e6) <= 90_000_000
    return on_earth and (place.lon_e6, place.lat_e6) != (0, 0)


def _text(place: Place) -> str:
    return f"{place.lon_e6},{place.lat_e6},{place.radius_m},{place.source.value},{place.datum.value}"


def _place(text: str) -> Place | None:
    if not text:
        return None
    lon, lat, radius, source, datum = text.split(",")
    return Place(int(lon), int(lat), int(radius), PlaceSource(source), Datum(datum))
