"""The collector's map: the tools above it, the map itself, and what is picked on it below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp import paths
from fieldapp.geo.basemap.map_answers import RouteStop
from ui import theme
from ui.collector.map_tools import WEB_ONLY, MapTools, PickedBar
from ui.tasks import Tasks
from ui.viewmodels.map_cases import MapFind, kinds
from ui.widgets.field_map import FieldMap
from ui.widgets.plain_map import PlainMap

if TYPE_CHECKING:
    from ui.widgets.web_map import WebMap


class MapView(QWidget):
    """The map with its tools.

    Signals:
        chosen, opened: (str) the case whose marker was pressed once, or twice.
        drawn: (int) so many points are on the map now.
        picked: (list of str) the cases picked by box, line or sight; none when that was taken back.
        add_wanted: (list of str) these are to be seen today. list_wanted: (list of str) the list is to hold only these.
        print_wanted: the map is to be printed. packs_wanted: a map below the points is wanted.
    """

    chosen = Signal(str)
    opened = Signal(str)
    drawn = Signal(int)
    picked = Signal(list)
    add_wanted = Signal(list)
    list_wanted = Signal(list)
    print_wanted = Signal()
    packs_wanted = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._found: MapFind | None = None
        self._picks: list[str] = []
        self._route: tuple[tuple[RouteStop, ...], tuple[tuple[int, int], ...], str] = ((), (), "")
        self._laid: tuple[tuple[RouteStop, ...], tuple[tuple[int, int], ...]] = ((), ())
        self.tools = MapTools()
        self.field = FieldMap(tasks, self.tr("案件地图"), kinds, self.tr("逾期阶段"), paths.map_packs())
        self.bar = PickedBar()
        self._lay_out()
        self._connect()

    @property
    def web(self) -> WebMap | None:
        """The web map, where it is shown."""
        return self.field.web

    @property
    def plain(self) -> PlainMap:
        """The plain map, which stands in for it."""
        return self.field.plain

    @property
    def picks(self) -> list[str]:
        """The cases picked now."""
        return list(self._picks)

    def show_found(self, found: MapFind) -> None:
        """Show these cases; the map moves to them only if they answer to another wish than those before."""
        fit = self._found is None or self._found.wish != found.wish
        self._found = found
        left = [one for one in self._picks if one in found.rows]
        if left != self._picks:
            self._pick(left)
        self._lay_route()
        self.field.show_answer(found.points, fit=fit)

    def show_route(self, stops: Sequence[RouteStop], line: Sequence[tuple[int, int]] = (), *, way: str = "") -> None:
        """Show the stops of the day and the way between them; of a filtered list only the stops that are in it."""
        self._route = (tuple(stops), tuple(line), way)
        self._lay_route()

    def choose(self, case_id: str) -> None:
        """Mark a case and bring it into sight; tells nobody."""
        self.field.choose(case_id)

    def drop_picks(self) -> None:
        """Pick none."""
        self._pick([])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(theme.XS, theme.XXS, theme.XS, theme.XXS)
        head.addWidget(self.tools)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.XS, theme.XXS, theme.XS, theme.XXS)
        foot.addWidget(self.bar)
        column.addLayout(head)
        column.addWidget(self.field, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.field.chosen.connect(self.chosen)
        self.field.opened.connect(self.opened)
        self.field.drawn.connect(self.drawn)
        self.field.packs_wanted.connect(self.packs_wanted)
        self.field.crowd.connect(self.list_wanted)
        self.field.picked.connect(self._pick)
        self.field.mode_left.connect(lambda: self.tools.show_mode("pan"))
        self.field.turned.connect(self._on_turned)
        self.tools.mode_wanted.connect(self._set_mode)
        self.tools.view_wanted.connect(self.field.pick_in_view)
        self.tools.print_wanted.connect(self.print_wanted)
        self.bar.add_wanted.connect(lambda: self.add_wanted.emit(self.picks))
        self.bar.list_wanted.connect(lambda: self.list_wanted.emit(self.picks))
        self.bar.dropped.connect(self.drop_picks)

    def _lay_route(self) -> None:
        stops, line, way = self._route
        if self._found is not None:
            shown = tuple(stop for stop in stops if stop.case_id in self._found.rows)
            stops, line = shown, line if len(shown) == len(stops) else ()
        if (stops, line) != self._laid:
            self._laid = (stops, line)
            self.field.show_route(stops, line, way=way)

    def _on_turned(self, web: bool) -> None:
        """What was begun with a tool that this map has not is over."""
        self.tools.show_plain(plain=not web)
        if not web and self.field.mode in WEB_ONLY:
            self.field.set_mode("pan")
            self.tools.show_mode("pan")

    def _set_mode(self, mode: str) -> None:
        self.field.set_mode(mode)
        if mode != "pan":
            (self.field.web or self.field.plain).setFocus()

    def _pick(self, ids: Sequence[str]) -> None:
        self._picks = list(ids)
        self.field.show_picks(self._picks)
        self.bar.show_count(len(self._picks))
        self.picked.emit(self.picks)
