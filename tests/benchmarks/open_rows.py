"""Opening what a collector opens all day: a borrower with a long story behind; and what the window holds meanwhile."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from tests.benchmarks.offices import ROOT
from tests.benchmarks.registry import Bench, section
from tests.benchmarks.table import Row, at_most

ENTRIES = 300
OPEN_MS, TURN_MS = 80.0, 50.0
MOST_SECONDS = 600


@section("open")
def rows(bench: Bench) -> Iterator[Row]:
    """All in view painted, and the longest turn of the window's loop until the page is whole."""
    entries, rounds = (20, 1) if bench.short else (ENTRIES, 4 * bench.rounds)
    told = _told("tests.benchmarks.open_process", entries, rounds)
    runs = told["runs"]
    work = f"open a borrower with {entries} entries in the story"
    yield Row(work, [run["ms"] for run in runs], at_most(OPEN_MS, "ms"), unit="ms")
    yield Row("  of it computing, on all threads", [run["cpu"] for run in runs], unit="ms")
    yield Row("  the very first of the day", [told["first"]["ms"]], unit="ms")
    yield Row("  longest turn of the window", [run["turn"] for run in runs], at_most(TURN_MS, "ms"), unit="ms")
    minutes = 20 if bench.short else 480
    bench.say(f"{minutes} simulated minutes of a quiet day")
    held = _told("tests.benchmarks.idle_process", minutes)
    yield Row("memory at rest", [held["start"]], unit="MB")
    grown = held["end"] - held["settled"]
    yield Row(f"  growth from a tenth of {minutes} simulated minutes to their end", [grown], unit="MB")


def _told(module: str, *words: int) -> dict[str, Any]:
    command = [sys.executable, "-m", module, *map(str, words)]
    done = subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, cwd=ROOT, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-3000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))
