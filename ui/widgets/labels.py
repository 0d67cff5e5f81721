"""Words on screen: their role in the type scale and their tone are properties, so that the style sheet sets both."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui import icons, theme
from ui.theme import Tone
from ui.tokens import Role

PLAIN = 0
"""`Qt.TextFormat.PlainText`, given by the name of the property so that `Qt` need not be named (`ui.first_paint`)."""


def label(
    text: str,
    role: Role = "body",
    tone: Tone | None = None,
    *,
    wrap: bool = False,
    right: bool = False,
    selectable: bool = False,
) -> QLabel:
    """A label. `wrap` breaks lines, `right` lines figures up, `selectable` lets the text be copied."""
    made = QLabel(text)
    made.setProperty("textFormat", PLAIN)
    made.setProperty("role", role)
    if tone is not None:
        made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if right:
        made.setAlignment(QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignVCenter)
    if selectable:
        made.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def set_tone(widget: QWidget, tone: Tone | None) -> None:
    """Change the tone of a label, or of a note, that is on screen already."""
    set_property(widget, "tone", tone)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and have the widget's look made anew if it has one already."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if widget.testAttribute(QtCore.Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def show_in_place(widget: QWidget, shown: bool) -> None:
    """Show or hide a part that may not be in its page yet; a plain show would flash it as a window of its own."""
    if shown and widget.parentWidget() is None:
        widget.setAttribute(QtCore.Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        widget.setVisible(shown)


def rule() -> QFrame:
    """A thin line between two things."""
    made = QFrame()
    made.setObjectName("rule")
    made.setFixedHeight(1)
    return made


class Picture(QWidget):
    """An icon that stands by itself. Without words it is decoration; `words` say it to a screen reader."""

    def __init__(self, name: str, tone: Tone = "text_2", size: int = 18, words: str = "") -> None:
        super().__init__()
        self._name, self._tone = name, tone
        self.setFixedSize(theme.scaled(size), theme.scaled(size))
        self.setAccessibleName(words)

    def set(self, name: str, tone: Tone) -> None:
        """Show another picture."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.draw(QPainter(self), self._name, self.rect(), self._tone)


SIGNS: dict[Tone, str] = {"ok": "ok", "warn": "warn", "stop": "no"}
"""The sign that goes with a tone, so that colour is never alone."""


def sign(tone: Tone) -> Picture:
    """The sign of a tone; "info" and everything else is something to know."""
    return Picture(SIGNS.get(tone, "info"), tone)


class ElidedLabel(QLabel):
    """One line that ends in "…" where there is no room; the whole text is in the tool tip and the accessible name."""

    def __init__(self, text: str, role: Role = "body", tone: Tone | None = None) -> None:
        super().__init__()
        self.setProperty("textFormat", PLAIN)
        self.setProperty("role", role)
        if tone is not None:
            self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._whole = ""
        self.setText(text)

    def setText(self, text: str) -> None:
        self._whole = text
        super().setText(text)
        self._tip()

    def minimumSizeHint(self) -> QSize:
        least = min(self.fontMetrics().horizontalAdvance(self._whole), self.fontMetrics().averageCharWidth() * 8)
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_cut():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        shown = self.fontMetrics().elidedText(self._whole, QtCore.Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment() | QtCore.Qt.AlignmentFlag.AlignVCenter), shown)

    def _tip(self) -> None:
        self.setToolTip(self._whole if self._is_cut() else "")

    def _is_cut(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self._whole) > self.width()
