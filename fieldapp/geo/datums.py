"""From one datum to another: WGS-84, GCJ-02, BD-09; one point or arrays of them, longitude before latitude, degrees.

The store keeps WGS-84 and nothing else. What comes from outside (an answer of AMap or Baidu, a table of the bank) or
goes there (a link into a navigation app, tiles of a Chinese provider) is converted here, once, at the border. A fix of
a receiver is WGS-84 already, and so is OpenStreetMap; CGCS2000 differs from it by centimetres.

GCJ-02 shifts a point by a smooth function of where it is (published by many; the constants are those of the Krasovsky
1940 ellipsoid). Its inverse has no formula: a fixed point is sought, which closes to less than a millimetre in six
steps because the shift changes by less than half a percent from one to the next. BD-09 turns and stretches GCJ-02 once
more. Both apply inside a rectangle about China that every implementation shares; it covers parts of its neighbours as
well, so whoever converts must know that the point belongs to a map of China.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fieldapp.domain.party import Datum

Degrees: TypeAlias = NDArray[np.float64]
Points: TypeAlias = tuple[Degrees, Degrees]

SEMI_MAJOR, ECCENTRICITY_2 = 6_378_245.0, 0.00669342162296594323
"""Of the Krasovsky 1940 ellipsoid: metres, and the square of its first eccentricity."""
WEST, EAST, SOUTH, NORTH = 72.004, 137.8347, 0.8293, 55.8271
"""The rectangle inside which GCJ-02 shifts, in degrees."""
_TURN = np.pi * 3000.0 / 180.0
_STEPS = 6


def inside(lon: ArrayLike, lat: ArrayLike) -> NDArray[np.bool_]:
    """Whether GCJ-02 shifts a point at all."""
    x, y = _arrays(lon, lat)
    return (x >= WEST) & (x <= EAST) & (y >= SOUTH) & (y <= NORTH)


def wgs_to_gcj(lon: ArrayLike, lat: ArrayLike) -> Points:
    """WGS-84 to GCJ-02."""
    x, y = _arrays(lon, lat)
    east, north = _shift(x, y)
    shifted = inside(x, y)
    return np.where(shifted, x + east, x), np.where(shifted, y + north, y)


def gcj_to_wgs(lon: ArrayLike, lat: ArrayLike) -> Points:
    """GCJ-02 to WGS-84, to less than a millimetre."""
    x, y = _arrays(lon, lat)
    found_x, found_y = x, y
    for _ in range(_STEPS):
        east, north = _shift(found_x, found_y)
        found_x, found_y = x - east, y - north
    shifted = inside(found_x, found_y)
    return np.where(shifted, found_x, x), np.where(shifted, found_y, y)


def gcj_to_bd(lon: ArrayLike, lat: ArrayLike) -> Points:
    """GCJ-02 to BD-09."""
    x, y = _arrays(lon, lat)
    radius = np.hypot(x, y) + 2e-5 * np.sin(y * _TURN)
    angle = np.arctan2(y, x) + 3e-6 * np.cos(x * _TURN)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


def bd_to_gcj(lon: ArrayLike, lat: ArrayLike) -> Points:
    """BD-09 to GCJ-02, to less than a millimetre."""
    x, y = _arrays(lon, lat)
    found_x, found_y = x - 0.0065, y - 0.006
    for _ in range(_STEPS):
        back_x, back_y = gcj_to_bd(found_x, found_y)
        found_x, found_y = found_x + x - back_x, found_y + y - back_y
    return found_x, found_y


def wgs_to_bd(lon: ArrayLike, lat: ArrayLike) -> Points:
    """WGS-84 to BD-09."""
    return gcj_to_bd(*wgs_to_gcj(lon, lat))


def bd_to_wgs(lon: ArrayLike, lat: ArrayLike) -> Points:
    """BD-09 to WGS-84, to less than a millimetre."""
    return gcj_to_wgs(*bd_to_gcj(lon, lat))


def to_wgs84(lon: ArrayLike, lat: ArrayLike, datum: Datum) -> Points:
    """From a datum to WGS-84."""
    if datum is Datum.GCJ02:
        return gcj_to_wgs(lon, lat)
    return bd_to_wgs(lon, lat) if datum is Datum.BD09 else _arrays(lon, lat)


def from_wgs84(lon: ArrayLike, lat: ArrayLike, datum: Datum) -> Points:
    """From WGS-84 to a datum."""
    if datum is Datum.GCJ02:
        return wgs_to_gcj(lon, lat)
    return wgs_to_bd(lon, lat) if datum is Datum.BD09 else _arrays(lon, lat)


def _arrays(lon: ArrayLike, lat: ArrayLike) -> Points:
    return np.asarray(lon, np.float64), np.asarray(lat, np.float64)


def _shift(lon: Degrees, lat: Degrees) -> Points:
    """How far GCJ-02 lies to the east and north of WGS-84, in degrees."""
    x, y, root = lon - 105.0, lat - 35.0, np.sqrt(np.abs(lon - 105.0))
    shared = _waves(20, x, 6) + _waves(20, x, 2)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + shared
    north = north + _waves(20, y, 1) + _waves(40, y, 1 / 3) + _waves(160, y, 1 / 12) + _waves(320, y, 1 / 30)
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + shared
    east = east + _waves(20, x, 1) + _waves(40, x, 1 / 3) + _waves(150, x, 1 / 12) + _waves(300, x, 1 / 30)
    bend = 1 - ECCENTRICITY_2 * np.sin(np.radians(lat)) ** 2
    metres_east = SEMI_MAJOR / np.sqrt(bend) * np.cos(np.radians(lat))
    metres_north = SEMI_MAJOR * (1 - ECCENTRICITY_2) / (bend * np.sqrt(bend))
    return np.degrees(east / metres_east), np.degrees(north / metres_north)


def _waves(height: float, at: Degrees, often: float) -> Degrees:
    return height * 2 / 3 * np.sin(often * at * np.pi)
