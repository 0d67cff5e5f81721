"""SIGKILL again and again at moments nobody chose: in a pull, a push, an upload and a migration.

After each one the store must open and be whole; in the end everything that was said to be saved must be at the server,
once. The moments come from a seed and the time a whole run takes, so that they fall everywhere in it.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path
from random import Random  # noqa: TID251 - seeded

import pytest
import sqlalchemy as sa

from db import migrate
from db.engine import laptop_engine
from fieldapp.store.laptop.case_list import CaseFilter
from fieldapp.store.laptop.unit import open_store
from tests.crash.conftest import CASES, Killer, enrol
from tests.laptops import KEY
from tests.office import TestOffice

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
KILLS = int(os.environ.get("FIELDAPP_KILLS", "12"))
"""In each half of a test; with 25, two halves of four tests make two hundred."""
HALVES = pytest.mark.parametrize("half", [0, 1])


def whole(folder: Path) -> None:
    """The store opens, every page of it is sound, and list and search speak of the same cases as the records."""
    engine = laptop_engine(folder / "store.db", KEY)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA cipher_integrity_check").all() == []
    engine.dispose()
    store = open_store(folder / "store.db", KEY)
    with store.reading() as unit:
        assert {line.case_id for line in unit.cases.page(CaseFilter(), 0, 10_000)} == set(unit.shadow.case_ids())
    store.close()


def took(killer: Killer, job: str, folder: Path, url: str) -> float:
    """How long the whole job takes, not killed."""
    started = time.perf_counter()
    assert killer.run(job, folder, url)
    return time.perf_counter() - started


def saved(folder: Path) -> list[str]:
    """What the children were told is saved; a last line that was cut was never told."""
    path = folder / "saved"
    text = path.read_text() if path.exists() else ""
    return text[: text.rfind("\n") + 1].split()


@HALVES
def test_a_pull_that_is_killed_anywhere_goes_on_where_it_was(
    killer: Killer, office: TestOffice, tmp_path: Path, half: int
) -> None:
    dice, laptops, kills = Random(1 + 10 * half), 0, 0
    enrol(office, tmp_path / "dry")
    span = took(killer, "pull", tmp_path / "dry", office.url)
    while kills < KILLS:
        folder = tmp_path / f"laptop{laptops}"
        laptops += 1
        enrol(office, folder)
        before = 0
        while not killer.run("pull", folder, office.url, dice.random() * span):
            kills += 1
            if not (folder / "store.db").exists():
                continue
            whole(folder)
            store = open_store(folder / "store.db", KEY)
            with store.reading() as unit:
                here = len(unit.shadow.case_ids())
            store.close()
            assert here >= before, "what had come stays"
            before = here
        store = open_store(folder / "store.db", KEY)
        with store.reading() as unit:
            assert len(unit.shadow.case_ids()) == CASES
            assert not unit.outbox.counts()["waiting"]
        store.close()


@HALVES
def test_a_push_that_is_killed_anywhere_loses_and_doubles_nothing(
    killer: Killer, office: TestOffice, tmp_path: Path, half: int
) -> None:
    dice, folder = Random(2 + 10 * half), tmp_path / "laptop"
    enrol(office, folder)
    killer.run("pull", folder, office.url)
    span = took(killer, "push", folder, office.url)
    for _ in range(KILLS):
        killer.run("push", folder, office.url, dice.random() * span)
        whole(folder)
    assert killer.run("pull", folder, office.url)
    told = saved(folder)
    store = open_store(folder / "store.db", KEY)
    with store.reading() as unit:
        facts = [entry.fact.id for entry in unit.outbox.entries(limit=100_000)]
        assert set(told) <= set(facts)
        assert {entry.status for entry in unit.outbox.entries(limit=100_000)} == {"settled"}
        files = [unit.files.get(case_id) for case_id in unit.shadow.case_ids()[:40]]
    store.close()
    with office.store.reading() as unit:
        kept = [v.id for file in unit.records.case_files([f.case.id for f in files]).values() for v in file.visits]
    mine = set(facts)  # the office serves the other half too
    assert sorted(one for one in kept if one in mine) == sorted(facts), "each once"


@HALVES
def test_an_upload_that_is_killed_anywhere_arrives(
    killer: Killer, office: TestOffice, tmp_path: Path, half: int
) -> None:
    dice, folder = Random(3 + 10 * half), tmp_path / "laptop"
    enrol(office, folder)
    killer.run("pull", folder, office.url)
    span = took(killer, "upload", folder, office.url)
    for _ in range(KILLS):
        killer.run("upload", folder, office.url, dice.random() * span)
        whole(folder)
    assert killer.run("pull", folder, office.url)
    store = open_store(folder / "store.db", KEY)
    with store.reading() as unit:
        made = unit.attachments.made_here()
    store.close()
    assert {file.state for file in made} == {"verified"}
    assert set(saved(folder)) <= {file.sha256 for file in made}
    with office.store.reading() as unit:
        for file in made:
            there = unit.files.find(file.sha256)
            assert there is not None
            assert there.stored_at is not None
    assert not list(folder.glob("files/**/*.part")), "what was begun and not finished is gone"


@HALVES
def test_a_migration_that_is_killed_anywhere_leaves_the_old_store_or_the_new_one(
    killer: Killer, office: TestOffice, tmp_path: Path, half: int
) -> None:
    dice, old = Random(4 + 10 * half), tmp_path / "old.db"
    engine = laptop_engine(old, KEY)
    migrate.step(engine, "client", "0001")
    with engine.begin() as connection:
        for n in range(2_000):
            connection.execute(
                sa.text("INSERT INTO record VALUES ('case', :id, 'staff:x', :id, 1, :blob)"),
                {"id": f"{n:036d}", "blob": bytes(1_000)},
            )
        connection.execute(sa.text("INSERT INTO scope VALUES ('staff:x', 2000, NULL, 2000, NULL)"))
    engine.dispose()
    folder = tmp_path / "laptop"
    enrol(office, folder)

    def fresh() -> None:
        for left in folder.glob("store*"):
            left.unlink()
        shutil.copy(old, folder / "store.db")

    fresh()
    span = took(killer, "migrate", folder, office.url)
    for _ in range(KILLS):
        fresh()
        killer.run("migrate", folder, office.url, dice.random() * span)
        engine = laptop_engine(folder / "store.db", KEY)
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
            assert connection.exec_driver_sql("SELECT count(*) FROM record").scalar() == 2_000
        assert migrate.current_revision(engine) in {"0001", migrate.head_revision("client")}
        engine.dispose()
        assert killer.run("migrate", folder, office.url)
        engine = laptop_engine(folder / "store.db", KEY)
        assert migrate.current_revision(engine) == migrate.head_revision("client")
        engine.dispose()
