"""The list on paper: a plain table on A4, page by page, each with the mark of who took it out lying under the words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPdfWriter

from fieldapp.services.export_list import Table
from ui import fonts
from ui.collector.landscape_page import landscape_page
from ui.tokens import PRINT

DOTS = 144
"""Dots per inch of the page's own coordinates."""
ROW, HEAD = 34, 40
INK, FAINT, LINE, MARK = (QColor(one) for one in PRINT)
WIDEST = 420


def write_paper(path: Path, table: Table) -> None:
    """Write the table as a PDF beside `path` first, so that a cancelled one leaves nothing.

    Raises:
        KnownError: `list.not_written`.
    """
    with landscape_page(path, table.mark, DOTS) as (writer, painter):
        _Pages(writer, painter, table).write()


class _Pages:
    def __init__(self, writer: QPdfWriter, painter: QPainter, table: Table) -> None:
        self._writer, self._painter, self._table = writer, painter, table
        self._wide, self._tall = float(writer.width()), float(writer.height())
        self._number = 0
        self._top = 0.0

    def write(self) -> None:
        """All pages; how wide the columns are follows from the first rows."""
        first: list[Sequence[str]] = []
        rest = iter(self._table.rows)
        for row in rest:
            first.append(row)
            if len(first) == 60:
                break
        widths = self._widths(first)
        self._begin(widths)
        for rows in (first, rest):
            for row in rows:
                if self._top + ROW > self._tall - HEAD:
                    self._writer.newPage()
                    self._begin(widths)
                self._row(row, widths, strong=False)

    def _widths(self, rows: Sequence[Sequence[str]]) -> list[float]:
        self._painter.setFont(_font(9))
        metrics = self._painter.fontMetrics()
        wanted = [
            min(max(metrics.horizontalAdvance(str(row[n])) for row in (self._table.titles, *rows)) + 20, WIDEST)
            for n in range(len(self._table.titles))
        ]
        share = self._wide / sum(wanted)
        return [width * share for width in wanted]

    def _begin(self, widths: list[float]) -> None:
        self._number += 1
        painter = self._painter
        self._mark()
        painter.setFont(_font(8))
        painter.setPen(FAINT)
        foot = QRectF(0, self._tall - HEAD / 2, self._wide, HEAD / 2)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._table.mark)
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, str(self._number))
        self._top = 0.0
        self._row(self._table.titles, widths, strong=True)

    def _mark(self) -> None:
        """The mark across the page, again and again, so that no part of it can be copied without."""
        painter = self._painter
        painter.save()
        painter.setFont(_font(15))
        painter.setPen(MARK)
        painter.translate(self._wide / 2, self._tall / 2)
        painter.rotate(-24)
        step = painter.fontMetrics().horizontalAdvance(self._table.mark) + 120
        for line in range(-6, 7):
            for turn in range(-3, 4):
                painter.drawText(round(turn * step + (line % 2) * step / 2), line * 150, self._table.mark)
        painter.restore()

    def _row(self, row: Sequence[str], widths: list[float], *, strong: bool) -> None:
        painter, left = self._painter, 0.0
        painter.setFont(_font(9, strong=strong))
        for number, (text, width) in enumerate(zip(row, widths, strict=True)):
            side = Qt.AlignmentFlag.AlignRight if number in self._table.figures else Qt.AlignmentFlag.AlignLeft
            where = QRectF(left + 6, self._top, width - 12, ROW)
            painter.setPen(INK)
            shown = painter.fontMetrics().elidedText(str(text), Qt.TextElideMode.ElideRight, round(where.width()))
            painter.drawText(where, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
            left += width
        painter.setPen(LINE)
        painter.drawLine(0, round(self._top + ROW), round(self._wide), round(self._top + ROW))
        self._top += ROW


def _font(points: float, *, strong: bool = False) -> QFont:
    return fonts.make(points, strong=strong)
