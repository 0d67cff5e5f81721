"""Tianditu (天地图): CGCS2000, which is WGS-84 to within centimetres; the answer has a level and a score.

Geocoding service of the national platform, key `tk` of the kind "server". Whether an answer may be stored was not
found in its terms.
"""

from __future__ import annotations

import json

from fieldapp.domain.party import Datum
from fieldapp.geo.geocoders.contract import Hit, Keeping, Provider, Request, by_status, number, read_json, told

_ME = Provider.TIANDITU
_RADIUS_M = {"门址": 80, "兴趣点": 150, "POI": 150, "道路": 1_500, "道路交叉口": 250, "村": 1_500, "地名": 2_000,
             "乡镇": 5_000, "区县": 15_000, "市": 60_000, "省": 400_000}  # fmt: skip
"""How far off a match of each level may be; our own estimate."""
_OTHER_LEVEL_M = 2_000
_LOW_SCORE, _LOW_SCORE_M = 70, 1_000
"""Below this score (of 100) the words were matched in part only."""


class Tianditu:
    """The provider."""

    provider = _ME
    datum = Datum.WGS84
    seconds_between = 0.5
    keeping = Keeping.UNKNOWN
    attribution = "© 国家地理信息公共服务平台 天地图"

    def request(self, address: str, key: str) -> Request:
        """The question is a JSON object of its own."""
        asked = json.dumps({"keyWord": address}, ensure_ascii=False)
        return Request("https://api.tianditu.gov.cn/geocoder", {"ds": asked, "tk": key})

    def hit(self, status: int, body: bytes) -> Hit:
        """The one match."""
        error = by_status(_ME, status)
        if error is not None:
            raise error
        answer = read_json(_ME, body)
        if not isinstance(answer, dict):
            raise told(_ME, "unreadable")
        place = answer.get("location")
        if str(answer.get("status")) != "0":
            raise _refusal(answer)
        if not isinstance(place, dict) or place.get("lon") in (None, "") or place.get("lat") in (None, ""):
            raise told(_ME, "nothing_found")
        level = str(place.get("level", ""))
        radius = _RADIUS_M.get(level, _OTHER_LEVEL_M)
        if number(_ME, place.get("score", 0)) < _LOW_SCORE:
            radius = max(radius, _LOW_SCORE_M)
        return Hit(number(_ME, place["lon"]), number(_ME, place["lat"]), radius, level, str(place.get("keyWord", "")))


def _refusal(answer: dict[str, object]) -> Exception:
    """Refusals of the gateway have a `code`, those of the search a `status`; what each says is in `msg`."""
    said = str(answer.get("msg", ""))
    if "key" in said.lower() or "权限" in said or "密钥" in said:
        return told(_ME, "key_refused")
    if "超" in said or "limit" in said.lower():
        return told(_ME, "quota")
    known = str(answer.get("code") or answer.get("status") or "?")
    return told(_ME, "nothing_found") if known in {"404", "101"} else told(_ME, "refused", said=known)
