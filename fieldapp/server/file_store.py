"""Files by content: received in pieces from any offset, whole only when their digest is right.

The same rules wherever the bytes lie: a shelf keeps named objects, each there wholly or not at all. A piece is an
object of its own, named by where it belongs, and is never changed once it lies there. So what was acknowledged is
never taken back, a half-received file keeps its place, a cut leaves nothing half visible, and any number of server
processes may receive the same file at once without knowing of one another.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import IO, Protocol

from fieldapp.errors import KnownError

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PIECE = re.compile(r"(\d{15})-(\d{15})")
IN_MEMORY = 8 * 1024 * 1024
"""A file put together from its pieces passes through a temporary file when it is longer than this."""


class Shelf(Protocol):
    """Where objects lie, by name; each appears at once and whole, and may be overwritten by the same again."""

    def check(self) -> None:
        """Whether the shelf can be reached and written; raises KnownError."""

    def size(self, name: str) -> int | None:
        """How long an object is; None when there is none of that name."""

    def names(self, folder: str) -> list[str]:
        """The last parts of the names directly below `folder`."""

    def read(self, name: str, offset: int = 0, length: int | None = None) -> bytes:
        """An object's content, or a stretch of it; raises KnownError `file.not_here`."""

    def put(self, name: str, content: IO[bytes], size: int) -> None:
        """Lay an object of `size` bytes there, durably before this returns."""

    def remove(self, names: Iterable[str]) -> None:
        """Take objects away; one that is not there is no trouble."""


class FileStore:
    """The files of an office on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def check(self) -> None:
        """Whether files can be kept at all.

        Raises:
            KnownError: `server.files_away`, `server.files_refused`.
        """
        self._shelf.check()

    def have(self, sha256: str) -> int:
        """How many bytes of the file are here, whole or not."""
        size = self._shelf.size(_whole(sha256))
        return self._chain(sha256)[1] if size is None else size

    def whole(self, sha256: str) -> bool:
        """Whether all of it is here and checked."""
        return self._shelf.size(_whole(sha256)) is not None

    def read(self, sha256: str, offset: int = 0, length: int | None = None) -> bytes:
        """The whole file, or at most `length` bytes of it from `offset` on; nothing beyond its end.

        Raises:
            KnownError: `file.not_here`.
        """
        return self._shelf.read(_whole(sha256), offset, length)

    def append(self, sha256: str, offset: int, content: bytes, size: int) -> bool:
        """Keep `content` at `offset`, which must be what is here already; whether the file is whole now.

        Raises:
            KnownError: `file.wrong_offset`, `file.too_long`, `file.digest_differs` (it is then forgotten).
        """
        if self.whole(sha256):
            self._forget_pieces(sha256)
            return True
        have = self._chain(sha256)[1]
        if offset != have:
            raise KnownError("file.wrong_offset", {"have": have}, retryable=True)
        reached = offset + len(content)
        if reached > size:
            raise KnownError("file.too_long", {"size": size})
        if reached == size:
            self._finish(sha256, content)
            return True
        if content:
            self._shelf.put(f"{_pieces(sha256)}/{offset:015d}-{reached:015d}", BytesIO(content), len(content))
        return False

    def keep(self, sha256: str, content: IO[bytes], size: int) -> None:
        """Lay down a whole file whose digest the caller has just worked out; one that is here already stays."""
        if self._shelf.size(_whole(sha256)) != size:
            self._shelf.put(_whole(sha256), content, size)

    def forget(self, sha256: str) -> None:
        """Take a whole file away; the caller knows that nobody wants it any more."""
        self._shelf.remove([_whole(sha256)])

    def _finish(self, sha256: str, last: bytes) -> None:
        """Put the file together, check it on the way, and only then lay it where whole files lie."""
        digest, length, pieces = hashlib.sha256(), 0, self._chain(sha256)[0]
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as joined:
            for part in self._parts(sha256, pieces, last):
                digest.update(part)
                joined.write(part)
                length += len(part)
            if digest.hexdigest() != sha256:
                self._forget_pieces(sha256, pieces)
                raise KnownError("file.digest_differs", retryable=True)
            joined.seek(0)
            self._shelf.put(_whole(sha256), joined, length)
        self._forget_pieces(sha256, pieces)

    def _parts(self, sha256: str, pieces: Iterable[str], last: bytes) -> Iterator[bytes]:
        for name in pieces:
            yield self._shelf.read(f"{_pieces(sha256)}/{name}")
        yield last

    def _chain(self, sha256: str) -> tuple[list[str], int]:
        """The pieces that lead furthest from the beginning without a gap, and how far they lead.

        Two processes may have received the same stretch cut differently; both cuts lie here and either will do.
        """
        way: dict[int, list[str]] = {0: []}
        for start, end, name in sorted(self._received(sha256)):
            if start in way and end not in way:
                way[end] = [*way[start], name]
        furthest = max(way)
        return way[furthest], furthest

    def _received(self, sha256: str) -> Iterator[tuple[int, int, str]]:
        for name in self._shelf.names(_pieces(sha256)):
            found = _PIECE.fullmatch(name)
            if found is not None:
                yield int(found[1]), int(found[2]), name

    def _forget_pieces(self, sha256: str, known: Iterable[str] = ()) -> None:
        """Take away what lies there, and what is `known` to: a store whose nodes are down may list too little."""
        folder = _pieces(sha256)
        self._shelf.remove(f"{folder}/{name}" for name in sorted({*known, *self._shelf.names(folder)}))


def _whole(sha256: str) -> str:
    """Where a whole file lies. What is no digest never becomes a name."""
    if _DIGEST.fullmatch(sha256) is None:
        raise KnownError("file.unknown")
    return f"{sha256[:2]}/{sha256}"


def _pieces(sha256: str) -> str:
    if _DIGEST.fullmatch(sha256) is None:
        raise KnownError("file.unknown")
    return f"pieces/{sha256}"
