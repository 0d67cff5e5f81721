"""Plans of days: how long they take, how they stand to a minute of PyVRP, and to the best known of public instances.

A day's worth is its prizes less its work (seconds on the road and of the whole day); prizes are seconds of work that
one would give. Gaps are shares of the worth that PyVRP reached. Public instances are others' and not kept here: put
them into `.cache/bench/instances`, or name their folder in `FIELDAPP_INSTANCES`.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from fieldapp.cli.geo_plan import PATIENCE
from fieldapp.domain.strategy.day_task import DayAnswer, DayTask
from fieldapp.geo.day.orienteering import task_of
from fieldapp.geo.day.public_instances import read_instance
from fieldapp.geo.day.solve_day import solve
from fieldapp.geo.day.solve_fleet import solve_fleet
from fieldapp.geo.ways.road_ways import RoadWays
from tests.benchmarks.offices import ROOT
from tests.benchmarks.plan_days import COUNTY, QUICK, TOWN, day
from tests.benchmarks.plan_known import ORIENTEERING, ROUTING
from tests.benchmarks.plan_peer import Alone, alone
from tests.benchmarks.plan_town import graph_of_blocks, places_in
from tests.benchmarks.registry import Bench, section
from tests.benchmarks.table import Row, at_most, no_bar

KINDS = {"town": TOWN, "county": COUNTY, "quick visits": QUICK}
MINUTE = 60.0
INSTANCES = ROOT / ".cache" / "bench" / "instances"


@section("plan")
def rows(bench: Bench) -> Iterator[Row]:
    """All rows."""
    bench.say("days of 40 stops")
    yield from _times(bench)
    yield from _beside(bench)
    yield from _roads(bench)
    yield from _public(bench)


def _times(bench: Bench) -> Iterator[Row]:
    solve(day(0), iterations=30)  # what PyVRP and NumPy load once
    seeds = range(2 if bench.short else 5)
    for name, kind in KINDS.items():
        tasks = [day(seed, kind) for seed in seeds]
        yield Row(f"plan 40 stops, {name}", [_seconds(task) for task in tasks], at_most(2.0))
    pauses = [_longest_pause(day(seed)) for seed in seeds]
    yield Row("longest pause of another thread meanwhile", pauses, at_most(0.05), note="scheduling included")


def _seconds(task: DayTask) -> float:
    started = time.perf_counter()
    solve(task)
    return time.perf_counter() - started


def _longest_pause(task: DayTask) -> float:
    """While a day is planned, how long a thread that only wants to go on at times has to wait."""
    done, longest = threading.Event(), [0.0]

    def beat() -> None:
        last = time.perf_counter()
        while not done.wait(0.001):
            now = time.perf_counter()
            longest[0], last = max(longest[0], now - last), now

    beating = threading.Thread(target=beat)
    beating.start()
    solve(task)
    done.set()
    beating.join()
    return longest[0]


def _beside(bench: Bench) -> Iterator[Row]:
    if not bench.peers:
        return
    seconds, seeds = (2.0, range(2)) if bench.short else (MINUTE, range(5))
    lost = 0
    for name, kind in KINDS.items():
        gaps, prizes = [], []
        for seed in seeds if kind is TOWN else list(seeds)[:2]:
            bench.say(f"{name}, day {seed}: {seconds:.0f} s of PyVRP alone")
            task = day(seed, kind)
            ours, theirs = solve(task), alone(task, seconds)
            lost += 2 - len({"0", "1"} & set(ours.order))
            gaps.append(_gap(ours, theirs))
            prizes.append(100 * (theirs.prize - ours.prize) / theirs.prize)
        beside = f"behind {seconds:.0f} s of PyVRP alone"
        yield Row(f"worth of the day, {name}", gaps, at_most(1.0, "%"), unit="%", note=beside)
        yield Row(f"prizes gathered, {name}", prizes, at_most(1.0, "%"), unit="%", note=beside)
    yield Row("appointments lost", [float(lost)], at_most(0, ""), unit="")


def _gap(ours: DayAnswer, theirs: Alone) -> float:
    """Percent of what PyVRP reached; below zero where ours is better."""
    return 100 * (theirs.worth - (ours.prize - ours.cost)) / theirs.worth


def _roads(bench: Bench) -> Iterator[Row]:
    side = 100 if bench.short else 250
    graph = graph_of_blocks(bench.scratch / "roads.npz", side)
    for kilometres in (5, 10):
        places = places_in(side, kilometres)
        runs = []
        for _ in range(bench.rounds):
            started = time.perf_counter()
            RoadWays(graph, "town").table(places)
            runs.append(time.perf_counter() - started)
        work = f"40×40 ways within {kilometres} km of {len(graph):,} junctions"
        yield Row(work, runs, at_most(0.3) if kilometres == 5 else no_bar())


def _public(bench: Bench) -> Iterator[Row]:
    """Each instance that is at hand; the mean gap of each kind of problem is what counts."""
    files = sorted(_instances())
    for problem, known, solved in (("orienteering", ORIENTEERING, _gathered), ("routing", ROUTING, _driven)):
        named = [(file, known[file.stem.lower()]) for file in files if file.stem.lower() in known]
        gaps = []
        for file, best in named[:1] if bench.short else named:
            bench.say(f"{problem}: {file.stem}")
            gaps.append(solved(file, best, bench.short))
        words = f"{problem}: {', '.join(file.stem for file, _ in named) or 'no instance at hand'}"
        yield Row(words, [sum(gaps) / len(gaps)] if gaps else [], at_most(0.5, "%"), unit="%", note="behind best known")


def _instances() -> Iterator[Path]:
    for folder in {INSTANCES, Path(os.environ.get("FIELDAPP_INSTANCES", INSTANCES))}:
        for pattern in ("*.txt", "*.vrp"):
            yield from folder.glob(pattern)


def _gathered(file: Path, best: float, short: bool) -> float:
    task, weight = task_of(read_instance(file.read_text(encoding="utf-8")))
    found = solve(task, iterations=300) if short else solve(task, patience=PATIENCE)
    return 100 * (best - found.prize // weight) / best


def _driven(file: Path, best: float, short: bool) -> float:
    instance = read_instance(file.read_text(encoding="utf-8"))
    found = solve_fleet(instance, 0, seed=1, iterations=300 if short else None)
    return 100 * (found.distance - best) / best
