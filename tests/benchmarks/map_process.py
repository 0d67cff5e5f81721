"""Opens the map in a process of its own, offscreen, and prints what it took as JSON.

    python -m tests.benchmarks.map_process ours COUNT ROUNDS [PACKS]      the map with so many premises
    python -m tests.benchmarks.map_process folium COUNT                   folium.Marker in a loop, its files local

"Ready" is by the clock from handing over the points until two frames after they were drawn; "first" the same from
opening the map in a process that has never had one. PACKS is a folder of region packs to draw below.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from fieldapp.geo.basemap.map_answers import MapKind, MapPoint, RouteStop, points_answer
from tests.watchdog import Watchdog
from ui import i18n, singletons, theme
from ui.tasks import Tasks
from ui.widgets.field_map import FieldMap
from ui.widgets.shapes import BUCKET_SHAPES

MOST_SECONDS = 300.0
MIDDLE = 120.62, 31.31


def main() -> int:
    """Measure, and say."""
    singletons.keep()
    application = QApplication([])
    i18n.switch("zh_CN")
    theme.apply(application, "light")
    what, count = sys.argv[1], int(sys.argv[2])
    told = _folium(count) if what == "folium" else _ours(count, int(sys.argv[3]), sys.argv[4:])
    print(json.dumps(told), flush=True)
    return 0


def _kinds() -> list[MapKind]:
    return [MapKind(one, theme.bucket_colour(one).name(), BUCKET_SHAPES[one]) for one in theme.BUCKETS]


def _points(count: int) -> list[MapPoint]:
    return [
        MapPoint(
            f"{number:036d}",
            round((MIDDLE[1] + _spread(number, 0.7548776662) * 0.4) * 1e6),
            round((MIDDLE[0] + _spread(number, 0.5698402910) * 0.5) * 1e6),
            (0, 0, 0, 1, 1, 2, 3, 4)[number * 5 % 8],
            (0, 60, 250, 1_500)[number % 4],
            f"李建国{number} · 李记小炒",
            "M2 · 45 天 · ¥ 21,643.56",
        )
        for number in range(count)
    ]


def _spread(number: int, step: float) -> float:
    """-1 to 1, thick in the middle as a town is: evenly strewn numbers, cubed."""
    even = 2 * (number * step % 1) - 1
    return even**3


def _ours(count: int, rounds: int, more: Sequence[str]) -> dict[str, Any]:
    importlib.import_module("fieldapp.geo.basemap.map_page")  # the program has it by then (`ui.preload`)
    points, tasks = _points(count), Tasks()
    stops = [RouteStop(n + 1, one.lon_e6, one.lat_e6, one.case_id, one.title) for n, one in enumerate(points[:12])]
    with tempfile.TemporaryDirectory() as empty:
        field = FieldMap(tasks, "map", _kinds, folder=Path(more[0] if more else empty))
        field.resize(1000, 640)
        drawn: list[int] = []
        field.drawn.connect(drawn.append)
        watchdog = Watchdog()
        started = time.perf_counter()
        field.show()
        field.show_route(stops, [(stop.lon_e6, stop.lat_e6) for stop in stops])
        field.show_answer(points_answer(points), fit=True)
        _wait(lambda: bool(drawn))
        first = time.perf_counter() - started
        turn = max(watchdog.turns, default=0.0)
        assert field.web is not None, "Chromium did not come up"
        watchdog.look()
        runs = [_again(field, points, drawn) for _ in range(rounds)]
        moved = _move(field)
        told = {
            "count": drawn[-1], "first": first, "first_turn": turn, "runs": runs, "moved": moved,
            "turn": max(watchdog.turns, default=0.0), "busy": _ask(field, "fieldMap.longest()"),
            "packs": _ask(field, "fieldMap.packs()"), "blocked": field.web.blocked,
            "tiles": sum(path.startswith("/tiles/") for path in field.web.served),
        }  # fmt: skip
        tasks.close()
    return told


def _again(field: FieldMap, points: Sequence[MapPoint], drawn: list[int]) -> float:
    _ask(field, "fieldMap.forget()")
    drawn.clear()
    started = time.perf_counter()
    field.show_answer(points_answer(points), fit=True)
    _wait(lambda: bool(drawn))
    return time.perf_counter() - started


def _move(field: FieldMap) -> float:
    """The longest of the drawings that moving the map and coming closer cost, in milliseconds."""
    steps = "['p','p','z','p','z','p','z','p','o','o']"
    script = f"fieldMap.tried ? 1 : (fieldMap.tried = fieldMap.exercise({steps}), 1)"
    _ask(field, script)
    _wait(lambda: _ask(field, "fieldMap.exercised()") is not None)
    return float(_ask(field, "fieldMap.exercised()"))


def _folium(count: int) -> dict[str, Any]:
    """What folium's own way takes: a marker at a time in Python, and a script for each of them in the page."""
    import folium
    from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
    from PySide6.QtWebEngineWidgets import QWebEngineView

    from ui.widgets.map_scheme import SCHEME, Guard, MapServer
    from ui.widgets.web_map import PAGE

    points, tasks = _points(count), Tasks()
    started = time.perf_counter()
    made = folium.Map(location=(MIDDLE[1], MIDDLE[0]), zoom_start=9, tiles=None)
    made.default_js, made.default_css = [("leaflet", "assets/leaflet.js")], [("css", "assets/leaflet.css")]
    for point in points:
        folium.Marker((point.lat_e6 / 1e6, point.lon_e6 / 1e6), tooltip=point.title).add_to(made)
    html = made.get_root().render().encode()
    generated = time.perf_counter() - started
    profile = QWebEngineProfile()
    server, guard = MapServer(profile, tasks), Guard(profile)
    server.answers["/index.html"] = html
    profile.installUrlSchemeHandler(SCHEME, server)
    profile.setUrlRequestInterceptor(guard)
    view = QWebEngineView()
    page = QWebEnginePage(profile, view)
    view.setPage(page)
    view.resize(1000, 640)
    view.show()
    loaded: list[bool] = []
    page.loadFinished.connect(loaded.append)
    view.load(PAGE)
    _wait(lambda: bool(loaded))
    told: list[Any] = []
    page.runJavaScript("document.querySelectorAll('.leaflet-marker-icon').length", told.append)
    _wait(lambda: bool(told))
    ready = time.perf_counter() - started
    tasks.close()
    return {"count": told[0], "ready": ready, "generated": generated, "bytes": len(html), "blocked": guard.blocked}


def _ask(field: FieldMap, script: str) -> Any:
    told: list[str] = []
    assert field.web is not None
    field.web.page().runJavaScript(f"JSON.stringify({script})", told.append)
    _wait(lambda: bool(told))
    return json.loads(told[0]) if told[0] else None


def _wait(over: Callable[[], bool]) -> None:
    until = time.perf_counter() + MOST_SECONDS
    while not over():
        loop = QEventLoop()
        QTimer.singleShot(2, loop.quit)
        loop.exec()
        if time.perf_counter() > until:
            raise TimeoutError("the map did not come")


if __name__ == "__main__":
    code = main()
    os._exit(code)  # Chromium's own end takes a second that nobody measures
