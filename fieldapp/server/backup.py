"""A backup of an office that keeps its database in one file: the database and the files it names, checked, and only
then recorded. From the record on, laptops say of what was kept until then that it is in the backup.

Files are named by their content, so that backups of many days share one folder and a file is copied once.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fieldapp import clock
from fieldapp.errors import KnownError, reason_of
from fieldapp.server.home import SQLITE, ServerHome
from fieldapp.store.office.sqlite_copy import copy_database
from fieldapp.store.office.unit import OfficeStore

PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that was taken: of which moment; how many files are in it, and how many of them were copied now."""

    taken_at: datetime
    files: int
    copied: int


def back_up(home: ServerHome, store: OfficeStore, target: Path, files_to: Path | None = None) -> Taken:
    """Back up database and files. The files go to `files_to`, else to the folder `files` beside the database's copy.

    Raises:
        KnownError: `backup.not_sqlite`, `backup.failed`, `backup.not_good`, `backup.file_missing`; nothing is
            recorded then.
    """
    if not home.database_url.startswith(SQLITE):
        raise KnownError("backup.not_sqlite")
    copy = copy_database(Path(home.database_url.removeprefix(SQLITE)), target)
    copied = 0
    if not home.files_elsewhere:
        copied = _copy_files(home.files, files_to or target.parent / "files", copy.files)
    with store.writing() as unit:
        unit.backups.record(copy.taken_at, str(target.absolute()))
    return Taken(copy.taken_at, len(copy.files), copied)


def record_backup(store: OfficeStore, taken_at: datetime, place: str) -> None:
    """Somebody else has made a backup that holds everything the server kept up to `taken_at`.

    Raises:
        KnownError: `backup.not_yet` for a moment that has not come.
    """
    if taken_at > clock.now():
        raise KnownError("backup.not_yet", {"at": taken_at.isoformat()})
    with store.writing() as unit:
        unit.backups.record(taken_at, place)


def _copy_files(source: Path, target: Path, wanted: Mapping[str, int]) -> int:
    """Copy what the backup has not got yet; what it has is there whole, because it was put there whole."""
    copied = 0
    for sha256, size in sorted(wanted.items()):
        there = target / sha256[:2] / sha256
        if there.is_file() and there.stat().st_size == size:
            continue
        try:
            _copy_file(source / sha256[:2] / sha256, there, sha256)
        except FileNotFoundError as error:
            raise KnownError("backup.file_missing", {"sha256": sha256}) from error
        except OSError as error:
            raise KnownError("backup.failed", {"path": str(there), "reason": reason_of(error)}) from error
        copied += 1
    return copied


def _copy_file(source: Path, target: Path, sha256: str) -> None:
    digest = hashlib.sha256()
    staging = target.with_name(f".{sha256}.{os.getpid()}.new")
    with source.open("rb") as original:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with staging.open("wb") as copy:
                while piece := original.read(PIECE):
                    digest.update(piece)
                    copy.write(piece)
                copy.flush()
                os.fsync(copy.fileno())
            if digest.hexdigest() != sha256:
                raise KnownError("backup.file_damaged", {"sha256": sha256})
            staging.replace(target)
        finally:
            staging.unlink(missing_ok=True)
