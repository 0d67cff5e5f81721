"""Sync beside its floor and its peers: first pull, a few changes among many cases, a push of visits.

Everybody gets the same cases and visits over a line of the same delay; what is compared runs in turn, round by round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks import peers
from tests.benchmarks.registry import Bench, section
from tests.benchmarks.sync_lanes import (
    OwnLane,
    documents_of_cases,
    documents_of_visits,
    floor_lane,
    own_lane,
    some,
    touch,
)
from tests.benchmarks.table import Row, at_most, at_most_times, faster, times_faster, within

FAR_MS = 100.0
CHANGED = 10
VISITS = 1000
FEW = 1000
DELTA_ROUNDS = 15
Runs = defaultdict[str, list[float]]


@section("sync")
def rows(bench: Bench) -> Iterator[Row]:
    """First pull and push, then changes among few and many."""
    runs: Runs = defaultdict(list)
    _pulls_and_pushes(bench, runs)
    yield from _pull_rows(bench, runs)
    yield from _push_rows(bench, runs)
    yield from _change_rows(bench, runs)
    yield from _delta_rows(bench)


def _pulls_and_pushes(bench: Bench, runs: Runs) -> None:
    """Round by round; what is pushed goes to an office of its own, so that every first pull brings the same."""
    visits = min(VISITS, bench.cases)
    with ExitStack() as open_:
        pulls = open_.enter_context(own_lane(bench.cases, bench.scratch, "pulls"))
        pushes = open_.enter_context(own_lane(bench.cases, bench.scratch, "pushes"))
        pulls.fresh()
        pulls.first_pull()
        runs["figures"].append(pushes.settled()["figures"])
        floor = open_.enter_context(floor_lane(pulls, bench.scratch))
        others = _Others(bench, open_) if bench.peers and peers.installed() else None
        for number in range(bench.rounds):
            bench.say(f"first pull and push, round {number + 1} of {bench.rounds}")
            least = floor.ask("insert")
            runs["floor"].append(least["s"])
            runs["floor cpu"].append(least["cpu"])
            _own_pulls(pulls, runs)
            for far in (False, True):
                _own_push(pushes, runs, (2 * number + far) * visits, visits, far=far)
            _own_changes(pushes, runs, number)
            if others is not None:
                others.round(runs, number, visits, bench.cases)


def _own_pulls(own: OwnLane, runs: Runs) -> None:
    own.fresh()
    own.line.delay(FAR_MS)
    runs["pull far"].append(own.first_pull()["s"])
    own.fresh()
    own.line.delay(0)
    served = own.server.cpu_seconds()
    pull = own.first_pull()
    went = own.line.read()
    runs["pull"].append(pull["s"])
    runs["pull laptop cpu"].append(pull["cpu"])
    runs["pull server cpu"].append(own.server.cpu_seconds() - served)
    runs["pull MB"].append(went["down"] / 1e6)
    runs["pull turns"].append(went["turns"])


def _own_push(own: OwnLane, runs: Runs, first: int, visits: int, *, far: bool) -> None:
    name = "push far" if far else "push"
    own.laptop.ask("visit", first=first, count=visits, cases=own.office.count)
    own.line.delay(FAR_MS if far else 0)
    served = own.server.cpu_seconds()
    pushed = own.sync()
    if pushed["pushed"] != visits or own.laptop.ask("counts") != {"waiting": 0, "refused": 0}:
        raise RuntimeError(f"not every visit was accepted: {pushed}")
    runs[name].append(pushed["s"])
    runs[f"{name} laptop cpu"].append(pushed["cpu"])
    runs[f"{name} server cpu"].append(own.server.cpu_seconds() - served)
    went = own.line.read()
    runs[f"{name} KB up"].append(went["up"] / 1000)
    runs[f"{name} turns"].append(went["turns"])


def _own_changes(own: OwnLane, runs: Runs, number: int) -> None:
    with own.office.store() as store:
        touch(store, some(CHANGED, own.office.count), number)
    _one_delta(own, runs, "changes", 0)


def _keep(runs: Runs, name: str, answer: dict[str, float]) -> None:
    runs[name].append(answer["s"])
    runs[f"{name} cpu"].append(answer["cpu"])


class _Others:
    """PouchDB, RxDB and Anki with the same cases; each first pull is made by a program that was just started."""

    def __init__(self, bench: Bench, open_: ExitStack) -> None:
        self._scratch = bench.scratch
        self._count = bench.cases
        self._cases = documents_of_cases(bench.cases, bench.scratch / "cases.jsonl")
        self._changed = [case.id for case in some(CHANGED, bench.cases)]
        self.pouch = open_.enter_context(peers.pouch(bench.scratch))
        self.rxdb = open_.enter_context(peers.rxdb(bench.scratch, self._cases))
        self.anki = open_.enter_context(peers.anki(bench.scratch))

    def round(self, runs: Runs, number: int, visits: int, count: int) -> None:
        """Everybody's pulls and pushes once."""
        near, far = (
            documents_of_visits(visits, count, start, self._scratch / f"visits-{place}.jsonl")
            for place, start in enumerate((number * 2 * visits, (number * 2 + 1) * visits))
        )
        self._pouch(runs, near, far)
        self._rxdb(runs, near)
        self._anki(runs, near, far)

    def _pouch(self, runs: Runs, *visits: Path) -> None:
        """A database of its own for each round: what is pushed into it would come with the next first pull."""
        name = f"office-{len(runs['pouch pull'])}"
        self.pouch.ask("fill", url=f"{self.pouch.server}/{name}", file=str(self._cases))
        url = f"{self.pouch.line.url}/{name}"
        for batch, pull in ((1000, "pouch pull large"), (100, "pouch pull")):
            self.pouch.laptop.restart()
            self.pouch.ask("fresh")
            self.pouch.line.delay(0)
            _keep(runs, pull, self.pouch.ask("pull", url=url, batch=batch))
            runs[f"{pull} turns"].append(self.pouch.line.read()["turns"])
            self._all_here(self.pouch.ask("count"))
        for push, file in zip(("pouch push", "pouch push again"), visits, strict=True):
            self.pouch.ask("add", file=str(file))
            _keep(runs, push, self.pouch.ask("push", url=url))
        self.pouch.ask("pull", url=url)  # its own visits come back to be looked at, which is no part of the changes
        self.pouch.ask("touch", url=f"{self.pouch.server}/{name}", ids=self._changed, stamp=name)
        self.pouch.line.delay(0)
        _keep(runs, "pouch changes", self.pouch.ask("pull", url=url))
        runs["pouch changes KB"].append(self.pouch.line.read()["down"] / 1000)

    def _rxdb(self, runs: Runs, visits: Path) -> None:
        url = self.rxdb.line.url
        self.rxdb.line.delay(0)
        self.rxdb.laptop.restart()
        self.rxdb.ask("fresh")
        _keep(runs, "rxdb pull", self.rxdb.ask("pull", url=url))
        self._all_here(self.rxdb.ask("count"))
        self.rxdb.ask("add", file=str(visits))
        _keep(runs, "rxdb push", self.rxdb.ask("push", url=url))
        self.rxdb.ask("touch", url=self.rxdb.server, ids=self._changed, stamp=str(len(runs["rxdb push"])))
        self.rxdb.line.delay(0)
        _keep(runs, "rxdb changes", self.rxdb.ask("pull", url=url))
        runs["rxdb changes KB"].append(self.rxdb.line.read()["down"] / 1000)

    def _anki(self, runs: Runs, near: Path, far: Path) -> None:
        """The office's collection goes up anew in each round, without the visits of the one before."""
        self.anki.ask("fresh", name="office")
        self.anki.ask("add", name="office", file=str(self._cases))
        self.anki.ask("whole", name="office", url=self.anki.server, up=True)
        url = self.anki.line.url
        for delay, name in ((FAR_MS, "anki pull far"), (0.0, "anki pull")):
            self.anki.laptop.restart()
            self.anki.ask("fresh", name="laptop")
            self.anki.line.delay(delay)
            _keep(runs, name, self.anki.ask("whole", name="laptop", url=url, up=False))
            self._all_here(self.anki.ask("count", name="laptop"))
        for delay, name, file in ((0.0, "anki push", near), (FAR_MS, "anki push far", far)):
            self.anki.ask("add", name="laptop", file=str(file))
            self.anki.line.delay(delay)
            _keep(runs, name, self.anki.ask("sync", name="laptop", url=url))

    def _all_here(self, counted: dict[str, int]) -> None:
        if counted["documents"] < self._count:
            raise RuntimeError(f"a peer has not everything: {counted}")


def _pull_rows(bench: Bench, runs: Runs) -> Iterator[Row]:
    work = f"first pull of {bench.cases:,} cases, ready to search"
    yield Row(work, runs["pull"], at_most_times(2), "floor", runs["floor"])
    yield Row("  the same", runs["pull"], times_faster(4), "PouchDB", runs["pouch pull"], note="batches of 100")
    yield Row("  the same", runs["pull"], beside="PouchDB", theirs=runs["pouch pull large"], note="batches of 1,000")
    yield Row("  the same", runs["pull"], beside="RxDB", theirs=runs["rxdb pull"], note="keeps it in memory")
    yield Row("  the same", runs["pull"], beside="Anki", theirs=runs["anki pull"], note="a plain file, no index")
    yield Row("  the same at 100 ms", runs["pull far"], faster(), "Anki", runs["anki pull far"])
    yield Row("  laptop's processor", runs["pull laptop cpu"], beside="floor", theirs=runs["floor cpu"])
    yield Row("  laptop's processor", runs["pull laptop cpu"], beside="PouchDB", theirs=runs["pouch pull cpu"])
    yield Row("  server's processor", runs["pull server cpu"])
    yield Row("  figures worked out behind it", runs["figures"], note="while nobody waits")
    yield Row("  down the line", runs["pull MB"], unit="MB")
    yield Row("  turns", runs["pull turns"], beside="PouchDB", theirs=runs["pouch pull turns"], unit="")


def _push_rows(bench: Bench, runs: Runs) -> Iterator[Row]:
    work = f"push of {min(VISITS, bench.cases):,} visits"
    first, later = runs["pouch push"], runs["pouch push again"]
    yield Row(work, runs["push"], times_faster(10), "PouchDB", first, note="its first, which walks what it pulled")
    yield Row("  the same", runs["push"], beside="PouchDB", theirs=later, note="its second")
    yield Row("  the same", runs["push"], beside="RxDB", theirs=runs["rxdb push"], note="server keeps it in memory")
    yield Row("  the same", runs["push"], beside="Anki", theirs=runs["anki push"])
    yield Row("  the same at 100 ms", runs["push far"], at_most(0.5), "Anki", runs["anki push far"])
    yield Row("  laptop's processor", runs["push laptop cpu"], beside="PouchDB", theirs=runs["pouch push cpu"])
    yield Row("  server's processor", runs["push server cpu"])
    yield Row("  up the line", runs["push KB up"], unit="KB")
    yield Row("  turns", runs["push turns"], unit="")


def _change_rows(bench: Bench, runs: Runs) -> Iterator[Row]:
    work = f"{CHANGED} changes among {bench.cases:,} cases"
    yield Row(work, runs["changes"], beside="PouchDB", theirs=runs["pouch changes"])
    yield Row("  the same", runs["changes"], beside="RxDB", theirs=runs["rxdb changes"])
    kilobytes = runs["changes KB"]
    yield Row("  down the line", kilobytes, beside="PouchDB", theirs=runs["pouch changes KB"], unit="KB")
    yield Row("  down the line", kilobytes, beside="RxDB", theirs=runs["rxdb changes KB"], unit="KB")


def _delta_rows(bench: Bench) -> Iterator[Row]:
    """Ten changed cases reach a laptop that has a thousand, and one that has a hundred thousand, in turn."""
    runs: Runs = defaultdict(list)
    few = min(FEW, bench.cases)
    with ExitStack() as open_:
        lanes = {name: open_.enter_context(own_lane(count, bench.scratch, name)) for name, count in
                 (("few", few), ("many", bench.many))}  # fmt: skip
        stores = {name: open_.enter_context(lane.office.store()) for name, lane in lanes.items()}
        changed = {name: some(CHANGED, lane.office.count) for name, lane in lanes.items()}
        for name, lane in lanes.items():
            bench.say(f"a laptop with {lane.office.count:,} cases")
            runs[f"{name} pull"].append(lane.settled()["pull"])
        for number in range(3 if bench.short else DELTA_ROUNDS):
            for name, lane in lanes.items():
                for delay in (0.0, FAR_MS):
                    touch(stores[name], changed[name], 2 * number + bool(delay))
                    _one_delta(lane, runs, name, delay)
    yield from _told_deltas(bench.many, few, runs)


def _one_delta(lane: OwnLane, runs: Runs, name: str, delay: float) -> None:
    lane.line.delay(delay)
    done = lane.sync()
    went = lane.line.read()
    if done["pulled"] != CHANGED:
        raise RuntimeError(f"not the changed cases came: {done}")
    runs[f"{name} far" if delay else name].append(done["s"])
    if not delay:
        runs[f"{name} cpu"].append(done["cpu"])
        runs[f"{name} KB"].append(went["down"] / 1000)
        runs[f"{name} KB up"].append(went["up"] / 1000)
        runs[f"{name} requests"].append(went["turns"])


def _told_deltas(many: int, few: int, runs: Runs) -> Iterator[Row]:
    beside = f"{few:,} cases"
    yield Row(f"{CHANGED} changes among {many:,} cases", runs["many"], within(0.2), beside, runs["few"])
    yield Row("  laptop's processor", runs["many cpu"], within(0.2), beside, runs["few cpu"])
    yield Row("  at 100 ms", runs["many far"], within(0.2), beside, runs["few far"])
    yield Row("  down the line", runs["many KB"], at_most(12, "KB"), beside, runs["few KB"], unit="KB")
    yield Row("  up the line", runs["many KB up"], beside=beside, theirs=runs["few KB up"], unit="KB")
    yield Row("  requests", runs["many requests"], at_most(1, ""), unit="")
    yield Row(f"first pull of {many:,} cases", runs["many pull"], beside=beside, theirs=runs["few pull"])
