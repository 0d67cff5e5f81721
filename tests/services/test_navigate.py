"""A place handed over to a navigation app: in its own datum and order, and with nobody's name in it."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.case import Case
from fieldapp.domain.nearness import metres
from fieldapp.domain.party import Datum, Place, PlaceSource
from fieldapp.geo.addresses.typed_place import read_typed
from fieldapp.services.best_places import best_places
from fieldapp.services.desk import Desk
from fieldapp.services.find_places import find_places
from fieldapp.services.look_at_case import look_at_case
from fieldapp.services.navigate import DATUMS, HandOver, MapApp, hand_over, keep_app, way_to
from fieldapp.services.pin_place import pin
from tests.laptops import bring_cases
from tests.office import borrower_case

SHOP = Place(120_585_000, 31_299_000, 20, PlaceSource.PINNED)


def to(app: MapApp, number: int = 0) -> HandOver:
    """The shop, for this app."""
    return next(one for one in hand_over(SHOP, number) if one.app is app)


def asked(link: str) -> dict[str, str]:
    """The parameters of a link."""
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


def test_amap_gets_gcj02_with_the_longitude_first() -> None:
    made = to(MapApp.AMAP, 3)
    assert (made.lon, made.lat) == pytest.approx((120.589178, 31.296816), abs=2e-6)
    assert made.shown.startswith("https://uri.amap.com/marker?")
    assert asked(made.shown)["position"] == f"{made.lon:.6f},{made.lat:.6f}"
    assert asked(made.shown)["coordinate"] == "gaode"
    assert made.driven.startswith("https://uri.amap.com/navigation?")
    assert asked(made.driven)["to"] == f"{made.lon:.6f},{made.lat:.6f},目的地3"
    assert asked(made.driven)["callnative"] == "1"


def test_baidu_gets_bd09_with_the_latitude_first() -> None:
    made = to(MapApp.BAIDU)
    assert asked(made.shown)["location"] == f"{made.lat:.6f},{made.lon:.6f}"
    assert asked(made.shown)["coord_type"] == "bd09ll"
    assert asked(made.driven)["destination"] == f"latlng:{made.lat:.6f},{made.lon:.6f}|name:目的地"


def test_tencent_gets_gcj02_with_the_latitude_first_and_says_who_asks() -> None:
    made = to(MapApp.TENCENT)
    assert asked(made.shown)["marker"].startswith(f"coord:{made.lat:.6f},{made.lon:.6f};title:目的地")
    assert (asked(made.driven)["tocoord"], asked(made.driven)["type"]) == (f"{made.lat:.6f},{made.lon:.6f}", "drive")
    assert asked(made.driven)["referer"] == "fieldapp"


def test_a_geo_link_is_wgs84_with_its_uncertainty() -> None:
    assert to(MapApp.GEO).shown == "geo:31.299000,120.585000;u=20"


@given(st.integers(75_000_000, 134_000_000), st.integers(18_000_000, 53_000_000))
def test_every_link_leads_to_the_very_place_it_was_made_for(lon_e6: int, lat_e6: int) -> None:
    place = Place(lon_e6, lat_e6, 20, PlaceSource.PINNED)
    for made in hand_over(place):
        for text in (made.shown, made.driven):
            read = read_typed(text)
            assert read.datum is DATUMS[made.app]
            assert metres(read.place(Datum.WGS84), place) < 0.3
        assert metres(read_typed(made.copied).place(made.datum), place) < 0.3


def test_nothing_of_a_person_leaves_the_laptop(desk: Desk, case: Case) -> None:
    way = way_to(desk, case.id, number=2)
    assert way.premises is not None
    secrets = [
        case.borrower.name,
        case.case_no,
        case.id,
        way.premises.name,
        way.premises.address,
        *case.borrower.phones,
    ]
    assert len(way.ways) == len(MapApp)
    for made in way.ways:
        for text in (made.shown, made.driven, made.copied):
            assert not any(one and one in unquote(text) for one in secrets)


def test_the_app_used_last_comes_first(desk: Desk, case: Case) -> None:
    assert way_to(desk, case.id).app is MapApp.AMAP
    keep_app(desk, MapApp.BAIDU)
    assert way_to(desk, case.id).app is MapApp.BAIDU


def test_a_pin_is_where_the_way_leads_from_then_on(desk: Desk, case: Case) -> None:
    premises = case.premises[0]
    pin(desk, case.id, premises.id, Place(120_700_000, 31_400_000, 20, PlaceSource.PINNED))
    way = way_to(desk, case.id, premises.id)
    assert way.ways[-1].shown == "geo:31.400000,120.700000;u=20"
    assert not way.vague
    pin(desk, case.id, premises.id, Place(120_700_000, 31_400_000, 3_000, PlaceSource.PINNED))
    assert way_to(desk, case.id, premises.id).vague


def test_page_way_and_visit_know_the_best_place_and_not_only_the_records(desk: Desk) -> None:
    case = borrower_case(desk.staff, "借款人", "小店", 7, place=None)
    bare = replace(case.premises[0], district="苏州市昆山市", address="玉山镇人民南路12号")
    bring_cases(desk.store, desk.staff, [replace(case, premises=(bare,))])
    assert look_at_case(desk, case.id).premises[0].place is None
    find_places(desk, 10)
    page, way = look_at_case(desk, case.id), way_to(desk, case.id)
    known = page.premises[0].place
    assert page.seen.case.premises[0].place is None, "the record stays as the bank gave it"
    assert known is not None
    assert (known.source, known.radius_m > 1000) == (PlaceSource.TOWNSHIP, True)
    assert way.premises is not None
    assert known == way.premises.place == best_places(desk, case.id)[bare.id]


def test_a_pin_keeps_the_datum_it_was_given_in(desk: Desk, case: Case) -> None:
    given = Place(120_700_000, 31_400_000, 20, PlaceSource.PINNED, Datum.GCJ02)
    pin(desk, case.id, case.premises[0].id, given)
    assert look_at_case(desk, case.id).premises[0].place == given
