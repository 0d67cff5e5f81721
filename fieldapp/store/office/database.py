"""Opening the server's database at the schema of this program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy
import sqlalchemy.exc

from db import migrate
from db.engine import server_engine
from fieldapp.errors import KnownError
from fieldapp.store.office.unit import OfficeStore

UPGRADING = 0x0F1E1DA99
"""Number of the lock under which the schema is changed; nothing else of ours uses one."""
INSUFFICIENT_PRIVILEGE = "42501"  # PostgreSQL, Appendix A: an account that may connect but not make tables


def open_office(database_url: str) -> OfficeStore:
    """The store behind a URL, its schema brought up to date.

    Raises:
        KnownError: `server.database_away`, `server.database_unknown`, `store.newer_than_program`.
    """
    engine = server_engine(database_url)
    _reach(engine)
    _upgrade(engine)
    return OfficeStore(engine)


@contextmanager
def using_office(database_url: str) -> Iterator[OfficeStore]:
    """The store behind a URL while a command works on it; a database that fails meanwhile is told like one not reached.

    Raises:
        KnownError: as `open_office`.
    """
    store = open_office(database_url)
    try:
        yield store
    except sqlalchemy.exc.OperationalError as error:
        raise _away(error) from error
    finally:
        store.close()


def _reach(engine: sqlalchemy.Engine) -> None:
    """Connect once: whatever the database says to that is about its address, its rights or its file, not about us."""
    try:
        engine.connect().close()
    except sqlalchemy.exc.DatabaseError as error:
        raise _away(error) from error


def _upgrade(engine: sqlalchemy.Engine) -> None:
    try:
        with _alone(engine):
            migrate.upgrade(engine, "server")
    except sqlalchemy.exc.DatabaseError as error:
        engine.dispose()
        if _no_rights(error):
            raise _away(error) from error
        raise
    except KnownError:
        engine.dispose()
        raise


@contextmanager
def _alone(engine: sqlalchemy.Engine) -> Iterator[None]:
    """Server processes that start at once change the schema one after the other.

    SQLite's own lock sees to that. On PostgreSQL a lock of a transaction does, which also holds behind PgBouncer.
    """
    if engine.dialect.name != "postgresql" or migrate.current_revision(engine) == migrate.head_revision("server"):
        yield
        return
    with engine.begin() as waiting:
        waiting.execute(sqlalchemy.select(sqlalchemy.func.pg_advisory_xact_lock(UPGRADING)))
        yield


def _no_rights(error: sqlalchemy.exc.DatabaseError) -> bool:
    return getattr(error.orig, "sqlstate", None) == INSUFFICIENT_PRIVILEGE


def _away(error: sqlalchemy.exc.DatabaseError) -> KnownError:
    detail = (str(error.orig).strip().splitlines() or [type(error.orig).__name__])[0]
    return KnownError("server.database_away", {"detail": detail}, retryable=True)
