"""Sync in a thread of its own: it runs when asked, never twice at once, and ends when told."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from queue import Queue

import pytest

from fieldapp import clock
from fieldapp.protocol.messages import Frame, SyncRequest
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import ChangeSet
from fieldapp.sync import background
from fieldapp.sync.background import BackgroundSync
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.file_moves import FileAtServer
from fieldapp.sync.one_at_a_time import Turn
from fieldapp.sync.sign_in import transport_for
from fieldapp.sync.status import SyncPhase, read_status
from fieldapp.sync.steps import SyncReport
from fieldapp.sync.transport import Transport
from fieldapp.sync.way_out import way_out
from fieldapp.sync.when import Cause, Pace
from tests import field_work
from tests.office import TestOffice, borrower_case
from tests.people import team_in
from tests.sync.conftest import NewDesk
from tests.sync.gateways import Gateway, listening

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

    def dictionary(self, id_: int) -> bytes:
        return self._transport.dictionary(id_)

    def file_at(self, sha256: str) -> FileAtServer:
        return self._transport.file_at(sha256)

    def send_piece(self, sha256: str, offset: int, content: bytes) -> FileAtServer:
        return self._transport.send_piece(sha256, offset, content)

    def fetch_piece(self, sha256: str, offset: int, length: int) -> bytes:
        return self._transport.fetch_piece(sha256, offset, length)


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


@contextmanager
def watching(
    desk: Desk, pace: Pace | None = None, turn: Turn | None = None, watch: Callable[[], str] | None = None
) -> Iterator[Watched]:
    transport = transport_for(desk)
    gate = Gate(transport)
    finished: Queue[tuple[SyncReport, ChangeSet]] = Queue()
    running: list[int] = []
    sync = BackgroundSync(
        SyncDriver(desk.store, gate, desk.device_id),
        started=lambda: running.append(1),
        progress=lambda pulled, files: None,
        finished=lambda report, changes: finished.put((report, changes)),
        pace=pace,
        turn=turn,
        watch=watch,
        interrupt=transport.interrupt,
    )
    try:
        yield Watched(sync, gate, finished, running)
    finally:
        gate.open.set()
        sync.stop()
        transport.close()


@pytest.fixture
def watched(desk: Desk) -> Iterator[Watched]:
    with watching(desk) as one:
        yield one
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


def test_a_round_that_failed_is_tried_again_as_soon_as_there_is_another_way_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "WATCH_SECONDS", 0.01)
    ways = iter(["", "", "", "192.168.7.20"])
    away = replace(desk, server_url="http://127.0.0.1:9")
    with watching(away, Pace(120.0, dice=lambda: 0.999), watch=lambda: next(ways, "192.168.7.20")) as one:
        one.sync.start()
        assert one.next()[0].error is not None
        again, _changes = one.next()
        assert again.error is not None, "well before the pause of eight seconds is over"
        assert next(ways, None) is None


def test_the_system_may_say_that_the_network_is_back(desk: Desk) -> None:
    away = replace(desk, server_url="http://127.0.0.1:9")
    with watching(away, Pace(120.0, dice=lambda: 0.999)) as one:
        one.sync.start()
        assert one.next()[0].error is not None
        one.sync.network_returned()
        assert one.next()[0].error is not None


def test_when_the_next_round_begins_is_known(watched: Watched) -> None:
    watched.sync.start()
    watched.next()
    at = watched.sync.next_try()
    assert at is not None
    assert 100 < (at - clock.now()).total_seconds() <= 120
    watched.sync.set_every(0.0)
    assert watched.sync.next_try() is None


def test_two_windows_on_one_store_never_run_a_round_at_the_same_time(desk: Desk) -> None:
    with watching(desk, turn=Turn(desk.folder)) as one, watching(desk, turn=Turn(desk.folder)) as other:
        one.gate.open.clear()
        one.sync.start()
        assert one.gate.entered.acquire(timeout=SOON)
        other.sync.start()
        assert not other.gate.entered.acquire(timeout=0.5), "the other waits for its turn"
        one.gate.open.set()
        assert one.next()[0].complete
        assert other.next()[0].complete


def test_a_window_that_waited_too_long_for_another_says_so_and_is_not_called_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "PATIENCE_SECONDS", 0.01)
    with Turn(desk.folder).taken(0.0, lambda: False), watching(desk, turn=Turn(desk.folder)) as one:
        one.sync.start()
        report, _changes = one.next()
        assert report.error is not None
        assert (report.error.code, report.complete) == ("network.other_window", False)


def test_whoever_waits_for_another_window_may_stop_waiting(desk: Desk) -> None:
    with Turn(desk.folder).taken(0.0, lambda: False), watching(desk, turn=Turn(desk.folder)) as one:
        one.sync.start()
        assert not one.gate.entered.acquire(timeout=0.2)
        one.sync.cancel()
        report, _changes = one.next()
        assert report.error is not None
        assert report.error.code == "sync.cancelled"


def test_stopping_does_not_wait_for_a_server_that_says_nothing(desk: Desk) -> None:
    heard = threading.Event()

    def mute(_gateway: Gateway, line: socket.socket) -> None:
        line.recv(1)
        heard.set()
        while line.recv(65536):
            pass

    with (
        listening(mute) as server,
        watching(replace(desk, server_url=f"http://127.0.0.1:{server.port}")) as one,
    ):
        one.sync.start()
        assert heard.wait(SOON)
        began = clock.monotonic()
        one.sync.cancel()
        report, _changes = one.next()
        assert report.error is not None
        assert report.error.code == "sync.cancelled"
        assert clock.monotonic() - began < 5.0, "the read would have gone on for a minute"
        one.sync.request(Cause.LEAVING)


def test_asking_for_the_way_out_sends_nothing_and_never_fails() -> None:
    assert all(part.count(".") == 3 or ":" in part for part in way_out().split())
