"""One tile of a pack by its zoom, column and row, whatever kind of archive it lies in.

Any thread may ask. Nothing stays open between two questions, so a pack can be replaced or removed at any time: what is
asked after that is answered with a known error, and the map leaves that tile empty.
"""

from __future__ import annotations

from pathlib import Path

from fieldapp.errors import KnownError
from fieldapp.geo.basemap.mbtiles_file import MBTilesFile
from fieldapp.geo.basemap.pack_manifest import VECTOR
from fieldapp.geo.basemap.packs import Pack
from fieldapp.geo.basemap.pmtiles_file import PMTilesFile, damaged

BEGINNINGS = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/webp": (b"RIFF",),
    VECTOR: (b"\x1a",),
}
"""How the bytes of a tile begin: pictures by their signature, a vector tile with its first layer."""


class TileReader:
    """Reads the tiles of one pack.

    Raises:
        KnownError: `pack.*`; `pack.no_tiles` where it has none.
    """

    def __init__(self, pack: Pack) -> None:
        if pack.tile_file is None:
            raise KnownError("pack.no_tiles", {"file": pack.name})
        self.media_type = pack.media_type
        self._low, self._high = pack.min_zoom, pack.max_zoom
        self._file = open_tiles(pack.tile_file)
        if self._file.media_type != pack.media_type:
            raise damaged(pack.tile_file, "header")

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """The tile, unpacked; None where the pack has none, and for numbers that no tile has.

        Raises:
            KnownError: `pack.damaged`, `pack.truncated`, `pack.unreadable`.
        """
        if not self._low <= z <= self._high or not (0 <= x < 1 << z and 0 <= y < 1 << z):
            return None
        found = self._file.tile(z, x, y)
        if found and not fits(found, self.media_type):
            raise damaged(self._file.path, "tile")
        return found


def open_tiles(path: Path) -> PMTilesFile | MBTilesFile:
    """The archive at `path`, by its ending.

    Raises:
        KnownError: it is none, or a broken one.
    """
    return PMTilesFile(path) if path.suffix == ".pmtiles" else MBTilesFile(path)


def fits(tile: bytes, media_type: str) -> bool:
    """Whether bytes begin like a tile of that type; an empty vector tile is one."""
    return tile.startswith(BEGINNINGS[media_type]) or (media_type == VECTOR and not tile)
