"""Bringing a laptop's store to a newer schema: on a copy, with a backup, and never at the price of a day's work.

The migrations of tomorrow are real files in a folder of the test's own, beside a copy of today's.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from db import migrate
from db.engine import laptop_engine
from fieldapp.errors import KnownError
from tests.db.databases import KEY

TOMORROW = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "next", "{head}", None, None


def upgrade() -> None:
    op.add_column("draft", sa.Column("title", sa.Text(), nullable=False, server_default="visit"))
    {more}


def downgrade() -> None:
    op.drop_column("draft", "title")
"""
HEAD = migrate.head_revision("client")
BREAKS = "raise RuntimeError('half way')"

UPGRADE_CUT_OFF_BEFORE_THE_SWAP = """
import os
import signal
import sys
from pathlib import Path
from db import migrate
from db.engine import laptop_engine

def power_cut(engine):
    if "upgrading" in str(engine.raw_connection().cursor().execute("PRAGMA database_list").fetchall()):
        os.kill(os.getpid(), signal.SIGKILL)
    fold_in_log(engine)


fold_in_log = migrate._fold_in_log
migrate._fold_in_log = power_cut
migrate.MIGRATIONS = Path(sys.argv[2])
migrate.upgrade_on_copy(Path(sys.argv[1]), "client", lambda path: laptop_engine(path, bytes(range(32))))
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of today's program with a day's work in it."""
    path = tmp_path / "user" / "store.db"
    path.parent.mkdir()
    upgrade(path)
    write(path, "morning")
    return path


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where tomorrow's program has its migrations."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrate, "MIGRATIONS", folder)
    return folder


def tomorrow(migrations: Path, more: str = "") -> None:
    (migrations / "client" / "versions" / "next.py").write_text(TOMORROW.format(more=more, head=HEAD), encoding="utf-8")


def upgrade(path: Path) -> None:
    migrate.upgrade_on_copy(path, "client", lambda at: laptop_engine(at, KEY))


def write(path: Path, *refs: str) -> None:
    engine = laptop_engine(path, KEY)
    with engine.begin() as connection:
        for ref in refs:
            connection.execute(
                sa.text("INSERT INTO draft (kind, ref, body, saved_at) VALUES ('visit', :r, x'00', '2026')"), {"r": ref}
            )
    engine.dispose()


def drafts(path: Path) -> set[str]:
    engine = laptop_engine(path, KEY)
    with engine.connect() as connection:
        found = set(connection.execute(sa.text("SELECT ref FROM draft")).scalars())
        assert connection.execute(sa.text("PRAGMA integrity_check")).scalar() == "ok"
    engine.dispose()
    return found


def revision(path: Path) -> str | None:
    engine = laptop_engine(path, KEY)
    found = migrate.current_revision(engine)
    engine.dispose()
    return found


def test_an_upgrade_keeps_everything_and_the_old_file_beside_it(store: Path, migrations: Path) -> None:
    before = store.read_bytes()
    tomorrow(migrations)
    upgrade(store)
    assert (revision(store), drafts(store)) == ("next", {"morning"})
    backup = store.with_suffix(".before-" + HEAD)
    assert backup.read_bytes() == before
    assert (revision(backup), drafts(backup)) == (HEAD, {"morning"})
    assert {path.name for path in store.parent.iterdir()} == {"store.db", "store.before-" + HEAD}


def test_a_store_at_the_newest_schema_is_opened_without_a_copy(store: Path) -> None:
    before = store.read_bytes()
    upgrade(store)
    assert store.read_bytes() == before
    assert [path.name for path in store.parent.iterdir()] == ["store.db"]


def test_an_upgrade_that_fails_leaves_the_store_as_it_was(store: Path, migrations: Path) -> None:
    before = store.read_bytes()
    tomorrow(migrations, BREAKS)
    with pytest.raises(RuntimeError, match="half way"):
        upgrade(store)
    assert store.read_bytes() == before
    assert (revision(store), drafts(store)) == (HEAD, {"morning"})
    tomorrow(migrations)
    upgrade(store)
    assert (revision(store), drafts(store)) == ("next", {"morning"})


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_work_done_after_an_upgrade_was_cut_off_is_in_the_store_after_the_next_one(
    store: Path, migrations: Path
) -> None:
    """The copy was upgraded, but its log was not folded in: what is left of it must not get into the next copy."""
    tomorrow(migrations)
    command = [sys.executable, "-c", UPGRADE_CUT_OFF_BEFORE_THE_SWAP, str(store), str(migrations)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert store.with_name("store.upgrading-wal").stat().st_size > 0
    assert (revision(store), drafts(store)) == (HEAD, {"morning"})
    write(store, *(f"afternoon {number}" for number in range(200)))
    upgrade(store)
    assert revision(store) == "next"
    assert len(drafts(store)) == 201
    assert not list(store.parent.glob("*upgrading*"))


def test_an_upgrade_never_leaves_behind_what_another_window_holds_in_the_log(store: Path, migrations: Path) -> None:
    """Somebody still reads, so that the write-ahead log cannot be folded into the file; it may hold work."""
    tomorrow(migrations)
    other = laptop_engine(store, KEY)
    with other.connect() as reading:
        reading.execute(sa.text("SELECT count(*) FROM draft")).scalar()
        write(store, "afternoon")
        with pytest.raises(KnownError, match=r"store\.in_use"):
            upgrade(store)
    other.dispose()
    assert (revision(store), drafts(store)) == (HEAD, {"morning", "afternoon"})
    upgrade(store)
    assert (revision(store), drafts(store)) == ("next", {"morning", "afternoon"})


def test_a_file_that_is_no_store_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(b"somebody's holiday pictures" * 400)
    with pytest.raises(sa.exc.DatabaseError, match="not a database"):
        upgrade(path)
    assert path.read_bytes() == b"somebody's holiday pictures" * 400
    assert [each.name for each in tmp_path.iterdir()] == ["store.db"]
