"""Bringing a database to the schema of this program, forwards only, and never by guessing.

A laptop's store is upgraded on a copy that takes the original's place only when all went well; the original stays
as a backup. A database that a newer program wrote is refused with a sentence.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from fieldapp.errors import KnownError

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def current_revision(engine: sa.Engine) -> str | None:
    """The revision the database is at; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head_revision(kind: str) -> str:
    """The newest revision this program knows; `kind` is `client` or `server`."""
    head = _scripts(kind).get_current_head()
    assert head is not None
    return head


def upgrade(engine: sa.Engine, kind: str) -> None:
    """Bring the database behind `engine` to the newest revision, in place.

    An empty one is made as the models say, at once; tests hold that the steps lead to the same.

    Raises:
        KnownError: `store.newer_than_program`.
    """
    refuse_newer(engine, kind)
    with engine.begin() as connection:
        if MigrationContext.configure(connection).get_current_revision() is None:
            _make(connection, kind)
        else:
            _run(connection, kind, "head")


def upgrade_on_copy(path: Path, kind: str, open_engine: Callable[[Path], sa.Engine]) -> None:
    """Bring the SQLite file at `path` to the newest revision by way of a copy, keeping the old file beside it.

    Raises:
        KnownError: `store.newer_than_program`; `store.in_use` while another window works on it.
    """
    engine = open_engine(path)
    try:
        refuse_newer(engine, kind)
        revision = current_revision(engine)
        if revision == head_revision(kind):
            return
        if revision is None:
            upgrade(engine, kind)
            return
        _fold_in_log(engine)
    finally:
        engine.dispose()
    _swap_in_upgraded(path, kind, open_engine, revision)


def refuse_newer(engine: sa.Engine, kind: str) -> None:
    """Refuse a database at a revision this program does not know.

    Raises:
        KnownError: `store.newer_than_program`.
    """
    revision = current_revision(engine)
    known = {script.revision for script in _scripts(kind).walk_revisions()}
    if revision is not None and revision not in known:
        raise KnownError("store.newer_than_program", {"revision": revision})


def step(engine: sa.Engine, kind: str, target: str) -> None:
    """Move the database to `target`, up or down: for tests of single steps."""
    with engine.begin() as connection:
        _run(connection, kind, target)


def _swap_in_upgraded(path: Path, kind: str, open_engine: Callable[[Path], sa.Engine], revision: str) -> None:
    copy, backup = path.with_suffix(".upgrading"), path.with_suffix(f".before-{revision}")
    for left_over in path.parent.glob(f"{copy.name}*"):
        # the log of an upgrade that was cut off would be read into the new copy and damage it
        left_over.unlink()
    shutil.copy2(path, copy)
    engine = open_engine(copy)
    try:
        upgrade(engine, kind)
        _fold_in_log(engine)
    finally:
        engine.dispose()
    shutil.copy2(path, backup)
    copy.replace(path)


def _fold_in_log(engine: sa.Engine) -> None:
    """Move what the write-ahead log holds into the file, so that the file alone can be copied.

    Raises:
        KnownError: `store.in_use` when somebody else's reading keeps part of the log out of the file.
    """
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA busy_timeout=2000")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        answer = cursor.fetchone()
    finally:
        raw.close()
    if answer is None or answer[0]:
        raise KnownError("store.in_use", retryable=True)


def _scripts(kind: str) -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(kind))


def _config(kind: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS / kind).replace("%", "%%"))
    return config


def _make(connection: sa.Connection, kind: str) -> None:
    if kind == "client":
        from db import client_schema

        client_schema.metadata.create_all(connection, checkfirst=False)
        connection.exec_driver_sql(client_schema.CASE_SEARCH)
    else:
        from db import server_schema

        server_schema.metadata.create_all(connection, checkfirst=False)
    MigrationContext.configure(connection).stamp(_scripts(kind), "head")


def _run(connection: sa.Connection, kind: str, target: str) -> None:
    config = _config(kind)
    config.attributes["connection"] = connection
    revision = current = MigrationContext.configure(connection).get_current_revision()
    scripts = _scripts(kind)
    order = [script.revision for script in reversed(list(scripts.walk_revisions()))]
    goal = scripts.get_current_head() if target == "head" else target
    forward = goal != "base" and (revision is None or order.index(str(goal)) >= order.index(str(current)))
    (command.upgrade if forward else command.downgrade)(config, target)
