"""Makes one file for laptops out of an OpenStreetMap extract: map tiles, road graph, streets (`NAME.fieldpack`).

    build/region_pack.sh EXTRACT.osm.pbf NAME.fieldpack [--bbox W,S,E,N] [--name TEXT] [--without-boundaries] …

It is for the office: docs/maps.md says what it needs, what may go into a pack, and what the law says about that. What
comes out is looked through with the same code that lets it in on a laptop before it is put in its place.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from region import roads, streets
from region.archive import layers_said, tiles_in, write_tiles
from region.extract import Box, Extract, NothingThereError, prepared

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.geo.basemap.mbtiles_file import layers_in
from fieldapp.geo.basemap.pack_file import SUFFIX, digest_of, look_into
from fieldapp.geo.basemap.pack_manifest import (
    ID,
    MANIFEST,
    MILLION,
    PARTS,
    ROADS,
    STREETS,
    TILE_FILES,
    VECTOR,
    Bounds,
    Manifest,
    Part,
    TilesSaid,
    id_for,
)
from fieldapp.geo.basemap.pmtiles_file import PMTilesFile
from fieldapp.sentences import say

HERE = Path(__file__).resolve().parent
OPENSTREETMAP = "© OpenStreetMap contributors"
ODBL = "ODbL-1.0"
PROGRAMS = {"osmium": "osmium-tool", "tilemaker": "tilemaker"}
UNDATED = (1980, 1, 1, 0, 0, 0)
"""Of the files in a pack: what is the same is the same to the byte."""
USAGE, FAILED = 2, 1


def main(words: Sequence[str]) -> int:
    """Make the pack that the command line asks for; returns the exit code."""
    asked = _parser().parse_args(words)
    lacking = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if lacking:
        print(f"Missing here: {', '.join(lacking)}. Debian and Ubuntu have them: apt-get install {' '.join(lacking)}")
        return USAGE
    if not asked.extract.is_file():
        print(f"There is no file {asked.extract}.")
        return USAGE
    if not asked.out.absolute().parent.is_dir():
        print(f"There is no folder {asked.out.absolute().parent}.")
        return USAGE
    try:
        with tempfile.TemporaryDirectory(dir=asked.out.absolute().parent, prefix=".pack-") as folder:
            manifest = make(asked, Path(folder))
    except subprocess.CalledProcessError as error:
        print(f"{Path(error.cmd[0]).name} failed ({error.returncode}): {(error.stderr or '').strip()[-2000:]}")
        return FAILED
    except NothingThereError:
        print(f"Nothing of {asked.extract.name} lies in that rectangle.")
        return FAILED
    except KnownError as error:
        print(say(error.code, error.params, "en"))
        return FAILED
    print(f"{asked.out}: {manifest.name} ({manifest.id}), {asked.out.stat().st_size / 1e6:.1f} MB")
    for name, part in manifest.files.items():
        print(f"  {name:14} {part.size / 1e6:8.2f} MB")
    return 0


def make(asked: argparse.Namespace, folder: Path) -> Manifest:
    """Make `asked.out`, with everything on the way in `folder`.

    Raises:
        subprocess.CalledProcessError: a program refused its input.
        KnownError: `pack.*`: what came out is no good pack; there is none then.
    """
    parts = folder / "parts"
    parts.mkdir()
    plain, with_ground, about = prepared(asked.extract, folder, asked.bbox)
    make_tiles(with_ground, about.box, parts / TILE_FILES[0], folder, asked)
    if not asked.without_roads:
        _make_roads(plain, parts / ROADS)
    if not asked.without_streets:
        print(f"Streets: {streets.build(plain, parts / STREETS):,} rows", flush=True)
    manifest = _manifest(asked, about, parts)
    packed = folder / f"made{SUFFIX}"
    write_pack(manifest, parts, packed)
    look_into(packed)
    packed.replace(asked.out)
    return manifest


def make_tiles(extract: Path, box: Box, out: Path, folder: Path, asked: argparse.Namespace) -> None:
    """The tiles of an extract as PMTiles.

    Raises:
        subprocess.CalledProcessError: tilemaker gave up.
    """
    process, tiles = folder / "layers.lua", folder / "tiles.mbtiles"
    choices = {
        "with_boundaries": not asked.without_boundaries,
        "with_place_labels": not asked.without_place_labels,
    }
    chosen = "".join(f"{name} = {str(value).lower()}\n" for name, value in choices.items())
    process.write_text(chosen + (HERE / "layers.lua").read_text(encoding="utf-8"), encoding="utf-8")
    print("Tiles …", flush=True)
    subprocess.run(
        [
            "tilemaker",
            *("--input", str(extract), "--output", str(tiles), "--process", str(process)),
            *("--config", str(HERE / "layers.json"), "--bbox", ",".join(f"{edge:.7f}" for edge in box)),
        ],
        check=True,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    said: dict[str, object] = {
        "name": _name(asked),
        "attribution": asked.attribution,
        "vector_layers": layers_said(tiles),
    }
    write_tiles(out, tiles_in(tiles), bounds_of(box), said)


def bounds_of(box: Box) -> Bounds:
    """A rectangle of degrees in millionths."""
    return Bounds(*(round(edge * MILLION) for edge in box))


def write_pack(manifest: Manifest, parts: Path, out: Path) -> None:
    """The parts and what is said of them in one file, stored as they are so that nothing need be packed out."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(MANIFEST, UNDATED), manifest.as_json())
        for name in manifest.files:
            size = (parts / name).stat().st_size
            entry = zipfile.ZipInfo(name, UNDATED)
            entry.file_size = size
            with (parts / name).open("rb") as source, archive.open(entry, "w", force_zip64=size > 1 << 31) as target:
                shutil.copyfileobj(source, target, 1 << 20)


def parts_in(folder: Path) -> dict[str, Part]:
    """What lies in a folder of parts."""
    there = [name for name in PARTS if (folder / name).exists()]
    return {name: Part((folder / name).stat().st_size, digest_of(folder / name)) for name in there}


def tiles_said(tiles: Path) -> TilesSaid:
    """What an archive of tiles says of itself."""
    archive = PMTilesFile(tiles)
    low, high = archive.header["min_zoom"], archive.header["max_zoom"]
    return TilesSaid(tiles.name, VECTOR, low, high, layers_in(archive.metadata()))


def _make_roads(extract: Path, out: Path) -> None:
    try:
        print(f"Roads: {roads.build(extract, out):,} ways", flush=True)
    except ValueError as error:
        out.unlink(missing_ok=True)
        print(f"No road graph: {error}", flush=True)


def _manifest(asked: argparse.Namespace, about: Extract, parts: Path) -> Manifest:
    name = _name(asked)
    return Manifest(
        id=asked.id or id_for(name),
        name=name,
        files=parts_in(parts),
        bounds=bounds_of(about.box),
        tiles=tiles_said(parts / TILE_FILES[0]),
        attribution=asked.attribution,
        licence=asked.licence,
        made_on=asked.made_on or clock.today().isoformat(),
        as_of=about.as_of,
        boundaries=not asked.without_boundaries,
        place_labels=not asked.without_place_labels,
    )


def _name(asked: argparse.Namespace) -> str:
    return str(asked.name or asked.out.name.removesuffix(SUFFIX))


def _box(text: str) -> Box:
    west, south, east, north = (float(part) for part in text.split(","))
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise ValueError(text)
    return west, south, east, north


def _id(text: str) -> str:
    if not ID.match(text):
        raise ValueError(text)
    return text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="region_pack.sh", description="Makes a region pack for laptops.")
    parser.add_argument("extract", type=Path, metavar="EXTRACT.osm.pbf")
    parser.add_argument("out", type=Path, metavar="NAME.fieldpack")
    parser.add_argument("--bbox", type=_box, metavar="W,S,E,N", help="keep this rectangle only (degrees, WGS-84)")
    parser.add_argument("--name", help="what laptops show (else the file's name)")
    parser.add_argument("--id", type=_id, help="a-z, 0-9, -: a pack of the same id replaces an older one")
    parser.add_argument("--attribution", default=OPENSTREETMAP, help=f"whose data it is (else {OPENSTREETMAP!r})")
    parser.add_argument("--licence", default=ODBL, help=f"of the data (else {ODBL})")
    parser.add_argument("--made-on", help="YYYY-MM-DD (else today)")
    parser.add_argument("--without-boundaries", action="store_true", help="no borders, no names of states")
    parser.add_argument("--without-place-labels", action="store_true", help="no names of places at all")
    parser.add_argument("--without-roads", action="store_true", help="no road graph")
    parser.add_argument("--without-streets", action="store_true", help="no streets for the search of addresses")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
