"""From nothing to a window that can be typed into, and from the passphrase to the day: the waits of every morning."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from tests.benchmarks.offices import ROOT, office_of, serving
from tests.benchmarks.registry import Bench, section
from tests.benchmarks.start_process import BARE
from tests.benchmarks.table import Row, at_most, at_most_times

TODAY_MS = 800.0
STARTS = 9
MOST_SECONDS = 900


@section("start")
def rows(bench: Bench) -> Iterator[Row]:
    """Both, each in fresh processes, ours and the bare window by turns."""
    bare, ours = [], []
    for number in range(2 if bench.short else STARTS):
        bare.append(_ready([sys.executable, "-c", BARE]))
        home = bench.scratch / f"home-{number}"
        ours.append(_ready([sys.executable, "-m", "tests.benchmarks.start_process", str(home)]))
    yield Row(
        "start to the sign-in window", ours, at_most_times(1.5), "a bare QMainWindow", bare, note="both offscreen"
    )
    bench.say(f"{bench.cases:,} cases are pulled once, then signed in to")
    office = office_of(bench.cases, bench.scratch / "office")
    laptop = bench.scratch / "laptop"
    with serving(office.folder) as server:
        _told("tests.benchmarks.window_process", server.url, str(laptop), str(bench.cases))
        runs = [
            _told("tests.benchmarks.signed_in_process", server.url, str(laptop))
            for _ in range(1 if bench.short else bench.rounds)
        ]
    work = f"sign-in to Today with {bench.cases:,} cases"
    yield Row(work, [1000 * run["s"] for run in runs], at_most(TODAY_MS, "ms"), unit="ms")
    yield Row("  of it: checking the passphrase (Argon2id)", [1000 * run["key"] for run in runs], unit="ms")
    yield Row("  longest turn of the window", [run["longest"] for run in runs], at_most(50, "ms"), unit="ms")


def _ready(command: list[str]) -> float:
    """Seconds until a process says that it is ready."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=dict(os.environ))
    assert process.stdout is not None
    with process.stdout:
        said = process.stdout.readline()
        took = time.perf_counter() - started
    process.wait(30)
    if said.strip() != b"ready":
        raise RuntimeError(f"{command[1]} did not become ready")
    return took


def _told(module: str, *words: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", module, *words], capture_output=True, timeout=MOST_SECONDS, cwd=ROOT, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-3000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))
