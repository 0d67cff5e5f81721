"""Objects as files in a folder, which several server processes may share, also over a network file system.

An object is written under a name of nobody else's and then renamed: whoever looks sees all of it or nothing.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from fieldapp.domain.ids import new_id
from fieldapp.errors import KnownError, reason_of


class FolderShelf:
    """The folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def check(self) -> None:
        """Raises KnownError `server.files_away` when nothing can be written there."""
        with self._told():
            self._folder.mkdir(parents=True, exist_ok=True)
            probe = self._folder / f".{new_id()}.new"
            probe.write_bytes(b"")
            probe.unlink()

    def size(self, name: str) -> int | None:
        """How long an object is."""
        with self._told():
            try:
                return (self._folder / name).stat().st_size
            except FileNotFoundError:
                return None

    def names(self, folder: str) -> list[str]:
        """The objects directly below `folder`."""
        with self._told():
            try:
                return [entry.name for entry in os.scandir(self._folder / folder) if not entry.name.startswith(".")]
            except FileNotFoundError:
                return []

    def read(self, name: str, offset: int = 0, length: int | None = None) -> bytes:
        """An object's content, or a stretch of it."""
        with self._told():
            try:
                with (self._folder / name).open("rb") as source:
                    source.seek(offset)
                    return source.read(-1 if length is None else length)
            except FileNotFoundError:
                raise KnownError("file.not_here", retryable=True) from None

    def put(self, name: str, content: IO[bytes], size: int) -> None:  # noqa: ARG002 - other shelves must know the size
        """Write, flush to the disk, rename, flush the folder."""
        path = self._folder / name
        new = path.with_name(f".{new_id()}.new")
        with self._told():
            try:
                with _opened(new) as target:
                    shutil.copyfileobj(content, target)
                    target.flush()
                    os.fsync(target.fileno())
                new.replace(path)
            except OSError:
                new.unlink(missing_ok=True)
                raise
            _make_durable(path.parent)

    def remove(self, names: Iterable[str]) -> None:
        """Unlink, and the folder with them when it is left empty."""
        folders = set()
        with self._told():
            for name in names:
                path = self._folder / name
                path.unlink(missing_ok=True)
                folders.add(path.parent)
        for folder in folders:
            with suppress(OSError):  # not empty, or gone already: somebody else is at work there too
                folder.rmdir()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A full disk or a network folder that went away is told and tried again, not a crash."""
        try:
            yield
        except OSError as error:
            params = {"place": str(self._folder), "reason": reason_of(error)}
            raise KnownError("server.files_away", params, retryable=True) from error


def _opened(path: Path) -> IO[bytes]:
    """A new file, in a folder that somebody else may be about to take away because it was empty."""
    for _ in range(3):
        _make_folder(path.parent)
        with suppress(FileNotFoundError):
            return path.open("xb")
    return path.open("xb")


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _make_durable(folder.parent)


def _make_durable(folder: Path) -> None:
    if sys.platform == "win32":  # a folder cannot be opened there; NTFS journals the rename itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
