"""Files that come down: small ones into the store, large ones onto the disk, encrypted chunk by chunk as they come.

The key of a large file is kept before its first byte is, so that what has arrived when the line is cut, or when the
program is killed, can be read again and only the rest has to come.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import sha256 as digest_of
from fieldapp.security import chunks as sealed
from fieldapp.security.chunks import CHUNK, ChunkWriter
from fieldapp.security.file_vault import FileVault, settle_folder, told_when_full
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.store.laptop.unit import LaptopStore

if TYPE_CHECKING:
    from hashlib import _Hash

Pieces = Callable[[int], Iterator[bytes]]
"""The content from an offset on, piece by piece."""


class Arrivals:
    """Keeps one file that comes."""

    def __init__(self, store: LaptopStore, pieces: Pieces) -> None:
        self._store, self._pieces = store, pieces

    def into_store(self, file: Attachment) -> None:
        """Fetch a small file.

        Raises:
            KnownError: `file.digest_differs`, or what the line does.
        """
        content = b"".join(self._pieces(0))
        if digest_of(content) != file.sha256:
            raise KnownError("file.digest_differs", retryable=True)
        with self._store.writing() as unit:
            unit.attachments.set_state(file.sha256, "here", clock.now(), content)

    def into_vault(self, file: Attachment, vault: FileVault) -> None:
        """Fetch a large file, or what is missing of it.

        Raises:
            KnownError: `file.digest_differs` (all of it comes anew then), `store.disk_full`, or what the line does.
        """
        part, key = vault.part(file.sha256), self._key_of(file)
        with told_when_full(vault.folder):
            part.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with _part_file(part) as target:
                chunks, digest = _arrived(part, target, key)
                writer = ChunkWriter(target, key, chunks)
                for piece in self._pieces(chunks * CHUNK):
                    digest.update(piece)
                    writer.write(piece)
                    target.flush()
                writer.close()
            if digest.hexdigest() != file.sha256:
                self._forget(file, vault)
                raise KnownError("file.digest_differs", retryable=True)
            self._keep(file, vault)

    def _keep(self, file: Attachment, vault: FileVault) -> None:
        with self._store.writing() as unit:
            unit.attachments.set_state(file.sha256, "here", clock.now())
            vault.part(file.sha256).replace(vault.path(file.sha256))
            settle_folder(vault.path(file.sha256).parent)

    def _forget(self, file: Attachment, vault: FileVault) -> None:
        """What came is not what was named: all of it goes, and its key with it."""
        with self._store.writing() as unit:
            unit.attachments.set_key(file.sha256, None)
            vault.remove(file.sha256)

    def _key_of(self, file: Attachment) -> bytes:
        with self._store.writing() as unit:
            key = unit.attachments.key(file.sha256)
            if key is None:
                key = os.urandom(sealed.KEY_BYTES)
                unit.attachments.set_key(file.sha256, key)
        return key


def _part_file(part: Path) -> IO[bytes]:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(part, flags, 0o600), "r+b")


def _arrived(part: Path, target: IO[bytes], key: bytes) -> tuple[int, _Hash]:
    """How many whole chunks have arrived, and their digest so far; what is behind them is torn off.

    A writer seals a chunk as soon as the next byte comes, so none of these is the last one.
    """
    chunks, digest = sealed.chunks_whole(part), hashlib.sha256()
    try:
        for plain in sealed.opened_chunks(target, key, chunks):
            digest.update(plain)
    except KnownError:  # not written under this key, or spoilt
        chunks, digest = 0, hashlib.sha256()
    target.seek(sealed.torn_after(chunks) if chunks else 0)
    target.truncate()
    return chunks, digest
