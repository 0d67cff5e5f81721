"""AMap (高德): GCJ-02; the answer names the level of what was matched and the district's code.

Web service API, geocode/geo, and its table of infocodes. Whether an answer may be stored was not found in its terms.
"""

from __future__ import annotations

from fieldapp.domain.party import Datum
from fieldapp.geo.geocoders.contract import Hit, Keeping, Provider, Request, by_status, number, read_json, told

_ME = Provider.AMAP
_RADIUS_M = {
    "门牌号": 60,
    "门址": 60,
    "单元号": 40,
    "楼层": 40,
    "房间": 40,
    "兴趣点": 120,
    "公交地铁站点": 200,
    "公交站台、地铁站": 200,
    "道路交叉路口": 200,
    "道路": 1_500,
    "热点商圈": 1_000,
    "村庄": 1_500,
    "开发区": 5_000,
    "乡镇": 5_000,
    "区县": 15_000,
    "市": 60_000,
    "省": 400_000,
    "国家": 3_000_000,
}
"""How far off a match of each level may be; our own estimate, on the safe side. Another level is taken for a road."""
_OTHER_LEVEL_M = 1_500
_KEY = {"10001", "10002", "10005", "10006", "10007", "10008", "10009", "10011", "10012", "10013", "10026", "40002"}
_QUOTA = {"10003", "10010", "10044", "10045", "40000", "40003"}
_TOO_FAST = {"10004", "10014", "10015", "10019", "10020", "10021", "10029"}
_NOTHING = {"20800", "30001", "30002", "30003"}


class Amap:
    """The provider."""

    provider = _ME
    datum = Datum.GCJ02
    seconds_between = 0.4
    keeping = Keeping.UNKNOWN
    attribution = "© 高德地图"

    def request(self, address: str, key: str) -> Request:
        """One address in the whole country: the city is part of it."""
        return Request("https://restapi.amap.com/v3/geocode/geo", {"address": address, "key": key, "output": "JSON"})

    def hit(self, status: int, body: bytes) -> Hit:
        """The first match."""
        error = by_status(_ME, status)
        if error is not None:
            raise error
        answer = read_json(_ME, body)
        if not isinstance(answer, dict):
            raise told(_ME, "unreadable")
        if str(answer.get("status")) != "1":
            raise _refusal(str(answer.get("infocode", "")))
        found = answer.get("geocodes")
        if not isinstance(found, list) or not found:
            raise told(_ME, "nothing_found")
        return _hit(found[0])


def _hit(one: object) -> Hit:
    if not isinstance(one, dict):
        raise told(_ME, "unreadable")
    lon, separator, lat = _text(one.get("location")).partition(",")
    if not separator:
        raise told(_ME, "nothing_found")
    level = _text(one.get("level"))
    radius = _RADIUS_M.get(level, _OTHER_LEVEL_M)
    written = _text(one.get("formatted_address")).replace("|", "")
    return Hit(number(_ME, lon), number(_ME, lat), radius, level, written, _text(one.get("adcode")))


def _text(value: object) -> str:
    """A field; where there is nothing AMap writes an empty list."""
    return value if isinstance(value, str) else ""


def _refusal(code: str) -> Exception:
    if code in _KEY:
        return told(_ME, "key_refused")
    if code in _QUOTA:
        return told(_ME, "quota")
    if code in _TOO_FAST:
        return told(_ME, "too_fast", retryable=True)
    return told(_ME, "nothing_found") if code in _NOTHING else told(_ME, "refused", said=code or "?")
