"""How the web map comes up: its page is made on a reader thread, Chromium's libraries are loaded a module a turn.

Chromium may be missing, broken, or never ready; somebody who waits for a map must not wait for ever. What is out of
sight is not waited for: Chromium draws nothing there, so a page left at once would count as one that never came.
"""

from __future__ import annotations

import importlib
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ui.in_pieces import InPieces
from ui.tasks import Tasks
from ui.widgets.map_ground import MapGround, read_ground

CHROMIUM = (
    "PySide6.QtWebChannel", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "ui.widgets.web_map",
)  # fmt: skip
"""What is loaded for the web map, a module a turn of the event loop."""
LATEST_MS = 20_000
"""A map that is not there after so long in sight will not come."""


class MapStart(QObject):
    """One start after another; whatever comes of one that was given up is not told.

    Signals:
        ready: (bytes, MapGround) Chromium is loaded: its page, and what is drawn below its points.
        failed: (str) it will not come, and why; for the log.
    """

    ready = Signal(object, object)
    failed = Signal(str)

    def __init__(self, owner: QObject, tasks: Tasks, folder: Path | None) -> None:
        super().__init__(owner)
        self._tasks, self._folder = tasks, folder
        self._turn = 0
        self.waits = False
        self._patience = QTimer(self, singleShot=True, interval=LATEST_MS)
        self._patience.timeout.connect(lambda: self._fail("too slow"))

    def begin(self) -> None:
        """Start, and wait for `arrived`; in sight."""
        self.waits, self._turn = True, self._turn + 1
        self._patience.start()
        folder, turn = self._folder, self._turn
        self._tasks.read(lambda: _page(folder), done=lambda made: self._load(turn, *made), owner=self)

    def arrived(self) -> bool:
        """The map is on the screen; whether it was being waited for."""
        waited, self.waits = self.waits, False
        self._patience.stop()
        return waited

    def show(self, *, seen: bool) -> None:
        """Whether somebody can see it, and so waits for it."""
        if seen and self.waits:
            self._patience.start()
        elif not seen:
            self._patience.stop()

    def end(self) -> None:
        """Give up what was begun."""
        self._turn += 1
        self.arrived()

    def _load(self, turn: int, html: bytes, ground: MapGround) -> None:
        def load(name: str) -> None:
            if turn != self._turn:
                return
            try:
                importlib.import_module(name)
            except ImportError as error:  # Chromium's libraries, or those of the system under them, are not here
                self._fail(str(error))

        def tell() -> None:
            if turn == self._turn:
                self.ready.emit(html, ground)

        InPieces(self, [*(partial(load, name) for name in CHROMIUM), tell])

    def _fail(self, why: str) -> None:
        self.end()
        self.failed.emit(why)


def _page(folder: Path | None) -> tuple[bytes, MapGround]:
    from fieldapp.geo.basemap.map_page import (
        page_html,  # folium takes most of a second to load: never on the GUI thread
    )

    return page_html(), read_ground(folder) if folder is not None else MapGround()
