"""Handing a copy of a paper to the people who signed it: on a stick, as a code to photograph, or by their mail program.

A stick may be pulled at any moment, so a copy gets its name only when it is whole: it is written beside it, flushed,
read back and compared by digest, and renamed last. What is left of an interrupted one is taken away at the next try.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from fieldapp.documents.plan_paper import PlanPaper
from fieldapp.documents.wording import grouped
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import sha256
from fieldapp.security.file_vault import settle_folder

PIECE = 64 * 1024
HALF = ".fieldapp-part"
"""What a copy is called as long as it is not whole."""
LARGEST_CODE = 900
"""Bytes that a code on a screen may hold before a phone's camera fails at it (version 22, middle correction)."""
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})

Progress = Callable[[int, int], None]


def copy_to_stick(pdf: bytes, folder: Path, name: str, progress: Progress | None = None) -> Path:
    """Put a copy into a folder of a removable drive, read it back, and only then give it its name; where it is.

    Raises:
        KnownError: `document.stick_gone` (pulled, or full), `document.stick_read_only`, `document.stick_differs`;
            no file of that name is left half-written.
    """
    path = folder / (_NOT_IN_NAMES.sub(" ", name).strip() + ".pdf")
    half = path.with_name(path.name + HALF)
    try:
        _sweep(folder)
        _write(half, pdf, progress)
        if sha256(_read_back(half)) != sha256(pdf):
            half.unlink(missing_ok=True)
            raise KnownError("document.stick_differs", retryable=True)
        half.replace(path)
        settle_folder(folder)
    except OSError as error:
        _forget(half)
        code = "document.stick_read_only" if error.errno in _READ_ONLY else "document.stick_gone"
        raise KnownError(code, retryable=True) from error
    return path


def code_for(paper: PlanPaper | None, number: str, file_sha256: str) -> tuple[str, bool]:
    """What a code to photograph says, and whether the dates and sums are in it.

    With them it reads as plain text on any phone; where they do not fit, only the number and the digest of the file
    are left, by which the paper can be verified.
    """
    check = f"fa2:{number}:{file_sha256}"
    if paper is None:
        return check, False
    rows = [f"{row.due.isoformat()} {grouped(row.total)}" for row in paper.rows]
    text = "\n".join([paper.creditor.name, paper.creditor.phone, *rows, check])
    return (text, True) if len(text.encode()) <= LARGEST_CODE else (check, False)


def mail_address(subject: str, body: str) -> str:
    """A mailto address; nobody's name, number or sum belongs into it, for mail programs keep what they are given."""
    return f"mailto:?subject={quote(subject)}&body={quote(body)}"


def _write(path: Path, content: bytes, progress: Progress | None) -> None:
    with path.open("wb") as stream:
        for begin in range(0, len(content), PIECE):
            stream.write(content[begin : begin + PIECE])
            if progress is not None:
                progress(min(begin + PIECE, len(content)), len(content))
        stream.flush()
        os.fsync(stream.fileno())


def _read_back(path: Path) -> bytes:
    """From the drive itself where the system lets us say so: what lies in memory proves nothing."""
    with path.open("rb") as stream:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return stream.read()


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"*{HALF}"):
        left.unlink(missing_ok=True)


def _forget(half: Path) -> None:
    try:
        half.unlink(missing_ok=True)
    except OSError:
        return  # the stick is out; the next copy onto it sweeps this one away
