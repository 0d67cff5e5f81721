"""Files on the laptop's disk, encrypted in pieces: what is too large for the store lies here, and nothing in clear.

Each file has a random key of its own, which lives in the encrypted store beside what the file is. Its content is cut
into chunks of 64 KiB, each sealed with AES-256-GCM under its number and whether it is the last one, so that chunks
cannot be exchanged, left out or cut off unnoticed, and reading may begin at any byte. Once the row with its key is
gone, the bytes on the disk are noise; they are unlinked as well.

A file is written beside its place and moved there only while the row that names it is being committed; what a killed
program left without a row is swept away (`sweep`).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fieldapp.errors import KnownError, reason_of

CHUNK = 64 * 1024
KEY_BYTES = 32
_MAGIC = b"fieldapp.file/1\n"
_NONCE, _TAG = 12, 16
_SEALED = _NONCE + CHUNK + _TAG
_PLACE = struct.Struct(">Q?")
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


class ChunkWriter:
    """Seals what is written, chunk by chunk, into an open file; at most one chunk is held in memory."""

    def __init__(self, target: IO[bytes], key: bytes, chunks: int = 0) -> None:
        """Begin a file, or go on after `chunks` whole ones that are there already."""
        self._target, self._seal, self._number = target, AESGCM(key), chunks
        self._held = bytearray()
        if chunks == 0:
            target.write(_MAGIC)

    def write(self, content: bytes) -> None:
        """Take more of the plain content; the last chunk waits for `close`, which knows that it is the last."""
        self._held += content
        while len(self._held) > CHUNK:
            self._put(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]

    def close(self) -> None:
        """Seal the last chunk and bring all of it to the disk."""
        self._put(bytes(self._held), last=True)
        self._held.clear()
        settle(self._target)

    def _put(self, plain: bytes, *, last: bool) -> None:
        nonce = os.urandom(_NONCE)
        self._target.write(nonce + self._seal.encrypt(nonce, plain, _place(self._number, last=last)))
        self._number += 1


class ChunkReader:
    """Reads a sealed file from any byte on."""

    def __init__(self, source: IO[bytes], key: bytes, start: int = 0) -> None:
        """Look at the file, which begins at `start` of the source and goes to its end.

        Raises:
            KnownError: `file.damaged` when it cannot be one of ours.
        """
        self._source, self._open, self._first = source, AESGCM(key), start + len(_MAGIC)
        length = source.seek(0, os.SEEK_END) - self._first
        source.seek(start)
        if length < _NONCE + _TAG or source.read(len(_MAGIC)) != _MAGIC:
            raise KnownError("file.damaged")
        self._chunks = -(-length // _SEALED)
        self.size = length - self._chunks * (_NONCE + _TAG)
        if self.size < 0:
            raise KnownError("file.damaged")

    def read_at(self, offset: int, length: int) -> bytes:
        """Up to `length` bytes from `offset`; fewer only at the end.

        Raises:
            KnownError: `file.damaged` when a chunk is not what was sealed.
        """
        end = min(offset + length, self.size)
        if offset >= end:
            return b""
        first, last = offset // CHUNK, (end - 1) // CHUNK
        plain = b"".join(self._chunk(number) for number in range(first, last + 1))
        return plain[offset - first * CHUNK : end - first * CHUNK]

    def pieces(self) -> Iterator[bytes]:
        """All of it, a chunk at a time."""
        for number in range(self._chunks):
            yield self._chunk(number)

    def _chunk(self, number: int) -> bytes:
        self._source.seek(self._first + number * _SEALED)
        sealed = self._source.read(_SEALED)
        last = number == self._chunks - 1
        try:
            return self._open.decrypt(sealed[:_NONCE], sealed[_NONCE:], _place(number, last=last))
        except (InvalidTag, ValueError) as error:
            raise KnownError("file.damaged") from error


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


def chunks_whole(path: Path) -> int:
    """How many whole chunks of a half-written file are on the disk; what is behind them is torn."""
    length = path.stat().st_size - len(_MAGIC)
    return max(0, length // _SEALED)


def torn_after(chunks: int) -> int:
    """Where in the file the bytes behind so many whole chunks begin."""
    return len(_MAGIC) + chunks * _SEALED


def opened_chunks(source: IO[bytes], key: bytes, chunks: int) -> Iterator[bytes]:
    """The plain content of the first whole chunks of a half-written file.

    Raises:
        KnownError: `file.damaged`.
    """
    opening = AESGCM(key)
    source.seek(len(_MAGIC))
    for number in range(chunks):
        sealed = source.read(_SEALED)
        try:
            yield opening.decrypt(sealed[:_NONCE], sealed[_NONCE:], _place(number, last=False))
        except (InvalidTag, ValueError) as error:
            raise KnownError("file.damaged") from error


def settle(target: IO[bytes]) -> None:
    """What was written is on the disk when this returns."""
    target.flush()
    os.fsync(target.fileno())


def settle_folder(folder: Path) -> None:
    """A rename within the folder outlives a power cut."""
    if sys.platform == "win32":  # a folder cannot be opened there; NTFS journals the rename itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _place(number: int, *, last: bool) -> bytes:
    return _MAGIC + _PLACE.pack(number, last)


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
