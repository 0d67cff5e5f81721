"""Rows of a plan written one by one, for seasons and paydays: a small table, edited in place, with a key for each step.

Every row has its day; its sum may be the whole amount or the principal alone, or be left to the program, which then
asks for the same on every day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from fieldapp.domain.calendar import add_months
from fieldapp.domain.lending.loan import ExplicitRow
from fieldapp.rule_packs.plans import plan_policy
from ui import formats, theme
from ui.widgets.buttons import button
from ui.widgets.choice import Choice
from ui.widgets.date_pick import DatePick
from ui.widgets.int_edit import IntEdit
from ui.widgets.labels import label
from ui.widgets.money_edit import MoneyEdit

Index = QModelIndex | QPersistentModelIndex
SAME, AMOUNT, PRINCIPAL = "same", "amount", "principal"
SHOWN_ROWS = 8


class RowsModel(QAbstractTableModel):
    """Days and sums; the last row may leave its sum open.

    Signals:
        edited: a cell was changed by hand.
    """

    edited = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.days: list[date] = []
        self.sums: list[int | None] = []
        self.mode = SAME

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return len(self.days)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1 if self.mode == SAME else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, of_sums = index.row(), index.column() == 1
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            if not of_sums:
                return f"{row + 1}   {formats.iso_date(self.days[row])}  {formats.weekday(self.days[row])}"
            minor = self.sums[row]
            return self.tr("还清余下的") if minor is None else formats.amount(minor)
        if role == Qt.ItemDataRole.EditRole:
            return self.sums[row] if of_sums else self.days[row]
        if role == Qt.ItemDataRole.TextAlignmentRole and of_sums:
            return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        if index.column() == 0 and isinstance(value, date):
            self.days[index.row()] = value
        elif index.column() == 1 and (value is None or isinstance(value, int)):
            self.sums[index.row()] = value
        else:
            return False
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self.tr("到期日") if section == 0 else self.tr("本金") if self.mode == PRINCIPAL else self.tr("应还总额")

    def show_rows(self, days: Sequence[date], sums: Sequence[int | None], mode: str) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.days, self.sums, self.mode = list(days), list(sums), mode
        self.endResetModel()


class RowsEdit(QWidget):
    """The table with its commands.

    Signals:
        changed: something was changed by hand.
    """

    changed = Signal()

    def __init__(self, as_of: date) -> None:
        super().__init__()
        self._as_of = as_of
        self._model = RowsModel(self)
        self._model.edited.connect(self.changed)
        self.mode = Choice(
            self.tr("各期金额"),
            [(SAME, self.tr("各期相同")), (AMOUNT, self.tr("逐期写总额")), (PRINCIPAL, self.tr("逐期写本金"))],
            SAME,
        )
        self.mode.changed.connect(self._on_mode)
        self.view = _View(self._model, as_of)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addWidget(self.mode)
        column.addWidget(self.view)
        column.addLayout(self._commands())
        column.addWidget(
            label(self.tr("F2 或直接输入即可修改；最后一期的金额可以留空，由程序算出余额。"), "faint", wrap=True)
        )
        self.setFocusProxy(self.view)

    def rows(self) -> tuple[ExplicitRow, ...]:
        """The rows as they stand."""
        mode = self._model.mode
        return tuple(
            ExplicitRow(
                day,
                principal=minor if mode == PRINCIPAL else None,
                amount=minor if mode == AMOUNT else None,
            )
            for day, minor in zip(self._model.days, self._model.sums, strict=True)
        )

    def set_rows(self, rows: Sequence[ExplicitRow]) -> None:
        """Show these; tells nobody."""
        if tuple(rows) == self.rows():
            return
        mode = SAME
        if any(row.principal is not None for row in rows):
            mode = PRINCIPAL
        elif any(row.amount is not None for row in rows):
            mode = AMOUNT
        self.mode.set_value(mode)
        sums = [row.principal if mode == PRINCIPAL else row.amount for row in rows]
        self._show([row.due for row in rows], sums, mode)

    def _commands(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        more = button(self.tr("加一期"), "quiet", "plus")
        more.clicked.connect(self._add)
        less = button(self.tr("去掉所选"), "quiet", "delete")
        less.clicked.connect(self._take_away)
        self._count = IntEdit(
            self.tr("每月一期，共几期"), unit=self.tr("期"), least=1, most=plan_policy().max_instalments
        )
        self._count.setFixedWidth(theme.scaled(96))
        monthly = button(self.tr("每月一期"), "quiet", "calendar")
        monthly.clicked.connect(self._monthly)
        for part in (more, less, self._count, monthly):
            row.addWidget(part)
        row.addStretch(1)
        return row

    def _on_mode(self, mode: object) -> None:
        before = self._model
        sums = before.sums if str(mode) != SAME else [None] * len(before.days)
        self._show(before.days, sums, str(mode))
        self.changed.emit()

    def _add(self) -> None:
        days = self._model.days
        if len(days) >= plan_policy().max_instalments:
            return
        self._show(
            [*days, add_months(days[-1] if days else self._as_of, 1)], [*self._model.sums, None], self._model.mode
        )
        self.view.selectRow(len(self._model.days) - 1)
        self.changed.emit()

    def _take_away(self) -> None:
        place = self.view.currentIndex().row()
        if len(self._model.days) < 2 or place < 0:
            return
        days, sums = list(self._model.days), list(self._model.sums)
        del days[place], sums[place]
        self._show(days, sums, self._model.mode)
        self.view.selectRow(min(place, len(days) - 1))
        self.changed.emit()

    def _monthly(self) -> None:
        count = self._count.value() or len(self._model.days) or 1
        first = self._model.days[0] if self._model.days else add_months(self._as_of, 1)
        sums = [*self._model.sums[:count], *[None] * (count - len(self._model.sums))]
        self._show([add_months(first, number) for number in range(count)], sums, self._model.mode)
        self.changed.emit()

    def _show(self, days: Sequence[date], sums: Sequence[int | None], mode: str) -> None:
        self._model.show_rows(days, sums, mode)
        self.view.fit()


class _View(QTableView):
    ROW = 32

    def __init__(self, model: RowsModel, as_of: date) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Delegate(self, as_of))
        self.setAccessibleName(self.tr("约定的各期"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(self.ROW))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.fit()

    def fit(self) -> None:
        """As tall as its rows, up to so many; then it scrolls."""
        count = min(max(self.model().rowCount(), 1), SHOWN_ROWS)
        tall = self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + count * tall + 4)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(360), self.height())


class _Delegate(QStyledItemDelegate):
    def __init__(self, parent: QObject, as_of: date) -> None:
        super().__init__(parent)
        self._as_of = as_of

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        name = self.tr("第 {number} 期").format(number=index.row() + 1)
        made: QWidget = DatePick(name, least=self._as_of) if index.column() == 0 else MoneyEdit(name)
        made.setParent(parent)
        made.setMinimumWidth(0)
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, DatePick | MoneyEdit):
            editor.set_value(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        assert isinstance(model, RowsModel)
        if not isinstance(editor, DatePick | MoneyEdit):
            return
        if editor.value() is not None or (isinstance(editor, MoneyEdit) and not editor.text().strip()):
            model.setData(index, editor.value())
