"""Nominatim: WGS-84, data of OpenStreetMap under the ODbL, which allows keeping what names its source.

There is no key: the settings hold the address of a server instead, the office's own or a public one. The public one
of the OpenStreetMap Foundation allows one question a second, wants to know which program asks, and forbids asking for
whole lists: here it is a person who asks, about one address.
"""

from __future__ import annotations

from math import cos, hypot, radians

import fieldapp
from fieldapp.domain.party import Datum
from fieldapp.geo.geocoders.contract import Hit, Keeping, Provider, Request, by_status, number, read_json, told

_ME = Provider.NOMINATIM
PUBLIC = "https://nominatim.openstreetmap.org"
METRES_A_DEGREE = 111_320.0
_LEAST_M = 40
_BUILDING_RANK = 30


class Nominatim:
    """The provider."""

    provider = _ME
    datum = Datum.WGS84
    seconds_between = 1.0
    keeping = Keeping.ALLOWED
    attribution = "© OpenStreetMap contributors (ODbL)"

    def request(self, address: str, key: str) -> Request:
        """`key` is the server's address."""
        fields = {"q": address, "format": "jsonv2", "limit": "1", "addressdetails": "1", "accept-language": "zh"}
        return Request(f"{key.rstrip('/')}/search", fields, {"User-Agent": f"FieldApp/{fieldapp.__version__}"})

    def hit(self, status: int, body: bytes) -> Hit:
        """The first match; its radius reaches to the corners of the box about what was found."""
        error = by_status(_ME, status)
        if error is not None:
            raise error
        answer = read_json(_ME, body)
        if not isinstance(answer, list):
            raise told(_ME, "unreadable" if not isinstance(answer, dict) else "refused", said="?")
        if not answer:
            raise told(_ME, "nothing_found")
        one = answer[0]
        if not isinstance(one, dict):
            raise told(_ME, "unreadable")
        lon, lat = number(_ME, one.get("lon")), number(_ME, one.get("lat"))
        level = str(one.get("addresstype") or one.get("type") or "")
        return Hit(lon, lat, _radius(one, lon, lat), level, str(one.get("display_name", "")))


def _radius(one: dict[str, object], lon: float, lat: float) -> int:
    box = one.get("boundingbox")
    if not isinstance(box, list) or len(box) != 4:
        return 100 if one.get("place_rank") == _BUILDING_RANK else 10_000
    south, north, west, east = (number(_ME, edge) for edge in box)
    up = max(north - lat, lat - south) * METRES_A_DEGREE
    across = max(east - lon, lon - west) * METRES_A_DEGREE * cos(radians(lat))
    return max(_LEAST_M, round(hypot(up, across)))
