"""`make bench`: runs the sections that are asked for, prints a table of each and keeps every run in out/bench."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import peers
from tests.benchmarks.offices import ROOT
from tests.benchmarks.registry import SECTIONS, Bench, makers
from tests.benchmarks.table import Row, printed, written

OUT = ROOT / "out" / "bench"


def main(words: Sequence[str] | None = None) -> int:
    """Measure; 0 when no bar is missed, 1 when one is."""
    chosen = _parser().parse_args(words)
    missed = False
    for name in chosen.only.split(",") if chosen.only else SECTIONS:
        scratch = Path(tempfile.mkdtemp(prefix=f"fieldapp-bench-{name}-"))
        try:
            counts = (chosen.rounds, chosen.cases, chosen.many)
            bench = Bench(scratch, *counts, not chosen.alone, chosen.short, chosen.syncs, chosen.photos)
            missed = _section(name, bench, chosen.out) or missed
        finally:
            shutil.rmtree(scratch)
    return int(missed)


def _section(name: str, bench: Bench, out: Path) -> bool:
    """Run a section; whether a bar was missed."""
    before, started = os.getloadavg()[0], time.monotonic()
    rows: list[Row] = [row for make in makers(name) for row in make(bench)]
    conditions: dict[str, object] = {
        "section": name,
        "cases": bench.cases,
        "many": bench.many,
        "rounds": bench.rounds,
        "short": bench.short,
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load before": round(before, 2),
        "load after": round(os.getloadavg()[0], 2),
        "took s": round(time.monotonic() - started),
    } | ({"peers": peers.versions()} if bench.peers and name == "sync" else {})
    print(f"\n{name}: " + ", ".join(f"{key} {value}" for key, value in conditions.items() if key != "section"))
    print(printed(rows), flush=True)
    written(rows, conditions, out / f"{name}.json")
    return any(row.verdict == "MISSED" for row in rows)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", default="", help=f"sections, by commas: {', '.join(SECTIONS)}")
    parser.add_argument("--rounds", type=int, default=5, help="how often what is short is run (default: %(default)s)")
    parser.add_argument("--cases", type=int, default=10_000, help="cases of a first pull (default: %(default)s)")
    parser.add_argument("--many", type=int, default=100_000, help="cases of a large laptop (default: %(default)s)")
    parser.add_argument("--syncs", type=int, default=100_000, help="idle syncs of the server (default: %(default)s)")
    parser.add_argument("--photos", type=int, default=500, help="photos that are sent (default: %(default)s)")
    parser.add_argument("--alone", action="store_true", help="without the programs of others")
    parser.add_argument("--short", action="store_true", help="the smallest form of everything, to try the harness")
    parser.add_argument("--out", type=Path, default=OUT, help="where the JSON goes (default: out/bench)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
