"""Offices to measure against: a real home with a collector's cases in it, served by the product in its own process.

An office is made once for a state of the code and kept below `.cache/bench`; each measurement works on a copy.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.server import home as server_home
from fieldapp.server.office_setup import add_staff, set_up
from fieldapp.store.office.database import open_office
from fieldapp.store.office.unit import OfficeStore
from tests.benchmarks import portfolio
from tests.office import MORNING, PASSPHRASE, office

ROOT = portfolio.ROOT
KEPT = portfolio.KEPT / "offices"
SHAPED_BY = (
    "db",
    "fieldapp/domain",
    "fieldapp/protocol",
    "fieldapp/sample",
    "fieldapp/server",
    "fieldapp/store/office",
)
"""What an office's bytes follow from, beside the portfolio."""
COLLECTOR = Staff(
    "019f7fff-0000-7000-8000-000000000001",
    "zhouming",
    "周明",
    "C0417",
    StaffRole.COLLECTOR,
    Level.COLLECTOR,
    "外访一组",
)
BATCH = 500
ADDRESS = re.compile(rb"http://127\.0\.0\.1:\d+")


@dataclass(frozen=True, slots=True)
class BenchOffice:
    """A home with `count` cases of one collector."""

    folder: Path
    count: int

    @property
    def home(self) -> server_home.ServerHome:
        """The server's home."""
        return server_home.find(self.folder)

    def cases(self) -> Iterator[Case]:
        """Its cases as they were imported, made again."""
        return portfolio.cases(self.count, COLLECTOR.id)

    @contextmanager
    def store(self) -> Iterator[OfficeStore]:
        """Its database, beside a server that may be running on it."""
        opened = open_office(self.home.database_url)
        try:
            yield opened
        finally:
            opened.close()


def office_of(count: int, folder: Path) -> BenchOffice:
    """An office with so many cases, in `folder`, which must not exist."""
    kept = KEPT / f"{count}-{portfolio.state_of(*SHAPED_BY)}"
    if not kept.exists():
        for old in KEPT.glob(f"{count}-*"):
            shutil.rmtree(old)
        part = kept.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        make(part, count).close()
        part.rename(kept)
    shutil.copytree(kept, folder)
    return BenchOffice(folder, count)


def make(folder: Path, count: int, database_url: str | None = None) -> OfficeStore:
    """An office in `folder` and its database; returns its store, open."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    before = clock.use(clock.PracticeClock(MORNING))
    try:
        home = server_home.create(folder, database_url)
        store = set_up(home.database_url, office(), home.secret(), clock.now())
        add_staff(store, COLLECTOR, PASSPHRASE, clock.now())
        bring_in(store, portfolio.cases(count, COLLECTOR.id))
    finally:
        clock.use(before)
    return store


def bring_in(store: OfficeStore, cases: Iterator[Case]) -> None:
    """The core banking export brings these cases."""
    while batch := list(islice(cases, BATCH)):
        with store.writing() as unit:
            for case in batch:
                unit.records.save_case(case)


@dataclass
class Server:
    """The product's server while it runs."""

    url: str
    process: subprocess.Popen[bytes]

    def cpu_seconds(self) -> float:
        """Processor time it has used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100

    def resident_mb(self) -> float:
        """Memory it holds now, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1000


@contextmanager
def serving(home: Path, name: str = "server") -> Iterator[Server]:
    """A server of a home, at the practice moment, on a port of its own."""
    command = [sys.executable, "-m", "fieldapp", "--practice-now", MORNING.isoformat(), "server", "serve"]
    options = ["--home", str(home), "--port", "0", "--until-stdin-closes"]
    log = home.with_name(f"{home.name}-{name}.log")
    with log.open("wb") as said:
        process = subprocess.Popen(
            [*command, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, cwd=ROOT
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            found = next(filter(None, map(ADDRESS.search, process.stdout)), None)
            if found is None:
                raise RuntimeError(f"the server did not start: {log.read_text(encoding='utf-8')}")
            yield Server(found[0].decode(), process)
        finally:
            process.stdin.close()
            process.wait(10)
            process.stdout.close()
