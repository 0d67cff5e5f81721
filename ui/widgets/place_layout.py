"""Where the places of a day lie in a picture of a given size: north up, one true scale, no marker on another.

Apart from the picture itself so that it can be reasoned about and tested without one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF

from ui.theme import Bucket

METRES_A_DEGREE = 111_320
"""Of latitude, and of longitude at the equator."""
MARKER = 26
"""Diameter of a marker in px."""
GAP = 4.0
"""Least room in px between two markers."""
EDGE = 48
"""Room in px around the outermost places."""
LEAST_METRES = 400
"""What the sketch shows at least, so that two doors of one street are not the ends of the world."""
ROUNDS = 40
"""How often markers are pushed apart at most; a day has a dozen places and needs a few."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place: the key the page knows it by, the number on its marker, a name, and where it is (WGS-84, 1e-6 °)."""

    key: str
    number: int
    name: str
    lon_e6: int
    lat_e6: int
    radius_m: int
    bucket: Bucket


@dataclass(frozen=True, slots=True)
class Layout:
    """Places in px as they are and their markers as drawn, both in the spots' order; `metres` a px is the scale."""

    places: tuple[QPointF, ...]
    markers: tuple[QPointF, ...]
    metres: float


def lay_out(spots: Sequence[Spot], width: int, height: int) -> Layout:
    """The layout of `spots` in a picture of `width` by `height` px, the middle of them all in its middle."""
    if not spots:
        return Layout((), (), 1.0)
    flat = _flat(spots)
    left, right = min(x for x, _ in flat), max(x for x, _ in flat)
    low, high = min(y for _, y in flat), max(y for _, y in flat)
    room_x, room_y = max(width - 2 * EDGE, 1), max(height - 2 * EDGE, 1)
    metres = max((right - left) / room_x, (high - low) / room_y, LEAST_METRES / min(room_x, room_y))
    middle_x, middle_y = (left + right) / 2, (low + high) / 2
    places = [QPointF(width / 2 + (x - middle_x) / metres, height / 2 - (y - middle_y) / metres) for x, y in flat]
    return Layout(tuple(places), tuple(apart(places)), metres)


def apart(places: Sequence[QPointF]) -> list[QPointF]:
    """Where markers are drawn so that none covers another: pushed away from each other, a little at a time."""
    markers = [QPointF(place) for place in places]
    pairs = [(first, second) for second in range(len(markers)) for first in range(second)]
    for _ in range(ROUNDS):
        close = [pair for pair in pairs if far(markers[pair[0]], markers[pair[1]]) < MARKER + GAP - 0.5]
        if not close:
            break
        for first, second in close:
            _push(markers, first, second)
    return markers


def far(a: QPointF, b: QPointF) -> float:
    """The distance in px."""
    return math.hypot(a.x() - b.x(), a.y() - b.y())


def _push(markers: list[QPointF], first: int, second: int) -> None:
    away = markers[second] - markers[first]
    gap = math.hypot(away.x(), away.y())
    # two at the very same place part in a direction that their numbers give, so that the picture is always the same
    angle = math.atan2(away.y(), away.x()) if gap > 0.01 else 2.4 * second
    by = max(MARKER + GAP - gap, 0.0) / 2
    step = QPointF(math.cos(angle) * by, math.sin(angle) * by)
    markers[first] -= step
    markers[second] += step


def _flat(spots: Sequence[Spot]) -> list[tuple[float, float]]:
    """Metres east and north of the equator's zero; exact enough across one day's drive."""
    middle = sum(spot.lat_e6 for spot in spots) / len(spots) / 1e6
    east = METRES_A_DEGREE * math.cos(math.radians(middle))
    return [(spot.lon_e6 / 1e6 * east, spot.lat_e6 / 1e6 * METRES_A_DEGREE) for spot in spots]
