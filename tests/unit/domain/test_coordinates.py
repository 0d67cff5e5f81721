"""Coordinates from outside: the names of their datums, and what is wrong with a pair of degrees."""

from __future__ import annotations

import pytest

from fieldapp.domain.coordinates import Fault, abroad, datum_named, fault_of
from fieldapp.domain.party import Datum


@pytest.mark.parametrize(
    ("name", "datum"),
    [
        ("", Datum.WGS84),
        ("  ", Datum.WGS84),
        ("wgs 84", Datum.WGS84),
        ("CGCS2000", Datum.WGS84),
        ("gcj-02", Datum.GCJ02),
        ("高德", Datum.GCJ02),
        ("BD-09", Datum.BD09),
        ("百度坐标", Datum.BD09),
        ("北京54", None),
    ],
)
def test_a_datum_by_the_names_tables_give_it(name: str, datum: Datum | None) -> None:
    assert datum_named(name) is datum


@pytest.mark.parametrize(
    ("lon", "lat", "fault"),
    [
        (120.6, 31.3, None),
        (73, 3, None),
        (0, 0, Fault.NOWHERE),
        (31.3, 120.6, Fault.SWAPPED),
        (0, 31.3, Fault.OUTSIDE),
        (-0.1276, 51.5, Fault.OUTSIDE),
        (120.6, 131.3, Fault.OUTSIDE),
        (31.3, 31.3, Fault.OUTSIDE),
    ],
)
def test_what_is_wrong_with_a_point(lon: float, lat: float, fault: Fault | None) -> None:
    assert fault_of(lon, lat) is fault


@pytest.mark.parametrize(
    ("lon", "lat", "elsewhere"),
    [
        (126.978, 37.566, True),
        (135.5, 34.69, True),
        (106.92, 47.92, True),
        (100.5, 13.75, True),
        (77.2, 28.6, True),
        (121.0, 14.6, True),
        (112.3, 4.0, False),
        (117.75, 15.15, False),
        (123.48, 25.75, False),
        (134.7, 48.35, False),
        (121.56, 25.04, False),
        (91.9, 27.6, False),
        (79.9, 35.2, False),
    ],
)
def test_a_point_that_is_abroad_for_certain(lon: float, lat: float, elsewhere: bool) -> None:
    assert fault_of(lon, lat) is None
    assert abroad(lon, lat) is elsewhere
