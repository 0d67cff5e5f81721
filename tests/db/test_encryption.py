"""What lies on the disk says nothing to whoever has no key, and an altered file never passes for the truth."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from db.engine import laptop_engine
from fieldapp.domain.facts import FactKind
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import open_store
from tests import field_work
from tests.laptops import KEY, bring_cases, desk_in
from tests.office import borrower_case, staff

SECRETS = ("王秀英", "13900000413", "320502198803150012", "三个月没有进货", "wangxiuying", "苏惠贷2026-0413")
PAGE = 4096


@pytest.fixture
def collector() -> Staff:
    return staff()[0]


@pytest.fixture
def desk(tmp_path: Path, collector: Staff) -> Desk:
    """A laptop with a case, a visit and a draft."""
    desk = desk_in(tmp_path, collector)
    case = borrower_case(collector, "王秀英", "秀英水果超市", 413)
    bring_cases(desk.store, collector, [case])
    with desk.store.writing() as unit:
        made = field_work.visit(case, collector, note="三个月没有进货")
        assert made.kind is FactKind.VISIT_RECORDED
        desk.record(unit, unit.files.get(case.id), made)
        unit.drafts.save("visit", case.id, "三个月没有进货".encode(), made.made_at)
    return desk


def test_no_name_number_or_word_is_readable_in_any_file_of_the_store(desk: Desk) -> None:
    with desk.store.reading() as unit:
        assert len(unit.shadow.case_ids()) == 1
        found = {path.name: path.read_bytes() for path in desk.folder.iterdir()}
    assert {"store.db", "store.db-wal"} <= set(found), "the log is looked at while it is there"
    for name, content in found.items():
        assert [secret for secret in SECRETS if secret.encode() in content] == [], name
        assert b"CREATE TABLE" not in content
        assert not content.startswith(b"SQLite format")
    desk.store.close()
    with sqlite3.connect(desk.folder / "store.db") as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM sqlite_master")
    plain.close()


def test_another_key_does_not_open_the_store_and_does_not_harm_it(desk: Desk) -> None:
    desk.store.close()
    before = (desk.folder / "store.db").read_bytes()
    with pytest.raises(KnownError, match=r"store\.unreadable"):
        open_store(desk.folder / "store.db", bytes(32))
    assert (desk.folder / "store.db").read_bytes() == before
    again = open_store(desk.folder / "store.db", KEY)
    with again.reading() as unit:
        assert len(unit.shadow.case_ids()) == 1
    again.close()


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_of_another_length_is_refused(tmp_path: Path, length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        laptop_engine(tmp_path / "store.db", bytes(length))


def test_the_key_is_in_no_log_even_when_statements_are_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, collector: Staff
) -> None:
    caplog.set_level(logging.DEBUG)
    key = bytes(range(100, 132))
    store = open_store(tmp_path / "store.db", key)
    with store.writing() as unit:
        unit.settings.set("token", "x")
    store.close()
    assert caplog.text, "the statements are in the log"
    assert key.hex() not in caplog.text.lower()
    assert repr(key) not in caplog.text


def everything(path: Path) -> list[list[tuple[object, ...]]]:
    """Every row of every table, read with the right key."""
    engine = laptop_engine(path, KEY)
    try:
        with engine.connect() as connection:
            names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            return [
                [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")]
                for name in names.scalars()
                if not name.startswith("case_search")
            ]
    finally:
        engine.dispose()


def damage_found(path: Path) -> bool:
    """What the cipher's own check of every page says."""
    engine = laptop_engine(path, KEY)
    try:
        with engine.connect() as connection:
            return bool(connection.exec_driver_sql("PRAGMA cipher_integrity_check").all())
    except sa.exc.DatabaseError:
        return True  # the check itself needs the schema
    finally:
        engine.dispose()


def test_one_flipped_bit_is_an_error_and_never_another_sum_or_name(desk: Desk) -> None:
    desk.store.close()
    path = desk.folder / "store.db"
    whole, truth = path.read_bytes(), everything(path)
    assert not damage_found(path)
    refused = 0
    for at in range(PAGE + 100, len(whole), PAGE):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert damage_found(path), f"byte {at}"
        try:
            assert everything(path) == truth, f"byte {at} changed what is read"
        except sa.exc.DatabaseError:
            refused += 1  # else it lies in a page that no row of a table is read from
    assert refused > 5


def test_a_store_whose_schema_is_damaged_is_told_by_a_sentence(desk: Desk) -> None:
    """The schema lies on the first page and on some others; a damaged page of rows is found when they are read."""
    desk.store.close()
    path = desk.folder / "store.db"
    whole, refused = path.read_bytes(), []
    for at in range(200, len(whole), PAGE):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            open_store(path, KEY).close()
        except KnownError as error:
            refused.append((at, error.code))
    assert {code for _, code in refused} == {"store.unreadable"}
    assert refused[0][0] == 200
    assert len(refused) > 2
