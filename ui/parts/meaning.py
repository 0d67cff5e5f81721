"""A small question mark that says what a figure means: under the pointer, by keyboard, and when it is pressed."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QToolButton, QToolTip

from ui import formats
from ui.i18n import translate
from ui.widgets.buttons import icon_button


def meaning(of: str, told: str) -> QToolButton:
    """The mark for the figure called `of`."""
    return _Meaning(of, told)


class _Meaning(QToolButton):
    def __init__(self, of: str, told: str) -> None:
        super().__init__()
        like = icon_button("help", of)
        self.setIcon(like.icon())
        self.setIconSize(like.iconSize())
        self.setFixedSize(like.size())
        self.setFocusPolicy(like.focusPolicy())
        like.deleteLater()
        self._told = told
        self.setToolTip(told)
        self.setAccessibleName(formats.headed(translate("Meaning", "什么意思"), of))
        self.setAccessibleDescription(told)
        self.clicked.connect(self._say)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._say()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QToolTip.hideText()

    def _say(self) -> None:
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self._told, self)
