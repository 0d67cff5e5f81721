"""A small sketch around an address on which a place is pinned by hand: rings of true distance, and no streets.

For a laptop without a map of the region. North is up; what else is known nearby is shown to go by, the sketch can be
dragged and zoomed, and what is pinned is as exact as a finger on this scale, and says so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from fieldapp.domain.party import Place, PlaceSource
from ui import theme, tokens
from ui.widgets.place_layout import METRES_A_DEGREE

SPANS = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
"""Metres from the middle to the nearer edge, closest first."""
USUAL_SPAN = 2
FINGER = 12
"""Pixels by which a finger is off."""
LEAST_RADIUS_M = 20
"""Nobody points more exactly than that at a place without streets."""
DOT = 8
"""Pixels from the middle of a dot to its edge, with the light line around it."""
NAMES_SHOWN = 14
"""Names of places nearby that are written; of more only the dots."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """Something that is known nearby, by name; millionths of a degree."""

    name: str
    lon_e6: int
    lat_e6: int


class PinSketch(QWidget):
    """The sketch. A click pins, dragging moves the ground. Keyboard: arrows move the pin by a step (with Shift by ten),
    plus and minus change the scale around the pin, Return accepts it.

    Signals:
        pinned: (Place) where the pin is now.
        accepted: Return was pressed on a pin.
    """

    pinned = Signal(object)
    accepted = Signal()

    def __init__(self, says: str) -> None:
        super().__init__()
        self._middle: Place | None = None
        self._pin: Place | None = None
        self._centre = (0, 0)
        self._landmarks: Sequence[Landmark] = ()
        self._span = USUAL_SPAN
        self._pressed: QPointF | None = None
        self._dragged = False
        self.setAccessibleName(says)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumSize(220, 180)

    def show_around(self, middle: Place | None, pin: Place | None, landmarks: Sequence[Landmark] = ()) -> None:
        """Show the address in the middle, the pin if there is one, and what is known nearby.

        Another middle than before sets the scale, so that all of its radius is in sight.
        """
        if middle != self._middle:
            self._middle = middle
            if middle is not None:
                self._centre = (middle.lon_e6, middle.lat_e6)
                wide = (number for number, span in enumerate(SPANS) if span >= middle.radius_m)
                self._span = max(USUAL_SPAN, next(wide, len(SPANS) - 1))
        self._landmarks = landmarks
        self._pin = pin
        if pin is not None and not self._in_sight(pin):
            self._centre = (pin.lon_e6, pin.lat_e6)
        self.setEnabled(middle is not None)
        self.update()

    def show_pin(self, pin: Place | None) -> None:
        """Put the pin there without telling anybody, and bring it into sight."""
        if self._middle is None and pin is not None:
            self._middle = pin
            self.setEnabled(True)
        self.show_around(self._middle, pin, self._landmarks)

    def sizeHint(self) -> QSize:
        return QSize(320, 220)

    def zoom(self, steps: int) -> None:
        """Show more (negative) or less ground, around the pin where there is one."""
        self._span = min(max(self._span - steps, 0), len(SPANS) - 1)
        if self._pin is not None:
            self._centre = (self._pin.lon_e6, self._pin.lat_e6)
        self.update()

    def span(self) -> int:
        """Metres from the middle to the nearer edge."""
        return SPANS[self._span]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._middle is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        moved = event.position() - self._pressed
        if self._dragged or moved.manhattanLength() >= QApplication.startDragDistance():
            self._dragged = True
            self._pressed = event.position()
            self._centre = self._degrees(QPointF(self.rect().center()) - moved)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is not None and not self._dragged:
            self._put(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        far = 40 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 4
        steps = {
            Qt.Key.Key_Left: QPointF(-far, 0),
            Qt.Key.Key_Right: QPointF(far, 0),
            Qt.Key.Key_Up: QPointF(0, -far),
            Qt.Key.Key_Down: QPointF(0, far),
        }
        if key in steps and self._middle is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            begin = self._pin or self._middle
            self._put(self._at(begin.lon_e6, begin.lat_e6) + steps[key])
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus}:
            self.zoom(-1 if key is Qt.Key.Key_Minus else 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() and self._pin is not None:
            self.accepted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = QPainterPath()
        around.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS, tokens.RADIUS)
        painter.setClipPath(around)
        painter.fillPath(around, theme.colour("map_ground"))
        if self._middle is not None:
            self._paint_landmarks(painter, self._paint_rings(painter, self._middle))
            self._paint_dot(painter, self._at(self._middle.lon_e6, self._middle.lat_e6), "text_2")
        if self._pin is not None:
            self._paint_pin(painter, self._pin)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        focus = self.hasFocus()
        painter.setPen(QPen(theme.colour("focus" if focus else "line"), 2 if focus else 1))
        painter.drawPath(around)

    def _paint_rings(self, painter: QPainter, middle: Place) -> list[QRectF]:
        """The rings of true distance; where their figures stand, and the dot of the address, which names leave free."""
        at = self._at(middle.lon_e6, middle.lat_e6)
        taken = [QRectF(at - QPointF(DOT, DOT), at + QPointF(DOT, DOT))]
        painter.setFont(theme.font("faint"))
        for part in (0.5, 1.0):
            metres = SPANS[self._span] * part
            radius = metres / self._metres()
            painter.setPen(QPen(theme.colour("map_road"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, radius, radius)
            painter.setPen(theme.colour("text_2"))
            said = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
            where = at + QPointF(6, -radius + painter.fontMetrics().ascent() + 2)
            painter.drawText(where, said)
            taken.append(QRectF(painter.fontMetrics().boundingRect(said)).translated(where))
        self._paint_radius(painter, at, middle.radius_m, "text_2")
        return taken

    def _paint_radius(self, painter: QPainter, at: QPointF, metres: int, tone: theme.Tone) -> None:
        """The ring within which a place lies, where it is wider than its dot; shaded where its edge is in sight."""
        own = metres / self._metres()
        if own > DOT:
            shade = theme.colour(tone)
            painter.setPen(QPen(shade, 1, Qt.PenStyle.DashLine))
            shade.setAlpha(24)
            whole = own < math.hypot(self.width(), self.height()) / 2
            painter.setBrush(shade if whole else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, own, own)

    def _paint_landmarks(self, painter: QPainter, taken: list[QRectF]) -> None:
        painter.setFont(theme.font("faint"))
        room = QRectF(self.rect())
        seen = [(one, at) for one in self._landmarks if room.contains(at := self._at(one.lon_e6, one.lat_e6))]
        for _one, at in seen:
            painter.setPen(QPen(theme.colour("surface"), 1))
            painter.setBrush(theme.colour("text_3"))
            painter.drawEllipse(at, 4, 4)
            taken.append(QRectF(at - QPointF(4, 4), at + QPointF(4, 4)))
        for one, at in seen[:NAMES_SHOWN]:
            wide = painter.fontMetrics().horizontalAdvance(one.name)
            for begin in (at + QPointF(8, 4), at + QPointF(-8 - wide, 4)):
                box = QRectF(painter.fontMetrics().boundingRect(one.name)).translated(begin)
                if room.contains(box) and not any(box.intersects(other) for other in taken):
                    taken.append(box)
                    painter.setPen(theme.colour("text_2"))
                    painter.drawText(begin, one.name)
                    break

    def _paint_pin(self, painter: QPainter, pin: Place) -> None:
        at = self._at(pin.lon_e6, pin.lat_e6)
        self._paint_radius(painter, at, pin.radius_m, "accent")
        self._paint_dot(painter, at, "accent")
        painter.setPen(QPen(theme.colour("accent"), 2))
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):  # a cross, so that it is no matter of colour alone
            painter.drawLine(at + QPointF(10 * dx, 10 * dy), at + QPointF(16 * dx, 16 * dy))

    def _paint_dot(self, painter: QPainter, at: QPointF, tone: theme.Tone) -> None:
        painter.setPen(QPen(theme.colour("surface"), 2))
        painter.setBrush(theme.colour(tone))
        painter.drawEllipse(at, 7, 7)

    def _metres(self) -> float:
        """Metres a pixel."""
        return SPANS[self._span] / max(1, min(self.width(), self.height()) / 2 - 10)

    def _scale(self) -> tuple[float, float]:
        """Pixels a millionth of a degree, to the east and to the north."""
        north = METRES_A_DEGREE / 1e6 / self._metres()
        return north * math.cos(math.radians(self._centre[1] / 1e6)), north

    def _at(self, lon_e6: int, lat_e6: int) -> QPointF:
        """Where a place is, in pixels."""
        east, north = self._scale()
        middle = QPointF(self.rect().center())
        return middle + QPointF((lon_e6 - self._centre[0]) * east, -(lat_e6 - self._centre[1]) * north)

    def _degrees(self, at: QPointF) -> tuple[int, int]:
        """What is at a pixel, in millionths of a degree."""
        east, north = self._scale()
        off = at - QPointF(self.rect().center())
        return self._centre[0] + round(off.x() / east), self._centre[1] - round(off.y() / north)

    def _in_sight(self, place: Place) -> bool:
        return self.rect().contains(self._at(place.lon_e6, place.lat_e6).toPoint())

    def _put(self, at: QPointF) -> None:
        radius = max(LEAST_RADIUS_M, round(FINGER * self._metres()))
        self._pin = Place(*self._degrees(at), radius, PlaceSource.PINNED)
        if not self._in_sight(self._pin):
            self._centre = (self._pin.lon_e6, self._pin.lat_e6)
        self.update()
        self.pinned.emit(self._pin)
