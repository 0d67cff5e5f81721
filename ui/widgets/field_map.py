"""A map for any page: the web map where Chromium runs, the plain painted one where it does not.

Chromium's libraries are loaded when the map is first seen, after the page has been painted. Whatever goes wrong with
them (missing, ended, too slow) costs the map and never the program: the plain one takes over and says so.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from fieldapp.geo.basemap.map_answers import MapAnswer, MapKind, RouteStop
from ui import theme
from ui.tasks import Tasks
from ui.widgets import map_look
from ui.widgets.labels import label
from ui.widgets.map_ground import MapGround, read_ground
from ui.widgets.map_start import MapStart
from ui.widgets.plain_map import PlainMap
from ui.widgets.states import Banner

if TYPE_CHECKING:
    from ui.widgets.plain_points import PlainPoints
    from ui.widgets.web_map import WebMap

Pin = tuple[int, int, int]

log = logging.getLogger("fieldapp.map")


class FieldMap(QWidget):
    """The map, whichever it is.

    Args:
        says: its accessible name. kinds: what points there are, in the theme and language in force.
        legend: title of the legend. folder: where the packs of tiles lie, if any are to be drawn.

    Signals:
        chosen, opened: (str) the case whose marker was pressed once, or twice.
        drawn: (int) so many points are on the map now.
        picked: (list of str) these lie within a box or line that was drawn, or in sight.
        crowd: (list of str) these lie at one place, and are too many to be parted: show them as a list.
        pin_wanted: (int, int) longitude and latitude × 10⁶ of a pin, in the mode "pin".
        mode_left: somebody is done with what `set_mode` began.
        packs_wanted: somebody wants a map below the points.
        turned: (bool) whether the web map is shown now, or the plain one.
    """

    chosen = Signal(str)
    opened = Signal(str)
    drawn = Signal(int)
    picked = Signal(list)
    crowd = Signal(list)
    pin_wanted = Signal(int, int)
    mode_left = Signal()
    packs_wanted = Signal()
    turned = Signal(bool)

    def __init__(
        self, tasks: Tasks, says: str, kinds: Callable[[], Sequence[MapKind]], legend: str = "",
        folder: Path | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._tasks, self._says, self._kinds, self._folder = tasks, says, kinds, folder
        self._legend = legend or self.tr("图例")
        self._answer: MapAnswer | None = None
        self._route: tuple[Sequence[RouteStop], Sequence[tuple[int, int]], str] = ((), (), "")
        self._ground = MapGround()
        self._pin: Pin | None = None
        self._at: Pin | None = None
        self._case, self.mode = "", "pan"
        self._picks: Sequence[str] = ()
        self._take: Callable[[QImage], object] | None = None
        self._asked = self._plainly = False
        self.web: WebMap | None = None
        self._start = MapStart(self, tasks, folder)
        self._waiting = label(self.tr("正在打开地图…"), "muted")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.plain = PlainMap(says, kinds)
        self._banner = Banner("", "info", action=self.tr("重试"))
        self._below = QWidget()
        self._stack = QStackedLayout(self)
        self._lay_out()
        self._connect()

    def show_answer(self, answer: MapAnswer, *, fit: bool) -> None:
        """Show these points; `fit` moves the map so that all of them are in sight."""
        fit = fit or self._answer is None
        self._answer = answer
        if self.web is not None:
            self.web.set_points(answer, fit=fit)
        elif self._plainly:
            self._paint_plainly(fit=fit)

    def show_route(self, stops: Sequence[RouteStop], line: Sequence[tuple[int, int]] = (), *, way: str = "") -> None:
        """Show the stops of the day, and the way between them (longitude, latitude × 10⁶); `way` says by what it is
        known, for the legend."""
        told, self._route = self._route[2], (stops, line, way)
        self.plain.show_route(stops, line)
        if self.web is not None:
            self.web.show_route(stops, line)
            if told != way:
                self.web.set_look(self._look())

    def choose(self, case_id: str) -> None:
        """Mark a case and bring it into sight; tells nobody."""
        self._case = case_id
        self.plain.choose(case_id)
        if self.web is not None:
            self.web.select(case_id)

    def set_mode(self, mode: str) -> None:
        """What a press and a drag do: "pan", "box", "lasso", "measure" or "pin"."""
        self.mode = mode
        self.plain.mode = mode
        if self.web is not None:
            self.web.set_mode(mode)

    def pick_in_view(self) -> None:
        """Pick whatever is in sight; `picked` tells."""
        if self.web is not None:
            self.web.pick_in_view()
        else:
            self.plain.pick_in_view()

    def show_picks(self, ids: Sequence[str]) -> None:
        """Mark these as picked; none: nothing is."""
        self._picks = ids
        if self.web is not None:
            self.web.show_picks(ids)

    def show_pin(self, lon_e6: int | None, lat_e6: int = 0, radius_m: int = 0) -> None:
        """Show a pin and how exact it is; None for no pin."""
        self._pin = None if lon_e6 is None else (lon_e6, lat_e6, radius_m)
        self.plain.show_pin(self._pin)
        if self.web is not None:
            self.web.show_pin(self._pin)

    def look_at(self, lon_e6: int, lat_e6: int, metres: int) -> None:
        """Show this place and so many metres around it."""
        self._at = (lon_e6, lat_e6, metres)
        self.plain.look_at(*self._at)
        if self.web is not None:
            self.web.look_at(*self._at)

    def reload_ground(self) -> None:
        """The packs of tiles are others now."""
        folder = self._folder
        if folder is not None and self._asked:
            self._tasks.read(lambda: read_ground(folder), done=self._lay_ground, owner=self)

    def take_picture(self, done: Callable[[QImage], object]) -> None:
        """Hand over what is on the map now as a picture for paper: by day, and without what can only be pressed."""
        if self.web is None:
            done(self.plain.grab().toImage())
            return
        self._take = done
        self.web.set_paper(on=True)

    def _on_paper(self) -> None:
        done, self._take = self._take, None
        if done is not None and self.web is not None:
            done(self.web.grab().toImage())
            self.web.set_paper(on=False)

    def start(self) -> None:
        """Open the web map, at first or again."""
        self._asked, self._plainly = True, False
        self._stack.setCurrentWidget(self._waiting)
        self._start.begin()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._start.show(seen=True)
        if not self._asked:
            self.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._start.show(seen=False)

    def give_up(self, why: str) -> None:
        """Paint plainly from now on; whatever else is told of a map that has gone says nothing new."""
        if self._plainly:
            return
        log.warning("the web map is not shown: %s", why)
        self._start.end()
        self._plainly = True
        web, self.web = self.web, None
        if web is not None:
            self._stack.removeWidget(web)
            web.deleteLater()
        self._banner.say(self.tr("地图组件没能打开，先用简图代替，其他功能不受影响。"), "info", action=self.tr("重试"))
        self._stack.setCurrentWidget(self._below)
        self._paint_plainly(fit=True)
        self.turned.emit(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._below)
        column.setContentsMargins(theme.S, theme.S, theme.S, theme.S)
        column.setSpacing(theme.XS)
        column.addWidget(self._banner)
        column.addWidget(self.plain, 1)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(self._below)

    def _connect(self) -> None:
        self.plain.chosen.connect(self._on_click)
        self.plain.opened.connect(self.opened)
        self.plain.picked.connect(self.picked)
        self.plain.crowd.connect(self.crowd)
        self.plain.pinned.connect(self.pin_wanted)
        self._banner.acted.connect(self.start)
        self._start.ready.connect(self._open)
        self._start.failed.connect(self.give_up)
        theme.changes.changed.connect(self._dress)

    def _open(self, html: bytes, ground: MapGround) -> None:
        from ui.widgets.web_map import WebMap

        self._ground = ground
        web = self.web = WebMap(self._says, self._tasks)
        self._hear(web)
        self._stack.addWidget(web)
        self._stack.setCurrentWidget(web)  # a page that is not seen draws nothing, and would never be ready
        web.set_look(self._look())
        web.set_ground(self._ground.answer, self._ground.tiles)
        web.show_route(*self._route[:2])
        if self._answer is not None:
            web.set_points(self._answer, fit=True)
        web.open(html)
        self._say_again(web)

    def _hear(self, web: WebMap) -> None:
        web.drawn.connect(self._on_drawn)
        web.failed.connect(self.give_up)
        said = web.bridge
        said.was_clicked.connect(self._on_click)
        said.was_opened.connect(self.opened)
        said.were_picked.connect(self.picked)
        said.was_crowded.connect(self.crowd)
        said.was_pinned.connect(self.pin_wanted)
        said.mode_was_left.connect(self._on_left)
        said.ground_was_asked.connect(self.packs_wanted)
        said.paper_was_ready.connect(self._on_paper)

    def _say_again(self, web: WebMap) -> None:
        """What was said before there was a web map."""
        if self._case:
            web.select(self._case)
        if self.mode != "pan":
            web.set_mode(self.mode)
        if self._picks:
            web.show_picks(self._picks)
        if self._pin is not None:
            web.show_pin(self._pin)
        if self._at is not None:
            web.look_at(*self._at)

    def _on_click(self, case_id: str) -> None:
        self._case = case_id
        self.chosen.emit(case_id)

    def _on_left(self) -> None:
        self.mode = self.plain.mode = "pan"
        self.mode_left.emit()

    def _on_drawn(self, count: int, _milliseconds: float) -> None:
        if self._start.arrived():
            self.turned.emit(True)
        self.drawn.emit(count)

    def _paint_plainly(self, *, fit: bool) -> None:
        """The plain map wants its points as arrays, which a thread makes."""
        points = self._answer.points if self._answer is not None else ()

        def show(made: PlainPoints) -> None:
            self.plain.show_points(made, fit=fit)
            self.plain.choose(self._case)
            self.drawn.emit(len(points))
            if self._take is not None:  # a print that the web map did not live to see
                done, self._take = self._take, None
                done(self.plain.grab().toImage())

        self._tasks.read(lambda: _arrays(points), done=show, owner=self)

    def _lay_ground(self, ground: MapGround) -> None:
        self._ground = ground
        if self.web is not None:
            self.web.set_ground(ground.answer, ground.tiles)

    def _dress(self) -> None:
        if self.web is not None:
            self.web.set_look(self._look())

    def _look(self) -> bytes:
        offers = self._folder is not None
        return map_look.look(self._kinds(), self._legend, self._route[2], offers_ground=offers)


def _arrays(points: Sequence[object]) -> PlainPoints:
    from ui.widgets.plain_points import PlainPoints

    return PlainPoints(points)  # type: ignore[arg-type]
