"""Recording speech on a visit: kept in pieces while it runs, one file when it is stopped or after it was cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fieldapp import clock
from fieldapp.documents import voice
from fieldapp.protocol.canonical import sha256 as digest_of
from fieldapp.security.file_vault import FileVault
from fieldapp.services.desk import Desk
from fieldapp.services.visit_files import PIECE, RECORDING, DraftPhoto, DraftRef, keep_sealed, new_file, shown
from fieldapp.store.laptop.draft_files import DraftFile


def keep_piece(desk: Desk, draft: DraftRef, recording: str, number: int, samples: bytes) -> None:
    """The next seconds of a recording that is running: 16-bit samples at `voice.RATE`."""
    coded = voice.encode(samples)
    about = {"as": PIECE, "recording": recording, "number": number}
    file = new_file(draft, digest_of(coded), len(coded), recording, clock.now(), about)
    with desk.store.writing() as unit:
        unit.draft_files.keep(file, coded)


def join_recordings(desk: Desk, draft: DraftRef) -> list[DraftPhoto]:
    """Make one file of the pieces of each recording: when it is stopped, or after it was cut off.

    Raises:
        KnownError: `store.disk_full`; the pieces stay then.
    """
    with desk.store.reading() as unit:
        pieces = [file for file in unit.draft_files.of(draft.kind, draft.ref) if file.about["as"] == PIECE]
    by_recording: dict[str, list[DraftFile]] = {}
    for piece in sorted(pieces, key=lambda one: int(one.about["number"])):
        by_recording.setdefault(str(piece.about["recording"]), []).append(piece)
    return [_join(desk, draft, parts) for parts in by_recording.values()]


def _join(desk: Desk, draft: DraftRef, parts: Sequence[DraftFile]) -> DraftPhoto:
    count = sum(part.size for part in parts)
    seconds = round(count / voice.RATE)
    begun = parts[0].added_at
    about: dict[str, object] = {"as": RECORDING, "seconds": seconds, "taken_at": begun.isoformat()}
    name = f"{begun:%Y%m%d-%H%M%S}.wav"

    def stream() -> Iterator[bytes]:
        yield voice.head(count)
        for part in parts:
            with desk.store.reading() as unit:
                yield unit.draft_files.content(part.id) or b""
        yield voice.tail(count)

    if desk.store.files_folder is None:
        whole = b"".join(stream())
        file = new_file(draft, digest_of(whole), len(whole), name, begun, about)
        with desk.store.writing() as unit:
            unit.draft_files.keep(file, whole)
            for part in parts:
                unit.draft_files.drop(part.id)
        return shown(file)
    with FileVault(desk.store.files_folder).seal(stream()) as sealed:
        file = new_file(draft, sealed.sha256, sealed.size, name, begun, about)
        keep_sealed(desk, file, sealed, parts)
    return shown(file)
