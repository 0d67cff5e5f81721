"""Sync in a thread of its own: it runs when asked, never twice at once, and ends when told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from queue import Queue

import pytest

from fieldapp.protocol.messages import Frame, SyncRequest
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import ChangeSet
from fieldapp.sync.background import BackgroundSync
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.engine import SyncReport
from fieldapp.sync.sign_in import transport_for
from fieldapp.sync.status import SyncPhase, read_status
from fieldapp.sync.transport import Transport
from tests import field_work
from tests.office import TestOffice, borrower_case
from tests.people import team_in
from tests.sync.conftest import NewDesk

SOON = 20.0


class Gate:
    """The real server behind a gate, so that a round can be held in its middle."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self.entered, self.open = threading.Semaphore(0), threading.Event()
        self.open.set()

    def exchange(self, request: SyncRequest) -> Iterator[Frame]:
        self.entered.release()
        assert self.open.wait(SOON)
        yield from self._transport.exchange(request)

    def uploaded(self, sha256: str) -> int:
        return self._transport.uploaded(sha256)

    def upload(self, sha256: str, offset: int, content: bytes) -> bool:
        return self._transport.upload(sha256, offset, content)

    def download(self, sha256: str) -> bytes:
        return self._transport.download(sha256)


@dataclass
class Watched:
    """A background sync with everything it said."""

    sync: BackgroundSync
    gate: Gate
    finished: Queue[tuple[SyncReport, ChangeSet]]
    running: list[int] = field(default_factory=list)

    def next(self) -> tuple[SyncReport, ChangeSet]:
        return self.finished.get(timeout=SOON)


@pytest.fixture
def office(shared_office: TestOffice) -> TestOffice:
    return team_in(shared_office)


@pytest.fixture
def desk(office: TestOffice, new_desk: NewDesk) -> Desk:
    office.save(borrower_case(office.people["zhouming"]))
    return new_desk()


@pytest.fixture
def watched(desk: Desk) -> Iterator[Watched]:
    transport = transport_for(desk)
    gate = Gate(transport)
    finished: Queue[tuple[SyncReport, ChangeSet]] = Queue()
    running: list[int] = []
    sync = BackgroundSync(
        SyncDriver(desk.store, gate, desk.device_id),
        started=lambda: running.append(1),
        progress=lambda pulled, files: None,
        finished=lambda report, changes: finished.put((report, changes)),
    )
    yield Watched(sync, gate, finished, running)
    gate.open.set()
    sync.stop()
    transport.close()
    assert "sync" not in {thread.name for thread in threading.enumerate()}


def test_it_begins_with_a_round_and_says_what_changed(watched: Watched, desk: Desk) -> None:
    watched.sync.start()
    report, changes = watched.next()
    assert report.complete
    with desk.store.reading() as unit:
        assert changes.cases == set(unit.shadow.case_ids())
        assert read_status(unit, working=False).phase is SyncPhase.IDLE


def test_a_request_while_a_round_runs_makes_one_more_round_and_not_two(watched: Watched) -> None:
    watched.gate.open.clear()
    watched.sync.start()
    assert watched.gate.entered.acquire(timeout=SOON)
    for _ in range(5):
        watched.sync.request()
    watched.gate.open.set()
    assert watched.next()[0].complete
    assert watched.next()[0].complete
    assert len(watched.running) == 2
    assert watched.finished.empty()


def test_a_request_brings_what_was_done_meanwhile_to_the_server(
    watched: Watched, desk: Desk, office: TestOffice
) -> None:
    watched.sync.start()
    watched.next()
    with desk.store.writing() as unit:
        (case_id,) = unit.shadow.case_ids()
        file = unit.files.get(case_id)
        desk.record(unit, file, field_work.visit(file.case, desk.staff))
    watched.sync.request()
    report, changes = watched.next()
    assert (report.pushed, changes.cases, changes.outbox) == (1, {case_id}, True)
    with office.store.reading() as unit:
        assert len(unit.facts.chain(case_id)) == 1


def test_stopping_in_the_middle_of_a_round_ends_the_thread(watched: Watched) -> None:
    watched.gate.open.clear()
    watched.sync.start()
    assert watched.gate.entered.acquire(timeout=SOON)
    opener = threading.Timer(0.05, watched.gate.open.set)
    opener.start()
    watched.sync.stop(SOON)
    opener.join()
    report, _changes = watched.next()
    assert report.error is not None
    assert report.error.code == "sync.cancelled"


def test_a_round_can_be_stopped_without_ending_the_thread(watched: Watched) -> None:
    watched.gate.open.clear()
    watched.sync.start()
    assert watched.gate.entered.acquire(timeout=SOON)
    watched.sync.cancel()
    watched.gate.open.set()
    report, _changes = watched.next()
    assert report.error is not None
    assert report.error.code == "sync.cancelled"
    watched.sync.request()
    assert watched.next()[0].complete


def test_stopping_before_it_began_is_nothing(watched: Watched) -> None:
    watched.sync.stop()
    assert watched.running == []


def test_a_server_that_is_away_is_a_quiet_state_and_not_an_alarm(office: TestOffice, new_desk: NewDesk) -> None:
    desk = new_desk()
    transport = transport_for(replace(desk, server_url="http://127.0.0.1:9"))
    assert not SyncDriver(desk.store, transport, desk.device_id).run().complete
    transport.close()
    with desk.store.reading() as unit:
        assert read_status(unit, working=True).phase is SyncPhase.WORKING
        status = read_status(unit, working=False)
        assert (status.phase, status.code, status.waiting) == (SyncPhase.AWAY, "sync.server_away", 0)
