"""The lanes of the sync section: the same cases on our own laptop and on those of the peers, ready to be timed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fieldapp import clock
from fieldapp.domain.case import Case, Visit
from fieldapp.domain.facts import Fact
from fieldapp.domain.visit import VisitContent
from fieldapp.protocol.records import encode_record
from fieldapp.store.office.unit import OfficeStore
from tests.benchmarks import peers, portfolio
from tests.benchmarks.children import Child, child
from tests.benchmarks.offices import COLLECTOR, ROOT, BenchOffice, Server, office_of, serving
from tests.benchmarks.peers import Line
from tests.office import MORNING

MOST_SETTLED = 10_000
"""Of a larger laptop the figures of so many cases are worked out before its changes are timed."""


@dataclass
class OwnLane:
    """A laptop of ours, its server, and the line between them."""

    office: BenchOffice
    server: Server
    line: Line
    laptop: Child
    folder: Path
    number: int = 0

    def fresh(self) -> None:
        """A new laptop with an empty store, its program just started; the one before is thrown away."""
        self.laptop.restart()
        shutil.rmtree(self.store.parent, ignore_errors=True)
        self.number += 1
        self.laptop.ask("enrol", folder=str(self.store.parent), server=self.server.url)

    def first_pull(self) -> dict[str, Any]:
        """Everything, until all of it is listed and the last case is found by its number."""
        (last,) = portfolio.cases(1, COLLECTOR.id, self.office.count - 1)
        return self.checked(self.laptop.ask("sync", server=self.line.url, count=self.office.count, text=last.case_no))

    def settled(self) -> dict[str, Any]:
        """A laptop that has everything, and behind whose first pull the figures were worked out; how long that took."""
        self.fresh()
        self.line.delay(0)
        pulled = self.first_pull()
        return {"pull": pulled["s"], "figures": self.laptop.ask("settle", most=MOST_SETTLED)["s"]}

    def sync(self) -> dict[str, Any]:
        """One round."""
        return self.checked(self.laptop.ask("sync", server=self.line.url))

    def checked(self, report: dict[str, Any]) -> dict[str, Any]:
        """The report of a round in which nothing went wrong: a wrong one must not count as quick."""
        if report["error"]:
            raise RuntimeError(f"a round did not go well: {report}")
        return report

    @property
    def store(self) -> Path:
        """The laptop's store."""
        return self.folder / f"laptop-{self.number}" / "store.db"


@contextmanager
def own_lane(count: int, scratch: Path, name: str = "own") -> Iterator[OwnLane]:
    """An office with so many cases, served, and a laptop that has not signed in yet."""
    folder = scratch / name
    folder.mkdir(parents=True)
    office = office_of(count, folder / "office")
    laptop = child([sys.executable, "-m", "tests.benchmarks.laptop_process"], folder / "laptop.log", folder=ROOT)
    with serving(office.folder) as server, peers.line(server.url, folder) as line, laptop as told:
        yield OwnLane(office, server, line, told, folder)


@contextmanager
def floor_lane(filled: OwnLane, scratch: Path) -> Iterator[Child]:
    """The floor, from a laptop that a first pull has filled; its store is closed for that."""
    filled.laptop.ask("close")
    folder = scratch / "floor"
    folder.mkdir()
    kept = folder / "filled.db"
    shutil.copy(filled.store, kept)
    command = [sys.executable, "-m", "tests.benchmarks.floor_process", kept, folder]
    with child(command, folder / "floor.log", folder=ROOT) as told:
        yield told


def touch(store: OfficeStore, cases: list[Case], round_number: int) -> None:
    """The core banking export brings these cases with a fresher balance."""
    before = clock.use(clock.PracticeClock(MORNING))
    try:
        with store.writing() as unit:
            for case in cases:
                unit.records.save_case(replace(case, balance_at=clock.now().replace(microsecond=round_number + 1)))
    finally:
        clock.use(before)


def some(count: int, among: int) -> list[Case]:
    """So many cases, spread evenly over all."""
    return [next(portfolio.cases(1, COLLECTOR.id, number * among // count)) for number in range(count)]


def documents_of_cases(count: int, path: Path) -> Path:
    """The records of the cases, as JSON, one a line."""
    return _written((encode_record(case) for case in portfolio.cases(count, COLLECTOR.id)), path)


def documents_of_visits(count: int, cases: int, first: int, path: Path) -> Path:
    """The records of the visits, as JSON, one a line."""
    facts = portfolio.visits(COLLECTOR, count, first, cases)
    return _written((encode_record(_record(fact)) for fact in facts), path)


def _record(fact: Fact) -> Visit:
    assert isinstance(fact.payload, VisitContent)
    return Visit(fact.id, fact.case_id, fact.made_by, fact.made_at, fact.payload)


def _written(lines: Iterable[bytes], path: Path) -> Path:
    with path.open("wb") as out:
        for line in lines:
            out.write(line + b"\n")
    return path
