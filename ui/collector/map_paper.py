"""The map on paper: the picture as it stands on the screen, on one page with what it shows, whose it is and when."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from ui import fonts
from ui.collector.landscape_page import landscape_page
from ui.tokens import PRINT

DOTS = 200
"""Dots per inch of the page's own coordinates."""
HEAD, FOOT = 110.0, 70.0
"""Room above and below the picture, in dots."""
INK, FAINT, LINE, _MARK = (QColor(one) for one in PRINT)


@dataclass(frozen=True, slots=True)
class MapPaper:
    """What is put on the page: the picture, a title, one line of facts, and one at the foot (who took it out, when)."""

    picture: QImage
    title: str
    facts: str
    mark: str


def write_map(path: Path, paper: MapPaper) -> Path:
    """Write the page as a PDF beside `path` first, so that a failed one leaves nothing; off the GUI thread.

    Raises:
        KnownError: `list.not_written`.
    """
    with landscape_page(path, paper.title, DOTS) as (writer, painter):
        _paint(painter, QSize(writer.width(), writer.height()), paper)
    return path


def _paint(painter: QPainter, page: QSize, paper: MapPaper) -> None:
    wide, tall = float(page.width()), float(page.height())
    _write(painter, QRectF(0, 0, wide, 60), paper.title, 15, INK, strong=True)
    _write(painter, QRectF(0, 58, wide, 40), paper.facts, 9, FAINT)
    room = QRectF(0, HEAD, wide, tall - HEAD - FOOT)
    size = paper.picture.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    where = QRectF(room.center().x() - size.width() / 2, room.top(), size.width(), size.height())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(where, paper.picture)
    painter.setPen(QPen(LINE, 1.5))
    painter.drawRect(where)
    _write(painter, QRectF(0, tall - 40, wide, 40), paper.mark, 8, FAINT)


def _write(painter: QPainter, where: QRectF, words: str, points: float, tone: QColor, *, strong: bool = False) -> None:
    painter.setFont(fonts.make(points, strong=strong))
    painter.setPen(tone)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(where.width()))
    painter.drawText(where, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
