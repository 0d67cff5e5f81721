"""A plain sketch of a day's places: who is near whom, at a glance, offline and without a map engine.

North is up and distances are true to one scale; there are no streets, because a sketch must not pretend to know them.
Places that lie on one another are moved apart with a thin line to where they are; a place that is not exactly known
has the ring within which it lies.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from fieldapp.services.plan_day import ROUTABLE_M
from ui import theme, tokens
from ui.i18n import translate
from ui.widgets.hover import say_on_hover
from ui.widgets.place_layout import MARKER, Layout, Spot, far, lay_out
from ui.widgets.plain_painting import paint_way
from ui.widgets.shapes import BUCKET_SHAPES, fits_in, outline

__all__ = ["PlaceSketch", "Spot"]

EXACT_METRES = 60
"""Rings smaller than this are not worth drawing."""
PLATE = 0.85
"""How much of the ground lies under a name, so that it can be read across the way."""
STEPS = (50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000)


class PlaceSketch(QWidget):
    """The sketch. Keyboard: arrows go from number to number, Return opens. `joined` draws the way from one to the next.

    Signals:
        chosen: (str) key of the place the person picked.
        opened: (str) key of the place to open: a double click, or Return.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, says: str, *, joined: bool = False) -> None:
        super().__init__()
        self._says, self._joined = says, joined
        self._spots: list[Spot] = []
        self._key = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(280, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(says)

    def show_spots(self, spots: Sequence[Spot], chosen: str = "") -> None:
        """Show these places, one of them chosen."""
        self._spots = list(spots)
        self.choose(chosen)

    def choose(self, key: str) -> None:
        """Mark the place with this key, if it is among them, without telling anybody."""
        self._key = key
        one = next((spot for spot in self._spots if spot.key == key), None)
        self.setAccessibleName(f"{self._says} {one.number} {one.name}" if one else self._says)
        self.update()

    def marker(self, key: str) -> QPointF:
        """Where the marker of a place is, in px.

        Raises:
            KeyError: it is not on the sketch.
        """
        return {spot.key: at for spot, at in zip(self._spots, self._layout().markers, strict=True)}[key]

    def sizeHint(self) -> QSize:
        return QSize(560, 480)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._at(event.position())
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.choose(spot.key)
            self.chosen.emit(spot.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self._at(event.position())
        if spot is not None:
            self.opened.emit(spot.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if spot is not None else Qt.CursorShape.ArrowCursor)
        say_on_hover(self, f"{spot.number} {spot.name}" if spot is not None else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(key)
        if step is not None and self._spots:
            here = next((n for n, spot in enumerate(self._spots) if spot.key == self._key), -1 if step > 0 else 0)
            spot = self._spots[(here + step) % len(self._spots)]
            self.choose(spot.key)
            self.chosen.emit(spot.key)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._key and not event.modifiers():
            self.opened.emit(self._key)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = self._paint_ground(painter)
        if self._spots:
            layout = self._layout()
            self._paint_grid(painter, layout.metres)
            self._paint_rings(painter, layout)
            if self._joined:
                paint_way(painter, self.way(layout))
            for number in self._chosen_last():
                self._paint_marker(painter, self._spots[number], layout.places[number], layout.markers[number])
            self._paint_names(painter, layout)
            self._paint_scale(painter, layout.metres)
        self._paint_north(painter)
        self._paint_edge(painter, around)

    def way(self, layout: Layout) -> list[QPointF]:
        """Through the markers in order; a district's point is no place to draw a way to, here as on the map."""
        known = zip(self._spots, layout.markers, strict=True)
        return [at for spot, at in known if spot.radius_m <= ROUTABLE_M]

    def _paint_ground(self, painter: QPainter) -> QPainterPath:
        around = QPainterPath()
        around.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS, tokens.RADIUS)
        painter.setClipPath(around)
        painter.fillPath(around, theme.colour("map_ground"))
        return around

    def _paint_edge(self, painter: QPainter, around: QPainterPath) -> None:
        focus = self.hasFocus()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("focus" if focus else "line"), 4 if focus else 1))
        painter.drawPath(around)

    def _paint_rings(self, painter: QPainter, layout: Layout) -> None:
        for spot, at in zip(self._spots, layout.places, strict=True):
            radius = spot.radius_m / layout.metres
            if spot.radius_m > EXACT_METRES and radius > MARKER / 2:
                ground = theme.bucket_colour(spot.bucket)
                painter.setPen(QPen(ground, 1, Qt.PenStyle.DashLine))
                ground.setAlpha(28 if spot.key == self._key else 12)
                painter.setBrush(ground if fits_in(radius, self.width(), self.height()) else Qt.BrushStyle.NoBrush)
                painter.drawEllipse(at, radius, radius)

    def _paint_marker(self, painter: QPainter, spot: Spot, place: QPointF, at: QPointF) -> None:
        colour, shape = theme.bucket_colour(spot.bucket), BUCKET_SHAPES[spot.bucket]
        if far(place, at) > MARKER / 4:
            painter.setPen(QPen(colour, 1))
            painter.setBrush(colour)
            painter.drawLine(place, at)
            painter.drawEllipse(place, 2, 2)
        if spot.key == self._key:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(theme.colour("surface"))
            painter.drawPath(outline(shape, at, MARKER / 2 + 4))
        painter.setPen(QPen(theme.colour("surface"), 2))
        painter.setBrush(colour)
        painter.drawPath(outline(shape, at, MARKER / 2))
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour("on_accent"))
        below = QPointF(0, 2) if shape == "triangle" else QPointF()
        painter.drawText(_box(at + below, MARKER, MARKER), Qt.AlignmentFlag.AlignCenter, str(spot.number))

    def _chosen_last(self) -> list[int]:
        return sorted(range(len(self._spots)), key=lambda number: self._spots[number].key == self._key)

    def _paint_names(self, painter: QPainter, layout: Layout) -> None:
        """Names beside their markers, where they cover nothing but the way; the chosen one first."""
        painter.setFont(theme.font("faint"))
        ground = theme.colour("map_ground")
        ground.setAlphaF(PLATE)
        taken = [_box(at, MARKER + 6, MARKER + 6) for at in layout.markers]
        for number in reversed(self._chosen_last()):
            spot = self._spots[number]
            where = self._room_for_name(painter, spot, layout.markers[number], taken)
            if where is not None:
                painter.fillRect(where, ground)
                painter.setPen(theme.colour("text" if spot.key == self._key else "text_2"))
                painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, spot.name)
                taken.append(where)

    def _room_for_name(self, painter: QPainter, spot: Spot, at: QPointF, taken: list[QRectF]) -> QRectF | None:
        metrics = painter.fontMetrics()
        wide, tall = metrics.horizontalAdvance(spot.name) + 4, metrics.height()
        inside = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        for left in (at.x() + MARKER / 2 + 7, at.x() - MARKER / 2 - 7 - wide):
            where = QRectF(left, at.y() - tall / 2, wide, tall)
            if inside.contains(where) and not any(where.intersects(other) for other in taken):
                return where
        return None

    def _paint_grid(self, painter: QPainter, metres: float) -> None:
        """Squares of one step of the scale, so that distances can be read anywhere."""
        side = self._step(metres) / metres
        painter.setPen(QPen(theme.colour("map_road"), 1))
        for number in range(1, int(max(self.width(), self.height()) / side) + 1):
            x, y = self.width() / 2, self.height() / 2
            for at in (x - (number - 0.5) * side, x + (number - 0.5) * side):
                painter.drawLine(QPointF(at, 0), QPointF(at, self.height()))
            for at in (y - (number - 0.5) * side, y + (number - 0.5) * side):
                painter.drawLine(QPointF(0, at), QPointF(self.width(), at))

    def _paint_scale(self, painter: QPainter, metres: float) -> None:
        step = self._step(metres)
        wide, base = step / metres, self.height() - theme.M
        painter.setPen(QPen(theme.colour("text_2"), 1.5))
        right = theme.M + wide
        corners = ((theme.M, base - 5), (theme.M, base), (right, base), (right, base - 5))
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in corners]))
        painter.setFont(theme.font("faint"))
        words = f"{step // 1000} km" if step >= 1000 else f"{step} m"
        painter.drawText(QPointF(right + theme.XS, base), words)

    def _paint_north(self, painter: QPainter) -> None:
        x, top = self.width() - theme.L, float(theme.M)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("text_2"))
        painter.drawPolygon(QPolygonF([QPointF(x, top), QPointF(x - 5, top + 12), QPointF(x + 5, top + 12)]))
        painter.setPen(theme.colour("text_2"))
        painter.setFont(theme.font("faint"))
        where = QRectF(x - 20, top + 12, 40, painter.fontMetrics().height())
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, translate("PlaceSketch", "北"))

    def _step(self, metres: float) -> int:
        return max((one for one in STEPS if one / metres <= self.width() / 4), default=STEPS[0])

    def _layout(self) -> Layout:
        return lay_out(self._spots, self.width(), self.height())

    def _at(self, point: QPointF) -> Spot | None:
        """The place whose marker is under a finger at `point`."""
        reach = max(MARKER, theme.TARGET) / 2 + 2
        gaps = [(far(point, at), number) for number, at in enumerate(self._layout().markers)]
        near = [one for one in gaps if one[0] <= reach]
        return self._spots[min(near)[1]] if near else None


def _box(at: QPointF, wide: float, tall: float) -> QRectF:
    return QRectF(at.x() - wide / 2, at.y() - tall / 2, wide, tall)
