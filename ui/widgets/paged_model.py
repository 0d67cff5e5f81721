"""A table of any length that keeps a few pages: SQL filters, sorts and counts, and never on the GUI thread.

A row not there yet is a placeholder; asking for it makes its page be fetched. Answers to an older question are
dropped, and of the pages a fast scroll flies over only the last are fetched.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from fieldapp.errors import KnownError
from ui.tasks import Task, Tasks
from ui.theme import Bucket, Tone

R = TypeVar("R")
T = TypeVar("T")
PAGE = 40
"""Rows read at a time: what a large screen shows, so that the first answer brings nothing nobody sees yet."""
KEEP = 30
"""Pages of `PAGE` rows kept at a time."""
WANTED = 3
"""Pages that can be on screen at once and are worth fetching; what a fast scroll passed before them is not."""
Index = QModelIndex | QPersistentModelIndex
Kind = Literal["text", "money", "bucket", "lines"]

_FIRST = int(Qt.ItemDataRole.UserRole)
LOADING_ROLE, BUCKET_ROLE, SECOND_ROLE, TONE_ROLE, KIND_ROLE = range(_FIRST, _FIRST + 5)


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: its title, how a row reads in it, and what it may be sorted by.

    `key` names it for whoever keeps which columns are shown. `width` in px, 0 shares what is left. `sort` is the word
    the screen's query knows; empty: not sortable. `bucket` colours a "bucket" column's chip; `second` is the lower,
    fainter line of a "lines" column.
    """

    title: str
    text: Callable[[R], str]
    width: int = 0
    kind: Kind = "text"
    sort: str = ""
    bucket: Callable[[R], Bucket] | None = None
    second: Callable[[R], str] | None = None
    tone: Callable[[R], Tone] | None = None
    key: str = ""


@dataclass(frozen=True)
class Source(Generic[R]):
    """A question to the store: how many rows, and the rows from `offset` on. Both are called off the GUI thread.

    `stop` is called on the GUI thread when the question has been replaced by another and nobody waits for its answers;
    it may make `count` and `fetch` end early, with whatever error. `keys` are the keys of rows from `offset` on, where
    more rows can be chosen than were ever on screen.
    """

    count: Callable[[], int]
    fetch: Callable[[int, int], Sequence[R]]
    stop: Callable[[], object] | None = None
    keys: Callable[[int, int], Sequence[object]] | None = None


class PagedModel(QAbstractTableModel, Generic[R]):
    """The model. `load` asks a new question, `refresh` the same one again, without losing the place.

    Signals:
        loaded: (int) the count, after every load or refresh.
        failed: (KnownError) a question could not be answered.
    """

    loaded = Signal(int)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._columns = tasks, list(columns)
        self._source: Source[R] | None = None
        self._question = 0
        self._count = 0
        self._pages: OrderedDict[int, Sequence[R]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asked: set[int] = set()
        self._under_way: set[Task] = set()
        self._sorted: tuple[str, bool] = ("", False)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)

    def columns(self) -> list[Column[R]]:
        """The columns in order."""
        return list(self._columns)

    def row(self, number: int) -> R | None:
        """A row, or None while it is not there yet."""
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        return rows[place] if rows is not None and place < len(rows) else None

    def find(self, key: Callable[[R], object], wanted: object) -> int | None:
        """The number of the row with this key among those that are there."""
        for page, rows in self._pages.items():
            for place, row in enumerate(rows):
                if key(row) == wanted:
                    return page * PAGE + place
        return None

    def numbers_of(self, key: Callable[[R], object], wanted: Container[object]) -> list[int]:
        """The numbers of the rows with these keys among those that are there."""
        pages = self._pages.items()
        return [n * PAGE + place for n, rows in pages for place, row in enumerate(rows) if key(row) in wanted]

    def source(self) -> Source[R] | None:
        """The question that is answered now."""
        return self._source

    def load(self, source: Source[R]) -> None:
        """Ask a new question; the rows of the old one stay until it is answered."""
        before, self._source = self._source, source
        for task in self._under_way:
            task.cancel()
        self._under_way.clear()
        if before is not None and before.stop is not None:
            before.stop()
        self._put_question(0, keep_place=False)

    def refresh(self, around: int = 0) -> None:
        """Ask the same question again, the page of row `around` first."""
        if self._source is not None:
            self._put_question(around // PAGE, keep_place=True)

    def set_sorted(self, by: str, descending: bool) -> None:
        """Show in the head which column the source is sorted by."""
        if self._sorted == (by, descending):
            return
        self._sorted = (by, descending)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(len(self._columns) - 1, 0))

    def _put_question(self, page: int, *, keep_place: bool) -> None:
        source = self._source
        assert source is not None
        self._question += 1
        question = self._question

        def ask() -> tuple[int, Sequence[R]]:
            return source.count(), source.fetch(page * PAGE, PAGE)

        def answer(found: tuple[int, Sequence[R]]) -> None:
            if question == self._question:
                self._take(found[0], page, found[1], keep_place=keep_place)

        self._read(ask, answer, question)

    def _take(self, count: int, page: int, rows: Sequence[R], *, keep_place: bool) -> None:
        if not keep_place:
            self.beginResetModel()
        elif count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
        before, self._count = self._count, count
        self._pages.clear()
        self._pages[page] = rows
        self._wanted.clear()
        self._asked.clear()
        if not keep_place:
            self.endResetModel()
        elif count > before:
            self.endInsertRows()
        elif count < before:
            self.endRemoveRows()
        self._say_changed(0, count - 1)
        self.loaded.emit(count)

    def _fail(self, question: int) -> Callable[[KnownError], None]:
        def fail(error: KnownError) -> None:
            if question == self._question:  # its page stays asked for: trying again is the person's choice
                self.failed.emit(error)

        return fail

    def _want(self, page: int) -> None:
        if page in self._asked:
            return
        self._wanted[page] = None
        self._wanted.move_to_end(page)
        while len(self._wanted) > WANTED:
            self._wanted.popitem(last=False)
        if not self._soon.isActive():
            self._soon.start()

    def _ask(self) -> None:
        while self._wanted:
            page, _ = self._wanted.popitem()
            self._asked.add(page)
            self._fetch(page)

    def _fetch(self, page: int) -> None:
        source, question = self._source, self._question
        assert source is not None

        def answer(rows: Sequence[R]) -> None:
            if question == self._question:
                self._asked.discard(page)
                self._pages[page] = rows
                while len(self._pages) > KEEP:
                    self._pages.popitem(last=False)
                self._say_changed(page * PAGE, min((page + 1) * PAGE, self._count) - 1)

        fetch = source.fetch
        self._read(lambda: fetch(page * PAGE, PAGE), answer, question)

    def _read(self, work: Callable[[], T], answer: Callable[[T], object], question: int) -> None:
        self._under_way = {task for task in self._under_way if not task.over}
        self._under_way.add(self._tasks.read(work, done=answer, failed=self._fail(question), owner=self))

    def _say_changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == KIND_ROLE:
            return column.kind
        page = index.row() // PAGE
        if page in self._pages:
            self._pages.move_to_end(page)
        else:
            self._want(page)
        row = self.row(index.row())
        if row is None:
            return True if role == LOADING_ROLE else None
        return _cell(column, row, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            by, descending = self._sorted
            arrow = (" ↓" if descending else " ↑") if by and by == column.sort else ""
            return column.title + arrow
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.kind == "money" else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.title
        return None


def _cell(column: Column[R], row: R, role: int) -> Any:
    if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
        return column.text(row)
    if role == Qt.ItemDataRole.AccessibleTextRole:
        second = column.second(row) if column.second else ""
        return f"{column.title} {column.text(row)} {second}".strip()
    if role == BUCKET_ROLE and column.bucket is not None:
        return column.bucket(row)
    if role == SECOND_ROLE and column.second is not None:
        return column.second(row)
    if role == TONE_ROLE and column.tone is not None:
        return column.tone(row)
    return None
