"""The map without Chromium: points, groups and the way of the day, painted by Qt alone.

North is up and there are no streets: a squared paper with a true scale, on which everything else is as on the web map.
Mouse: drag, wheel, click, double click; in the box mode a box picks. Keys: arrows move, plus and minus change the
scale, N and P go from marker to marker, Return chooses, Home shows all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fieldapp.geo.basemap.map_answers import MapKind, RouteStop
from ui import theme, tokens
from ui.widgets import plain_painting as paint
from ui.widgets.hover import say_on_hover
from ui.widgets.plain_painting import Item
from ui.widgets.plain_scene import PlainScene
from ui.widgets.plain_view import CLOSEST, PlainView, latitude, longitude, to_world

if TYPE_CHECKING:
    from ui.widgets.plain_points import PlainPoints

STEP = 80
"""Pixels that an arrow moves the ground."""
CHOSEN_ZOOM = 13.0
"""A chosen case that is out of sight is looked at from here at least."""
PARTED_ZOOM = 17.5
"""From here on a group is not parted by coming closer."""
E6_A_METRE = 9
"""Millionths of a degree of latitude."""


class PlainMap(QWidget):
    """The map.

    Signals:
        chosen, opened: (str) the case of a marker. picked, crowd: (list of str) as on the web map.
        pinned: (int, int) longitude and latitude × 10⁶.
    """

    chosen = Signal(str)
    opened = Signal(str)
    picked = Signal(list)
    crowd = Signal(list)
    pinned = Signal(int, int)

    def __init__(self, says: str, kinds: Callable[[], Sequence[MapKind]]) -> None:
        super().__init__()
        self._says = says
        self.scene, self.view = PlainScene(kinds), PlainView()
        self._focus, self.mode = "", "pan"
        self._fitted = self._dragged = False
        self._from: QPointF | None = None
        self._to: QPointF | None = None
        self.setAccessibleName(says)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_points(self, points: PlainPoints, *, fit: bool) -> None:
        """Show these, and all of them in sight if `fit`."""
        self.scene.points = points
        self._fitted = self._fitted and not fit
        self.update()

    def show_route(self, stops: Sequence[RouteStop], line: Sequence[tuple[int, int]]) -> None:
        """Show the stops of the day and the way between them."""
        self.scene.stops, self.scene.line = stops, [to_world(*place) for place in line]
        self.update()

    def show_pin(self, pin: tuple[int, int, int] | None) -> None:
        """Show a pin: longitude, latitude × 10⁶, radius in metres."""
        self.scene.pin = pin
        self.update()

    def choose(self, case_id: str) -> None:
        """Mark a case and bring it into sight; tells nobody."""
        self.scene.case = case_id
        place = self.scene.place_of(case_id)
        if place is not None and self._fitted:
            inside = self.rect().adjusted(20, 20, -20, -20).contains(self.view.pixel(*place).toPoint())
            if not inside:
                self.view.x, self.view.y = place
                self.view.zoom = max(self.view.zoom, CHOSEN_ZOOM)
        said = self.scene.said(case_id)
        self.setAccessibleName(f"{self._says} {said}" if said else self._says)
        self.update()

    def look_at(self, lon_e6: int, lat_e6: int, metres: int) -> None:
        """Show this place and so much around it."""
        away = metres * E6_A_METRE
        west, north = to_world(lon_e6 - away, lat_e6 + away)
        east, south = to_world(lon_e6 + away, lat_e6 - away)
        self._measure()
        self.view.fit(west, north, east, south, CLOSEST)
        self._fitted = True
        self.update()

    def pick_in_view(self) -> None:
        """Pick whatever is in sight."""
        self.picked.emit(self.scene.within(self.view, QRectF(self.rect())))

    def marker(self, case_id: str) -> QPointF:
        """Where a case's own marker is, in px.

        Raises:
            KeyError: it is not painted by itself now.
        """
        return {item.id: item.at for item in self.scene.items if item.id}[case_id]

    def sizeHint(self) -> QSize:
        return QSize(560, 480)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:  # ended whatever goes wrong: left to the garbage it would outlive its widget
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._measure()
        around = QPainterPath()
        around.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS, tokens.RADIUS)
        painter.setClipPath(around)
        painter.fillPath(around, theme.colour("map_ground"))
        edges = None if self._fitted else self.scene.bounds()
        if edges is not None:
            self.view.fit(*edges)
            self._fitted = True
        self.scene.paint(painter, self.view)
        self._paint_own(painter)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        focus = self.hasFocus()
        painter.setPen(QPen(theme.colour("focus" if focus else "line"), 3 if focus else 1))
        painter.drawPath(around)

    def _paint_own(self, painter: QPainter) -> None:
        focused = self._focused()
        if focused is not None and self.hasFocus():
            paint.paint_focus(painter, focused)
        if self._from is not None and self._to is not None and self.mode == "box":
            paint.paint_box(painter, self._from, self._to)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._from, self._to, self._dragged = event.position(), None, False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            item = self._at(event.position())
            self.setCursor(Qt.CursorShape.PointingHandCursor if item is not None else Qt.CursorShape.ArrowCursor)
            say_on_hover(self, self.scene.words(item) if item is not None else "")
        elif self.mode == "box":
            self._to = event.position()
            self.update()
        elif self._dragged or (event.position() - self._from).manhattanLength() > 4:
            self.view.pan(event.position() - self._from)
            self._from, self._dragged = event.position(), True
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        start, self._from = self._from, None
        if start is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self.mode == "box" and self._to is not None:
            self.picked.emit(self.scene.within(self.view, QRectF(start, event.position()).normalized()))
        elif self.mode == "pin" and not self._dragged:
            self._put_pin(event.position())
        elif not self._dragged and (item := self._at(event.position())) is not None:
            self._press(item)
        self._to = None
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        item = self._at(event.position())
        if item is not None and item.id:
            self.opened.emit(item.id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.view.zoom_by(event.angleDelta().y() / 240, event.position())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        moves = {
            Qt.Key.Key_Left: QPointF(STEP, 0),
            Qt.Key.Key_Right: QPointF(-STEP, 0),
            Qt.Key.Key_Up: QPointF(0, STEP),
            Qt.Key.Key_Down: QPointF(0, -STEP),
        }
        if key in moves:
            self.view.pan(moves[key])
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus}:
            self.view.zoom_by(-1 if key == Qt.Key.Key_Minus else 1, self._middle())
        elif key in {Qt.Key.Key_N, Qt.Key.Key_P}:
            self._step(1 if key == Qt.Key.Key_N else -1)
        elif key == Qt.Key.Key_Home:
            self._fitted = False
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and not event.modifiers():
            self._act()
        else:
            super().keyPressEvent(event)
            return
        self.update()

    def _step(self, by: int) -> None:
        seen = [item for item in self.scene.items if self.rect().contains(item.at.toPoint())]
        order = sorted(seen, key=lambda item: (item.number or 10**6, round(item.at.y() / 40), item.at.x()))
        if order:
            names = [_name(item) for item in order]
            here = names.index(self._focus) + by if self._focus in names else (0 if by > 0 else -1)
            item = order[here % len(order)]
            self._focus = _name(item)
            self.setAccessibleName(f"{self._says} {self.scene.words(item)}")

    def _act(self) -> None:
        item = self._focused()
        if self.mode == "pin":
            self._put_pin(self._middle())
        elif item is not None:
            self._press(item)

    def _press(self, item: Item) -> None:
        if item.group is None:
            self.choose(item.id)
            self.chosen.emit(item.id)
        elif self.view.zoom < PARTED_ZOOM:
            self.view.x, self.view.y = item.group.x, item.group.y
            self.view.zoom = min(self.view.zoom + 2, CLOSEST)
        else:
            far = QPointF(item.radius, item.radius) * 2
            self.crowd.emit(self.scene.within(self.view, QRectF(item.at - far, item.at + far)))

    def _put_pin(self, at: QPointF) -> None:
        x, y = self.view.place(at)
        self.pinned.emit(round(longitude(x) * 1e6), round(latitude(y) * 1e6))

    def _at(self, point: QPointF) -> Item | None:
        """What is under a finger; the last painted lies on top."""
        reach = theme.TARGET / 2
        near = [one for one in self.scene.items if (one.at - point).manhattanLength() <= max(one.radius * 1.3, reach)]
        return min(reversed(near), key=lambda item: (item.at - point).manhattanLength(), default=None)

    def _focused(self) -> Item | None:
        return next((item for item in self.scene.items if _name(item) == self._focus), None)

    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _measure(self) -> None:
        self.view.wide, self.view.tall = max(self.width(), 1), max(self.height(), 1)


def _name(item: Item) -> str:
    return item.id or f"group {item.group.first if item.group else 0}"
