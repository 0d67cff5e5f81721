"""The place a day begins or ends at, out of what somebody wrote: coordinates, or an address that is found offline."""

from __future__ import annotations

import re

from fieldapp.errors import KnownError
from fieldapp.services.day_habits import DayPlace

ROUGHEST_METRES = 6_000
"""A place known less well than this would make every minute to it a guess."""
_POINT = re.compile(r"(-?\d{1,3}(?:\.\d+)?)\s*[,，\s]\s*(-?\d{1,2}(?:\.\d+)?)")
MILLION = 1_000_000


def place_for(words: str, before: DayPlace | None = None) -> DayPlace | None:
    """The place of these words, WGS-84; None for none. `before` is what the same words were found to be.

    Raises:
        KnownError: `day.no_address` where it cannot be found, or not well enough.
    """
    words = words.strip()
    if not words:
        return None
    if before is not None and before.words == words:
        return before
    point = _POINT.fullmatch(words)
    if point is not None:
        lon, lat = float(point[1]), float(point[2])
        if abs(lon) > 180 or abs(lat) > 90 or not (lon or lat):
            raise KnownError("day.no_address")
        return DayPlace(words, round(lon * MILLION), round(lat * MILLION))
    from fieldapp.geo.addresses.locate import (
        Locator,  # with its table of divisions: not before somebody asks for a place
    )

    place = Locator().find(words).place
    if place is None or place.radius_m > ROUGHEST_METRES:
        raise KnownError("day.no_address")
    return DayPlace(words, place.lon_e6, place.lat_e6, place.radius_m)
