"""A small sketch around an address on which a place is pinned by hand: rings of true distance, and no streets.

For a laptop without a receiver. North is up; what is pinned is as exact as a finger on this scale, and says so.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fieldapp.domain.party import Place, PlaceSource
from ui import theme, tokens
from ui.widgets.place_layout import METRES_A_DEGREE

SPANS = (200, 500, 1_000, 2_000, 5_000, 10_000, 50_000)
"""Metres from the middle to the nearer edge, closest first."""
FINGER = 12
"""Pixels by which a finger is off."""


class PinSketch(QWidget):
    """The sketch. Keyboard: arrows move the pin by a step (with Shift by ten), plus and minus change the scale.

    Signals:
        pinned: (Place) where the pin is now.
    """

    pinned = Signal(object)

    def __init__(self, says: str) -> None:
        super().__init__()
        self._middle: Place | None = None
        self._pin: Place | None = None
        self._span = 1
        self.setAccessibleName(says)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumSize(220, 180)

    def show_around(self, middle: Place | None, pin: Place | None) -> None:
        """Show the address in the middle, and the pin if there is one."""
        self._middle, self._pin = middle, pin
        self.setEnabled(middle is not None)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 220)

    def zoom(self, steps: int) -> None:
        """Show more (negative) or less ground."""
        self._span = min(max(self._span - steps, 0), len(SPANS) - 1)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._middle is not None and event.button() == Qt.MouseButton.LeftButton:
            self._put(event.position() - QPointF(self.rect().center()))

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
        if key in steps and self._middle is not None:
            self._put(self._offset() + steps[key])
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus}:
            self.zoom(-1 if key is Qt.Key.Key_Minus else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = QPainterPath()
        around.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS, tokens.RADIUS)
        painter.setClipPath(around)
        painter.fillPath(around, theme.colour("map_ground"))
        middle = QPointF(self.rect().center())
        if self._middle is not None:
            self._paint_rings(painter, middle)
            self._paint_dot(painter, middle, "text_2")
        if self._pin is not None:
            self._paint_dot(painter, middle + self._offset(), "accent")
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        focus = self.hasFocus()
        painter.setPen(QPen(theme.colour("focus" if focus else "line"), 2 if focus else 1))
        painter.drawPath(around)

    def _paint_rings(self, painter: QPainter, middle: QPointF) -> None:
        assert self._middle is not None
        painter.setFont(theme.font("faint"))
        for part in (0.5, 1.0):
            metres = SPANS[self._span] * part
            radius = metres / self._metres()
            painter.setPen(QPen(theme.colour("map_road"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, radius, radius)
            painter.setPen(theme.colour("text_2"))
            said = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
            painter.drawText(middle + QPointF(6, -radius + painter.fontMetrics().ascent() + 2), said)
        own = self._middle.radius_m / self._metres()
        if own > 8:
            shade = theme.colour("text_2")
            painter.setPen(QPen(shade, 1, Qt.PenStyle.DashLine))
            shade.setAlpha(24)
            painter.setBrush(shade)
            painter.drawEllipse(middle, own, own)

    def _paint_dot(self, painter: QPainter, at: QPointF, tone: theme.Tone) -> None:
        painter.setPen(QPen(theme.colour("surface"), 2))
        painter.setBrush(theme.colour(tone))
        painter.drawEllipse(at, 7, 7)

    def _metres(self) -> float:
        """Metres a pixel."""
        return SPANS[self._span] / max(1, min(self.width(), self.height()) / 2 - 10)

    def _offset(self) -> QPointF:
        """From the address to the pin, in pixels."""
        if self._middle is None or self._pin is None:
            return QPointF(0, 0)
        east = METRES_A_DEGREE * math.cos(math.radians(self._middle.lat_e6 / 1e6))
        x = (self._pin.lon_e6 - self._middle.lon_e6) / 1e6 * east
        y = (self._pin.lat_e6 - self._middle.lat_e6) / 1e6 * METRES_A_DEGREE
        return QPointF(x, -y) / self._metres()

    def _put(self, offset: QPointF) -> None:
        assert self._middle is not None
        metres = self._metres()
        east = METRES_A_DEGREE * math.cos(math.radians(self._middle.lat_e6 / 1e6))
        lon = self._middle.lon_e6 + round(offset.x() * metres / east * 1e6)
        lat = self._middle.lat_e6 - round(offset.y() * metres / METRES_A_DEGREE * 1e6)
        self._pin = Place(lon, lat, max(20, round(FINGER * metres)), PlaceSource.PINNED)
        self.update()
        self.pinned.emit(self._pin)
