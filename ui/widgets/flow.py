"""A row that breaks: chips, buttons and filters side by side, on the next line where there is no room.

Nothing on a page may be cut at 1280 px, in English or with large text; a plain row of buttons would be.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QSizePolicy, QWidget

from ui import theme
from ui.mirror import flipped
from ui.widgets.emptying import empty

MOST = 0x7FFFF
"""In px; what Qt takes for a layout without bounds."""


class _FlowLayout(QHBoxLayout):
    """Keeps its parts itself. It is a box so that it never asks for more room than it needs: an empty one does not, and
    to say so in Python would name `Qt` (`ui.first_paint`)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)

    def maximumSize(self) -> QSize:
        return QSize(MOST, MOST)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        wide = sum(item.sizeHint().width() for item in shown) + theme.XS * max(len(shown) - 1, 0)
        return QSize(wide, max((item.sizeHint().height() for item in shown), default=0))

    def minimumSize(self) -> QSize:
        shown = self._shown()
        wide = max((item.minimumSize().width() for item in shown), default=0)
        return QSize(wide, max((item.sizeHint().height() for item in shown), default=0))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, room: QRect, *, move: bool) -> int:
        """Place the items in rows, each centred in its row's height; returns the height of all rows."""
        top, row = room.top(), list[QLayoutItem]()
        left = room.left()
        for item in self._shown():
            wide = item.sizeHint().width()
            if row and left + wide > room.right() + 1:
                top += self._place(row, room, top, move) + theme.XS
                left, row = room.left(), []
            row.append(item)
            left += wide + theme.XS
        return top + self._place(row, room, top, move) - room.top()

    def _place(self, row: list[QLayoutItem], room: QRect, top: int, move: bool) -> int:
        """Put a row's items where they belong, from the side where reading begins; the height of the row."""
        tall = max((item.sizeHint().height() for item in row), default=0)
        owner, left = self.parentWidget(), room.left()
        from_right = owner is not None and owner.isRightToLeft()
        for item in row if move else ():
            size = item.sizeHint()
            place = QRect(QPoint(left, top + (tall - size.height()) // 2), size)
            item.setGeometry(flipped(room, place) if from_right else place)
            left += size.width() + theme.XS
        return tall


class Flow(QWidget):
    """The row as a widget; put parts in with `add`."""

    def __init__(self, parts: Iterable[QWidget] = ()) -> None:
        super().__init__()
        self._flow = _FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in parts:
            self.add(part)

    def add(self, part: QWidget) -> QWidget:
        """One more at the end."""
        QLayout.addWidget(self._flow, part)  # a box would put it where Python is not asked
        return part

    def clear(self) -> None:
        """Take all parts out and delete them."""
        empty(self._flow)
