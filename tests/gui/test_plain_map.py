"""The map without Chromium: where things are, what is painted as one, and what mouse and keys do with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.geo.basemap.map_answers import MapKind, MapPoint, RouteStop
from ui import theme
from ui.widgets.plain_map import PlainMap
from ui.widgets.plain_points import PlainPoints
from ui.widgets.plain_view import PlainView, latitude, longitude, to_world
from ui.widgets.shapes import BUCKET_SHAPES

LEFT = Qt.MouseButton.LeftButton


def kinds() -> list[MapKind]:
    return [MapKind(one, theme.bucket_colour(one).name(), BUCKET_SHAPES[one]) for one in theme.BUCKETS]


def point(case_id: str, lon: float, lat: float, kind: int = 2, radius: int = 0) -> MapPoint:
    return MapPoint(case_id, round(lat * 1e6), round(lon * 1e6), kind, radius, f"<b>{case_id}</b>", "M2")


FOUR = [
    point("west", 120.50, 31.30),
    point("east", 120.70, 31.30, 4, 900),
    point("twin", 120.60, 31.36, 0),
    point("other twin", 120.60, 31.36, 1),
]


@pytest.fixture
def plain(qtbot: QtBot) -> PlainMap:
    made = PlainMap("案件地图", kinds)
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show_points(PlainPoints(FOUR), fit=True)
    made.show()
    qtbot.waitUntil(lambda: bool(made.scene.items), timeout=5_000)
    return made


@given(st.integers(-179_000_000, 179_000_000), st.integers(-84_000_000, 84_000_000), st.floats(3, 17))
def test_a_place_is_found_again_at_its_pixel(lon_e6: int, lat_e6: int, zoom: float) -> None:
    view = PlainView(zoom=zoom, wide=900, tall=600)
    x, y = view.place(view.pixel(*to_world(lon_e6, lat_e6)))
    assert abs(longitude(x) * 1e6 - lon_e6) < 1
    assert abs(latitude(y) * 1e6 - lat_e6) < 1


def test_what_is_fitted_is_in_the_picture_and_what_is_under_the_pointer_stays_there() -> None:
    view = PlainView(wide=800, tall=500)
    west, east = to_world(120_500_000, 31_360_000), to_world(120_700_000, 31_300_000)
    view.fit(*west, *east)
    assert 40 < view.pixel(*west).x() < view.pixel(*east).x() < 760
    at = QPointF(100, 400)
    before = view.place(at)
    view.zoom_by(2, at)
    assert view.place(at) == pytest.approx(before, abs=1e-12)


def test_points_of_one_square_are_one_group_and_all_are_counted() -> None:
    points = PlainPoints([point(str(n), 120.6 + n / 1e5, 31.3, n % 5) for n in range(500)])
    groups = points.groups(256 * 2**10, (0.0, 0.0, 1.0, 1.0), 5)
    assert len(groups) <= 2
    assert sum(group.count for group in groups) == 500
    assert [sum(group.counts[kind] for group in groups) for kind in range(5)] == [100] * 5
    assert len(points.groups(256 * 2**18, (0.0, 0.0, 1.0, 1.0), 5)) > 10
    assert points.groups(256 * 2**10, (0.0, 0.0, 0.1, 0.1), 5) == []


def test_nothing_at_all_is_a_squared_paper(qtbot: QtBot) -> None:
    made = PlainMap("案件地图", kinds)
    qtbot.addWidget(made)
    made.show_points(PlainPoints([]), fit=True)
    made.show()
    assert made.grab().width() > 0
    assert made.scene.items == []


def test_a_press_chooses_and_two_presses_open(plain: PlainMap) -> None:
    chosen: list[str] = []
    opened: list[str] = []
    plain.chosen.connect(chosen.append)
    plain.opened.connect(opened.append)
    at = plain.marker("east").toPoint()
    QTest.mouseClick(plain, LEFT, pos=at)
    QTest.mouseDClick(plain, LEFT, pos=at)
    assert chosen[0] == "east"
    assert opened == ["east"]
    assert "<b>east</b>" in plain.accessibleName()


def test_two_at_one_place_are_listed_when_coming_closer_does_not_part_them(plain: PlainMap, qtbot: QtBot) -> None:
    crowds: list[list[str]] = []
    plain.crowd.connect(crowds.append)
    plain.look_at(120_600_000, 31_360_000, 20)
    qtbot.waitUntil(lambda: [item.group.count if item.group else 1 for item in plain.scene.items] == [2], timeout=5_000)
    (item,) = plain.scene.items
    QTest.mouseClick(plain, LEFT, pos=item.at.toPoint())
    assert crowds == [["twin", "other twin"]]


def test_keys_go_from_marker_to_marker_and_choose(plain: PlainMap, qtbot: QtBot) -> None:
    chosen: list[str] = []
    plain.chosen.connect(chosen.append)
    plain.show_route([RouteStop(1, 120_700_000, 31_300_000, "east", "east")], [])
    qtbot.waitUntil(lambda: any(item.number for item in plain.scene.items), timeout=5_000)
    plain.setFocus()
    QTest.keyClick(plain, Qt.Key.Key_N)
    assert "1 <b>east</b>" in plain.accessibleName()
    QTest.keyClick(plain, Qt.Key.Key_Return)
    QTest.keyClick(plain, Qt.Key.Key_P)
    QTest.keyClick(plain, Qt.Key.Key_P)
    QTest.keyClick(plain, Qt.Key.Key_Space)
    assert chosen[0] == "east"
    assert len(chosen) == 2
    zoom = plain.view.zoom
    QTest.keyClick(plain, Qt.Key.Key_Plus)
    assert plain.view.zoom == zoom + 1
    x = plain.view.x
    QTest.keyClick(plain, Qt.Key.Key_Right)
    assert plain.view.x > x


def test_a_drag_moves_the_ground_and_in_the_box_mode_picks(plain: PlainMap) -> None:
    picked: list[list[str]] = []
    plain.picked.connect(picked.append)
    x = plain.view.x
    _drag(plain, QPoint(400, 400), QPoint(300, 400))
    assert plain.view.x > x
    assert picked == []
    plain.mode = "box"
    _drag(plain, QPoint(1, 1), QPoint(799, 499))
    assert set(picked[0]) >= {"east", "twin", "other twin"}
    plain.pick_in_view()
    assert picked[1] == picked[0]


def test_a_pin_is_put_where_one_presses(plain: PlainMap) -> None:
    pins: list[tuple[int, int]] = []
    plain.pinned.connect(lambda lon, lat: pins.append((lon, lat)))
    plain.mode = "pin"
    QTest.mouseClick(plain, LEFT, pos=plain.marker("west").toPoint())
    lon, lat = pins[0]
    assert abs(lon - 120_500_000) < 2_000
    assert abs(lat - 31_300_000) < 2_000
    plain.show_pin((lon, lat, 40))
    assert plain.grab().width() > 0


def test_an_error_while_painting_is_told_and_does_not_end_the_program(
    plain: PlainMap, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(plain.scene, "paint", broken)
    plain.update()
    with qtbot.captureExceptions() as told:
        qtbot.waitUntil(lambda: bool(told), timeout=5_000)
    assert told[0][0] is ZeroDivisionError
    monkeypatch.undo()


def test_a_name_is_said_at_the_pointer_as_it_is_written(plain: PlainMap) -> None:
    QTest.mouseMove(plain, plain.marker("east").toPoint())
    assert "<b>east</b> M2" in QTextDocumentFragment.fromHtml(plain.toolTip()).toPlainText()
    QTest.mouseMove(plain, QPoint(5, 5))
    assert plain.toolTip() == ""


def test_a_ring_wider_than_the_picture_is_an_edge_and_does_not_tint_the_ground(qtbot: QtBot) -> None:
    made = PlainMap("案件地图", kinds)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show_points(PlainPoints([point("city", 120.6, 31.3, 4, 50_000)]), fit=True)
    made.choose("city")
    assert made.grab().toImage().pixelColor(60, 80) == theme.colour("map_ground")
    made.look_at(120_600_000, 31_300_000, 200_000)
    assert made.grab().toImage().pixelColor(190, 140) != theme.colour("map_ground"), (
        "its shade is seen from further away"
    )


def _drag(plain: PlainMap, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(plain, LEFT, pos=start)
    QTest.mouseMove(plain, (start + end) / 2)
    QTest.mouseMove(plain, end)
    QTest.mouseRelease(plain, LEFT, pos=end)
