"""Files on the laptop's disk, encrypted in pieces: what is too large for the store lies here, and nothing in clear.

Each file has a random key of its own, which lives in the encrypted store beside what the file is (for the pieces see
`chunks`). Once the row with its key is gone, the bytes on the disk are noise; they are unlinked as well.

A file is written beside its place and moved there only while the row that names it is being committed; what a killed
program left without a row is swept away (`sweep`).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from fieldapp.errors import KnownError, reason_of
from fieldapp.security.chunks import KEY_BYTES, ChunkReader, ChunkWriter

_DIGEST = re.compile(r"[0-9a-f]{64}")
INCOMING = "incoming"
PART = ".part"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file that was encrypted beside its place: digest and size of its plain content, and its key."""

    sha256: str
    size: int
    key: bytes = field(repr=False)
    path: Path


class FileVault:
    """The folder of one user's files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the file with this digest lies."""
        if _DIGEST.fullmatch(sha256) is None:
            raise ValueError("not a digest")
        return self.folder / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Whether a whole file with this digest lies here."""
        return self.path(sha256).exists()

    @contextlib.contextmanager
    def seal(self, pieces: Iterable[bytes]) -> Iterator[Sealed]:
        """Encrypt a stream beside its place; within the block it may be `place`d, after it what was not is gone.

        Raises:
            KnownError: `store.disk_full`, `file.not_written`.
        """
        place = self.folder / INCOMING / os.urandom(8).hex()
        try:
            with told_when_full(self.folder):
                place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                key, digest, size = os.urandom(KEY_BYTES), hashlib.sha256(), 0
                with _own(place) as target:
                    _lock(target)
                    writer = ChunkWriter(target, key)
                    for piece in pieces:
                        digest.update(piece)
                        size += len(piece)
                        writer.write(piece)
                    writer.close()
                    if sys.platform == "win32":  # an open file cannot be moved there
                        target.close()
                    yield Sealed(digest.hexdigest(), size, key, place)
        finally:
            with contextlib.suppress(OSError):
                place.unlink(missing_ok=True)

    def place(self, sealed: Sealed) -> None:
        """Move a sealed file to its place: the last thing before the row that names it is committed.

        Raises:
            KnownError: `store.disk_full`, `file.not_written`.
        """
        with told_when_full(self.folder):
            path = self.path(sealed.sha256)
            path.parent.mkdir(exist_ok=True, mode=0o700)
            sealed.path.replace(path)
            settle_folder(path.parent)

    @contextlib.contextmanager
    def open(self, sha256: str, key: bytes) -> Iterator[ChunkReader]:
        """Read a file.

        Raises:
            KnownError: `file.damaged`, `file.missing` when it is not where its row says.
        """
        try:
            source = self.path(sha256).open("rb")
        except OSError as error:
            raise KnownError("file.missing", {"reason": reason_of(error)}) from error
        with source:
            yield ChunkReader(source, key)

    def remove(self, sha256: str) -> None:
        """Unlink a file and what there is of its arriving; its key must be gone already."""
        for path in (self.path(sha256), self.part(sha256)):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def part(self, sha256: str) -> Path:
        """Where the file lies while it arrives."""
        return self.path(sha256).with_suffix(PART)

    def held(self) -> set[str]:
        """Digests of all files here, whole or arriving."""
        found: set[str] = set()
        for folder in self.folder.glob("[0-9a-f][0-9a-f]"):
            found |= {path.name.removesuffix(PART) for path in folder.iterdir()}
        return {name for name in found if _DIGEST.fullmatch(name)}

    def sweep(self, known: Iterable[str]) -> int:
        """Unlink every file that no row knows, and what killed programs left half written; how many there were.

        Call it while no other program can commit a row: within a writing transaction of the store.
        """
        lost = self.held() - set(known)
        for sha256 in lost:
            self.remove(sha256)
        return len(lost) + sum(_unlink_unused(path) for path in self.folder.glob(f"{INCOMING}/*"))


@contextlib.contextmanager
def told_when_full(folder: Path) -> Iterator[None]:
    """What the disk refuses, as a known error.

    Raises:
        KnownError: `store.disk_full`, `file.not_written`.
    """
    try:
        yield
    except OSError as error:
        code = "store.disk_full" if reason_of(error) == "ENOSPC" else "file.not_written"
        params = {} if code == "store.disk_full" else {"path": str(folder), "reason": reason_of(error)}
        raise KnownError(code, params, retryable=True) from error


def settle_folder(folder: Path) -> None:
    """A rename within the folder outlives a power cut."""
    if sys.platform == "win32":  # a folder cannot be opened there; NTFS journals the rename itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _own(path: Path) -> IO[bytes]:
    """A new file for nobody else to read."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "wb")


def _lock(target: IO[bytes]) -> None:
    """Whoever sweeps sees that this one is being written; where a file in use cannot be unlinked, that is enough."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(target, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _unlink_unused(path: Path) -> int:
    """Unlink a half-written file unless somebody is writing it; 1 if it is gone."""
    try:
        if sys.platform != "win32":
            import fcntl

            with path.open("rb") as looked_at:
                fcntl.flock(looked_at, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    except OSError:
        return 0
    return 1
