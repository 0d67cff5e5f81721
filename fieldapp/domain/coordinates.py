"""Coordinates that come from outside: what tables call their datums, and what is wrong with a pair of degrees."""

from __future__ import annotations

from enum import Enum

from fieldapp.domain.party import Datum

LONGITUDES, LATITUDES = (73, 136), (3, 54)
"""Whole degrees around China."""
_ABROAD = (
    (124.8, 131.0, 33.0, 38.6),
    (131.5, 136.0, 24.0, 44.7),
    (132.0, 136.0, 42.0, 44.9),
    (128.9, 132.0, 30.0, 34.8),
    (126.0, 132.0, 24.0, 30.0),
    (97.5, 108.5, 43.2, 50.5),
    (92.0, 97.5, 45.5, 50.5),
    (92.0, 107.6, 3.0, 21.0),
    (73.0, 97.2, 3.0, 26.4),
    (73.0, 78.0, 3.0, 30.0),
    (80.5, 85.2, 26.0, 27.9),
    (73.0, 79.6, 42.4, 54.0),
    (73.0, 114.5, 50.3, 54.0),
    (128.0, 136.0, 50.0, 54.0),
    (119.0, 136.0, 3.0, 20.8),
)
"""West, east, south, north of pieces of that rectangle that lie wholly abroad: of the towns abroad that it holds seven
in eight lie in one, and none of China's. They keep well away from every border and say nothing about one."""
_NAMES = {
    Datum.WGS84: "WGS84 WGS-84 WGS1984 CGCS2000 EPSG:4326 EPSG:4490 GPS 天地图",
    Datum.GCJ02: "GCJ02 GCJ-02 GCJ 火星坐标 火星坐标系 国测局坐标 高德 高德坐标 腾讯 腾讯坐标",
    Datum.BD09: "BD09 BD-09 BD09LL BD-09LL 百度 百度坐标 百度坐标系",
}
_DATUMS = {name: datum for datum, names in _NAMES.items() for name in names.split()}


class Fault(Enum):
    """What is wrong with a pair of degrees."""

    NOWHERE = "nowhere"
    SWAPPED = "swapped"
    OUTSIDE = "outside"


def datum_named(name: str) -> Datum | None:
    """The datum that a table calls so; nothing said is WGS-84, None is a name nobody knows."""
    return _DATUMS.get("".join(name.upper().split())) if name.strip() else Datum.WGS84


def fault_of(lon: float, lat: float) -> Fault | None:
    """What is wrong with a point that should be in China: 0/0, swapped, or elsewhere; None if nothing."""
    if lon == 0 and lat == 0:
        return Fault.NOWHERE
    if within(lon, LONGITUDES) and within(lat, LATITUDES):
        return None
    return Fault.SWAPPED if within(lat, LONGITUDES) and within(lon, LATITUDES) else Fault.OUTSIDE


def abroad(lon: float, lat: float) -> bool:
    """Whether a point inside the rectangle about China lies for certain in another country all the same."""
    return any(west <= lon <= east and south <= lat <= north for west, east, south, north in _ABROAD)


def within(degrees: float, bounds: tuple[int, int]) -> bool:
    """Whether degrees lie between two, both counted in."""
    return bounds[0] <= degrees <= bounds[1]
