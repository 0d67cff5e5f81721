"""Addresses as they are written, and what is said of where they lie: the division of today, and never a false door."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp import sentences
from fieldapp.domain.nearness import metres
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.errors import KnownError
from fieldapp.geo.addresses.divisions import divisions, table_version
from fieldapp.geo.addresses.locate import Level, Located, Locator, Reason
from fieldapp.geo.addresses.streets import Streets

ADDRESSES = Path(__file__).parent / "addresses.tsv"
NOTHING = "-"


@pytest.fixture(scope="module")
def locator() -> Locator:
    return Locator()


def area(found: Located) -> str:
    return divisions().full_name(found.adcode) if found.adcode else NOTHING


def listed() -> list[tuple[str, str]]:
    lines = ADDRESSES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(address, expected) for address, expected in rows]


def test_every_address_of_the_list_is_where_it_is_today(locator: Locator) -> None:
    addresses = listed()
    assert len(addresses) > 350
    wrong = [
        (address, expected, found)
        for address, expected in addresses
        if not (found := area(locator.find(address))).endswith(expected)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("address", "district", "expected", "reason"),
    [
        ("中山北路28号", "南京市鼓楼区", "南京市鼓楼区", Reason.DISTRICT),
        ("玉山镇人民南路12号", "苏州市昆山市", "苏州市昆山市", Reason.TOWNSHIP),
        ("昆山市人民路1号", "苏州市昆山市", "苏州市昆山市", Reason.DISTRICT),
        ("江苏省南京市中山北路28号", "鼓楼区", "南京市鼓楼区", Reason.DISTRICT),
        ("温州商贸城12号", "苏州市姑苏区", "苏州市姑苏区", Reason.DISTRICT),
        ("温州人开的店", "苏州市姑苏区", "苏州市姑苏区", Reason.DISTRICT),
        ("杭州市余杭区乔司街道1号", "余杭区", "杭州市临平区", Reason.TOWNSHIP_MOVED),
        ("", "苏州市姑苏区", "苏州市姑苏区", Reason.DISTRICT),
        ("人民路1号", "什么地方", NOTHING, Reason.UNKNOWN),
        ("苏州市姑苏区人民路1号", "无锡市梁溪区", NOTHING, Reason.DIFFERS),
        ("苏州市姑苏区人民路1号", "苏州市吴江区", "苏州市", Reason.DIFFERS),
        ("中山北路28号", "鼓楼区", NOTHING, Reason.AMBIGUOUS),
        ("日本东京都中央区", "苏州市姑苏区", NOTHING, Reason.FOREIGN),
        ("", "", NOTHING, Reason.EMPTY),
        ("   \t", "", NOTHING, Reason.EMPTY),
    ],
)
def test_the_district_beside_an_address_is_heard(
    locator: Locator, address: str, district: str, expected: str, reason: Reason
) -> None:
    found = locator.find(address, district)
    assert area(found).endswith(expected)
    assert found.reason is reason
    assert (found.place is None) is (expected == NOTHING)


def test_an_address_in_another_script_beside_a_district_is_heard_with_it(locator: Locator) -> None:
    assert area(locator.find("88 Renmin Road", "苏州市姑苏区")).endswith("苏州市姑苏区")
    assert area(locator.find("Kunshan City, Jiangsu", "苏州市昆山市")).endswith("苏州市昆山市")
    assert locator.find("Wuxi, Jiangsu", "苏州市姑苏区").reason is Reason.DIFFERS


def test_only_a_name_of_before_is_told_as_one(locator: Locator) -> None:
    assert locator.find("杭州西湖区").reason is locator.find("杭州西湖").reason is Reason.DISTRICT
    assert locator.find("宁波江东百丈路").reason is locator.find("宁波市江东区").reason is Reason.RENAMED


def test_nothing_certain_is_said_as_nothing(locator: Locator) -> None:
    for address in (
        "",
        "人民路58号",
        "日本东京都",
        "Hauptstr. 5, Berlin",
        "鼓楼区中山路1号",
        "🏠",
        "=HYPERLINK()",
        "<b>店</b>",
    ):
        found = locator.find(address)
        assert (found.place, found.lon_e6, found.adcode, found.radius_m) == (None, None, "", 0), address
        assert found.level is Level.NONE


@pytest.mark.parametrize(
    ("address", "level", "source"),
    [
        ("东莞市长安镇霄边村", Level.TOWNSHIP, PlaceSource.TOWNSHIP),
        ("中山市", Level.CITY, PlaceSource.CITY),
        ("苏州市姑苏区", Level.DISTRICT, PlaceSource.DISTRICT),
        ("湖北省仙桃市", Level.DISTRICT, PlaceSource.DISTRICT),
        ("香港中环", Level.PROVINCE, PlaceSource.PROVINCE),
        ("台湾省台北市", Level.PROVINCE, PlaceSource.PROVINCE),
    ],
)
def test_the_level_is_that_of_the_point(locator: Locator, address: str, level: Level, source: PlaceSource) -> None:
    found = locator.find(address)
    assert found.level is level
    assert found.place is not None
    assert found.place.source is source


LANDMARKS = [
    ("北京市东城区东长安街", 116.3975, 39.9087),
    ("上海市黄浦区中山东一路", 121.4903, 31.2366),
    ("苏州市姑苏区观前街", 120.6270, 31.3117),
    ("无锡市江阴市澄江街道", 120.2600, 31.9110),
    ("昆山市玉山镇人民南路", 120.9560, 31.3810),
    ("杭州市余杭区文一西路969号", 120.0260, 30.2790),
    ("深圳市南山区深南大道", 113.9430, 22.5400),
    ("东莞市虎门镇", 113.6730, 22.8140),
    ("广州市天河区体育西路", 113.3210, 23.1320),
    ("成都市武侯区人民南路", 104.0650, 30.6230),
    ("重庆市渝中区解放碑", 106.5770, 29.5570),
    ("西安市雁塔区小寨", 108.9470, 34.2240),
    ("武汉市武昌区中南路", 114.3330, 30.5370),
    ("哈尔滨市道里区中央大街", 126.6170, 45.7730),
    ("乌鲁木齐市天山区解放北路", 87.6220, 43.7950),
    ("拉萨市城关区北京中路", 91.1260, 29.6540),
    ("青岛市市南区香港中路", 120.3840, 36.0640),
    ("三亚市吉阳区", 109.5780, 18.2810),
    ("石河子市北泉镇", 86.0200, 44.3600),
    ("香港中环", 114.1580, 22.2820),
]


def test_the_radius_holds_the_true_place(locator: Locator) -> None:
    """Well-known places by their district or township: each lies within what is said."""
    for address, lon, lat in LANDMARKS:
        found = locator.find(address).place
        assert found is not None, address
        truth = Place(round(lon * 1e6), round(lat * 1e6), 1, PlaceSource.PINNED)
        assert metres(found, truth) <= found.radius_m, address


def test_what_has_no_point_of_its_own_says_how_wide_it_is(locator: Locator) -> None:
    found = locator.find("辽宁省沈阳市皇姑区黄河南大街")
    assert found.reason is Reason.NO_POINT
    assert found.radius_m >= 50_000


ODD = st.text(st.sampled_from("苏州市姑苏区人民路镇街道县 省12-号#A（ａ臺\t,日本北京南京东路\x00🏠'<&%"), max_size=40)


@settings(max_examples=150)
@given(ODD, ODD)
def test_whatever_is_written_is_answered(locator: Locator, address: str, district: str) -> None:
    found = locator.find(address, district)
    assert found.address == address
    assert (found.lon_e6 is None) == (found.level is Level.NONE) == (found.radius_m == 0)
    assert found.adcode == "" or found.adcode in divisions().names
    assert found.township == "" or found.township in divisions().names


def test_every_reason_has_a_sentence_in_both_languages() -> None:
    for language in ("zh_CN", "en"):
        assert set(Reason) <= set(sentences.catalogue(language))


def test_the_table_has_a_version_that_needs_no_table() -> None:
    assert len(table_version()) == 12


# streets of a pack -------------------------------------------------------------------------------------------


def streets(file: Path, rows: Sequence[tuple[str, str | None, float, float, float]]) -> Streets:
    with sqlite3.connect(file) as made:
        made.execute(
            "CREATE TABLE s (name TEXT NOT NULL, num TEXT, lon REAL NOT NULL, lat REAL NOT NULL, len REAL NOT NULL)"
        )
        made.execute("CREATE INDEX s_name ON s (name, num)")
        made.executemany("INSERT INTO s VALUES (?, ?, ?, ?, ?)", rows)
    made.close()
    return Streets(file)


def test_a_street_of_the_pack_is_nearer_than_its_district(tmp_path: Path) -> None:
    rows = [("观前街", None, 120.6260, 31.3115, 300.0), ("观前街", None, 120.6290, 31.3117, 300.0)]
    pack = streets(tmp_path / "s.db", [*rows, ("观前街", "88", 120.6275, 31.3118, 0.0)])
    locator = Locator([pack])
    street = locator.find("苏州市姑苏区观前街5号")
    assert (street.level, street.reason) == (Level.STREET, Reason.STREET)
    assert 250 <= street.radius_m <= 600
    door = locator.find("观前街88号", "苏州市姑苏区")
    assert (door.level, door.reason, door.radius_m) == (Level.STREET, Reason.DOOR, 150)
    assert (door.lon_e6, door.lat_e6) == (120_627_500, 31_311_800)
    pack.close()


def test_a_street_that_may_be_another_is_refused(tmp_path: Path) -> None:
    rows = [
        ("彩虹路", None, 120.50, 31.30, 100.0),
        ("彩虹路", None, 120.68, 31.35, 100.0),
        ("解放路", None, 121.10, 31.40, 100.0),
        ("黄河南大街", None, 123.43, 41.79, 100.0),
        ("观前街", None, 121.40, 31.20, 100.0),
    ]
    pack = streets(tmp_path / "s.db", rows)
    locator = Locator([pack])
    assert locator.find("苏州市姑苏区彩虹路5号").level is Level.DISTRICT, "pieces six kilometres apart"
    assert locator.find("苏州市昆山市解放路5号").level is Level.DISTRICT, "every town of the county has one"
    assert locator.find("沈阳市皇姑区黄河南大街5号").level is Level.DISTRICT, "nobody knows where to look"
    assert locator.find("苏州市姑苏区观前街5号").level is Level.DISTRICT, "one far away in another city"
    pack.close()


def test_damaged_streets_are_a_known_error(tmp_path: Path) -> None:
    (tmp_path / "s.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(KnownError, match=r"geo\.streets_unreadable"):
        Streets(tmp_path / "s.db")
    with pytest.raises(KnownError, match=r"geo\.streets_unreadable"):
        Streets(tmp_path / "missing.db")
