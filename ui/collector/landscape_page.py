"""One landscape A4 PDF painted by Qt: written beside its name first, so that a failed one leaves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from fieldapp.errors import KnownError, reason_of

MARGIN = QMarginsF(12, 12, 12, 12)
"""In millimetres."""


@contextmanager
def landscape_page(path: Path, title: str, dots: int) -> Iterator[tuple[QPdfWriter, QPainter]]:
    """A writer and its painter at so many dots per inch; the file takes its name when the block ends well.

    Raises:
        KnownError: `list.not_written`.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        writer = QPdfWriter(str(beside))
        orientation = QPageLayout.Orientation.Landscape
        page = QPageSize(QPageSize.PageSizeId.A4)
        writer.setPageLayout(QPageLayout(page, orientation, MARGIN, QPageLayout.Unit.Millimeter))
        writer.setResolution(dots)
        writer.setTitle(title)
        painter = QPainter()
        if not painter.begin(writer):
            raise KnownError("list.not_written", {"path": str(path), "detail": ""})
        try:
            yield writer, painter
        finally:
            painter.end()
        beside.replace(path)
    except OSError as error:
        raise KnownError("list.not_written", {"path": str(path), "detail": reason_of(error)}) from error
    finally:
        beside.unlink(missing_ok=True)
