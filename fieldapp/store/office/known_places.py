"""Places that somebody confirmed, by the digest of their address, and which cases have premises at which address.

Of a confirmed place other laptops learn the point and how it is known, never whose case it was or who stood there:
that stays in these rows, for the office's own questions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from db.server_schema import address_of, known_place, record
from fieldapp.domain.case import Entity
from fieldapp.domain.party import Datum, Place, PlaceSource
from fieldapp.protocol.codec import decompress

CHUNK = 400


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A confirmed place: by whom and with which fact, made when."""

    key: str
    place: Place
    staff_id: str
    fact_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AddressOf:
    """Premises of a case and the key of their address."""

    case_id: str
    premises_id: str
    key: str


class PremisesHead(msgspec.Struct, frozen=True):
    """Premises as far as an address goes."""

    id: str
    district: str
    address: str


class _Case(msgspec.Struct, frozen=True):
    premises: tuple[PremisesHead, ...] = ()


_decoder = msgspec.json.Decoder(_Case)


class KnownPlaces:
    """The places within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def by_keys(self, keys: Collection[str]) -> dict[str, KnownPlace]:
        """What is known of these addresses."""
        found: dict[str, KnownPlace] = {}
        for some in _chunks(keys):
            rows = self._connection.execute(sa.select(known_place).where(known_place.c.address_key.in_(some)))
            found |= {row.address_key: _known(row) for row in rows}
        return found

    def put(self, known: KnownPlace) -> None:
        """Keep a place, in place of what was known of its address."""
        place = known.place
        values = {
            "lon_e6": place.lon_e6,
            "lat_e6": place.lat_e6,
            "radius_m": place.radius_m,
            "place_source": place.source.value,
            "datum": place.datum.value,
            "staff_id": known.staff_id,
            "fact_id": known.fact_id,
            "at": known.at,
        }
        self._connection.execute(self._upsert(known_place, ["address_key"]), [{"address_key": known.key} | values])

    def forget(self, key: str) -> None:
        """Nothing is known of this address any more."""
        self._connection.execute(sa.delete(known_place).where(known_place.c.address_key == key))

    def put_addresses(self, case_ids: Collection[str], addresses: Iterable[AddressOf]) -> None:
        """Where the premises of these cases are, in place of what was kept of them."""
        for some in _chunks(case_ids):
            self._connection.execute(sa.delete(address_of).where(address_of.c.case_id.in_(some)))
        self.add_addresses(addresses)

    def add_addresses(self, addresses: Iterable[AddressOf]) -> None:
        """Where these premises are; the other premises of their cases stay."""
        rows = [{"case_id": one.case_id, "premises_id": one.premises_id, "address_key": one.key} for one in addresses]
        if rows:
            self._connection.execute(self._upsert(address_of, ["case_id", "premises_id"]), rows)

    def at_addresses(self, keys: Collection[str]) -> list[AddressOf]:
        """Everything at these addresses, in one order for all."""
        return self._addresses(address_of.c.address_key, keys)

    def addresses_of(self, case_ids: Collection[str]) -> list[AddressOf]:
        """The addresses of these cases."""
        return self._addresses(address_of.c.case_id, case_ids)

    def unkept(self) -> Iterator[tuple[str, tuple[PremisesHead, ...]]]:
        """Every case whose addresses are not kept yet, with its premises as far as an address goes; reads all cases."""
        kept = sa.exists(sa.select(address_of.c.case_id).where(address_of.c.case_id == record.c.id))
        query = sa.select(record.c.id, record.c.blob).where(record.c.entity == Entity.CASE.value, ~kept)
        for case_id, blob in self._connection.execute(query.order_by(record.c.id)):
            yield case_id, _decoder.decode(decompress(blob)).premises

    def _addresses(self, column: Any, values: Collection[str]) -> list[AddressOf]:
        query = sa.select(address_of.c.case_id, address_of.c.premises_id, address_of.c.address_key)
        found = [
            AddressOf(*row)
            for some in _chunks(values)
            for row in self._connection.execute(query.where(column.in_(some)))
        ]
        return sorted(found, key=lambda one: (one.case_id, one.premises_id))

    def _upsert(self, table: sa.Table, key: Sequence[str]) -> Any:
        """An INSERT that writes over a row with the same key; both dialects know how, each by its own name."""
        insert = postgresql.insert(table) if self._connection.dialect.name == "postgresql" else sqlite.insert(table)
        rest = {column.name: insert.excluded[column.name] for column in table.c if column.name not in key}
        return insert.on_conflict_do_update(index_elements=list(key), set_=rest)


def _chunks(values: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(set(values))
    for at in range(0, len(ordered), CHUNK):
        yield ordered[at : at + CHUNK]


def _known(row: Any) -> KnownPlace:
    place = Place(row.lon_e6, row.lat_e6, row.radius_m, PlaceSource(row.place_source), Datum(row.datum))
    return KnownPlace(row.address_key, place, row.staff_id, row.fact_id, row.at)
