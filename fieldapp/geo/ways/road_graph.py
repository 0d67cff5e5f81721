"""Ways along the roads of a region pack, read with SciPy: how long, how far, and the line on the map.

A pack's `roads.npz` holds the part of the region's roads where one gets from everywhere to everywhere by car. Its nodes
are junctions; what bends between two of them is the shape of the edge. Arrays, edges grouped by the node they leave:

    lon_e6, lat_e6              int32[n]    the junctions, millionths of a degree (WGS-84)
    first                       int32[n+1]  edges first[k] to first[k+1] leave junction k
    to, sec, metres             int32, float32, float32 [m]  where an edge leads, seconds by car, its length
    shape                       int32[m+1]  its inner points are shape[e] to shape[e+1] of the next two
    shape_lon_e6, shape_lat_e6  int32[…]    at most 250 m apart, so that the nearest one is near

The last three may be missing: then roads are straight between junctions. A place is joined to the nearest point of a
road and enters its edge there; one too far from every road is joined to all others by the straight line and counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from fieldapp.domain.nearness import EARTH_METRES
from fieldapp.geo.ways.road_times import MILLION, Point

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

STRAY_M = 1_500.0
"""Farther from every road than this, a place is not joined to the roads."""
OFF_ROAD_KMH = 10.0
"""From a place to the nearest known road: lanes that no map has."""
LEAST_S = 0.05
"""An edge takes some time, so that it is there at all for a sparse matrix."""
METRES_A_DEGREE = EARTH_METRES * np.pi / 180


@dataclass(frozen=True, slots=True)
class Joined:
    """Places joined to the roads.

    Attributes:
        edge: each place's edge. part: how much of that edge lies before the place, from 0 to 1.
        off_m: metres from the place to the road. lon, lat: where on the road, millionths of a degree.
    """

    edge: Ints
    part: Floats
    off_m: Floats
    lon: Floats
    lat: Floats

    def only(self, some: Ints) -> Joined:
        """Some of the places."""
        return Joined(*(getattr(self, name)[some] for name in ("edge", "part", "off_m", "lon", "lat")))


class RoadGraph:
    """The roads of one pack in memory."""

    def __init__(self, file: Path) -> None:
        with np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        self.lon, self.lat = arrays["lon_e6"].astype(np.float64), arrays["lat_e6"].astype(np.float64)
        self.to = arrays["to"].astype(np.int64)
        self.first = arrays["first"].astype(np.int64)
        self.tail = np.repeat(np.arange(len(self.lon)), np.diff(self.first))
        self.sec = np.maximum(arrays["sec"].astype(np.float64), LEAST_S)
        self.metres = arrays["metres"].astype(np.float64)
        none = np.zeros(0, np.int32)
        self.shape = arrays.get("shape", np.zeros(len(self.to) + 1, np.int32)).astype(np.int64)
        self.shape_lon, self.shape_lat = arrays.get("shape_lon_e6", none), arrays.get("shape_lat_e6", none)
        self._narrow = np.cos(np.radians(self.lat.mean() / MILLION))
        self.back = self._backwards()
        lon, lat, self._edge, self._part = self._road_points()
        self._tree = cKDTree(np.c_[lon * self._narrow, lat])

    def __len__(self) -> int:
        return len(self.lon)

    def join(self, points: Sequence[Point]) -> Joined:
        """The nearest road of each place."""
        wanted = np.asarray(points, np.float64).reshape(-1, 2)
        off, nearest = self._tree.query(np.c_[wanted[:, 0] * self._narrow, wanted[:, 1]])
        lon, lat = self._tree.data[nearest].T
        metres = off / MILLION * METRES_A_DEGREE
        return Joined(self._edge[nearest], self._part[nearest], metres, lon / self._narrow, lat)

    def edge(self, tail: int, head: int) -> int:
        """The fastest edge from one junction to another that it leads to."""
        leaving = np.arange(self.first[tail], self.first[tail + 1])
        there = leaving[self.to[leaving] == head]
        return int(there[self.sec[there].argmin()])

    def line(self, edge: int) -> tuple[list[Point], Floats]:
        """An edge on the map, both junctions included, and how much of it lies before each point."""
        inner = slice(self.shape[edge], self.shape[edge + 1])
        tail, head = self.tail[edge], self.to[edge]
        lon = np.r_[self.lon[tail], self.shape_lon[inner], self.lon[head]]
        lat = np.r_[self.lat[tail], self.shape_lat[inner], self.lat[head]]
        gone = np.r_[0, np.cumsum(np.hypot(np.diff(lon) * self._narrow, np.diff(lat)))]
        return [(int(x), int(y)) for x, y in zip(lon, lat, strict=True)], gone / max(gone[-1], 1e-9)

    def _backwards(self) -> Ints:
        """Of each edge the one that leads back, -1 where there is none."""
        there = self.tail * len(self.lon) + self.to
        back = self.to * len(self.lon) + self.tail
        by_key = np.argsort(there)
        at = np.minimum(np.searchsorted(there[by_key], back), len(there) - 1)
        found: Ints = np.where(there[by_key][at] == back, by_key[at], -1)
        return found

    def _road_points(self) -> tuple[Floats, Floats, Ints, Floats]:
        """Points of all roads: longitude, latitude, edge, and how much of the edge lies before it."""
        edges = np.flatnonzero((self.back < 0) | (self.tail < self.to))
        inner = self.shape[edges + 1] - self.shape[edges]
        edge = np.repeat(np.arange(len(edges)), inner + 2)
        first = np.r_[0, np.cumsum(inner + 2)[:-1]]
        last = first + inner + 1
        lon, lat = np.empty(len(edge)), np.empty(len(edge))
        lon[first], lat[first] = self.lon[self.tail[edges]], self.lat[self.tail[edges]]
        lon[last], lat[last] = self.lon[self.to[edges]], self.lat[self.to[edges]]
        bends = np.ones(len(edge), bool)
        bends[first] = bends[last] = False
        taken = np.repeat(self.shape[edges] - first - 1, inner + 2)[bends] + np.flatnonzero(bends)
        lon[bends], lat[bends] = self.shape_lon[taken], self.shape_lat[taken]
        step = np.hypot(np.diff(lon, prepend=lon[:1]) * self._narrow, np.diff(lat, prepend=lat[:1]))
        step[first] = 0
        gone = np.cumsum(step)
        gone -= np.repeat(gone[first], inner + 2)
        whole = np.maximum(np.repeat(gone[last], inner + 2), 1e-9)
        return lon, lat, edges[edge], gone / whole
