"""A laptop in a process of its own, told what to do line by line: a real encrypted store, the product's own sync.

It answers each line of JSON with one: seconds and processor seconds of what it did, and what came of it.
"""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from db.client_schema import case_row
from fieldapp import clock
from fieldapp.services.attach_file import attach_file
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_list import CaseFilter
from fieldapp.store.laptop.unit import LaptopUnit
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.transport import Transport
from tests.benchmarks import portfolio
from tests.benchmarks.offices import COLLECTOR
from tests.laptops import BareLaptop, desk_in
from tests.office import MORNING

Answer = dict[str, Any]
READY_SECONDS = 120.0
JPEG = bytes.fromhex("ffd8ffe000104a464946000101")
"""How a photo begins; the rest of it is noise, as compressed pictures are."""


class Laptop:
    """The laptop; each public method is something it can be told."""

    def __init__(self) -> None:
        self._desk: Desk | None = None
        self._token = ""

    def enrol(self, folder: str, server: str) -> Answer:
        """A new laptop with an empty store, signed in."""
        self.close()
        desk = replace(desk_in(Path(folder), COLLECTOR), server_url=server)
        own = BareLaptop(server, COLLECTOR.login, desk.device_id)
        own.close()
        with desk.store.writing() as unit:
            unit.settings.set("token", own.given.token)
            unit.settings.set("epoch", own.given.epoch)
        self._desk, self._token = desk, own.given.token
        return {}

    def sync(self, server: str, count: int = 0, text: str = "", profile: str = "") -> Answer:
        """One round over a new connection; with `count` and `text`, until so many cases are listed and it is found."""
        watch = cProfile.Profile() if profile else None
        if watch is not None:
            watch.enable()
        transport = Transport(server, self._token)
        started, used = time.perf_counter(), time.process_time()
        report = SyncDriver(self._here.store, transport, self._here.device_id).run()
        if count:
            self._until_found(count, text)
        took = {"s": time.perf_counter() - started, "cpu": time.process_time() - used}
        if watch is not None:
            watch.disable()
            with Path(profile).open("w", encoding="utf-8") as out:
                pstats.Stats(watch, stream=out).sort_stats("tottime").print_stats(40)
                pstats.Stats(watch, stream=out).sort_stats("cumulative").print_stats(60)
        transport.close()
        error = report.error.code if report.error else ""
        return took | {"pulled": report.pulled, "pushed": report.pushed, "files": report.files, "error": error}

    def settle(self, most: int) -> Answer:
        """What a pull left to be worked out behind it is worked out, as the program does while nobody waits for it.

        Beyond `most` cases the figures stay as they were sketched, and only count as worked out.
        """
        driver = SyncDriver(self._here.store, Transport(self._here.server_url, self._token), self._here.device_id)
        started, used = time.perf_counter(), time.process_time()
        while len(driver.changes.cases) < most and driver.settle_some():
            pass
        took = {"s": time.perf_counter() - started, "cpu": time.process_time() - used}
        with self._here.store._engine.connect().execution_options(writing=True) as connection, connection.begin():
            connection.execute(sa.update(case_row).values(as_of=clock.today().isoformat()))
        return took | {"cases": len(driver.changes.cases)}

    def visit(self, first: int, count: int, cases: int) -> Answer:
        """So many visits were made, at one case after the other, and wait to be sent."""
        with self._here.store.writing() as unit:
            for fact in portfolio.visits(COLLECTOR, count, first, cases):
                unit.outbox.add(fact, self._here.device_id)
        return {}

    def attach(self, first: int, count: int, size: int, cases: int) -> Answer:
        """So many photos of this size were taken, each at another case; their digests."""
        taken = []
        for number in range(first, first + count):
            (case,) = portfolio.cases(1, COLLECTOR.id, number % cases)
            source = self._here.folder / f"{number}.jpg"
            source.write_bytes(JPEG + os.urandom(size - len(JPEG)))
            taken.append(attach_file(self._here, case.id, source).sha256)
            source.unlink()
        return {"sha256": taken}

    def files_waiting(self) -> Answer:
        """How many files are not verified at the server yet."""
        with self._here.store.reading() as unit:
            return {"up": unit.attachments.counts()["up"]}

    def counts(self) -> Answer:
        """What waits and what was refused."""
        with self._here.store.reading() as unit:
            return dict(unit.outbox.counts())

    def close(self) -> Answer:
        """Put the store away."""
        if self._desk is not None:
            self._desk.store.close()
            self._desk = None
        return {}

    @property
    def _here(self) -> Desk:
        assert self._desk is not None
        return self._desk

    def _until_found(self, count: int, text: str) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            with self._here.store.reading() as unit:
                if _listed(unit, "") == count and _listed(unit, text) > 0:
                    return
            time.sleep(0.005)
        raise RuntimeError(f"{count} cases were not ready to search")


def _listed(unit: LaptopUnit, text: str) -> int:
    return unit.cases.totals(CaseFilter(text)).count


def main() -> int:
    """Do what each line says until there are no more."""
    clock.use(clock.PracticeClock(MORNING))
    portfolio.templates()
    laptop = Laptop()
    for line in sys.stdin:
        told = json.loads(line)
        act: Callable[..., Answer] = getattr(laptop, told.pop("do"))
        print(json.dumps(act(**told)), flush=True)
    laptop.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
