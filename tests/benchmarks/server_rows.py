"""The server on a real PostgreSQL with two thousand laptops that have nothing new: how many a second, and its memory.

Both processors are shared by two processes of the server, the database, and the process that plays the laptops.
The database keeps its promises (fsync on), as an office's would.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice

from fieldapp import clock
from fieldapp.domain.ids import new_id
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.protocol.codec import encode_request
from fieldapp.protocol.messages import ScopeCursor, SyncRequest
from fieldapp.security.passwords import hash_password
from fieldapp.store.office.feed import OFFICE_SCOPE, staff_scope
from fieldapp.store.office.unit import OfficeStore
from tests.benchmarks import portfolio
from tests.benchmarks.children import child
from tests.benchmarks.offices import ROOT, bring_in, make, serving
from tests.benchmarks.registry import Bench, section
from tests.benchmarks.table import Row, at_most_times
from tests.office import MORNING, PASSPHRASE
from tests.postgres import PROGRAMS, running_postgres

LAPTOPS, CASES_EACH, PROCESSES, AT_ONCE = 2_000, 5, 2, 16
PACED = 5_000
SETTINGS = ("-c", "max_connections=100", "-c", "shared_buffers=256MB")
GROWTH = 1.05
"""Memory is flat when it is not more than this times what it was after the first tenth."""


@section("server")
def rows(bench: Bench) -> Iterator[Row]:
    """Throughput, latency, memory."""
    programs = max(PROGRAMS.glob("*/bin/initdb"), default=None, key=lambda path: int(path.parts[-3]))
    if programs is None:
        yield Row("idle syncs a second", [], note="no PostgreSQL server program on this machine")
        return
    laptops, syncs = (40, 400) if bench.short else (LAPTOPS, bench.syncs)
    with ExitStack() as open_:
        database = open_.enter_context(running_postgres(programs.parent, SETTINGS)).database()
        home = bench.scratch / "office"
        store = make(home, 0, database)
        told = {"laptops": list(_fleet(store, laptops))}
        store.close()
        servers = [open_.enter_context(serving(home, name=f"server-{number}")) for number in range(PROCESSES)]
        file = bench.scratch / "fleet.json"
        file.write_text(json.dumps(told | {"servers": [server.url for server in servers]}), encoding="utf-8")
        command = [sys.executable, "-m", "tests.benchmarks.server_load_process", file]
        load = open_.enter_context(child(command, bench.scratch / "load.log", folder=ROOT))
        memory = []
        runs = []
        for tenth in range(11):  # the first is to warm up
            bench.say(f"idle syncs, part {tenth} of 10")
            done = load.ask("run", count=syncs // 10, at_once=AT_ONCE, rate=0)
            memory.append([server.resident_mb() for server in servers])
            runs += [done] if tenth else []
        rate = sum(run["rate"] for run in runs) / len(runs)
        paced = load.ask("run", count=min(PACED, syncs), at_once=AT_ONCE * 4, rate=rate / 2)
    yield Row(f"idle syncs a second, {laptops:,} laptops", [run["rate"] for run in runs], unit="/s", note=_shares())
    yield Row("  p50 at full load", [run["p50"] for run in runs], unit="ms")
    yield Row("  p99 at full load", [run["p99"] for run in runs], unit="ms")
    yield Row("  p50 at half of it", [paced["p50"]], unit="ms")
    yield Row("  p99 at half of it", [paced["p99"]], unit="ms", note=f"{rate / 2:.0f} a second")
    first, last = [sum(each) for each in (memory[1], memory[-1])]
    yield Row(f"memory after {syncs:,} syncs", [last], at_most_times(GROWTH), "after a tenth", [first], unit="MB")


def _shares() -> str:
    return f"{PROCESSES} server processes, PostgreSQL and the laptops share the processors"


def _fleet(store: OfficeStore, count: int) -> Iterator[dict[str, str]]:
    """Collectors with their cases and laptops, each at the head of its feed; tokens and bodies of their syncs."""
    hashed, before = hash_password(PASSPHRASE), clock.use(clock.PracticeClock(MORNING))
    try:
        people = (_person(number) for number in range(count))
        made: list[tuple[Staff, str, str]] = []
        while batch := list(islice(people, 200)):
            made += _enrolled(store, batch, hashed)
        for number, (person, _, _) in enumerate(made):
            bring_in(store, portfolio.cases(CASES_EACH, person.id, number * CASES_EACH))
        with store.reading() as unit:
            epoch, everybody = unit.settings.get("epoch") or "", unit.feed.head(OFFICE_SCOPE)
            for person, device_id, token in made:
                own = staff_scope(person.id)
                cursors = (ScopeCursor(OFFICE_SCOPE, everybody), ScopeCursor(own, unit.feed.head(own)))
                asked = SyncRequest(device_id, epoch, cursors, (), clock.now().isoformat())
                yield {"token": token, "body": base64.b64encode(encode_request(asked)).decode()}
    finally:
        clock.use(before)


def _person(number: int) -> Staff:
    return Staff(
        new_id(),
        f"person{number}",
        f"员工{number}",
        f"N{number}",
        StaffRole.COLLECTOR,
        Level.COLLECTOR,
        f"组{number // 20}",
    )


def _enrolled(store: OfficeStore, people: list[Staff], hashed: str) -> list[tuple[Staff, str, str]]:
    """Accounts with a laptop and a token each, as signing in would leave them."""
    from fieldapp.domain.case import Entity

    made, now = [], clock.now()
    with store.writing() as unit:
        for person in people:
            device_id, token = new_id(), f"token-of-{person.login}"
            unit.accounts.add(person, hashed, now)
            unit.records.save_office_record(Entity.STAFF, person)
            unit.accounts.add_device(device_id, person.id, "laptop", now)
            unit.accounts.open_session(token, person.id, device_id, now, now.replace(year=now.year + 1))
            made.append((person, device_id, token))
    return made
