"""The points of the plain map as arrays, and the groups they are painted in.

NumPy takes a moment to load, so this is imported and built on a reader thread. Coordinates are those of the world in
Mercator's projection: 0 to 1 from west to east and from north to south.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fieldapp.geo.basemap.map_answers import MapPoint

CELL = 60
"""Side in px of the square of ground whose points are one group."""
EDGE = 64
"""Pixels beyond the picture that are looked at, so that a group at its edge is whole."""
_SHIFT = 1 << 31


@dataclass(frozen=True, slots=True)
class Group:
    """Points that are painted as one: where, how many of each kind, and the number of one of them."""

    x: float
    y: float
    count: int
    counts: tuple[int, ...]
    first: int


Edges = tuple[float, float, float, float]
"""West, north, east and south."""


class PlainPoints:
    """The points."""

    def __init__(self, points: Sequence[MapPoint]) -> None:
        self.points = points
        lon = np.array([point.lon_e6 for point in points], np.float64)
        lat = np.array([point.lat_e6 for point in points], np.float64)
        sine = np.sin(np.radians(np.clip(lat / 1e6, -85, 85)))
        self.x = lon / 1e6 / 360 + 0.5
        self.y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)
        self._kind = np.array([point.kind for point in points], np.int64)
        self._of_case: dict[str, list[int]] = {}
        for number, point in enumerate(points):
            self._of_case.setdefault(point.case_id, []).append(number)

    def of_case(self, case_id: str) -> list[int]:
        """Numbers of the points of a case."""
        return self._of_case.get(case_id, [])

    def bounds(self) -> Edges:
        """What holds them all; there must be one."""
        return float(self.x.min()), float(self.y.min()), float(self.x.max()), float(self.y.max())

    def groups(self, scale: float, edges: Edges, kinds: int) -> list[Group]:
        """What is painted between these edges where the world is `scale` px wide, in reading order."""
        wide = EDGE / scale
        west, north, east, south = edges
        seen = np.flatnonzero(
            (self.x >= west - wide) & (self.x <= east + wide)
            & (self.y >= north - wide) & (self.y <= south + wide)
        )  # fmt: skip
        if not len(seen):
            return []
        x, y, side = self.x[seen], self.y[seen], CELL / scale
        cell = np.floor(y / side).astype(np.int64) * _SHIFT + np.floor(x / side).astype(np.int64)
        _, first, group, counts = np.unique(cell, return_index=True, return_inverse=True, return_counts=True)
        group = group.reshape(-1)
        size = len(counts)
        left = np.bincount(group, x, size) / counts
        top = np.bincount(group, y, size) / counts
        shares = np.bincount(group * kinds + self._kind[seen], minlength=size * kinds).reshape(size, kinds)
        return [
            Group(
                float(left[one]), float(top[one]), int(counts[one]), tuple(shares[one].tolist()), int(seen[first[one]])
            )
            for one in range(size)
        ]

    def within(self, west: float, north: float, east: float, south: float) -> list[str]:
        """Ids of what lies between these edges, each once."""
        seen = np.flatnonzero((self.x >= west) & (self.x <= east) & (self.y >= north) & (self.y <= south))
        return list(dict.fromkeys(self.points[number].case_id for number in seen.tolist()))
