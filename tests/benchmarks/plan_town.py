"""A town of square blocks as a road graph, as large as one likes, and places in its middle; drawn from a seed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from fieldapp.geo.ways.road_graph import RoadGraph
from fieldapp.geo.ways.road_times import Point

BLOCK_E6, OFF_E6 = 1_200, 300
"""From crossing to crossing, and how far a crossing may lie off its place: millionths of a degree."""
WEST, SOUTH = 120_000_000, 31_000_000
OPEN = 0.85
"""Share of the streets that are there."""
SPEEDS = (6.0, 8.0, 12.0)
"""Metres a second."""
METRE_E6 = 0.111
STOPS = 42
"""Forty with start and end."""


def graph_of_blocks(file: Path, side: int) -> RoadGraph:
    """A town of so many streets each way."""
    drawn = np.random.default_rng(0)
    number = np.arange(side * side).reshape(side, side)
    lon = WEST + (number % side) * BLOCK_E6 + drawn.integers(-OFF_E6, OFF_E6, number.shape)
    lat = SOUTH + (number // side) * BLOCK_E6 + drawn.integers(-OFF_E6, OFF_E6, number.shape)
    one = np.r_[number[:, :-1].ravel(), number[:-1].ravel()]
    other = np.r_[number[:, 1:].ravel(), number[1:].ravel()]
    there = drawn.random(len(one)) < OPEN
    tail, head = np.r_[one[there], other[there]], np.r_[other[there], one[there]]
    metres = np.hypot(lon.flat[tail] - lon.flat[head], lat.flat[tail] - lat.flat[head]) * METRE_E6
    order = np.lexsort((head, tail))
    np.savez(
        file,
        lon_e6=lon.ravel().astype(np.int32),
        lat_e6=lat.ravel().astype(np.int32),
        first=np.r_[0, np.cumsum(np.bincount(tail, minlength=side * side))].astype(np.int32),
        to=head[order].astype(np.int32),
        sec=(metres / drawn.choice(SPEEDS, len(metres)))[order].astype(np.float32),
        metres=metres[order].astype(np.float32),
    )
    return RoadGraph(file)


def places_in(side: int, kilometres: float) -> list[Point]:
    """Places in a square of so many kilometres in the middle of a town of so many streets."""
    half = kilometres * 1_000 / METRE_E6 / 2
    middle = side * BLOCK_E6 / 2
    drawn = np.random.default_rng(1).uniform(middle - half, middle + half, (STOPS, 2))
    return [(int(WEST + x), int(SOUTH + y)) for x, y in drawn]
