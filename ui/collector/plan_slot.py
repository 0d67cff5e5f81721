"""Editors of one answer side by side, and under them why they have no value, or why a rule refuses it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.checked_edit import CheckedEdit, FieldError

SLOT = 372
"""Width in px of the widest answer, so that what stands beside the answers lines up over all of them."""


class Slot(QWidget):
    """The answer of one row of a form."""

    def __init__(self, *editors: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        for editor in editors:
            row.addWidget(editor)
        row.addStretch(1)
        column.addLayout(row)
        for editor in editors:
            if isinstance(editor, CheckedEdit):
                column.addWidget(FieldError(editor))
        self._rule = FieldError()
        column.addWidget(self._rule)
        self.setFocusProxy(editors[0])

    def sizeHint(self) -> QSize:
        return QSize(max(theme.scaled(SLOT), super().sizeHint().width()), super().sizeHint().height())

    def refuse(self, sentence: str) -> None:
        """Say why a rule refuses the value; empty when none does."""
        self._rule.say(sentence)
