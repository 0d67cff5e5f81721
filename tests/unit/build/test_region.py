"""The office's pack builder: what is land, which streets, what is left out on request, and words for bad input."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from region import extract, ground, make_pack, streets
from shapely.geometry import Polygon, box
from steps import places

from fieldapp.geo.addresses.address_text import plain
from fieldapp.geo.basemap import packs
from fieldapp.geo.basemap.pack_file import install, look_into
from fieldapp.geo.basemap.pmtiles_file import PMTilesFile
from fieldapp.geo.basemap.tiles import TileReader
from tests import maps

Row = tuple[str, str | None, float, float, float]
FRAME = (0.0, 0.0, 10.0, 10.0)
linux = pytest.mark.skipif(not places.LINUX, reason="region packs are made on Linux")


def land(*coast: list[tuple[float, float]]) -> Polygon:
    return shapely.union_all(ground.land_of([np.array(line) for line in coast], FRAME))


def test_without_a_coast_all_is_land() -> None:
    assert land().equals(box(*FRAME))


def test_land_lies_on_the_left_of_the_coast() -> None:
    assert land([(5, -1), (5, 11)]).equals(box(0, 0, 5, 10))
    assert land([(5, 11), (5, -1)]).equals(box(5, 0, 10, 10))


def test_an_island_is_land_and_a_bay_is_none() -> None:
    island = [(4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0), (4.0, 4.0)]
    assert land(island).equals(Polygon(island))
    assert land(island[::-1]).equals(box(*FRAME) - Polygon(island))


def test_an_island_in_the_sea_before_a_coast() -> None:
    island = [(6.0, 4.0), (8.0, 4.0), (8.0, 6.0), (6.0, 6.0), (6.0, 4.0)]
    assert land([(3, -1), (3, 11)], island).equals(box(0, 0, 3, 10) | Polygon(island))


def test_a_coast_cut_off_just_short_of_the_edge_is_led_on() -> None:
    assert land([(5, 0.001), (5, 9.999)]).symmetric_difference(box(0, 0, 5, 10)).area < 0.01


def test_a_coast_that_ends_in_the_middle_hides_no_street() -> None:
    assert land([(5, -1), (5, 5)]).equals(box(*FRAME))


@pytest.fixture(scope="module")
def street_rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    out = tmp_path_factory.mktemp("streets") / "streets.db"
    assert streets.build(maps.extract(), out) > 2000
    with closing(sqlite3.connect(out)) as database:
        return database.execute("SELECT * FROM s").fetchall()


def test_streets_have_points_and_lengths_in_metres(
    street_rows: list[Row],
) -> None:
    pieces = [row for row in street_rows if row[0] == "aleksanterinkatu" and row[1] is None]
    assert all(24.935 < lon < 24.956 and 60.163 < lat < 60.180 for _, _, lon, lat, _ in pieces)
    assert 500 < sum(length for *_, length in pieces) < 4000


def test_streets_are_written_as_addresses_are_looked_up(street_rows: list[Row]) -> None:
    names = {"name": "觀前街（東段） ", "name:zh": "观前街 (东段)", "name:zh-Hans": ""}
    assert streets._names(names) == {"观前街东段"}
    assert all(plain(name) == name for name, *_ in street_rows)


def test_a_long_way_gets_a_point_each_time_it_has_gone_so_far() -> None:
    pieces = list(streets._pieces([(120.0, 31.0), (120.0, 31.01)]))
    assert [lon for lon, _, _ in pieces] == [120.0] * 4
    assert [lat for _, lat, _ in pieces] == pytest.approx([31.00125, 31.00375, 31.00625, 31.00875])
    assert sum(metres for *_, metres in pieces) == pytest.approx(1112, abs=1)


def test_house_numbers_are_found_one_by_one(street_rows: list[Row]) -> None:
    numbers = {num for name, num, *_ in street_rows if name == "aleksanterinkatu" and num}
    assert {"52", "15"} & numbers
    assert not any(";" in num or "号" in num for _, num, *_ in street_rows if num)


BORDER_TOWN = """<?xml version="1.0"?>
<osm version="0.6">
 <bounds minlat="31.0" minlon="121.0" maxlat="31.1" maxlon="121.1"/>
 <node id="1" version="1" lat="31.05" lon="121.00"/>
 <node id="2" version="1" lat="31.05" lon="121.10"/>
 <node id="3" version="1" lat="31.06" lon="121.05"><tag k="place" v="country"/><tag k="name" v="某国"/></node>
 <node id="4" version="1" lat="31.02" lon="121.05"><tag k="place" v="town"/><tag k="name" v="某镇"/></node>
 <node id="5" version="1" lat="31.02" lon="121.00"/>
 <node id="6" version="1" lat="31.02" lon="121.10"/>
 <node id="7" version="1" lat="31.02" lon="121.04"/>
 <node id="8" version="1" lat="31.05" lon="121.04"/>
 <way id="1" version="1"><nd ref="1"/><nd ref="8"/><nd ref="2"/>
  <tag k="boundary" v="administrative"/><tag k="admin_level" v="2"/></way>
 <way id="2" version="1"><nd ref="5"/><nd ref="7"/><nd ref="6"/>
  <tag k="highway" v="primary"/><tag k="name" v="Main Road"/><tag k="name:zh" v="大路"/></way>
</osm>"""


@pytest.fixture
def town(tmp_path: Path) -> Path:
    path = tmp_path / "town.osm"
    path.write_text(BORDER_TOWN, encoding="utf-8")
    return path


def drawn(pack_file: Path, folder: Path) -> dict[str, list[dict[str, object]]]:
    """What the tiles of a pack in the deepest zoom hold: layer -> properties of each feature."""
    pack = install(pack_file, folder)
    assert pack.tile_file is not None
    archive, found = PMTilesFile(pack.tile_file), dict[str, list[dict[str, object]]]()
    for _, _, offset, length in archive.entries():
        for layer, held in mapbox_vector_tile.decode(archive.stored(offset, length)).items():
            found.setdefault(layer, []).extend(feature["properties"] for feature in held["features"])
    return found


def names(features: list[dict[str, object]]) -> set[object]:
    return {feature.get("name") for feature in features} - {None}


@linux
def test_a_pack_is_made_by_one_command_without_borders_if_so_told(town: Path, tmp_path: Path) -> None:
    out = tmp_path / "某镇.fieldpack"
    said = subprocess.run(
        [
            *(
                str(places.ROOT / "build" / "region_pack.sh"),
                str(town),
                str(out),
                "--bbox",
                "121.01,31.01,121.09,31.09",
            ),
            *("--without-boundaries", "--without-streets", "--attribution", "© 某某"),
        ],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=places.environment({"FIELDAPP_PYTHON": str(places.VENV_PYTHON)}),
    )
    assert said.returncode == 0, said.stdout + said.stderr
    pack = look_into(out)
    assert (pack.name, pack.attribution, pack.boundaries, pack.place_labels) == ("某镇", "© 某某", False, True)
    assert pack.bounds == (121_010_000, 31_010_000, 121_090_000, 31_090_000)
    assert set(pack.files) == {"tiles.pmtiles", "roads.npz"}
    layers = drawn(out, tmp_path / "packs")
    assert set(layers) == {"earth", "roads", "places"}
    assert names(layers["places"]) == {"某镇"}
    assert {feature["name:zh"] for feature in layers["roads"] if "name" in feature} == {"大路"}


@linux
def test_borders_are_drawn_and_no_place_named_if_so_told(town: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.fieldpack"
    options = ["--without-place-labels", "--without-roads", "--made-on", "2026-01-02", "--name", "x"]
    assert make_pack.main([str(town), str(out), *options]) == 0
    layers = drawn(out, tmp_path / "packs")
    assert set(layers) == {"earth", "roads", "boundaries"}
    assert {feature["kind_detail"] for feature in layers["boundaries"]} == {2}
    again = tmp_path / "x2.fieldpack"
    assert make_pack.main([str(town), str(again), *options]) == 0
    assert again.read_bytes() == out.read_bytes()


def test_bad_input_is_answered_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert make_pack.main([str(tmp_path / "gone.osm.pbf"), str(tmp_path / "x.fieldpack")]) == make_pack.USAGE
    assert make_pack.main([str(maps.extract()), str(tmp_path / "no" / "x.fieldpack")]) == make_pack.USAGE
    letter = tmp_path / "letter.osm.pbf"
    letter.write_bytes(b"Dear Sir or Madam, " * 99)
    assert make_pack.main([str(letter), str(tmp_path / "x.fieldpack")]) == make_pack.FAILED
    assert "osmium failed" in capsys.readouterr().out
    far = [str(maps.extract()), str(tmp_path / "x.fieldpack"), "--bbox", "100,30,100.1,30.1"]
    assert make_pack.main(far) == make_pack.FAILED
    assert "lies in that rectangle" in capsys.readouterr().out
    for wrong in ("--bbox=1,2,3", "--bbox=10,0,5,5", "--bbox=a,b,c,d", "--id=../x"):
        with pytest.raises(SystemExit):
            make_pack.main([str(letter), str(tmp_path / "x.fieldpack"), wrong])
    assert [path.name for path in tmp_path.iterdir()] == ["letter.osm.pbf"]


@linux
def test_ways_of_an_extract_that_lacks_their_nodes_are_shortened(tmp_path: Path) -> None:
    whole, _, about = extract.prepared(maps.extract(), tmp_path, None)
    assert subprocess.run(["osmium", "check-refs", whole], check=False, capture_output=True).returncode == 0
    assert about.box == pytest.approx((24.9351762, 60.164155, 24.9534145, 60.179113))


def test_the_world_pack_is_land_and_nothing_else() -> None:
    pack = packs.world()
    assert pack is not None
    assert (pack.boundaries, pack.layers, pack.min_zoom, pack.max_zoom) == (False, ("earth",), 0, 6)
    assert pack.tile_file is not None
    archive = PMTilesFile(pack.tile_file)
    kept = [(offset, length) for _, _, offset, length in archive.entries()]
    assert len(kept) > 1500
    for offset, length in kept[::20]:
        layers = mapbox_vector_tile.decode(archive.stored(offset, length))
        assert set(layers) == {"earth"}
        assert {tuple(feature["properties"].items()) for feature in layers["earth"]["features"]} == {
            (("kind", "earth"),)
        }


@pytest.mark.parametrize(
    ("lon", "lat", "is_land"),
    [
        (116.4, 39.9, True),
        (120.6, 31.3, True),
        (110.3, 19.2, True),
        (121.0, 23.7, True),
        (130.0, 25.0, False),
        (-30, 0, False),
    ],
)
def test_the_world_has_its_land_where_it_is(lon: float, lat: float, is_land: bool) -> None:
    pack = packs.world()
    assert pack is not None
    size = 1 << pack.max_zoom
    x = (lon / 360 + 0.5) * size
    y = (0.5 - np.arcsinh(np.tan(np.radians(lat))) / (2 * np.pi)) * size
    tile = TileReader(pack).tile(pack.max_zoom, int(x), int(y))
    point = shapely.Point(x % 1 * 1024, y % 1 * 1024)
    if tile is None:
        assert not is_land
        return
    decoded = mapbox_vector_tile.decode(tile, default_options={"y_coord_down": True})
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in decoded["earth"]["features"]]
    assert any(shape.contains(point) for shape in shapes) is is_land
