"""Writes tiles into one PMTiles archive, in the order of their numbers, so that the same tiles give the same bytes."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from fieldapp.geo.basemap.mbtiles_file import ONE_TILE
from fieldapp.geo.basemap.pack_manifest import Bounds

Tile = tuple[int, int, int, bytes]
"""Zoom, column, row from the north, and the tile compressed by gzip."""
TIMES_TEN = 10
"""PMTiles counts ten-millionths of a degree."""


def packed(tile: bytes) -> bytes:
    """A vector tile as it is stored."""
    return gzip.compress(tile, mtime=0)


def write_tiles(out: Path, tiles: Iterable[Tile], bounds: Bounds, said: dict[str, object]) -> int:
    """Write vector tiles; returns how many there were.

    Args:
        out: the archive.
        tiles: in the order of their numbers (`in_order`), which is how they lie in it; empty ones are left out.
        bounds: what they cover.
        said: the metadata: `name`, `attribution`, `vector_layers` and whatever else.
    """
    header = {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": bounds.west * TIMES_TEN,
        "min_lat_e7": bounds.south * TIMES_TEN,
        "max_lon_e7": bounds.east * TIMES_TEN,
        "max_lat_e7": bounds.north * TIMES_TEN,
        "center_zoom": 0,
        "center_lon_e7": (bounds.west + bounds.east) // 2 * TIMES_TEN,
        "center_lat_e7": (bounds.south + bounds.north) // 2 * TIMES_TEN,
    }
    count = 0
    with out.open("wb") as handle:
        writer = Writer(handle)  # type: ignore[no-untyped-call]
        for z, x, y, tile in tiles:
            if gzip.decompress(tile):
                writer.write_tile(zxy_to_tileid(z, x, y), tile)  # type: ignore[no-untyped-call]
                count += 1
        writer.finalize(header, said)  # type: ignore[no-untyped-call]
    return count


def in_order(tiles: Iterable[Tile]) -> list[Tile]:
    """Tiles by their numbers in the archive: neighbours lie together."""
    return sorted(tiles, key=lambda tile: zxy_to_tileid(*tile[:3]))


def tiles_in(mbtiles: Path) -> Iterator[Tile]:
    """The tiles that tilemaker wrote, in order; one at a time, since a province has hundreds of megabytes."""
    with closing(sqlite3.connect(mbtiles)) as database:
        places = database.execute("SELECT zoom_level, tile_column, tile_row FROM tiles").fetchall()
        turned = sorted((zxy_to_tileid(z, x, (1 << z) - 1 - row), z, x, row) for z, x, row in places)
        for _, z, x, row in turned:
            tile = database.execute(ONE_TILE, (z, x, row)).fetchone()[0]
            yield z, x, (1 << z) - 1 - row, tile if tile[:2] == b"\x1f\x8b" else packed(tile)


def layers_said(mbtiles: Path) -> list[dict[str, object]]:
    """The layers and their attributes, as tilemaker tells them; those without any attribute were not drawn."""
    with closing(sqlite3.connect(mbtiles)) as database:
        row = database.execute("SELECT value FROM metadata WHERE name = 'json'").fetchone()
    layers: list[dict[str, object]] = json.loads(row[0])["vector_layers"] if row else []
    return [layer for layer in layers if layer.get("fields")]
