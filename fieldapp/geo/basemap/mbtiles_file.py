"""Reads one MBTiles file (https://github.com/mapbox/mbtiles-spec): a small SQLite database of tiles.

The database is opened for every question and closed again, read-only and without looking for a journal beside it. It
is somebody else's database: a question that does not end in time is stopped, and nothing in it is run.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from fieldapp.errors import KnownError
from fieldapp.geo.basemap.pack_manifest import HIGHEST_ZOOM, MILLION, VECTOR, WORLD, Bounds
from fieldapp.geo.basemap.pmtiles_file import LARGEST_TILE, damaged, truncated, unpack

FORMATS = {
    "pbf": VECTOR,
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
}
LONGEST_QUESTION_S = 3.0
STEPS_BETWEEN_LOOKS = 20_000
ALL_METADATA = "SELECT name, value FROM metadata LIMIT 1000"
ONE_TILE = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
SOME_TILES = "SELECT tile_data FROM tiles LIMIT ?"
ZOOMS = "SELECT min(zoom_level), max(zoom_level) FROM tiles"


class MBTilesFile:
    """A file of tiles that could be read.

    Raises:
        KnownError: `pack.not_a_pack`, `pack.damaged`, `pack.tile_type`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with asking(path) as database:
            said = database.execute(ALL_METADATA).fetchall()
            self._zooms = database.execute(ZOOMS).fetchone()
        self.said = {name: value for name, value in said if isinstance(name, str) and isinstance(value, str)}
        kind = self.said.get("format", "png").lower()
        if kind not in FORMATS:
            raise KnownError("pack.tile_type", {"file": path.name, "type": kind[:20]})
        self.media_type = FORMATS[kind]

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """The bytes of a tile, unpacked; None where there is none. Rows are counted from the north.

        Raises:
            KnownError: `pack.damaged` or `pack.unreadable`.
        """
        with asking(self.path) as database:
            row = database.execute(ONE_TILE, (z, x, (1 << z) - 1 - y)).fetchone()
        return None if row is None or row[0] is None else self._plain(row[0])

    def some(self, most: int) -> Iterator[bytes]:
        """A few tiles, unpacked."""
        with asking(self.path) as database:
            rows = database.execute(SOME_TILES, (most,)).fetchall()
        yield from (self._plain(row[0]) for row in rows)

    def check(self) -> None:
        """Look at every page of the database.

        Raises:
            KnownError: `pack.damaged`.
        """
        check_database(self.path)

    @property
    def zooms(self) -> tuple[int, int]:
        """The lowest and highest zoom that has tiles."""
        low, high = self._zooms
        if not (isinstance(low, int) and isinstance(high, int) and 0 <= low <= high <= HIGHEST_ZOOM):
            raise damaged(self.path, "tiles")
        return low, high

    @property
    def bounds(self) -> Bounds:
        """What it says that it covers; the whole world where it says nothing that makes sense."""
        try:
            found = Bounds(*(round(float(part) * MILLION) for part in self.said.get("bounds", "").split(",")))
        except (ValueError, TypeError, OverflowError):
            return WORLD
        return found if found.on_earth else WORLD

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers of its vector tiles, as it says."""
        try:
            said = json.loads(self.said.get("json", "{}"))
        except (ValueError, RecursionError):
            return ()
        return layers_in(said)

    def _plain(self, stored: object) -> bytes:
        if not isinstance(stored, bytes) or len(stored) > LARGEST_TILE:
            raise damaged(self.path, "tile")
        return unpack(stored, self.path, LARGEST_TILE) if stored[:2] == b"\x1f\x8b" else stored


def layers_in(said: object) -> tuple[str, ...]:
    """Ids of the `vector_layers` that a tile archive's metadata name."""
    found = said.get("vector_layers") if isinstance(said, dict) else None
    layers = found if isinstance(found, list) else []
    names = [layer.get("id") for layer in layers if isinstance(layer, dict)]
    return tuple(name[:200] for name in names if isinstance(name, str))[:100]


@contextmanager
def asking(path: Path, seconds: float = LONGEST_QUESTION_S) -> Iterator[sqlite3.Connection]:
    """The database at `path` for one question.

    Raises:
        KnownError: `pack.not_a_pack` where it is no database or lacks the tables, `pack.damaged` where a page is,
            `pack.unreadable` where the system refuses.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            until = time.monotonic() + seconds
            database.set_progress_handler(lambda: time.monotonic() > until, STEPS_BETWEEN_LOOKS)
            database.execute("PRAGMA trusted_schema = OFF")
            yield database
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_CANTOPEN:
            raise KnownError("pack.unreadable", {"file": path.name, "reason": "ENOENT"}) from error
        if code == sqlite3.SQLITE_ERROR:
            raise KnownError("pack.not_a_pack", {"file": path.name}) from error
        raise damaged(path, "database") from error
    except (sqlite3.DatabaseError, OverflowError, UnicodeDecodeError) as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_NOTADB:
            raise KnownError("pack.not_a_pack", {"file": path.name}) from error
        raise damaged(path, "database") from error


def check_database(path: Path) -> None:
    """Look at every page of a database; a last page that is cut off would be read as if it ended in zeros.

    Raises:
        KnownError: as `asking`; `pack.truncated`.
    """
    if path.stat().st_size < _said_size(path):
        raise truncated(path)
    with asking(path, seconds=600.0) as database:
        said = database.execute("PRAGMA quick_check(1)").fetchone()
    if said != ("ok",):
        raise damaged(path, "database")


def _said_size(path: Path) -> int:
    """Bytes that the database has by its own head (https://www.sqlite.org/fileformat.html, 1.3)."""
    with path.open("rb") as handle:
        head = handle.read(32)
    page = int.from_bytes(head[16:18])
    return (65_536 if page == 1 else page) * int.from_bytes(head[28:32])
