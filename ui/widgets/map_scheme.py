"""Who answers the map's page, and who keeps it from asking anybody else.

Everything comes from memory, from two folders, and from the packs of tiles, under the private scheme `fieldapp://`.
Any other request is blocked and kept in `blocked`, where a test finds it empty. Tiles are read on a reader thread, so
that moving the map never waits for a disk. Importing this module starts Chromium's libraries.
"""

from __future__ import annotations

import logging
import mimetypes
import os
from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from fieldapp import paths
from fieldapp.errors import KnownError
from fieldapp.geo.basemap import map_answers
from fieldapp.geo.basemap.map_answers import MapAnswer
from ui.tasks import Tasks

if TYPE_CHECKING:
    from fieldapp.geo.basemap.tiles import TileReader

SCHEME = b"fieldapp"
OURS = frozenset({SCHEME, b"data"})
REMEMBERED = 500
"""Requests answered that are remembered, for tests; a long day asks for thousands of tiles."""

log = logging.getLogger("fieldapp.map")


class MapServer(QWebEngineUrlSchemeHandler):
    """Answers the private scheme: what is kept in `answers`, the points, tiles, and the files of two folders."""

    def __init__(self, parent: QObject, tasks: Tasks) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.answers: dict[str, bytes] = {f"/{map_answers.CHANNEL}": _channel_script()}
        self.tiles: Mapping[str, TileReader] = {}
        self.served: deque[str] = deque(maxlen=REMEMBERED)
        self._points, self._version = MapAnswer(), 0
        self._folders = {map_answers.ASSETS: paths.made("map"), map_answers.OWN: paths.resources() / "map"}
        self._torn: set[str] = set()
        self.set_points(self._points)

    def set_points(self, points: MapAnswer) -> None:
        """These are the points now; what is asked for of those before is answered as gone."""
        self._points, self._version = points, self._version + 1
        self.answers[f"/{map_answers.CASES}"] = map_answers.head_json(points, self._version)

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        path = job.requestUrl().path()
        folder, _, rest = path.lstrip("/").partition("/")
        if folder == map_answers.TILES:
            self._answer_tile(job, rest)
            return
        body = self.answers.get(path)
        if body is None:
            body = self._page_of_points(rest) if folder == map_answers.POINTS else self._file(folder, rest)
        if body is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        self.served.append(path)
        _reply(job, body, mimetypes.guess_type(path)[0] or "application/octet-stream")

    def _page_of_points(self, rest: str) -> bytes | None:
        version, _, name = rest.partition("/")
        number = name.removesuffix(".geojson")
        if version != str(self._version) or not number.isdecimal():
            return None
        return self._points.pages[int(number)] if int(number) < len(self._points.pages) else None

    def _file(self, folder: str, name: str) -> bytes | None:
        root = self._folders.get(folder)
        if root is None:
            return None
        wanted = (root / name).resolve()
        return wanted.read_bytes() if wanted.is_file() and wanted.is_relative_to(root.resolve()) else None

    def _answer_tile(self, job: QWebEngineUrlRequestJob, rest: str) -> None:
        pack, *numbers = rest.split("/")
        reader = self.tiles.get(pack)
        if reader is None or len(numbers) != 3 or not all(number.isdecimal() for number in numbers):
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        zoom, column, row = map(int, numbers)
        asked = _Asked(job)

        def answer(body: bytes | None) -> None:
            if asked.waits:
                self.served.append(f"/{map_answers.TILES}/{rest}")
                _reply(job, body or b"", reader.media_type)

        def fail(error: KnownError) -> None:
            if pack not in self._torn:
                self._torn.add(pack)
                log.warning("a tile of the pack %s cannot be read: %s %s", pack, error.code, error.params)
            answer(b"")

        self._tasks.read(lambda: reader.tile(zoom, column, row), done=answer, failed=fail, owner=self)


class _Asked:
    """Whether a request is still there: the map may have moved on and dropped it, which only the request itself tells.

    Shiboken does not know it: it did not make the object that it is handed.
    """

    def __init__(self, job: QWebEngineUrlRequestJob) -> None:
        self.waits = True
        job.destroyed.connect(self._end)

    def _end(self) -> None:
        self.waits = False


class Guard(QWebEngineUrlRequestInterceptor):
    """Blocks every request that is not ours and remembers it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.blocked: list[str] = []

    def interceptRequest(self, asked: QWebEngineUrlRequestInfo) -> None:
        if asked.requestUrl().scheme().encode() not in OURS:
            self.blocked.append(asked.requestUrl().toString())
            asked.block(True)


def register() -> None:
    """Make the scheme known; before the first profile is made, and once a process."""
    if QWebEngineUrlScheme.schemeByName(QByteArray(SCHEME)).name():
        return
    scheme = QWebEngineUrlScheme(QByteArray(SCHEME))
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flags = QWebEngineUrlScheme.Flag
    scheme.setFlags(flags.SecureScheme | flags.CorsEnabled | flags.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)


def allow_root() -> None:
    """Chromium ends the whole process where it is started as root with its sandbox; our page needs none there."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")


def _reply(job: QWebEngineUrlRequestJob, body: bytes, kind: str) -> None:
    buffer = QBuffer(job)  # the job must own it: it is read after this call
    buffer.setData(QByteArray(body))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.reply(QByteArray(kind.encode()), buffer)


def _channel_script() -> bytes:
    """Qt's own script for the channel; the page may not read Qt's resources by itself."""
    file = QFile(":/qtwebchannel/qwebchannel.js")
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return bytes(file.readAll().data())
