"""The map with ten and with fifty thousand premises, beside folium's own way of one marker at a time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from tests.benchmarks.offices import ROOT
from tests.benchmarks.registry import Bench, section
from tests.benchmarks.table import Row, at_most, times_faster

READY, READY_MANY, FIRST = 1.0, 3.0, 1.5
TIMES = 20
TURN_MS, FRAME_MS = 50.0, 100.0
"""The window's own turns; and a picture of the page, which is another process and never holds the window up."""
MOST_SECONDS = 900


@section("map")
def rows(bench: Bench) -> Iterator[Row]:
    """By the clock, in a process each."""
    rounds = 2 if bench.short else 2 * bench.rounds
    for count, bar in ((bench.cases, READY), (5 * bench.cases, READY_MANY)):
        told = map_told("ours", count, rounds)
        work = f"{count:,} premises, map ready, warm"
        theirs, beside = [], ""
        if count == bench.cases and bench.peers:
            bench.say(f"folium.Marker in a loop, {count:,} times")
            theirs, beside = [map_told("folium", count)["ready"]], "folium.Marker in a loop"
            yield Row(work, told["runs"], times_faster(TIMES), beside, theirs)
        yield Row(work, told["runs"], at_most(bar))
        yield Row("  opened for the first time in the process", [told["first"]], at_most(max(FIRST, bar)))
        yield Row("  longest turn of the window meanwhile", [told["turn"]], at_most(TURN_MS, "ms"), unit="ms")
        yield Row("  longest task of the page", [told["busy"]], at_most(FRAME_MS, "ms"), unit="ms")
        yield Row("  longest drawing while it moves", [told["moved"]], at_most(FRAME_MS, "ms"), unit="ms")


def map_told(what: str, *numbers: int, before: tuple[str, ...] = (), more: tuple[str, ...] = ()) -> dict[str, Any]:
    """What the process says; `before` is a command that runs it (`unshare -rn`).

    Raises:
        RuntimeError: it ended badly.
    """
    words = [*before, sys.executable, "-m", "tests.benchmarks.map_process", what, *map(str, numbers), *more]
    done = subprocess.run(words, capture_output=True, timeout=MOST_SECONDS, cwd=ROOT, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-3000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))
