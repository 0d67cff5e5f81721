"""The list of places to confirm: whose it is, the address as it is written, and what its place is known by.

The numbers of today's stops stand beside those that are driven to today.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from fieldapp.store.laptop.premises_list import PremisesLine
from ui import theme
from ui.i18n import translate
from ui.mirror import mirrored
from ui.viewmodels.places_confirm import Key, key_of, known_words, named
from ui.widgets.row_ground import paint_row_ground
from ui.widgets.row_text import paint_row_text

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
STOP_ROLE = LINE_ROLE + 1


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: Sequence[PremisesLine] = ()
        self.today: Mapping[str, int] = {}

    def set_lines(self, lines: Sequence[PremisesLine], today: Mapping[str, int]) -> None:
        self.beginResetModel()
        self.lines, self.today = lines, today
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        stop = self.today.get(line.case_id, 0)
        if role == LINE_ROLE:
            return line
        if role == STOP_ROLE:
            return stop
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return " ".join(part for part in (stop_words(stop), named(line), line.address, known_words(line)) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{named(line)} · {line.borrower_name}\n{line.address}"
        return None


def stop_words(stop: int) -> str:
    """The number of today's stop; empty for none."""
    return translate("PlacesPage", "今日第 {number} 站").format(number=stop) if stop else ""


class PlacesList(QListView):
    """The list. Arrows choose, Return goes to the sketch.

    Signals:
        chosen: (tuple) case and premises id of the line the person chose.
        entered: Return was pressed.
    """

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, says: str) -> None:
        super().__init__()
        self.setAccessibleName(says)
        self._model = _Lines(self)
        self._telling = True
        self.setModel(self._model)
        self.setItemDelegate(_PlaceDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self._tell())

    def show_lines(self, lines: Sequence[PremisesLine], today: Mapping[str, int], chosen: Key) -> None:
        """Show these with `chosen` marked; tells nobody."""
        self._telling = False
        at = self.verticalScrollBar().value()
        self._model.set_lines(lines, today)
        self.choose(chosen)
        self.verticalScrollBar().setValue(at)
        self._telling = True

    def choose(self, key: Key) -> None:
        """Mark a line and bring it into sight; tells nobody."""
        before, self._telling = self._telling, False
        row = next((row for row, line in enumerate(self._model.lines) if key_of(line) == key), None)
        if row is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self._model.index(row))
            self.scrollTo(self._model.index(row))
        self._telling = before

    def current(self) -> PremisesLine | None:
        """The line that is marked."""
        line = self.currentIndex().data(LINE_ROLE)
        return line if isinstance(line, PremisesLine) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        line = self.current()
        if self._telling and line is not None:
            self.chosen.emit(key_of(line))


class _PlaceDelegate(QStyledItemDelegate):
    """Three lines: whose, the address, and what the place is known by."""

    TALL = 80

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, theme.scaled(self.TALL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, PremisesLine):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRect(option.rect)
        paint_row_ground(painter, option, where)
        inside = where.adjusted(theme.M, theme.XS, -theme.M, -theme.XS)
        third = inside.height() // 3
        top = QRect(inside.left(), inside.top(), inside.width(), third)
        said = stop_words(int(index.data(STOP_ROLE)))
        wide = paint_row_text(painter, top, said, "faint", "accent", right=True) + theme.XS if said else 0
        direction = option.widget.layoutDirection()
        room = top.adjusted(0, 0, -wide, 0)
        whose = paint_row_text(painter, mirrored(direction, top, room), named(line), "strong", "text")
        room.adjust(whose + theme.XS, 0, 0, 0)
        paint_row_text(painter, mirrored(direction, top, room), line.borrower_name, "muted", "text_2")
        paint_row_text(painter, top.translated(0, third), line.address, "body", "text_2")
        paint_row_text(painter, top.translated(0, 2 * third), known_words(line), "faint", "warn")
        painter.restore()
