"""How far from its point an address of a division may lie: the radius of honesty.

No borders come with the points, so a county is taken to reach about as far as its neighbours' points and as its own
townships lie. The factors were fitted on 2,800 counties: within the radius lie 95 to 98 of a hundred of the settlements
of a county known by its own name or by its townships, and nine tenths of its area. A county that has only its city's
point may lie anywhere about that city, and its radius says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from places.division_points import By, Point, Points, km

Kilometres: TypeAlias = NDArray[np.float64]
NEIGHBOURS, NEIGHBOURS_KM = 0.8, 3.0
"""Of the distance to the third nearest neighbour's point, and kilometres more."""
TOWNSHIPS, TOWNSHIPS_KM = 1.1, 3.0
"""Of the distance to the farthest of the own townships, and kilometres more."""
LEAST_KM, MOST_KM = {True: 10.0, False: 18.0}, {True: 55.0, False: 250.0}
"""Of an urban district (True) and of a county or county-level city."""
NOT_FOUND_KM, NOT_FOUND_AROUND, NOT_FOUND_MORE_KM = 80.0, 2.0, 80.0
"""At its city's point: kilometres of a district; of a county so much of how far the farthest one lies, and more."""
NO_NEIGHBOUR_KM = 90.0
TOWNSHIP_LEAST_KM, TOWNSHIP_MOST_KM = 3.0, 60.0
TOWNSHIP_SHARE = 1.1
"""Of the county's radius by the root of the number of its townships."""
CITY_LEAST_KM, PROVINCE_LEAST_KM = 25.0, 60.0


def reaches(points: Points) -> dict[str, float]:
    """Kilometres, by code."""
    known = {
        code: one
        for code, one in points.found.items()
        if len(code) == 6 and not code.endswith("00") and one.by != By.PARENT
    }
    found = _counties(points, known)
    for code in points.found:
        if len(code) == 6 and code.endswith("00"):
            found[code] = _around(points, code, found)
    for code, point in points.found.items():
        if point.by == By.PARENT:
            found[code] = _not_found(points, code, known, found)
    sizes = {county: len(below) for county, below in points.below.items()}
    for code in points.found:
        if len(code) == 9:
            share = TOWNSHIP_SHARE * found[code[:6]] / sizes[code[:6]] ** 0.5
            found[code] = min(max(share, TOWNSHIP_LEAST_KM), TOWNSHIP_MOST_KM)
    return found


def _counties(points: Points, known: Mapping[str, Point]) -> dict[str, float]:
    at = np.array([[one.lon, one.lat] for one in known.values()])
    townships = points.of_townships()
    found = {}
    for code, point in known.items():
        third = _apart(point, at)[2]
        own = max((km(point, one) for one in townships.get(code, ())), default=0.0)
        urban = points.names[code].endswith("区")
        reach = max(NEIGHBOURS * third + NEIGHBOURS_KM, TOWNSHIPS * own + TOWNSHIPS_KM, LEAST_KM[urban])
        found[code] = min(reach, MOST_KM[urban])
    return found


def _apart(point: Point, at: Kilometres) -> Kilometres:
    """Kilometres to all other points, ascending; what lies at the same point is the division itself or its double."""
    east = np.radians(at[:, 0] - point.lon) * np.cos(np.radians((point.lat + at[:, 1]) / 2))
    apart = np.sort(6371.0 * np.hypot(east, np.radians(at[:, 1] - point.lat)))
    return apart[apart > 0.5]


def _around(points: Points, code: str, reach: Mapping[str, float]) -> float:
    """A city or a province reaches to the far side of its farthest county."""
    stem = code[:2] if code.endswith("0000") else code[:4]
    middle = points.found[code]
    far = [
        km(middle, points.found[one]) + reach[one] / 2
        for one in reach
        if one.startswith(stem) and not one.endswith("00")
    ]
    return max([*far, PROVINCE_LEAST_KM if code.endswith("0000") else CITY_LEAST_KM])


def _not_found(points: Points, code: str, known: Mapping[str, Point], reach: Mapping[str, float]) -> float:
    city = code[:4] + "00"
    if city not in points.found:
        return reach[code[:2] + "0000"]
    if points.names[code].endswith("区"):
        return NOT_FOUND_KM
    far = max((km(points.found[city], one) for other, one in known.items() if other.startswith(code[:4])), default=0.0)
    far = far or NO_NEIGHBOUR_KM
    return max(NOT_FOUND_KM, NOT_FOUND_AROUND * far + NOT_FOUND_MORE_KM)
