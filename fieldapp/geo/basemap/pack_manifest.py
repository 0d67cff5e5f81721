"""What a map pack says about itself (`manifest.json`): what is in it, where on earth, whose it is and under what terms.

A pack comes from a colleague's USB stick or from anywhere: nothing it says is believed before it was looked at here.
"""

from __future__ import annotations

import hashlib
import html
import re
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from fieldapp.domain.party import Datum
from fieldapp.errors import KnownError

FORMAT = 1
"""Of the manifest; a pack of a later one needs a later program."""
MANIFEST, ROADS, STREETS = "manifest.json", "roads.npz", "streets.db"
TILE_FILES = ("tiles.pmtiles", "tiles.mbtiles")
PARTS = (*TILE_FILES, ROADS, STREETS)
"""What a pack may hold beside its manifest."""
HIGHEST_ZOOM = 22
LONGEST_MANIFEST = 1 << 20
MILLION = 1_000_000
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")

Sha256 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Zoom = Annotated[int, Meta(ge=0, le=HIGHEST_ZOOM)]
Short = Annotated[str, Meta(max_length=200)]
Line = Annotated[str, Meta(max_length=2000)]


class Bounds(NamedTuple):
    """A rectangle in millionths of a degree; it does not cross the 180th meridian."""

    west: int = -180 * MILLION
    south: int = -85_051_129
    east: int = 180 * MILLION
    north: int = 85_051_129

    @property
    def degrees(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        return self.west / MILLION, self.south / MILLION, self.east / MILLION, self.north / MILLION

    def holds(self, lon_e6: int, lat_e6: int) -> bool:
        """Whether a point is in it."""
        return self.west <= lon_e6 <= self.east and self.south <= lat_e6 <= self.north

    @property
    def on_earth(self) -> bool:
        """Whether there is such a rectangle."""
        world = 180 * MILLION, 90 * MILLION
        wide = -world[0] <= self.west < self.east <= world[0]
        return wide and -world[1] <= self.south < self.north <= world[1]


WORLD = Bounds()


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """One file of a pack."""

    size: Annotated[int, Meta(ge=0)]
    sha256: Sha256


class TilesSaid(msgspec.Struct, frozen=True):
    """What the tiles are."""

    file: str
    media_type: str
    min_zoom: Zoom
    max_zoom: Zoom
    layers: tuple[Short, ...] = ()


class Manifest(msgspec.Struct, frozen=True, omit_defaults=False):
    """All that a pack says of itself.

    Attributes:
        id: names its folder and its tiles' addresses; a pack of the same id takes the place of an older one.
        bounds: west, south, east, north in millionths of a degree.
        attribution: plain text, shown on the map wherever the pack is.
        boundaries, place_labels: whether borders and names of places are drawn in its vector tiles.
        datum: what the tiles are drawn in.
        made_on: the day the pack was built. as_of: the day of the survey it was built from, as far as known.
    """

    id: str
    name: Short
    files: dict[str, Part]
    bounds: tuple[int, int, int, int] = WORLD
    tiles: TilesSaid | None = None
    attribution: Line = ""
    licence: Short = ""
    made_on: Short = ""
    as_of: Short = ""
    boundaries: bool = True
    place_labels: bool = True
    datum: Datum = Datum.WGS84
    format: int = FORMAT

    def as_json(self) -> bytes:
        """As it is written into a pack."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2)

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return sum(part.size for part in self.files.values())


class _Age(msgspec.Struct):
    """Just enough of a manifest to see which program it is for."""

    format: int = FORMAT


def read_manifest(raw: bytes, file: Path) -> Manifest:
    """What `manifest.json` says.

    Args:
        raw: its bytes.
        file: of the pack, for the sentence.

    Raises:
        KnownError: `pack.newer`, or `pack.manifest` with what is wrong in it.
    """
    try:
        if msgspec.json.decode(raw, type=_Age).format > FORMAT:
            raise KnownError("pack.newer", {"file": file.name})
        manifest = _in_plain_text(msgspec.json.decode(raw, type=Manifest))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        where = re.search(r"`\$\.?([^`]*)`", str(error))
        what = where[1] if where and where[1] else "JSON"
        raise KnownError("pack.manifest", {"file": file.name, "what": what}) from error
    wrong = _wrong(manifest)
    if wrong:
        raise KnownError("pack.manifest", {"file": file.name, "what": wrong})
    return manifest


def _in_plain_text(manifest: Manifest) -> Manifest:
    shown = ("name", "attribution", "licence", "made_on", "as_of")
    return msgspec.structs.replace(manifest, **{field: plain_text(getattr(manifest, field)) for field in shown})


def _wrong(manifest: Manifest) -> str:
    """The field that makes no sense; empty where all do."""
    tiles = manifest.tiles
    checks = (
        ("id", ID.match(manifest.id) is not None),
        ("name", bool(manifest.name)),
        ("bounds", Bounds(*manifest.bounds).on_earth),
        ("files", bool(manifest.files) and all(name in PARTS for name in manifest.files)),
        ("tiles", (tiles.file if tiles else None) == tile_file(manifest)),
        ("tiles.zoom", tiles is None or tiles.min_zoom <= tiles.max_zoom),
        ("tiles.media_type", tiles is None or tiles.media_type in MEDIA_TYPES),
    )
    return next((name for name, right in checks if not right), "")


VECTOR = "application/x-protobuf"
MEDIA_TYPES = frozenset({VECTOR, "image/png", "image/jpeg", "image/webp"})


def tile_file(manifest: Manifest) -> str | None:
    """The name of its file of tiles, if it has exactly one."""
    found = [name for name in TILE_FILES if name in manifest.files]
    return found[0] if len(found) == 1 else None


def id_for(name: str) -> str:
    """The id of a pack that brings none: the same for the same name, so that a newer one replaces it."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40]
    if plain and plain.isascii() and len(plain) >= len(name) // 2:
        return plain
    return f"p-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def plain_text(said: object) -> str:
    """A name or an attribution as text: packs of others write HTML into it, which is never run here."""
    if not isinstance(said, str):
        return ""
    text = re.sub(r"<[^<>]*>", " ", html.unescape(said))
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:2000]
