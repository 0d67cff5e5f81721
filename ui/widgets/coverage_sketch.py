"""A plain map of coverage: squares with how many of their cases were visited, and the cases in them; no streets.

North is up and all is true to one scale. A square says its figures; its ground only repeats them, so nothing is told
by colour alone: a visited case is a filled dot, one that was not is a ring, one that nobody works on a diamond.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme, tokens
from ui.theme import Tone
from ui.widgets.hover import say_on_hover

PAD = 24
DOT = 3.5
ROOMY = 30
"""Width in px from which a square shows its cases beside its figures."""
GOOD, POOR = 80, 40
"""Percent of cases visited from which a square counts as covered, and below which as not."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A square: extent in 1e-6 °, its figures, and the words that say them."""

    key: str
    west: int
    south: int
    wide: int
    tall: int
    percent: int
    figures: str
    words: str
    unassigned: int = 0


@dataclass(frozen=True, slots=True)
class Dot:
    """A case in 1e-6 °."""

    key: str
    lon_e6: int
    lat_e6: int
    seen: bool
    unassigned: bool


class CoverageSketch(QWidget):
    """The map. Arrows go from square to square, Return opens one.

    Signals:
        chosen: (str) key of the square the person picked. opened: (str) key of the square to open.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, says: str, nothing: str = "") -> None:
        """`nothing` stands there while there is no square."""
        super().__init__()
        self._says, self._nothing = says, nothing
        self._patches: Sequence[Patch] = ()
        self._dots: Sequence[Dot] = ()
        self._key = self._dot = ""
        self._marked: frozenset[str] = frozenset()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(300, 260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(says)

    def show_coverage(self, patches: Sequence[Patch], dots: Sequence[Dot]) -> None:
        """Show these; what is chosen stays, if it is still there."""
        self._patches, self._dots = patches, dots
        if all(one.key != self._key for one in patches):
            self._key = ""
        self.update()

    def choose(self, key: str) -> None:
        """Mark a square, telling nobody; empty for none."""
        self._key = key
        one = next((patch for patch in self._patches if patch.key == key), None)
        self.setAccessibleName(f"{self._says} {one.words}" if one is not None else self._says)
        self.update()

    def mark(self, keys: frozenset[str], dot: str = "") -> None:
        """Frame squares (those of a district, or of a collector), and ring one case."""
        self._marked, self._dot = keys, dot
        self.update()

    def chosen_key(self) -> str:
        """The square that is chosen; empty for none."""
        return self._key

    def place_of(self, key: str) -> QRectF:
        """Where a square is drawn, in px.

        Raises:
            KeyError: there is none of that key.
        """
        scale = self._scale()
        return next(self._box(one, scale) for one in self._patches if one.key == key)

    def sizeHint(self) -> QSize:
        return QSize(640, 520)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        patch = self._at(event.position())
        if patch is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pick(patch)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        patch = self._at(event.position())
        if patch is not None:
            self.opened.emit(patch.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        patch = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if patch is not None else Qt.CursorShape.ArrowCursor)
        say_on_hover(self, patch.words if patch is not None else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
        step = way.get(Qt.Key(event.key()))
        if step is not None and self._patches:
            self._pick(self._next(*step))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._key:
            self.opened.emit(self._key)
        elif event.key() == Qt.Key.Key_Escape and self._key:
            self.choose("")
            self.chosen.emit("")
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("map_ground"))
        painter.drawRoundedRect(QRectF(self.rect()), tokens.RADIUS, tokens.RADIUS)
        if not self._patches:
            painter.setPen(theme.colour("text_2"))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(PAD, PAD, -PAD, -PAD), wrapped, self._nothing)
        scale = self._scale()
        for patch in self._patches:
            self._paint_patch(painter, patch, self._box(patch, scale))
        roomy = bool(self._patches) and self._box(self._patches[0], scale).width() >= ROOMY
        for dot in self._dots:
            if roomy or dot.key == self._dot:
                self._paint_dot(painter, dot, scale.at(dot.lon_e6, dot.lat_e6))
        self._paint_figures(painter, scale)
        self._paint_chosen(painter, scale)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(inside, tokens.RADIUS, tokens.RADIUS)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.update()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.update()

    def _paint_patch(self, painter: QPainter, patch: Patch, box: QRectF) -> None:
        tone = tone_of(patch.percent)
        painter.setPen(QPen(theme.colour(tone), 1))
        painter.setBrush(theme.weak(tone))
        painter.drawRect(box.adjusted(1, 1, -1, -1))

    def _paint_dot(self, painter: QPainter, dot: Dot, at: QPointF) -> None:
        ink = theme.colour("text_2")
        if dot.unassigned:
            painter.setPen(QPen(theme.colour("stop"), 1.4))
            painter.setBrush(theme.colour("surface"))
            tips = ((0, -DOT - 1), (DOT + 1, 0), (0, DOT + 1), (-DOT - 1, 0))
            painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in tips]))
        else:
            painter.setPen(QPen(ink, 1.2))
            painter.setBrush(ink if dot.seen else QColor(theme.colour("surface")))
            painter.drawEllipse(at, DOT - 0.5, DOT - 0.5)
        if dot.key == self._dot:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, DOT + 5, DOT + 5)

    def _paint_figures(self, painter: QPainter, scale: _Scale) -> None:
        """How many of how many, in each square that has the room for it."""
        painter.setFont(theme.font("faint"))
        metrics = QFontMetricsF(theme.font("faint"))
        for patch in self._patches:
            box = self._box(patch, scale)
            wide, tall = metrics.horizontalAdvance(patch.figures) + 8, metrics.height() + 2
            if box.width() < wide or box.height() < tall:
                continue
            plate = QRectF(0, 0, wide, tall)
            plate.moveCenter(QPointF(box.center().x(), box.top() + tall / 2 + 3))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("surface"))
            painter.drawRoundedRect(plate, 4, 4)
            painter.setPen(theme.colour("text"))
            painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, patch.figures)

    def _paint_chosen(self, painter: QPainter, scale: _Scale) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for patch in self._patches:
            if patch.key == self._key or patch.key in self._marked:
                width = 3 if patch.key == self._key else 2
                painter.setPen(QPen(theme.colour("focus"), width))
                painter.drawRect(self._box(patch, scale).adjusted(1, 1, -1, -1))

    def _pick(self, patch: Patch) -> None:
        self.choose(patch.key)
        self.chosen.emit(patch.key)

    def _next(self, right: int, up: int) -> Patch:
        """The nearest square in a direction, or the same where there is none; to begin with the northernmost."""
        here = next((one for one in self._patches if one.key == self._key), None)
        if here is None:
            return max(self._patches, key=lambda one: (one.south, -one.west))
        ahead = [one for one in self._patches
                 if (one.west - here.west) * right + (one.south - here.south) * up > 0]  # fmt: skip

        def far(one: Patch) -> float:
            x, y = (one.west - here.west) / here.wide, (one.south - here.south) / here.tall
            return math.hypot(x, y) + 3 * abs(x * up + y * right)

        return min(ahead, key=far, default=here)

    def _at(self, where: QPointF) -> Patch | None:
        scale = self._scale()
        return next((one for one in self._patches if self._box(one, scale).contains(where)), None)

    def _box(self, patch: Patch, scale: _Scale) -> QRectF:
        top_left = scale.at(patch.west, patch.south + patch.tall)
        return QRectF(top_left, scale.at(patch.west + patch.wide, patch.south))

    def _scale(self) -> _Scale:
        return _Scale.of(self._patches, self.width(), self.height())


@dataclass(frozen=True, slots=True)
class _Scale:
    """From 1e-6 ° to px."""

    west: int
    north: int
    x: float
    y: float
    left: float
    top: float

    @classmethod
    def of(cls, patches: Sequence[Patch], width: int, height: int) -> _Scale:
        """The whole of them in the middle of a picture."""
        if not patches:
            return cls(0, 0, 1.0, 1.0, 0.0, 0.0)
        west, east = min(one.west for one in patches), max(one.west + one.wide for one in patches)
        south, north = min(one.south for one in patches), max(one.south + one.tall for one in patches)
        shrink = math.cos(math.radians((south + north) / 2e6))
        room = min(
            max(width - 2 * PAD, 1) / ((east - west) * shrink), max(height - 2 * PAD, 1) / (north - south)
        )  # px for a millionth of a degree of latitude
        x, y = room * shrink, room
        return cls(west, north, x, y, (width - (east - west) * x) / 2, (height - (north - south) * y) / 2)

    def at(self, lon_e6: int, lat_e6: int) -> QPointF:
        """Where a point is drawn."""
        return QPointF(self.left + (lon_e6 - self.west) * self.x, self.top + (self.north - lat_e6) * self.y)


def tone_of(percent: int) -> Tone:
    """The tone of a share of visited cases."""
    return "ok" if percent >= GOOD else "info" if percent >= POOR else "warn"
