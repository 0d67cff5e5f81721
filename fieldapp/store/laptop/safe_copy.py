"""A copy of the store beside it, for the day on which a page of it cannot be read any more.

What the server has can be fetched again; what waits to be sent is nowhere else. So while something waits, a copy is
kept that is an hour old at most. Every page carries a code of its own, so damage shows as soon as the page is read, and
never as wrong data: a mark beside the store says so until it was mended, and no copy is made of it meanwhile. When the
copy is put back, whatever can still be read of what was made since (facts, files, drafts) is taken over from the
damaged store, which is kept too.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlalchemy.exc

from db import migrate
from db.client_schema import attachment, cash_book, draft, fact, outbox
from db.engine import is_wrong_key, laptop_engine
from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.store.laptop.receipt_numbers import ReceiptNumbers

COPY = ".copy"
EVERY = timedelta(hours=1)
DAMAGED = ".damaged"
MARK = ".to-mend"
READY = ".put-back"
LOGS = ("-wal", "-shm")


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


def mark(path: Path) -> None:
    """Something of this store could not be read: its owner is offered the copy at the next sign-in."""
    with contextlib.suppress(OSError):  # a disk that takes not even this: opening the store will tell
        path.with_suffix(MARK).touch()


def is_marked(path: Path) -> bool:
    """Whether damage was seen since the store was last mended."""
    return path.with_suffix(MARK).exists()


def is_half_done(path: Path) -> bool:
    """Whether putting the copy back was cut off when all but the last step was done."""
    return path.with_suffix(READY).exists()


def keep_copy(engine: sa.Engine, path: Path) -> bool:
    """Copy the store as it is now; False when somebody else's reading keeps part of it in the log: another time then.

    Nobody writes meanwhile, so what is in the file alone is all of it. The same while somebody else writes.

    Raises:
        OSError: there is no room for it.
    """
    try:
        return _kept(engine, path)
    except engine.dialect.loaded_dbapi.DatabaseError as error:
        if is_wrong_key(error):
            mark(path)
        return False


def _kept(engine: sa.Engine, path: Path) -> bool:
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
    """Put the copy in the place of a damaged store, with what can still be read of what was made since.

    Cut off at any moment, the damaged store is where it was, or the next call does what is left.

    Raises:
        FileNotFoundError: there is no copy.
        KnownError: `store.copy_damaged`; nothing was touched then.
    """
    at, ready, saved = made_at(path), path.with_suffix(READY), 0
    if not ready.exists():
        if at is None:
            raise FileNotFoundError(copy_of(path))
        saved = _prepare(path, ready, key)
    aside = path.with_suffix(f"{DAMAGED}-{clock.now():%Y%m%d%H%M%S}")
    for name in ("", *LOGS):
        part = path.with_name(path.name + name)
        if part.exists():
            part.rename(aside.with_name(aside.name + name))
    ready.replace(path)
    path.with_suffix(MARK).unlink(missing_ok=True)
    return PutBack(at or clock.now(), saved)


def _prepare(path: Path, ready: Path, key: bytes) -> int:
    """The store that is to take the damaged one's place, whole before it has its name; how many facts were saved."""
    fresh = path.with_suffix(".putting-back")
    for left_over in path.parent.glob(f"{fresh.name}*"):
        left_over.unlink()
    shutil.copy2(copy_of(path), fresh)
    try:
        migrate.upgrade_on_copy(fresh, "client", lambda at: laptop_engine(at, key))
        saved = _take_over(path, fresh, key)
    except sqlalchemy.exc.DatabaseError as error:
        if is_wrong_key(error):
            raise KnownError("store.copy_damaged", {"path": str(copy_of(path))}) from error
        raise
    fresh.replace(ready)
    return saved


def _take_over(damaged: Path, fresh: Path, key: bytes) -> int:
    old, new = laptop_engine(damaged, key), laptop_engine(fresh, key)
    try:
        with new.connect() as connection:
            said = connection.execute(sa.text("PRAGMA quick_check(1)")).scalar()
        if said != "ok":
            raise KnownError("store.copy_damaged", {"path": str(copy_of(damaged))})
        with new.connect().execution_options(writing=True) as connection, connection.begin():
            facts = _add_missing(connection, old, fact)
            for row in facts:
                connection.execute(sa.insert(outbox).values(fact_id=row["fact_id"], status="waiting"))
            for table in (attachment, draft, cash_book):
                _add_missing(connection, old, table)
            ReceiptNumbers(connection).lay_aside()
        raw = new.raw_connection()
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.close()
    finally:
        old.dispose()
        new.dispose()
    return len(facts)


_KEYS: dict[sa.Table, tuple[sa.Column[Any], ...]] = {
    fact: (fact.c.fact_id,),
    attachment: (attachment.c.sha256,),
    draft: (draft.c.kind, draft.c.ref),
    cash_book: (cash_book.c.receipt_id,),
}


def _add_missing(connection: sa.Connection, old: sa.Engine, table: sa.Table) -> list[dict[str, Any]]:
    """The rows of a damaged store that the copy lacks, as far as they can be read, in the order of their keys."""
    keys = _KEYS[table]
    known = {tuple(row) for row in connection.execute(sa.select(*keys))}
    added = [row for row in _readable(old, table) if tuple(row[key.name] for key in keys) not in known]
    for row in _numbered(connection, added) if table is fact else added:
        connection.execute(sa.insert(table).values(row))
    return added


def _numbered(connection: sa.Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Facts with a number of their own: the chain may have been made anew since the copy.

    One whose number is another's in the copy goes behind a gap, so that the next sync chains it anew.
    """
    taken = set(connection.execute(sa.select(fact.c.device_seq)).scalars())
    numbered = []
    for row in sorted(rows, key=lambda one: int(one["device_seq"])):
        number = max(taken) + 2 if row["device_seq"] in taken else row["device_seq"]
        taken.add(number)
        numbered.append(row | {"device_seq": number})
    return numbered


def _readable(engine: sa.Engine, table: sa.Table) -> list[dict[str, Any]]:
    """The rows of a table of a damaged store, as far as they can be read."""
    keys, found = _KEYS[table], list[dict[str, Any]]()
    try:
        with engine.connect() as connection:
            numbers = [tuple(row) for row in connection.execute(sa.select(*keys).order_by(*keys))]
    except sqlalchemy.exc.DatabaseError:
        return found
    for number in numbers:
        mine = sa.and_(*(key == part for key, part in zip(keys, number, strict=True)))
        try:
            with engine.connect() as connection:
                row = connection.execute(sa.select(table).where(mine)).mappings().one()
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
