"""Streets with points on them, and house numbers, out of an extract: the `streets.db` of a region pack.

A point is as good as OpenStreetMap has it: the middle of a piece of street, or the house that carries the number.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import pairwise
from math import ceil, cos, hypot, radians
from pathlib import Path

import osmium

from fieldapp.geo.addresses.address_text import plain
from fieldapp.geo.basemap.pack_parts import STREET_INDEX, STREET_TABLE

METRES_A_DEGREE = 111_195.0
ROADS = frozenset(
    (
        *("motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "living_street"),
        *("service", "pedestrian", "road", "footway", "cycleway", "path", "track"),
        *("motorway_link", "trunk_link", "primary_link", "secondary_link", "tertiary_link"),
    )
)
AFTER_NUMBER = re.compile(r"\s*号$")
LONGEST_PIECE = 300.0
"""Metres: a long way gets a point each time it has gone so far."""
Points = list[tuple[float, float]]
Row = tuple[str, str | None, float, float, float]


def build(extract: Path, out: Path) -> int:
    """Write `out`; returns the number of rows. The same extract gives the same rows in the same order."""
    rows = sorted(_rows(extract), key=lambda row: (row[0], row[1] or "", row[2], row[3]))
    out.unlink(missing_ok=True)
    with closing(sqlite3.connect(out)) as database:
        database.execute(STREET_TABLE)
        database.executemany("INSERT INTO s VALUES (?, ?, ?, ?, ?)", rows)
        database.execute(STREET_INDEX)
        database.commit()
        database.execute("VACUUM")
    return len(rows)


def _rows(extract: Path) -> Iterator[Row]:
    found = osmium.FileProcessor(str(extract)).with_locations()
    for entity in found.with_filter(osmium.filter.KeyFilter("highway", "addr:housenumber")):
        points = _points(entity)
        if not points:
            continue
        tags = entity.tags
        if tags.get("highway") in ROADS and entity.is_way():
            for lon, lat, metres in _pieces(points):
                yield from ((name, None, lon, lat, metres) for name in _names(tags))
        number, street = tags.get("addr:housenumber"), tags.get("addr:street") or tags.get("addr:place")
        if number and street:
            lon, lat = (sum(values) / len(points) for values in zip(*points, strict=True))
            for one in re.split(r"[;,]", AFTER_NUMBER.sub("", number)):
                if one.strip() and (name := plain(street)):
                    yield name, AFTER_NUMBER.sub("", plain(one)), round(lon, 6), round(lat, 6), 0.0


def _names(tags: osmium.osm.TagList | Mapping[str, str]) -> set[str]:
    """The name on the map and the Chinese one where that is another, written as addresses are looked up."""
    said = (tags.get("name"), tags.get("name:zh"), tags.get("name:zh-Hans"))
    return {plain(name) for name in said if name} - {""}


def _points(entity: osmium.osm.OSMEntity) -> Points:
    if entity.is_node():
        return [(entity.location.lon, entity.location.lat)] if entity.location.valid() else []
    if entity.is_way():
        return [(node.lon, node.lat) for node in entity.nodes if node.location.valid()]
    return []


def _pieces(points: Points) -> Iterator[tuple[float, float, float]]:
    """A way in pieces of one length, none over `LONGEST_PIECE`: the middle of each, and its length in metres."""
    if len(points) < 2:
        return
    wide = METRES_A_DEGREE * cos(radians(points[0][1]))
    steps = [hypot((b[0] - a[0]) * wide, (b[1] - a[1]) * METRES_A_DEGREE) for a, b in pairwise(points)]
    whole = sum(steps)
    count = max(1, ceil(whole / LONGEST_PIECE))
    for piece in range(count):
        lon, lat = _along(points, steps, whole * (2 * piece + 1) / (2 * count))
        yield lon, lat, round(whole / count, 1)


def _along(points: Points, steps: list[float], metres: float) -> tuple[float, float]:
    for (a, b), step in zip(pairwise(points), steps, strict=True):
        if metres <= step:
            share = metres / step if step else 0.0
            return round(a[0] + (b[0] - a[0]) * share, 6), round(a[1] + (b[1] - a[1]) * share, 6)
        metres -= step
    return round(points[-1][0], 6), round(points[-1][1], 6)
