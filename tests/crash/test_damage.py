"""Disks that go wrong: a page that cannot be read, a store that cannot be written, a full disk; a clock set back."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from db.client_schema import fact
from db.engine import laptop_engine
from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.store.laptop import safe_copy
from fieldapp.store.laptop.unit import open_store
from tests import field_work
from tests.laptops import KEY, bring_cases, desk_in
from tests.office import MORNING, borrower_case, staff

PAGE = 4096


@pytest.fixture
def collector() -> Staff:
    return staff()[0]


@pytest.fixture
def desk(tmp_path: Path, collector: Staff) -> Iterator[Desk]:
    before = clock.use(clock.PracticeClock(MORNING))
    one = desk_in(tmp_path / "desk", collector)
    one = Desk(open_store(one.folder / "store.db", KEY), collector, one.device_id, one.folder, one.server_url)
    yield one
    one.store.close()
    clock.use(before)


@pytest.fixture
def cases(desk: Desk, collector: Staff) -> list[Case]:
    made = [borrower_case(collector, f"借款人{n}", number=n) for n in range(20)]
    bring_cases(desk.store, collector, made)
    return made


def record(desk: Desk, case: Case) -> str:
    made = field_work.visit(case, desk.staff, "备" * 300)
    with desk.store.writing() as unit:
        desk.record(unit, unit.files.get(case.id), made)
    return made.id


def spoil(path: Path, table: str) -> None:
    """Flip a byte in a page that holds rows of a table: the last one of it."""
    engine = laptop_engine(path, KEY)
    with engine.connect() as connection:
        root = connection.execute(sa.text("SELECT rootpage FROM sqlite_master WHERE name = :n"), {"n": table}).scalar()
    raw = engine.raw_connection()
    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    engine.dispose()
    assert root is not None
    with path.open("r+b") as file:
        file.seek((root - 1) * PAGE + 100)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))


def test_a_copy_is_kept_while_something_waits_and_not_made_anew_at_every_turn(desk: Desk, cases: list[Case]) -> None:
    path = desk.folder / "store.db"
    desk.store.keep_copy()
    assert safe_copy.made_at(path) is None, "all of it is at the server"
    record(desk, cases[0])
    desk.store.keep_copy()
    first = safe_copy.made_at(path)
    assert first is not None
    desk.store.keep_copy()
    assert safe_copy.made_at(path) == first
    clock.use(clock.PracticeClock(MORNING + timedelta(hours=2)))
    desk.store.keep_copy()
    assert safe_copy.made_at(path) != first


def test_a_page_that_cannot_be_read_is_told_and_the_copy_comes_back_with_the_work_since(
    desk: Desk, cases: list[Case]
) -> None:
    path = desk.folder / "store.db"
    before = [record(desk, cases[n]) for n in range(3)]
    desk.store.keep_copy()
    after = [record(desk, cases[n]) for n in range(3, 6)]
    desk.store.close()
    spoil(path, "case_row")
    with pytest.raises(KnownError, match=r"store\.(damaged|unreadable)"), desk.store.reading() as unit:
        unit.cases.line(cases[0].id)
    desk.store.close()
    done = safe_copy.put_back(path, KEY)
    assert done.saved == len(after)
    store = open_store(path, KEY)
    with store.reading() as unit:
        assert {entry.fact.id for entry in unit.outbox.entries()} == {*before, *after}
        assert unit.outbox.counts()["waiting"] == 6
        assert len(unit.shadow.case_ids()) == len(cases)
    store.close()
    assert list(desk.folder.glob("store.damaged-*")), "the damaged one is kept too"


def test_what_is_left_of_damaged_facts_is_saved_and_the_rest_of_the_copy_is_whole(
    desk: Desk, cases: list[Case]
) -> None:
    path = desk.folder / "store.db"
    before = [record(desk, cases[n]) for n in range(2)]
    desk.store.keep_copy()
    for case in cases[2:]:
        record(desk, case)
    desk.store.close()
    spoil(path, "fact")
    done = safe_copy.put_back(path, KEY)
    store = open_store(path, KEY)
    with store.reading() as unit:
        found = {entry.fact.id for entry in unit.outbox.entries()}
    store.close()
    assert set(before) <= found
    assert len(found) == 2 + done.saved


def test_a_store_whose_copy_is_put_back_twice_is_the_same(desk: Desk, cases: list[Case]) -> None:
    path = desk.folder / "store.db"
    made = record(desk, cases[0])
    desk.store.keep_copy()
    desk.store.close()
    safe_copy.put_back(path, KEY)
    assert safe_copy.put_back(path, KEY).saved == 0
    store = open_store(path, KEY)
    with store.reading() as unit:
        assert [entry.fact.id for entry in unit.outbox.entries()] == [made]
    store.close()


def test_without_a_copy_nothing_is_touched(desk: Desk) -> None:
    with pytest.raises(FileNotFoundError):
        safe_copy.put_back(desk.folder / "store.db", KEY)
    assert (desk.folder / "store.db").exists()


@contextmanager
def read_only(engine: sa.Engine) -> Iterator[None]:
    """Connections that may not write, as on a disk that was taken read-only by the system."""

    def forbid(connection: object, _record: object, _proxy: object) -> None:
        connection.execute("PRAGMA query_only=ON")  # type: ignore[attr-defined]

    def allow(connection: object, _record: object) -> None:
        connection.execute("PRAGMA query_only=OFF")  # type: ignore[attr-defined]

    sa.event.listen(engine, "checkout", forbid)
    sa.event.listen(engine, "checkin", allow)
    yield
    sa.event.remove(engine, "checkout", forbid)
    sa.event.remove(engine, "checkin", allow)


def test_a_store_that_cannot_be_written_is_told_and_can_still_be_read(desk: Desk, cases: list[Case]) -> None:
    made = record(desk, cases[0])
    with read_only(desk.store._engine):
        with pytest.raises(KnownError, match=r"store\.read_only"):
            record(desk, cases[1])
        with desk.store.reading() as unit:
            assert [entry.fact.id for entry in unit.outbox.entries()] == [made]
    record(desk, cases[1])


def test_a_clock_set_back_changes_neither_the_order_of_facts_nor_their_chain(desk: Desk, cases: list[Case]) -> None:
    first = record(desk, cases[0])
    clock.use(clock.PracticeClock(MORNING - timedelta(days=400)))
    second = record(desk, cases[1])
    with desk.store.reading() as unit:
        sent = unit.outbox.waiting(10, 10**9)
    assert [envelope.fact_id for envelope in sent] == [first, second]
    assert sent[1].prev_hash == sent[0].hash
    with desk.store._engine.connect() as connection:
        assert list(connection.execute(sa.select(fact.c.device_seq).order_by(fact.c.device_seq)).scalars()) == [1, 2]


@pytest.mark.skipif(shutil.which("mount") is None or os.geteuid() != 0, reason="a small file system needs root")
def test_on_a_small_file_system_that_fills_up_nothing_is_half_kept(tmp_path: Path, collector: Staff) -> None:
    place = tmp_path / "small"
    place.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    if subprocess.run(options, capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine mounts nothing")
    before = clock.use(clock.PracticeClock(MORNING))
    try:
        one = desk_in(place / "desk", collector)
        desk = Desk(one.store, collector, one.device_id, one.folder, one.server_url)
        case = borrower_case(collector)
        bring_cases(desk.store, collector, [case])
        saved: list[str] = []
        with pytest.raises(KnownError, match=r"store\.disk_full"):
            saved.extend(record(desk, case) for _ in count())
        with desk.store.reading() as unit:
            assert {entry.fact.id for entry in unit.outbox.entries(limit=100_000)} == set(saved)
        desk.store.close()
    finally:
        subprocess.run(["umount", str(place)], check=False)
        clock.use(before)
