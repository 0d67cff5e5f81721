"""Ways along roads: held against a search of ours over the same roads, and against the line that is drawn."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from fieldapp.geo.ways.road_graph import RoadGraph
from fieldapp.geo.ways.road_times import ACCESS_S, Point, StraightWays, WayKind, straight, ways_for
from fieldapp.geo.ways.road_ways import SMALL, RoadWays

STEP = 1_000
"""Millionths of a degree from crossing to crossing: some hundred metres."""
WEST, SOUTH = 120_000_000, 31_000_000


@dataclass(frozen=True)
class FakePack:
    """As much of a pack as ways need."""

    id: str
    name: str
    roads: Path | None

    def holds(self, lon_e6: int, lat_e6: int) -> bool:
        return WEST <= lon_e6 <= WEST + 20 * STEP and SOUTH <= lat_e6 <= SOUTH + 20 * STEP


def grid(file: Path, size: int, slow: float = 10.0) -> dict[tuple[int, int], float]:
    """A town of square blocks; every third street is fast; streets to the east are one-way in every fifth row.

    Returns the seconds of every edge.
    """
    number = np.arange(size * size).reshape(size, size)
    edges: dict[tuple[int, int], float] = {}
    for row in range(size):
        for column in range(size):
            here = int(number[row, column])
            seconds = slow if row % 3 else slow / 3
            if column + 1 < size:
                east = int(number[row, column + 1])
                edges[here, east] = seconds
                if row % 5:
                    edges[east, here] = seconds
            if row + 1 < size:
                north = int(number[row + 1, column])
                edges[here, north] = edges[north, here] = slow
    ordered = sorted(edges)
    tail = np.array([one for one, _ in ordered])
    np.savez(
        file,
        lon_e6=(WEST + (np.arange(size * size) % size) * STEP).astype(np.int32),
        lat_e6=(SOUTH + (np.arange(size * size) // size) * STEP).astype(np.int32),
        first=np.r_[0, np.cumsum(np.bincount(tail, minlength=size * size))].astype(np.int32),
        to=np.array([other for _, other in ordered], np.int32),
        sec=np.array([edges[one] for one in ordered], np.float32),
        metres=np.full(len(ordered), 100, np.float32),
    )
    return edges


def quickest(edges: dict[tuple[int, int], float], start: int) -> dict[int, float]:
    """Seconds from a crossing to all others."""
    leaving: dict[int, list[tuple[int, float]]] = {}
    for (one, other), seconds in edges.items():
        leaving.setdefault(one, []).append((other, seconds))
    found: dict[int, float] = {}
    waiting = [(0.0, start)]
    while waiting:
        seconds, at = heapq.heappop(waiting)
        if at not in found:
            found[at] = seconds
            for other, more in leaving[at]:
                heapq.heappush(waiting, (seconds + more, other))
    return found


def crossing(number: int, size: int) -> Point:
    return WEST + number % size * STEP, SOUTH + number // size * STEP


def metres_of(line: Sequence[Point]) -> float:
    at = np.asarray(line, float)
    narrow = np.cos(np.radians(at[:, 1].mean() / 1e6))
    steps = np.diff(at, axis=0)
    return float(np.hypot(steps[:, 0] * narrow, steps[:, 1]).sum() * 0.111195)


def test_seconds_between_crossings_are_those_of_the_quickest_way(tmp_path: Path) -> None:
    edges = grid(tmp_path / "roads.npz", 15)
    ways = RoadWays(RoadGraph(tmp_path / "roads.npz"), "town")
    chosen = [0, 14, 37, 112, 113, 210, 224]
    table = ways.table([crossing(one, 15) for one in chosen])
    for row, one in enumerate(chosen):
        reached = quickest(edges, one)
        for column, other in enumerate(chosen):
            expected = 0 if one == other else reached[other] + ACCESS_S
            assert table.seconds[row][column] == pytest.approx(expected, abs=1)
    assert ways.said.kind is WayKind.GRAPH
    assert (ways.said.name, ways.said.strayed) == ("town", 0)


def test_places_between_crossings_take_their_part_of_the_street(tmp_path: Path) -> None:
    grid(tmp_path / "roads.npz", 4, slow=300.0)
    with np.load(tmp_path / "roads.npz") as stored:
        arrays = dict(stored)
    count = len(arrays["to"])
    tail = np.repeat(np.arange(16), np.diff(arrays["first"]))
    shares = np.array([0.25, 0.5, 0.75])
    for name in ("lon_e6", "lat_e6"):
        start, end = arrays[name][tail].astype(float), arrays[name][arrays["to"]].astype(float)
        inner = start[:, None] + (end - start)[:, None] * shares
        arrays[f"shape_{name}"] = np.rint(inner).astype(np.int32).ravel()
    arrays["shape"] = (np.arange(count + 1) * 3).astype(np.int32)
    np.savez(tmp_path / "shaped.npz", **arrays)
    ways = RoadWays(RoadGraph(tmp_path / "shaped.npz"), "town")
    quarter, three_quarters = (WEST + STEP // 4, SOUTH + STEP), (WEST + 3 * STEP // 4, SOUTH + STEP)
    table = ways.table([quarter, three_quarters, (WEST, SOUTH + STEP)])
    half = table.metres[0][1]
    assert half == pytest.approx(50, abs=1)
    assert table.seconds[0][1] - ACCESS_S == pytest.approx(150, abs=1)
    assert table.seconds[1][0] - ACCESS_S == pytest.approx(150, abs=1)
    assert table.seconds[2][0] - ACCESS_S == pytest.approx(75, abs=1)
    assert ways.path(quarter, three_quarters)[1:-1] == [quarter, (WEST + STEP // 2, SOUTH + STEP), three_quarters]
    assert ways.path(three_quarters, quarter) == ways.path(quarter, three_quarters)[::-1]


def test_a_one_way_street_is_not_driven_against(tmp_path: Path) -> None:
    grid(tmp_path / "roads.npz", 6)
    ways = RoadWays(RoadGraph(tmp_path / "roads.npz"), "town")
    west, east = crossing(0, 6), crossing(5, 6)
    there, back = ways.path(west, east), ways.path(east, west)
    assert {lat for _, lat in there} == {SOUTH}
    assert {lat for _, lat in back} != {SOUTH}
    table = ways.table([west, east])
    assert (table.metres[0][1], table.metres[1][0]) == (500, 700)
    assert metres_of(there) == pytest.approx(5 * 95.3, rel=0.01)


def test_a_place_far_from_all_roads_goes_by_the_straight_line_and_is_counted(tmp_path: Path) -> None:
    grid(tmp_path / "roads.npz", 6)
    ways = RoadWays(RoadGraph(tmp_path / "roads.npz"), "town")
    points = [crossing(0, 6), crossing(8, 6), (WEST + 300_000, SOUTH)]
    table, line = ways.table(points), StraightWays().table(points)
    assert table.seconds[0][2] == line.seconds[0][2]
    assert table.seconds[2][1] == line.seconds[2][1]
    assert table.seconds[0][1] < line.seconds[0][1]
    assert ways.said.strayed == 1
    assert ways.path(points[0], points[2]) == [points[0], points[2]]


def test_only_the_roads_about_the_places_are_searched_where_there_are_many(tmp_path: Path) -> None:
    size = 180
    assert size * size > SMALL
    edges = grid(tmp_path / "roads.npz", size)
    ways = RoadWays(RoadGraph(tmp_path / "roads.npz"), "county")
    chosen = [0, 3 * size + 7, 9 * size + 2]
    table = ways.table([crossing(one, size) for one in chosen])
    reached = quickest(edges, chosen[0])
    assert [table.seconds[0][column] - ACCESS_S for column in (1, 2)] == pytest.approx(
        [reached[chosen[1]], reached[chosen[2]]], abs=1
    )


def test_the_pack_that_holds_most_places_is_asked(tmp_path: Path) -> None:
    grid(tmp_path / "roads.npz", 6)
    inside = [crossing(0, 6), crossing(8, 6)]
    pack, empty = FakePack("b", "town", tmp_path / "roads.npz"), FakePack("a", "tiles only", None)
    assert ways_for(inside, [empty, pack]).said.name == "town"  # type: ignore[list-item]
    assert ways_for(inside[:1], [pack]).said.kind is WayKind.STRAIGHT  # type: ignore[list-item]
    assert ways_for(inside, []).said == straight().said


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + b"\0" * 18])
def test_roads_that_cannot_be_read_give_way_to_the_straight_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "roads.npz").write_bytes(content)
    pack = FakePack("b", "town", tmp_path / "roads.npz")
    inside = [crossing(0, 6), crossing(8, 6)]
    assert ways_for(inside, [pack]).said.kind is WayKind.STRAIGHT  # type: ignore[list-item]
    gone = FakePack("b", "town", tmp_path / "gone.npz")
    assert ways_for(inside, [gone]).said.kind is WayKind.STRAIGHT  # type: ignore[list-item]


def test_the_straight_line_is_the_great_circle_with_a_detour() -> None:
    ways = StraightWays(kmh=36, detour_percent=150)
    table = ways.table([(0, 0), (0, 1_000_000), (1_000_000, 60_000_000)])
    assert table.metres[0][1] == pytest.approx(111_195 * 1.5, rel=1e-4)
    assert table.seconds[0][1] == pytest.approx(table.metres[0][1] / 10 + ACCESS_S, abs=1)
    assert table.seconds[0][0] == table.metres[1][1] == 0
    assert ways.path((0, 0), (1, 1)) == [(0, 0), (1, 1)]
    assert (ways.said.kmh, ways.said.detour_percent) == (36, 150)
