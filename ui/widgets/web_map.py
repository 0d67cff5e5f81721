"""The map as a web view: our own page, which can reach nothing but this program.

Importing this module starts Chromium's libraries, so nobody does it before the map is opened for the first time; only
`ui.widgets.field_map` does. The profile is off the record: of the borrowers nothing is written to disk. The page tells
what was pressed and is told what is chosen over one small channel.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEnginePermission, QWebEngineProfile, QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from fieldapp.geo.basemap import map_answers
from fieldapp.geo.basemap.map_answers import MapAnswer, RouteStop
from ui import theme
from ui.tasks import Tasks
from ui.widgets.map_bridge import Bridge
from ui.widgets.map_scheme import SCHEME, Guard, MapServer, allow_root, register

if TYPE_CHECKING:
    from fieldapp.geo.basemap.tiles import TileReader

PAGE = QUrl("fieldapp://map/index.html")
_SWITCHED_OFF = (
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.WebGLEnabled,
)

log = logging.getLogger("fieldapp.map")


class WebMap(QWebEngineView):
    """The map. Give it a look, a ground and points, then `open()` it.

    Signals:
        drawn: (int, float) so many points are on the screen now, and the milliseconds that took in the page.
        failed: (str) the page cannot be shown; a technical reason for the log. Nothing more comes from this map.

    What was pressed, picked or pinned comes from `bridge`.
    """

    drawn = Signal(int, float)
    failed = Signal(str)

    def __init__(self, says: str, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(says)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        profile = QWebEngineProfile()
        self._server = MapServer(profile, tasks)
        self._guard = Guard(profile)
        profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        profile.installUrlSchemeHandler(SCHEME, self._server)
        profile.setUrlRequestInterceptor(self._guard)
        profile.downloadRequested.connect(lambda download: download.cancel())
        page = _Page(profile, self)
        # the page must go before its profile, and as its child the profile goes right after it
        profile.setParent(page)
        self.bridge = Bridge(page)
        channel = QWebChannel(page)
        channel.registerObject("bridge", self.bridge)
        page.setWebChannel(channel)
        page.permissionRequested.connect(_deny)
        self.setPage(page)
        for attribute in _SWITCHED_OFF:
            page.settings().setAttribute(attribute, False)
        self.bridge.was_drawn.connect(self._on_drawn)
        page.broken.connect(self.failed)
        page.renderProcessTerminated.connect(self._on_end)
        page.loadFinished.connect(lambda well: None if well else self.failed.emit("not loaded"))
        self._running = False
        self._untold: dict[str, Callable[[], object]] = {}
        self.show_route((), ())

    @property
    def blocked(self) -> list[str]:
        """Addresses that something on the page wanted and did not get."""
        return self._guard.blocked

    @property
    def served(self) -> list[str]:
        """Addresses that were answered, the latest of them."""
        return list(self._server.served)

    def open(self, html: bytes) -> None:
        """Show the page; `drawn` tells when its points are on the screen."""
        self._server.answers["/index.html"] = html
        for subject in ("points", "route", "ground", "look"):  # the page asks for these by itself when it begins
            self._untold.pop(subject, None)
        self.load(PAGE)

    def set_points(self, points: MapAnswer, *, fit: bool) -> None:
        """Show these points; `fit` moves the map so that all of them are in sight."""
        self._server.set_points(points)
        self._tell(lambda: self.bridge.reload_wanted.emit(fit), "points")

    def set_look(self, look: bytes) -> None:
        """Show this look (`map_answers.look_json`)."""
        self._server.answers[f"/{map_answers.LOOK}"] = look
        self.page().setBackgroundColor(theme.colour("map_ground"))
        self._tell(self.bridge.look_wanted.emit, "look")

    def set_ground(self, packs: bytes, tiles: Mapping[str, TileReader]) -> None:
        """Draw these packs below the points (`map_answers.ground_json`), their tiles read by these."""
        self._server.answers[f"/{map_answers.GROUND}"] = packs
        self._server.tiles = tiles
        self._tell(self.bridge.ground_wanted.emit, "ground")

    def show_route(self, stops: Sequence[RouteStop], line: Sequence[tuple[int, int]]) -> None:
        """Show the stops of the day with their numbers, and the way between them."""
        self._server.answers[f"/{map_answers.ROUTE}"] = map_answers.route_json(stops, line)
        self._tell(self.bridge.route_wanted.emit, "route")

    def select(self, case_id: str) -> None:
        """Mark this case, and bring it into sight; empty for none."""
        self._tell(lambda: self.bridge.select_wanted.emit(case_id), "choice")

    def set_mode(self, mode: str) -> None:
        """What the pointer does: pan, box, lasso, measure, pin."""
        self._tell(lambda: self.bridge.mode_wanted.emit(mode), "mode")

    def show_picks(self, ids: Sequence[str]) -> None:
        """Mark these as picked."""
        told = json.dumps(list(ids))
        self._tell(lambda: self.bridge.picks_wanted.emit(told), "picks")

    def pick_in_view(self) -> None:
        """Pick whatever is in sight."""
        self._tell(self.bridge.pick_view_wanted.emit, "pick")

    def show_pin(self, pin: tuple[int, int, int] | None) -> None:
        """Show a pin: longitude, latitude (degrees × 10⁶) and radius in metres."""
        told = json.dumps(pin and {"lon": pin[0] / 1e6, "lat": pin[1] / 1e6, "radius": pin[2]})
        self._tell(lambda: self.bridge.pin_shown.emit(told), "pin")

    def look_at(self, lon_e6: int, lat_e6: int, metres: int) -> None:
        """Show this place and so much around it."""
        told = json.dumps({"lon": lon_e6 / 1e6, "lat": lat_e6 / 1e6, "metres": metres})
        self._tell(lambda: self.bridge.look_at.emit(told), "at")

    def set_paper(self, *, on: bool) -> None:
        """Show it as it is to be printed, or as before; `bridge.paper_was_ready` tells when it can be taken."""
        self._tell(lambda: self.bridge.paper_wanted.emit(on), "paper")

    def dispose(self) -> None:
        """Let go of the page now, instead of with the widget."""
        page = self.page()
        self.setPage(None)  # type: ignore[arg-type]  # Qt takes none
        if shiboken6.isValid(page):
            shiboken6.delete(page)

    def _tell(self, say: Callable[[], object], subject: str) -> None:
        """Say something to the page; what it cannot hear yet is said when it can, the newest of each subject."""
        if self._running:
            say()
        else:
            self._untold[subject] = say

    def _on_end(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        if status != QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            self.failed.emit(f"{status.name} {code}")

    def _on_drawn(self, count: int, milliseconds: float) -> None:
        self._running = True
        untold, self._untold = self._untold, {}
        for say in untold.values():
            say()
        if "points" not in untold:
            self.drawn.emit(count, milliseconds)


class _Page(QWebEnginePage):
    """The page; it goes nowhere else, and an error of its script is one of ours."""

    broken = Signal(str)

    def acceptNavigationRequest(self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, _main: bool) -> bool:
        return QUrl(url) == PAGE

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        log.warning("%s (%s:%s)", message, source, line)
        if level == QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel and message.startswith("Uncaught"):
            self.broken.emit(f"{message} ({source}:{line})")  # a torn tile is only complained about, and left out


def _deny(permission: QWebEnginePermission) -> None:
    permission.deny()


allow_root()
register()
