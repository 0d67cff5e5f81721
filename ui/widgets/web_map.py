"""The map as a widget: our own page in a web view that can reach nothing but this program.

Importing this module starts Chromium's libraries, so nobody does it before the map is opened for the first time.

The page, the cases and the look are answered from memory under the private scheme `fieldapp://`; every other request
is blocked and kept in `blocked`, where a test finds it empty. The profile is off the record: of the borrowers nothing
is written to disk. The page tells what was clicked and is told what is chosen over one small channel.
"""

from __future__ import annotations

import logging
import mimetypes
import os
from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject, Qt, QUrl, Signal, Slot
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from fieldapp import paths
from fieldapp.geo import map_answers
from ui import theme

SCHEME = b"fieldapp"
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


class Bridge(QObject):
    """What page and window may say to each other, and nothing else (see `resources/map/fieldlayer.js`)."""

    reload_wanted = Signal(bool)
    look_wanted = Signal()
    select_wanted = Signal(str)
    was_clicked = Signal(str)
    was_drawn = Signal(int, float)

    @Slot(str)
    def case_clicked(self, case_id: str) -> None:
        """A marker was pressed."""
        self.was_clicked.emit(case_id)

    @Slot(int, float)
    def ready(self, count: int, milliseconds: float) -> None:
        """All cases are on the screen; it took so long from asking for them."""
        self.was_drawn.emit(count, milliseconds)


class WebMap(QWebEngineView):
    """The map. Give it a look and cases, then `open()` it.

    Signals:
        clicked: (str) the case whose marker was pressed.
        drawn: (int, float) so many cases are on the screen now, and the milliseconds that took in the page.
        failed: (str) the page cannot be shown; a technical reason for the log. Nothing more comes from this map.
    """

    clicked = Signal(str)
    drawn = Signal(int, float)
    failed = Signal(str)

    def __init__(self, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(says)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        profile = QWebEngineProfile()
        self._server = _Server(profile)
        self._guard = _Guard(profile)
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
        self.bridge.was_clicked.connect(self.clicked)
        self.bridge.was_drawn.connect(self._on_drawn)
        page.broken.connect(self.failed)
        page.renderProcessTerminated.connect(self._on_end)
        page.loadFinished.connect(lambda well: None if well else self.failed.emit("not loaded"))
        self._running = False
        self._untold: dict[str, Callable[[], object]] = {}

    @property
    def blocked(self) -> list[str]:
        """Addresses that something on the page wanted and did not get."""
        return self._guard.blocked

    @property
    def served(self) -> list[str]:
        """Addresses that were answered."""
        return self._server.served

    def open(self, html: bytes) -> None:
        """Show the page; `drawn` tells when its cases are on the screen."""
        self._server.answers["/index.html"] = html
        for subject in ("cases", "look"):  # the page asks for these by itself when it begins
            self._untold.pop(subject, None)
        self.load(PAGE)

    def set_points(self, points: bytes, *, fit: bool) -> None:
        """Show these cases (`map_answers.points_json`); `fit` moves the map so that all of them are in sight."""
        self._server.answers[f"/{map_answers.CASES}"] = points
        self._tell(lambda: self.bridge.reload_wanted.emit(fit), "cases")

    def set_look(self, look: bytes) -> None:
        """Show this look (`map_answers.look_json`)."""
        self._server.answers[f"/{map_answers.LOOK}"] = look
        self.page().setBackgroundColor(theme.colour("map_ground"))
        self._tell(self.bridge.look_wanted.emit, "look")

    def select(self, case_id: str) -> None:
        """Mark this case, and bring it into sight; empty for none."""
        self._tell(lambda: self.bridge.select_wanted.emit(case_id), "choice")

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
        if "cases" not in untold:
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
        if level == QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel:
            self.broken.emit(f"{message} ({source}:{line})")


class _Server(QWebEngineUrlSchemeHandler):
    """Answers the private scheme: what is kept in `answers`, and the files of two folders."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.answers: dict[str, bytes] = {f"/{map_answers.CHANNEL}": _channel_script(), f"/{map_answers.CASES}": b"[]"}
        self.served: list[str] = []
        self._folders = {map_answers.ASSETS: paths.made("map"), map_answers.OWN: paths.resources() / "map"}

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        path = job.requestUrl().path()
        body = self.answers.get(path)
        if body is None:
            body = self._file(path)
        if body is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        self.served.append(path)
        buffer = QBuffer(job)  # the job must own it: it is read after this call
        buffer.setData(QByteArray(body))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        job.reply(QByteArray(kind.encode()), buffer)

    def _file(self, path: str) -> bytes | None:
        folder, _, name = path.lstrip("/").partition("/")
        root = self._folders.get(folder)
        if root is None:
            return None
        wanted = (root / name).resolve()
        return wanted.read_bytes() if wanted.is_file() and _inside(wanted, root) else None


class _Guard(QWebEngineUrlRequestInterceptor):
    """Blocks every request that is not ours and remembers it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.blocked: list[str] = []

    def interceptRequest(self, asked: QWebEngineUrlRequestInfo) -> None:
        if asked.requestUrl().scheme().encode() not in {SCHEME, b"data"}:
            self.blocked.append(asked.requestUrl().toString())
            asked.block(True)


def _inside(path: Path, root: Path) -> bool:
    return path.is_relative_to(root.resolve())


def _deny(permission: QWebEnginePermission) -> None:
    permission.deny()


def _channel_script() -> bytes:
    """Qt's own script for the channel; the page may not read Qt's resources by itself."""
    file = QFile(":/qtwebchannel/qwebchannel.js")
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return bytes(file.readAll().data())


def _register() -> None:
    """Make the scheme known; before the first profile is made, and once a process."""
    if QWebEngineUrlScheme.schemeByName(QByteArray(SCHEME)).name():
        return
    scheme = QWebEngineUrlScheme(QByteArray(SCHEME))
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flags = QWebEngineUrlScheme.Flag
    scheme.setFlags(flags.SecureScheme | flags.CorsEnabled | flags.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)


def _allow_root() -> None:
    """Chromium ends the whole process where it is started as root with its sandbox; our page needs none there."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")


_allow_root()
_register()
