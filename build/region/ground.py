"""What of a rectangle is land and what is sea, worked out from the coastline, which is drawn with the land on its left.

The rectangle is cut along the coastline; each piece is land or sea by the side on which the pieces of coast around it
lie. Where no coast is, all is land. Both are written: the sea of a region covers the coarse land of the world pack that
lies below it. A piece that says neither (the coast ends inside it, as in extracts cut along a border) counts as land:
a missing sea is an empty patch, a missing land would hide streets.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import osmium
import shapely
from numpy.typing import NDArray
from osmium.osm.mutable import Node, Relation, Way
from shapely.geometry import Polygon, box
from shapely.ops import linemerge, polygonize, unary_union

FIRST_ID = 1 << 40
"""Far above every id that OpenStreetMap has given."""
GROUND = "fieldapp:ground"
ASIDE = 1e-7
"""Degrees: how far beside the coast one looks, about a centimetre."""
NEAR_THE_EDGE = 2e-3
"""Degrees: how far short of the frame a coast may end."""
Box = tuple[float, float, float, float]


def write_ground(extract: Path, bounds: Box, out: Path) -> None:
    """Write land and sea of the rectangle `bounds` as areas into an extract of its own."""
    land = land_of(_coast(extract), bounds)
    sea = [piece for piece in shapely.get_parts(box(*bounds) - unary_union(land)) if piece.area > 0]
    with osmium.SimpleWriter(str(out)) as writer:
        _write(writer, [("land", piece) for piece in land] + [("sea", piece) for piece in sea])


def land_of(coast: list[NDArray[np.float64]], bounds: Box) -> list[Polygon]:
    """The pieces of land in a rectangle.

    Args:
        coast: lines of longitude and latitude, each (points, 2), with the land on the left.
        bounds: west, south, east, north in degrees.
    """
    frame = box(*bounds)
    lines = [line for line in coast if len(line) > 1]
    if not lines:
        return [frame]
    shores = shapely.intersection(
        unary_union([shapely.linestrings(_to_the_edge(line, frame)) for line in lines]), frame
    )
    pieces = list(polygonize(unary_union([shores, frame.exterior])))
    votes = _votes(pieces, lines, frame)
    return [piece for piece, vote in zip(pieces, votes, strict=True) if vote >= -ASIDE]


def _to_the_edge(line: NDArray[np.float64], frame: Polygon) -> NDArray[np.float64]:
    """A coast that ends just short of the frame, because its next node was cut off, led on to it."""
    parts = [line]
    for at, end in ((0, line[0]), (1, line[-1])):
        point = shapely.Point(end)
        if frame.contains(point) and frame.exterior.distance(point) < NEAR_THE_EDGE:
            onward = shapely.get_coordinates(frame.exterior.interpolate(frame.exterior.project(point)))
            parts.insert(len(parts) if at else 0, onward)
    return np.concatenate(parts)


def _votes(pieces: list[Polygon], lines: list[NDArray[np.float64]], frame: Polygon) -> NDArray[np.float64]:
    """Degrees of coast with the piece on its left, less those with it on its right."""
    starts = np.concatenate([line[:-1] for line in lines])
    steps = np.concatenate([np.diff(line, axis=0) for line in lines])
    length = np.hypot(steps[:, 0], steps[:, 1])
    seen = (length > 0) & shapely.contains_xy(frame, *(starts + steps / 2).T)
    middle, step, length = (starts + steps / 2)[seen], steps[seen], length[seen]
    left = np.column_stack([-step[:, 1], step[:, 0]]) / length[:, None] * ASIDE
    tree, votes = shapely.STRtree(pieces), np.zeros(len(pieces))
    for side, points in ((1.0, middle + left), (-1.0, middle - left)):
        which, piece = tree.query(shapely.points(points), predicate="within")
        np.add.at(votes, piece, side * length[which])
    return votes


def _coast(extract: Path) -> list[NDArray[np.float64]]:
    found = osmium.FileProcessor(str(extract)).with_locations()
    found = found.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
    found = found.with_filter(osmium.filter.TagFilter(("natural", "coastline")))
    lines = [
        np.array([(node.lon, node.lat) for node in way.nodes if node.location.valid()]).reshape(-1, 2) for way in found
    ]
    merged = linemerge([shapely.linestrings(line) for line in lines if len(line) > 1])
    return [shapely.get_coordinates(line) for line in shapely.get_parts(merged)]


def _write(writer: osmium.SimpleWriter, pieces: list[tuple[str, Polygon]]) -> None:
    """Nodes, then ways, then relations, as such a file is ordered."""
    rings = [(piece.exterior, *piece.interiors) for _, piece in pieces]
    node = way = FIRST_ID
    ways: list[list[Way]] = []
    for outlines in rings:
        ways.append([])
        for ring in outlines:
            points = shapely.get_coordinates(ring)[:-1]
            numbers = list(range(node, node + len(points)))
            for number, (lon, lat) in zip(numbers, points, strict=True):
                writer.add_node(Node(id=number, version=1, location=(float(lon), float(lat))))
            ways[-1].append(Way(id=way, version=1, nodes=[*numbers, numbers[0]]))
            node, way = node + len(points), way + 1
    for (kind, _), outlines in zip(pieces, ways, strict=True):
        for outline in outlines:
            outline.tags = {GROUND: kind} if len(outlines) == 1 else {}
            writer.add_way(outline)
    for number, ((kind, _), outlines) in enumerate(zip(pieces, ways, strict=True)):
        if len(outlines) > 1:
            members = [("w", outline.id, "inner" if at else "outer") for at, outline in enumerate(outlines)]
            tags = {GROUND: kind, "type": "multipolygon"}
            writer.add_relation(Relation(id=FIRST_ID + number, version=1, members=members, tags=tags))
