"""Writes the road graph of a region pack from an OpenStreetMap extract (format: `fieldapp/geo/ways/road_graph.py`).

    roads.py EXTRACT.osm.pbf roads.npz

A way is a road when a car may drive there. Speeds are what a car makes on such a road in the end, not what is allowed.
Only the largest part where one gets from everywhere to everywhere is kept: an island of roads, or a one-way trap at the
edge of the extract, would make places unreachable that are not.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, cos, hypot, pi, radians
from pathlib import Path

import numpy as np
import osmium
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

KMH = {
    "motorway": 90,
    "trunk": 65,
    "primary": 45,
    "secondary": 38,
    "tertiary": 32,
    "unclassified": 28,
    "residential": 22,
    "living_street": 12,
    "service": 15,
    "track": 12,
    "road": 20,
}
"""Links (`primary_link`) go as slow as their class."""
SHARE_OF_LIMIT = 0.8
"""Of a posted limit, what is made on the average."""
MILE_KM = 1.609344
SLOWEST_KMH = 5
METRES_A_DEGREE = 6_371_008.8 * pi / 180
APART_M = 250
"""The points of a road lie no farther apart."""
CLOSED = frozenset({"no", "private", "agricultural", "forestry"})
ONE_WAY = {"yes": 1, "true": 1, "1": 1, "-1": -1, "reverse": -1}

Place = tuple[float, float]
Nodes = tuple[int, ...]
Line = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Road:
    """A way of the extract: its nodes, where they lie, how fast it is driven, and which ways."""

    nodes: tuple[int, ...]
    places: Line
    kmh: float
    forth: bool
    back: bool


@dataclass
class Edges:
    """Directed edges as they are gathered; `shape` has the inner points of each, from its tail to its head."""

    tail: array[int] = field(default_factory=lambda: array("q"))
    head: array[int] = field(default_factory=lambda: array("q"))
    sec: array[float] = field(default_factory=lambda: array("d"))
    metres: array[float] = field(default_factory=lambda: array("d"))
    shape: list[Line] = field(default_factory=list)

    def add(self, tail: int, head: int, metres: float, kmh: float, inner: Line) -> None:
        """One more."""
        self.tail.append(tail)
        self.head.append(head)
        self.metres.append(metres)
        self.sec.append(metres / kmh * 3.6)
        self.shape.append(inner)


def build(pbf: Path, out: Path) -> int:
    """Write the graph; how many edges it has.

    Raises:
        ValueError: the extract has no road at all.
    """
    roads = list(_roads(pbf))
    used: Counter[int] = Counter()
    for road in roads:
        used.update(road.nodes)
        used.update((road.nodes[0], road.nodes[-1]))
    edges = Edges()
    number_of: dict[int, int] = {}
    places: list[Place] = []
    for road, nodes, line in _unlike(roads, used):
        for node, place in ((nodes[0], line[0]), (nodes[-1], line[-1])):
            if node not in number_of:
                number_of[node] = len(places)
                places.append(place)
        _add(edges, number_of[nodes[0]], number_of[nodes[-1]], line, road)
    if not places:
        raise ValueError(f"{pbf.name} has no roads for cars")
    arrays = _arrays(edges, np.asarray(places))
    with out.open("wb") as file:  # by its name alone NumPy would choose the ending itself
        np.savez_compressed(file, allow_pickle=False, **arrays)
    return len(arrays["to"])


def _roads(pbf: Path) -> Iterator[Road]:
    """The roads of an extract; one whose nodes lie outside of it is cut there."""
    ways = osmium.FileProcessor(str(pbf)).with_locations().with_filter(osmium.filter.KeyFilter("highway"))
    for way in ways:
        if not isinstance(way, osmium.osm.Way):
            continue
        tags = {tag.k: tag.v for tag in way.tags}
        kmh = _kmh(tags)
        if kmh is None:
            continue
        known = [(node.ref, (node.lon, node.lat)) for node in way.nodes if node.location.valid()]
        if len(known) > 1:
            goes = _one_way(tags)
            nodes, line = zip(*known, strict=True)
            yield Road(nodes, line, kmh, forth=goes >= 0, back=goes <= 0)


def _kmh(tags: Mapping[str, str]) -> float | None:
    """How fast a car gets along; None where it may not drive."""
    kmh: float | None = KMH.get(tags["highway"].removesuffix("_link"))
    may = tags.get("motorcar", tags.get("motor_vehicle", tags.get("vehicle", tags.get("access", "yes"))))
    if kmh is None or may in CLOSED or tags.get("area") == "yes":
        return None
    number, _, unit = tags.get("maxspeed", "").partition(" ")
    if number.isdigit() and int(number):
        kmh = min(kmh, int(number) * (MILE_KM if unit == "mph" else 1) * SHARE_OF_LIMIT)
    return max(kmh, SLOWEST_KMH)


def _one_way(tags: Mapping[str, str]) -> int:
    """1 along the way only, -1 against it only, 0 both."""
    said = tags.get("oneway:motor_vehicle", tags.get("oneway", ""))
    if said in ONE_WAY:
        return ONE_WAY[said]
    implied = tags["highway"] == "motorway" or tags.get("junction") in {"roundabout", "circular"}
    return int(implied and said != "no")


def _unlike(roads: Sequence[Road], used: Counter[int]) -> Iterator[tuple[Road, Nodes, Line]]:
    """The pieces of all roads; one between junctions that another one joins already is cut in two, since of two edges
    between the same junctions only the faster would be kept, and the houses along the other lost."""
    joined: set[tuple[int, int]] = set()
    for road in roads:
        waiting = list(_pieces(road, used))
        while waiting:
            nodes, line = waiting.pop()
            ends = (min(nodes[0], nodes[-1]), max(nodes[0], nodes[-1]))
            middle = len(nodes) // 2
            if len(nodes) > 2 and (ends in joined or ends[0] == ends[1]):
                waiting += [(nodes[: middle + 1], line[: middle + 1]), (nodes[middle:], line[middle:])]
            else:
                joined.add(ends)
                yield road, nodes, line


def _pieces(road: Road, used: Counter[int]) -> Iterator[tuple[Nodes, Line]]:
    """The road from junction to junction."""
    cuts = [place for place, node in enumerate(road.nodes) if used[node] > 1]
    for start, end in pairwise(cuts):
        yield road.nodes[start : end + 1], road.places[start : end + 1]


def _add(edges: Edges, tail: int, head: int, line: Line, road: Road) -> None:
    if tail == head:
        return
    metres, inner = _dense(line)
    if road.forth:
        edges.add(tail, head, metres, road.kmh, inner)
    if road.back:
        edges.add(head, tail, metres, road.kmh, inner[::-1])


def _dense(line: Line) -> tuple[float, Line]:
    """Metres along a line, and its inner points with more between those that lie far apart."""
    metres, inner = 0.0, []
    for (lon, lat), (next_lon, next_lat) in pairwise(line):
        narrow = cos(radians((lat + next_lat) / 2))
        step = hypot((next_lon - lon) * narrow, next_lat - lat) * METRES_A_DEGREE
        parts = max(1, ceil(step / APART_M))
        for part in range(1, parts + 1):
            share = part / parts
            inner.append((lon + (next_lon - lon) * share, lat + (next_lat - lat) * share))
        metres += step
    return metres, tuple(inner[:-1])


def _arrays(edges: Edges, places: NDArray[np.float64]) -> dict[str, NDArray[np.generic]]:
    """What is written: the largest part, edges by the junction they leave, of parallel ones the fastest."""
    tail, head = np.asarray(edges.tail), np.asarray(edges.head)
    sec, metres = np.asarray(edges.sec), np.asarray(edges.metres)
    count = len(places)
    _, part = connected_components(csr_array((sec, (tail, head)), (count, count)), connection="strong")
    kept = part == np.bincount(part).argmax()
    renamed = np.cumsum(kept) - 1
    order = np.lexsort((sec, head, tail))
    order = order[kept[tail[order]] & kept[head[order]]]
    fastest = np.ones(len(order), bool)
    fastest[1:] = (np.diff(tail[order]) != 0) | (np.diff(head[order]) != 0)
    order = order[fastest]
    inner = [edges.shape[edge] for edge in order]
    bends = np.asarray([place for line in inner for place in line], np.float64).reshape(-1, 2)
    leave = np.bincount(renamed[tail[order]], minlength=int(kept.sum()))
    return {
        **_degrees("", places[kept]),
        "first": np.r_[0, np.cumsum(leave)].astype(np.int32),
        "to": renamed[head[order]].astype(np.int32),
        "sec": np.maximum(sec[order], 0.1).astype(np.float32),
        "metres": metres[order].astype(np.float32),
        "shape": np.r_[0, np.cumsum([len(line) for line in inner], dtype=np.int64)].astype(np.int32),
        **_degrees("shape_", bends),
    }


def _degrees(name: str, places: NDArray[np.float64]) -> dict[str, NDArray[np.generic]]:
    rounded = np.rint(places * 1e6).astype(np.int32)
    return {f"{name}lon_e6": rounded[:, 0], f"{name}lat_e6": rounded[:, 1]}


if __name__ == "__main__":
    print(build(Path(sys.argv[1]), Path(sys.argv[2])), "edges")
