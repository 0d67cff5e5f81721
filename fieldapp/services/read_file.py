"""Reading what is attached: the bytes for showing, a copy for saving, and asking for a file that is not here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fieldapp import clock
from fieldapp.domain.attached_file import AttachedFile, FileContent
from fieldapp.domain.case import CaseFile
from fieldapp.errors import KnownError, reason_of
from fieldapp.security.file_vault import FileVault
from fieldapp.services.custody import FileCustody, custody_of_file
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.store.laptop.unit import ChangeSet, LaptopUnit

MOST_SHOWN = 64 * 1024 * 1024
"""A file larger than this is not brought into memory to be shown; a copy of it can be saved."""
PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class CaseFileLine:
    """A file of a case: what it is, who attached it, and where its bytes are.

    `custody` is None for a file that somebody else attached; `here` says whether its bytes are on this laptop.
    """

    record: AttachedFile
    by: str
    here: bool
    wanted: bool
    custody: FileCustody | None


def files_of(desk: Desk, case_id: str) -> list[CaseFileLine]:
    """All files of a case, newest first; also those whose fact was refused, for they are still here."""
    with desk.store.reading() as unit:
        file = unit.files.find(case_id)
        names = {person.id: person.name for person in unit.shadow.staff().values()}
        rows = {row.sha256: row for row in unit.attachments.of_case(case_id)}
        records = [*(file.files if file else ()), *_refused(unit, case_id, file)]
        backup_at = unit.settings.get("backup_at", str) or ""
        lines = [_line(unit, record, rows.get(record.content.sha256), names, backup_at) for record in records]
    return sorted(lines, key=lambda line: (line.record.made_at, line.record.id), reverse=True)


def read_file(desk: Desk, sha256: str) -> bytes:
    """The bytes of a file, for showing it.

    Raises:
        KnownError: `document.not_arrived`, `file.damaged`, `file.missing`, `file.too_large_to_show`.
    """
    with opened(desk, sha256) as (size, pieces):
        if size > MOST_SHOWN:
            raise KnownError("file.too_large_to_show")
        return b"".join(pieces)


def save_copy(desk: Desk, sha256: str, target: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """A copy in clear at a place the person chose: whole, or not there at all.

    Raises:
        KnownError: as `read_file`, and `file.not_written`.
    """
    half = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with opened(desk, sha256) as (size, pieces), half.open("wb") as to:
            done = 0
            for piece in pieces:
                to.write(piece)
                done += len(piece)
                if progress is not None:
                    progress(done, size)
            to.flush()
            os.fsync(to.fileno())
        half.replace(target)
    except OSError as error:
        raise KnownError("file.not_written", {"path": str(target), "reason": reason_of(error)}) from error
    finally:
        half.unlink(missing_ok=True)


def want_file(desk: Desk, case_id: str, sha256: str) -> ChangeSet:
    """Ask for a colleague's file: it comes with the next sync.

    Raises:
        KnownError: `case.not_here`, `file.unknown`.
    """
    with desk.store.writing() as unit:
        file = unit.files.get(case_id)
        record = next((one for one in file.files if one.content.sha256 == sha256), None)
        if record is None:
            raise KnownError("file.unknown")
        content = record.content
        row = Attachment(sha256, content.kind.value, case_id, record.id, content.size, "wanted", name=content.name)
        unit.changes.files = unit.attachments.want(row, clock.now())
        return unit.changes


@contextmanager
def opened(desk: Desk, sha256: str) -> Iterator[tuple[int, Iterator[bytes]]]:
    """Size and content of a file that is here, piece by piece.

    Raises:
        KnownError: `document.not_arrived`, `file.damaged`, `file.missing`.
    """
    with desk.store.reading() as unit:
        row, content, key = (
            unit.attachments.find(sha256),
            unit.attachments.content(sha256),
            unit.attachments.key(sha256),
        )
    if row is None or (content is None and (key is None or row.state == "wanted")):
        raise KnownError("document.not_arrived", retryable=True)
    if content is not None:
        yield len(content), iter((content,))
        return
    assert key is not None
    assert desk.store.files_folder is not None
    with FileVault(desk.store.files_folder).open(sha256, key) as reader:
        yield reader.size, reader.pieces()


def _refused(unit: LaptopUnit, case_id: str, file: CaseFile | None) -> list[AttachedFile]:
    """Files whose facts the server refused: no record names them any more."""
    known = {one.id for one in file.files} if file else set()
    return [
        AttachedFile(entry.fact.id, case_id, entry.fact.made_by, entry.fact.made_at, entry.fact.payload)
        for entry in unit.outbox.of_case(case_id)
        if isinstance(entry.fact.payload, FileContent) and entry.fact.id not in known and entry.status == "rejected"
    ]


def _line(
    unit: LaptopUnit, record: AttachedFile, row: Attachment | None, names: dict[str, str], backup_at: str
) -> CaseFileLine:
    here = row is not None and row.state != "wanted"
    wanted = row is not None and row.state == "wanted"
    ours = row is not None and row.fact_id == record.id
    custody = custody_of_file(unit, row, _moment(backup_at)) if ours and row is not None else None
    return CaseFileLine(record, names.get(record.made_by, ""), here, wanted, custody)


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
