"""Map packs of a few kilobytes: quick to make, to break and to read, whole in every part."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import numpy as np
from region import archive, make_pack

from fieldapp.geo.basemap.mbtiles_file import FORMATS
from fieldapp.geo.basemap.pack_manifest import ROADS, STREETS, Bounds, Manifest
from fieldapp.geo.basemap.pack_parts import STREET_INDEX, STREET_TABLE

BOUNDS = Bounds(120_000_000, 31_000_000, 121_000_000, 32_000_000)
DEEPEST = 3
PNG = b"\x89PNG\r\n\x1a\n"


def vector_tile(z: int, x: int, y: int) -> bytes:
    """Bytes that begin like a vector tile and are another for every place."""
    said = f"tile {z}/{x}/{y}".encode()
    return bytes((0x1A, len(said))) + said


def pmtiles(out: Path) -> Path:
    """An archive whose every tile to zoom 3 is there but those of column 7."""
    found = [(z, x, y, archive.packed(vector_tile(z, x, y))) for z, x, y in numbers() if x != 7]
    layers: dict[str, object] = {"name": "small", "vector_layers": [{"id": "earth"}, {"id": "roads"}]}
    archive.write_tiles(out, archive.in_order(found), BOUNDS, {**layers, "attribution": "<a href='x'>© nobody</a>"})
    return out


def mbtiles(out: Path, kind: str = "png", **said: str) -> Path:
    """A database of pictures (or of what `kind` says) that begin as such and name their place."""
    begins = {"png": PNG, "jpg": b"\xff\xd8\xff", "webp": b"RIFF", "pbf": b"\x1a"}.get(kind, b"?")
    rows = [(z, x, (1 << z) - 1 - y, begins + f"{z}/{x}/{y}".encode()) for z, x, y in numbers()]
    told = {"name": "small", "format": kind, "bounds": "120.0,31.0,121.0,32.0", **said}
    with closing(sqlite3.connect(out)) as database:
        database.execute("PRAGMA page_size = 512")
        database.execute("CREATE TABLE metadata(name TEXT, value TEXT)")
        database.execute("CREATE TABLE tiles(zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
        database.executemany("INSERT INTO metadata VALUES (?, ?)", list(told.items()))
        database.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
        database.commit()
    assert kind in FORMATS or said or kind == "tiff"
    return out


def numbers() -> list[tuple[int, int, int]]:
    """Zoom, column and row of every tile to zoom 3."""
    return [(z, x, y) for z in range(DEEPEST + 1) for x in range(1 << z) for y in range(1 << z)]


def roads(out: Path, **changed: np.ndarray) -> Path:
    """A triangle of roads."""
    arrays = {
        "lon_e6": np.array([120_100_000, 120_200_000, 120_150_000], np.int32),
        "lat_e6": np.array([31_100_000, 31_100_000, 31_200_000], np.int32),
        "first": np.array([0, 2, 4, 6], np.int32),
        "to": np.array([1, 2, 0, 2, 0, 1], np.int32),
        "sec": np.full(6, 600, np.float32),
        "metres": np.full(6, 9000, np.float32),
        **changed,
    }
    np.savez(out, **arrays)  # type: ignore[arg-type]
    return out


def streets(out: Path) -> Path:
    """One street and one house."""
    with closing(sqlite3.connect(out)) as database:
        database.execute("PRAGMA page_size = 512")
        database.execute(STREET_TABLE)
        database.executemany(
            "INSERT INTO s VALUES (?, ?, ?, ?, ?)",
            [("观前街", None, 120.62, 31.31, 540.0), ("观前街", "12", 120.621, 31.311, 0.0)],
        )
        database.execute(STREET_INDEX)
        database.commit()
    return out


def parts(folder: Path) -> Path:
    """All parts of a pack in a folder."""
    folder.mkdir()
    pmtiles(folder / "tiles.pmtiles")
    roads(folder / ROADS)
    streets(folder / STREETS)
    return folder


def described(folder: Path, **changed: object) -> Manifest:
    """What is said of the parts in a folder."""
    said = {
        "id": "small",
        "name": "小地图",
        "files": make_pack.parts_in(folder),
        "bounds": BOUNDS,
        "tiles": make_pack.tiles_said(folder / "tiles.pmtiles"),
        "attribution": "© nobody",
        **changed,
    }
    return Manifest(**said)  # type: ignore[arg-type]


def fieldpack(folder: Path, **changed: object) -> Path:
    """A whole pack, made in `folder`."""
    made = parts(folder / "parts")
    out = folder / "small.fieldpack"
    make_pack.write_pack(described(made, **changed), made, out)
    return out


def repacked(source: Path, out: Path, **entries: bytes | None) -> Path:
    """The archive with some entries changed (or left out)."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        names = {name: old.read(name) for name in old.namelist()}
        for name, content in {**names, **entries}.items():
            if content is not None:
                new.writestr(name, content)
    return out
