"""Engines: an encrypted SQLite file for a laptop, SQLite or PostgreSQL for a server.

A laptop's key is a raw 32-byte key that goes straight to SQLCipher on the raw connection, never through a statement
that could be logged; nor do the values of statements get into a log or an error (`hide_parameters`). Writers take the
write lock at once (BEGIN IMMEDIATE), so that two never deadlock half way.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from fieldapp.errors import KnownError

KEY_BYTES = 32


def laptop_engine(path: Path, key: bytes) -> sa.Engine:
    """An engine on the encrypted store at `path`; the file is made when it is first used.

    Raises:
        ValueError: `key` is not 32 bytes.
    """
    from sqlcipher3 import dbapi2

    from db.client_schema import CASE_WORD

    if len(key) != KEY_BYTES:
        raise ValueError("a store key has 32 bytes")

    def connect() -> Any:
        connection = dbapi2.connect(str(path), check_same_thread=False, timeout=10.0, isolation_level=None)
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.execute("PRAGMA cache_size=-32768")
        cursor.execute("PRAGMA temp_store=MEMORY")
        # a first sync would else copy its log into the file a dozen times
        cursor.execute("PRAGMA wal_autocheckpoint=4000")
        _settle(cursor, synchronous="FULL", also=CASE_WORD)
        return connection

    engine = sa.create_engine(
        "sqlite://",
        module=dbapi2,
        creator=connect,
        poolclass=sa.pool.QueuePool,
        pool_size=4,
        max_overflow=4,
        hide_parameters=True,
    )
    _begin_ourselves(engine)
    return engine


def server_engine(url: str) -> sa.Engine:
    """An engine for the server's database: `sqlite:///FILE` or `postgresql+psycopg://…`.

    Raises:
        KnownError: `server.database_unknown` for an address of another kind, or one that cannot be read.
    """
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):  # not chained: it may repeat the address, and that holds a password
        raise KnownError("server.database_unknown") from None
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise KnownError("server.database_unknown")
    if parsed.get_backend_name() == "postgresql":
        return _postgresql_engine(parsed)
    engine = sa.create_engine(
        parsed,
        connect_args={"timeout": 30.0, "check_same_thread": False},
        poolclass=_ToldPool,
        pool_size=8,
        hide_parameters=True,
    )
    sa.event.listen(engine, "handle_error", _tell_when_away)

    def set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        _settle(connection.cursor(), synchronous="FULL")

    sa.event.listen(engine, "connect", set_up)
    _begin_ourselves(engine)
    return engine


POSTGRESQL: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "prepare_threshold": None,
}
"""How a connection is made unless the URL says otherwise: seconds, but `tcp_user_timeout` in milliseconds. A leader
that died without a word is noticed within ten seconds. A statement prepared on one connection of PgBouncer is asked for
on another, so none is prepared."""
SQLITE_ERROR = 1  # what SQLite says of a statement that is wrong; everything else is about the file or its lock
DEADLOCK = "40P01"  # the same appendix: two waited for each other, and this one was chosen to give way
READ_ONLY = "25006"  # PostgreSQL, Appendix A: what a leader says that has just been made a follower


def _postgresql_engine(url: sa.URL) -> sa.Engine:
    """READ COMMITTED is enough: the head rows are locked by UPDATE before anything of a scope is numbered.

    A connection is tried before it is lent, and given up after ten minutes, so that a new leader or follower is used.
    """
    engine = sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={name: value for name, value in POSTGRESQL.items() if name not in url.query},
        poolclass=_ToldPool,
        pool_size=10,
        max_overflow=10,
        pool_timeout=10,
        pool_pre_ping=True,
        pool_recycle=600,
        hide_parameters=True,
    )
    sa.event.listen(engine, "handle_error", _tell_when_away)
    return engine


class _ToldPool(sa.pool.QueuePool):
    """A pool that says in known words that it is empty."""

    def _do_get(self) -> sa.pool.ConnectionPoolEntry:
        try:
            return super()._do_get()
        except sa.exc.TimeoutError:
            raise KnownError("server.database_crowded", retryable=True) from None


def _tell_when_away(context: sa.engine.ExceptionContext) -> None:
    """A database that went away, or changes its leader, is no bug: whoever called may call again.

    The call may have been carried out all the same: everything that laptops ask for can be asked for twice.
    """
    error = context.sqlalchemy_exception
    if context.is_pre_ping or not isinstance(error, sa.exc.DBAPIError):
        return
    sqlstate = getattr(error.orig, "sqlstate", None)
    if sqlstate == DEADLOCK:
        raise KnownError("server.database_gave_way", retryable=True)
    changed_leader = sqlstate == READ_ONLY
    our_mistake = getattr(error.orig, "sqlite_errorcode", None) == SQLITE_ERROR
    away = isinstance(error, sa.exc.OperationalError) and not our_mistake
    if context.is_disconnect or changed_leader or away:
        detail = (str(error.orig).strip().splitlines() or [type(error.orig).__name__])[0]
        raise KnownError("server.database_away", {"detail": detail}, retryable=True)


def is_wrong_key(error: Exception) -> bool:
    """Whether a database error says that the file does not open with this key, is damaged, or is no database at all."""
    said = str(getattr(error, "orig", error))
    return any(words in said for words in ("not a database", "malformed"))


def settle_for(connection: sa.Connection, *, lasting: bool) -> None:
    """Whether commits of this connection wait until the disk has them; said between transactions.

    In the write-ahead log a commit that does not wait is made to last by the next one that does.
    """
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute(f"PRAGMA synchronous={'FULL' if lasting else 'NORMAL'}")


def _settle(cursor: Any, synchronous: str, also: str = "") -> None:
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute(f"PRAGMA synchronous={synchronous}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=30000")
    if also:
        cursor.execute(also)
    cursor.close()


def _begin_ourselves(engine: sa.Engine) -> None:
    """Transactions start by our own BEGIN: IMMEDIATE for writers, who say so by an execution option."""

    def begin(connection: sa.Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    sa.event.listen(engine, "begin", begin)
