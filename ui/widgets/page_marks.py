"""Places on a paper that are pointed at: where somebody is to sign now, and the ink they have just given."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ui import theme

Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class PageMark:
    """A place: page from 1; left, top, width and height in points from the page's top left; what is said there.

    `strokes` are lines of (x, y) in any unit, drawn as ink that fills the place.
    """

    page: int
    box: tuple[float, float, float, float]
    words: str = ""
    strokes: tuple[Line, ...] = ()


def paint_mark(painter: QPainter, mark: PageMark, corner: QPoint, scale: float) -> None:
    """Paint a mark on a page whose top left is at `corner`, at `scale` px a point."""
    left, top, wide, high = (side * scale for side in mark.box)
    box = QRectF(corner.x() + left, corner.y() + top, wide, high)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark.strokes:
        _paint_ink(painter, box, mark.strokes)
    if mark.words:
        _paint_words(painter, box, mark.words)


def paint_watermark(painter: QPainter, page: QRect, words: str) -> None:
    """Write words across a page, as large as its diagonal allows: pale enough to read what lies below."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    slope = math.degrees(math.atan2(page.height(), page.width()))
    font = QFont(theme.font("h1"))
    font.setPixelSize(100)
    long = QFontMetricsF(font).horizontalAdvance(words)
    diagonal = math.hypot(page.width(), page.height())
    font.setPixelSize(max(12, min(round(100 * 0.62 * diagonal / max(long, 1)), page.width() // 5)))
    painter.setFont(font)
    colour = QColor(theme.colour("stop"))
    colour.setAlphaF(0.2)
    painter.setPen(colour)
    painter.translate(page.center())
    painter.rotate(-slope)
    half = QRectF(-diagonal / 2, -page.width() / 4, diagonal, page.width() / 2)
    painter.drawText(half, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def _paint_words(painter: QPainter, box: QRectF, words: str) -> None:
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(theme.font("faint"))
    metrics = painter.fontMetrics()
    tag = QRectF(box.left(), box.top(), metrics.horizontalAdvance(words) + theme.S, metrics.height() + 4)
    painter.fillRect(tag, theme.colour("accent"))
    painter.setPen(theme.colour("on_accent"))
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)


def _paint_ink(painter: QPainter, box: QRectF, strokes: Sequence[Line]) -> None:
    """The strokes as large as the box allows, in the ink of the paper."""
    points = [point for stroke in strokes for point in stroke]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    wide, high = max(x for x, _ in points) - left, max(y for _, y in points) - top
    room = box.adjusted(6, 4, -6, -4)
    scale = min(room.width() / max(wide, 1), room.height() / max(high, 1))
    dx, dy = room.left() + (room.width() - wide * scale) / 2, room.top() + (room.height() - high * scale) / 2
    round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(theme.colour("ink"), 1.8, Qt.PenStyle.SolidLine, round_cap, round_join))
    for stroke in strokes:
        painter.drawPolyline([QPointF(dx + (x - left) * scale, dy + (y - top) * scale) for x, y in stroke])
