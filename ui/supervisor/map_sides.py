"""The map's place on the supervisor's page: squares of coverage, or the cases themselves on a map with streets."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QWidget

from fieldapp import paths
from fieldapp.geo.basemap.map_answers import MapAnswer, points_answer
from fieldapp.services.watch_coverage import Coverage
from fieldapp.store.laptop.case_list import CaseLine
from ui import theme
from ui.maps_page import open_maps
from ui.viewmodels import team_map as said
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.coverage_sketch import CoverageSketch
from ui.widgets.field_map import FieldMap
from ui.widgets.labels import label
from ui.workplace import Workplace

SQUARES, PLACES = "squares", "places"
AROUND_METRES = 800


class MapSides(Card):
    """The card. The map with streets is made when somebody first asks for it.

    Signals:
        square_chosen, square_opened: (str) a square of the coverage; empty when it is let go.
        case_chosen: (str) a case on the map.
        picked: (list of str) cases inside a box or a line that was drawn.
    """

    square_chosen = Signal(str)
    square_opened = Signal(str)
    case_chosen = Signal(str)
    picked = Signal(list)

    def __init__(self, work: Workplace) -> None:
        super().__init__(pad=theme.XS, says="")
        self.setAccessibleName(self.tr("走访覆盖图"))
        self._work = work
        self._found: Coverage | None = None
        self._told: Coverage | None = None
        self.map: FieldMap | None = None
        self.view = Choice(
            self.tr("看哪种图"), [(SQUARES, self.tr("覆盖方格")), (PLACES, self.tr("案件地图"))], SQUARES
        )
        self.box = self._tool("box", self.tr("框选"), "select_all", self.tr("在地图上拖出方框，列出里面的案件"))
        self.lasso = self._tool("lasso", self.tr("圈选"), "edit", self.tr("在地图上画一圈，列出里面的案件"))
        self.sketch = CoverageSketch(self.tr("走访覆盖图"), self.tr("没有位置够准的案件可以画在图上"))
        self.legend = label("", "faint", wrap=True)
        self._stack = QStackedLayout()
        self._lay_out()
        self.sketch.chosen.connect(self.square_chosen)
        self.sketch.opened.connect(self.square_opened)
        self.view.changed.connect(lambda value: self.turn_to(str(value)))

    def show_found(self, found: Coverage) -> None:
        """Show this coverage."""
        self._found = found
        self.sketch.show_coverage(said.patches(found), said.dots(found))
        self._say()
        self._fill_map()

    def turn_to(self, view: str) -> None:
        """Show the squares, or the cases."""
        self.view.set_value(view)
        if view == PLACES and self.map is None:
            self.map = self._made()
            self._stack.addWidget(self.map)
        shown: QWidget = self.sketch if view == SQUARES or self.map is None else self.map
        self._stack.setCurrentWidget(shown)
        for tool in (self.box, self.lasso):
            tool.setVisible(view == PLACES)
        self._say()
        self._fill_map()

    def choose_case(self, case_id: str) -> None:
        """Mark a case on the map with streets."""
        if self.map is not None:
            self.map.choose(case_id)

    def show_case(self, line: CaseLine) -> None:
        """Show where a case is, on the map with streets; it stays as it is where nobody knows."""
        if line.lon_e6 is None or line.lat_e6 is None:
            return
        self.turn_to(PLACES)
        self.choose_case(line.case_id)
        if self.map is not None:
            self.map.look_at(line.lon_e6, line.lat_e6, max(line.radius_m or 0, AROUND_METRES))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        row.addWidget(self.view)
        row.addStretch(1)
        for tool in (self.box, self.lasso):
            tool.hide()
            row.addWidget(tool)
        self.body.addLayout(row)
        holder = QWidget()
        holder.setLayout(self._stack)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.sketch)
        self.add(holder, 1)
        self.add(self.legend)

    def _tool(self, mode: str, words: str, icon: str, says: str) -> QPushButton:
        made = button(words, "plain", icon, says=says)
        made.setCheckable(True)
        made.setToolTip(says)
        made.clicked.connect(lambda on: self._set_mode(mode if on else "pan"))
        return made

    def _set_mode(self, mode: str) -> None:
        self.box.setChecked(mode == "box")
        self.lasso.setChecked(mode == "lasso")
        if self.map is not None:
            self.map.set_mode(mode)

    def _made(self) -> FieldMap:
        made = FieldMap(self._work.tasks, self.tr("团队的案件地图"), said.kinds, self.tr("走访"), paths.map_packs())
        made.chosen.connect(self.case_chosen)
        made.picked.connect(self.picked)
        made.crowd.connect(self.picked)
        made.mode_left.connect(lambda: self._set_mode("pan"))
        made.packs_wanted.connect(lambda: open_maps(self._work))
        self._work.maps.changed.connect(made.reload_ground)
        return made

    def _fill_map(self) -> None:
        """The points are made on a reader thread, and only while they are looked at."""
        found = self._found
        if self.map is None or found is None or found is self._told or self.view.value() != PLACES:
            return
        fit = self._told is None or self._told.wish != found.wish
        self._told = found
        self._work.tasks.read(
            lambda: points_answer(said.points(found)), done=lambda answer: self._show(answer, fit=fit), owner=self
        )

    def _show(self, answer: MapAnswer, *, fit: bool) -> None:
        if self.map is not None:
            self.map.show_answer(answer, fit=fit)

    def _say(self) -> None:
        found = self._found
        if found is not None:
            self.legend.setText(said.legend(found) if self.view.value() == SQUARES else said.map_legend(found))
