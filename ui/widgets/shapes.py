"""The shapes of markers, as `resources/map/shapes.js` draws them: a shape says the same as its colour."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from fieldapp.geo.basemap.map_answers import Shape
from ui.theme import BUCKETS, Bucket

BUCKET_SHAPES: dict[Bucket, Shape] = dict(
    zip(BUCKETS, ("circle", "square", "triangle", "diamond", "hexagon"), strict=True)
)
"""The shape of each ageing bucket, on every map."""
_POLYGONS: dict[Shape, tuple[int, float, float, float]] = {
    "triangle": (3, -math.pi / 2, 1.28, 0.18),
    "down": (3, math.pi / 2, 1.28, -0.18),
    "diamond": (4, 0.0, 1.22, 0.0),
    "pentagon": (5, -math.pi / 2, 1.12, 0.0),
    "hexagon": (6, 0.0, 1.1, 0.0),
}
"""Corners, where the first is (radians), radius, and how far the middle is moved down; the last two of the radius."""
WIDEST_RING = 0.4
"""Of a picture's shorter side: a wider ring is no more than an edge, since its shade would tint the whole ground."""


def fits_in(radius: float, wide: float, tall: float) -> bool:
    """Whether a ring of `radius` px is small enough to be seen as one in a picture of this size."""
    return radius <= WIDEST_RING * min(wide, tall)


def outline(shape: Shape, at: QPointF, radius: float) -> QPainterPath:
    """The outline of a shape that looks as large as a circle of `radius` px."""
    path = QPainterPath()
    if shape == "square":
        side = radius * 0.9
        path.addRoundedRect(QRectF(at.x() - side, at.y() - side, 2 * side, 2 * side), radius * 0.25, radius * 0.25)
    elif shape == "star":
        path.addPolygon(_ring(at, [radius * (0.58 if corner % 2 else 1.2) for corner in range(10)], -math.pi / 2))
        path.closeSubpath()
    elif shape in _POLYGONS:
        corners, turn, far, down = _POLYGONS[shape]
        middle = QPointF(at.x(), at.y() + radius * down)
        path.addPolygon(_ring(middle, [radius * far] * corners, turn))
        path.closeSubpath()
    else:
        path.addEllipse(at, radius, radius)
    return path


def _ring(at: QPointF, radii: list[float], turn: float) -> QPolygonF:
    angles = [turn + corner / len(radii) * 2 * math.pi for corner in range(len(radii))]
    return QPolygonF(
        [QPointF(at.x() + far * math.cos(angle), at.y() + far * math.sin(angle))
         for far, angle in zip(radii, angles, strict=True)]
    )  # fmt: skip
