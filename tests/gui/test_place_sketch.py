"""The sketch of a day's places: true to scale and north, no marker on another, whatever the places are."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.services.plan_day import ROUTABLE_M
from ui.widgets.place_layout import GAP, MARKER, Spot, apart, far, lay_out
from ui.widgets.place_sketch import PlaceSketch

AROUND = (120_600_000, 31_300_000)
SPREAD = st.integers(-200_000, 200_000)


def spot(number: int, east: int, north: int, radius_m: int = 30) -> Spot:
    return Spot(f"case-{number}", number, f"店 {number}", AROUND[0] + east, AROUND[1] + north, radius_m, "M2")


some_spots = st.lists(st.tuples(SPREAD, SPREAD), min_size=1, max_size=14).map(
    lambda places: [spot(number, *place) for number, place in enumerate(places, start=1)]
)


@given(some_spots)
def test_no_marker_covers_another(spots: list[Spot]) -> None:
    markers = lay_out(spots, 660, 560).markers
    gaps = [far(a, b) for number, a in enumerate(markers) for b in markers[:number]]
    assert all(gap >= MARKER - 2 for gap in gaps)


@given(some_spots)
def test_places_stay_inside_and_north_is_up(spots: list[Spot]) -> None:
    layout = lay_out(spots, 660, 560)
    for one, at in zip(spots, layout.places, strict=True):
        assert 0 <= at.x() <= 660
        assert 0 <= at.y() <= 560
        for other, there in zip(spots, layout.places, strict=True):
            assert (one.lat_e6 > other.lat_e6) == (at.y() < there.y() - 1e-9) or one.lat_e6 == other.lat_e6


@given(st.integers(200, 1600), st.integers(200, 1000))
def test_distances_are_true_to_the_scale(width: int, height: int) -> None:
    east = spot(2, 10_000, 0)
    layout = lay_out([spot(1, 0, 0), east, spot(3, 0, 9_000)], width, height)
    across = far(layout.places[0], layout.places[1]) * layout.metres
    up = far(layout.places[0], layout.places[2]) * layout.metres
    assert math.isclose(across, 0.01 * 111_320 * math.cos(math.radians(31.303)), rel_tol=1e-6)
    assert math.isclose(up, 0.009 * 111_320, rel_tol=1e-6)


def test_places_far_enough_apart_are_not_moved() -> None:
    layout = lay_out([spot(1, 0, 0), spot(2, 20_000, 10_000)], 660, 560)
    assert layout.places == layout.markers


def test_many_at_one_door_part_the_same_way_every_time() -> None:
    spots = [spot(number, 0, 0) for number in range(1, 6)]
    first, again = lay_out(spots, 660, 560).markers, lay_out(spots, 660, 560).markers
    assert first == again
    assert min(far(a, b) for n, a in enumerate(first) for b in first[:n]) >= MARKER + GAP - 4


def test_nothing_to_show_is_an_empty_ground(qtbot: QtBot) -> None:
    assert apart([]) == []
    sketch = PlaceSketch("今日各站的位置")
    qtbot.addWidget(sketch)
    sketch.resize(400, 300)
    sketch.show()
    QTest.mouseClick(sketch, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(200, 150))
    assert sketch.grab().size().width() == 400


def test_a_press_on_a_marker_chooses_and_a_double_press_opens(qtbot: QtBot) -> None:
    sketch = PlaceSketch("今日各站的位置")
    qtbot.addWidget(sketch)
    sketch.resize(600, 500)
    sketch.show_spots([spot(1, 0, 0), spot(2, 20_000, 10_000, 900)])
    sketch.show()
    where = sketch.marker("case-2").toPoint()
    with qtbot.waitSignal(sketch.chosen) as chosen:
        QTest.mouseClick(sketch, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert chosen.args == ["case-2"]
    assert sketch.accessibleName() == "今日各站的位置 2 店 2"
    with qtbot.waitSignal(sketch.opened) as opened:
        QTest.mouseDClick(sketch, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert opened.args == ["case-2"]


def test_the_keyboard_goes_from_number_to_number_and_opens(qtbot: QtBot) -> None:
    sketch = PlaceSketch("今日各站的位置")
    qtbot.addWidget(sketch)
    sketch.show_spots([spot(1, 0, 0), spot(2, 20_000, 10_000), spot(3, 0, 5_000)])
    sketch.show()
    picked: list[str] = []
    sketch.chosen.connect(picked.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left):
        QTest.keyClick(sketch, key)
    assert picked == ["case-1", "case-2", "case-1", "case-3"]
    with qtbot.waitSignal(sketch.opened) as opened:
        QTest.keyClick(sketch, Qt.Key.Key_Return)
    assert opened.args == ["case-3"]


def test_the_way_passes_by_a_place_of_which_only_the_district_is_known(qtbot: QtBot) -> None:
    shown = PlaceSketch("今日路线", joined=True)
    qtbot.addWidget(shown)
    spots = [spot(1, 0, 0), spot(2, 40_000, 0, ROUTABLE_M + 1), spot(3, 0, 40_000, ROUTABLE_M)]
    shown.show_spots(spots)
    layout = lay_out(spots, shown.width(), shown.height())
    assert shown.way(layout) == [layout.markers[0], layout.markers[2]]
