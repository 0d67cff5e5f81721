"""Rows of a form: one width for all names of a page, the editor, the previous value beside it, and a remark.

The remark speaks as soon as two answers disagree, next to the answer it is about.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ui import theme
from ui.theme import Tone
from ui.widgets.checked_edit import CheckedEdit, FieldError
from ui.widgets.labels import label, set_tone

NAME_WIDTH = 7
"""Characters of the interface font that a form's name column holds before it wraps."""


class FieldRow:
    """What a form keeps of one of its rows."""

    def __init__(self, editor: QWidget, remark: QLabel) -> None:
        self.editor, self._remark = editor, remark

    def remark(self, words: str, tone: Tone = "text_2") -> None:
        """Say something about the answer; empty words say nothing."""
        self._remark.setText(words)
        set_tone(self._remark, tone)


class Fields(QWidget):
    """A form. All forms of one page line up, since their name columns have one width."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.M)
        self._grid.setVerticalSpacing(theme.S)
        self._grid.setColumnStretch(3, 1)
        wide = QFontMetrics(theme.font()).horizontalAdvance("国" * NAME_WIDTH)
        self._grid.setColumnMinimumWidth(0, wide)

    def add(self, name: str, editor: QWidget, *, before: str = "", width: int = 280) -> FieldRow:
        """One more row. `before` is the value of last time, in words; `width` the editor's least width in px."""
        row = self._grid.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        title = label(name, "muted", wrap=True)
        title.setMinimumHeight(theme.TARGET)
        title.setFixedWidth(self._grid.columnMinimumWidth(0))
        title.setBuddy(editor)
        self._grid.addWidget(title, row, 0, top)
        self._grid.addWidget(self._with_error(editor, width), row, 1, top)
        remark = label("", wrap=True)
        for column, made in ((2, label(before, "faint")), (3, remark)):
            made.setMinimumHeight(theme.TARGET)
            self._grid.addWidget(made, row, column, top)
        return FieldRow(editor, remark)

    @staticmethod
    def _with_error(editor: QWidget, width: int) -> QWidget:
        if not isinstance(editor, CheckedEdit):
            editor.setMinimumWidth(min(width, editor.sizeHint().width()))
            return editor
        editor.setMinimumWidth(width)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(editor)
        column.addWidget(FieldError(editor))
        return held
