"""Which part of the world the plain map shows: its middle, its scale, and the way between pixels and places."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF

WORLD = 256
"""Side of the world in px at zoom 0."""
EARTH_METRES = 40_075_016.686
CLOSEST, WIDEST = 18.0, 2.0
PAD = 48
"""Pixels around what is fitted."""
NEAREST_FIT = 15.0


def to_world(lon_e6: int, lat_e6: int) -> tuple[float, float]:
    """A place (degrees × 10⁶) in the world of Mercator's projection, 0 to 1 from west to east and north to south."""
    sine = math.sin(math.radians(max(-85.0, min(85.0, lat_e6 / 1e6))))
    return lon_e6 / 1e6 / 360 + 0.5, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def latitude(y: float) -> float:
    """Degrees of a place of the world."""
    return math.degrees(math.atan(math.exp((0.5 - y) * 2 * math.pi)) * 2) - 90


def longitude(x: float) -> float:
    """Degrees of a place of the world."""
    return (x - 0.5) * 360


@dataclass
class PlainView:
    """The view; `wide` and `tall` are those of the picture."""

    x: float = 0.7917
    y: float = 0.4
    zoom: float = 4.0
    wide: int = 1
    tall: int = 1

    @property
    def scale(self) -> float:
        """Pixels of the whole world."""
        return float(WORLD * 2**self.zoom)

    def pixel(self, x: float, y: float) -> QPointF:
        """Where a place of the world is in the picture."""
        return QPointF((x - self.x) * self.scale + self.wide / 2, (y - self.y) * self.scale + self.tall / 2)

    def place(self, at: QPointF) -> tuple[float, float]:
        """Which place of the world a pixel shows."""
        return self.x + (at.x() - self.wide / 2) / self.scale, self.y + (at.y() - self.tall / 2) / self.scale

    def metres(self) -> float:
        """Metres of a pixel in the middle."""
        return EARTH_METRES * math.cos(math.radians(latitude(self.y))) / self.scale

    def pan(self, by: QPointF) -> None:
        """Move the ground by so many pixels."""
        self.x -= by.x() / self.scale
        self.y -= by.y() / self.scale

    def zoom_by(self, steps: float, at: QPointF) -> None:
        """Come closer or go away; what is under `at` stays there."""
        before = self.place(at)
        self.zoom = max(WIDEST, min(CLOSEST, self.zoom + steps))
        after = self.place(at)
        self.x += before[0] - after[0]
        self.y += before[1] - after[1]

    def fit(self, west: float, north: float, east: float, south: float, nearest: float = NEAREST_FIT) -> None:
        """Show all between these edges."""
        self.x, self.y = (west + east) / 2, (north + south) / 2
        room_x, room_y = max(self.wide - 2 * PAD, 1), max(self.tall - 2 * PAD, 1)
        span = max((east - west) / room_x, (south - north) / room_y, 1e-12)
        self.zoom = max(WIDEST, min(nearest, math.log2(1 / span / WORLD)))
