"""The map of a laptop with a few cases, over real Chromium: opened, asked what it shows, and pressed on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.domain.case import Case
from tests.gui.place_window import PATIENCE, PlaceWindow, place_window
from tests.laptops import bring_cases, desk_in
from tests.office import MORNING, some_cases, staff
from ui.collector.map import MapPage
from ui.widgets.web_map import WebMap


@contextmanager
def map_window(bot: QtBot, folder: Path, *cases: Case) -> Iterator[PlaceWindow]:
    """The window of a collector with these cases; none given: with some."""
    before = clock.use(clock.PracticeClock(MORNING))
    person = staff()[0]
    desk = desk_in(folder / "desk", person)
    bring_cases(desk.store, person, list(cases) or some_cases(person))
    try:
        with place_window(bot, desk) as window:
            yield window
    finally:
        clock.use(before)


def opened(window: PlaceWindow) -> MapPage:
    """The map page, with its cases drawn."""
    page = window.go("map")
    assert isinstance(page, MapPage)
    drawn(window, page)
    return page


def drawn(window: PlaceWindow, page: MapPage) -> WebMap:
    """Wait until the map holds the cases of the list."""
    placed = sum(line.lon_e6 is not None for line in found(page))
    window.bot.waitUntil(lambda: page.map.web is not None, timeout=PATIENCE)
    web = page.map.web
    assert web is not None
    window.bot.waitUntil(
        lambda: ask(window, web, "window.fieldMap ? fieldMap.count() : -1") == placed, timeout=PATIENCE
    )
    return web


def found(page: MapPage) -> tuple[Any, ...]:
    shown = page.loader.shown()
    assert shown is not None
    return shown.lines


def ask(window: PlaceWindow, web: WebMap, script: str) -> Any:
    """What a script says in the page."""
    said: list[str] = []
    web.page().runJavaScript(f"JSON.stringify({script})", said.append)
    window.bot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    return json.loads(said[0]) if said[0] else None


def case_id(page: MapPage, name: str) -> str:
    return next(str(line.case_id) for line in found(page) if line.borrower_name == name)


def click(web: WebMap, x: float, y: float) -> None:
    QTest.mouseClick(target(web), Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))


def target(web: WebMap) -> QWidget:
    """The widget in the web view that takes keys and presses."""
    found = web.focusProxy()
    assert isinstance(found, QWidget)
    return found


def until(window: PlaceWindow, web: WebMap, script: str, answer: Any) -> None:
    """Wait until a script says this in the page."""
    window.bot.waitUntil(lambda: ask(window, web, script) == answer, timeout=PATIENCE)
