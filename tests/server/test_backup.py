"""A backup counts as one only when it is whole: what it says to be in it can be brought back from it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from fieldapp import clock
from fieldapp.domain.ids import new_id
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import sha256
from fieldapp.server import home as server_home
from fieldapp.server.backup import back_up
from fieldapp.store.office.database import open_office
from fieldapp.store.office.sqlite_copy import copy_database
from tests.office import TestOffice, running_office
from tests.people import hire_in
from tests.postgres import PostgresServer
from tests.server.administrator import Administrator


@pytest.fixture
def office(small_office: TestOffice) -> TestOffice:
    return small_office


@pytest.fixture
def admin(office: TestOffice, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Administrator:
    return Administrator(office, capsys, monkeypatch)


def keep_file(office: TestOffice, content: bytes) -> str:
    """A file that a record names and that has arrived whole."""
    digest = sha256(content)
    server_home.find(office.folder / "server").file_store().append(digest, 0, content, len(content))
    with office.store.writing() as unit:
        unit.files.name(digest, len(content), new_id(), new_id())
        unit.files.stored(digest, clock.now())
    return digest


def last_backup(office: TestOffice) -> object:
    with office.store.reading() as unit:
        return unit.backups.last()


def test_an_office_comes_back_from_its_backup_with_people_and_files(
    admin: Administrator, office: TestOffice, tmp_path: Path
) -> None:
    person = hire_in(office)()
    digest = keep_file(office, b"a paper")
    before = clock.now()
    said = admin.types("backup", str(tmp_path / "safe" / "office.db"))
    assert "checked" in said
    assert last_backup(office) >= before  # type: ignore[operator]
    home = tmp_path / "again"
    home.mkdir()
    shutil.copy(tmp_path / "safe" / "office.db", home / "office.db")
    shutil.copytree(tmp_path / "safe" / "files", home / "files")
    for name in ("server.json", "secret.key"):
        shutil.copy(office.folder / "server" / name, home / name)
    found = server_home.find(home)
    assert found.file_store().read(digest) == b"a paper"
    store = open_office(found.database_url)
    with store.reading() as unit:
        assert unit.accounts.by_login(person.login) is not None
    store.close()


def test_a_file_is_copied_once_for_all_backups(admin: Administrator, office: TestOffice, tmp_path: Path) -> None:
    keep_file(office, os.urandom(2000))
    first = admin.types("backup", str(tmp_path / "monday.db"), "--files", str(tmp_path / "kept"))
    keep_file(office, os.urandom(3000))
    second = admin.types("backup", str(tmp_path / "tuesday.db"), "--files", str(tmp_path / "kept"))
    assert "(1 copied" in second
    assert "(0 copied" not in first


def test_what_is_written_meanwhile_is_wholly_in_the_backup_or_wholly_not(office: TestOffice, tmp_path: Path) -> None:
    """Every row carries the time at which it was written under the lock: those of before the moment are in the copy."""
    stop, written = threading.Event(), []

    def write() -> None:
        while not stop.is_set():
            with office.store.writing() as unit:
                written.append(clock.now())
                unit.backups.record(written[-1], "a row like another")

    thread = threading.Thread(target=write)
    thread.start()
    copies = []
    for turn in range(5):
        source = office.folder / "server" / "office.db"
        copies.append((tmp_path / f"{turn}.db", copy_database(source, tmp_path / f"{turn}.db").taken_at))
    stop.set()
    thread.join()
    for path, taken_at in copies:
        with closing(sqlite3.connect(path)) as copy:
            there = copy.execute("SELECT count(*) FROM backup WHERE place = 'a row like another'").fetchone()[0]
        assert there == sum(moment <= taken_at for moment in written)
    assert copies[-1][1] > written[0]


def test_a_backup_that_is_not_whole_is_not_recorded_and_leaves_the_earlier_one(tmp_path: Path) -> None:
    with running_office(tmp_path) as office:
        home = server_home.find(tmp_path / "server")
        digest = keep_file(office, b"the paper")
        target = tmp_path / "safe.db"
        back_up(home, office.store, target, tmp_path / "kept")
        good, taken_at = target.read_bytes(), last_backup(office)
        shutil.rmtree(tmp_path / "kept")
        path = home.files / digest[:2] / digest
        for spoil, code in (
            (lambda: path.write_bytes(b"the Paper"), "backup.file_damaged"),
            (path.unlink, "backup.file_missing"),
        ):
            spoil()
            with pytest.raises(KnownError, match=code):
                back_up(home, office.store, tmp_path / "other.db", tmp_path / "kept")
        with pytest.raises(KnownError, match=r"backup\.failed"):
            back_up(home, office.store, target / "below a file" / "x.db")
        assert target.read_bytes() == good
        assert last_backup(office) == taken_at
        assert not list(tmp_path.glob(".*.new*"))


def test_a_damaged_database_makes_no_backup(tmp_path: Path) -> None:
    with running_office(tmp_path) as office:
        hire_in(office)()
        source = tmp_path / "server" / "office.db"
        office.store.close()
        with closing(sqlite3.connect(source)) as opened:
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            page = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = 'staff'").fetchone()[0]
            size = opened.execute("PRAGMA page_size").fetchone()[0]
        damaged = tmp_path / "damaged.db"
        content = bytearray(source.read_bytes())
        content[(page - 1) * size : page * size] = os.urandom(size)
        damaged.write_bytes(content)
        with pytest.raises(KnownError, match=r"backup\.(failed|not_good)"):
            copy_database(damaged, tmp_path / "copy.db")
        assert not (tmp_path / "copy.db").exists()


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ((), "one of the two"),
        (("x.db", "--taken", "2026-07-25T01:00:00+00:00"), "one of the two"),
        (("--taken", "2026-07-25T01:00:00+00:00"), "--place"),
        (("--taken", "2036-07-25T01:00:00+00:00", "--place", "tape"), "has not come"),
    ],
)
def test_what_makes_no_sense_is_refused(admin: Administrator, words: tuple[str, ...], wrong: str) -> None:
    code, said, told = admin.tries("backup", *words)
    assert (code, said) == (1, "")
    assert wrong in told


@pytest.mark.postgres
def test_the_backup_of_another_tool_is_recorded_by_its_beginning(
    postgres: PostgresServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_office(tmp_path, postgres.database()) as office:
        admin = Administrator(office, capsys, monkeypatch)
        assert "pg_basebackup" in admin.tries("backup", str(tmp_path / "x.db"))[2]
        began = clock.now() - timedelta(minutes=5)
        admin.types("backup", "--taken", began.isoformat(), "--place", "pgBackRest 20260725")
        assert last_backup(office) == began
        admin.types("backup", "--taken", (began - timedelta(days=1)).isoformat(), "--place", "an older one")
        assert last_backup(office) == began
