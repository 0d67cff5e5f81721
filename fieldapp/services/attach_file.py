"""Attaching a photo, a recording or a paper to a case: checked before it is taken, encrypted as it is read, kept with
the fact that names it in one transaction.

What would be refused later is refused now, while the collector can still do something about it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from fieldapp import clock
from fieldapp.domain.attached_file import NAME_LIMIT, FileContent, FileKind
from fieldapp.domain.facts import FactKind
from fieldapp.domain.file_limits import FileLimits, limits_from
from fieldapp.domain.file_types import HEAD_BYTES, fits, kind_of, media_type_of
from fieldapp.errors import KnownError, reason_of
from fieldapp.protocol.canonical import sha256 as digest_of
from fieldapp.security.file_vault import FileVault, Sealed
from fieldapp.services.desk import Desk, refused
from fieldapp.store.laptop.attachments import IN_STORE, Attachment
from fieldapp.store.laptop.unit import ChangeSet, LaptopUnit

LIMITS = "file_limits"
"""The setting under which the server's limits are kept here."""
PIECE = 1024 * 1024
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f/\\]+")

Progress = Callable[[int, int], None]
"""Called with the bytes read so far and the size of the file."""


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a file when it is attached; the kind follows from what the file is unless it is given."""

    kind: FileKind | None = None
    visit_id: str = ""
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AttachedNow:
    """A file that is safely kept here, and the warning that room runs out, where it does."""

    fact_id: str
    sha256: str
    changes: ChangeSet
    warning: KnownError | None = None


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was read: the bytes of a small file, or a large one sealed beside its place."""

    sha256: str
    size: int
    content: bytes | None = None
    sealed: Sealed | None = None


def attach_file(
    desk: Desk, case_id: str, source: Path, about: About = About(), progress: Progress | None = None
) -> AttachedNow:
    """Take `source` onto the case. The file itself is left where it is.

    Raises:
        KnownError: `file.too_large`, `file.quota_full`, `file.type_refused`, `file.type_not_of_kind`, `file.empty`,
            `file.unreadable`, `file.already_attached`, `store.disk_full`, `case.not_here` or the refusal of a rule;
            nothing is kept then.
    """
    try:
        with source.open("rb") as opened:
            size, kind, media_type = _look(opened, about)
            near = _check_room(desk, kind, size)
            pieces = _pieces(opened, source, size, progress)
            if size <= IN_STORE or desk.store.files_folder is None:
                content = b"".join(pieces)
                taken = _Taken(digest_of(content), len(content), content)
                return _keep(desk, case_id, _content(source, taken, kind, media_type, about), taken, near)
            with FileVault(desk.store.files_folder).seal(pieces) as sealed:
                taken = _Taken(sealed.sha256, sealed.size, sealed=sealed)
                return _keep(desk, case_id, _content(source, taken, kind, media_type, about), taken, near)
    except OSError as error:
        raise _unreadable(source, error) from error


def file_limits(unit: LaptopUnit) -> FileLimits:
    """The limits as the server last told them."""
    return limits_from(unit.settings.get(LIMITS, dict[str, int]))


def _look(opened: IO[bytes], about: About) -> tuple[int, FileKind, str]:
    """Size, kind and media type of a file, by its own bytes."""
    head = opened.read(HEAD_BYTES)
    size = opened.seek(0, 2)
    opened.seek(0)
    if not size:
        raise KnownError("file.empty")
    media_type = media_type_of(head)
    if media_type is None:
        raise KnownError("file.type_refused")
    kind = about.kind or kind_of(media_type)
    if not fits(kind, media_type):
        raise KnownError("file.type_not_of_kind")
    return size, kind, media_type


def _check_room(desk: Desk, kind: FileKind, size: int) -> KnownError | None:
    """Refuse what the server would refuse; the warning if little room is left."""
    with desk.store.reading() as unit:
        limits = file_limits(unit)
        waiting = unit.attachments.waiting_bytes()
    refusal = limits.against(kind, size, waiting)
    if refusal is not None:
        raise refused(refusal)
    near = limits.nearly_full(waiting + size)
    return refused(near) if near is not None else None


def _pieces(opened: IO[bytes], source: Path, size: int, progress: Progress | None) -> Iterator[bytes]:
    done = 0
    while True:
        try:
            piece = opened.read(PIECE)
        except OSError as error:
            raise _unreadable(source, error) from error
        if not piece:
            return
        yield piece
        done += len(piece)
        if progress is not None:
            progress(done, max(size, done))


def _content(source: Path, taken: _Taken, kind: FileKind, media_type: str, about: About) -> FileContent:
    return FileContent(
        sha256=taken.sha256,
        size=taken.size,
        kind=kind,
        name=fit_name(source.name),
        media_type=media_type,
        taken_at=about.taken_at,
        visit_id=about.visit_id,
    )


def fit_name(name: str) -> str:
    """A file's name as every system can take it, its ending kept."""
    plain = _NOT_IN_NAMES.sub(" ", name).strip()
    if len(plain) <= NAME_LIMIT:
        return plain or "file"
    suffix = Path(plain).suffix[:10]
    return plain[: NAME_LIMIT - len(suffix)] + suffix


def _keep(desk: Desk, case_id: str, content: FileContent, taken: _Taken, near: KnownError | None) -> AttachedNow:
    """Fact, row and file together: the file is moved to its place while they are being committed."""
    with desk.store.writing() as unit:
        file = unit.files.get(case_id)
        before = unit.attachments.find(taken.sha256)
        if before is not None:
            line = unit.cases.line(before.case_id)
            raise KnownError("file.already_attached", {"case": line.borrower_name if line else ""})
        fact = desk.fact(FactKind.FILE_ATTACHED, case_id, content)
        desk.record(unit, file, fact, depends_on=(content.visit_id,) if content.visit_id else ())
        kept = Attachment(
            taken.sha256, content.kind.value, case_id, fact.id, taken.size, "local", fact.id, content.name
        )
        unit.changes.files = True
        if taken.sealed is None:
            unit.attachments.keep(kept, taken.content or b"", clock.now())
        else:
            unit.attachments.keep_key(kept, taken.sealed.key, clock.now())
            FileVault(taken.sealed.path.parent.parent).place(taken.sealed)
        changes = unit.changes
    return AttachedNow(fact.id, taken.sha256, changes, near)


def _unreadable(source: Path, error: OSError) -> KnownError:
    return KnownError("file.unreadable", {"name": source.name, "reason": reason_of(error)}, retryable=True)


def sweep_files(desk: Desk) -> int:
    """Unlink what killed programs and gone cases left on the disk; how many files that were.

    To be called when a desk is opened. A file that a row names is never touched.
    """
    if desk.store.files_folder is None or not desk.store.files_folder.exists():
        return 0
    with suppress(KnownError), desk.store.writing() as unit:
        return FileVault(desk.store.files_folder).sweep(unit.attachments.on_disk() | unit.draft_files.on_disk())
    return 0
