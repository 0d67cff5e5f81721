"""Tiles by zoom, column and row, out of both kinds of archive, from many threads at once."""

from __future__ import annotations

import gzip
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zlib import crc32

import pytest
from region import archive

from fieldapp.errors import KnownError
from fieldapp.geo.basemap.mbtiles_file import MBTilesFile
from fieldapp.geo.basemap.pack_file import install, remove
from fieldapp.geo.basemap.packs import Pack, TileKind
from fieldapp.geo.basemap.pmtiles_file import PMTilesFile
from fieldapp.geo.basemap.tiles import TileReader
from tests import maps, small_packs
from tests.small_packs import numbers, vector_tile


@pytest.fixture
def vector(tmp_path: Path) -> Pack:
    return install(small_packs.pmtiles(tmp_path / "vector.pmtiles"), tmp_path / "packs")


@pytest.fixture
def raster(tmp_path: Path) -> Pack:
    return install(small_packs.mbtiles(tmp_path / "raster.mbtiles"), tmp_path / "packs")


def test_every_tile_of_a_pmtiles_archive_comes_back_unpacked(vector: Pack) -> None:
    reader = TileReader(vector)
    assert vector.tile_kind is TileKind.VECTOR
    assert {place: reader.tile(*place) for place in numbers()} == {
        (z, x, y): None if x == 7 else vector_tile(z, x, y) for z, x, y in numbers()
    }


def test_every_tile_of_an_mbtiles_file_is_counted_from_the_north(raster: Pack) -> None:
    reader = TileReader(raster)
    assert (raster.tile_kind, raster.media_type) == (TileKind.RASTER, "image/png")
    assert all(reader.tile(z, x, y) == small_packs.PNG + f"{z}/{x}/{y}".encode() for z, x, y in numbers())


@pytest.mark.parametrize("place", [(4, 0, 0), (-1, 0, 0), (2, 4, 0), (2, 0, 4), (2, -1, 0), (1 << 40, 1, 1)])
def test_numbers_that_no_tile_has_give_no_tile(vector: Pack, raster: Pack, place: tuple[int, int, int]) -> None:
    assert TileReader(vector).tile(*place) is None
    assert TileReader(raster).tile(*place) is None


def test_eight_threads_read_at_once(vector: Pack, raster: Pack) -> None:
    readers = TileReader(vector), TileReader(raster)
    alone = [[reader.tile(*place) for place in numbers()] for reader in readers]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda n: [readers[n % 2].tile(*place) for place in numbers()], range(16)))
    assert together == [alone[n % 2] for n in range(16)]


def test_a_pack_may_be_taken_away_while_it_is_read(vector: Pack) -> None:
    reader = TileReader(vector)
    assert reader.tile(0, 0, 0)
    remove(vector)
    with pytest.raises(KnownError, match=r"pack\.unreadable"):
        reader.tile(3, 1, 1)


def test_a_tile_that_is_no_picture_is_said_and_the_others_are_read(raster: Pack) -> None:
    assert raster.tile_file is not None
    with sqlite3.connect(raster.tile_file) as database:
        database.execute("UPDATE tiles SET tile_data = '<html>' WHERE zoom_level = 1 AND tile_column = 0")
    database.close()
    reader = TileReader(raster)
    with pytest.raises(KnownError, match=r"pack\.damaged"):
        reader.tile(1, 0, 0)
    assert reader.tile(1, 1, 0)


def test_a_question_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "endless.mbtiles"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE metadata(name TEXT, value TEXT)")
        database.execute(
            "CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            " SELECT i AS zoom_level, i AS tile_column, i AS tile_row, i AS tile_data FROM n"
        )
    database.close()
    monkeypatch.setattr("fieldapp.geo.basemap.mbtiles_file.asking.__wrapped__.__defaults__", (0.05,))
    with pytest.raises(KnownError, match=r"pack\.damaged"):
        MBTilesFile(path)


def test_a_large_archive_with_directories_below_directories_is_read(tmp_path: Path) -> None:
    deep = 8
    places = [(deep, x, y) for x in range(1 << deep) for y in range(0, 1 << deep, 3)]
    said = {(z, x, y): vector_tile(z, x, y) + bytes(crc32(f"{x}/{y}".encode()) % 997) for z, x, y in places}
    tiles = archive.in_order((*place, gzip.compress(tile, 0, mtime=0)) for place, tile in said.items())
    archive.write_tiles(tmp_path / "large.pmtiles", tiles, small_packs.BOUNDS, {})
    found = PMTilesFile(tmp_path / "large.pmtiles")
    assert found.header["leaf_directory_length"] > 0
    assert all(found.tile(*place) == said[place] for place in places[::97])
    assert found.tile(deep, 3, 4) is None
    assert sum(run for _, run, _, _ in found.entries()) == len(places)


def test_the_sample_of_helsinki_has_streets_in_its_middle(tmp_path: Path) -> None:
    import mapbox_vector_tile

    pack = maps.helsinki(tmp_path)
    reader = TileReader(pack)
    tile = reader.tile(14, 9327, 4742)
    assert tile is not None
    layers = mapbox_vector_tile.decode(tile)
    assert {"earth", "roads", "buildings"} <= set(layers)
    assert "boundaries" not in layers
    names = {feature["properties"].get("name") for feature in layers["roads"]["features"]}
    assert names & {"Mannerheimintie", "Kaivokatu", "Pohjoisesplanadi"}
