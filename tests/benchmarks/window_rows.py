"""The window during a first pull of ten thousand cases: a real one, offscreen, before a real server."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.offices import ROOT, office_of, serving
from tests.benchmarks.registry import Bench, section
from tests.benchmarks.table import Row, at_most

LONGEST_MS = 50.0
MOST_SECONDS = 1200


@section("window")
def rows(bench: Bench) -> Iterator[Row]:
    """How long the window could not answer at a time."""
    office = office_of(bench.cases, bench.scratch / "office")
    with serving(office.folder) as server:
        runs = [
            _one(server.url, bench.scratch / f"desktop-{number}", bench.cases)
            for number in range(1 if bench.short else bench.rounds)
        ]
    longest = [1000 * run["own"]["longest"] for run in runs]
    work = f"window blocked during a pull of {bench.cases:,} cases, at most"
    yield Row(work, longest, at_most(LONGEST_MS, "ms"), unit="ms", note="without what the system ran before it")
    yield Row("  by the clock", [1000 * run["clock"]["longest"] for run in runs], unit="ms", note="others run too")
    yield Row("  times over 50 ms", [run["own"]["too long"] for run in runs], unit="")
    yield Row("  times over 50 ms by the clock", [run["clock"]["too long"] for run in runs], unit="")
    yield Row("  the pull, as the window shows it", [run["s"] for run in runs])


def _one(server: str, folder: Path, cases: int) -> dict[str, Any]:
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "tests.benchmarks.window_process", server, str(folder), str(cases)]
    done = subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, cwd=ROOT, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-3000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))
