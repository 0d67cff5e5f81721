"""The photos and recordings of a visit under way: what there is, taking one out again, and what becomes of them when
the visit is finished or thrown away.

Nothing of them is in clear on the disk at any moment: they lie in the store or, larger, in the file vault.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from fieldapp import clock
from fieldapp.domain.attached_file import FileContent, FileKind
from fieldapp.domain.ids import new_id
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.errors import KnownError
from fieldapp.security.file_vault import FileVault, Sealed
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.attachments import IN_STORE, Attachment
from fieldapp.store.laptop.draft_files import DraftFile
from fieldapp.store.laptop.unit import LaptopUnit

PHOTO, RECORDING, PIECE = "photo", "recording", "piece"
"""What a draft's file is (`about["as"]`); pieces are of a recording that is still running, or was cut off."""


@dataclass(frozen=True, slots=True)
class DraftRef:
    """Which draft a file belongs to: its kind, what it is about, and the case."""

    kind: str
    ref: str
    case_id: str


@dataclass(frozen=True, slots=True)
class DraftPhoto:
    """A photo or a recording of the draft, as a screen shows it.

    Attributes:
        thumb: a small JPEG; empty for a recording. twin: the name of an earlier file that shows the same.
        seconds: how long a recording is.
    """

    id: str
    name: str
    size: int
    added_at: datetime
    taken_at: datetime | None
    place: Place | None
    thumb: bytes
    twin: str = ""
    seconds: int = 0


def shown_in(unit: LaptopUnit, draft: DraftRef) -> tuple[DraftPhoto, ...]:
    """The photos and finished recordings of a draft, oldest first."""
    return tuple(shown(file) for file in unit.draft_files.of(draft.kind, draft.ref) if file.about["as"] != PIECE)


def drop_file(desk: Desk, id_: str) -> None:
    """Take a file out of the draft again."""
    with desk.store.writing() as unit:
        file = unit.draft_files.find(id_)
        on_disk = file is not None and unit.draft_files.key(id_) is not None
        unit.draft_files.drop(id_)
        noise = file is not None and on_disk and _key_on_disk(unit, file.sha256) is None
    if file is not None and noise and desk.store.files_folder is not None:
        FileVault(desk.store.files_folder).remove(file.sha256)


def drop_files(desk: Desk, unit: LaptopUnit, draft: DraftRef) -> list[str]:
    """Let go of all files of a draft, within a transaction; the digests to `forget` once it is committed."""
    lost = [file.sha256 for file in unit.draft_files.of(draft.kind, draft.ref) if unit.draft_files.key(file.id)]
    unit.draft_files.discard(draft.kind, draft.ref)
    lost = [sha256 for sha256 in lost if _key_on_disk(unit, sha256) is None]
    return lost if desk.store.files_folder is not None else []


def forget(desk: Desk, digests: Sequence[str]) -> None:
    """Unlink what no row knows any more."""
    if desk.store.files_folder is not None:
        for sha256 in digests:
            FileVault(desk.store.files_folder).remove(sha256)


def read_draft_file(desk: Desk, id_: str) -> bytes:
    """The whole of a draft's file, for whoever opens it.

    Raises:
        KnownError: `file.unknown`, `file.damaged`, `file.missing`.
    """
    with desk.store.reading() as unit:
        file, content, key = unit.draft_files.find(id_), unit.draft_files.content(id_), unit.draft_files.key(id_)
    if file is None:
        raise KnownError("file.unknown")
    if content is not None:
        return content
    assert key is not None
    assert desk.store.files_folder is not None
    with FileVault(desk.store.files_folder).open(file.sha256, key) as reader:
        return b"".join(reader.pieces())


def contents_for(unit: LaptopUnit, draft: DraftRef, visit_id: str) -> Iterator[tuple[DraftFile, FileContent]]:
    """What each file of a draft is told as in the fact that attaches it."""
    for file in unit.draft_files.of(draft.kind, draft.ref):
        about = file.about
        taken = about.get("taken_at")
        kind = FileKind.PHOTO if about["as"] == PHOTO else FileKind.RECORDING
        yield (
            file,
            FileContent(
                file.sha256,
                file.size,
                kind,
                file.name,
                "image/jpeg" if kind is FileKind.PHOTO else "audio/wav",
                datetime.fromisoformat(taken) if taken else file.added_at,
                visit_id,
                about.get("original_sha256", ""),
                about.get("likeness", ""),
                about.get("resembles", ""),
                about.get("seconds", 0),
            ),
        )


def move_over(unit: LaptopUnit, file: DraftFile, content: FileContent, case_id: str, fact_id: str) -> None:
    """The file is of the case from now on: its bytes stay where they are, or go from one row into the other.

    The very same bytes (two recordings of a microphone that was off) are kept once, for all that name them.
    """
    unit.changes.files = True
    if unit.attachments.find(file.sha256) is not None:
        unit.draft_files.drop(file.id)
        return
    kept = Attachment(file.sha256, content.kind.value, case_id, fact_id, file.size, "local", fact_id, file.name)
    key = unit.draft_files.key(file.id)
    if key is not None:
        unit.attachments.keep_key(kept, key, clock.now())
    else:
        unit.attachments.keep(kept, unit.draft_files.content(file.id) or b"", clock.now())
    unit.draft_files.drop(file.id)


def new_file(draft: DraftRef, sha256: str, size: int, name: str, now: datetime, about: dict[str, object]) -> DraftFile:
    """A file of a draft that is about to be kept."""
    return DraftFile(new_id(), draft.kind, draft.ref, sha256, size, name, now, about)


def keep(desk: Desk, file: DraftFile, content: bytes) -> None:
    """Keep a file: in the row if it is small, else in the vault, placed while the row is being committed."""
    if file.size <= IN_STORE or desk.store.files_folder is None:
        with desk.store.writing() as unit:
            unit.draft_files.keep(file, content)
        return
    with FileVault(desk.store.files_folder).seal([content]) as sealed:
        keep_sealed(desk, file, sealed)


def keep_sealed(desk: Desk, file: DraftFile, sealed: Sealed, instead_of: Sequence[DraftFile] = ()) -> None:
    """Keep what was sealed in the vault, in place of other files of the draft."""
    assert desk.store.files_folder is not None
    with desk.store.writing() as unit:
        lying = _key_on_disk(unit, file.sha256)  # sealed anew in its place, the earlier one could not be read any more
        unit.draft_files.keep(file, key=lying or sealed.key)
        for old in instead_of:
            unit.draft_files.drop(old.id)
        if lying is None:
            FileVault(desk.store.files_folder).place(sealed)


def _key_on_disk(unit: LaptopUnit, sha256: str) -> bytes | None:
    """The key of these very bytes, if they lie on the disk already: of another file of a draft, or of a case."""
    return unit.draft_files.key_of(sha256) or unit.attachments.key(sha256)


def shown(file: DraftFile) -> DraftPhoto:
    """A file of a draft as a screen shows it."""
    about = file.about
    taken, place = about.get("taken_at"), about.get("place")
    return DraftPhoto(
        file.id,
        file.name,
        file.size,
        file.added_at,
        datetime.fromisoformat(taken) if taken else None,
        Place(place[0], place[1], place[2], PlaceSource.CHECK_IN) if place else None,
        base64.b64decode(about.get("thumb", "")),
        about.get("twin", ""),
        about.get("seconds", 0),
    )
