"""Columns of cards side by side, as many as there is room for: with large text or a small window the last go below.

A row of columns that is wider than its page would be cut; one that shares too little room would wrap every word.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import ClassVar

from PySide6.QtCore import QEvent, QRect, QSize, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import theme

ASKS_ANEW = (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.StyleChange, QEvent.Type.FontChange)
"""After these a column may need another height."""


class Columns(QWidget):
    """Each column takes its share of the width and is filled from the top; `column(n)` is what to put cards into."""

    _usual: ClassVar[dict[tuple[int, ...], int]] = {}

    def __init__(self, stretches: Sequence[int]) -> None:
        super().__init__()
        self._stretches = list(stretches)
        self._columns = [_Column(self) for _ in stretches]
        # not Minimum: the size hint is that of the narrowest arrangement, far taller than what a wide page needs
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def column(self, number: int) -> QVBoxLayout:
        """The layout of one column."""
        return self._columns[number].cards

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, move=False)

    def sizeHint(self) -> QSize:
        """The width such columns had last: any is as good, and every other would have all words broken anew for it."""
        wide = self._usual.get(tuple(self._stretches)) or self._least(list(range(len(self._columns))))
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(max(column.least() for column in self._columns), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._place)

    def arrange_again(self) -> None:
        """A column's content has another size."""
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        """Put the columns into their places.

        Where there is too little height, those around still go by what was needed before fonts were in force: they are
        asked anew, after they are through with what they are doing.
        """
        if self.isVisible():
            self._usual[tuple(self._stretches)] = self.width()
        if self._arrange(self.width(), move=True) > self.height():
            QTimer.singleShot(0, self, self.updateGeometry)

    def _rows(self, width: int) -> list[list[int]]:
        """Which columns stand beside each other: as many as fit at their least width."""
        rows: list[list[int]] = [[]]
        for number in range(len(self._columns)):
            if rows[-1] and self._least([*rows[-1], number]) > width:
                rows.append([])
            rows[-1].append(number)
        return rows

    def _least(self, row: list[int]) -> int:
        """Width at which every column of the row has its least width."""
        return sum(self._columns[number].least() for number in row) + theme.M * (len(row) - 1)

    def _wides(self, row: list[int], width: int) -> list[int]:
        """Each column's share of the width, or its least width where the share would be less."""
        least = {number: self._columns[number].least() for number in row}
        free, room = list(row), width - theme.M * (len(row) - 1)
        while True:
            shares = sum(self._stretches[number] for number in free)
            tight = [number for number in free if room * self._stretches[number] < least[number] * shares]
            if not tight or len(tight) == len(free):
                break
            room -= sum(least[number] for number in tight)
            free = [number for number in free if number not in tight]
        ends = [room * done // shares for done in accumulate(self._stretches[number] for number in free)]
        given = dict(zip(free, (right - left for left, right in pairwise([0, *ends])), strict=True))
        return [given.get(number, least[number]) for number in row]

    def _arrange(self, width: int, *, move: bool) -> int:
        top = 0
        for row in self._rows(width):
            wides = self._wides(row, width)
            tall = max(self._columns[number].tall(wide) for number, wide in zip(row, wides, strict=True))
            left = 0
            for number, wide in zip(row, wides, strict=True):
                if move:
                    self._columns[number].setGeometry(QRect(left, top, wide, tall))
                left += wide + theme.M
            top += tall + theme.M
        return top - theme.M


class _Column(QWidget):
    _talls: dict[int, int] = {}  # noqa: RUF012 - events come before the column has its own
    _least: int | None = None

    def __init__(self, columns: Columns) -> None:
        super().__init__(columns)
        self._talls = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.cards = QVBoxLayout()
        self.cards.setSpacing(theme.M)
        whole.addLayout(self.cards)
        whole.addStretch(1)
        self._columns = columns

    def event(self, event: QEvent) -> bool:
        if event.type() in ASKS_ANEW:
            self._talls.clear()
            self._least = None
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._columns.arrange_again()
        return done

    def least(self) -> int:
        """The least width of its content, asked once while nothing in it changes."""
        if self._least is None or not self.isVisible():
            self._least = self.minimumSizeHint().width()
        return self._least

    def tall(self, width: int) -> int:
        """The height its content needs at a width, asked once for each while nothing in it changes."""
        if width not in self._talls or not self.isVisible():
            layout = self.layout()
            assert layout is not None
            hint = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
            self._talls[width] = hint
        return self._talls[width]
