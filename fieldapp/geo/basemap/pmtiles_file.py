"""Reads one PMTiles archive (version 3): its header, its directories, and the bytes of a tile.

The format is public: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md. Header and the numbering of tiles
are read by its authors' package; directories are read here, because an archive of somebody else's must not be able to
ask for more memory than it is worth, and because a directory read once is kept.

The file is opened for every read and closed again: nothing is held that keeps a pack from being replaced, threads
share nothing, and a file that is cut off while it is used gives an error instead of a crash (as a mapped one would).
"""

from __future__ import annotations

import json
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pmtiles.tile import (
    Compression,
    HeaderDict,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_header,
    zxy_to_tileid,
)

from fieldapp.errors import KnownError, reason_of
from fieldapp.geo.basemap.pack_manifest import HIGHEST_ZOOM, VECTOR

HEADER_BYTES = 127
LARGEST_DIRECTORY = 16 << 20
"""Unpacked; the largest that the usual writers make is a few hundred kilobytes."""
LARGEST_TILE = 16 << 20
"""Unpacked; a tile of ours is below 1 MB."""
DEEPEST = 3
DIRECTORIES_KEPT = 64
MEDIA = {TileType.MVT: VECTOR, TileType.PNG: "image/png", TileType.JPEG: "image/jpeg", TileType.WEBP: "image/webp"}
READABLE = (Compression.NONE, Compression.GZIP)


@dataclass(frozen=True, slots=True)
class Directory:
    """Entries in order: from which tile on, for how many tiles (0: another directory), and where the bytes lie."""

    ids: list[int]
    runs: list[int]
    lengths: list[int]
    offsets: list[int]


class PMTilesFile:
    """An archive whose header made sense.

    Raises:
        KnownError: `pack.unreadable`, `pack.not_a_pack`, `pack.newer`, `pack.truncated`, `pack.tile_type`,
            `pack.compression` or `pack.damaged`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._size = _size(path)
        self.header = _header(self._read(0, HEADER_BYTES), path)
        self._sections = _sections(self.header)
        self._refuse_cut_short()
        self.media_type = MEDIA[self.header["tile_type"]]
        self._directory = lru_cache(DIRECTORIES_KEPT)(self._read_directory)

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """The bytes of a tile as stored but unpacked; None where there is none.

        Raises:
            KnownError: `pack.damaged` or `pack.unreadable`.
        """
        wanted = zxy_to_tileid(z, x, y)
        offset, length = self.header["root_offset"], self.header["root_length"]
        for _ in range(DEEPEST + 1):
            found = self._directory(offset, length)
            at = bisect_right(found.ids, wanted) - 1
            if at < 0:
                return None
            length = found.lengths[at]
            if found.runs[at]:
                inside = wanted - found.ids[at] < found.runs[at]
                return self.stored(found.offsets[at], length) if inside else None
            offset = self.header["leaf_directory_offset"] + found.offsets[at]
        raise damaged(self.path, "directory")

    def stored(self, offset: int, length: int) -> bytes:
        """The tile at that place among the tiles, unpacked."""
        packed = self._part("tile_data", offset, length)
        return unpack(packed, self.path, LARGEST_TILE) if packed[:2] == b"\x1f\x8b" else packed

    def entries(self) -> Iterator[tuple[int, int, int, int]]:
        """Every run of tiles: first number, how many, offset, length; in order.

        Raises:
            KnownError: `pack.damaged` where a directory does not make sense.
        """
        yield from self._walk(self.header["root_offset"], self.header["root_length"], 0)

    def metadata(self) -> dict[str, object]:
        """What it says of itself."""
        raw = self._read(self.header["metadata_offset"], self.header["metadata_length"])
        if self.header["internal_compression"] == Compression.GZIP:
            raw = unpack(raw, self.path, LARGEST_DIRECTORY)
        try:
            said = json.loads(raw or b"{}")
        except (ValueError, RecursionError) as error:
            raise damaged(self.path, "metadata") from error
        return said if isinstance(said, dict) else {}

    def _walk(self, offset: int, length: int, depth: int) -> Iterator[tuple[int, int, int, int]]:
        if depth > DEEPEST:
            raise damaged(self.path, "directory")
        found = self._directory(offset, length)
        for first, run, start, size in zip(found.ids, found.runs, found.offsets, found.lengths, strict=True):
            if run:
                yield first, run, start, size
            else:
                yield from self._walk(self.header["leaf_directory_offset"] + start, size, depth + 1)

    def _read_directory(self, offset: int, length: int) -> Directory:
        raw = self._read(offset, length)
        if self.header["internal_compression"] == Compression.GZIP:
            raw = unpack(raw, self.path, LARGEST_DIRECTORY)
        return _entries(raw, self.path)

    def _part(self, section: str, offset: int, length: int) -> bytes:
        start, room = self._sections[section]
        if offset + length > room:
            raise damaged(self.path, section)
        return self._read(start + offset, length)

    def _read(self, offset: int, length: int) -> bytes:
        if length > LARGEST_DIRECTORY or offset + length > self._size:
            raise damaged(self.path, "directory") if offset else truncated(self.path)
        try:
            with self.path.open("rb") as handle:
                handle.seek(offset)
                found = handle.read(length)
        except OSError as error:
            raise unreadable(self.path, error) from error
        if len(found) != length:
            raise truncated(self.path)
        return found

    def _refuse_cut_short(self) -> None:
        for offset, length in self._sections.values():
            if offset + length > self._size:
                raise truncated(self.path)


def unpack(packed: bytes, path: Path, most: int) -> bytes:
    """What was packed by gzip, at most `most` bytes of it.

    Raises:
        KnownError: `pack.damaged`, also where it would be larger.
    """
    unpacker = zlib.decompressobj(wbits=31)
    try:
        whole = unpacker.decompress(packed, most)
    except zlib.error as error:
        raise damaged(path, "tile") from error
    if not unpacker.eof:
        raise damaged(path, "tile")
    return whole


def damaged(path: Path, part: str) -> KnownError:
    """What is in the file makes no sense."""
    return KnownError("pack.damaged", {"file": path.name, "part": part})


def truncated(path: Path) -> KnownError:
    """The file ends too early."""
    return KnownError("pack.truncated", {"file": path.name})


def unreadable(path: Path, error: OSError) -> KnownError:
    """The system does not let us read it."""
    return KnownError("pack.unreadable", {"file": path.name, "reason": reason_of(error)})


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from error


def _header(raw: bytes, path: Path) -> HeaderDict:
    try:
        header = deserialize_header(raw)
    except SpecVersionUnsupported as error:
        raise KnownError("pack.newer", {"file": path.name}) from error
    except (MagicNumberNotFound, UnicodeDecodeError) as error:
        raise KnownError("pack.not_a_pack", {"file": path.name}) from error
    except ValueError as error:  # a kind of tile or of compression that nobody has heard of
        raise damaged(path, "header") from error
    if header["tile_type"] not in MEDIA:
        raise KnownError("pack.tile_type", {"file": path.name, "type": header["tile_type"].name})
    for compression in (header["internal_compression"], header["tile_compression"]):
        if compression not in READABLE:
            raise KnownError("pack.compression", {"file": path.name, "type": compression.name})
    if not header["min_zoom"] <= header["max_zoom"] <= HIGHEST_ZOOM:
        raise damaged(path, "header")
    return header


def _sections(header: HeaderDict) -> dict[str, tuple[int, int]]:
    """Where each part of the archive begins, and how long it is."""
    return {
        "root": (header["root_offset"], header["root_length"]),
        "metadata": (header["metadata_offset"], header["metadata_length"]),
        "leaf_directory": (header["leaf_directory_offset"], header["leaf_directory_length"]),
        "tile_data": (header["tile_data_offset"], header["tile_data_length"]),
    }


def _entries(raw: bytes, path: Path) -> Directory:
    """A directory: how many entries, then all first numbers as differences, all runs, all lengths, all offsets."""
    numbers = _varints(raw, path)
    count = next(numbers, 0)
    if count > len(raw) // 4:
        raise damaged(path, "directory")
    taken = [next(numbers, -1) for _ in range(4 * count)]
    if taken and min(taken) < 0:
        raise damaged(path, "directory")
    steps, runs, lengths, places = (taken[at * count : (at + 1) * count] for at in range(4))
    ids: list[int] = []
    offsets: list[int] = []
    last = 0
    for step in steps:
        last += step
        ids.append(last)
    for at, place in enumerate(places):
        if place == 0 and at == 0:
            raise damaged(path, "directory")
        offsets.append(place - 1 if place else offsets[-1] + lengths[at - 1])
    return Directory(ids, runs, lengths, offsets)


def _varints(raw: bytes, path: Path) -> Iterator[int]:
    value = shift = 0
    for byte in raw:
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            yield value
            value = shift = 0
            continue
        shift += 7
        if shift > 63:
            raise damaged(path, "directory")
