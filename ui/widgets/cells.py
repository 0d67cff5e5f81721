"""How the cells of a ledger-like table are painted: quiet rows, a chip for the bucket, figures to the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.theme import Tone
from ui.tokens import Role
from ui.widgets.chips import chip_colours, chip_size, paint_chip
from ui.widgets.paged_model import BUCKET_ROLE, KIND_ROLE, LOADING_ROLE, SECOND_ROLE, TONE_ROLE

Index = QModelIndex | QPersistentModelIndex
PAD = theme.S


class CellDelegate(QStyledItemDelegate):
    """Paints every kind of column; a row that is not there yet is a grey bar where its text will be.

    A table paints its cells sixty times a second while somebody scrolls, so fonts are made once for a look.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fonts: dict[Role, QFont] = {}
        theme.changes.changed.connect(self._forget_fonts)

    def _forget_fonts(self) -> None:
        self._fonts.clear()

    def _font(self, role: Role) -> QFont:
        if role not in self._fonts:
            self._fonts[role] = theme.font(role)
        return self._fonts[role]

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, row_height(two_lines=index.data(KIND_ROLE) == "lines"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRect(option.rect)
        self._ground(painter, option, where, index)
        inside = where.adjusted(PAD, 0, -PAD, -1)
        kind = index.data(KIND_ROLE)
        if index.data(LOADING_ROLE):
            self._placeholder(painter, inside, index)
        elif kind == "bucket":
            self._chip(painter, inside, index)
        elif kind == "lines":
            self._lines(painter, inside, index)
        else:
            side = Qt.AlignmentFlag.AlignRight if kind == "money" else Qt.AlignmentFlag.AlignLeft
            self._words(painter, inside, str(index.data() or ""), "body", self._tone(index), side)
        painter.restore()

    @staticmethod
    def _ground(painter: QPainter, option: QStyleOptionViewItem, where: QRect, index: Index) -> None:
        state: QStyle.StateFlag = option.state
        view: QWidget = option.widget
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(where, theme.colour("accent_weak"))
            if view.hasFocus() and index.column() == 0:
                painter.fillRect(QRect(where.left(), where.top(), 3, where.height() - 1), theme.colour("focus"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(where, theme.colour("sunken"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(where.bottomLeft(), where.bottomRight())

    @staticmethod
    def _placeholder(painter: QPainter, where: QRect, index: Index) -> None:
        share = (5, 3, 4, 6)[(index.row() + index.column()) % 4] / 10
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("track"))
        painter.drawRoundedRect(QRectF(where.left(), where.center().y() - 4, where.width() * share, 8), 4, 4)

    @staticmethod
    def _chip(painter: QPainter, where: QRect, index: Index) -> None:
        words = str(index.data() or "")
        strong, ground = chip_colours("text_2", index.data(BUCKET_ROLE))
        size = chip_size(words)
        box = QRectF(where.left(), where.center().y() - size.height() / 2, size.width(), size.height())
        paint_chip(painter, box, words, strong, ground, dot=True)

    def _lines(self, painter: QPainter, where: QRect, index: Index) -> None:
        half = where.height() // 2
        upper, lower = where.adjusted(0, 4, 0, -half), where.adjusted(0, half, 0, -4)
        self._words(painter, upper, str(index.data() or ""), "strong", self._tone(index), Qt.AlignmentFlag.AlignLeft)
        second = str(index.data(SECOND_ROLE) or "")
        self._words(painter, lower, second, "faint", QColor(theme.colour("text_3")), Qt.AlignmentFlag.AlignLeft)

    @staticmethod
    def _tone(index: Index) -> QColor:
        tone: Tone = index.data(TONE_ROLE) or "text"
        return theme.colour(tone)

    def _words(
        self, painter: QPainter, where: QRect, words: str, role: Role, tone: QColor, side: Qt.AlignmentFlag
    ) -> None:
        painter.setFont(self._font(role))
        painter.setPen(tone)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(where, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


def row_height(*, two_lines: bool) -> int:
    """Height of a table's rows in px at the user's text size."""
    return theme.scaled(54 if two_lines else 40)
