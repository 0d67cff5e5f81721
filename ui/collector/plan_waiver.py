"""How much of one component is given up: a sum, and two presses for the usual answers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import formats, theme
from ui.widgets.buttons import button
from ui.widgets.money_edit import MoneyEdit


class Waiver(QWidget):
    """A sum up to all there is of the component; empty means nothing is given up.

    Signals:
        changed: the sum was changed by hand.
    """

    changed = Signal()

    def __init__(self, says: str, most: int) -> None:
        super().__init__()
        self._most = most
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.XXS)
        self.sum = MoneyEdit(says, most=most)
        self.sum.setFixedWidth(theme.scaled(132))
        self.sum.changed.connect(lambda _value: self.changed.emit())
        self.setFocusProxy(self.sum)
        row.addWidget(self.sum)
        for words, minor in ((self.tr("不减"), 0), (self.tr("免半"), most // 2), (self.tr("全免"), most)):
            one = button(words, "quiet", says=formats.headed(says, words))
            one.clicked.connect(lambda _checked=False, minor=minor: self._take(minor))
            row.addWidget(one)

    def minor(self) -> int | None:
        """What is given up, minor units; None while the text is no sum."""
        if self.sum.text().strip() and self.sum.value() is None:
            return None
        return self.sum.value() or 0

    def set_minor(self, minor: int) -> None:
        """Show a sum; tells nobody."""
        if self.minor() != minor:
            self.sum.set_value(min(minor, self._most) or None)

    def _take(self, minor: int) -> None:
        if self.minor() != minor:
            self.set_minor(minor)
            self.changed.emit()
