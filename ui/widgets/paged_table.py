"""The ledger-like table of a list screen: any number of rows, never a frozen window, worked by keyboard or finger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from fieldapp.errors import KnownError
from ui import theme
from ui.tasks import Tasks
from ui.widgets.cells import CellDelegate, row_height
from ui.widgets.paged_model import Column, PagedModel, Source
from ui.widgets.states import Banner, EmptyState
from ui.widgets.table_choice import RowChoice
from ui.widgets.table_columns import ColumnLayout

SHIFT = Qt.KeyboardModifier.ShiftModifier
R = TypeVar("R")


class PagedTable(QWidget, Generic[R]):
    """Shows what a `Source` answers.

    Keyboard: arrows, Home, End and Page move; Return opens; Space is the quick look; the menu key (or Shift+F10) shows
    what can be done with the row, and sorts as a press on the head does. Sorting is a wish: the screen answers with
    `load` of another source. Where several rows can be chosen, Shift and Ctrl do it as everywhere, Ctrl+A chooses all
    rows and Escape none but the current one.

    Signals:
        opened: (row) Return or a double click.
        looked: (row) Space.
        selected: (row or None) the current row is another, or not there yet.
        sort_wanted: (str, bool) column word and whether descending.
        counted: (int) how many rows there are, after every load or refresh.
        chosen: (int) how many rows are chosen now; only where several can be.
    """

    opened = Signal(object)
    looked = Signal(object)
    selected = Signal(object)
    sort_wanted = Signal(str, bool)
    counted = Signal(int)
    chosen = Signal(int)

    def __init__(
        self,
        says: str,
        tasks: Tasks,
        columns: Sequence[Column[R]],
        *,
        key: Callable[[R], object],
        empty: EmptyState,
        several: bool = False,
    ) -> None:
        """`says` names the table; `key` tells rows apart over a refresh; `empty` is shown when there are none.

        `several`: more than one row can be chosen.
        """
        super().__init__()
        self._key, self._empty, self._tasks = key, empty, tasks
        self.fill_menu: Callable[[QMenu], object] | None = None
        """Puts what can be done with the chosen rows into the menu, above the orders."""
        self._sorted: tuple[str, bool] = ("", False)
        self._kept: object = None
        self.model: PagedModel[R] = PagedModel(tasks, columns, self)
        self.view = _View(self)
        self.view.setAccessibleName(says)
        self._banner = Banner("", "warn", action=self.tr("重试"))
        self._banner.hide()
        self._banner.acted.connect(self.refresh)
        self._stack = QStackedLayout()
        self._lay_out()
        self._set_up_view()
        self.layout_ = ColumnLayout(self.view, columns)
        self.choice = RowChoice(self.view, self.model, key, self._fetch_keys) if several else None
        if self.choice is not None:
            self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
            self.choice.changed.connect(self.chosen)
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self._on_failed)

    def load(self, source: Source[R], *, sorted_by: str = "", descending: bool = False) -> None:
        """Show the answer to a new question, from its first row."""
        self._kept = None
        self._sorted = (sorted_by, descending)
        self.model.set_sorted(sorted_by, descending)
        self.model.load(source)

    def refresh(self) -> None:
        """Ask the same question again; place and current row stay."""
        row = self.current()
        self._kept = None if row is None else self._key(row)
        self.model.refresh(max(self.view.rowAt(0), 0))

    def current(self) -> R | None:
        """The current row, if any and if it is there."""
        index = self.view.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def select(self, wanted: object) -> bool:
        """Make the row with this key the current one, if it is among those that are there."""
        number = self.model.find(self._key, wanted)
        if number is not None:
            several = self.choice is not None and self.choice.count() > 1
            if several:  # the current row moves, what is chosen stays
                flags = QItemSelectionModel.SelectionFlag.NoUpdate
                self.view.selectionModel().setCurrentIndex(self.model.index(number, 0), flags)
            else:
                self.view.selectRow(number)
        return number is not None

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addWidget(self._banner)
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)

    def _set_up_view(self) -> None:
        view, head = self.view, self.view.horizontalHeader()
        view.setModel(self.model)
        view.setItemDelegate(CellDelegate(view))
        # of its own: to highlight a column, a head asks every row whether it is chosen, which for all rows is seconds
        head.setSelectionModel(QItemSelectionModel(self.model, head))
        two_lines = any(column.kind == "lines" for column in self.model.columns())
        view.verticalHeader().setDefaultSectionSize(row_height(two_lines=two_lines))
        head.sectionClicked.connect(self._sort)
        view.customContextMenuRequested.connect(self._menu)
        view.doubleClicked.connect(lambda _index: self._say(self.opened))
        view.selectionModel().currentRowChanged.connect(lambda _now, _before: self.selected.emit(self.current()))

    def _say(self, signal: object) -> None:
        row = self.current()
        if row is not None:
            signal.emit(row)  # type: ignore[attr-defined]  # a bound signal

    def _sort(self, number: int) -> None:
        by = self.model.columns()[number].sort
        if by:
            descending = not self._sorted[1] if self._sorted[0] == by else False
            self.sort_wanted.emit(by, descending)

    def _menu(self, at: QPoint) -> None:
        """The menu, at the pointer or, by keyboard, at the current row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        orders = menu
        if self.fill_menu is not None:
            self.fill_menu(menu)
            menu.addSeparator()
            orders = menu.addMenu(self.tr("排序"))
        for number, column in enumerate(self.model.columns()):
            if column.sort:
                action = orders.addAction(self.tr("按“{column}”排序").format(column=column.title))
                action.triggered.connect(lambda _checked=False, number=number: self._sort(number))
        menu.popup(self.view.viewport().mapToGlobal(at))

    def menu_place(self) -> QPoint:
        """Where the menu comes up when it is asked for by keyboard: below the current row's beginning."""
        where = self.view.visualRect(self.view.currentIndex())
        return where.bottomLeft() + QPoint(theme.L, 0) if where.isValid() else QPoint(theme.L, theme.L)

    def _fetch_keys(self, first: int, count: int, then: Callable[[Sequence[object]], object]) -> None:
        source = self.model.source()
        if source is not None and source.keys is not None:
            keys = source.keys
            self._tasks.read(lambda: keys(first, count), done=then, owner=self)

    def _on_loaded(self, count: int) -> None:
        self._banner.hide()
        self._stack.setCurrentWidget(self.view if count else self._empty)
        if self._kept is not None:
            self.select(self._kept)
        if self.choice is not None:
            self.choice.show_again()
        self.counted.emit(count)

    def _on_failed(self, error: KnownError) -> None:
        self._banner.say_error(error, action=self.tr("重试"))


class _View(QTableView):
    """The view, with our keys."""

    def __init__(self, table: PagedTable[R]) -> None:
        super().__init__()
        self._table = table
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumHeight(36)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and not self.currentIndex().isValid():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._table._say(self._table.opened)
        elif event.key() == Qt.Key.Key_Space:
            self._table._say(self._table.looked)
        elif event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and event.modifiers() == SHIFT):
            self._table._menu(self._table.menu_place())
        elif self._table.choice is not None and event == QKeySequence.StandardKey.SelectAll:
            self._table.choice.choose_everything()
        elif self._table.choice is not None and event.key() == Qt.Key.Key_Escape and self._table.choice.count() > 1:
            self._table.choice.forget()
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and event.modifiers() & SHIFT and self._table.choice:
            self._sweep(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount(QModelIndex()) - 1)
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            # Qt would go to the first or last column, which has no meaning where rows are chosen whole
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount(QModelIndex()) - 1)
        else:
            super().keyPressEvent(event)

    def _sweep(self, to: int) -> None:
        """Choose everything from the current row to this one, too."""
        here, there = self.currentIndex(), self.model().index(to, 0)
        if here.isValid() and there.isValid():
            first, last = sorted((here, there), key=lambda index: index.row())
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(QItemSelection(first, last), flags.Select | flags.Rows)
            self.selectionModel().setCurrentIndex(there, flags.NoUpdate)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        if not self.currentIndex().isValid() and self.model().rowCount(QModelIndex()):
            self.selectRow(0)
        self.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.viewport().update()
