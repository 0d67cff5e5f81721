"""What only `make bench` needs: the peers that ours is measured beside, below `.cache/bench/peers`.

They belong to nobody's start and to no test. PouchDB, its server and RxDB come as npm packages by a lock file of
their own; Anki (AGPL) gets a Python environment of its own, is run there as a program, and is never imported.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from steps import node, places
from steps.log import Log
from steps.plan import Step

PEERS = places.CACHE / "bench" / "peers"
WISHES = places.ASSETS / "peers"
NPM_FILES = (WISHES / "package.json", WISHES / "package-lock.json")
ANKI_LOCK = WISHES / "anki.lock"
ANKI_PYTHON = PEERS / "anki" / ("Scripts/python.exe" if places.WINDOWS else "bin/python")


def steps() -> list[Step]:
    """The peers, each installed once."""
    return [
        Step("bench-npm", "Peers: PouchDB and RxDB", lambda: list(NPM_FILES), _npm_outputs, _fetch_npm),
        Step("bench-anki", "Peers: Anki", lambda: [ANKI_LOCK, str(places.ROOT)], lambda: [ANKI_PYTHON], _make_anki),
    ]


def command(words: Sequence[str]) -> list[str]:
    """The words after `dev.py bench` as the benchmarks take them."""
    return ["-m", "tests.benchmarks", *words]


def _npm_outputs() -> list[Path]:
    packages = PEERS / "node" / "node_modules"
    return [packages / name / "package.json" for name in ("pouchdb", "pouchdb-server", "rxdb")]


def _fetch_npm(log: Log) -> None:
    """`npm ci` without install scripts: LevelDB brings its binary, nothing is built or fetched from elsewhere."""
    part = _empty(PEERS / "node.part")
    for file in NPM_FILES:
        shutil.copy(file, part)
    npm = node.npm_of_machine()
    program = shutil.which("node") or "node"
    if npm is None:
        npm = node.borrow(part / "borrowed", log)
        program = npm[0].replace("node.part", "node")
    log.run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder=part, extra=node.trust())
    (part / "node.txt").write_text(program, encoding="utf-8")
    _in_place(part, PEERS / "node")


def _make_anki(log: Log) -> None:
    folder = PEERS / "anki"
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    log.run([sys.executable, "-m", "venv", folder])
    log.run([ANKI_PYTHON, "-m", "pip", "install", "--require-hashes", "-r", ANKI_LOCK])


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _in_place(part: Path, place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    part.rename(place)
