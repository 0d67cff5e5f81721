"""The list beside the map: the same cases, to be read, found by keyboard, and chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from fieldapp.store.laptop.case_list import CaseLine
from ui import formats, icons, theme, words
from ui.i18n import translate
from ui.mirror import mirrored
from ui.viewmodels.map_cases import bucket_of, row_of
from ui.widgets.chips import bucket_words, chip_colours, chip_size, paint_chip
from ui.widgets.row_ground import paint_row_ground
from ui.widgets.row_text import paint_row_text

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole)


class CaseModel(QAbstractListModel):
    """All cases found, in memory: the map needs every one of them anyway."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: Sequence[CaseLine] = ()

    def set_lines(self, lines: Sequence[CaseLine]) -> None:
        """Show these."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return spoken(line)
        return None


class MapList(QListView):
    """The list. Arrows choose, Return opens.

    Signals:
        chosen: (str) the case the person chose, with mouse or keys.
        opened: (str) the case to open: a double click, or Return.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, says: str) -> None:
        super().__init__()
        self.setAccessibleName(says)
        self._cases = CaseModel(self)
        self._telling = True
        self.setModel(self._cases)
        self.setItemDelegate(_CaseDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _index: self._open())
        self.selectionModel().currentChanged.connect(lambda _now, _before: self._tell())

    def show_lines(self, lines: Sequence[CaseLine], chosen: str) -> None:
        """Show these, with `chosen` marked if it is among them; the place in the list stays. Tells nobody."""
        self._telling = False
        at = self.verticalScrollBar().value()
        before = self._cases.lines
        same = len(lines) == len(before) and all(
            one.case_id == other.case_id for one, other in zip(lines, before, strict=True)
        )
        self._cases.set_lines(lines)
        self.choose(chosen, bring=not same)
        if same:
            self.verticalScrollBar().setValue(at)
        self._telling = True

    def choose(self, case_id: str, *, bring: bool = True) -> None:
        """Mark a case, and scroll to it if `bring`; tells nobody."""
        before, self._telling = self._telling, False
        row = row_of(self._cases.lines, case_id)
        if row is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self._cases.index(row))
            if bring:
                self.scrollTo(self._cases.index(row))
        self._telling = before

    def current(self) -> str:
        """The case that is marked; empty if none."""
        line = self.currentIndex().data(LINE_ROLE)
        return line.case_id if isinstance(line, CaseLine) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The marked case stays in sight when the card below it takes room."""
        marked = self.visualRect(self.currentIndex())
        was_seen = marked.isValid() and 0 <= marked.top() < event.oldSize().height()
        super().resizeEvent(event)
        if was_seen:
            self.scrollTo(self.currentIndex())

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def _tell(self) -> None:
        if self._telling and self.current():
            self.chosen.emit(self.current())

    def _open(self) -> None:
        if self.current():
            self.opened.emit(self.current())


def spoken(line: CaseLine) -> str:
    """A line as one sentence, for a screen reader."""
    said = [line.borrower_name, line.premises_name, bucket_words(bucket_of(line), line.days_past_due)]
    return " ".join([*said, formats.money(line.owed), why(line), "" if line.lon_e6 is not None else no_place()]).strip()


def why(line: CaseLine) -> str:
    """The heaviest reason as a sentence; the address where there is none."""
    return words.reason(*line.reasons[0]) if line.reasons else line.address


def no_place() -> str:
    """What is said of a case that is not on the map."""
    return translate("MapList", "没有位置")


class _CaseDelegate(QStyledItemDelegate):
    """Two lines: who and how late, then why and how much."""

    TALL = 58

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, theme.scaled(self.TALL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, CaseLine):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRect(option.rect)
        paint_row_ground(painter, option, where)
        inside = where.adjusted(theme.M, theme.XS, -theme.M, -theme.XS)
        half = inside.height() // 2
        self._who(painter, inside.adjusted(0, 0, 0, -half), line)
        self._what(painter, inside.adjusted(0, half, 0, 0), line)
        painter.restore()

    def _who(self, painter: QPainter, where: QRect, line: CaseLine) -> None:
        direction = painter.layoutDirection()
        said = bucket_words(bucket_of(line), line.days_past_due)
        size = chip_size(said)
        wide, tall = int(size.width()), int(size.height())
        box = QRect(where.right() - wide, where.center().y() - tall // 2, wide, tall)
        box = mirrored(direction, where, box)
        paint_chip(painter, QRectF(box), said, *chip_colours("text_2", bucket_of(line)), dot=True)
        room = where.adjusted(0, 0, -wide - theme.XS, 0)
        if line.lon_e6 is None:
            sign = QRect(room.left(), room.center().y() - 8, 16, 16)
            icons.draw(painter, "place_unsure", mirrored(direction, where, sign), "text_3")
            room.adjust(20, 0, 0, 0)
        name = paint_row_text(painter, mirrored(direction, where, room), line.borrower_name, "strong", "text")
        room.adjust(name + theme.XS, 0, 0, 0)
        paint_row_text(painter, mirrored(direction, where, room), line.premises_name, "muted", "text_2")

    def _what(self, painter: QPainter, where: QRect, line: CaseLine) -> None:
        owed = formats.amount(line.owed)
        painter.setFont(theme.font("body"))
        wide = painter.fontMetrics().horizontalAdvance(owed)
        painter.setPen(theme.colour("text"))
        painter.drawText(where, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), owed)
        said = why(line) if line.lon_e6 is not None else f"{no_place()} · {line.address}"
        room = where.adjusted(0, 0, -wide - theme.S, 0)
        paint_row_text(painter, mirrored(painter.layoutDirection(), where, room), said, "faint", "text_3")
