"""The pad a person signs on: pen, one finger or mouse, recorded as raw samples, for the way of writing is evidence.

A sample is (t, x, y, f, tx, ty): ms since the first touch, hundredths of a millimetre from the top left of the pad,
force 0..1000 (-1 where the device gives none), tilt in degrees; the channel names follow ISO/IEC 19794-7. What is
painted is only a picture of that. The paper is white and the ink blue in either theme, as on the printed page.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QInputEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from fieldapp import clock
from ui import theme

CHANNELS = ["T", "X", "Y", "F", "TX", "TY"]
UNITS = {"T": "ms", "X": "0.01mm", "Y": "0.01mm", "F": "0..1000,-1=none", "TX": "deg", "TY": "deg"}
PALM_MS = 700
"""How long after the pen a finger still counts as the palm of the hand that holds it."""
PAUSE_MS = 1_000
"""Put between restored strokes and the next one."""
LEAST_SAMPLES = 12
LEAST_LENGTH = 1_500
"""Hundredths of a millimetre of ink below which nobody has signed."""
_DOWN, _MOVE, _UP = 0, 1, 2
_TABLET = {QEvent.Type.TabletPress: _DOWN, QEvent.Type.TabletMove: _MOVE, QEvent.Type.TabletRelease: _UP}
_TOUCH = {
    QEvent.Type.TouchBegin: _DOWN,
    QEvent.Type.TouchUpdate: _MOVE,
    QEvent.Type.TouchEnd: _UP,
    QEvent.Type.TouchCancel: _UP,
}  # fmt: skip
Sample = tuple[int, int, int, int, int, int]


class InkPad(QWidget):
    """Records strokes. While a stroke is drawn only its newest piece is painted.

    Signals:
        changed: a stroke has ended, or the pad was cleared.
    """

    changed = Signal()
    _strokes: list[list[Sample]]
    _picture: QPixmap | None

    def __init__(self, says: str) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self.setAccessibleName(says)
        self.setAccessibleDescription(self.tr("签名要由本人用笔、手指或鼠标写；其余都可以用键盘完成。"))
        self.setMinimumSize(360, 140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._forget()

    def clear(self) -> None:
        """Begin anew."""
        self._forget()
        self.update()
        self.changed.emit()

    def undo(self) -> None:
        """Take the newest stroke back."""
        if self._strokes and not self._down:
            self._strokes.pop()
            self._picture = None
            self.update()
            self.changed.emit()

    def strokes(self) -> int:
        """How many strokes there are."""
        return len(self._strokes)

    def restore(self, record: dict[str, Any]) -> None:
        """Go on with the strokes of an earlier record of this pad."""
        self._forget()
        self._strokes = [[_sample(values) for values in stroke] for stroke in record["strokes"] if stroke]
        self._kind, self._device = str(record["device"]["kind"]), str(record["device"]["name"])
        self._started = str(record["started"])
        self._restored = max((stroke[-1][0] for stroke in self._strokes), default=0)
        self.update()
        self.changed.emit()

    def empty(self) -> bool:
        """Whether there is nothing that could be a signature: no ink, a dot, a slip of the pen."""
        if sum(len(stroke) for stroke in self._strokes) < LEAST_SAMPLES:
            return True
        return sum(_length(stroke) for stroke in self._strokes) < LEAST_LENGTH

    def record(self) -> dict[str, Any]:
        """The ink as plain integers and texts, fit for canonical JSON (`format` "ink/1")."""
        millimetre = 25.4 * 100
        return {
            "format": "ink/1",
            "channels": list(CHANNELS),
            "units": dict(UNITS),
            "pad": [
                round(self.width() * millimetre / self.logicalDpiX()),
                round(self.height() * millimetre / self.logicalDpiY()),
            ],
            "device": {"kind": self._kind or "none", "name": self._device},
            "started": self._started,
            "strokes": [[list(sample) for sample in stroke] for stroke in self._strokes],
        }

    def _forget(self) -> None:
        self._strokes = []
        self._kind = self._device = self._started = ""
        self._origin: int | None = None
        self._restored = 0
        self._last_pen: int | None = None
        self._finger: int | None = None
        self._down = False
        self._picture = None

    def tabletEvent(self, event: QTabletEvent) -> None:
        self._last_pen = event.timestamp()
        phase = _TABLET[event.type()]
        if phase != _MOVE or self._down:
            force = round(1000 * event.pressure())
            self._sample(phase, "pen", event, event.position(), force, round(event.xTilt()), round(event.yTilt()))
        event.accept()  # so that Qt makes no mouse event of it

    def event(self, event: QEvent) -> bool:
        if event.type() in _TOUCH and isinstance(event, QTouchEvent):
            self._touch(event, _TOUCH[event.type()])
            event.accept()
            return True
        return super().event(event)

    def _touch(self, event: QTouchEvent, phase: int) -> None:
        if self._last_pen is not None and event.timestamp() - self._last_pen < PALM_MS:
            return
        for point in event.points():
            if self._finger is None and phase == _DOWN:
                self._finger = point.id()
            if point.id() == self._finger:
                self._sample(phase, "touch", event, point.position(), -1)
        if phase == _UP:
            self._finger = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._mouse(_DOWN, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse(_MOVE, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse(_UP, event)

    def _mouse(self, phase: int, event: QMouseEvent) -> None:
        left = Qt.MouseButton.LeftButton
        from_mouse = event.device().type() not in {
            QPointingDevice.DeviceType.TouchScreen,
            QPointingDevice.DeviceType.Stylus,
        }
        if from_mouse and (event.button() == left or event.buttons() & left):
            self._sample(phase, "mouse", event, event.position(), -1)

    def _sample(
        self, phase: int, kind: str, event: QInputEvent, at: QPointF, force: int, tilt_x: int = 0, tilt_y: int = 0
    ) -> None:
        if phase == _DOWN:
            self._begin_stroke(kind, event)
        if not self._down or self._origin is None:
            return
        x, y = round(at.x() * 2540 / self.logicalDpiX()), round(at.y() * 2540 / self.logicalDpiY())
        stroke = self._strokes[-1]
        if not stroke or stroke[-1][1:3] != (x, y) or phase == _UP:
            stroke.append((max(event.timestamp() - self._origin, 0), x, y, force, tilt_x, tilt_y))
            self._paint_newest()
        if phase == _UP:
            self._down = False
            self.changed.emit()

    def _begin_stroke(self, kind: str, event: QInputEvent) -> None:
        self._down = True
        if self._origin is None and self._restored:
            self._origin = event.timestamp() - self._restored - PAUSE_MS  # how long it lay, nobody measured
        if self._origin is None:
            self._origin, self._kind = event.timestamp(), kind
            self._device = event.device().name()
            self._started = clock.now().isoformat(timespec="milliseconds")
        self._strokes.append([])

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture is None:
            self._picture = self._whole_picture()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.setPen(QPen(theme.colour("ink_line"), 1))
        line = round(self.height() * 0.78)
        painter.drawLine(theme.M, line, self.width() - theme.M, line)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._picture = None

    def _paint_newest(self) -> None:
        if self._picture is None:
            self._picture = self._whole_picture()
        stroke = self._strokes[-1]
        before, here = self._point(stroke[-2 if len(stroke) > 1 else -1]), self._point(stroke[-1])
        painter = QPainter(self._picture)
        self._paint_piece(painter, before, here, stroke[-1][3])
        painter.end()
        margin = 6
        self.update(QRect(before.toPoint(), here.toPoint()).normalized().adjusted(-margin, -margin, margin, margin))

    def _whole_picture(self) -> QPixmap:
        scale = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * scale), round(self.height() * scale))
        picture.setDevicePixelRatio(scale)
        picture.fill(theme.colour("paper"))
        painter = QPainter(picture)
        for stroke in self._strokes:
            for before, sample in zip([stroke[0], *stroke], stroke, strict=False):
                self._paint_piece(painter, self._point(before), self._point(sample), sample[3])
        painter.end()
        return picture

    @staticmethod
    def _paint_piece(painter: QPainter, before: QPointF, here: QPointF, force: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 1.2 + 2.2 * (force / 1000 if force >= 0 else 0.5)
        round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(theme.colour("ink"), width, Qt.PenStyle.SolidLine, round_cap, round_join))
        painter.drawLine(before, here)

    def _point(self, sample: Sample) -> QPointF:
        return QPointF(sample[1] * self.logicalDpiX() / 2540, sample[2] * self.logicalDpiY() / 2540)


def _sample(values: list[int]) -> Sample:
    moment, x, y, force, tilt_x, tilt_y = values
    return moment, x, y, force, tilt_x, tilt_y


def _length(stroke: list[Sample]) -> int:
    """Length of a stroke in hundredths of a millimetre."""
    return sum(round(((b[1] - a[1]) ** 2 + (b[2] - a[2]) ** 2) ** 0.5) for a, b in pairwise(stroke))
