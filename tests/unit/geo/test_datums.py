"""Datums both ways: to a millimetre, for one point and for arrays, and as others publish them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.party import Datum
from fieldapp.geo import datums
from fieldapp.geo.convert import converted

MILLIMETRE = 1e-3 / 111_320
"""In degrees of latitude; of longitude it is less still."""
LON, LAT = st.floats(73.6, 135.1), st.floats(3.4, 53.6)

# (latitude, longitude) in WGS-84 and in GCJ-02, as published with the library eviltransform
PUBLISHED = [
    ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
    ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
    ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
]


@pytest.mark.parametrize(("wgs", "gcj"), PUBLISHED)
def test_gcj_02_is_what_others_publish(wgs: tuple[float, float], gcj: tuple[float, float]) -> None:
    lon, lat = datums.wgs_to_gcj(wgs[1], wgs[0])
    assert (float(lat), float(lon)) == pytest.approx(gcj, abs=1e-9)
    lon, lat = datums.gcj_to_wgs(gcj[1], gcj[0])
    assert (float(lat), float(lon)) == pytest.approx(wgs, abs=1e-9)


@given(LON, LAT, st.sampled_from(Datum))
def test_there_and_back_is_the_same_point_to_a_millimetre(lon: float, lat: float, datum: Datum) -> None:
    there = datums.from_wgs84(lon, lat, datum)
    back = datums.to_wgs84(*there, datum)
    assert np.hypot(float(back[0]) - lon, float(back[1]) - lat) < MILLIMETRE
    other = datums.from_wgs84(*datums.to_wgs84(lon, lat, datum), datum)
    assert np.hypot(float(other[0]) - lon, float(other[1]) - lat) < MILLIMETRE


def test_arrays_are_their_points_one_by_one() -> None:
    lon, lat = np.meshgrid(np.linspace(74, 134, 13), np.linspace(4, 53, 9))
    for convert in (datums.wgs_to_gcj, datums.gcj_to_wgs, datums.wgs_to_bd, datums.bd_to_wgs, datums.gcj_to_bd):
        east, north = convert(lon, lat)
        assert east.shape == lon.shape
        alone = [convert(x, y) for x, y in zip(lon.flat, lat.flat, strict=True)]
        assert east.ravel() == pytest.approx([float(x) for x, _ in alone], abs=1e-12)
        assert north.ravel() == pytest.approx([float(y) for _, y in alone], abs=1e-12)


def test_the_shift_is_some_hundred_metres_all_over_the_country() -> None:
    lon, lat = np.meshgrid(np.linspace(75, 133, 30), np.linspace(18, 52, 30))
    for convert, least, most in ((datums.wgs_to_gcj, 10, 700), (datums.wgs_to_bd, 650, 1_600)):
        x, y = convert(lon, lat)
        metres = np.hypot((x - lon) * np.cos(np.radians(lat)), y - lat) * 111_320
        assert metres.min() > least
        assert metres.max() < most


@pytest.mark.parametrize(
    ("lon", "lat"), [(71.9, 30), (137.95, 30), (100, 0.7), (100, 55.9), (0, 0), (-122.4, 37.8), (180, -90)]
)
def test_outside_the_rectangle_nothing_is_shifted(lon: float, lat: float) -> None:
    assert [float(x) for x in datums.wgs_to_gcj(lon, lat)] == [lon, lat]
    assert [float(x) for x in datums.gcj_to_wgs(lon, lat)] == [lon, lat]


@pytest.mark.parametrize(("lon", "lat"), [(72.02, 30), (137.82, 30), (100, 0.85), (100, 55.81), (72.02, 0.85)])
def test_just_inside_the_rectangle_there_and_back_closes_too(lon: float, lat: float) -> None:
    back = datums.gcj_to_wgs(*datums.wgs_to_gcj(lon, lat))
    assert np.hypot(float(back[0]) - lon, float(back[1]) - lat) < MILLIMETRE


def test_millionths_of_a_degree_are_converted_to_the_nearest_one() -> None:
    assert converted(116_384_047, 39_913_345, Datum.GCJ02) == (116_377_817, 39_911_954)
    assert converted(116_384_047, 39_913_345, Datum.WGS84) == (116_384_047, 39_913_345)
    x, y = datums.wgs_to_bd(116.377817, 39.911954)
    assert converted(round(float(x) * 1e6), round(float(y) * 1e6), Datum.BD09) == (116_377_817, 39_911_954)
