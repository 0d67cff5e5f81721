"""A short table of figures inside a page: every row on screen, columns of equal digits, a sum at its foot.

For lists of any length there is `paged_table`; this one is for a schedule or an allocation, read as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui import theme
from ui.theme import Tone

ROW = 30
PAD = 12
"""Room in px at both sides of a cell; the same that the style sheet gives the heads."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its title, and whether it holds figures (right-aligned) or words."""

    title: str
    figures: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it reads; `tone` of all its cells, `strong` for a sum."""

    cells: tuple[str, ...]
    tone: Tone = "text"
    strong: bool = False


class FigureTable(QTableView):
    """The table; arrows move within it, so that a screen reader can go through it cell by cell."""

    def __init__(self, says: str, heads: Sequence[Head], rows: Sequence[Row]) -> None:
        super().__init__()
        self.setAccessibleName(says)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(ROW))
        self.setModel(_Figures(heads, rows, self))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(40)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(_Cell(self))
        self._widths = _widths(heads, rows)

    def sizeHint(self) -> QSize:
        rows = self.model().rowCount(QModelIndex())
        tall = self.horizontalHeader().sizeHint().height() + rows * theme.scaled(ROW) + 14
        return QSize(sum(self._widths), tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is left over is shared by all columns, so that the figures fill the page evenly."""
        super().resizeEvent(event)
        more = max(self.viewport().width() - sum(self._widths), 0) // len(self._widths)
        for number, wide in enumerate(self._widths):
            self.setColumnWidth(number, wide + more)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())


def _widths(heads: Sequence[Head], rows: Sequence[Row]) -> list[int]:
    """What each column needs for its longest text."""
    plain, strong = QFontMetrics(theme.font()), QFontMetrics(theme.font("strong"))
    wide = [plain.horizontalAdvance(head.title) for head in heads]
    for row in rows:
        metrics = strong if row.strong else plain
        wide = [max(most, metrics.horizontalAdvance(cell)) for most, cell in zip(wide, row.cells, strict=True)]
    return [one + 2 * PAD + 2 for one in wide]


class _Cell(QStyledItemDelegate):
    """Paints a cell with the padding of its head, so that both stand on one edge."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state: QStyle.StateFlag = option.state
        where = QRect(option.rect)
        painter.save()
        if state & QStyle.StateFlag.State_Selected and option.widget.hasFocus():
            painter.fillRect(where, theme.colour("accent_weak"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(where.bottomLeft(), where.bottomRight())
        painter.setFont(index.data(Qt.ItemDataRole.FontRole))
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole))
        side = int(index.data(Qt.ItemDataRole.TextAlignmentRole))
        painter.drawText(where.adjusted(PAD, 0, -PAD, 0), side, str(index.data()))
        painter.restore()


class _Figures(QAbstractTableModel):
    def __init__(self, heads: Sequence[Head], rows: Sequence[Row], parent: QObject) -> None:
        super().__init__(parent)
        self._heads, self._rows = list(heads), list(rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour(row.tone)
        if role == Qt.ItemDataRole.FontRole:
            return theme.font("strong" if row.strong else "body")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._heads[index.column()].title} {row.cells[index.column()]}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section].title
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> int:
        side = Qt.AlignmentFlag.AlignRight if self._heads[column].figures else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)
