"""How the plain map is painted: ground, rings, the way of the day, groups, markers and stops, each with its shape."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from fieldapp.geo.basemap.map_answers import MapKind, Shape
from ui import theme
from ui.i18n import translate

if TYPE_CHECKING:
    from ui.widgets.plain_points import Group
from ui.widgets.shapes import outline

RADIUS, STOP_RADIUS, CHOSEN_RADIUS = 8.5, 13.0, 12.0
STEPS = (20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that was painted: where (px), how large, whose, and the group or the stop it is."""

    at: QPointF
    radius: float
    id: str = ""
    group: Group | None = None
    number: int = 0


def paint_grid(painter: QPainter, wide: int, tall: int, metres: float, from_x: float, from_y: float) -> int:
    """Squares of one step of the scale, fixed to the ground; the step in metres."""
    step = scale_step(metres, wide)
    side = step / metres
    painter.setPen(QPen(theme.colour("map_road"), 1))
    for number in range(int(wide / side) + 2):
        x = from_x % side + (number - 1) * side
        painter.drawLine(QPointF(x, 0), QPointF(x, tall))
    for number in range(int(tall / side) + 2):
        y = from_y % side + (number - 1) * side
        painter.drawLine(QPointF(0, y), QPointF(wide, y))
    return step


def scale_step(metres: float, wide: int) -> int:
    """The longest round length that takes up to a quarter of the picture."""
    return max((one for one in STEPS if one / metres <= wide / 4), default=STEPS[0])


def paint_scale(painter: QPainter, tall: int, metres: float, step: int) -> None:
    """The scale, at the lower left."""
    long, base = step / metres, tall - theme.M
    painter.setPen(QPen(theme.colour("text_2"), 1.5))
    right = theme.M + long
    corners = ((theme.M, base - 5), (theme.M, base), (right, base), (right, base - 5))
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in corners]))
    painter.setFont(theme.font("faint"))
    words = f"{step // 1000} km" if step >= 1000 else f"{step} m"
    painter.drawText(QPointF(right + theme.XS, base), words)


def paint_north(painter: QPainter, wide: int) -> None:
    """Where north is, at the upper right."""
    x, top = wide - theme.L, float(theme.M)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("text_2"))
    painter.drawPolygon(QPolygonF([QPointF(x, top), QPointF(x - 5, top + 12), QPointF(x + 5, top + 12)]))
    painter.setPen(theme.colour("text_2"))
    painter.setFont(theme.font("faint"))
    where = QRectF(x - 20, top + 12, 40, painter.fontMetrics().height())
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, translate("PlaceSketch", "北"))


def paint_ring(painter: QPainter, at: QPointF, radius: float, colour: QColor, *, strong: bool, shaded: bool) -> None:
    """Within it the place lies."""
    painter.setPen(QPen(colour, 2 if strong else 1, Qt.PenStyle.DashLine))
    shade = QColor(colour)
    shade.setAlpha(28 if strong else 14)
    painter.setBrush(shade if shaded else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, radius, radius)


def paint_way(painter: QPainter, line: Sequence[QPointF]) -> None:
    """The way of the day; nothing where there is but one place."""
    if len(line) < 2:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for wide, tone in ((7.0, theme.colour("surface")), (3.5, theme.colour("accent"))):
        pen = QPen(tone, wide)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(list(line)))


def paint_marker(painter: QPainter, at: QPointF, kind: MapKind, radius: float = RADIUS) -> None:
    """One point."""
    painter.setPen(QPen(theme.colour("surface"), 1.5))
    painter.setBrush(QColor(kind.colour))
    painter.drawPath(outline(kind.shape, at, radius))


def paint_bold(
    painter: QPainter, at: QPointF, kind: MapKind | None, radius: float, number: int, *, chosen: bool
) -> None:
    """A stop with its number, or the chosen case; one may be both."""
    shape: Shape = kind.shape if kind else "circle"
    fill = QColor(kind.colour) if kind else theme.colour("accent")
    if chosen:
        painter.setPen(QPen(theme.colour("surface"), 2))
        painter.setBrush(theme.colour("focus"))
        painter.drawPath(outline(shape, at, radius + 4.5))
    painter.setPen(QPen(theme.colour("surface"), 2))
    painter.setBrush(fill)
    painter.drawPath(outline(shape, at, radius))
    if number:
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour("surface"))
        where = QRectF(at.x() - radius, at.y() - radius + (2 if shape == "triangle" else 0), 2 * radius, 2 * radius)
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, str(number))


def group_radius(count: int) -> float:
    """How large a group is painted."""
    return 16.0 if count < 10 else 19.0 if count < 100 else 23.0 if count < 1000 else 28.0


def paint_group(painter: QPainter, at: QPointF, group: Group, kinds: Sequence[MapKind]) -> None:
    """A ring of shares around the count."""
    radius = group_radius(group.count)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("surface"))
    painter.drawEllipse(at, radius + 1, radius + 1)
    ring = QRectF(at.x() - radius + 2.5, at.y() - radius + 2.5, 2 * radius - 5, 2 * radius - 5)
    start = 90.0
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for count, kind in zip(group.counts, kinds, strict=True):
        if count:
            span = count / group.count * 360
            pen = QPen(QColor(kind.colour), 5)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawArc(ring, round(start * 16), round(-span * 16))
            start -= span
    painter.setFont(theme.font("faint"))
    painter.setPen(theme.colour("text"))
    painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(group.count))


def paint_focus(painter: QPainter, item: Item) -> None:
    """Where the keyboard is."""
    painter.setPen(QPen(theme.colour("focus"), 2.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(item.at, item.radius + 5, item.radius + 5)


def paint_box(painter: QPainter, one: QPointF, other: QPointF) -> None:
    """The box that is being drawn."""
    shade = theme.colour("accent")
    painter.setPen(QPen(shade, 2, Qt.PenStyle.DashLine))
    shade.setAlpha(30)
    painter.setBrush(shade)
    painter.drawRect(QRectF(one, other).normalized())


def parted(items: list[Item], homes: Sequence[QPointF]) -> list[Item]:
    """The items pushed off one another, a little at a time; those at one place part in a direction of their number."""
    places = [QPointF(home) for home in homes]
    for _ in range(12):
        moved = False
        for other in range(len(places)):
            for one in range(other):
                gap = places[other] - places[one]
                far, room = math.hypot(gap.x(), gap.y()), items[one].radius + items[other].radius + 2
                if far < room:
                    angle = math.atan2(gap.y(), gap.x()) if far > 0.01 else 2.4 * other
                    by = QPointF(math.cos(angle), math.sin(angle)) * ((room - far) / 2)
                    places[one] -= by
                    places[other] += by
                    moved = True
        if not moved:
            break
    return [Item(at, item.radius, item.id, item.group, item.number) for at, item in zip(places, items, strict=True)]
