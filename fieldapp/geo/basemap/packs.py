"""The map packs on this laptop: which there are, what each covers, whose it is, and which are broken.

A pack is a folder with a manifest and some of: tiles for the map, a road graph, streets with their points. One broken
pack is said and left out; the others, and the map, go on without it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from fieldapp import paths
from fieldapp.domain.party import Datum
from fieldapp.errors import KnownError, reason_of
from fieldapp.geo.basemap.pack_manifest import (
    LONGEST_MANIFEST,
    MANIFEST,
    ROADS,
    STREETS,
    VECTOR,
    Bounds,
    Manifest,
    read_manifest,
)

__all__ = ["Bounds", "BrokenPack", "Installed", "Pack", "TileKind", "for_map", "installed", "read_pack", "world"]

FOLDER_PREFIX = "pack-"
"""Before the id in a folder's name: an id like `con` or `nul` alone is no name for a folder on Windows."""
ORIGIN = "origin.json"
"""Beside the manifest: which file the pack was unpacked from."""
WORLD_FOLDER = "world"


class TileKind(StrEnum):
    """What the tiles of a pack are."""

    RASTER = "raster"
    VECTOR = "vector"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack that is whole.

    Attributes:
        folder: where its files lie. tile_file, roads, streets: None where it has none.
        media_type: of a tile; a vector tile is given uncompressed.
        bounds: what it covers. attribution: plain text that must be shown beside its map.
        layers: of its vector tiles, as far as it says. datum: what the tiles are drawn in.
        size: bytes on the disk. sha256: of the file that it was installed from, empty where nobody knows.
        built_in: came with the program and cannot be removed.
    """

    id: str
    name: str
    folder: Path
    tile_kind: TileKind
    tile_file: Path | None
    media_type: str
    min_zoom: int
    max_zoom: int
    bounds: Bounds
    attribution: str
    licence: str
    made_on: str
    as_of: str
    layers: tuple[str, ...]
    boundaries: bool
    datum: Datum
    roads: Path | None
    streets: Path | None
    size: int
    sha256: str = ""
    built_in: bool = False

    def holds(self, lon_e6: int, lat_e6: int) -> bool:
        """Whether it covers a point."""
        return self.bounds.holds(lon_e6, lat_e6)


@dataclass(frozen=True, slots=True)
class BrokenPack:
    """A folder that should be a pack and is none; `error` names file and reason."""

    id: str
    folder: Path
    error: KnownError


@dataclass(frozen=True, slots=True)
class Installed:
    """What is there, by name."""

    packs: tuple[Pack, ...] = ()
    broken: tuple[BrokenPack, ...] = ()


def installed(folder: Path) -> Installed:
    """The packs below `folder`; nothing there means none.

    Only manifests are read and sizes compared: quick enough for opening the map. What a file holds is checked when it
    is installed, and again tile by tile.
    """
    whole: list[Pack] = []
    broken: list[BrokenPack] = []
    for place in _folders(folder):
        try:
            whole.append(read_pack(place))
        except KnownError as error:
            broken.append(BrokenPack(place.name.removeprefix(FOLDER_PREFIX), place, error))
    return Installed(tuple(sorted(whole, key=lambda pack: (pack.name, pack.id))), tuple(broken))


def world() -> Pack | None:
    """The land of the world at low zoom, without borders, as set-up makes it; None where it is missing or broken."""
    place = paths.resources() / "made" / "map" / WORLD_FOLDER
    try:
        return read_pack(place, built_in=True)
    except KnownError:
        return None


def for_map(folder: Path) -> Installed:
    """What a map draws, lowest first: the world, then the installed packs."""
    there, ground = installed(folder), world()
    if ground is None or any(pack.id == ground.id for pack in there.packs):
        return there
    return Installed((ground, *there.packs), there.broken)


def read_pack(folder: Path, *, built_in: bool = False) -> Pack:
    """The pack in `folder`.

    Raises:
        KnownError: `pack.unreadable`, `pack.manifest`, `pack.newer`, or `pack.truncated` where a file lacks bytes.
    """
    try:
        with (folder / MANIFEST).open("rb") as handle:
            manifest = read_manifest(handle.read(LONGEST_MANIFEST), folder / MANIFEST)
        for name, part in manifest.files.items():
            if (folder / name).stat().st_size != part.size:
                raise KnownError("pack.truncated", {"file": name})
        return pack_of(manifest, folder, _origin(folder), built_in=built_in)
    except OSError as error:
        name = Path(error.filename).name if error.filename else folder.name
        raise KnownError("pack.unreadable", {"file": name, "reason": reason_of(error)}) from error


def pack_of(manifest: Manifest, folder: Path, sha256: str, *, built_in: bool = False) -> Pack:
    """The pack that `manifest` describes, in `folder`."""
    tiles = manifest.tiles
    kind = TileKind.NONE if tiles is None else TileKind.VECTOR if tiles.media_type == VECTOR else TileKind.RASTER
    return Pack(
        id=manifest.id,
        name=manifest.name,
        folder=folder,
        tile_kind=kind,
        tile_file=folder / tiles.file if tiles else None,
        media_type=tiles.media_type if tiles else "",
        min_zoom=tiles.min_zoom if tiles else 0,
        max_zoom=tiles.max_zoom if tiles else 0,
        bounds=Bounds(*manifest.bounds),
        attribution=manifest.attribution,
        licence=manifest.licence,
        made_on=manifest.made_on,
        as_of=manifest.as_of,
        layers=tiles.layers if tiles else (),
        boundaries=manifest.boundaries,
        datum=manifest.datum,
        roads=folder / ROADS if ROADS in manifest.files else None,
        streets=folder / STREETS if STREETS in manifest.files else None,
        size=manifest.size,
        sha256=sha256,
        built_in=built_in,
    )


def folder_of(pack_id: str, folder: Path) -> Path:
    """Where the pack of that id lies or will lie."""
    return folder / f"{FOLDER_PREFIX}{pack_id}"


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(place for place in folder.iterdir() if place.name.startswith(FOLDER_PREFIX) and place.is_dir())
    except OSError:
        return []


def _origin(folder: Path) -> str:
    """The digest of the file it came from; empty where that is not known."""
    try:
        said = json.loads((folder / ORIGIN).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return ""
    sha256 = said.get("sha256") if isinstance(said, dict) else ""
    return sha256 if isinstance(sha256, str) else ""
