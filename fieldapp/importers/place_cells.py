"""The place of a business in a file: four columns, the datum they are given in, and everything that can be wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fieldapp.domain.coordinates import LATITUDES, LONGITUDES, Fault, abroad, datum_named, fault_of, within
from fieldapp.domain.party import Datum, Place
from fieldapp.importers import words
from fieldapp.importers.grid import is_blank
from fieldapp.importers.layouts import DATUM, PLACE_COLUMNS
from fieldapp.importers.reader import NAME_LIMIT, RowReader

MAX_RADIUS_M = 50_000
_LON, _LAT = PLACE_COLUMNS[:2]
_EITHER = (0, 180)
"""Of both at first, so that two that were swapped (a latitude of 120) and 0/0 are told as what they are."""

Convert = Callable[[int, int, Datum], tuple[int, int]]
"""From millionths of a degree in some datum to the same in WGS-84."""


@dataclass(frozen=True, slots=True)
class Datums:
    """How coordinates become WGS-84: whoever converts, and what they are given in where a row does not say.

    Without a `convert` only WGS-84 is taken.
    """

    convert: Convert | None = None
    usual: Datum = Datum.WGS84


ONLY_WGS84 = Datums()


def read_place(row: RowReader, datums: Datums) -> Place | None:
    """All four columns of a place, or none."""
    if all(is_blank(row.row.cells.get(column)) for column in PLACE_COLUMNS):
        return None
    datum = _datum(row, datums)
    lon_e6, lat_e6 = (row.degrees_e6(column, *_EITHER) for column in (_LON, _LAT))
    radius_m = row.whole("误差半径(米)", 1, MAX_RADIUS_M)
    source = row.word("位置来源", words.PLACE_SOURCES)
    if row.ok:
        _judge(row, lon_e6 / 1e6, lat_e6 / 1e6)
    if row.ok and datums.convert is not None:
        lon_e6, lat_e6 = datums.convert(lon_e6, lat_e6, datum)
    return Place(lon_e6, lat_e6, radius_m, source, datum)


def _datum(row: RowReader, datums: Datums) -> Datum:
    written = row.text(DATUM, limit=NAME_LIMIT)
    datum = datum_named(written) if written else datums.usual
    if datum is None:
        row.refuse(DATUM, "import.unknown_datum")
    elif datum is not Datum.WGS84 and datums.convert is None:
        row.refuse(DATUM, "import.other_datum")
    return datum or Datum.WGS84


def _judge(row: RowReader, lon: float, lat: float) -> None:
    fault = fault_of(lon, lat)
    if fault is Fault.NOWHERE:
        row.refuse(_LON, "import.place_nowhere")
    elif fault is Fault.SWAPPED:
        row.refuse(_LON, "import.place_swapped", other=f"{lat:.6f}")
    elif fault is None and abroad(lon, lat):
        row.refuse(_LON, "import.place_abroad", other=f"{lat:.6f}")
    elif fault is Fault.OUTSIDE:
        for column, degrees, bounds in ((_LON, lon, LONGITUDES), (_LAT, lat, LATITUDES)):
            if not within(degrees, bounds):
                row.refuse(column, "import.place_outside", lowest=bounds[0], highest=bounds[1])
