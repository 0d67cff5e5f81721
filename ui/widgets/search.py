"""The search field of the top bar and the list it opens: every case and every command, found from the keyboard.

The field asks a `Provider` off the GUI thread a moment after the last key; answers to an older text are dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme, tokens
from ui.tasks import Tasks
from ui.widgets.labels import label

PAUSE_MS = 120
WIDTH = 420
MOST_SHOWN = 8
_HIT = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its kind in a word ("案件", "命令"), title, subtitle, and the key the program knows it by."""

    kind: str
    title: str
    subtitle: str
    key: str


Provider = Callable[[str], Sequence[Hit]]


class SearchField(QLineEdit):
    """The field. Down and Up move in the list, Return chooses, Escape closes the list, then empties the field.

    Signals:
        searched: (str) the text, a moment after the last key; also when it was emptied.
        chosen: (Hit) one of those found.
    """

    searched = Signal(str)
    chosen = Signal(object)

    def __init__(self, tasks: Tasks, hint: str, *, pause_ms: int = PAUSE_MS) -> None:
        """`pause_ms` after the last key is when to search: 0 where answers come at once and old ones are given up."""
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setMinimumWidth(WIDTH // 2)
        self.setMaximumWidth(round(WIDTH * theme.current().text_scale))
        self.setTextMargins(22, 0, 0, 0)
        self._tasks = tasks
        self._provider: Provider | None = None
        self._popup: _Popup | None = None
        self._asked = ""
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(lambda _text: self._pause.start())

    def set_provider(self, provider: Provider | None) -> None:
        """Who finds things; called on a reader thread with the text."""
        self._provider = provider

    def popup(self) -> QListWidget | None:
        """The list, if it has been opened yet."""
        return self._popup.list if self._popup is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        popup = self._popup if self._popup is not None and self._popup.isVisible() else None
        if step and popup is not None:
            popup.move_by(step)
            self._read_out(popup.current())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and popup is not None:
            self._choose(popup.current())
        elif event.key() == Qt.Key.Key_Escape and popup is not None:
            popup.hide()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._ask()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._popup is not None:
            self._popup.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        icons.draw(QPainter(self), "search", QRect(theme.S, (self.height() - 16) // 2, 16, 16), "text_3")

    def _ask(self) -> None:
        text = self._asked = self.text().strip()
        self.searched.emit(text)
        provider = self._provider
        if provider is None:
            return
        if not text:
            self._show(text, [])
            return
        self._tasks.read(lambda: provider(text), done=lambda hits: self._show(text, hits), owner=self)

    def _show(self, text: str, hits: Sequence[Hit]) -> None:
        if text != self._asked:
            return
        if self._popup is None:
            self._popup = _Popup(self.window())
            self._popup.picked.connect(self._choose)
            self.destroyed.connect(self._popup.deleteLater)
        if text and self.hasFocus():
            self._popup.show_hits(hits, self)
            self._read_out(self._popup.current())
        else:
            self._popup.hide()

    def _choose(self, hit: Hit | None) -> None:
        if hit is not None and self._popup is not None:
            self._popup.hide()
            self.clear()
            self._asked = ""
            self.chosen.emit(hit)

    def _read_out(self, hit: Hit | None) -> None:
        self.setAccessibleDescription("" if hit is None else f"{hit.kind} {hit.title} {hit.subtitle}")


class _Popup(QFrame):
    """The list under the field; part of the window, so that it takes neither focus nor keys."""

    picked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("popup")
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_HitDelegate(self.list))
        self.list.setAccessibleName(self.tr("查找结果"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda found: self.picked.emit(found.data(_HIT)))
        self._none = label(self.tr("没有找到。可以试姓名、拼音首字母、电话或地址。"), "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.XS, theme.XS, theme.XS, theme.XS)
        column.addWidget(self.list)
        column.addWidget(self._none)
        self._field: QWidget | None = None
        window.installEventFilter(self)

    def show_hits(self, hits: Sequence[Hit], field: QWidget) -> None:
        self.list.clear()
        for hit in hits:
            found = QListWidgetItem(f"{hit.kind} {hit.title} {hit.subtitle}")
            found.setData(_HIT, hit)
            self.list.addItem(found)
        if hits:
            self.list.setCurrentRow(0)
        self.list.setVisible(bool(hits))
        self._none.setVisible(not hits)
        self._field = field
        self._place()
        self.raise_()
        self.show()

    def current(self) -> Hit | None:
        found = self.list.currentItem()
        hit: Hit | None = found.data(_HIT) if found is not None else None
        return hit

    def move_by(self, step: int) -> None:
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        field = self._field
        if field is None:
            return
        rows = min(max(self.list.count(), 1), MOST_SHOWN)
        tall = rows * _HitDelegate.tall() + 2 * theme.XS + 4
        at = field.mapTo(field.window(), QPoint(0, field.height() + theme.XXS))
        self.setGeometry(QRect(at, QSize(field.width() + 120, tall)))


class _HitDelegate(QStyledItemDelegate):
    """Kind, title and subtitle in one row."""

    KIND_WIDTH = 56

    @staticmethod
    def tall() -> int:
        return theme.scaled(44)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self.tall())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRect(option.rect)
        state: QStyle.StateFlag = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            chosen = state & QStyle.StateFlag.State_Selected
            painter.setBrush(theme.colour("accent_weak" if chosen else "sunken"))
            painter.drawRoundedRect(where, tokens.FIELD_RADIUS, tokens.FIELD_RADIUS)
        self._paint_words(painter, where.adjusted(theme.S, 0, -theme.S, 0), index.data(_HIT))
        painter.restore()

    def _paint_words(self, painter: QPainter, where: QRect, hit: Hit) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("faint"))
        painter.setPen(theme.colour("text_3"))
        painter.drawText(where, int(middle), hit.kind)
        words = where.adjusted(self.KIND_WIDTH, 0, 0, 0)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour("text"))
        title = painter.fontMetrics().elidedText(hit.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(middle), title)
        rest = words.adjusted(painter.fontMetrics().horizontalAdvance(title) + theme.S, 0, 0, 0)
        painter.setFont(theme.font("faint"))
        painter.setPen(theme.colour("text_2"))
        subtitle = painter.fontMetrics().elidedText(hit.subtitle, Qt.TextElideMode.ElideRight, max(rest.width(), 0))
        painter.drawText(rest, int(middle), subtitle)
