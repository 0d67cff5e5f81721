"""Looking at a paper as it lies on this laptop: its bytes, and whether they are what the case ledger says they are."""

from __future__ import annotations

from pathlib import Path

from fieldapp.documents.verify import VerifyReport, verify
from fieldapp.domain.document import Document
from fieldapp.errors import KnownError
from fieldapp.security.atomic_file import replace_file
from fieldapp.services.desk import Desk


def examine(desk: Desk, document: Document, pdf: bytes) -> VerifyReport:
    """Whether `pdf` is the newest revision of `document`, whole, and sealed by everybody who has sealed it by now."""
    with desk.store.reading() as unit:
        root = unit.settings.get("root_pem", str) or ""
    return verify(
        pdf,
        [root.encode()],
        expect=tuple(revision.signer.value for revision in document.revisions),
        ledger_sha256=document.current.sha256,
        data_sha256=document.content.paper_digest,
    )


def save_copy(pdf: bytes, path: Path) -> None:
    """Write a copy outside of the encrypted store, at the wish of whoever sits here.

    Raises:
        KnownError: `document.copy_not_written`; nothing half-written is left then.
    """
    try:
        replace_file(path, pdf)
    except OSError as error:
        params: dict[str, object] = {"path": str(path), "reason": error.strerror or type(error).__name__}
        raise KnownError("document.copy_not_written", params, retryable=True) from error
