"""Words that can be copied, at the price of plain ones until somebody comes near.

A label whose text can be marked keeps a whole document for it, and lays that out again at every width it is asked for:
of a page's words most are never marked. So the document is made when the pointer comes or a finger presses. The height
at a given width is the same in both, so nothing moves.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QLabel

from ui.theme import Tone
from ui.tokens import Role


class Copyable(QLabel):
    """A label of plain text that breaks its lines and can be copied."""

    def __init__(self, text: str, role: Role = "body", tone: Tone | None = None, *, wrap: bool = True) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if tone is not None:
            self.setProperty("tone", tone)
        self.setWordWrap(wrap)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._open()
        super().enterEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._open()
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._open()
        super().contextMenuEvent(event)

    def _open(self) -> None:
        wanted = Qt.TextInteractionFlag.TextSelectableByMouse
        if self.textInteractionFlags() != wanted:
            self.setTextInteractionFlags(wanted)
