"""A line of text that is a value: it says at once why it is none, keeps what was typed, and never guesses.

`MoneyEdit`, `IntEdit` and `DatePick` only say how text becomes a value and back.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ui import theme
from ui.widgets.labels import Picture, label, set_property, show_in_place

V = TypeVar("V")
_HALF_WIDTH = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９．，－＋／："} | {ord("。"): "."}


def half_width(text: str) -> str:
    """Full-width digits and signs, as a Chinese keyboard types them, as plain ones."""
    return text.translate(_HALF_WIDTH)


class Refusal(Exception):  # noqa: N818 - a reason for the person who types, no error of the program
    """Text is not a value, and why, in words. `at_once` is False where more typing may still mend it."""

    def __init__(self, reason: str, *, at_once: bool = True) -> None:
        super().__init__(reason)
        self.reason, self.at_once = reason, at_once


class CheckedEdit(QLineEdit, Generic[V]):
    """The common part. A subclass gives `read` (text to value, or `Refusal`) and `write` (value to text).

    Signals:
        changed: (object) the value as the user changes it; None while there is none.
        reasoned: (str) why the text is not a value; empty when it is one.
    """

    changed = Signal(object)
    reasoned = Signal(str)

    def __init__(self, says: str, *, required: bool = False, prefix: str = "", suffix: str = "", room: int = 0) -> None:
        """`prefix` and `suffix` stand inside the field; `room` px at its right edge are kept for a button."""
        super().__init__()
        self.setAccessibleName(says)
        self._says, self._required = says, required
        self._prefix, self._suffix, self._room = prefix, suffix, room
        self._value: V | None = None
        self._reason = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)
        self.setMinimumHeight(theme.TARGET)
        self._make_room()
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._settle)

    def read(self, text: str) -> V:
        """The value of `text`, which is not empty.

        Raises:
            Refusal: it has none.
        """
        raise NotImplementedError

    def write(self, value: V) -> str:
        """The text of a value, as it stands while nobody types."""
        raise NotImplementedError

    def tidy(self, text: str, caret: int) -> tuple[str, int]:
        """Text and caret as they should be while somebody types; by default untouched."""
        return text, caret

    def value(self) -> V | None:
        """The value, or None where the field is empty or its text is no value (then `reason` says why)."""
        return self._value

    def set_value(self, value: V | None) -> None:
        """Show a value without telling anybody."""
        self._value = value
        self.setText("" if value is None else self.write(value))
        self._say("")

    def reason(self) -> str:
        """Why the text is not a value; empty when it is one, or nothing was asked for."""
        return self._reason

    def check(self) -> bool:
        """Whether the field may be handed in; says why not, under the field."""
        if not self.text().strip() and self._required:
            self._say(self.tr("请填写{name}").format(name=self._says))
        else:
            self._settle()
        return not self._reason

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme.colour("text_3"))
        inside = self.rect().adjusted(theme.S, 0, -theme.S - self._room, 0)
        placed = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute  # where the margins keep room for them
        painter.drawText(inside, placed | Qt.AlignmentFlag.AlignLeft, self._prefix)
        painter.drawText(inside, placed | Qt.AlignmentFlag.AlignRight, self._suffix)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._make_room()

    def _make_room(self) -> None:
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance(self._prefix) + theme.XXS if self._prefix else 0
        right = metrics.horizontalAdvance(self._suffix) + theme.XXS if self._suffix else 0
        self.setTextMargins(left, 0, right + self._room, 0)

    def _typed(self, text: str) -> None:
        tidied, caret = self.tidy(half_width(text), self.cursorPosition())
        if tidied != text:
            self.setText(tidied)
            self.setCursorPosition(caret)
        self._take(tidied, settled=False)

    def _settle(self) -> None:
        if self._take(self.text(), settled=True) and self._value is not None:
            self.setText(self.write(self._value))

    def _take(self, text: str, *, settled: bool) -> bool:
        before = self._value
        try:
            self._value = self.read(text.strip()) if text.strip() else None
            self._say("")
        except Refusal as refusal:
            self._value = None
            self._say(refusal.reason if settled or refusal.at_once else "")
        if self._value != before:
            self.changed.emit(self._value)
        return not self._reason

    def _say(self, reason: str) -> None:
        if reason != self._reason:
            self._reason = reason
            set_property(self, "invalid", "true" if reason else "false")
            self.setAccessibleDescription(reason)
            self.reasoned.emit(reason)


class FieldError(QWidget):
    """The line under a field that says why its text will not do; takes no room while all is well."""

    def __init__(self, edit: CheckedEdit[V] | None = None) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 0, 0)
        row.setSpacing(theme.XXS)
        row.addWidget(Picture("warn", "stop", 14), 0, Qt.AlignmentFlag.AlignTop)
        self._words = label("", "faint", "stop", wrap=True)
        row.addWidget(self._words, 1)
        self.say(edit.reason() if edit is not None else "")
        if edit is not None:
            edit.reasoned.connect(self.say)

    def say(self, reason: str) -> None:
        """Show a reason; an empty one clears the line."""
        self._words.setText(reason)
        self.setAccessibleName(reason)
        show_in_place(self, shown=bool(reason))
