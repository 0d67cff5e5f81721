"""One answer out of a few, as a row of large targets: one press, one key, nothing hidden in a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from ui import theme, tokens
from ui.mirror import mirrored


class Choice(QWidget):
    """Exclusive answers side by side; they break into several rows where there is no room.

    Keyboard: Tab reaches the chosen (or first) answer, arrows move and choose, digits 1-9 choose, Backspace and Delete
    take the answer back when `optional`. Values are what the program means, words what the person reads.

    Signals:
        changed: (object) the value chosen by the user, or None when it was taken back.
    """

    changed = Signal(object)

    def __init__(
        self, says: str, answers: Sequence[tuple[str, str]], chosen: str | None = None, *, optional: bool = False
    ) -> None:
        """`says` names the question; `answers` are (value, words) pairs in order."""
        super().__init__()
        self.setAccessibleName(says)
        self._optional = optional
        self._group = QButtonGroup(self)
        self._segments = [_Segment(value, words, number, self) for number, (value, words) in enumerate(answers)]
        for number, segment in enumerate(self._segments):
            self._group.addButton(segment, number)
        self._group.idClicked.connect(lambda _number: self.changed.emit(self.value()))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_value(chosen)

    def value(self) -> str | None:
        """The value chosen, or None."""
        return next((segment.value for segment in self._segments if segment.isChecked()), None)

    def set_value(self, value: str | None) -> None:
        """Choose without telling anybody.

        Raises:
            KeyError: no answer has that value.
        """
        self._group.setExclusive(False)
        for segment in self._segments:
            segment.setChecked(segment.value == value)
        self._group.setExclusive(True)
        self._set_tab_stop()
        if value is not None and self.value() is None:
            raise KeyError(value)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, move=False)

    def sizeHint(self) -> QSize:
        return QSize(sum(segment.sizeHint().width() - 1 for segment in self._segments) + 1, self._tall())

    def minimumSizeHint(self) -> QSize:
        return QSize(max((segment.sizeHint().width() for segment in self._segments), default=0), self._tall())

    def resizeEvent(self, event: object) -> None:  # noqa: ARG002
        self._arrange(self.width(), move=True)

    def _tall(self) -> int:
        return max((segment.sizeHint().height() for segment in self._segments), default=theme.TARGET)

    def _arrange(self, width: int, *, move: bool) -> int:
        """Place the segments in rows that fit `width`; returns the height they take."""
        at, row = QPoint(0, 0), list[_Segment]()
        for segment in self._segments:
            size = segment.sizeHint()
            if row and at.x() + size.width() > width:
                self._round(row, move)
                at, row = QPoint(0, at.y() + self._tall() + theme.XXS), []
            if move:
                place = QRect(at, QSize(size.width(), self._tall()))
                segment.setGeometry(mirrored(self.layoutDirection(), QRect(0, 0, width, 0), place))
            row.append(segment)
            at.setX(at.x() + size.width() - 1)
        self._round(row, move)
        return at.y() + self._tall()

    @staticmethod
    def _round(row: Sequence[_Segment], move: bool) -> None:
        for before, segment in zip([None, *row], row if move else (), strict=False):
            segment.before, segment.last = before, segment is row[-1]

    def _set_tab_stop(self) -> None:
        chosen = next((segment for segment in self._segments if segment.isChecked()), None)
        for segment in self._segments:
            stop = segment is (chosen or self._segments[0])
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
            if stop:
                self.setFocusProxy(segment)

    def _key(self, segment: _Segment, key: int) -> bool:
        """What a key does while `segment` has the focus; whether it did anything."""
        number = self._segments.index(segment)
        on = 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
        step = {Qt.Key.Key_Right: on, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -on, Qt.Key.Key_Up: -1}.get(Qt.Key(key))
        if step is not None:
            self._pick((number + step) % len(self._segments))
        elif Qt.Key.Key_1 <= key < Qt.Key.Key_1 + min(len(self._segments), 9):
            self._pick(key - Qt.Key.Key_1)
        elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete} and self._optional:
            self.set_value(None)
            self.changed.emit(None)
        else:
            return False
        return True

    def _pick(self, number: int) -> None:
        segment = self._segments[number]
        segment.setFocus(Qt.FocusReason.TabFocusReason)
        if not segment.isChecked():
            segment.click()
        self._set_tab_stop()


class _Segment(QRadioButton):
    """One answer. A radio button to the screen reader, painted by itself."""

    def __init__(self, value: str, words: str, number: int, choice: Choice) -> None:
        super().__init__(words.replace("&", "&&"), choice)
        self.value, self._words, self._choice = value, words, choice
        self.before: _Segment | None = None
        self.last = False
        self._hint: QSize | None = None
        self.setAccessibleName(words)
        self.setAccessibleDescription(str(number + 1))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(lambda _on: choice.update())
        self.clicked.connect(choice._set_tab_stop)

    def sizeHint(self) -> QSize:
        """Measured once: a row of answers is laid out over and over while its page is made."""
        if self._hint is None:
            metrics = QFontMetrics(theme.font("strong"))
            tall = max(theme.TARGET + 2, metrics.height() + 10)
            self._hint = QSize(metrics.horizontalAdvance(self._words) + 26, tall)
        return self._hint

    def changeEvent(self, event: QEvent) -> None:
        self._hint = None
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._choice._key(self, event.key()):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, usable, focus = self.isChecked(), self.isEnabled(), self.hasFocus()
        thick = 2.0 if focus else 1.0
        outline = self._outline(QRectF(self.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2))
        edge = theme.colour("accent" if on or focus or (usable and self.underMouse()) else "field_line")
        painter.setPen(QPen(edge if usable else theme.colour("line"), thick))
        painter.setBrush(theme.colour("accent_weak" if on else "surface"))
        painter.drawPath(outline)
        if self.before is not None and self.before.isChecked() and usable and not focus:
            painter.setPen(QPen(theme.colour("accent"), 1))  # the edge both share belongs to the chosen one
            edge_x = 0.5 if self._from_left() else self.width() - 0.5
            painter.drawLine(QPointF(edge_x, 0.5), QPointF(edge_x, self.height() - 0.5))
        painter.setFont(theme.font("strong" if on else "body"))
        painter.setPen(theme.colour("text_3" if not usable else "accent" if on else "text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)

    def _outline(self, box: QRectF) -> QPainterPath:
        """The segment's edge, rounded only at the ends of its row."""
        radius = tokens.FIELD_RADIUS
        path = QPainterPath()
        path.addRoundedRect(box, radius, radius)
        left_is_free, right_is_free = self.before is None, self.last
        if not self._from_left():
            left_is_free, right_is_free = right_is_free, left_is_free
        if not left_is_free:
            path = path.united(_rectangle(QRectF(box.left(), box.top(), radius * 2, box.height())))
        if not right_is_free:
            path = path.united(_rectangle(QRectF(box.right() - radius * 2, box.top(), radius * 2, box.height())))
        return path.simplified()

    def _from_left(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.LeftToRight


def _rectangle(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(box)
    return path
