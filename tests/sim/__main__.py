"""`python -m tests.sim FROM-TO`: runs seeds and ends with one line: how many, how many steps, how many violations."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import count
from multiprocessing import get_context

from tests.sim.world import STEPS, Outcome, run


def main(words: list[str]) -> int:
    """Run what was asked for; 1 when an invariant was broken."""
    asked = _parser().parse_args(words)
    gc.set_threshold(200_000)  # a run makes few cycles, and looking for them takes a tenth of its time
    first, last = _span(asked.seeds or ("1-" if asked.minutes else "1-100"))
    deadline = time.monotonic() + asked.minutes * 60 if asked.minutes else None
    started, seeds, steps, violations = time.monotonic(), 0, 0, 0
    for outcome in _outcomes(first, last, deadline, asked.jobs, asked.steps):
        seeds += 1
        steps += outcome.steps
        if outcome.violation:
            violations += 1
            _tell(outcome, asked.tail)
    pace = seeds / max(0.001, time.monotonic() - started)
    print(f"{pace:.1f} seeds a second", file=sys.stderr)
    print(f"seeds {seeds}, steps {steps}, violations {violations}", flush=True)
    return 1 if violations else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make sim", description="Runs sync in a simulated world, seed by seed.")
    parser.add_argument("seeds", nargs="?", default="", help="FROM-TO, one seed, or FROM- for no end (with --minutes)")
    parser.add_argument("--minutes", type=float, default=0.0, help="stop after so many minutes")
    parser.add_argument("--jobs", type=int, default=1, help="processes side by side")
    parser.add_argument("--steps", type=int, default=STEPS, help="steps of each seed before it comes to rest")
    parser.add_argument("--tail", type=int, default=40, help="how much of a violation's history to tell")
    return parser


def _span(text: str) -> tuple[int, int | None]:
    first, dash, last = text.partition("-")
    if not dash:
        return int(first), int(first)
    return int(first), int(last) if last else None


def _outcomes(first: int, last: int | None, deadline: float | None, jobs: int, steps: int) -> Iterator[Outcome]:
    if last is None and deadline is None:
        raise SystemExit("seeds without an end need --minutes")
    seeds = iter(range(first, last + 1)) if last is not None else count(first)
    if jobs == 1:
        for seed in seeds:
            if deadline is not None and time.monotonic() > deadline:
                return
            yield run(seed, steps)
        return
    yield from _side_by_side(seeds, deadline, jobs, steps)


def _side_by_side(seeds: Iterator[int], deadline: float | None, jobs: int, steps: int) -> Iterator[Outcome]:
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        while deadline is None or time.monotonic() < deadline:
            some = [seed for _, seed in zip(range(jobs * 8), seeds, strict=False)]
            if not some:
                return
            yield from pool.map(run, some, [steps] * len(some))


def _tell(outcome: Outcome, tail: int) -> None:
    print(f"seed {outcome.seed}: {outcome.violation}", flush=True)
    for line in outcome.trace[len(outcome.trace) - tail :]:
        print(f"    {line}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
