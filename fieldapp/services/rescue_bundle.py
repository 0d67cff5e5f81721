"""A rescue bundle: everything the office does not have for sure, on a stick, when no network will do.

It needs no server and no sign-in there, only the open store: so it also works on a laptop that was revoked, locked or
broken down far from any line. Only the office can open it. The same work may arrive by sync as well, before or after:
nothing doubles.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from fieldapp import clock
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError, reason_of
from fieldapp.protocol.envelope import FactEnvelope
from fieldapp.security import rescue_file
from fieldapp.security.file_vault import settle_folder
from fieldapp.security.rescue_file import ABOUT, CONTENT, END, FACT, FILE, BundleWriter, read_header, read_sections
from fieldapp.services.desk import Desk
from fieldapp.services.read_file import opened
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.store.laptop.unit import LaptopUnit

RECOVERY_PEM = "recovery_pem"
SUFFIX = rescue_file.SUFFIX
UNSENT = frozenset({"local", "sent", "refused"})

Progress = Callable[[int, int], None]
"""Called with the bytes dealt with so far and how many there are; writing is the first half, reading back the other."""


@dataclass(frozen=True, slots=True)
class BundleAbout:
    """Whose work it is."""

    device_id: str
    staff: Staff
    made_at: str
    facts: int
    files: int


class BundleFact(msgspec.Struct, frozen=True):
    """A link of the laptop's chain, and what the laptop knows of it."""

    envelope: FactEnvelope
    status: str


class BundleFile(msgspec.Struct, frozen=True):
    """What a file is; its content follows."""

    sha256: str
    size: int
    kind: str
    name: str
    case_id: str
    fact_id: str
    state: str


@dataclass(frozen=True, slots=True)
class BundleWritten:
    """A bundle that was read back whole: `unsent` of its facts the laptop has no answer for."""

    path: Path
    facts: int
    unsent: int
    files: int
    size: int


def what_to_rescue(desk: Desk) -> tuple[int, int]:
    """How many facts and files the server is not known to have; refused files count too."""
    with desk.store.reading() as unit:
        facts = unit.custody.fact_counts(None)
        files = [row for row in unit.attachments.made_here() if row.state in UNSENT]
    return facts["waiting"] + facts["held"], len(files)


def bundle_name(desk: Desk) -> str:
    """A name that tells whose it is and when it was made."""
    return f"rescue-{desk.staff.staff_no}-{clock.now():%Y%m%d-%H%M%S}{SUFFIX}"


def write_bundle(
    desk: Desk, target: Path, progress: Progress | None = None, *, everything: bool = False
) -> BundleWritten:
    """Write the bundle to `target`: whole and read back, or not there at all.

    All facts of the laptop go along, for its chain has no gaps and a restored server may lack older ones; of files
    those the server has not confirmed. `everything` takes confirmed files too, and also when nothing is missing.

    Raises:
        KnownError: `rescue.nothing`, `rescue.no_office_key`, `rescue.not_written`, `rescue.not_verified`.
    """
    if not everything and not any(what_to_rescue(desk)):
        raise KnownError("rescue.nothing")
    half = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with desk.store.reading() as unit:
            written = _Writing(desk, unit, half, progress, everything=everything).write()
        half.replace(target)
        with suppress(OSError):  # file systems of sticks may not know how
            settle_folder(target.parent)
        size = target.stat().st_size
    except OSError as error:
        raise KnownError("rescue.not_written", {"path": str(target), "reason": reason_of(error)}) from error
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    return BundleWritten(target, written.about.facts, written.unsent, written.about.files, size)


class _Writing:
    """One bundle being written and proven."""

    def __init__(
        self, desk: Desk, unit: LaptopUnit, half: Path, progress: Progress | None, *, everything: bool
    ) -> None:
        self._desk, self._unit, self._half, self._progress = desk, unit, half, progress
        wanted = UNSENT | {"verified"} if everything else UNSENT
        rows = [row for row in unit.attachments.made_here() if row.state in wanted]
        self._rows = [row for row in rows if not _lost(row)]
        facts = sum(unit.custody.fact_counts(None)[name] for name in ("waiting", "held"))
        chain = sum(1 for _ in unit.custody.chain())
        self.unsent = facts
        self.about = BundleAbout(desk.device_id, desk.staff, clock.now().isoformat(), chain, len(self._rows))
        self._done, self._all = 0, 2 * max(1, sum(row.size for row in self._rows))

    def write(self) -> _Writing:
        recovery = self._unit.settings.get(RECOVERY_PEM, str)
        if not recovery:
            raise KnownError("rescue.no_office_key")
        with self._half.open("wb") as target:
            writer = BundleWriter(target, self.about.device_id, self.about.made_at, recovery.encode())
            writer.section(ABOUT, msgspec.json.encode(self.about))
            chain = hashlib.sha256()
            for envelope, status in self._unit.custody.chain():
                body = msgspec.msgpack.encode(BundleFact(envelope, status))
                chain.update(body)
                writer.section(FACT, body)
            for row in self._rows:
                writer.section(FILE, msgspec.json.encode(_described(row)))
                with opened(self._desk, row.sha256) as (size, pieces):
                    writer.content(size, self._counted(pieces))
            writer.section(END, chain.digest())
            writer.close()
        self._prove(writer.key)
        return self

    def _prove(self, key: bytes) -> None:
        """Read it back from the stick: every chunk, the chain, and the digest of every file."""
        facts, files, digest, due = 0, 0, hashlib.sha256(), ""
        ended = False
        try:
            with self._half.open("rb") as source:
                _forget_cached(source.fileno())
                read_header(source, self._half)
                for section in read_sections(source, key, self._half):
                    if section.kind == FACT:
                        digest.update(section.body())
                        facts += 1
                    elif section.kind == FILE:
                        due = msgspec.json.decode(section.body(), type=BundleFile).sha256
                    elif section.kind == CONTENT:
                        files += _digest(self._counted(section.pieces)) == due
                    elif section.kind == END:
                        ended = section.body() == digest.digest()
        except KnownError as error:
            raise KnownError("rescue.not_verified") from error
        if not ended or (facts, files) != (self.about.facts, self.about.files):
            raise KnownError("rescue.not_verified")

    def _counted(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            yield piece
            self._done += len(piece)
            if self._progress is not None:
                self._progress(min(self._done, self._all), self._all)


def _described(row: Attachment) -> BundleFile:
    return BundleFile(row.sha256, row.size, row.kind, row.name, row.case_id, row.fact_id, row.state)


def _lost(row: Attachment) -> bool:
    """A file whose bytes are damaged here must not keep the others from being rescued."""
    return row.state == "refused" and row.code in {"file.damaged", "file.missing"}


def _digest(pieces: Iterator[bytes]) -> str:
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()


def _forget_cached(descriptor: int) -> None:
    """What is read back comes from the stick and not from memory, where the system can be told so."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
