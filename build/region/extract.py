"""Makes an OpenStreetMap extract fit for the tile maker: cut to its rectangle, whole in itself, with land and sea.

The tile maker ends in the middle where a way names a node that the extract lacks (extracts cut with the simple
strategy do), so such nodes are taken out of their ways. What is land and sea is worked out from the coastline and
written beside the roads as areas of their own, because the shapefiles that others use for it lie in no package.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import osmium
from region import ground

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


class NothingThereError(Exception):
    """The rectangle and the extract have nothing in common."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What is known of an extract: where it is and from which day."""

    box: Box
    as_of: str


def prepared(source: Path, folder: Path, box: Box | None) -> tuple[Path, Path, Extract]:
    """Cut and complete `source` inside `folder`.

    Returns:
        the extract for roads and streets; the same with land and sea for the tiles; what is known of it.

    Raises:
        subprocess.CalledProcessError: osmium refused the file; its words are in `stderr`.
        NothingThereError: nothing of it lies in `box`.
    """
    cut = _cut(source, folder / "cut.osm.pbf", box) if box else source
    about = _about(cut, box)
    whole = cut if _is_whole(cut) else _completed(cut, folder / "whole.osm.pbf")
    land_and_sea = folder / "ground.osm.pbf"
    ground.write_ground(whole, about.box, land_and_sea)
    merged = folder / "merged.osm.pbf"
    _osmium("merge", whole, land_and_sea, "-o", merged)
    return whole, merged, about


def _cut(source: Path, out: Path, box: Box) -> Path:
    """Ways that cross the edge are kept whole."""
    _osmium("extract", "-b", ",".join(f"{edge:.7f}" for edge in box), "-s", "smart", "--set-bounds", source, "-o", out)
    if not any(True for _ in osmium.FileProcessor(str(out), osmium.osm.NODE)):
        raise NothingThereError
    return out


def _about(extract: Path, box: Box | None) -> Extract:
    said = json.loads(_osmium("fileinfo", "-e", "-j", extract))
    boxes = said["header"].get("boxes") or [said["data"]["bbox"]]
    west, south, east, north = box or boxes[0]
    day = str(said["data"].get("timestamp", {}).get("last", ""))[:10]
    return Extract((west, south, east, north), day if day > "1971" else "")


def _is_whole(extract: Path) -> bool:
    """Whether every node that a way names is there."""
    return subprocess.run(["osmium", "check-refs", str(extract)], check=False, capture_output=True).returncode == 0


def _completed(extract: Path, out: Path) -> Path:
    with osmium.SimpleWriter(str(out)) as writer:
        for entity in osmium.FileProcessor(str(extract)).with_locations():
            if not entity.is_way():
                writer.add(entity)
                continue
            there = [node.ref for node in entity.nodes if node.location.valid()]
            if len(there) > 1:
                writer.add(entity if len(there) == len(entity.nodes) else entity.replace(nodes=there))
    return out


def _osmium(*words: str | Path) -> str:
    command = ["osmium", *map(str, words)]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", errors="replace").stdout
