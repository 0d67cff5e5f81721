"""Sync over a line that breaks: nothing is doubled, nothing is lost, and what came is kept where it broke."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.ids import new_id
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import sha256
from fieldapp.protocol.messages import EndFrame, Frame, SyncRequest
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus
from fieldapp.server import pull
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.store.laptop.case_list import CaseFilter
from fieldapp.sync import frames
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.file_moves import FileAtServer
from fieldapp.sync.sign_in import transport_for
from fieldapp.sync.steps import SyncReport
from tests import field_work
from tests.cutting_proxy import CuttingProxy, cutting_proxy
from tests.laptops import scope_of
from tests.office import TestOffice, borrower_case, sync
from tests.people import team_in
from tests.sync.conftest import NewDesk
from tests.sync.portal import portal

PAPER = b"%PDF-1.7\n" + bytes(range(256)) * 8_000
"""Two pieces of a mebibyte, the second one not full."""


@pytest.fixture
def office(shared_office: TestOffice) -> TestOffice:
    return team_in(shared_office)


@pytest.fixture
def line(office: TestOffice) -> Iterator[CuttingProxy]:
    with cutting_proxy(office.url) as one:
        yield one


@pytest.fixture
def cases(office: TestOffice, monkeypatch: pytest.MonkeyPatch) -> list[Case]:
    """Enough cases for several pages."""
    monkeypatch.setattr(pull, "PAGE_BYTES", 8_000)
    made = [borrower_case(office.people["zhouming"], f"借款人{number}", number=number) for number in range(40)]
    office.save(*made)
    return made


def over(line: CuttingProxy, desk: Desk) -> Desk:
    """The desk, with the line between it and the server."""
    return replace(desk, server_url=line.url)


def common(office: TestOffice) -> int:
    """How many records everybody has: the office and its people."""
    with office.store.reading() as unit:
        return len(unit.feed.rows_after("office", 0, 10_000))


def taken(office: TestOffice, case: Case) -> int:
    """How many facts of a case the server has accepted."""
    with office.store.reading() as unit:
        return len(unit.facts.chain(case.id))


def until_done(desk: Desk, rounds: int = 60) -> list[SyncReport]:
    """Round after round until one is complete."""
    reports: list[SyncReport] = []
    while len(reports) < rounds:
        reports.append(sync(desk))
        if reports[-1].complete:
            return reports
    pytest.fail(f"not done after {rounds} rounds: {reports[-1]}")


def record(desk: Desk, case: Case, *facts: Any) -> None:
    with desk.store.writing() as unit:
        for made in facts:
            desk.record(unit, unit.files.get(case.id), made)


def keep_paper(desk: Desk, case: Case) -> str:
    """A plan with its paper, whose file waits to go up."""
    content = case.id.encode() + PAPER
    plan = field_work.plan(case, desk.staff)
    paper = field_work.sealed(case, desk.staff, plan.id, content)
    record(desk, case, plan, paper)
    file = Attachment(sha256(content), "plan", case.id, paper.id, len(content), "local", paper.id)
    with desk.store.writing() as unit:
        unit.attachments.keep(file, content, clock.now())
    return file.sha256


def shown(desk: Desk) -> set[str]:
    with desk.store.reading() as unit:
        listed = {row.case_id for row in unit.cases.page(CaseFilter(), 0, 1000)}
        assert listed == set(unit.shadow.case_ids())
        return listed


def state_of(desk: Desk, digest: str) -> str:
    with desk.store.reading() as unit:
        found = unit.attachments.find(digest)
    assert found is not None
    return found.state


def test_a_first_sync_that_is_cut_again_and_again_goes_on_where_it_was(
    office: TestOffice, new_desk: NewDesk, line: CuttingProxy, cases: list[Case]
) -> None:
    desk = over(line, new_desk())
    line.cut_after(down=9_000)
    pulled, seen = 0, 0
    for _ in range(20):
        report = sync(desk)
        pulled += report.pulled
        assert len(shown(desk)) >= seen, "what came is never lost again"
        seen = len(shown(desk))
        if report.complete:
            break
        assert report.error is not None
        assert report.error.code == "sync.cut_off"
    assert shown(desk) == {case.id for case in cases}
    assert line.cuts >= 2
    assert pulled == len(cases) + common(office), "no record came twice, but for the page under way"
    assert sync(desk).pulled == 0


@pytest.mark.parametrize("down", [1, 100, 230, 400, 900, 2_000])
def test_a_push_whose_answer_is_cut_is_repeated_and_doubles_nothing(
    office: TestOffice, new_desk: NewDesk, line: CuttingProxy, down: int
) -> None:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk = over(line, new_desk())
    sync(desk)
    record(desk, case, *(field_work.visit(case, desk.staff) for _ in range(3)))
    line.cut_after(down=down)
    sync(desk)
    with desk.store.reading() as unit:
        assert len(unit.files.get(case.id).visits) == 3
    line.mend()
    until_done(desk)
    assert taken(office, case) == 3
    with desk.store.reading() as unit:
        assert len(unit.files.get(case.id).visits) == 3
        assert unit.outbox.counts() == {"waiting": 0, "refused": 0}
        assert {entry.status for entry in unit.outbox.entries()} == {"settled"}


@pytest.mark.parametrize("up", [1, 200, 700])
def test_a_push_that_never_arrived_whole_is_sent_again(
    office: TestOffice, new_desk: NewDesk, line: CuttingProxy, up: int
) -> None:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk = over(line, new_desk())
    sync(desk)
    record(desk, case, *(field_work.visit(case, desk.staff, note="很" * 300) for _ in range(3)))
    line.cut_after(up=up)
    report = sync(desk)
    assert not report.complete
    assert line.cuts == 1
    line.mend()
    assert until_done(desk)[-1].pushed == 3
    assert taken(office, case) == 3


def test_a_file_that_is_cut_goes_on_at_the_byte(office: TestOffice, new_desk: NewDesk, line: CuttingProxy) -> None:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk = over(line, new_desk())
    sync(desk)
    digest = keep_paper(desk, case)
    line.cut_after(up=len(PAPER) * 2 // 3, for_good=True)
    report = sync(desk)
    assert (report.pushed, report.files, report.complete) == (2, 0, False)
    assert state_of(desk, digest) == "sent"
    line.mend()
    before = line.carried["up"]
    assert until_done(desk)[-1].files == 1
    assert state_of(desk, digest) == "verified"
    assert line.carried["up"] - before < len(PAPER), "the first piece did not travel twice"


def test_a_round_that_is_stopped_keeps_what_came(
    office: TestOffice, new_desk: NewDesk, cases: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frames, "CLOSE_SECONDS", 0.0)
    monkeypatch.setattr(pull, "FETCH_ROWS", 15)
    desk = new_desk()
    transport = transport_for(desk)
    driver = SyncDriver(desk.store, transport, desk.device_id)
    seen: list[int] = []

    def progress(pulled: int, _files: int) -> None:
        seen.append(pulled)
        if pulled > common(office) + 10:
            driver.cancel()

    report = driver.run(progress)
    assert report.error is not None
    assert (report.error.code, report.error.retryable) == ("sync.cancelled", True)
    assert 0 < len(shown(desk)) < len(cases)
    assert driver.changes.cases == shown(desk)
    again = driver.run()
    assert again.complete
    assert shown(desk) == {case.id for case in cases}
    assert report.pulled + again.pulled == len(cases) + common(office)
    assert seen == sorted(seen)
    transport.close()


def test_nobody_elses_page_and_no_server_at_all_are_told_and_harm_nothing(
    office: TestOffice, new_desk: NewDesk
) -> None:
    office.save(borrower_case(office.people["zhouming"]))
    desk = new_desk()
    sync(desk)
    before = shown(desk)
    with portal() as page:
        report = sync(replace(desk, server_url=page.url))
        assert report.error is not None
        assert report.error.code == "network.portal"
    report = sync(replace(desk, server_url=page.url))
    assert report.error is not None
    assert report.error.code == "sync.server_away"
    assert shown(desk) == before
    with desk.store.reading() as unit:
        assert [one.code for one in unit.sync.rounds()] == ["sync.server_away", "network.portal", "sync.done"]
        assert unit.sync.last_success() is not None
    with pytest.raises(KnownError, match=r"sync\.address_not_safe"):
        transport_for(replace(desk, server_url="http://192.168.1.7:8743"))


class NeverWhole:
    """A server that knows a file as longer than it is, so that it never has all of it."""

    def __init__(self) -> None:
        self.pieces: list[int] = []

    def exchange(self, request: SyncRequest) -> Iterator[Frame]:
        return iter([EndFrame(request.epoch, request.client_time, ())])

    def dictionary(self, _id: int) -> bytes:
        raise KnownError("sync.server_away", {"address": ""}, retryable=True)

    def file_at(self, _sha256: str) -> FileAtServer:
        return FileAtServer(sum(self.pieces))

    def send_piece(self, _sha256: str, _offset: int, content: bytes) -> FileAtServer:
        self.pieces.append(len(content))
        assert len(self.pieces) < 10, "the same file is sent for ever"
        return self.file_at("")

    def fetch_piece(self, _sha256: str, _offset: int, _length: int) -> bytes:
        raise KnownError("file.not_here")


def test_a_file_that_the_server_never_finds_whole_does_not_keep_the_round_going_for_ever(
    office: TestOffice, new_desk: NewDesk
) -> None:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk = new_desk()
    sync(desk)
    digest = keep_paper(desk, case)
    with desk.store.writing() as unit:
        for entry in unit.outbox.entries():
            unit.outbox.take_verdicts([FactVerdict(entry.fact.id, VerdictStatus.ACCEPTED)], clock.now())
    calls = NeverWhole()
    report = SyncDriver(desk.store, calls, desk.device_id).run()
    assert sum(calls.pieces) == len(case.id) + len(PAPER)
    assert not report.complete
    assert state_of(desk, digest) == "sent"


def test_a_paper_that_a_colleague_has_not_sent_yet_is_no_trouble(office: TestOffice, new_desk: NewDesk) -> None:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk, boss = new_desk(), new_desk("chenlan")
    sync(desk)
    digest = keep_paper(desk, case)
    driver = SyncDriver(desk.store, _WithoutFiles(desk), desk.device_id)
    assert driver.run().pushed == 2
    report = sync(boss)
    assert state_of(boss, digest) == "wanted"
    assert report.complete, "the file simply has not arrived; it will be asked for again"
    assert sync(desk).files == 1
    assert sync(boss).files == 1
    assert state_of(boss, digest) == "here"


class _WithoutFiles:
    """The real server, but the line is lost before files go up."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def exchange(self, request: SyncRequest) -> Iterator[Frame]:
        transport = transport_for(self._desk)
        try:
            yield from transport.exchange(request)
        finally:
            transport.close()

    def dictionary(self, _id: int) -> bytes:
        raise KnownError("sync.server_away", {"address": ""}, retryable=True)

    def file_at(self, _sha256: str) -> FileAtServer:
        raise KnownError("sync.server_away", {"address": ""}, retryable=True)

    def send_piece(self, _sha256: str, _offset: int, _content: bytes) -> FileAtServer:
        raise KnownError("sync.server_away", {"address": ""}, retryable=True)

    def fetch_piece(self, _sha256: str, _offset: int, _length: int) -> bytes:
        raise KnownError("sync.server_away", {"address": ""}, retryable=True)


def test_a_paper_of_a_case_that_has_moved_goes_up_and_then_leaves_this_laptop(
    office: TestOffice, new_desk: NewDesk
) -> None:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk, other = new_desk(), new_desk("wudi")
    sync(desk)
    digest = keep_paper(desk, case)
    office.save(replace(case, assigned_to=office.people["wudi"].id, assigned_at=clock.now()))
    report = until_done(desk)[-1]
    assert report.complete
    with desk.store.reading() as unit:
        assert unit.attachments.find(digest) is None, "what is at the server and of no case here is not kept here"
    assert sync(other).files == 1
    assert state_of(other, digest) == "here"


def test_a_token_that_has_run_out_is_told_and_the_work_waits(office: TestOffice, new_desk: NewDesk) -> None:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk = new_desk()
    sync(desk)
    record(desk, case, field_work.visit(case, desk.staff))
    with desk.store.writing() as unit:
        unit.settings.set("token", new_id())
    report = sync(desk)
    assert report.error is not None
    assert report.error.code == "signin.expired"
    with desk.store.reading() as unit:
        assert unit.outbox.counts()["waiting"] == 1
        assert scope_of(desk.staff) in {cursor.scope for cursor in unit.sync.cursors()}
