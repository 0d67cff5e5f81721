"""Verifying a paper that somebody brings along: a file from outside, against the root of the own office."""

from __future__ import annotations

from pathlib import Path

from fieldapp.documents.verify import VerifyReport, verify
from fieldapp.errors import KnownError, reason_of
from fieldapp.services.desk import Desk

LARGEST = 32 * 1024 * 1024
"""Bytes; our papers have less than one million, and a file is read whole."""


def verify_file(desk: Desk, path: Path) -> VerifyReport:
    """Whether the file is whole, who signed it, and whether this office vouches for them.

    Raises:
        KnownError: `documents.file_missing`, `documents.file_unreadable`, `paper.too_large`; whatever the file holds
            is part of the report.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise KnownError("paper.too_large", {"name": path.name, "limit": LARGEST // (1024 * 1024)})
        pdf = path.read_bytes()
    except FileNotFoundError as error:
        raise KnownError("documents.file_missing", {"path": str(path)}) from error
    except OSError as error:
        raise KnownError("documents.file_unreadable", {"path": str(path), "reason": reason_of(error)}) from error
    with desk.store.reading() as unit:
        root = unit.settings.get("root_pem", str) or ""
    return verify(pdf, [root.encode()])
