"""Ways between places along a road graph: the places join the roads as nodes of their own, and Dijkstra does the rest.

Only the roads around the places are searched: the rectangle about them and a margin. What cannot be reached inside of
it is asked of the whole graph, and what cannot be reached at all goes by the straight line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from fieldapp.domain.strategy.day_task import WayTable
from fieldapp.geo.ways.road_graph import OFF_ROAD_KMH, STRAY_M, Floats, Ints, Joined, RoadGraph
from fieldapp.geo.ways.road_times import ACCESS_S, Point, StraightWays, WayKind, WaySource, way_table

Mask: TypeAlias = NDArray[np.bool_]

SMALL = 20_000
"""A graph of so many junctions is searched whole."""
MARGIN_E6, MARGIN_SHARE = 60_000, 0.25
"""Around the places, in millionths of a degree (some six kilometres), or a share of their rectangle if that is more."""
_NOBODY = -9999
"""SciPy's sign for a node without one before it."""


@dataclass(frozen=True, slots=True)
class _Web:
    """The searched roads with the places as nodes after the junctions.

    Attributes:
        roads: the graph. junctions: which of its junctions are in. seconds, metres: from node to node.
        first: the number of the first place.
    """

    roads: RoadGraph
    junctions: Ints
    seconds: csr_array
    metres: csr_array
    first: int


class RoadWays:
    """As `road_times.Ways`, read off the road graph of a pack."""

    def __init__(self, roads: RoadGraph, name: str) -> None:
        self._roads, self._name, self._strayed = roads, name, 0
        self._straight = StraightWays()

    @property
    def said(self) -> WaySource:
        """The pack's graph."""
        return WaySource(WayKind.GRAPH, self._name, strayed=self._strayed)

    def table(self, points: Sequence[Point]) -> WayTable:
        """As `Ways`."""
        line_s, line_m = self._straight.straight(points)
        joined = self._roads.join(points)
        near = np.flatnonzero(joined.off_m <= STRAY_M)
        self._strayed = len(points) - len(near)
        if len(near) > 1:
            some = joined.only(near)
            seconds, metres = _between(self._roads, some, self._around([points[place] for place in near.tolist()]))
            known, grid = np.isfinite(seconds), np.ix_(near, near)
            off = some.off_m[:, None] + some.off_m
            line_s[grid] = np.where(known, seconds + off / (OFF_ROAD_KMH / 3.6) + ACCESS_S, line_s[grid])
            line_m[grid] = np.where(known, metres + off, line_m[grid])
        return way_table(line_s, line_m)

    def path(self, one: Point, other: Point) -> list[Point]:
        """As `Ways`."""
        joined = self._roads.join([one, other])
        if joined.off_m.max() > STRAY_M:
            return [one, other]
        for inside in (self._around([one, other]), self._all()):
            web = _web(self._roads, joined, inside)
            _, before = dijkstra(web.seconds, indices=web.first, return_predecessors=True)
            if before[web.first + 1] != _NOBODY:
                return [one, *_line(web, joined, before), other]
        return [one, other]

    def _around(self, points: Sequence[Point]) -> Mask:
        """The junctions about the places."""
        if len(self._roads) <= SMALL:
            return self._all()
        places = np.asarray(points, np.float64)
        low, high = places.min(0), places.max(0)
        margin = np.maximum(MARGIN_E6, (high - low).max() * MARGIN_SHARE)
        lon, lat = self._roads.lon, self._roads.lat
        inside: Mask = (abs(lon - (low + high)[0] / 2) <= (high - low)[0] / 2 + margin) & (
            abs(lat - (low + high)[1] / 2) <= (high - low)[1] / 2 + margin
        )
        return inside

    def _all(self) -> Mask:
        return np.ones(len(self._roads), bool)


def _between(roads: RoadGraph, joined: Joined, inside: Mask) -> tuple[Floats, Floats]:
    """Seconds and metres by road between places; infinite where there is no way."""
    web = _web(roads, joined, inside)
    places = np.arange(web.first, web.first + len(joined.edge))
    reached, before = dijkstra(web.seconds, indices=places, return_predecessors=True)
    seconds: Floats = reached[:, places]
    if not np.isfinite(seconds).all() and not inside.all():
        return _between(roads, joined, np.ones(len(roads), bool))
    return seconds, _metres(web, places, before)


def _metres(web: _Web, places: Ints, before: NDArray[np.int32]) -> Floats:
    """The length of each fastest way, walked back from all ends at once."""
    rows = np.repeat(np.arange(len(places)), len(places))
    at, metres = np.tile(places, len(places)), np.zeros(len(places) ** 2)
    walking = np.flatnonzero(before[rows, at] != _NOBODY)
    while len(walking):
        last = before[rows[walking], at[walking]]
        metres[walking] += _of(web.metres, last, at[walking])
        at[walking] = last
        walking = walking[before[rows[walking], last] != _NOBODY]
    return metres.reshape(len(places), -1)


def _of(matrix: csr_array, rows: NDArray[np.int32], columns: Ints) -> Floats:
    """Single figures of a matrix."""
    found: Floats = np.asarray(matrix[rows, columns]).reshape(-1)
    return found


def _web(roads: RoadGraph, joined: Joined, inside: Mask) -> _Web:
    """The junctions that are searched, with the places among them."""
    inside = inside.copy()
    inside[roads.tail[joined.edge]] = inside[roads.to[joined.edge]] = True
    junctions = np.flatnonzero(inside)
    new = np.cumsum(inside) - 1
    first, count = len(junctions), len(joined.edge)
    kept = np.flatnonzero(inside[roads.tail] & inside[roads.to])
    tails, heads, shares, edges = _joints(roads, joined, new, first)
    tail, head = np.r_[new[roads.tail[kept]], tails], np.r_[new[roads.to[kept]], heads]
    share, edge = np.r_[np.ones(len(kept)), shares], np.r_[kept, edges]
    size = (first + count, first + count)
    seconds = np.maximum(share * roads.sec[edge], 1e-3)
    return _Web(
        roads,
        junctions,
        csr_array((seconds, (tail, head)), size),
        csr_array((share * roads.metres[edge], (tail, head)), size),
        first,
    )


def _joints(roads: RoadGraph, joined: Joined, new: Ints, first: int) -> tuple[Ints, Ints, Floats, Ints]:
    """Edges from and to the places: their ends, the share of the road's edge that they are, and which edge that is."""
    place, edge, part = np.arange(first, first + len(joined.edge)), joined.edge, joined.part
    tail, head, back = new[roads.tail[edge]], new[roads.to[edge]], roads.back[edge]
    two = back >= 0
    groups = [
        (place, head, 1 - part, edge),
        (tail, place, part, edge),
        (place[two], tail[two], part[two], back[two]),
        (head[two], place[two], 1 - part[two], back[two]),
    ]
    # who stands on a junction may take any of its roads, even if the one found nearest is one-way
    for at_end, junction, leaves in ((~two & (part <= 0), tail, True), (~two & (part >= 1), head, False)):
        ends = (place[at_end], junction[at_end])
        groups.append((*(ends if leaves else ends[::-1]), np.zeros(int(at_end.sum())), edge[at_end]))
    one, other = np.nonzero((edge[:, None] == edge) & ~np.eye(len(edge), dtype=bool))
    ahead = part[other] - part[one]
    forth, return_ = ahead >= 0, (ahead <= 0) & two[one]
    groups.append((place[one][forth], place[other][forth], ahead[forth], edge[one][forth]))
    only_back = return_ & ~forth
    groups.append((place[one][only_back], place[other][only_back], -ahead[only_back], back[one][only_back]))
    tails, heads, shares, edges = (np.concatenate(column) for column in zip(*groups, strict=True))
    return tails, heads, shares, edges


def _line(web: _Web, joined: Joined, before: NDArray[np.int32]) -> list[Point]:
    """The way from the first place to the second as a line along the roads."""
    roads, nodes = web.roads, [web.first + 1]
    while before[nodes[-1]] != _NOBODY:
        nodes.append(int(before[nodes[-1]]))
    through = [int(web.junctions[node]) for node in reversed(nodes) if node < web.first]
    start, end = ((round(joined.lon[place]), round(joined.lat[place])) for place in (0, 1))
    (edge, last_edge), (part, last_part) = joined.edge.tolist(), joined.part.tolist()
    if not through:
        line, gone = roads.line(edge)
        low, high = sorted((part, last_part))
        between = [point for point, share in zip(line, gone, strict=True) if low < share < high]
        return [start, *(between if part <= last_part else reversed(between)), end]
    middle: list[Point] = []
    for one, other in pairwise(through):
        middle += roads.line(roads.edge(one, other))[0][1:]
    away = _stretch(roads, edge, part, through[0])
    return [start, *reversed(away), *middle, *_stretch(roads, last_edge, last_part, through[-1]), end]


def _stretch(roads: RoadGraph, edge: int, part: float, junction: int) -> list[Point]:
    """The points of an edge between one of its junctions and a place on it, from the junction on, it included."""
    line, gone = roads.line(edge)
    if junction == roads.tail[edge]:
        return [point for point, share in zip(line, gone, strict=True) if share < part] or line[:1]
    return [point for point, share in zip(line, gone, strict=True) if share > part][::-1] or line[-1:]
