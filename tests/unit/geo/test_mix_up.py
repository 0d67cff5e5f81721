"""A point of AMap or Baidu that was taken for WGS-84 is recognised; an ordinary error is not taken for one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.nearness import metres
from fieldapp.domain.party import Datum, Place, PlaceSource
from fieldapp.geo.datums import from_wgs84
from fieldapp.geo.mix_up import APART_M, mixed_up

TRUTH = Place(120_617_500, 31_312_000, 20, PlaceSource.CHECK_IN)


def taken_for_wgs84(place: Place, datum: Datum, radius_m: int = 30) -> Place:
    lon, lat = from_wgs84(place.lon_e6 / 1e6, place.lat_e6 / 1e6, datum)
    return Place(round(float(lon) * 1e6), round(float(lat) * 1e6), radius_m, PlaceSource.GEOCODER)


@given(
    st.integers(76_000_000, 131_000_000),
    st.integers(18_500_000, 50_000_000),
    st.sampled_from((Datum.GCJ02, Datum.BD09)),
)
def test_a_point_of_another_datum_is_known_wherever_in_the_country(lon_e6: int, lat_e6: int, datum: Datum) -> None:
    here = replace(TRUTH, lon_e6=lon_e6, lat_e6=lat_e6)
    address = taken_for_wgs84(here, datum)
    harmless = metres(here, address) < APART_M[0]  # in few places GCJ-02 shifts next to nothing
    assert mixed_up(here, address) is (None if harmless else datum)


@pytest.mark.parametrize("datum", [Datum.GCJ02, Datum.BD09])
def test_it_is_known_also_from_across_the_street(datum: Datum) -> None:
    here = replace(TRUTH, lon_e6=TRUTH.lon_e6 + 500, lat_e6=TRUTH.lat_e6 - 300)
    assert mixed_up(here, taken_for_wgs84(TRUTH, datum)) is datum


@pytest.mark.parametrize("east", [0, 1_000, -4_000, 7_000, 40_000])
def test_being_elsewhere_is_no_mix_up(east: int) -> None:
    address = replace(TRUTH, lon_e6=TRUTH.lon_e6 + east, lat_e6=TRUTH.lat_e6 + east // 2, source=PlaceSource.PINNED)
    assert mixed_up(TRUTH, address) is None


def test_a_place_known_by_its_district_explains_nothing() -> None:
    wide = taken_for_wgs84(TRUTH, Datum.GCJ02)
    assert mixed_up(TRUTH, replace(wide, source=PlaceSource.DISTRICT, radius_m=12_000)) is None
    assert mixed_up(TRUTH, replace(wide, radius_m=2_000)) is None
    assert mixed_up(replace(TRUTH, radius_m=5_000), wide) is None
