"""Programs of others that ours is measured beside, each in processes of its own: PouchDB, RxDB and Anki.

They are installed by the first `make bench` below `.cache/bench`, at pinned versions, and belong neither to the
product nor to its lock file. Anki is AGPL: it is run by the Python of an environment of its own, as it comes.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.children import Child, child
from tests.benchmarks.offices import ROOT

HOME = ROOT / ".cache" / "bench" / "peers"
PACKAGES = HOME / "node" / "node_modules"
ANKI = HOME / "anki"
HERE = Path(__file__).parent
START_SECONDS = 60


class Line:
    """The line of `wire.py` before a server."""

    def __init__(self, process: Child, port: int) -> None:
        self._process = process
        self.url = f"http://127.0.0.1:{port}"

    def delay(self, round_trip_ms: float) -> None:
        """What a round trip costs from now on; what was counted before is forgotten."""
        self._process.ask("delay", round_trip_ms=round_trip_ms)
        self._process.ask("read")

    def read(self) -> dict[str, int]:
        """What went over it since: connections, up, down, turns."""
        return self._process.ask("read")


@dataclass(frozen=True, slots=True)
class Peer:
    """A laptop of a peer, its server, and the line between them."""

    laptop: Child
    server: str
    line: Line

    def ask(self, do: str, **told: Any) -> dict[str, Any]:
        """Tell the laptop to do something."""
        return self.laptop.ask(do, **told)


def installed() -> bool:
    """Whether `make bench` has put them here."""
    return PACKAGES.exists() and _anki_python().exists()


def versions() -> dict[str, str]:
    """What is installed, by name."""
    if not installed():
        return {}
    names = ("pouchdb", "pouchdb-server", "rxdb")
    found = {name: json.loads((PACKAGES / name / "package.json").read_text("utf-8"))["version"] for name in names}
    anki = next(iter(sorted(ANKI.rglob("anki-*.dist-info"))), None)
    node = subprocess.run([_node(), "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return found | {"anki": anki.name.split("-")[1].removesuffix(".dist") if anki else "", "node": node}


@contextmanager
def line(server: str, scratch: Path) -> Iterator[Line]:
    """A line before a server of this machine."""
    port = server.rpartition(":")[2].split("/", maxsplit=1)[0]
    command = [sys.executable, "-m", "tests.benchmarks.wire", port]
    with child(command, scratch / f"wire-{port}.log", folder=ROOT) as process:
        yield Line(process, process.hear()["port"])


@contextmanager
def pouch(scratch: Path) -> Iterator[Peer]:
    """PouchDB before a pouchdb-server, both on LevelDB; its database of cases is empty."""
    folder, port = _folder(scratch, "pouch"), _free_port()
    command = [_node(), PACKAGES / "pouchdb-server" / "bin" / "pouchdb-server", "--port", port, "--host", "127.0.0.1"]
    options = ["--dir", folder, "--config", folder / "config.json", "--no-stdout-logs"]
    with ExitStack() as open_:
        open_.enter_context(child([*command, *options], folder / "server.log", folder=folder, env=_node_env()))
        _wait_for(port)
        server = f"http://127.0.0.1:{port}"
        wire = open_.enter_context(line(server, folder))
        laptop = child([_node(), HERE / "pouch.js", folder], folder / "laptop.log", folder=folder, env=_node_env())
        yield Peer(open_.enter_context(laptop), server, wire)


@contextmanager
def rxdb(scratch: Path, documents: Path) -> Iterator[Peer]:
    """RxDB before a plain server that has the documents."""
    folder, program = _folder(scratch, "rxdb"), HERE / "rxdb.js"
    with ExitStack() as open_:
        command = [_node(), program, "server", documents]
        served = open_.enter_context(child(command, folder / "server.log", folder=folder, env=_node_env()))
        server = f"http://127.0.0.1:{served.hear()['port']}"
        wire = open_.enter_context(line(server, folder))
        laptop = child([_node(), program, "laptop"], folder / "laptop.log", folder=folder, env=_node_env())
        yield Peer(open_.enter_context(laptop), server, wire)


@contextmanager
def anki(scratch: Path) -> Iterator[Peer]:
    """Anki's client before its own server."""
    folder, port = _folder(scratch, "anki"), _free_port()
    settings = {"SYNC_USER1": "u:p", "SYNC_BASE": str(folder / "server"), "SYNC_HOST": "127.0.0.1"}
    settings |= {"SYNC_PORT": str(port), "RUST_LOG": "error", "MAX_SYNC_PAYLOAD_MEGS": "500"}
    with ExitStack() as open_:
        command = [_anki_python(), "-m", "anki.syncserver"]
        open_.enter_context(child(command, folder / "server.log", folder=folder, env=_bare_env() | settings))
        _wait_for(port)
        server = f"http://127.0.0.1:{port}"
        wire = open_.enter_context(line(server, folder))
        program = [_anki_python(), HERE / "anki_laptop.py", folder]
        yield Peer(
            open_.enter_context(child(program, folder / "laptop.log", folder=folder, env=_bare_env())), server, wire
        )


def _anki_python() -> Path:
    return ANKI / "bin" / "python"


def _node() -> str:
    """The Node.js that the first `make bench` found or brought."""
    told = HOME / "node" / "node.txt"
    return told.read_text(encoding="utf-8").strip() if told.exists() else "node"


def _node_env() -> dict[str, str]:
    return _bare_env() | {"NODE_PATH": str(PACKAGES)}


def _bare_env() -> dict[str, str]:
    """Ours without what would lead another Python to our packages."""
    return {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}


def _folder(scratch: Path, name: str) -> Path:
    folder = scratch / name
    folder.mkdir(parents=True)
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
