"""The lines of the search in the table of all: at the 95th percentile, which is what its bars are about."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from tests.benchmarks.offices import ROOT
from tests.benchmarks.registry import Bench, section
from tests.benchmarks.table import Row, at_most, no_bar

COUNTS, FEW = (100_000, 1_000_000), (2_000,)
MOST_SECONDS = 3600


@section("search")
def rows(bench: Bench) -> Iterator[Row]:
    """Every line that the search's own benchmark tells."""
    counts = FEW if bench.short else COUNTS
    bench.say(f"lists of {' and '.join(f'{count:,}' for count in counts)} lines are made and searched")
    command = [sys.executable, "-m", "tests.benchmarks.search_process", *map(str, counts)]
    done = subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, cwd=ROOT, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-3000:])
    yield from map(as_row, json.loads(done.stdout.splitlines()[-1]))


def as_row(line: dict[str, Any]) -> Row:
    """One line as a row: milliseconds unless its name says otherwise."""
    unit = "µs" if "µs" in line["name"] else "×" if "times" in line["name"] else "ms"
    bar = no_bar() if line["bar"] is None else at_most(line["bar"], unit)
    note = f"p95; median {line['median']:g}, most {line['max']:g}" if unit == "ms" else ""
    return Row(line["name"], [line["p95"]], bar, unit=unit, note=note)
