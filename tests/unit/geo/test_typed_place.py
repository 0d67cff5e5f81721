"""Numbers that somebody typed or pasted become the place they mean, or a sentence that says why not."""

from __future__ import annotations

from math import cos, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.nearness import metres
from fieldapp.domain.party import Datum, Place, PlaceSource
from fieldapp.errors import KnownError
from fieldapp.geo.addresses.typed_place import read_typed
from fieldapp.geo.datums import from_wgs84

SUZHOU = (120.585, 31.299)


@pytest.mark.parametrize(
    ("text", "swapped"),
    [
        ("120.585,31.299", False),
        ("31.299, 120.585", True),
        ("１２０．５８５，３１．２９９", False),
        ("  120.585\t31.299 ", False),
        ("经度120.585 纬度31.299", False),
        ("纬度：31.299，经度：120.585", False),
        ("120.585E 31.299N", False),
        ("31.299N 120.585E", False),
        ("lat=31.299&lng=120.585", False),
        ("店铺门口 120.585，31.299", False),
    ],
)
def test_however_it_is_written_it_is_the_same_place(text: str, swapped: bool) -> None:
    typed = read_typed(text)
    assert (typed.lon, typed.lat, typed.swapped) == (*SUZHOU, swapped)
    assert typed.in_china


@pytest.mark.parametrize(
    "text", ["N31°17'56.4\" E120°35'6.0\"", "31°17′56.4″N,120°35′6.0″E", "东经120度35分6.0秒 北纬31度17分56.4秒"]
)
def test_degrees_minutes_and_seconds_are_read(text: str) -> None:
    typed = read_typed(text)
    assert (round(typed.lon, 6), round(typed.lat, 6)) == SUZHOU
    assert typed.radius_m == 10


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("https://uri.amap.com/marker?position=120.585,31.299&name=x", Datum.GCJ02),
        ("https://uri.amap.com/navigation?to=120.585%2C31.299%2Cx&mode=car", Datum.GCJ02),
        ("https://api.map.baidu.com/marker?location=31.299,120.585&title=x&output=html", Datum.BD09),
        ("https://apis.map.qq.com/uri/v1/marker?marker=coord:31.299,120.585;title:x", Datum.GCJ02),
        ("geo:31.299,120.585;u=30", Datum.WGS84),
    ],
)
def test_a_link_brings_its_own_order_and_datum(text: str, datum: Datum) -> None:
    typed = read_typed(text)
    assert (typed.lon, typed.lat, typed.datum, typed.swapped) == (*SUZHOU, datum, False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "coordinates.none"),
        ("人民路 18 号", "coordinates.none"),
        ("120.585, 31.299, 12", "coordinates.none"),
        ("0, 0", "coordinates.zero"),
        ("0.000000 0.000000", "coordinates.zero"),
        ("geo:0,0", "coordinates.zero"),
        ("45.1, 50.2", "coordinates.which_is_which"),
        ("经度120.5 经度31.2", "coordinates.which_is_which"),
        ("200, 31", "coordinates.off_the_earth"),
        ("95, 93", "coordinates.off_the_earth"),
        ("纬度 120.585 经度 31.299", "coordinates.off_the_earth"),
    ],
)
def test_what_is_no_place_is_said(text: str, code: str) -> None:
    with pytest.raises(KnownError) as caught:
        read_typed(text)
    assert caught.value.code == code


def test_a_place_abroad_is_read_and_told_as_such() -> None:
    assert not read_typed("-122.4194, 37.7749").in_china
    assert read_typed("37.7749, -122.4194").lon == -122.4194
    assert read_typed("西经 122.4194 北纬 37.7749").lon == -122.4194


@pytest.mark.parametrize(
    ("text", "radius"), [("120.6,31.3", 5560), ("120.58,31.30", 556), ("120.585300,31.298900", 10)]
)
def test_few_decimals_are_no_door(text: str, radius: int) -> None:
    assert read_typed(text).radius_m == radius


@given(st.floats(74, 134), st.floats(18, 53), st.sampled_from(Datum), st.booleans())
def test_what_an_app_shows_comes_back_to_where_it_is(lon: float, lat: float, datum: Datum, turned: bool) -> None:
    """Copied out of an app in its datum, pasted here with that datum chosen: within what six decimals are worth."""
    shown_lon, shown_lat = from_wgs84(lon, lat, datum)
    pair = (f"{float(shown_lon):.6f}", f"{float(shown_lat):.6f}")
    place = read_typed(", ".join(reversed(pair) if turned else pair)).place(datum)
    there = Place(round(lon * 1e6), round(lat * 1e6), 0, PlaceSource.PINNED)
    assert metres(place, there) < 0.3 / cos(radians(lat))
    assert (place.datum, place.source) == (datum, PlaceSource.PINNED)
