"""The list under the search field: what was found, group by group, each line a title with what tells it from others.

A group is named once, above its first line, so that lines keep their width and the keyboard never lands on a heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme, tokens
from ui.mirror import mirrored
from ui.widgets.labels import label

WIDE = 720
ROW, HEADING = 40, 26
SHARE_OF_WINDOW = 0.72
_HIT = int(Qt.ItemDataRole.UserRole)
_FIRST = _HIT + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its group in a word ("案件", "操作"), title, subtitle, and the key the program knows it by.

    `icon` stands before it; `keys` is the shortcut that would have done the same.
    """

    kind: str
    title: str
    subtitle: str
    key: str
    icon: str = ""
    keys: str = ""


class HitList(QListWidget):
    """Lines of what was found, under the names of their groups."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(_HitDelegate(self))
        self.setAccessibleName(self.tr("查找结果"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)

    def show_hits(self, hits: Sequence[Hit]) -> int:
        """Show these, the first of them chosen; the height in px that all of them take."""
        self.clear()
        before, tall = "", 0
        for hit in hits:
            found = QListWidgetItem(f"{hit.kind} {hit.title} {hit.subtitle}")
            found.setData(_HIT, hit)
            found.setData(_FIRST, hit.kind != before)
            found.setToolTip(f"{hit.title}\n{hit.subtitle}" if hit.subtitle else "")
            tall += theme.scaled(ROW) + (theme.scaled(HEADING) if hit.kind != before else 0)
            before = hit.kind
            self.addItem(found)
        if hits:
            self.setCurrentRow(0)
        return tall


class Popup(QFrame):
    """The list; part of the window, so that it takes neither focus nor keys.

    Signals:
        picked: (Hit) a line was pressed.
    """

    picked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("popup")
        self.list = HitList()
        self.list.itemClicked.connect(lambda found: self.picked.emit(found.data(_HIT)))
        self._none = label(
            self.tr("没有找到。可以试姓名、拼音首字母、电话、地址、文书编号，或要做的事。"), "muted", wrap=True
        )
        self._none.setContentsMargins(theme.S, theme.XS, theme.S, theme.XS)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.XS, theme.XS, theme.XS, theme.XS)
        column.addWidget(self.list)
        column.addWidget(self._none)
        self._field: QWidget | None = None
        self._tall = 0
        window.installEventFilter(self)

    def show_hits(self, hits: Sequence[Hit], field: QWidget) -> None:
        """Show these under the field; none says what else may be tried."""
        self._tall = self.list.show_hits(hits)
        self.list.setVisible(bool(hits))
        self._none.setVisible(not hits)
        self._field = field
        self._place()
        self.raise_()
        self.show()

    def current(self) -> Hit | None:
        """The line that Return would choose."""
        found = self.list.currentItem()
        hit: Hit | None = found.data(_HIT) if found is not None else None
        return hit

    def move_by(self, step: int, *, group: bool = False) -> None:
        """Go up or down a line, or to the first line of the group above or below; round at the ends."""
        count = self.list.count()
        if not count:
            return
        row = (self.list.currentRow() + step) % count
        while group and not self.list.item(row).data(_FIRST):
            row = (row + step) % count
        self.list.setCurrentRow(row)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        field = self._field
        if field is None:
            return
        window = field.window()
        wide = min(theme.scaled(WIDE), window.width() - 2 * theme.L)
        low = self._none.heightForWidth(wide - 2 * theme.XS) if self.list.isHidden() else self._tall
        tall = min(low + 2 * theme.XS + 4, round(window.height() * SHARE_OF_WINDOW))
        at = field.mapTo(window, QPoint(0, field.height() + theme.XXS))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            at.setX(at.x() + field.width() - wide)
        at.setX(max(theme.XS, min(at.x(), window.width() - wide - theme.XS)))
        self.setGeometry(QRect(at, QSize(wide, tall)))


class _HitDelegate(QStyledItemDelegate):
    """The group's name above its first line; picture, title and subtitle in one row, the shortcut at its end."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.scaled(ROW) + (theme.scaled(HEADING) if index.data(_FIRST) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hit: Hit = index.data(_HIT)
        where = QRect(option.rect)
        if index.data(_FIRST):
            heading = QRect(where.left() + theme.S, where.top(), where.width() - 2 * theme.S, theme.scaled(HEADING))
            painter.setFont(theme.font("faint"))
            painter.setPen(theme.colour("text_3"))
            painter.drawText(heading, int(_START | _MIDDLE), hit.kind)
            where.setTop(where.top() + theme.scaled(HEADING))
        state: QStyle.StateFlag = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            chosen = state & QStyle.StateFlag.State_Selected
            painter.setBrush(theme.colour("accent_weak" if chosen else "sunken"))
            painter.drawRoundedRect(where, tokens.FIELD_RADIUS, tokens.FIELD_RADIUS)
        _paint_line(painter, where.adjusted(theme.S, 0, -theme.S, 0), hit, option.direction)
        painter.restore()


_START = Qt.AlignmentFlag.AlignLeading
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def _paint_line(painter: QPainter, where: QRect, hit: Hit, direction: Qt.LayoutDirection) -> None:
    def put(left: int, wide: int) -> QRect:
        """A part of the line, counted from where reading begins."""
        part = QRect(where.left() + left, where.top(), max(wide, 0), where.height())
        return mirrored(direction, where, part)

    side, at = theme.scaled(18), 0
    if hit.icon:
        square = put(0, side)
        icons.draw(painter, hit.icon, square, "text_2")
        at = side + theme.S
    room = where.width()
    if hit.keys:
        painter.setFont(theme.font("faint"))
        painter.setPen(theme.colour("text_2"))
        wide = painter.fontMetrics().horizontalAdvance(hit.keys)
        painter.drawText(put(room - wide, wide), int(_MIDDLE | Qt.AlignmentFlag.AlignTrailing), hit.keys)
        room -= wide + theme.S
    painter.setFont(theme.font("strong"))
    painter.setPen(theme.colour("text"))
    elide = Qt.TextElideMode.ElideRight
    title = painter.fontMetrics().elidedText(hit.title, elide, room - at)
    wide = painter.fontMetrics().horizontalAdvance(title)
    painter.drawText(put(at, room - at), int(_START | _MIDDLE), title)
    at += wide + theme.S
    painter.setFont(theme.font("faint"))
    painter.setPen(theme.colour("text_2"))
    subtitle = painter.fontMetrics().elidedText(hit.subtitle, elide, max(room - at, 0))
    painter.drawText(put(at, room - at), int(_START | _MIDDLE), subtitle)
