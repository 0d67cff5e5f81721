"""A copy of a SQLite database while the server goes on working, checked before it counts as one.

The copy is what was committed at one moment. That moment is read while nobody may write, so that whatever the server
kept up to then is in the copy: a laptop tells its user so.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fieldapp import clock
from fieldapp.errors import KnownError, reason_of

COUNTED = ("fact", "verdict", "record", "blob", "device", "staff")
"""Tables whose rows must be as many in the copy as in the original."""
WAIT_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Copy:
    """A good copy: of which moment, and the files it expects, by digest, with their sizes."""

    taken_at: datetime
    files: dict[str, int]


def copy_database(source: Path, target: Path) -> Copy:
    """Copy the database at `source` to `target`, which is replaced only by a copy that was found good.

    Raises:
        KnownError: `backup.failed`, `backup.not_good`; `target` is then as it was.
    """
    staging = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        taken_at, counts = _copy(source, staging)
        files = _checked(staging, counts)
        _settle(staging)
        staging.replace(target)
        return Copy(taken_at, files)
    except sqlite3.Error as error:
        raise KnownError("backup.failed", {"path": str(target), "reason": str(error)}, retryable=True) from error
    except OSError as error:
        raise KnownError("backup.failed", {"path": str(target), "reason": reason_of(error)}, retryable=True) from error
    finally:
        for left_over in staging.parent.glob(f"{staging.name}*"):
            left_over.unlink(missing_ok=True)


def _copy(source: Path, staging: Path) -> tuple[datetime, dict[str, int]]:
    uri = f"{source.absolute().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None)) as writer,
        closing(sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None)) as reader,
        closing(sqlite3.connect(staging, isolation_level=None)) as copy,
    ):
        writer.execute("BEGIN IMMEDIATE")  # nobody writes while the moment is read and the reader begins
        reader.execute("BEGIN")
        counts = _counts(reader)
        taken_at = clock.now()
        writer.execute("ROLLBACK")
        reader.backup(copy)
        reader.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, that can be carried away by itself
    return taken_at, counts


def _checked(staging: Path, counts: dict[str, int]) -> dict[str, int]:
    """The files that the copy names, once it was found sound and whole."""
    with closing(sqlite3.connect(staging, isolation_level=None)) as copy:
        said = [row[0] for row in copy.execute("PRAGMA integrity_check(3)")]
        broken = copy.execute("PRAGMA foreign_key_check").fetchone()
        if said != ["ok"] or broken is not None or _counts(copy) != counts:
            raise KnownError("backup.not_good", {"detail": "; ".join(said)})
        return dict(copy.execute("SELECT sha256, size FROM blob WHERE stored_at IS NOT NULL"))


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in COUNTED}  # noqa: S608 (our own names)


def _settle(path: Path) -> None:
    with path.open("rb") as copy:
        os.fsync(copy.fileno())
