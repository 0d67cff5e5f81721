"""Parts in the middle of a window, one below the other. Where the window is too low for them they scroll: a layout
would rather squeeze its fields, and with large text their words would be cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme


class Centred(QScrollArea):
    """Put parts in with `add` and `add_layout`; `stretch` leaves room between them."""

    def __init__(self, says: str) -> None:
        super().__init__(widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("focusPolicy", 0)  # none; by the name of the property, see `ui.first_paint`
        self.setProperty("horizontalScrollBarPolicy", 1)  # never
        self.setAccessibleName(says)
        self._across = 0
        self._inside = QWidget()
        self._inside.setObjectName("page_body")
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(theme.L, theme.L, theme.L, theme.L)
        self.column.setSpacing(theme.M)
        self.setWidget(self._inside)
        self._inside.installEventFilter(self)

    def add(self, part: QWidget, at: int = -1) -> None:
        """A part in the middle. Between stretches and not aligned: only so does it grow with sentences that wrap."""
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(part)
        row.addStretch(1)
        self.column.insertLayout(at, row)

    def add_layout(self, row: QLayout) -> None:
        """A row over the whole width."""
        self.column.addLayout(row)

    def stretch(self, share: int) -> None:
        """Room, in shares of what is left over."""
        self.column.addStretch(share)

    def needed(self, width: int) -> int:
        """Height in px that the parts take at this width."""
        return max(self.column.totalHeightForWidth(width), self.column.totalMinimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._across = event.size().width()  # of the viewport; to ask for that by name makes every class of Qt
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """The parts keep the height they want, whatever the window's is."""
        needed = self.needed(self._across)
        if self._inside.minimumHeight() != needed:
            self._inside.setMinimumHeight(needed)


def alone(card: QWidget) -> QWidget:
    """A window's whole content: the card, a little above the middle."""
    content = QWidget()
    column = QVBoxLayout(content)
    column.addStretch(2)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(card)
    row.addStretch(1)
    column.addLayout(row)
    column.addStretch(3)
    return content
