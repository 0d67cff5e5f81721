"""Places that people were at or pinned, read from a table: the only ones that are exact.

The table is a CSV with the columns address, lon and lat; district, radius_m and datum (WGS-84 where none is said) may
be there too. It is what an office exports of its confirmed places, or writes down by itself.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from fieldapp.domain.coordinates import abroad, datum_named, fault_of
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.errors import KnownError, reason_of
from fieldapp.geo.addresses.address_key import address_key
from fieldapp.geo.addresses.locate import Level, Located, Reason
from fieldapp.geo.convert import converted

NEEDED = ("address", "lon", "lat")
RADIUS_M, MOST_M = 50, 50_000


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """Places by the key of their address."""

    places: Mapping[str, Place]

    @classmethod
    def read(cls, file: Path) -> KnownPlaces:
        """The places of a table.

        Raises:
            KnownError: `geo.unreadable`, `geo.known_columns`, `geo.known_row` with the line and what is wrong with it.
        """
        try:
            with file.open(encoding="utf-8-sig", newline="") as opened:
                return cls(dict(_places(csv.DictReader(opened), file)))
        except (OSError, UnicodeDecodeError) as error:
            reason = reason_of(error) if isinstance(error, OSError) else "UTF-8"
            raise KnownError("geo.unreadable", {"path": str(file), "reason": reason}) from error

    def at(self, address: str, district: str, found: Located) -> Located:
        """What is known of an address, or what was found."""
        place = self.places.get(address_key(district, address))
        if place is None:
            return found
        exact = replace(found, level=Level.EXACT, reason=Reason.KNOWN, radius_m=place.radius_m)
        return replace(exact, lon_e6=place.lon_e6, lat_e6=place.lat_e6)


def _places(rows: csv.DictReader[str], file: Path) -> Iterator[tuple[str, Place]]:
    missing = [column for column in NEEDED if column not in (rows.fieldnames or ())]
    if missing:
        raise KnownError("geo.known_columns", {"path": str(file), "columns": ", ".join(missing)})
    for row in rows:
        place = _place(row)
        if isinstance(place, str):
            raise KnownError("geo.known_row", {"path": str(file), "line": rows.line_num, "what": place})
        yield address_key(row.get("district") or "", row["address"]), place


def _place(row: Mapping[str, str | None]) -> Place | str:
    """The place of a row, or the column that is wrong."""
    datum = datum_named(row.get("datum") or "")
    if datum is None:
        return f"datum={row.get('datum')}"
    try:
        lon, lat = float(row["lon"] or ""), float(row["lat"] or "")
        radius = int(row.get("radius_m") or RADIUS_M)
    except ValueError:
        return f"lon={row['lon']}, lat={row['lat']}, radius_m={row.get('radius_m')}"
    if fault_of(lon, lat) or abroad(lon, lat) or not 1 <= radius <= MOST_M:
        return f"lon={row['lon']}, lat={row['lat']}, radius_m={radius}"
    lon_e6, lat_e6 = converted(round(lon * 1e6), round(lat * 1e6), datum)
    return Place(lon_e6, lat_e6, radius, PlaceSource.PINNED, datum)
