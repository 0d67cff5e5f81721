"""Looks at each part of a pack before it is let in: tiles, road graph, streets.

The form of the road graph is told where it is read (`road_graph`), that of the streets too (`streets`).
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldapp.errors import KnownError
from fieldapp.geo.basemap.mbtiles_file import MBTilesFile, asking, check_database
from fieldapp.geo.basemap.pack_manifest import ROADS, STREETS, TILE_FILES
from fieldapp.geo.basemap.pmtiles_file import PMTilesFile, damaged, unreadable
from fieldapp.geo.basemap.tiles import fits, open_tiles

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROAD_ARRAYS = {
    "lon_e6": "int32",
    "lat_e6": "int32",
    "first": "int32",
    "to": "int32",
    "sec": "float32",
    "metres": "float32",
}
SHAPE_ARRAYS = {"shape": "int32", "shape_lon_e6": "int32", "shape_lat_e6": "int32"}
"""All three or none."""
STREET_TABLE = "CREATE TABLE s(name TEXT NOT NULL, num TEXT, lon REAL NOT NULL, lat REAL NOT NULL, len REAL NOT NULL)"
STREET_INDEX = "CREATE INDEX s_n ON s(name, num)"
SOME_STREETS = (
    "SELECT count(*) FROM (SELECT name, num, lon, lat, len FROM s"
    " WHERE typeof(name) <> 'text' OR typeof(lon) <> 'real' OR typeof(lat) <> 'real' OR abs(lon) > 180 OR abs(lat) > 90"
    " LIMIT 1)"
)
NOT_ARRAYS = (
    ValueError,
    KeyError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    MemoryError,
    OverflowError,
    SyntaxError,
)
"""What NumPy raises for arrays that are none; their headers are read as Python literals."""
LONGEST = 1e7
"""Seconds or metres that no way takes."""
LARGEST_ROADS = 4 << 30
"""Unpacked: a country's roads are about 1 GB."""
SAMPLES = 100


def check_part(path: Path) -> None:
    """Look at one file of a pack whole, by its name.

    Raises:
        KnownError: `pack.*`, naming the file and what is wrong.
    """
    CHECKS[path.name](path)


def check_tiles(path: Path) -> None:
    """Every directory of the archive, and some of its tiles."""
    archive = open_tiles(path)
    if isinstance(archive, PMTilesFile):
        _check_archive(archive)
        return
    assert isinstance(archive, MBTilesFile)
    archive.check()
    found = [fits(tile, archive.media_type) for tile in archive.some(SAMPLES)]
    if not found:
        raise KnownError("pack.empty", {"file": path.name})
    if not all(found):
        raise damaged(path, "tile")


def _check_archive(archive: PMTilesFile) -> None:
    room, last, runs = archive.header["tile_data_length"], -1, []
    for first, run, offset, length in archive.entries():
        if first <= last or offset + length > room:
            raise damaged(archive.path, "directory")
        last = first + run - 1
        runs.append((offset, length))
    if not runs:
        raise KnownError("pack.empty", {"file": archive.path.name})
    for offset, length in runs[:: max(1, len(runs) // SAMPLES)]:
        if not fits(archive.stored(offset, length), archive.media_type):
            raise damaged(archive.path, "tile")


def check_roads(path: Path) -> None:
    """The arrays of a road graph: all there, of one size, and no way that leads nowhere."""
    arrays = _arrays(path)
    forms = {**ROAD_ARRAYS, **(SHAPE_ARRAYS if "shape" in arrays else {})}
    formed = all(arrays[name].dtype.name == form and arrays[name].ndim == 1 for name, form in forms.items())
    if not formed or not all(_makes_sense(arrays)):
        raise damaged(path, "roads")


def _arrays(path: Path) -> dict[str, NDArray[Any]]:
    import numpy as np

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_ROADS:
                raise KnownError("pack.too_large", {"file": path.name})
        with np.load(path, allow_pickle=False) as stored:
            shaped = SHAPE_ARRAYS if "shape" in stored else {}
            return {name: stored[name] for name in (*ROAD_ARRAYS, *shaped)}
    except OSError as error:
        raise unreadable(path, error) from error
    except (zipfile.BadZipFile, zlib.error, *NOT_ARRAYS) as error:
        raise damaged(path, "roads") from error


def _makes_sense(arrays: dict[str, NDArray[Any]]) -> Iterator[bool]:
    """Each thing that must hold, later ones only after earlier ones."""
    nodes, ways = len(arrays["lon_e6"]), len(arrays["to"])
    yield len(arrays["lat_e6"]) == nodes > 0
    yield _counts_up(arrays["first"], nodes, ways)
    yield len(arrays["sec"]) == len(arrays["metres"]) == ways
    yield bool(((arrays["to"] >= 0) & (arrays["to"] < nodes)).all())
    yield bool((arrays["sec"] > 0).all() and (arrays["sec"] < LONGEST).all())
    yield bool((arrays["metres"] >= 0).all() and (arrays["metres"] < LONGEST).all())
    yield _on_earth(arrays["lon_e6"], arrays["lat_e6"])
    if "shape" in arrays:
        yield _counts_up(arrays["shape"], ways, len(arrays["shape_lon_e6"]))
        yield len(arrays["shape_lat_e6"]) == len(arrays["shape_lon_e6"])
        yield _on_earth(arrays["shape_lon_e6"], arrays["shape_lat_e6"])


def _counts_up(borders: NDArray[Any], parts: int, things: int) -> bool:
    """Whether `borders` divide that many things among that many parts."""
    if len(borders) != parts + 1 or borders[0] != 0 or borders[-1] != things:
        return False
    return bool((borders[1:] >= borders[:-1]).all())


def _on_earth(lon_e6: NDArray[Any], lat_e6: NDArray[Any]) -> bool:
    wide = bool(((lon_e6 >= -180_000_000) & (lon_e6 <= 180_000_000)).all())
    return wide and bool(((lat_e6 >= -90_000_000) & (lat_e6 <= 90_000_000)).all())


def check_streets(path: Path) -> None:
    """The table of streets: there, whole, and on earth."""
    check_database(path)
    with asking(path, seconds=60.0) as database:
        if database.execute(SOME_STREETS).fetchone() != (0,):
            raise damaged(path, "streets")


CHECKS: dict[str, Callable[[Path], None]] = {
    **dict.fromkeys(TILE_FILES, check_tiles),
    ROADS: check_roads,
    STREETS: check_streets,
}
