"""What searches for addresses came to, by the digest of the normalised address: each is searched once, not once a day.

That nothing was found is kept as well. A result is that of a table and of the region packs that were there; with other
ones it is searched again. What somebody asked of a geocoder stays: it was asked on purpose, and its terms allow that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from db.client_schema import found_place, premises_row
from fieldapp.domain.party import Datum, Place, PlaceSource

CHUNK = 400
_ASKED = sa.func.coalesce(found_place.c.place_source == PlaceSource.GEOCODER.value, sa.false())


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A search and its end.

    Attributes:
        key: the digest of the address. by: what was searched, as a version of it, or the geocoder that was asked.
        place: None where nothing is certain enough to be said; `reason` is the code of the sentence that says why it
            is this place and no better one.
        adcode, township: codes of district and township as far as they are known.
    """

    key: str
    by: str
    place: Place | None
    reason: str
    adcode: str = ""
    township: str = ""


class FoundPlaces:
    """The searches within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def by_keys(self, keys: Collection[str]) -> dict[str, FoundPlace]:
        """What was found for these addresses, as far as they were searched."""
        found: dict[str, FoundPlace] = {}
        for some in chunks(keys):
            rows = self._connection.execute(sa.select(found_place).where(found_place.c.address_key.in_(some)))
            found |= {row.address_key: _found(row) for row in rows}
        return found

    def put(self, found: Sequence[FoundPlace], now: datetime) -> None:
        """Keep these results in place of what was kept for the same addresses."""
        if not found:
            return
        self.forget([one.key for one in found])
        self._connection.execute(sa.insert(found_place), [_values(one, now) for one in found])

    def outdated(self, by: str, limit: int) -> list[str]:
        """Addresses that were searched with something else than `by`, up to `limit` of them."""
        old = (found_place.c.found_by != by) & ~_ASKED
        return list(self._connection.execute(sa.select(found_place.c.address_key).where(old).limit(limit)).scalars())

    def asked_online(self, keys: Collection[str]) -> set[str]:
        """Those of these addresses that somebody asked a geocoder about."""
        query = sa.select(found_place.c.address_key).where(_ASKED)
        return {
            key
            for some in chunks(keys)
            for key in self._connection.execute(query.where(found_place.c.address_key.in_(some))).scalars()
        }

    def forget(self, keys: Collection[str]) -> None:
        """Throw away what was found for these addresses."""
        for some in chunks(keys):
            self._connection.execute(sa.delete(found_place).where(found_place.c.address_key.in_(some)))

    def forget_unused(self, keys: Collection[str]) -> None:
        """The same for those of these addresses that no premises here has any more."""
        used = sa.select(premises_row.c.address_key).where(premises_row.c.address_key == found_place.c.address_key)
        for some in chunks(keys):
            mine = found_place.c.address_key.in_(some) & ~sa.exists(used)
            self._connection.execute(sa.delete(found_place).where(mine))


def chunks(values: Collection[str]) -> Iterator[list[str]]:
    """The values, each once, in an order of their own, as many at a time as one statement takes."""
    ordered = sorted(set(values))
    for at in range(0, len(ordered), CHUNK):
        yield ordered[at : at + CHUNK]


def _found(row: Any) -> FoundPlace:
    place = None
    if row.lon_e6 is not None:
        place = Place(row.lon_e6, row.lat_e6, row.radius_m, PlaceSource(row.place_source), Datum(row.datum))
    return FoundPlace(row.address_key, row.found_by, place, row.reason, row.adcode, row.township)


def _values(one: FoundPlace, now: datetime) -> dict[str, Any]:
    place = one.place
    return {
        "address_key": one.key,
        "lon_e6": place.lon_e6 if place else None,
        "lat_e6": place.lat_e6 if place else None,
        "radius_m": place.radius_m if place else None,
        "place_source": place.source.value if place else None,
        "datum": (place.datum if place else Datum.WGS84).value,
        "adcode": one.adcode,
        "township": one.township,
        "reason": one.reason,
        "found_by": one.by,
        "found_at": now,
    }
