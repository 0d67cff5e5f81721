"""A count typed by hand: people, bottles, kilowatt-hours. A field, not a spin box: no arrows to miss with a finger."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui import formats
from ui.widgets.checked_edit import CheckedEdit, Refusal


class IntEdit(CheckedEdit[int]):
    """A whole number between `least` and `most`, with its unit shown behind it. Arrow up and down step by one."""

    def __init__(
        self, says: str, *, unit: str = "", least: int = 0, most: int = 9_999_999, required: bool = False
    ) -> None:
        self._least, self._most = least, most
        super().__init__(says, required=required, suffix=unit)

    def read(self, text: str) -> int:
        plain = text.replace(",", "").replace(" ", "").replace(formats.MINUS, "-")
        if not plain.removeprefix("-").isdecimal():
            raise Refusal(self.tr("请输入整数"), at_once=plain != "-")
        value = int(plain)
        if value > self._most:
            raise Refusal(self.tr("不能超过 {number}").format(number=formats.number(self._most)))
        if value < self._least:
            least = formats.number(self._least)
            raise Refusal(self.tr("不能小于 {number}").format(number=least), at_once=self._least <= 0)
        return value

    def write(self, value: int) -> str:
        return formats.number(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if not step or self.isReadOnly():
            super().keyPressEvent(event)
            return
        value = min(max((self.value() or 0) + step, self._least), self._most)
        if value != self.value():
            self.set_value(value)
            self.changed.emit(value)
