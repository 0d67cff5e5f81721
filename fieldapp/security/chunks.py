"""A stream sealed in chunks: read from any byte on, written without ever holding more than one chunk in memory.

The content is cut into chunks of 64 KiB, each sealed with AES-256-GCM under a random nonce, bound to its number and to
whether it is the last one. So chunks cannot be exchanged, repeated, left out or cut off unnoticed.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fieldapp.errors import KnownError

CHUNK = 64 * 1024
KEY_BYTES = 32
_MAGIC = b"fieldapp.file/1\n"
_NONCE, _TAG = 12, 16
_SEALED = _NONCE + CHUNK + _TAG
_PLACE = struct.Struct(">Q?")


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


def _place(number: int, *, last: bool) -> bytes:
    return _MAGIC + _PLACE.pack(number, last)
