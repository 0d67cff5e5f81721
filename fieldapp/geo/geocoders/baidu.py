"""Baidu (百度): BD-09 as it is asked here; the answer says by a confidence how far off the point may be.

Geocoding v3 and its table of status codes; the metres of each confidence are those of its documentation. Whether an
answer may be stored was not found in its terms.
"""

from __future__ import annotations

from fieldapp.domain.party import Datum
from fieldapp.geo.geocoders.contract import Hit, Keeping, Provider, Request, by_status, number, read_json, told

_ME = Provider.BAIDU
_RADIUS_M = ((100, 20), (90, 50), (80, 100), (75, 200), (70, 300), (60, 500), (50, 1_000), (40, 2_000), (30, 5_000),
             (25, 8_000), (20, 10_000))  # fmt: skip
"""(confidence, metres): with at least this confidence it is not farther off."""
_LEAST_SURE_M, _IMPRECISE_M = 20_000, 300
"""Below all of these; and of a point that Baidu itself calls not precise, however confident."""
MOST_BYTES = 84
"""Of an address (UTF-8), by the documentation; of a longer one the end is left out, which is its least."""


class Baidu:
    """The provider."""

    provider = _ME
    datum = Datum.BD09
    seconds_between = 0.5
    keeping = Keeping.UNKNOWN
    attribution = "© 百度地图"

    def request(self, address: str, key: str) -> Request:
        """Asked for its own datum by name, so that nobody has to know what the default is."""
        short = address.encode()[:MOST_BYTES].decode(errors="ignore")
        fields = {"address": short, "ak": key, "output": "json", "ret_coordtype": "bd09ll"}
        return Request("https://api.map.baidu.com/geocoding/v3/", fields)

    def hit(self, status: int, body: bytes) -> Hit:
        """The one match."""
        error = by_status(_ME, status)
        if error is not None:
            raise error
        answer = read_json(_ME, body)
        if not isinstance(answer, dict):
            raise told(_ME, "unreadable")
        given = int(number(_ME, answer.get("status", -1)))
        if given != 0:
            raise _refusal(given)
        found = answer.get("result")
        if not isinstance(found, dict) or not isinstance(found.get("location"), dict):
            raise told(_ME, "nothing_found")
        point, sure = found["location"], number(_ME, found.get("confidence", 0))
        radius = next((metres for least, metres in _RADIUS_M if sure >= least), _LEAST_SURE_M)
        if not found.get("precise"):
            radius = max(radius, _IMPRECISE_M)
        return Hit(number(_ME, point.get("lng")), number(_ME, point.get("lat")), radius, str(found.get("level", "")))


def _refusal(status: int) -> Exception:
    if status in {3, 5, 101, 102, 103} or 200 <= status < 300:
        return told(_ME, "key_refused")
    if status == 4 or 300 <= status < 400:
        return told(_ME, "quota")
    if status in {401, 402}:
        return told(_ME, "too_fast", retryable=True)
    return told(_ME, "nothing_found") if status == 1 else told(_ME, "refused", said=str(status))
