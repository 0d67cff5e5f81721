"""The map's place on the page: the web map where Chromium runs, a plain sketch of the nearest work where it does not.

Chromium's libraries are loaded when the map is first seen, after the page has been painted. Whatever goes wrong with
them (missing, ended, too slow) costs the map and never the program: the sketch takes over and says so.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from fieldapp.geo.map_answers import look_json
from ui import fonts, theme
from ui.tasks import Tasks
from ui.viewmodels.map_cases import SKETCHED, MapFind
from ui.widgets.labels import label
from ui.widgets.place_sketch import PlaceSketch
from ui.widgets.states import Banner

if TYPE_CHECKING:
    from ui.widgets.web_map import WebMap

LATEST_MS = 20_000
"""A map that is not there after this time will not come."""
TEXT_PX = 13
"""Size of the map's own text in px, at normal text size."""
TOKENS: tuple[tuple[str, theme.Tone | theme.Ground | theme.Line], ...] = (
    ("ground", "map_ground"), ("surface", "surface"), ("line", "line"), ("text", "text"), ("text_2", "text_2"),
    ("focus", "focus"), ("road", "map_road"),
)  # fmt: skip

log = logging.getLogger("fieldapp.map")


class MapView(QWidget):
    """The map, whichever it is.

    Signals:
        chosen: (str) the case whose marker was pressed.
        opened: (str) the case to open (a double click on the sketch).
        drawn: (int) so many cases are on the map now.
    """

    chosen = Signal(str)
    opened = Signal(str)
    drawn = Signal(int)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._found: MapFind | None = None
        self._case = ""
        self._asked = False
        self.web: WebMap | None = None
        self._patience = QTimer(self, singleShot=True, interval=LATEST_MS)
        self._patience.timeout.connect(lambda: self._give_up("too slow"))
        self._waiting = label(self.tr("正在打开地图…"), "muted")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sketch = PlaceSketch(self.tr("案件简图"))
        self.sketch.chosen.connect(self.chosen)
        self.sketch.opened.connect(self.opened)
        self._banner = Banner("", "info", action=self.tr("重试"))
        self._banner.acted.connect(self.start)
        self._plain = QWidget()
        self._stack = QStackedLayout(self)
        self._lay_out()
        theme.changes.changed.connect(self._dress)

    def show_found(self, found: MapFind) -> None:
        """Show these cases; the map moves to them only if they answer to another wish than those before."""
        fit = self._found is None or self._found.wish != found.wish
        self._found = found
        if self.web is not None:
            self.web.set_points(found.points, fit=fit)
        else:
            self.sketch.show_spots(found.spots, self._case)
            self._say_sketched()

    def choose(self, case_id: str) -> None:
        """Mark a case and bring it into sight; tells nobody."""
        self._case = case_id
        self.sketch.choose(case_id)
        if self.web is not None:
            self.web.select(case_id)

    def start(self) -> None:
        """Open the web map, at first or again."""
        self._asked = True
        self._stack.setCurrentWidget(self._waiting)
        self._patience.start()
        self._tasks.read(_page, done=self._open, owner=self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._asked:
            self.start()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._plain)
        column.setContentsMargins(theme.S, theme.S, theme.S, theme.S)
        column.setSpacing(theme.XS)
        column.addWidget(self._banner)
        column.addWidget(self.sketch, 1)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(self._plain)

    def _open(self, html: bytes) -> None:
        try:
            from ui.widgets.web_map import WebMap
        except ImportError as error:  # Chromium's libraries, or those of the system under them, are not here
            self._give_up(str(error))
            return
        web = self.web = WebMap(self.tr("案件地图"))
        web.clicked.connect(self._on_click)
        web.drawn.connect(self._on_drawn)
        web.failed.connect(self._give_up)
        self._stack.addWidget(web)
        self._stack.setCurrentWidget(web)  # a page that is not seen draws nothing, and would never be ready
        web.set_look(self._look())
        web.select(self._case)
        if self._found is not None:
            web.set_points(self._found.points, fit=True)
        web.open(html)

    def _on_click(self, case_id: str) -> None:
        self._case = case_id
        self.chosen.emit(case_id)

    def _on_drawn(self, count: int, _milliseconds: float) -> None:
        self._patience.stop()
        self.drawn.emit(count)

    def _give_up(self, why: str) -> None:
        log.warning("the map is not shown: %s", why)
        self._patience.stop()
        web, self.web = self.web, None
        if web is not None:
            self._stack.removeWidget(web)
            web.deleteLater()
        if self._found is not None:
            self.sketch.show_spots(self._found.spots, self._case)
        self._say_sketched()
        self._stack.setCurrentWidget(self._plain)

    def _say_sketched(self) -> None:
        words = self.tr("地图组件没能打开，先用简图代替，其他功能不受影响。")
        if self._found is not None and len(self._found.lines) > SKETCHED:
            words += self.tr("简图只画最急的 %n 个案件。", "", SKETCHED)
        self._banner.say(words, "info", action=self.tr("重试"))

    def _dress(self) -> None:
        if self.web is not None:
            self.web.set_look(self._look())

    def _look(self) -> bytes:
        colours = {name: theme.colour(token).name() for name, token in TOKENS}
        colours["font"] = f'"{fonts.load().normal}", sans-serif'
        colours["size"] = f"{TEXT_PX * theme.current().text_scale:.1f}px"
        buckets = [(bucket, theme.bucket_colour(bucket).name()) for bucket in theme.BUCKETS]
        words = {
            "map": self.tr("案件地图，方向键移动，加减号缩放"),
            "zoom_in": self.tr("放大"),
            "zoom_out": self.tr("缩小"),
            "legend": self.tr("图例：逾期阶段"),
            "nothing": self.tr("这些案件都没有位置"),
            "attribution": self.tr("虚线圈是位置的误差范围"),
        }
        return look_json(colours, buckets, words)


def _page() -> bytes:
    from fieldapp.geo.map_page import page_html  # folium takes most of a second to load: never on the GUI thread

    return page_html()
