"""Files by content in a folder: received in pieces from any offset, whole only when their digest is right.

A half-received file keeps its place, so that a laptop goes on where the line was cut.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from fieldapp.errors import KnownError

_DIGEST = re.compile(r"[0-9a-f]{64}")
PIECE = 1024 * 1024


class FileStore:
    """The folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def have(self, sha256: str) -> int:
        """How many bytes of the file are here, whole or not."""
        for path in (self._path(sha256), self._part(sha256)):
            if path.exists():
                return path.stat().st_size
        return 0

    def whole(self, sha256: str) -> bool:
        """Whether all of it is here and checked."""
        return self._path(sha256).exists()

    def read(self, sha256: str) -> bytes:
        """The whole file.

        Raises:
            KnownError: `file.not_here`.
        """
        if not self.whole(sha256):
            raise KnownError("file.not_here", retryable=True)
        return self._path(sha256).read_bytes()

    def append(self, sha256: str, offset: int, content: bytes, size: int) -> bool:
        """Write `content` at `offset`, which must be what is here already; whether the file is whole now.

        Raises:
            KnownError: `file.wrong_offset`, `file.too_long`, `file.digest_differs` (it is then forgotten).
        """
        if self.whole(sha256):
            return True
        if offset != self.have(sha256):
            raise KnownError("file.wrong_offset", {"have": self.have(sha256)}, retryable=True)
        if offset + len(content) > size:
            raise KnownError("file.too_long", {"size": size})
        part = self._part(sha256)
        part.parent.mkdir(parents=True, exist_ok=True)
        with part.open("ab") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        return offset + len(content) == size and self._finish(sha256, part)

    def _finish(self, sha256: str, part: Path) -> bool:
        if hashlib.sha256(part.read_bytes()).hexdigest() != sha256:
            part.unlink()
            raise KnownError("file.digest_differs", retryable=True)
        part.replace(self._path(sha256))
        return True

    def _path(self, sha256: str) -> Path:
        if _DIGEST.fullmatch(sha256) is None:
            raise KnownError("file.unknown")
        return self._folder / sha256[:2] / sha256

    def _part(self, sha256: str) -> Path:
        return self._path(sha256).with_suffix(".part")
