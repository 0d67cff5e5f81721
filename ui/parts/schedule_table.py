"""A plan's schedule, row by row, adding up at its foot; a row that asks for more than the borrower can pay says so.

The table shows every row at its full height, so that the page scrolls and no table within it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
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

from fieldapp.domain.plans.bundle import BundleRow
from fieldapp.domain.plans.plan import PlanRow
from ui import formats, theme
from ui.i18n import translate
from ui.theme import Tone
from ui.tokens import Role

Index = QModelIndex | QPersistentModelIndex
Row = PlanRow | BundleRow
TONE_ROLE, STRONG_ROLE = (int(Qt.ItemDataRole.UserRole) + number for number in range(2))
ARREARS, BALANCE, OVER = 4, 6, 7
"""Numbers of the columns that may be left out; the last says by how much a row is above what can be paid."""


@dataclass(frozen=True, slots=True)
class _Cell:
    words: str
    tone: Tone = "text"
    strong: bool = False


class ScheduleModel(QAbstractTableModel):
    """Rows of a plan and their sums as the last one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: list[list[_Cell]] = []

    def show_rows(self, rows: Sequence[Row], capacity: int | None) -> None:
        """Show these rows; `capacity` is what can be paid a month, minor units, if it is known."""
        self.beginResetModel()
        self._lines = [_line(row, capacity) for row in rows]
        if rows:
            self._lines.append(_sums(rows))
        self.endResetModel()

    def column_texts(self, column: int) -> list[str]:
        """What stands in a column."""
        return [line[column].words for line in self._lines]

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return len(self._lines)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return OVER + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self._lines[index.row()][index.column()]
        answers: dict[int, object] = {
            int(Qt.ItemDataRole.DisplayRole): cell.words,
            TONE_ROLE: cell.tone,
            STRONG_ROLE: cell.strong,
        }
        return answers.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _heads()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeading if section in {1, OVER} else Qt.AlignmentFlag.AlignTrailing
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class ScheduleTable(QTableView):
    """The table. It can be walked with the arrow keys; selection means nothing."""

    ROW = 32

    def __init__(self) -> None:
        super().__init__()
        self._model = ScheduleModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(translate("ScheduleTable", "还款明细"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(self.ROW))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_rows(self, rows: Sequence[Row], capacity: int | None = None) -> None:
        """Show a plan's rows; none at all shows nothing."""
        self._model.show_rows(rows, capacity)
        self.setColumnHidden(OVER, capacity is None or all(row.total <= capacity for row in rows))
        self.setColumnHidden(ARREARS, all(row.arrears == 0 for row in rows))
        self._fit()

    def texts(self) -> list[list[str]]:
        """What stands in the table, row by row, the sums last."""
        count = self._model.columnCount()
        rows = range(self._model.rowCount())
        return [[str(self._model.index(row, column).data()) for column in range(count)] for row in rows]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        rows = self._model.rowCount() * self.verticalHeader().defaultSectionSize()
        return QSize(640, self.horizontalHeader().sizeHint().height() + rows + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def _fit(self) -> None:
        """Give every column what its figures need and its share of the rest; the balances go first where room ends."""
        needed = [self._needed(column) for column in range(OVER + 1)]
        shown = [column for column in range(OVER + 1) if column == BALANCE or not self.isColumnHidden(column)]
        room = self.viewport().width()
        crowded = sum(needed[column] for column in shown) > room
        self.setColumnHidden(BALANCE, crowded)
        if crowded:
            shown.remove(BALANCE)
        sums = [column for column in shown if column > 1]
        spare = max(room - sum(needed[column] for column in shown), 0) // max(len(sums), 1)
        for column in shown:
            self.setColumnWidth(column, needed[column] + (spare if column in sums else 0))
        bar = self.horizontalScrollBar().sizeHint().height() if sum(needed[c] for c in shown) > room else 0
        self.setFixedHeight(self.sizeHint().height() + bar)

    def _needed(self, column: int) -> int:
        """The width of the widest text of a column, its head included: figures have equal digits, so that the text
        with most characters is the widest, and only its width is asked for. The sums are stronger than the rest."""
        plain, strong = QFontMetrics(theme.font("faint")), QFontMetrics(theme.font("strong"))
        widest = max(self._model.column_texts(column), key=len, default="")
        return max(strong.horizontalAdvance(widest), plain.horizontalAdvance(_heads()[column])) + 2 * theme.S


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        where, strong = option.rect, bool(index.data(STRONG_ROLE))
        state: QStyle.StateFlag = option.state
        tone: Tone = index.data(TONE_ROLE)
        if strong:
            painter.fillRect(where, theme.colour("sunken"))
        elif state & QStyle.StateFlag.State_Selected and option.widget.hasFocus():
            painter.fillRect(where, theme.colour("accent_weak"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(where.bottomLeft(), where.bottomRight())
        role: Role = "strong" if strong else "body"
        painter.setFont(theme.font(role))
        painter.setPen(theme.colour(tone))
        side = Qt.AlignmentFlag.AlignLeading if index.column() in {1, OVER} else Qt.AlignmentFlag.AlignTrailing
        inside = where.adjusted(theme.S, 0, -theme.S, -1)
        at = QStyle.visualAlignment(option.direction, side | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(inside, int(at), str(index.data()))
        painter.restore()


def _heads() -> list[str]:
    return [
        translate("ScheduleTable", "期次"), translate("ScheduleTable", "到期日"), translate("ScheduleTable", "本金"),
        translate("ScheduleTable", "利息"), translate("ScheduleTable", "往期欠息费"),
        translate("ScheduleTable", "当期应还"), translate("ScheduleTable", "剩余本金"),
        translate("ScheduleTable", "超出可还能力"),
    ]  # fmt: skip


def _line(row: Row, capacity: int | None) -> list[_Cell]:
    over = row.total - capacity if capacity is not None and row.total > capacity else 0
    return [
        _Cell(str(row.number), "text_2"),
        _Cell(formats.iso_date(row.due), "text_2"),
        _Cell(formats.amount(row.principal)),
        _Cell(formats.amount(row.interest)),
        _Cell(formats.amount(row.arrears)),
        _Cell(formats.amount(row.total), "warn" if over else "text"),
        _Cell(formats.amount(row.balance), "text_2"),
        _Cell(f"▲ {formats.amount(over)}" if over else "", "warn"),
    ]


def _sums(rows: Sequence[Row]) -> list[_Cell]:
    sums = [sum(getattr(row, name) for row in rows) for name in ("principal", "interest", "arrears", "total")]
    cells = [translate("ScheduleTable", "合计"), "", *(formats.amount(minor) for minor in sums), "", ""]
    return [_Cell(words, strong=True) for words in cells]
