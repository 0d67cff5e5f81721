"""How long the way from one place to another takes, and what that is known by.

Where a region pack brings a road graph it is read; elsewhere the way is the great circle, longer by a detour and gone
at a stated speed. Which of the two it was is part of the answer (`Ways.said`), so that a screen can tell. Getting out
of the car, parking and finding the door is counted with every way (`ACCESS_S`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from fieldapp.domain.nearness import EARTH_METRES
from fieldapp.domain.strategy.day_task import WayTable

if TYPE_CHECKING:
    from fieldapp.geo.basemap.packs import Pack
    from fieldapp.geo.ways.road_graph import RoadGraph

Point: TypeAlias = tuple[int, int]
"""Longitude and latitude in millionths of a degree (WGS-84)."""
DETOUR_PERCENT = 140
KMH = 22
"""What a car makes in a town and its surroundings, lights and queues included."""
ACCESS_S = 180
MILLION = 1e6


class WayKind(StrEnum):
    """What a way was read off."""

    GRAPH = "graph"
    STRAIGHT = "straight"


@dataclass(frozen=True, slots=True)
class WaySource:
    """What the ways of a day were read off.

    Attributes:
        kind: a road graph or the straight line. name: of the region pack with the graph.
        kmh, detour_percent: of the straight line; with a graph, of the points that lie off its roads.
        strayed: how many of the points lie too far from the graph's roads and were joined by a straight line.
    """

    kind: WayKind
    name: str = ""
    kmh: int = KMH
    detour_percent: int = DETOUR_PERCENT
    strayed: int = 0


class Ways(Protocol):
    """Something that knows ways."""

    @property
    def said(self) -> WaySource:
        """What the last table was read off."""

    def table(self, points: Sequence[Point]) -> WayTable:
        """Seconds and metres between all of these points."""

    def path(self, one: Point, other: Point) -> list[Point]:
        """The way as a line on the map, both ends included."""


@dataclass(frozen=True, slots=True)
class StraightWays:
    """Great circle times a detour, at one speed."""

    kmh: int = KMH
    detour_percent: int = DETOUR_PERCENT

    @property
    def said(self) -> WaySource:
        """The straight line."""
        return WaySource(WayKind.STRAIGHT, kmh=self.kmh, detour_percent=self.detour_percent)

    def table(self, points: Sequence[Point]) -> WayTable:
        """As `Ways`."""
        return way_table(*self.straight(points))

    def path(self, one: Point, other: Point) -> list[Point]:
        """As `Ways`."""
        return [one, other]

    def straight(self, points: Sequence[Point]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Seconds and metres as arrays."""
        metres = great_circle(points) * self.detour_percent / 100
        return metres / (self.kmh / 3.6) + ACCESS_S, metres


def straight() -> Ways:
    """Ways where no road graph is known."""
    return StraightWays()


def ways_for(points: Sequence[Point], packs: Iterable[Pack]) -> Ways:
    """The ways by the pack whose roads cover most of these places; by the straight line where fewer than two lie in
    one, or its roads cannot be read."""
    held = [(sum(pack.holds(*point) for point in points), pack) for pack in packs if pack.roads is not None]
    held.sort(key=lambda one: (-one[0], one[1].id))
    for count, pack in held:
        if count > 1 and pack.roads is not None and (roads := _roads_of(pack.roads)) is not None:
            from fieldapp.geo.ways.road_ways import RoadWays  # SciPy takes most of a second to load

            return RoadWays(roads, pack.name)
    return straight()


def _roads_of(file: Path) -> RoadGraph | None:
    """The roads of a file, once read while it stays as it is; None where it is damaged or gone."""
    try:
        told = file.stat()
        return _read(file, told.st_mtime_ns, told.st_size)
    except (OSError, ValueError, KeyError, IndexError, EOFError, BadZipFile):
        return None


@lru_cache(maxsize=2)
def _read(file: Path, _changed: int, _size: int) -> RoadGraph:
    from fieldapp.geo.ways.road_graph import RoadGraph

    return RoadGraph(file)


def great_circle(points: Sequence[Point]) -> NDArray[np.float64]:
    """Metres between all points along the great circle (haversine)."""
    at = np.radians(np.asarray(points, np.float64).reshape(-1, 2) / MILLION)
    lon, lat = at[:, 0], at[:, 1]
    half = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat)[:, None] * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    metres: NDArray[np.float64] = 2 * EARTH_METRES * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return metres


def way_table(seconds: NDArray[np.float64], metres: NDArray[np.float64]) -> WayTable:
    """The table in whole numbers, without a way from a place to itself."""
    rounded = [np.rint(part).astype(np.int64) for part in (seconds, metres)]
    for part in rounded:
        np.fill_diagonal(part, 0)
    return WayTable(rounded[0].tolist(), rounded[1].tolist())
