"""The form of a rescue bundle: one file that only the office can open, written in one go and read back.

A short header in the clear says for whom it is and how its key is sealed to the office's recovery key; all the rest
is a stream of sections, encrypted chunk by chunk as files of the vault are, so that a missing end, an exchanged chunk
or a flipped bit is noticed. Neither end ever holds more than one piece in memory.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from fieldapp.errors import KnownError
from fieldapp.security.chunks import CHUNK, KEY_BYTES, ChunkReader, ChunkWriter
from fieldapp.security.recovery import RecoveryWrap, unwrap_with_recovery, wrap_for_recovery

SUFFIX = ".fabundle"
MAGIC = b"FieldApp rescue 1\n"
MAX_HEADER = 64 * 1024
MAX_SECTION = 16 * 1024 * 1024
"""Of every section but a file's content, which is never read in one go."""
ABOUT, FACT, FILE, CONTENT, END = b"M", b"F", b"A", b"C", b"E"
_LENGTH = struct.Struct(">I")
_SECTION = struct.Struct(">cQ")


@dataclass(frozen=True, slots=True)
class Header:
    """What stands in the clear: the laptop, when, and the key of the rest, sealed to the office."""

    device_id: str
    made_at: str
    key: RecoveryWrap

    @property
    def context(self) -> bytes:
        """What the sealed key is bound to."""
        return context_of(self.device_id, self.made_at)


def context_of(device_id: str, made_at: str) -> bytes:
    """A key sealed for one bundle opens no other."""
    return f"fieldapp.rescue/1|{device_id}|{made_at}".encode()


class BundleWriter:
    """Writes sections into an open file."""

    def __init__(self, target: IO[bytes], device_id: str, made_at: str, recovery_pem: bytes) -> None:
        """Begin with the header.

        Raises:
            KnownError: `security.recovery_key_unusable`.
        """
        self.key = os.urandom(KEY_BYTES)
        wrapped = wrap_for_recovery(self.key, recovery_pem, context_of(device_id, made_at))
        header = msgspec.json.encode(Header(device_id, made_at, wrapped))
        target.write(MAGIC + _LENGTH.pack(len(header)) + header)
        self._chunks = ChunkWriter(target, self.key)

    def section(self, kind: bytes, body: bytes) -> None:
        """A section that is small."""
        self._chunks.write(_SECTION.pack(kind, len(body)) + body)

    def content(self, size: int, pieces: Iterator[bytes]) -> None:
        """The content of a file, of exactly `size` bytes."""
        self._chunks.write(_SECTION.pack(CONTENT, size))
        for piece in pieces:
            self._chunks.write(piece)

    def close(self) -> None:
        """End the stream and bring it to the disk."""
        self._chunks.close()


@dataclass(frozen=True, slots=True)
class Section:
    """One section; `pieces` of a file's content must be read before the next section is asked for."""

    kind: bytes
    size: int
    pieces: Iterator[bytes]

    def body(self) -> bytes:
        """All of a small section.

        Raises:
            KnownError: `rescue.unreadable` when it is larger than any of ours.
        """
        if self.size > MAX_SECTION:
            raise KnownError("rescue.unreadable", {"path": ""})
        return b"".join(self.pieces)


def read_header(source: IO[bytes], path: Path) -> Header:
    """The header; the source stands behind it afterwards.

    Raises:
        KnownError: `rescue.unreadable`.
    """
    try:
        if source.read(len(MAGIC)) != MAGIC:
            raise KnownError("rescue.unreadable", {"path": str(path)})
        (length,) = _LENGTH.unpack(source.read(_LENGTH.size))
        return msgspec.json.decode(source.read(min(length, MAX_HEADER)), type=Header)
    except (struct.error, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise KnownError("rescue.unreadable", {"path": str(path)}) from error


def office_key(header: Header, private_pem: bytes, secret: bytes) -> bytes:
    """The key of the bundle, at the office.

    Raises:
        KnownError: `rescue.not_for_us`.
    """
    try:
        return unwrap_with_recovery(header.key, private_pem, secret, header.context)
    except KnownError as error:
        raise KnownError("rescue.not_for_us") from error


def read_sections(source: IO[bytes], key: bytes, path: Path) -> Iterator[Section]:
    """The sections behind the header, in order, up to the end.

    Raises:
        KnownError: `rescue.unreadable` where the stream is not what was written, or ends before its end.
    """
    stream = _Stream(source, key, path)
    while True:
        kind, size = _SECTION.unpack(stream.exactly(_SECTION.size))
        section = Section(kind, size, stream.pieces(size))
        yield section
        for _ in section.pieces:  # whoever asked may have left some of it
            continue
        if kind == END:
            return


class _Stream:
    """Reads on through the chunks."""

    def __init__(self, source: IO[bytes], key: bytes, path: Path) -> None:
        self._path, self._at = path, 0
        with self._told():
            self._reader = ChunkReader(source, key, source.tell())

    def exactly(self, size: int) -> bytes:
        return b"".join(self.pieces(size))

    def pieces(self, size: int) -> Iterator[bytes]:
        left = size
        while left:
            with self._told():
                # to the end of the chunk we are in, so that none is opened twice
                piece = self._reader.read_at(self._at, min(left, CHUNK - self._at % CHUNK))
            if not piece:
                raise KnownError("rescue.unreadable", {"path": str(self._path)})
            self._at += len(piece)
            left -= len(piece)
            yield piece

    def _told(self) -> _Told:
        return _Told(self._path)


class _Told:
    """A damaged chunk is a damaged bundle."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, KnownError) and error.code == "file.damaged":
            raise KnownError("rescue.unreadable", {"path": str(self._path)}) from error
