"""Printing the map: asks where to, writes the page off the screen's thread, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from fieldapp import clock
from fieldapp.errors import KnownError
from ui import formats
from ui.collector.map_paper import MapPaper, write_map
from ui.workplace import Workplace


class MapPrinting(QObject):
    """Does it; `choose_path` asks for a place and can be another in a test."""

    def __init__(self, page: QWidget, work: Workplace) -> None:
        super().__init__(page)
        self._page, self._work = page, work
        self.choose_path: Callable[[str], str] = self._ask_path

    def ask(self, picture: QImage, facts: str) -> None:
        """Ask where to, and write."""
        today = clock.today()
        chosen = self.choose_path(self.tr("案件地图-{day}.pdf").format(day=today.isoformat()))
        if not chosen:
            return
        path = Path(chosen)
        title = self.tr("案件地图 · {day}").format(day=formats.long_date(today))
        mark = self.tr("{who} 于 {moment} 打印，仅供外访使用").format(
            who=self._work.desk.staff.name, moment=formats.short_moment(clock.now())
        )
        paper = MapPaper(picture, title, facts, mark)
        self._work.tasks.read(
            lambda: write_map(path, paper),
            done=self._written,
            failed=self._fail,
            owner=self,
            words=self.tr("正在打印…"),
        )

    def _written(self, path: Path) -> None:
        if self._work.shell is not None:
            self._work.shell.toaster.say(
                self.tr("地图已存为 {name}").format(name=path.name), "ok", action=self.tr("打开"),
                then=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
            )  # fmt: skip

    def _fail(self, error: KnownError) -> None:
        if self._work.shell is not None:
            self._work.shell.say_error(error)

    def _ask_path(self, name: str) -> str:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return QFileDialog.getSaveFileName(self._page, self.tr("把地图存为"), str(Path(folder) / name), "PDF (*.pdf)")[
            0
        ]
