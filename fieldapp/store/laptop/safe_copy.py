"""A copy of the store beside it, for the day on which a page of it cannot be read any more.

What the server has can be fetched again; what waits to be sent is nowhere else. So while something waits, a copy is
kept that is an hour old at most. Every page carries a code of its own, so damage shows as soon as the page is read, and
never as wrong data. When the copy is put back, whatever can still be read of the facts made since is taken over from
the damaged store, which is kept too.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlalchemy.exc

from db.client_schema import fact, outbox
from db.engine import laptop_engine
from fieldapp import clock

COPY = ".copy"
EVERY = timedelta(hours=1)
DAMAGED = ".damaged"


@dataclass(frozen=True, slots=True)
class PutBack:
    """What came of putting a copy back: when it was made, and how many facts of the time since could be saved."""

    made_at: datetime
    saved: int


def copy_of(path: Path) -> Path:
    """Where the copy of the store at `path` lies."""
    return path.with_suffix(COPY)


def made_at(path: Path) -> datetime | None:
    """When the copy of this store was made; None without one."""
    copy = copy_of(path)
    return datetime.fromtimestamp(copy.stat().st_mtime, UTC) if copy.exists() else None


def is_due(path: Path) -> bool:
    """Whether the copy is missing or old; one from the future (the clock was set back) is old."""
    at = made_at(path)
    return at is None or not timedelta(0) <= clock.now() - at < EVERY


def keep_copy(engine: sa.Engine, path: Path) -> bool:
    """Copy the store as it is now; False when somebody else's reading keeps part of it in the log: another time then.

    Nobody writes meanwhile, so what is in the file alone is all of it.
    """
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("BEGIN IMMEDIATE")
        try:
            log = path.with_name(f"{path.name}-wal")
            if log.exists() and log.stat().st_size:
                return False
            _copied(path, copy_of(path))
        finally:
            cursor.execute("ROLLBACK")
    finally:
        raw.close()
    return True


def put_back(path: Path, key: bytes) -> PutBack:
    """Put the copy in the place of a damaged store, with what can still be read of the facts made since.

    Raises:
        FileNotFoundError: there is no copy.
    """
    at = made_at(path)
    if at is None:
        raise FileNotFoundError(copy_of(path))
    fresh = path.with_suffix(".putting-back")
    for left_over in path.parent.glob(f"{fresh.name}*"):
        left_over.unlink()
    shutil.copy2(copy_of(path), fresh)
    saved = _take_over(path, fresh, key)
    aside = path.with_suffix(f"{DAMAGED}-{clock.now():%Y%m%d%H%M%S}")
    for name in ("-wal", "-shm"):
        log = path.with_name(path.name + name)
        if log.exists():
            log.rename(aside.with_name(aside.name + name))
    path.rename(aside)
    fresh.replace(path)
    return PutBack(at, saved)


def _take_over(damaged: Path, fresh: Path, key: bytes) -> int:
    old, new = laptop_engine(damaged, key), laptop_engine(fresh, key)
    saved = 0
    try:
        with new.connect().execution_options(writing=True) as connection, connection.begin():
            known = set(connection.execute(sa.select(fact.c.fact_id)).scalars())
            for row in _readable(old):
                if row["fact_id"] not in known:
                    connection.execute(sa.insert(fact).values(row))
                    connection.execute(sa.insert(outbox).values(fact_id=row["fact_id"], status="waiting"))
                    saved += 1
        raw = new.raw_connection()
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.close()
    finally:
        old.dispose()
        new.dispose()
    return saved


def _readable(engine: sa.Engine) -> list[dict[str, Any]]:
    """The facts of a damaged store, as far as it can be read."""
    found: list[dict[str, Any]] = []
    try:
        with engine.connect() as connection:
            numbers = list(connection.execute(sa.select(fact.c.device_seq).order_by(fact.c.device_seq)).scalars())
    except sqlalchemy.exc.DatabaseError:
        return found
    for number in numbers:
        try:
            with engine.connect() as connection:
                row = connection.execute(sa.select(fact).where(fact.c.device_seq == number)).mappings().one()
        except sqlalchemy.exc.DatabaseError:
            continue  # this page is gone; the next one may not be
        found.append(dict(row))
    return found


def _copied(source: Path, target: Path) -> None:
    staging = target.with_suffix(".copying")
    shutil.copyfile(source, staging)
    with staging.open("rb+") as done:
        os.fsync(done.fileno())
    staging.replace(target)
    moment = clock.now().timestamp()
    os.utime(target, (moment, moment))
