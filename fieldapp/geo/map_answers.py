"""What is asked of us by the map's page: the cases and the look, as data; and under which names it asks.

A name of a borrower reaches the page only here, as data that the page shows as text. This module stays free of folium,
which takes most of a second to load.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

CASES, LOOK, CHANNEL = "cases.json", "look.json", "qwebchannel.js"
"""What the page asks its server for, besides the files of `ASSETS` and `OWN`."""
ASSETS, OWN = "assets", "own"
"""Folders of the page's address: Leaflet with its cluster plugin as set-up brought them, and our own two files."""


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A case on the map: degrees × 10⁶ (WGS-84), rank of its ageing bucket (0 is M0), radius of its place in metres."""

    case_id: str
    lat_e6: int
    lon_e6: int
    bucket: int
    radius_m: int
    title: str
    detail: str


def points_json(points: Iterable[MapPoint]) -> bytes:
    """The cases as the page reads them: one short row a case, since there may be thousands."""
    rows = [
        [p.lat_e6 / 1e6, p.lon_e6 / 1e6, p.case_id, p.bucket, p.radius_m, p.title, p.detail] for p in points
    ]  # degrees are no money: they may be floats
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def look_json(colours: Mapping[str, str], buckets: Sequence[tuple[str, str]], words: Mapping[str, str]) -> bytes:
    """The look: tokens of the theme as CSS colours, (label, colour) of each ageing bucket, and the map's few words.

    `colours` holds ground, road, surface, line, text, text_2, focus, and the interface's font and its size; `words`
    holds map, zoom_in, zoom_out, legend, nothing and attribution.
    """
    look = {
        "colours": dict(colours),
        "buckets": [{"label": label, "colour": colour} for label, colour in buckets],
        "words": dict(words),
    }
    return json.dumps(look, ensure_ascii=False).encode()
