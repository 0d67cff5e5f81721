"""What is asked of us by the map's page: points, the way of a day, the ground and the look, as data; and under which
names it asks.

A name of a borrower reaches the page only here, as GeoJSON that the page shows as text. This module stays free of
folium, which takes most of a second to load.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

CASES, ROUTE, GROUND, LOOK, CHANNEL = "cases.json", "route.geojson", "ground.json", "look.json", "qwebchannel.js"
"""What the page asks its server for, besides points, tiles and the files of `ASSETS` and `OWN`."""
ASSETS, OWN, POINTS, TILES = "assets", "own", "cases", "tiles"
"""Folders of the page's address: scripts as set-up brought them, our own, `cases/<version>/<number>.geojson`,
`tiles/<pack>/<z>/<x>/<y>`."""
AT_ONCE = 2_000
"""Points of one answer: more would hold the page up while it reads them."""
Shape = Literal["circle", "square", "triangle", "diamond", "hexagon", "pentagon", "star", "down"]


@dataclass(frozen=True, slots=True)
class MapPoint:
    """Something on the map: degrees × 10⁶ (WGS-84), number of its kind, radius of its place in metres (0: exact).

    `case_id` is what the window knows it by; several points may share one. `title` and `detail` are shown as text.
    """

    case_id: str
    lat_e6: int
    lon_e6: int
    kind: int
    radius_m: int
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class MapKind:
    """A kind of point: its name in the legend, its colour ("#rrggbb") and its shape, which says the same.

    `paper` is its colour on paper, which is white in every theme; empty: the same.
    """

    label: str
    colour: str
    shape: Shape
    paper: str = ""


@dataclass(frozen=True, slots=True)
class RouteStop:
    """A stop of the day: its number, where it is (degrees × 10⁶, WGS-84), whose it is, and what is said of it."""

    number: int
    lon_e6: int
    lat_e6: int
    case_id: str
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MapAnswer:
    """The points, and the same as the page reads them, in answers of `AT_ONCE`."""

    points: tuple[MapPoint, ...] = ()
    pages: tuple[bytes, ...] = ()

    @property
    def count(self) -> int:
        """How many."""
        return len(self.points)


@dataclass(frozen=True, slots=True)
class GroundPack:
    """A pack of tiles to draw below the points; bounds west, south, east, north in degrees."""

    id: str
    kind: Literal["raster", "vector"]
    min_zoom: int
    max_zoom: int
    bounds: tuple[float, float, float, float]
    attribution: str
    built_in: bool = False


def points_answer(points: Iterable[MapPoint]) -> MapAnswer:
    """The points as GeoJSON; for a reader thread, since there may be tens of thousands."""
    known = tuple(points)
    parts = (known[first : first + AT_ONCE] for first in range(0, len(known), AT_ONCE))
    return MapAnswer(known, tuple(_collection([_feature(point) for point in part]) for part in parts))


def head_json(answer: MapAnswer, version: int) -> bytes:
    """How many points there are, in how many answers, and of which version those are."""
    return json.dumps({"count": answer.count, "pages": len(answer.pages), "version": version}).encode()


def route_json(stops: Sequence[RouteStop], line: Sequence[tuple[int, int]]) -> bytes:
    """The stops of the day and the way between them (longitude, latitude in degrees × 10⁶), as GeoJSON."""
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": _degrees(stop.lon_e6, stop.lat_e6)},
            "properties": {"number": stop.number, "id": stop.case_id, "title": stop.title, "detail": stop.detail},
        }
        for stop in stops
    ]
    if len(line) > 1:
        way = {"type": "LineString", "coordinates": [_degrees(lon, lat) for lon, lat in line]}
        features.append({"type": "Feature", "geometry": way, "properties": {}})
    return _collection(features)


def ground_json(packs: Sequence[GroundPack]) -> bytes:
    """The packs, lowest first."""
    return json.dumps({"packs": [msgspec.to_builtins(pack) for pack in packs]}, ensure_ascii=False).encode()


def look_json(
    colours: Mapping[str, str],
    kinds: Sequence[MapKind],
    words: Mapping[str, str],
    **more: str | bool | Mapping[str, str],
) -> bytes:
    """The look: tokens of the theme as CSS colours, the kinds of points, and the map's few words.

    `more` holds paper (the colours for printing), language (zh, en), direction (ltr, rtl), offers_ground (whether
    somebody can be asked for a pack) and, where it is known, what the way was read off.
    """
    look = {"colours": dict(colours), "kinds": [msgspec.to_builtins(kind) for kind in kinds], "words": dict(words)}
    return json.dumps(look | dict(more), ensure_ascii=False).encode()


def _feature(point: MapPoint) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": _degrees(point.lon_e6, point.lat_e6)},
        "properties": {
            "id": point.case_id,
            "kind": point.kind,
            "radius": point.radius_m,
            "title": point.title,
            "detail": point.detail,
        },
    }


def _collection(features: list[dict[str, Any]]) -> bytes:
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})


def _degrees(lon_e6: int, lat_e6: int) -> tuple[float, float]:
    return lon_e6 / 1e6, lat_e6 / 1e6  # degrees are no money: they may be floats
