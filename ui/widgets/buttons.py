"""Buttons and the two small controls whose marks the style sheet cannot draw: check box and select."""

from __future__ import annotations

from typing import Literal

from PySide6 import QtCore
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QSizePolicy, QToolButton, QWidget
from shiboken6 import isValid

from ui import first_paint, icons, theme, tokens
from ui.mirror import mirrored
from ui.theme import Tone

Kind = Literal["", "primary", "quiet", "plain", "danger"]
_ICON_TONE: dict[Kind, Tone] = {
    "": "text",
    "primary": "on_accent",
    "quiet": "accent",
    "plain": "text_2",
    "danger": "stop",
}


def button(text: str, kind: Kind = "", icon: str = "", *, keys: str = "", says: str = "") -> QPushButton:
    """A button whose words say what happens. `keys` is its shortcut ("Ctrl+Return"), `says` a longer accessible name.

    One primary button a page; quiet for what is rarely wanted, plain where even that would be too loud; danger for
    what cannot be undone.
    """
    made = QPushButton(text.replace("&", "&&"))
    made.setProperty("kind", kind)
    made.setAccessibleName(says or text)
    first_paint.after(lambda: hand_over(made))
    made.setAutoDefault(False)
    if icon:
        made.setIcon(icons.icon(icon, _ICON_TONE[kind]))
        made.setIconSize(QSize(theme.scaled(18), theme.scaled(18)))
    if keys:
        from PySide6.QtGui import QKeySequence  # with its seventy names of keys; the first window has no shortcut

        made.setShortcut(QKeySequence(keys))
        made.setToolTip(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
    return made


def hand_over(widget: QWidget) -> None:
    """The pointer becomes a hand over it: it can be pressed."""
    if isValid(widget):
        widget.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)


def rename(made: QPushButton, words: str, *, says: str = "") -> None:
    """Give a button on screen other words; setting the text alone would lose its shortcut."""
    keys = made.shortcut()
    made.setText(words.replace("&", "&&"))
    made.setShortcut(keys)
    made.setAccessibleName(says or words)


def icon_button(icon: str, says: str, tone: Tone = "text_2") -> QToolButton:
    """A square button with only a picture, for what everybody knows (close, clear); `says` is its name and tool tip."""
    made = QToolButton()
    made.setIcon(icons.icon(icon, tone))
    made.setIconSize(QSize(theme.scaled(18), theme.scaled(18)))
    made.setAccessibleName(says)
    made.setToolTip(says)
    made.setFixedSize(theme.TARGET, theme.TARGET)
    made.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
    return made


class Check(QCheckBox):
    """A check box that paints its own mark in the accent, with a focus frame one can see."""

    SIDE = 18

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().size(QtCore.Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(self.SIDE + theme.XS + words.width() + theme.S, max(theme.TARGET, words.height() + theme.XS))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002 - the whole target counts
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        from_left = self.layoutDirection() == QtCore.Qt.LayoutDirection.LeftToRight
        side = 3.5 if from_left else self.width() - self.SIDE - 2.5
        box = QRectF(side, (self.height() - self.SIDE) / 2 + 0.5, self.SIDE - 1, self.SIDE - 1)
        usable, on = self.isEnabled(), self.isChecked()
        edge = theme.colour("accent" if on else "field_line") if usable else theme.colour("line")
        painter.setPen(QPen(edge, 1))
        painter.setBrush(theme.colour("accent" if on and usable else "sunken"))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            icons.draw(painter, "check", box.adjusted(1, 1, -1, -1).toRect(), "on_accent" if usable else "text_3")
        painter.setPen(theme.colour("text" if usable else "text_3"))
        words = self.rect().adjusted(self.SIDE + theme.XS + 4, 0, 0, 0)
        words = mirrored(self.layoutDirection(), self.rect(), words)
        painter.drawText(words, QtCore.Qt.AlignmentFlag.AlignVCenter | QtCore.Qt.TextFlag.TextShowMnemonic, self.text())
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(1, 1, -1, -1), tokens.FIELD_RADIUS, tokens.FIELD_RADIUS
            )


class Select(QComboBox):
    """A combo box with its own arrow. The wheel scrolls the page past it instead of changing the answer unseen."""

    def __init__(self, says: str, answers: tuple[str, ...] | list[str] = ()) -> None:
        super().__init__()
        self.setAccessibleName(says)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self.view().setAccessibleName(says)
        self.addItems(list(answers))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = 18
        where = QRect(self.width() - side - theme.XS, (self.height() - side) // 2, side, side)
        where = mirrored(self.layoutDirection(), self.rect(), where)
        icons.draw(QPainter(self), "chevron_down", where, "text_2" if self.isEnabled() else "text_3")
