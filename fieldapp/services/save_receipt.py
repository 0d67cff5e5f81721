"""Keeping a custody receipt as a text file: whole, or not there at all."""

from __future__ import annotations

from pathlib import Path

from fieldapp.errors import KnownError, reason_of
from fieldapp.security.atomic_file import replace_file


def save_receipt(path: Path, text: str) -> None:
    """Write the receipt; with a mark at its beginning, so that every editor reads the Chinese in it.

    Raises:
        KnownError: `file.not_written`.
    """
    try:
        replace_file(path, text.encode("utf-8-sig"))
    except OSError as error:
        raise KnownError("file.not_written", {"path": str(path), "reason": reason_of(error)}, retryable=True) from error
