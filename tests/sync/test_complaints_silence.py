"""What people who work in the field complain about most when sync says nothing or gives up, each made impossible
here.

Each test is one complaint, run against the real store, the real network stack and the real server. Its name is the
complaint turned into a promise; `docs/complaints.md` says which promise answers which complaint.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from queue import Queue
from typing import Any

import pytest

from fieldapp import sentences
from fieldapp.domain.case import Case
from fieldapp.domain.ids import new_id
from fieldapp.server import pull, sync_call
from fieldapp.services.desk import Desk
from fieldapp.sync.background import BackgroundSync
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.sign_in import renew_token, sign_in, transport_for
from fieldapp.sync.status import SyncPhase, Waiting, read_status
from fieldapp.sync.steps import SyncReport
from tests.cutting_proxy import CuttingProxy, cutting_proxy
from tests.office import CHEAP, PASSPHRASE, TestOffice, borrower_case, sync
from tests.people import team_in
from tests.sync.conftest import NewDesk
from tests.sync.test_complaints_loss import at_office, new_epoch, record_visit, seen_here

SOON = 20.0


@pytest.fixture
def office(shared_office: TestOffice) -> TestOffice:
    return team_in(shared_office)


@pytest.fixture
def cases(office: TestOffice) -> list[Case]:
    made = [borrower_case(office.people["zhouming"], f"借款人{n}", number=800 + n) for n in range(4)]
    office.save(*made)
    return made


@pytest.fixture
def line(office: TestOffice) -> Iterator[CuttingProxy]:
    with cutting_proxy(office.url) as one:
        yield one


class Background:
    """Sync in its own thread, with what it reports."""

    def __init__(self, desk: Desk, driver: SyncDriver | None = None) -> None:
        self._transport = transport_for(desk)
        self._reports: Queue[SyncReport] = Queue()
        self.sync = BackgroundSync(
            driver or SyncDriver(desk.store, self._transport, desk.device_id),
            started=lambda: None,
            progress=lambda pulled, files: None,
            finished=lambda report, changes: self._reports.put(report),
            interrupt=self._transport.interrupt,
        )

    def __enter__(self) -> Background:
        self.sync.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.sync.stop()
        self._transport.close()

    def next(self) -> SyncReport:
        return self._reports.get(timeout=SOON)


@pytest.mark.parametrize("trouble", ["away", "cut", "expired", "bug"])
def test_a_day_of_records_is_always_counted_and_can_always_be_pushed(
    office: TestOffice,
    new_desk: NewDesk,
    cases: list[Case],
    line: CuttingProxy,
    trouble: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Push and sync were greyed out though a day of records existed; that day was lost."""
    desk = replace(new_desk(), server_url=line.url)
    sync(desk)
    made = [record_visit(desk, case) for case in cases]
    with desk.store.reading() as unit:
        token = unit.settings.get("token", str)
    if trouble == "cut":
        line.cut_after(up=50)
    elif trouble == "expired":
        with desk.store.writing() as unit:
            unit.settings.set("token", new_id())
    elif trouble == "bug":
        monkeypatch.setattr(sync_call, "push", lambda *_: 1 / 0)
    report = sync(replace(desk, server_url="http://127.0.0.1:9") if trouble == "away" else desk)
    assert not report.complete
    with desk.store.reading() as unit:
        status = read_status(unit, working=False)
    assert (status.pending, status.kinds, status.safe_to_hand_in) == (True, {Waiting.VISITS: 4}, False)
    assert status.phase in {SyncPhase.AWAY, SyncPhase.TROUBLE}
    assert status.code
    line.mend()
    monkeypatch.undo()
    with desk.store.writing() as unit:
        unit.settings.set("token", token)
    assert sync(desk).complete
    assert at_office(office, *cases) == sorted(made)


def test_a_press_on_sync_always_runs_a_round_even_after_a_bug_in_the_last_one(
    office: TestOffice, new_desk: NewDesk, cases: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button did nothing until the project was opened again."""
    bugs: list[object] = []
    monkeypatch.setattr(threading, "excepthook", bugs.append)
    desk = new_desk()
    with monkeypatch.context() as spoilt:
        spoilt.setattr(SyncDriver, "_prepare", lambda _self: 1 / 0)
        with Background(desk) as running:
            report = running.next()
            assert report.error is not None
            assert report.error.code == "sync.stopped_by_bug"
            spoilt.undo()
            running.sync.request()
            assert running.next().complete
    assert len(bugs) == 1, "and it is in the crash report"
    with desk.store.reading() as unit:
        assert len(unit.shadow.case_ids()) == len(cases)


def test_after_offline_sync_says_so_and_comes_back_by_itself(
    office: TestOffice, new_desk: NewDesk, cases: list[Case], line: CuttingProxy
) -> None:
    """No message while offline, and after the connection came back sync stayed dead."""
    desk = replace(new_desk(), server_url=line.url)
    sync(desk)
    made = record_visit(desk, cases[0])
    line.cut_after(up=0)
    with Background(desk) as running:
        report = running.next()
        assert report.error is not None
        with desk.store.reading() as unit:
            status = read_status(unit, working=False, next_try=running.sync.next_try())
        assert (status.phase, status.code) == (SyncPhase.AWAY, report.error.code)
        assert status.next_try is not None, "nobody has to press anything"
        line.mend()
        running.sync.network_returned()
        while not running.next().complete:
            pass
    assert at_office(office, *cases) == [made]


def test_a_round_that_timed_out_counts_as_nothing_and_names_what_waits(
    office: TestOffice, new_desk: NewDesk, cases: list[Case], line: CuttingProxy
) -> None:
    """After a timed-out sync the sequence number had advanced: changes were never sent, and nobody knew which."""
    desk = replace(new_desk(), server_url=line.url)
    sync(desk)
    made = record_visit(desk, cases[2])
    with desk.store.reading() as unit:
        before = unit.sync.cursors()
    line.cut_after(down=1)  # taken by the office, but the laptop never hears of it
    assert not sync(desk).complete
    later = record_visit(desk, cases[3])
    with desk.store.reading() as unit:
        assert unit.sync.cursors() == before
        waiting = [entry.fact.case_id for entry in unit.outbox.entries() if entry.status == "waiting"]
    assert waiting == [cases[3].id, cases[2].id], "which cases they are"
    line.mend()
    assert sync(desk).complete
    assert at_office(office, *cases) == sorted([made, later])


def test_a_cancelled_sync_never_makes_the_next_one_fail(
    office: TestOffice, new_desk: NewDesk, cases: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelled once, every later sync failed; the session stayed locked on the server."""
    monkeypatch.setattr(pull, "PAGE_BYTES", 2_000)
    desk = new_desk()
    made: list[str] = []
    for frames in range(8):
        transport = transport_for(desk)
        driver = SyncDriver(desk.store, transport, desk.device_id)
        _cancel_at(driver, transport, frames)
        report = driver.run()
        transport.close()
        assert report.complete or (report.error is not None and report.error.code == "sync.cancelled")
        after = sync(desk)
        assert after.complete, f"after a cancel at frame {frames}: {after.error}"
        made.append(record_visit(desk, cases[frames % 4]))
        new_epoch(office)  # everything anew, so that there is something to cancel
    assert sync(desk).complete
    assert seen_here(desk, *cases) == set(made)
    assert at_office(office, *cases) == sorted(made)


def _cancel_at(driver: SyncDriver, transport: Any, frames: int) -> None:
    """The person presses cancel when so many frames have come."""
    exchange = transport.exchange

    def watched(request: Any) -> Iterator[Any]:
        for number, frame in enumerate(exchange(request)):
            if number == frames:
                driver.cancel()
            yield frame

    transport.exchange = watched


def test_a_first_sync_that_was_cut_never_begins_from_zero(
    office: TestOffice, new_desk: NewDesk, line: CuttingProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A restore that timed out began from zero, and showed no progress."""
    monkeypatch.setattr(pull, "PAGE_BYTES", 8_000)
    office.save(*(borrower_case(office.people["zhouming"], f"借款人{n}", number=n) for n in range(60)))
    desk = replace(new_desk(), server_url=line.url)
    line.cut_after(down=9_000)
    told: list[int] = []
    sizes = [0]
    while True:
        transport = transport_for(desk)
        seen: list[int] = []
        report = SyncDriver(desk.store, transport, desk.device_id).run(lambda pulled, _files: seen.append(pulled))  # noqa: B023
        transport.close()
        told += seen
        with desk.store.reading() as unit:
            sizes.append(len(unit.shadow.case_ids()))
        assert sizes[-1] >= sizes[-2], "what came stays"
        if report.complete:
            break
        assert seen, "progress is shown in every try"
        assert len(sizes) < 40
    assert sizes[-1] == 60
    assert line.cuts >= 2
    assert len([n for n in sizes if n]) >= 3, "and is used while the rest is still to come"


def test_nothing_more_is_tried_after_a_fatal_answer_and_nothing_is_left_out_after_it(
    office: TestOffice, new_desk: NewDesk, cases: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The queue went on after a fatal error; the second record was silently not sent."""
    desk = new_desk()
    sync(desk)
    made = [record_visit(desk, case) for case in cases[:2]]
    calls: list[int] = []
    transport = transport_for(desk)
    transport.token = new_id()  # the office no longer knows this laptop
    exchange = transport.exchange

    def counted(request: Any) -> Iterator[Any]:
        calls.append(len(request.facts))
        return exchange(request)

    monkeypatch.setattr(transport, "exchange", counted)
    report = SyncDriver(desk.store, transport, desk.device_id).run()
    transport.close()
    assert report.error is not None
    assert (report.error.code, calls) == ("signin.expired", [2])
    with Background(desk) as running:
        assert running.next().pushed == 2, "both, and by themselves"
        made.append(record_visit(desk, cases[2]))
        running.sync.request()
        assert running.next().pushed == 1
    assert at_office(office, *cases) == sorted(made)


def test_an_expired_sign_in_is_never_called_a_wrong_passphrase_and_offline_one_can_still_work(
    office: TestOffice,
) -> None:
    """An expired token was shown as a wrong password; the sign-in dialog was useless offline."""
    login = office.people["zhouming"].login
    office.save(borrower_case(office.people["zhouming"], number=850))
    case = office.cases["李建国"]
    home = office.folder / f"laptop-{login}"
    desk = office.desk(login)
    sync(desk)
    with desk.store.writing() as unit:
        unit.settings.set("token", new_id())
        unit.settings.set("token_until", "2020-01-01T00:00:00+00:00")
    desk.store.close()
    desk = sign_in(home, "http://127.0.0.1:9", login, PASSPHRASE, cost=CHEAP)
    made = record_visit(desk, case)
    report = sync(desk)
    assert report.error is not None
    assert report.error.code == "sync.server_away"
    desk = replace(desk, server_url=office.url)
    report = sync(desk)
    assert report.error is not None
    assert report.error.code == "signin.expired"
    for language in sentences.LANGUAGES:
        wrong = sentences.say("security.wrong_passphrase", {}, language)
        assert sentences.say("signin.expired", report.error.params, language).text != wrong.text
    renew_token(desk, PASSPHRASE)
    assert sync(desk).complete
    assert at_office(office, case) == [made]
    desk.store.close()
