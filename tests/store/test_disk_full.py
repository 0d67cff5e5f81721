"""A full disk: said in a sentence, nothing half kept, all of before still there, work goes on once there is room."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from db.engine import laptop_engine
from fieldapp import clock, sentences
from fieldapp.domain.case import Case
from fieldapp.domain.staff import Staff
from fieldapp.domain.visit import Met, Outcome
from fieldapp.errors import KnownError
from fieldapp.protocol.envelope import link_hash
from fieldapp.protocol.messages import EndFrame
from fieldapp.services import record_visit
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import LaptopStore
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.file_moves import FileAtServer
from tests import field_work
from tests.laptops import KEY, bring_cases
from tests.office import borrower_case

LONG = "很" * 300
FILL = sa.text("INSERT INTO sync_log (at, code, params, pushed, pulled, took_ms) VALUES ('', '', :p, 0, 0, 0)")


@pytest.fixture
def case(desk: Desk, collector: Staff) -> Case:
    one = borrower_case(collector)
    bring_cases(desk.store, collector, [one])
    return one


@contextmanager
def cramped(desk: Desk, spare_pages: int) -> Iterator[Desk]:
    """The same store with room for so many more pages of 4 KiB."""
    path = desk.folder / "store.db"
    engine = laptop_engine(path, KEY)

    def limit(connection: object, _record: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count={pages + spare_pages}")
        cursor.close()

    sa.event.listen(engine, "connect", limit)
    store = LaptopStore(engine)
    yield replace(desk, store=store)
    store.close()


def work(desk: Desk, case: Case, times: int = 400) -> tuple[int, KnownError]:
    """Visits until the disk is full: how many were said to be saved, and what was said then."""
    for done in range(times):
        try:
            with desk.store.writing() as unit:
                made = field_work.visit(case, desk.staff, note=LONG)
                desk.record(unit, unit.files.get(case.id), made)
                unit.outbox.add(field_work.promise(case, desk.staff), desk.device_id, (made.id,))
        except KnownError as error:
            return done, error
    pytest.fail("the disk never became full")


def check(desk: Desk, case: Case, visits: int) -> None:
    """Exactly so many visits, each with its promise, in one chain, and a list that says so."""
    with desk.store.reading() as unit:
        file = unit.files.get(case.id)
        links = unit.outbox.waiting(10_000, 10**9)
        line = unit.cases.line(case.id)
    assert len(file.visits) == len(file.promises) == visits
    assert [link.device_seq for link in links] == list(range(1, 2 * visits + 1))
    assert all(link.hash == link_hash(link) for link in links)
    assert line is not None
    assert line.pending == 2 * visits


@pytest.mark.parametrize("spare", [0, 1, 2, 3, 5, 8, 13, 40])
def test_a_full_disk_is_a_sentence_and_keeps_nothing_half(desk: Desk, case: Case, spare: int) -> None:
    desk.store.close()
    with cramped(desk, spare) as tight:
        saved, error = work(tight, case)
        assert (error.code, error.retryable) == ("store.disk_full", True)
        for language in sentences.LANGUAGES:
            assert sentences.say(error.code, error.params, language).action
        check(tight, case, saved)
        again, error = work(tight, case)
        assert (again, error.code) == (0, "store.disk_full")
    with cramped(desk, 4_000) as roomy:
        check(roomy, case, saved)
        with roomy.store.writing() as unit:
            made = field_work.visit(case, desk.staff)
            desk.record(unit, unit.files.get(case.id), made)
            unit.outbox.add(field_work.promise(case, desk.staff), desk.device_id, (made.id,))
        check(roomy, case, saved + 1)


def test_a_visit_that_could_not_be_saved_keeps_its_draft(desk: Desk, case: Case) -> None:
    draft = record_visit.begin_visit(desk, case.id).draft
    draft.met, draft.outcome = Met.NOBODY, Outcome.NOT_FOUND
    draft.note = LONG
    record_visit.keep_draft(desk, draft)
    desk.store.close()
    with cramped(desk, 0) as tight:
        work(tight, case)
        with pytest.raises(KnownError, match=r"store\.disk_full"):
            record_visit.finish_visit(tight, draft)
        with tight.store.reading() as unit:
            held = unit.drafts.find("visit", case.id)
        assert held is not None
        assert LONG in held.body.decode()
    with cramped(desk, 4_000) as roomy:
        assert record_visit.finish_visit(roomy, draft).visit_id


class _Quiet:
    """A server with nothing to say."""

    def exchange(self, request):  # type: ignore[no-untyped-def]
        return iter([EndFrame("epoch", request.client_time, ())])

    def dictionary(self, _id: int) -> bytes:
        raise KnownError("sync.server_away", {"address": ""}, retryable=True)

    def file_at(self, _sha256: str) -> FileAtServer:
        return FileAtServer(0)

    def send_piece(self, _sha256: str, _offset: int, _content: bytes) -> FileAtServer:
        return FileAtServer(0)

    def fetch_piece(self, _sha256: str, _offset: int, _length: int) -> bytes:
        return b""


def test_sync_reports_a_full_disk_and_does_not_fall_over_it(desk: Desk, case: Case) -> None:
    desk.store.close()
    with cramped(desk, 0) as tight:
        work(tight, case)
        with tight.store._engine.begin() as connection:  # what is left of the last page goes too
            for size in (2_000, 500, 100, 20):
                with suppress(sa.exc.OperationalError):
                    for _ in range(2_000):
                        connection.execute(FILL, {"p": "x" * size})
        report = SyncDriver(tight.store, _Quiet(), tight.device_id).run()
        assert report.error is not None
        assert report.error.code == "store.disk_full"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of two mebibytes."""
    mount = tmp_path / "disk"
    mount.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(mount)]
    if (
        not hasattr(os, "geteuid")
        or os.geteuid() != 0
        or subprocess.run(command, check=False, capture_output=True).returncode != 0
    ):
        pytest.skip("no file system may be mounted here")
    yield mount
    subprocess.run(["umount", "-l", str(mount)], check=True)


def test_the_same_on_a_disk_that_is_really_full(
    small_disk: Path, new_desk: Callable[[], Desk], collector: Staff
) -> None:
    own = new_desk()
    case = borrower_case(collector)
    bring_cases(own.store, collector, [case])
    own.store.close()
    (own.folder / "store.db").rename(own.folder / "moved.db")
    (small_disk / "store.db").write_bytes((own.folder / "moved.db").read_bytes())
    on_disk = replace(own, store=LaptopStore(laptop_engine(small_disk / "store.db", KEY)), folder=small_disk)
    saved, error = work(on_disk, case, times=3_000)
    assert error.code == "store.disk_full"
    check(on_disk, case, saved)
    on_disk.store.close()
    again = replace(on_disk, store=LaptopStore(laptop_engine(small_disk / "store.db", KEY)))
    check(again, case, saved)
    again.store.close()
    assert clock.now()
