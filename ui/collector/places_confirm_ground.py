"""What a place is pinned on: the map, where this laptop has one of the region, else the sketch without streets.

The sketch works everywhere and with keys alone; the map costs Chromium, so it is opened where a pack of the region is
installed, or when somebody wants it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from fieldapp import paths
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.geo.basemap.map_answers import MapKind, MapPoint, points_answer
from ui import theme
from ui.i18n import translate
from ui.tasks import Tasks
from ui.widgets.field_map import FieldMap
from ui.widgets.pin_sketch import FINGER, LEAST_RADIUS_M, Landmark, PinSketch

LEAST_TALL = 150
NEAR_M = 250
"""Metres around a pin that the map goes to, so that whoever put it sees the streets it lies between."""
MARGIN_M = 600
"""Metres around an address that is known exactly."""


class PinGround(QWidget):
    """Sketch and map, one at a time.

    Signals:
        pinned: (Place) where the pin is now.
        accepted: Return was pressed on the sketch's pin.
        turned: (bool) whether the map is shown now.
    """

    pinned = Signal(object)
    accepted = Signal()
    turned = Signal(bool)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._middle: Place | None = None
        self._pin: Place | None = None
        self._landmarks: Sequence[Landmark] = ()
        self._seen_m = MARGIN_M
        self._wanted: bool | None = None
        self.map: FieldMap | None = None
        says = translate("PlacesPage", "示意图：方向键移动标注，Shift 加快，加减号缩放，回车保存")
        self.sketch = PinSketch(says)
        self.sketch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.sketch.setMinimumHeight(LEAST_TALL)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.sketch)
        self.sketch.pinned.connect(self._put)
        self.sketch.accepted.connect(self.accepted)

    @property
    def on_map(self) -> bool:
        """Whether the map is shown."""
        return self._stack.currentWidget() is not self.sketch

    def show_around(
        self, middle: Place | None, pin: Place | None, landmarks: Sequence[Landmark] = (), *, mapped: bool = False
    ) -> None:
        """Show an address in the middle; `mapped`: this laptop has a map of it."""
        self._middle, self._pin, self._landmarks = middle, pin, landmarks
        self.sketch.show_around(middle, pin, landmarks)
        wanted = mapped if self._wanted is None else self._wanted
        if middle is not None and wanted != self.on_map:
            self._turn(to_map=wanted)
        elif self.on_map:
            self._show_on_map()

    def show_pin(self, pin: Place) -> None:
        """Put the pin there without telling anybody."""
        self._pin = pin
        self.sketch.show_pin(pin)
        self._middle = self._middle or pin
        self._pin_on_map(go_there=True)

    def toggle(self) -> None:
        """The other one, for all that follow too."""
        self._wanted = not self.on_map
        self._turn(to_map=self._wanted)

    def zoom(self, steps: int) -> None:
        """Show more (negative) or less ground on the sketch."""
        self.sketch.zoom(steps)

    def _turn(self, *, to_map: bool) -> None:
        if to_map and self.map is None:
            self.map = FieldMap(
                self._tasks, translate("PlacesPage", "地图：点按标出门口"), _kinds, "", paths.map_packs()
            )
            self.map.pin_wanted.connect(self._put_on_map)
            self._stack.addWidget(self.map)
        self._stack.setCurrentWidget(self.map if to_map and self.map is not None else self.sketch)
        if to_map:
            self._show_on_map()
        self.turned.emit(to_map)

    def _show_on_map(self) -> None:
        assert self.map is not None
        points = [
            MapPoint(str(number), one.lat_e6, one.lon_e6, 0, 0, one.name, "")
            for number, one in enumerate(self._landmarks)
        ]
        self.map.show_answer(points_answer(points), fit=False)
        self.map.set_mode("pin")
        self._pin_on_map(go_there=False)
        if self._middle is not None and self._pin is None:
            self._seen_m = max(MARGIN_M, self._middle.radius_m)
            self.map.look_at(self._middle.lon_e6, self._middle.lat_e6, self._seen_m)

    def _pin_on_map(self, *, go_there: bool) -> None:
        if self.map is None:
            return
        if self._pin is None:
            self.map.show_pin(None)
            return
        self.map.show_pin(self._pin.lon_e6, self._pin.lat_e6, self._pin.radius_m)
        if go_there:
            self._seen_m = max(NEAR_M, self._pin.radius_m)
            self.map.look_at(self._pin.lon_e6, self._pin.lat_e6, self._seen_m)

    def _put(self, pin: Place) -> None:
        self._pin = pin
        self._pin_on_map(go_there=False)
        self.pinned.emit(pin)

    def _put_on_map(self, lon_e6: int, lat_e6: int) -> None:
        """As exact as a finger on the scale that was shown; the map goes near, and the next press is more so."""
        assert self.map is not None
        metres = FINGER * 2 * self._seen_m / max(1, min(self.map.width(), self.map.height()))
        pin = Place(lon_e6, lat_e6, max(LEAST_RADIUS_M, round(metres)), PlaceSource.PINNED)
        self.show_pin(pin)
        self.pinned.emit(pin)


def _kinds() -> list[MapKind]:
    return [MapKind(translate("PlacesPage", "附近已确认"), theme.colour("text_3").name(), "circle")]
