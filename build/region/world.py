"""Makes the world pack: nothing but land and sea at low zoom, so that a map is never empty and shows no border at all.

    world.py land-50m.json FOLDER

It is made at set-up from Natural Earth's land (public domain), which the npm package world-atlas carries as TopoJSON.
Land without countries is all that can be shown everywhere without an opinion on any border. As vector tiles it is
smaller than the same land as GeoJSON, and drawn by the same code as every other pack.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import mapbox_vector_tile
import numpy as np
import shapely
from numpy.typing import NDArray
from region.archive import Tile, in_order, packed, write_tiles
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from fieldapp.geo.basemap.pack_file import digest_of
from fieldapp.geo.basemap.pack_manifest import MANIFEST, TILE_FILES, VECTOR, WORLD, Manifest, Part, TilesSaid

DEEPEST = 6
EXTENT = 1024
"""Steps across a tile."""
EDGE = 16 / EXTENT
"""How far beyond its edge a tile is drawn, as a share of it, so that outlines do not show."""
SMALLEST = 6.0
"""Square steps: an island below that is no more than a speck at its zoom."""
ATTRIBUTION = "Natural Earth"


def land(topology: Path) -> MultiPolygon:
    """The land of a TopoJSON file on the Mercator square, 0 to 1 from west to east and from north to south."""
    said = json.loads(topology.read_text(encoding="utf-8"))
    scale, shift = said["transform"]["scale"], said["transform"]["translate"]
    arcs = [_mercator(np.cumsum(np.array(arc, float), axis=0) * scale + shift) for arc in said["arcs"]]
    polygons = [
        Polygon(_ring(rings[0], arcs), [_ring(ring, arcs) for ring in rings[1:]])
        for geometry in said["objects"]["land"]["geometries"]
        for rings in geometry["arcs"]
    ]
    return _areas(shapely.union_all([shapely.make_valid(polygon) for polygon in polygons]))


def make(topology: Path, folder: Path) -> None:
    """Write the unpacked pack into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / TILE_FILES[0]
    layers = [{"id": "earth", "fields": {"kind": "String"}, "minzoom": 0, "maxzoom": DEEPEST}]
    said: dict[str, object] = {"name": "world", "attribution": ATTRIBUTION, "vector_layers": layers}
    write_tiles(archive, in_order(_below(land(topology), 0, 0, 0)), WORLD, said)
    manifest = Manifest(
        id="world",
        name="世界（仅陆地）",
        files={archive.name: Part(archive.stat().st_size, digest_of(archive))},
        tiles=TilesSaid(archive.name, VECTOR, 0, DEEPEST, ("earth",)),
        attribution=ATTRIBUTION,
        licence="Public domain",
        boundaries=False,
        place_labels=False,
    )
    (folder / MANIFEST).write_bytes(manifest.as_json())


def _ring(numbers: list[int], arcs: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """A ring of arcs; one with a negative number is gone backwards."""
    return np.concatenate([arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers])


def _mercator(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    lat = np.radians(np.clip(degrees[:, 1], -85.0511287798, 85.0511287798))
    return np.column_stack([degrees[:, 0] / 360 + 0.5, 0.5 - np.arcsinh(np.tan(lat)) / (2 * np.pi)])


def _below(area: MultiPolygon, z: int, x: int, y: int) -> Iterator[Tile]:
    """The tile and those below it; what is handed down is already cut to it."""
    size = 1 / (1 << z)
    west, north, beyond = x * size, y * size, EDGE * size
    cut = _areas(shapely.clip_by_rect(area, west - beyond, north - beyond, west + size + beyond, north + size + beyond))
    if cut.is_empty:
        return
    drawn = _drawn(cut, west, north, size)
    if drawn:
        yield z, x, y, drawn
    if z < DEEPEST:
        for right in (0, 1):
            for down in (0, 1):
                yield from _below(cut, z + 1, 2 * x + right, 2 * y + down)


def _drawn(cut: MultiPolygon, west: float, north: float, size: float) -> bytes:
    steps = shapely.transform(cut, lambda points: (points - (west, north)) * (EXTENT / size))
    simple = _areas(shapely.make_valid(shapely.simplify(steps, 0.75)))
    large = MultiPolygon([part for part in simple.geoms if part.area >= SMALLEST])
    if large.is_empty:
        return b""
    feature = {"geometry": large, "properties": {"kind": "earth"}}
    options = {"y_coord_down": True, "extents": EXTENT}
    layer = {"name": "earth", "features": [feature]}
    return packed(cast(bytes, mapbox_vector_tile.encode(layer, default_options=options)))


def _areas(found: BaseGeometry) -> MultiPolygon:
    """Only what has an area."""
    parts = [part for part in shapely.get_parts(found, return_index=False) if not part.is_empty]
    flat = [inner for part in parts for inner in (part.geoms if hasattr(part, "geoms") else (part,))]
    return MultiPolygon([part for part in flat if isinstance(part, Polygon)])


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
