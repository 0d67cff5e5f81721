"""Describes a file of nothing but tiles (`.pmtiles`, `.mbtiles`) the way a pack describes itself.

Such files come from elsewhere: a licensed provider, another program. What they say about themselves is taken as text.
"""

from __future__ import annotations

from pathlib import Path

from fieldapp.domain.party import Datum
from fieldapp.geo.basemap.mbtiles_file import layers_in
from fieldapp.geo.basemap.pack_manifest import (
    WORLD,
    Bounds,
    Manifest,
    Part,
    TilesSaid,
    id_for,
    plain_text,
)
from fieldapp.geo.basemap.pmtiles_file import PMTilesFile
from fieldapp.geo.basemap.tiles import open_tiles


def tile_name(file: Path) -> str:
    """The name that a file of tiles has in a pack."""
    return f"tiles{file.suffix.lower()}"


def manifest_of_tiles(part: Path, file: Path, found: Part) -> Manifest:
    """What `part`, copied from `file`, is.

    Raises:
        KnownError: `pack.*`: it cannot be read.
    """
    archive = open_tiles(part)
    if isinstance(archive, PMTilesFile):
        low, high, bounds, said = _of_pmtiles(archive)
        layers = layers_in(said)
    else:
        (low, high), bounds, said = archive.zooms, archive.bounds, dict[str, object](archive.said)
        layers = archive.layers
    name = plain_text(said.get("name"))[:60] or file.stem
    return Manifest(
        id=id_for(file.stem),
        name=name,
        files={part.name: found},
        bounds=bounds,
        tiles=TilesSaid(part.name, archive.media_type, low, high, layers),
        attribution=plain_text(said.get("attribution")),
        boundaries="boundaries" in layers or "boundary" in layers or not layers,
        datum=_datum(said.get("datum")),
        place_labels="places" in layers or "place" in layers or not layers,
    )


def _of_pmtiles(archive: PMTilesFile) -> tuple[int, int, Bounds, dict[str, object]]:
    header = archive.header
    degrees = (header["min_lon_e7"], header["min_lat_e7"], header["max_lon_e7"], header["max_lat_e7"])
    bounds = Bounds(*(round(value / 10) for value in degrees))
    return header["min_zoom"], header["max_zoom"], bounds if bounds.on_earth else WORLD, archive.metadata()


def _datum(said: object) -> Datum:
    """What the tiles say that they are drawn in; those that say nothing are taken for what the web's maps are."""
    return next((datum for datum in Datum if datum.value == said), Datum.WGS84)
