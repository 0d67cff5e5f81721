"""The titled surface that pages are made of, and the tinted note inside it that holds the one thing to do now."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.theme import Tone
from ui.widgets.buttons import button
from ui.widgets.labels import label, set_property

HEAD = 34
"""Height in px of a title row, with or without a button in it, so that titles of neighbours line up."""


class Card(QFrame):
    """A surface with a title. Content goes into `body`; the title's right side takes chips and one quiet action.

    Signals:
        pressed: a card made with `pressable=True` was clicked, or Return was pressed on it.
    """

    pressed = Signal()

    def __init__(self, title: str = "", *, pressable: bool = False, pad: int = theme.M, says: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        self._pressable, self._pad, self._titled = pressable, pad, bool(title)
        self.body = QVBoxLayout(self)
        self._margins(chosen=False)
        self.body.setSpacing(theme.XS)
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.XS)
        if title:
            name = label(title, "h2", wrap=True)
            name.setMinimumHeight(HEAD)
            self.head.addWidget(name, 1)
            self.body.addLayout(self.head)
        self.setAccessibleName(says or title)
        if pressable:
            self.setProperty("pressable", "true")
            self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
            self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
            self.setMinimumHeight(theme.TARGET)

    def add(self, part: QWidget, stretch: int = 0) -> QWidget:
        """Put a part below the others."""
        self.body.addWidget(part, stretch)
        return part

    def add_action(self, words: str, icon: str = "") -> QPushButton:
        """A quiet action at the right of the title; connect to its `clicked`."""
        made = button(words, "quiet", icon)
        self.head.addWidget(made)
        return made

    def set_chosen(self, chosen: bool) -> None:
        """Mark the one of several cards that is chosen."""
        set_property(self, "chosen", "true" if chosen else "false")
        # a frame asks for the width of its edge only when its style changes
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.StyleChange))
        self._margins(chosen=chosen)

    def _margins(self, *, chosen: bool) -> None:
        """The thicker edge of a chosen card takes its width from the padding, so that nothing in it moves."""
        side = max(self._pad - (1 if chosen else 0), 0)
        self.body.setContentsMargins(side, theme.XS - (side < self._pad) if self._titled else side, side, side)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if self._pressable and event.button() == QtCore.Qt.MouseButton.LeftButton and inside:
            self.pressed.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._pressable and event.key() in {
            QtCore.Qt.Key.Key_Return,
            QtCore.Qt.Key.Key_Enter,
            QtCore.Qt.Key.Key_Space,
        }:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


class Note(QFrame):
    """A tinted box of a few lines inside a card: the advice, the warning, the thing to do now."""

    def __init__(self, title: str, words: str = "", tone: Tone = "accent") -> None:
        super().__init__()
        self.setObjectName("note")
        self.setProperty("tone", tone)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        self.body.setSpacing(theme.XXS)
        self.title = label(title, "strong", wrap=True)
        self.body.addWidget(self.title)
        if words:
            self.body.addWidget(label(words, "muted", wrap=True))
