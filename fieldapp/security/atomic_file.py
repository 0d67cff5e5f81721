"""Replaces a file so that a power cut leaves either the old one or the new one, never half of one, and so that nobody
else on the machine can read it."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` to a temporary file beside `path` (mode 0600), flush it to the disk and rename it over `path`.

    Raises:
        OSError: the folder cannot be written or the disk is full; `path` is then as it was.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        _write_durably(temporary, content)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    _make_rename_durable(path.parent)


def _write_durably(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _make_rename_durable(folder: Path) -> None:
    if sys.platform == "win32":  # a folder cannot be opened there; NTFS journals the rename itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
