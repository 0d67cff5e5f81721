"""Online geocoders against answers in their documented form: what is believed, what is refused, and how it is said.

The answers were written by us from the documents of the providers; none was asked from here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from fieldapp.domain.nearness import metres
from fieldapp.domain.party import Datum, Place, PlaceSource
from fieldapp.errors import KnownError
from fieldapp.geo.geocoders.asking import GEOCODERS, Expected, Found, Pace, ask
from fieldapp.geo.geocoders.contract import NAMES, Keeping, Provider, Request
from fieldapp.sentences import catalogue

ADDRESS = "苏州市姑苏区三香路 120 号"
KEY = "k-0123456789abcdef"
SERVER = "https://nominatim.example"
TRUE = Place(120_598_500, 31_302_000, 30, PlaceSource.PINNED)
"""Where the recorded answers put it, in WGS-84."""
EXPECTED = Expected(Place(120_617_000, 31_312_000, 8_000, PlaceSource.DISTRICT), "320508")

AMAP = {
    "status": "1",
    "info": "OK",
    "infocode": "10000",
    "count": "1",
    "geocodes": [
        {
            "formatted_address": "江苏省苏州市姑苏区三香路|120号",
            "country": "中国",
            "province": "江苏省",
            "citycode": "0512",
            "city": "苏州市",
            "district": "姑苏区",
            "township": [],
            "neighborhood": {"name": [], "type": []},
            "building": {"name": [], "type": []},
            "adcode": "320508",
            "street": "三香路",
            "number": "120号",
            "location": "120.602741,31.299905",
            "level": "门牌号",
        }
    ],
}
TIANDITU = {
    "msg": "ok",
    "location": {"score": 100, "level": "门址", "lon": 120.5985, "lat": 31.302, "keyWord": ADDRESS},
    "searchVersion": "6.4.9V",
    "status": "0",
}
BAIDU = {
    "status": 0,
    "result": {
        "location": {"lng": 120.609060, "lat": 31.306167},
        "precise": 1,
        "confidence": 80,
        "comprehension": 100,
        "level": "门址",
    },
}
NOMINATIM = [
    {
        "place_id": 1,
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright",
        "osm_type": "way",
        "osm_id": 2,
        "lat": "31.3020000",
        "lon": "120.5985000",
        "category": "building",
        "type": "yes",
        "place_rank": 30,
        "importance": 0.00009,
        "addresstype": "building",
        "name": "",
        "display_name": "120, 三香路, 姑苏区, 苏州市, 江苏省, 中国",
        "boundingbox": ["31.3018000", "31.3022000", "120.5982000", "120.5988000"],
    }
]
WHOLE: dict[Provider, object] = {
    Provider.AMAP: AMAP,
    Provider.TIANDITU: TIANDITU,
    Provider.BAIDU: BAIDU,
    Provider.NOMINATIM: NOMINATIM,
}


@dataclass
class Recorded:
    """A line that gives a recorded answer."""

    answer: object = None
    status: int = 200
    asked: list[Request] = field(default_factory=list)

    def get(self, request: Request) -> tuple[int, bytes]:
        self.asked.append(request)
        body = self.answer if isinstance(self.answer, bytes) else json.dumps(self.answer, ensure_ascii=False).encode()
        return self.status, body


def asked(provider: Provider, line: Recorded, expected: Expected = EXPECTED, address: str = ADDRESS) -> Found:
    key = SERVER if provider is Provider.NOMINATIM else KEY
    return ask(provider, address, key, line, expected, Pace(lambda: 0.0, lambda _seconds: None))


def refused(provider: Provider, line: Recorded, expected: Expected = EXPECTED, address: str = ADDRESS) -> KnownError:
    with pytest.raises(KnownError) as told:
        asked(provider, line, expected, address)
    return told.value


def altered(provider: Provider, **changes: object) -> object:
    """A recorded answer whose match says something else."""
    whole = json.loads(json.dumps(WHOLE[provider]))
    match: dict[str, object]
    if provider is Provider.AMAP:
        match = whole["geocodes"][0]
    elif provider is Provider.NOMINATIM:
        match = whole[0]
    else:
        match = whole["location"] if provider is Provider.TIANDITU else whole["result"]
    match |= changes
    return whole


@pytest.mark.parametrize("provider", list(Provider))
def test_an_answer_is_converted_from_the_providers_own_datum_and_keeps_its_name(provider: Provider) -> None:
    found = asked(provider, Recorded(WHOLE[provider]))
    assert metres(found.place, TRUE) < 15
    assert found.place.source is PlaceSource.GEOCODER
    assert found.place.datum is GEOCODERS[provider].datum
    assert 20 <= found.place.radius_m <= 150


def test_each_provider_says_its_datum_its_pace_and_whether_an_answer_may_be_kept() -> None:
    said = {one: (each.datum, each.keeping) for one, each in GEOCODERS.items()}
    assert said == {
        Provider.AMAP: (Datum.GCJ02, Keeping.UNKNOWN),
        Provider.TIANDITU: (Datum.WGS84, Keeping.UNKNOWN),
        Provider.BAIDU: (Datum.BD09, Keeping.UNKNOWN),
        Provider.NOMINATIM: (Datum.WGS84, Keeping.ALLOWED),
    }
    assert GEOCODERS[Provider.NOMINATIM].seconds_between >= 1
    assert all(each.seconds_between > 0 and each.attribution for each in GEOCODERS.values())


def test_the_address_and_the_key_go_where_each_provider_wants_them_and_nothing_else_goes() -> None:
    lines = {provider: Recorded(WHOLE[provider]) for provider in Provider}
    for provider, line in lines.items():
        asked(provider, line)
    sent: dict[Provider, tuple[str, Mapping[str, str]]] = {
        provider: (line.asked[0].url, line.asked[0].fields) for provider, line in lines.items()
    }
    assert sent[Provider.AMAP][1] == {"address": ADDRESS, "key": KEY, "output": "JSON"}
    assert sent[Provider.TIANDITU][1] == {"ds": json.dumps({"keyWord": ADDRESS}, ensure_ascii=False), "tk": KEY}
    assert sent[Provider.BAIDU][1]["ret_coordtype"] == "bd09ll"
    assert sent[Provider.NOMINATIM][0] == f"{SERVER}/search"
    assert "FieldApp" in lines[Provider.NOMINATIM].asked[0].headers["User-Agent"]
    assert all(url.startswith("https://") for url, _ in sent.values())
    assert all(len(line.asked) == 1 for line in lines.values())


def test_a_long_address_is_cut_to_what_baidu_takes_without_breaking_a_character() -> None:
    line = Recorded(BAIDU)
    asked(Provider.BAIDU, line, address="苏州市姑苏区" + "三香路" * 30)
    cut = line.asked[0].fields["address"]
    assert len(cut.encode()) <= 84
    assert cut.endswith(("三", "香", "路"))


@pytest.mark.parametrize(
    ("provider", "answer", "code"),
    [
        (Provider.AMAP, {"status": "0", "info": "INVALID_USER_KEY", "infocode": "10001"}, "key_refused"),
        (Provider.AMAP, {"status": "0", "info": "USER_DAILY_QUERY_OVER_LIMIT", "infocode": "10044"}, "quota"),
        (Provider.AMAP, {"status": "0", "info": "CUQPS_HAS_EXCEEDED_THE_LIMIT", "infocode": "10021"}, "too_fast"),
        (Provider.AMAP, {"status": "0", "info": "ENGINE_RESPONSE_DATA_ERROR", "infocode": "30001"}, "nothing_found"),
        (Provider.AMAP, {"status": "0", "info": "?", "infocode": "29999"}, "refused"),
        (Provider.AMAP, {"status": "1", "infocode": "10000", "count": "0", "geocodes": []}, "nothing_found"),
        (Provider.AMAP, altered(Provider.AMAP, location=[]), "nothing_found"),
        (Provider.AMAP, {"status": "1", "infocode": "10000", "geocodes": ["?"]}, "unreadable"),
        (Provider.AMAP, altered(Provider.AMAP, location="here,there"), "unreadable"),
        (Provider.TIANDITU, {"msg": "非法Key", "code": 301001}, "key_refused"),
        (Provider.TIANDITU, {"msg": "调用次数超出上限", "code": 300004}, "quota"),
        (Provider.TIANDITU, {"msg": "无结果", "status": "101"}, "nothing_found"),
        (Provider.TIANDITU, {"msg": "?", "status": "1"}, "refused"),
        (Provider.TIANDITU, {"msg": "ok", "status": "0"}, "nothing_found"),
        (Provider.TIANDITU, altered(Provider.TIANDITU, lon=""), "nothing_found"),
        (Provider.BAIDU, {"status": 200, "message": "APP不存在"}, "key_refused"),
        (Provider.BAIDU, {"status": 302, "message": "天配额超限"}, "quota"),
        (Provider.BAIDU, {"status": 401, "message": "当前并发量已经超过约定并发配额"}, "too_fast"),
        (Provider.BAIDU, {"status": 1, "message": "服务器内部错误"}, "nothing_found"),
        (Provider.BAIDU, {"status": 7, "message": "?"}, "refused"),
        (Provider.BAIDU, {"status": 0, "result": []}, "nothing_found"),
        (Provider.NOMINATIM, [], "nothing_found"),
        (Provider.NOMINATIM, {"error": "?"}, "refused"),
        (Provider.NOMINATIM, ["?"], "unreadable"),
    ],
)
def test_what_a_provider_refuses_is_told_in_a_sentence(provider: Provider, answer: object, code: str) -> None:
    error = refused(provider, Recorded(answer))
    assert error.code == f"geocoder.{code}"
    assert error.params["provider"] == NAMES[provider]
    assert KEY not in str(error)
    assert ADDRESS not in str(error)
    assert all(error.code in catalogue(language) for language in ("zh_CN", "en"))


@pytest.mark.parametrize("provider", list(Provider))
@pytest.mark.parametrize(
    ("status", "answer", "code"),
    [
        (403, b"", "key_refused"),
        (429, b"", "too_fast"),
        (503, b"", "away"),
        (200, b"<html>sign in to the hotel</html>", "unreadable"),
        (200, b"", "unreadable"),
        (200, b'"?"', "unreadable"),
        (200, b"\xff\xfe", "unreadable"),
        (200, b"[" * 50_000, "unreadable"),
    ],
)
def test_what_is_no_answer_of_a_geocoder_is_told_as_such(
    provider: Provider, status: int, answer: bytes, code: str
) -> None:
    assert refused(provider, Recorded(answer, status)).code == f"geocoder.{code}"


@pytest.mark.parametrize(
    ("provider", "changes"),
    [
        (Provider.BAIDU, {"confidence": "nan"}),
        (Provider.BAIDU, {"confidence": "1e999"}),
        (Provider.NOMINATIM, {"boundingbox": ["nan", "nan", "nan", "nan"]}),
        (Provider.NOMINATIM, {"boundingbox": ["-inf", "inf", "0", "1"]}),
        (Provider.NOMINATIM, {"lon": [121.0]}),
        (Provider.TIANDITU, {"lon": [121.0]}),
        (Provider.TIANDITU, {"score": "nan"}),
    ],
)
def test_a_number_that_is_none_is_no_answer(provider: Provider, changes: dict[str, object]) -> None:
    assert refused(provider, Recorded(altered(provider, **changes))).code == "geocoder.unreadable"


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ("0,0", "nowhere"),
        ("31.299905,120.602741", "nowhere"),
        ("-0.1276,51.5072", "nowhere"),
        ("121.4737,31.2304", "elsewhere"),
    ],
)
def test_an_answer_outside_china_or_far_from_what_the_address_says_is_refused(point: str, code: str) -> None:
    assert refused(Provider.AMAP, Recorded(altered(Provider.AMAP, location=point))).code == f"geocoder.{code}"


def test_a_district_of_another_code_is_refused_unless_the_point_lies_where_the_address_does() -> None:
    namesake = altered(Provider.AMAP, adcode="320509", location="120.74,31.30")
    assert refused(Provider.AMAP, Recorded(namesake)).code == "geocoder.elsewhere"
    renumbered = Recorded(altered(Provider.AMAP, adcode="320502"))
    assert metres(asked(Provider.AMAP, renumbered).place, TRUE) < 15
    city_only = Recorded(altered(Provider.AMAP, adcode="320500"))
    assert metres(asked(Provider.AMAP, city_only, Expected(None, "320508")).place, TRUE) < 15
    nothing_known = Recorded(altered(Provider.AMAP, adcode="320502"))
    assert refused(Provider.AMAP, nothing_known, Expected(None, "320508")).code == "geocoder.elsewhere"


@pytest.mark.parametrize(
    ("provider", "changes", "radius_m"),
    [
        (Provider.AMAP, {"level": "兴趣点"}, 120),
        (Provider.AMAP, {"level": "道路"}, 1_500),
        (Provider.AMAP, {"level": "什么级别"}, 1_500),
        (Provider.TIANDITU, {"score": 40}, 1_000),
        (Provider.BAIDU, {"precise": 0}, 300),
        (Provider.BAIDU, {"confidence": 50}, 1_000),
        (Provider.NOMINATIM, {"boundingbox": ["31.29", "31.31", "120.59", "120.61"]}, 1_680),
    ],
)
def test_the_radius_follows_the_level_or_the_confidence(
    provider: Provider, changes: dict[str, object], radius_m: int
) -> None:
    assert asked(provider, Recorded(altered(provider, **changes))).place.radius_m == pytest.approx(radius_m, rel=0.05)


@pytest.mark.parametrize(
    ("provider", "changes"),
    [
        (Provider.AMAP, {"level": "区县"}),
        (Provider.BAIDU, {"confidence": 0}),
        (Provider.NOMINATIM, {"boundingbox": None, "place_rank": 12}),
    ],
)
def test_an_answer_that_knows_no_more_than_the_address_is_refused(
    provider: Provider, changes: dict[str, object]
) -> None:
    assert refused(provider, Recorded(altered(provider, **changes))).code == "geocoder.too_vague"


def test_nothing_is_asked_without_a_key_or_an_address() -> None:
    line = Recorded(AMAP)
    assert refused(Provider.AMAP, line, address="  ").code == "geocoder.no_address"
    with pytest.raises(KnownError) as told:
        ask(Provider.AMAP, ADDRESS, " ", line, EXPECTED)
    assert told.value.code == "geocoder.no_key"
    assert line.asked == []


def test_nobody_is_asked_faster_than_they_allow_and_one_does_not_wait_for_another() -> None:
    now, waited = [100.0], list[float]()
    pace = Pace(lambda: now[0], waited.append)
    for provider in (Provider.NOMINATIM, Provider.NOMINATIM, Provider.AMAP, Provider.NOMINATIM):
        pace.keep(GEOCODERS[provider])
    assert waited == [1.0, 2.0]
    now[0] = 110.0
    pace.keep(GEOCODERS[Provider.NOMINATIM])
    assert waited == [1.0, 2.0]
