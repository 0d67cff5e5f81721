"""The map over real Chromium: list and map mark the same case, nothing is asked of the network, and it can be left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fieldapp.store.laptop.unit import ChangeSet
from tests.gui.map_window import ask, case_id, click, drawn, found, map_window, opened
from tests.gui.place_window import PATIENCE, PlaceWindow, place_window, press, says
from tests.laptops import bring_cases, desk_in
from tests.office import PINNED, borrower_case, staff
from ui import i18n, tokens
from ui.collector.map import MapPage
from ui.tasks import Tasks
from ui.viewmodels.map_cases import MapWish
from ui.widgets import map_start


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[PlaceWindow]:
    with map_window(qtbot, tmp_path) as made:
        yield made


def test_the_marked_row_stays_in_sight_when_its_card_opens_below_the_list(window: PlaceWindow) -> None:
    page = opened(window)
    window.shell.resize(1366, 640)
    window.settle()
    page.choose(str(found(page)[-1].case_id))
    window.bot.waitUntil(page.chosen.isVisible)
    window.settle()
    shown = page.list.visualRect(page.list.currentIndex())
    assert page.list.verticalScrollBar().maximum() > 0, "the card took room from the list"
    assert page.list.viewport().rect().contains(shown)


def test_a_press_on_a_marker_selects_the_row_and_asks_nothing_of_the_network(window: PlaceWindow) -> None:
    page = opened(window)
    web = drawn(window, page)
    wanted = case_id(page, "赵德顺")
    x, y, alone = ask(window, web, f"fieldMap.pointOf('{wanted}')")
    assert alone
    click(web, x, y)
    window.bot.waitUntil(lambda: page.case_id == wanted, timeout=PATIENCE)
    assert page.list.current() == wanted
    assert says(page.chosen, "德顺五金加工部")
    assert page.chosen.isVisible()
    assert web.blocked == []
    assert web.page().profile().isOffTheRecord()
    assert set(web.served) >= {"/index.html", "/assets/leaflet.js", "/own/fieldlayer.js", "/cases.json", "/look.json"}
    assert any(path.startswith("/tiles/world/") for path in web.served)


def test_a_row_chosen_by_key_is_marked_on_the_map_and_fanned_out_where_two_share_a_place(window: PlaceWindow) -> None:
    page = opened(window)
    web = drawn(window, page)
    page.list.setFocus()
    while page.list.current() != case_id(page, "周小川"):
        QTest.keyClick(page.list, Qt.Key.Key_Down)
    wanted = case_id(page, "周小川")
    window.bot.waitUntil(lambda: ask(window, web, "fieldMap.chosen()") == wanted, timeout=PATIENCE)
    x, y, alone = ask(window, web, f"fieldMap.pointOf('{wanted}')")
    assert alone, "two cases at one place are parted when one of them is chosen"
    other = ask(window, web, f"fieldMap.pointOf('{case_id(page, '李建国')}')")
    assert abs(other[0] - x) + abs(other[1] - y) > 20


def test_the_filter_of_the_list_is_the_filter_of_the_map(window: PlaceWindow) -> None:
    page = opened(window)
    QTest.keyClicks(page.search, "ljg")
    window.bot.waitUntil(lambda: len(found(page)) == 1, timeout=PATIENCE)
    web = drawn(window, page)
    assert ask(window, web, "fieldMap.count()") == 1
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    window.bot.waitUntil(lambda: len(found(page)) == 6, timeout=PATIENCE)
    page.look_for(MapWish(buckets=("M2",)))
    window.bot.waitUntil(lambda: len(found(page)) == 2, timeout=PATIENCE)
    drawn(window, page)


def test_cases_without_a_place_are_counted_and_can_be_listed_by_themselves(window: PlaceWindow) -> None:
    page = opened(window)
    assert says(page, "1 个案件没有位置")
    page.unplaced.click()
    window.bot.waitUntil(lambda: [line.borrower_name for line in found(page)] == ["陈晓梅"], timeout=PATIENCE)
    web = drawn(window, page)
    assert ask(window, web, "document.querySelector('.nothing').hidden") is False


def test_the_map_works_again_after_leaving_and_coming_back(window: PlaceWindow) -> None:
    page = opened(window)
    window.go("cases")
    window.go("map")
    web = drawn(window, page)
    wanted = case_id(page, "王秀英")
    page.choose(wanted)
    window.bot.waitUntil(lambda: ask(window, web, "fieldMap.chosen()") == wanted, timeout=PATIENCE)
    i18n.switch("zh_CN")  # all pages are made anew, this one with a new Chromium page
    window.settle()
    again = window.shell.page()
    assert isinstance(again, MapPage)
    assert again is not page
    web = drawn(window, again)
    x, y, alone = ask(window, web, f"fieldMap.pointOf('{wanted}')")
    assert alone
    click(web, x, y)
    window.bot.waitUntil(lambda: again.case_id == wanted, timeout=PATIENCE)
    assert web.blocked == []


def test_news_brings_a_new_case_onto_the_map_without_moving_the_list(window: PlaceWindow) -> None:
    page = opened(window)
    page.choose(case_id(page, "王秀英"))
    desk = window.work.desk
    bring_cases(desk.store, desk.staff, [borrower_case(desk.staff, "新客户", "新店", 501, place=PINNED)])
    window.work.changed.emit(ChangeSet(cases={"any"}))
    window.bot.waitUntil(lambda: len(found(page)) == 7, timeout=PATIENCE)
    drawn(window, page)
    assert page.list.current() == case_id(page, "王秀英")


def test_the_colours_of_the_map_follow_the_theme(window: PlaceWindow, dark: None) -> None:
    page = opened(window)
    web = drawn(window, page)
    ground = "getComputedStyle(document.documentElement).getPropertyValue('--ground').trim()"
    window.bot.waitUntil(lambda: ask(window, web, ground) == tokens.DARK.map_ground, timeout=PATIENCE)


def test_names_are_shown_as_text_and_never_read_as_markup(tmp_path: Path, qtbot: QtBot) -> None:
    evil = borrower_case(staff()[0], "<img src=x onerror=alert(1)>", "</script>店", 501)
    with map_window(qtbot, tmp_path, evil) as window:
        page = opened(window)
        web = drawn(window, page)
        page.choose(found(page)[0].case_id)
        shown = "(document.querySelector('.case-chosen strong') || {}).textContent || ''"
        window.bot.waitUntil(lambda: "<img src=x" in (ask(window, web, shown) or ""), timeout=PATIENCE)
        assert ask(window, web, "document.querySelectorAll('.leaflet-tooltip img').length") == 0
        assert web.blocked == []


def test_a_map_whose_process_ends_gives_way_to_the_plain_one_and_can_be_tried_again(window: PlaceWindow) -> None:
    page = opened(window)
    web = drawn(window, page)
    painted: list[int] = []
    page.map.drawn.connect(painted.append)
    os.kill(web.page().renderProcessPid(), signal.SIGKILL)
    window.bot.waitUntil(lambda: bool(painted) and page.map.plain.isVisible(), timeout=PATIENCE)
    window.bot.waitUntil(lambda: bool(page.map.plain.scene.items), timeout=PATIENCE)
    assert page.map.web is None
    assert says(page, "先用简图代替")
    wanted = case_id(page, "王秀英")
    QTest.mouseClick(page.map.plain, Qt.MouseButton.LeftButton, pos=page.map.plain.marker(wanted).toPoint())
    assert page.map.plain.accessibleName().startswith("案件地图 王秀英 · 秀英水果超市")
    assert page.list.current() == wanted
    press(page.map, "重试")
    drawn(window, page)
    assert not page.map.plain.isVisible()


def test_without_chromium_the_plain_map_is_shown_from_the_start(
    window: PlaceWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ui.widgets.web_map", None)
    page = window.go("map")
    assert isinstance(page, MapPage)
    window.bot.waitUntil(page.map.plain.isVisible, timeout=PATIENCE)
    assert len(found(page)) == 6
    shown = [button.text() for button in page.map.tools.findChildren(QPushButton) if button.isVisible()]
    assert shown == ["框选", "选屏内", "打印"], "what the plain map cannot do is not offered"


def test_a_map_that_is_left_before_it_is_there_is_not_given_up_while_nobody_looks(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_start, "LATEST_MS", 20)
    owner, tasks = QObject(), Tasks()
    start = map_start.MapStart(owner, tasks, None)
    with qtbot.waitSignal(start.ready, timeout=PATIENCE), qtbot.assertNotEmitted(start.failed):
        start.begin()
        start.show(seen=False)
    with qtbot.waitSignal(start.failed, timeout=PATIENCE):
        start.show(seen=True)
    assert not start.arrived(), "nobody waits for it any more"
    tasks.close()


def test_the_buttons_of_the_chosen_case_open_it_and_begin_its_visit(window: PlaceWindow) -> None:
    page = opened(window)
    wanted = case_id(page, "李建国")
    page.choose(wanted)
    press(page.chosen, "打开案件")
    assert window.shell.page_key() == f"case:{wanted}"
    window.go("map")
    press(page.chosen, "开始外访")
    assert window.shell.page_key() == f"visit:{wanted}"
    window.settle()


def test_a_laptop_without_cases_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    with place_window(qtbot, desk_in(tmp_path / "desk", staff()[0])) as window:
        page = opened(window)
        assert says(page, "还没有案件")
        page.look_for(MapWish("没有这个人"))
        window.settle()
        assert says(page, "还没有案件")


def test_neither_chromium_nor_folium_is_loaded_before_the_map_is_opened() -> None:
    told = "import sys, ui.collector.map; print(any(n in sys.modules for n in ('PySide6.QtWebEngineCore', 'folium')))"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout == "False\n"
