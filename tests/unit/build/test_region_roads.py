"""The road graph of a region, made of a small extract that is written here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from fieldapp.geo.basemap.pack_parts import check_roads
from fieldapp.geo.ways.road_graph import RoadGraph
from fieldapp.geo.ways.road_times import ACCESS_S
from fieldapp.geo.ways.road_ways import RoadWays

roads = pytest.importorskip("region.roads", reason="region packs are made where the extra `maps` is installed")

LAT, STEP = 31.0, 0.01
EAST_M = STEP * 111_195 * float(np.cos(np.radians(LAT)))
"""From one node to the next, to the east."""

NODES = {number: (120 + STEP * (number % 10), LAT + STEP * (number // 10)) for number in range(60)}
WAYS: list[tuple[list[int], dict[str, str]]] = [
    ([1, 2, 3, 4], {"highway": "residential"}),
    ([4, 14, 24], {"highway": "primary", "maxspeed": "50"}),
    ([24, 23, 22, 21], {"highway": "tertiary", "oneway": "yes"}),
    ([21, 11, 1], {"highway": "unclassified", "oneway": "-1"}),
    ([1, 11], {"highway": "residential"}),
    ([11, 21], {"highway": "residential"}),
    ([3, 13, 12, 3], {"highway": "service"}),
    ([2, 22], {"highway": "footway"}),
    ([2, 12], {"highway": "service", "access": "private"}),
    ([31, 32], {"highway": "residential"}),
    ([24, 34, 44], {"highway": "residential", "oneway": "yes"}),
]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("roads")
    lines = ["<osm version='0.6'>"]
    lines += [f"<node id='{one}' version='1' lon='{lon}' lat='{lat}'/>" for one, (lon, lat) in NODES.items()]
    for number, (nodes, tags) in enumerate(WAYS, 1):
        inner = "".join(f"<nd ref='{one}'/>" for one in nodes)
        inner += "".join(f"<tag k='{key}' v='{value}'/>" for key, value in tags.items())
        lines.append(f"<way id='{number}' version='1'>{inner}</way>")
    (folder / "extract.osm").write_text("\n".join([*lines, "</osm>"]), encoding="utf-8")
    assert roads.build(folder / "extract.osm", folder / "roads.npz") > 0
    return folder / "roads.npz"


def at(number: int) -> tuple[int, int]:
    lon, lat = NODES[number]
    return round(lon * 1e6), round(lat * 1e6)


def test_what_is_written_is_a_pack_s_road_graph(graph: Path) -> None:
    check_roads(graph)
    with np.load(graph) as stored:
        assert {name: stored[name].dtype.name for name in ("shape", "shape_lon_e6", "sec")} == {
            "shape": "int32",
            "shape_lon_e6": "int32",
            "sec": "float32",
        }
        assert stored["shape"][-1] == len(stored["shape_lon_e6"])


def test_a_street_takes_as_long_as_its_class_and_its_limit_say(graph: Path) -> None:
    table = RoadWays(RoadGraph(graph), "").table([at(1), at(4), at(24)])
    assert table.metres[0][1] == pytest.approx(3 * EAST_M, rel=0.001)
    assert table.seconds[0][1] - ACCESS_S == pytest.approx(3 * EAST_M / 22 * 3.6, rel=0.002)
    north = STEP * 2 * 111_195
    assert table.seconds[1][2] - ACCESS_S == pytest.approx(north / 40 * 3.6, rel=0.002)


def test_one_way_streets_go_one_way(graph: Path) -> None:
    ways = RoadWays(RoadGraph(graph), "")
    table = ways.table([at(24), at(22), at(21)])
    assert table.metres[0][1] == pytest.approx(2 * EAST_M, rel=0.001)
    assert table.metres[1][0] > 5 * EAST_M
    assert at(23) in ways.path(at(24), at(22))
    assert at(23) not in ways.path(at(22), at(24))


def test_a_ring_is_driven_round_and_its_houses_are_reached(graph: Path) -> None:
    table = RoadWays(RoadGraph(graph), "").table([at(3), at(12), at(13)])
    north = STEP * 111_195
    assert table.metres[0][2] == pytest.approx(north, rel=0.001)
    assert table.metres[1][2] == pytest.approx(EAST_M, rel=0.001)


def test_footways_private_roads_islands_and_dead_ends_of_one_way_streets_are_left_out(graph: Path) -> None:
    with np.load(graph) as stored:
        kept = set(zip(stored["lon_e6"].tolist(), stored["lat_e6"].tolist(), strict=True))
    assert at(1) in kept
    assert not {at(31), at(32), at(34), at(44)} & kept


def test_long_roads_have_points_on_their_way(graph: Path) -> None:
    joined = RoadGraph(graph).join([(round((120 + 1.5 * STEP) * 1e6), round(LAT * 1e6))])
    assert joined.off_m[0] < roads.APART_M / 2


def test_an_extract_without_roads_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.osm").write_text("<osm version='0.6'></osm>", encoding="utf-8")
    with pytest.raises(ValueError, match="no roads"):
        roads.build(tmp_path / "empty.osm", tmp_path / "roads.npz")
