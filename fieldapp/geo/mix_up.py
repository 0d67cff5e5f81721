"""Whether two places that should be one lie apart only because one of them was taken for another datum.

A point of AMap or Baidu that was stored as if it were WGS-84 lies some 100 to 1,500 metres off, each time in the same
direction for the same town. So if somebody stands at the address by what the receiver says and yet some hundred metres
away, and taking the address's point for GCJ-02 or BD-09 brings the two together, that is the better explanation.
"""

from __future__ import annotations

from dataclasses import replace

from fieldapp.domain.nearness import metres
from fieldapp.domain.party import Datum, Place, PlaceSource
from fieldapp.geo.convert import converted

APART_M = (150.0, 1700.0)
"""What is nearer is an ordinary error and harmless, what is farther is elsewhere: no shift is so large."""
TOGETHER_M = 120.0
"""So near the two must come, radii aside: the shift of a datum leaves no more."""
SHARE = 0.3
"""And to so little of what they were apart."""
SHARPEST_M = 300
"""A place known less exactly than this says nothing about datums."""
_EXACT = frozenset({PlaceSource.PINNED, PlaceSource.CHECK_IN, PlaceSource.GEOCODER, PlaceSource.STREET})


def mixed_up(here: Place, address: Place) -> Datum | None:
    """The datum that `address` was probably given in without anybody saying so; None where that explains nothing."""
    if address.source not in _EXACT or max(here.radius_m, address.radius_m) > SHARPEST_M:
        return None
    apart = metres(here, address)
    if not APART_M[0] <= apart <= APART_M[1]:
        return None
    allowed = min(TOGETHER_M + here.radius_m, SHARE * apart)
    left = {datum: metres(here, _taken_for(address, datum)) for datum in (Datum.GCJ02, Datum.BD09)}
    best = min(left, key=lambda datum: left[datum])
    return best if left[best] <= allowed else None


def _taken_for(place: Place, datum: Datum) -> Place:
    """Where a place really is if its numbers are of `datum`."""
    lon_e6, lat_e6 = converted(place.lon_e6, place.lat_e6, datum)
    return replace(place, lon_e6=lon_e6, lat_e6=lat_e6)
