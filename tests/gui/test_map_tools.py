"""What one does with the map: pick cases into the day, measure, go from marker to marker by keys, print; the way of
today on it, the ground below it, and many at one place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fieldapp import clock, paths
from fieldapp.geo.basemap.map_answers import MapPoint, points_answer
from fieldapp.services.day_plan import plan_of
from tests.gui.map_window import ask, case_id, drawn, found, map_window, opened, target, until
from tests.gui.place_window import PATIENCE, PlaceWindow, press, says
from tests.maps import HELSINKI, helsinki
from ui.collector.map import MapPage
from ui.reading_order import go_on
from ui.tasks import Tasks
from ui.viewmodels.map_cases import kinds
from ui.widgets.field_map import FieldMap
from ui.widgets.web_map import WebMap

FINGERS = Qt.MouseButton.LeftButton


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[PlaceWindow]:
    monkeypatch.setenv("FIELDAPP_HOME", str(tmp_path / "home"))
    with map_window(qtbot, tmp_path) as made:
        yield made


def settled(window: PlaceWindow, page: MapPage) -> WebMap:
    """The map with cases and the way of today."""
    window.bot.waitUntil(lambda: page.route.shown() is not None, timeout=PATIENCE)
    web = drawn(window, page)
    shown = page.route.shown()
    assert shown is not None
    until(window, web, "fieldMap.stops().length", len(shown.stops))
    return web


def draw(web: WebMap, *corners: tuple[int, int]) -> None:
    """Draw over the map with the button held down."""
    on, (first, *rest) = target(web), [QPoint(*corner) for corner in corners]
    QTest.mousePress(on, FINGERS, pos=first)
    for corner in rest:
        QTest.mouseMove(on, corner)
    QTest.mouseRelease(on, FINGERS, pos=rest[-1])


def test_a_box_around_cases_puts_them_into_today(window: PlaceWindow) -> None:
    page = opened(window)
    web = settled(window, page)
    press(page.map, "框选")
    until(window, web, "fieldMap.mode()", "box")
    draw(web, (60, 10), (300, 300), (web.width() - 10, web.height() - 10))
    window.bot.waitUntil(lambda: len(page.map.picks) == 5, timeout=PATIENCE)
    assert says(page.map, "选中 5 个案件")
    picked = page.map.picks
    press(page.map, "加入今日")
    window.settle()
    with window.work.desk.store.reading() as unit:
        assert set(plan_of(unit, clock.today()).added) == set(picked)
    assert page.map.picks == []
    until(window, web, "fieldMap.picks()", 0)


def test_a_line_around_one_case_picks_it_alone_and_the_list_can_hold_only_it(window: PlaceWindow) -> None:
    page = opened(window)
    web = settled(window, page)
    wanted = case_id(page, "赵德顺")
    x, y, _ = ask(window, web, f"fieldMap.pointOf('{wanted}')")
    press(page.map, "圈选")
    until(window, web, "fieldMap.mode()", "lasso")
    draw(web, *[(round(x) + dx, round(y) + dy) for dx, dy in ((-25, -25), (25, -25), (30, 0), (25, 25), (-25, 25))])
    window.bot.waitUntil(lambda: page.map.picks == [wanted], timeout=PATIENCE)
    press(page.map, "只列这些")
    window.bot.waitUntil(lambda: [line.case_id for line in found(page)] == [wanted], timeout=PATIENCE)
    assert says(page, "只列选中的 1 个案件")
    press(page, "显示全部")
    window.bot.waitUntil(lambda: len(found(page)) == 6, timeout=PATIENCE)


def test_by_keys_alone_one_goes_to_a_marker_chooses_it_and_picks_what_is_in_sight(window: PlaceWindow) -> None:
    page = opened(window)
    web = settled(window, page)
    page.choose("")
    target(web).setFocus()
    web.page().runJavaScript("document.querySelector('.leaflet-container').focus()")
    until(window, web, "document.activeElement.className.includes('leaflet-container')", True)
    QTest.keyClick(target(web), Qt.Key.Key_N)
    until(window, web, "document.querySelector('.spoken').textContent.startsWith('1 · ')", True)
    QTest.keyClick(target(web), Qt.Key.Key_Return)
    window.bot.waitUntil(lambda: bool(page.case_id), timeout=PATIENCE)
    shown = page.route.shown()
    assert shown is not None
    assert page.case_id == shown.stops[0].case_id
    press(page.map, "选屏内")
    window.bot.waitUntil(lambda: len(page.map.picks) == 5, timeout=PATIENCE)
    press(page.map, "取消选择")
    assert page.map.picks == []


def test_distances_are_measured_from_press_to_press_and_escape_ends_it(window: PlaceWindow) -> None:
    page = opened(window)
    web = settled(window, page)
    press(page.map, "测距")
    until(window, web, "fieldMap.mode()", "measure")
    for x in (100, 300):
        QTest.mouseClick(target(web), FINGERS, pos=QPoint(x, 250))
    until(window, web, "/共 [0-9.]+ (公里|米)/.test(document.querySelector('.tool-words').textContent)", True)
    left: list[bool] = []
    page.map.field.mode_left.connect(lambda: left.append(True))
    QTest.keyClick(target(web), Qt.Key.Key_Escape)
    window.bot.waitUntil(lambda: bool(left), timeout=PATIENCE)
    until(window, web, "fieldMap.mode()", "pan")


def test_the_stops_of_today_are_numbered_and_joined_and_follow_the_filter(window: PlaceWindow) -> None:
    page = opened(window)
    web = settled(window, page)
    shown = page.route.shown()
    assert shown is not None
    assert ask(window, web, "fieldMap.stops()") == [stop.number for stop in shown.stops]
    assert ask(window, web, "fieldMap.line()") == len(shown.line) > 1
    assert "直线" in shown.way
    QTest.keyClicks(page.search, "ljg")
    window.bot.waitUntil(lambda: len(found(page)) == 1, timeout=PATIENCE)
    until(window, web, "fieldMap.stops().length", 1)
    until(window, web, "fieldMap.line()", 0)


class Between(QWidget):
    """A map between two buttons, in a window where Tab goes as it does in ours."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.above, self.map, self.below = QPushButton("above"), FieldMap(tasks, "map", kinds), QPushButton("below")
        column = QVBoxLayout(self)
        for part in (self.above, self.map, self.below):
            column.addWidget(part)
        self.resize(900, 700)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return go_on(self, forward=forward)


@pytest.fixture
def crowded(qtbot: QtBot) -> Iterator[tuple[Between, WebMap]]:
    """Five hundred cases at one point."""
    tasks = Tasks()
    between = Between(tasks)
    points = [MapPoint(f"case {n}", 31_310_000, 120_620_000, n % 5, 30, f"借款人{n}", "M2") for n in range(500)]
    between.map.show_answer(points_answer(points), fit=True)
    with qtbot.waitSignal(between.map.drawn, timeout=PATIENCE, check_params_cb=lambda count: count == 500):
        between.show()
        between.activateWindow()
    web = between.map.web
    assert web is not None
    yield between, web
    between.close()
    between.deleteLater()
    tasks.close()


def test_five_hundred_cases_at_one_point_are_told_as_a_list_and_not_fanned_out(
    crowded: tuple[Between, WebMap], qtbot: QtBot
) -> None:
    between, web = crowded
    groups: list[str] = []
    web.page().runJavaScript("JSON.stringify(fieldMap.groups())", groups.append)
    qtbot.waitUntil(lambda: bool(groups), timeout=PATIENCE)
    ((x, y, count),) = json.loads(groups[0])
    assert count == 500
    with qtbot.waitSignal(between.map.crowd, timeout=PATIENCE) as told:
        QTest.mouseClick(target(web), FINGERS, pos=QPoint(round(x), round(y)))
    assert told.args is not None
    assert set(told.args[0]) == {f"case {n}" for n in range(500)}


def test_tab_goes_into_the_map_through_it_and_out_on_the_other_side_both_ways(
    crowded: tuple[Between, WebMap], qtbot: QtBot
) -> None:
    between, web = crowded
    for key, first, last in (
        (Qt.Key.Key_Tab, between.above, between.below),
        (Qt.Key.Key_Backtab, between.below, between.above),
    ):
        first.setFocus()
        QTest.keyClick(first, key)
        assert QApplication.focusWidget() is target(web)
        stops = _tab_out(web, key, last, qtbot)
        assert 3 <= stops <= 6, "the map, its two buttons, its legend"


def _tab_out(web: WebMap, key: Qt.Key, last: QWidget, qtbot: QtBot) -> int:
    """Press the key until the focus is out again; so many presses."""
    at = "(document.activeElement.className || '') + document.activeElement.tagName"
    presses, here = 0, ""
    while presses < 10:
        told: list[str] = []

        def moved(told: list[str] = told, before: str = here) -> bool:
            web.page().runJavaScript(at, told.append)
            return last.hasFocus() or (bool(told) and told[-1] not in {before, "BODY"})

        qtbot.waitUntil(moved, timeout=PATIENCE)
        if last.hasFocus():
            return presses
        here = told[-1]
        QTest.keyClick(target(web), key)
        presses += 1
    raise AssertionError("Tab stays in the map")


def test_a_region_pack_is_drawn_below_with_its_attribution_and_elsewhere_a_quiet_word(window: PlaceWindow) -> None:
    page = opened(window)
    web = settled(window, page)
    assert ask(window, web, "document.querySelector('.ground-hint').hidden") is False
    helsinki(paths.map_packs())
    window.work.maps.changed.emit()
    until(window, web, "fieldMap.packs()", 2)
    page.map.field.look_at(*HELSINKI, 400)
    window.bot.waitUntil(
        lambda: any("/14/" in path and "/tiles/world" not in path for path in web.served), timeout=PATIENCE
    )
    until(window, web, "document.querySelector('.attribution').textContent.includes('OpenStreetMap')", True)
    assert ask(window, web, "document.querySelector('.ground-hint').hidden") is True
    assert web.blocked == []


def test_the_map_is_printed_as_it_stands_with_who_and_when(window: PlaceWindow, tmp_path: Path) -> None:
    page = opened(window)
    settled(window, page)
    path = tmp_path / "map.pdf"
    page.printing.choose_path = lambda _name: str(path)
    press(page.map, "打印")
    window.bot.waitUntil(path.exists, timeout=PATIENCE)
    window.settle()
    paper = pypdfium2.PdfDocument(path)
    assert len(paper) == 1
    text = paper[0].get_textpage().get_text_range()
    assert "案件地图" in text
    assert "周明" in text
    paper.close()


def test_a_pin_is_put_by_a_press_and_shown(window: PlaceWindow) -> None:
    page = opened(window)
    web = settled(window, page)
    field = page.map.field
    pins: list[tuple[int, int]] = []
    field.pin_wanted.connect(lambda lon, lat: pins.append((lon, lat)))
    field.set_mode("pin")
    until(window, web, "fieldMap.mode()", "pin")
    QTest.mouseClick(target(web), FINGERS, pos=QPoint(200, 200))
    window.bot.waitUntil(lambda: len(pins) == 1, timeout=PATIENCE)
    lon, lat = pins[0]
    assert abs(lon - 120_600_000) < 500_000
    assert abs(lat - 31_300_000) < 500_000
    field.show_pin(lon, lat, 30)
    window.settle()
    assert web.blocked == []


def test_a_pack_that_is_torn_while_it_is_used_costs_its_tiles_and_not_the_map(
    window: PlaceWindow, caplog: pytest.LogCaptureFixture
) -> None:
    page = opened(window)
    web = settled(window, page)
    pack = helsinki(paths.map_packs())
    window.work.maps.changed.emit()
    until(window, web, "fieldMap.packs()", 2)
    assert pack.tile_file is not None
    with pack.tile_file.open("r+b") as file:
        file.truncate(200)
    page.map.field.look_at(*HELSINKI, 400)
    window.bot.waitUntil(lambda: "cannot be read" in caplog.text, timeout=PATIENCE)
    page.choose(case_id(page, "王秀英"))
    until(window, web, "fieldMap.chosen()", case_id(page, "王秀英"))
    window.work.maps.changed.emit()  # read anew it is known to be broken, and left out
    until(window, web, "fieldMap.packs()", 1)
    assert page.map.web is web
