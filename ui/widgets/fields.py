"""Rows of a form: one width for all names of a page, the editor, the previous value beside it, and a remark.

The remark speaks as soon as two answers disagree, next to the answer it is about. An answer that needs the width of
the form (a row of choices) has both below it, so that the other rows still line up.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.theme import Tone
from ui.widgets.checked_edit import CheckedEdit, FieldError
from ui.widgets.labels import label, set_tone

NAME_WIDTH = 7
"""Characters of the interface font that a form's name column holds before it wraps."""
_TOP = Qt.AlignmentFlag.AlignTop


class FieldRow:
    """What a form keeps of one of its rows."""

    def __init__(
        self,
        editor: QWidget,
        before: QLabel,
        remark: QLabel,
        error: FieldError,
        parts: Sequence[QWidget],
        *,
        below: bool,
    ) -> None:
        self.editor = editor
        self._before, self._remark, self._error, self._parts, self._below = before, remark, error, parts, below
        self._said_by_editor = isinstance(editor, CheckedEdit)

    def remark(self, words: str, tone: Tone = "text_2") -> None:
        """Say something about the answer; empty words say nothing."""
        self._remark.setText(words)
        set_tone(self._remark, tone)
        if self._below:
            self._remark.setVisible(bool(words))

    def before(self, words: str) -> None:
        """Say the value of last time; empty words say nothing."""
        self._before.setText(words)
        if self._below:
            self._before.setVisible(bool(words))

    def say_error(self, reason: str) -> None:
        """Say why the answer will not do; empty when it does. An editor that checks itself says its own reasons."""
        if not self._said_by_editor:
            self._error.say(reason)
            self.editor.setAccessibleDescription(reason)

    def set_shown(self, shown: bool) -> None:
        """Ask this, or do not."""
        for part in self._parts:
            part.setVisible(shown)


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

    def add(
        self, name: str, editor: QWidget, *, before: str = "", width: int = 280, wide: bool = False, below: bool = False
    ) -> FieldRow:
        """One more row.

        `before` is the value of last time, in words; `width` the editor's least width in px. `below` puts it and the
        remark under the editor; `wide` does so too and lets the editor take all the width there is.
        """
        row = self._grid.rowCount()
        title = label(name, "muted", wrap=True)
        title.setMinimumHeight(theme.TARGET)
        title.setFixedWidth(self._grid.columnMinimumWidth(0))
        title.setBuddy(editor)
        self._grid.addWidget(title, row, 0, _TOP)
        told, remark = label(before, "faint"), label("", wrap=True)
        error = FieldError(editor) if isinstance(editor, CheckedEdit) else FieldError()
        editor.setMinimumWidth(width if isinstance(editor, QLineEdit) else min(width, editor.sizeHint().width()))
        if wide or below:
            held = _stacked(editor, error, told, remark, wide=wide)
            self._grid.addWidget(held, row, 1, 1, 3)
            made = FieldRow(editor, told, remark, error, (title, held), below=True)
            made.before(before)
            made.remark("")
            return made
        held = _stacked(editor, error)
        self._grid.addWidget(held, row, 1, _TOP)
        for column, part in ((2, told), (3, remark)):
            part.setMinimumHeight(theme.TARGET)
            self._grid.addWidget(part, row, column, _TOP)
        return FieldRow(editor, told, remark, error, (title, held, told, remark), below=False)


def _stacked(
    editor: QWidget, error: FieldError, before: QLabel | None = None, remark: QLabel | None = None, *, wide: bool = True
) -> QWidget:
    """The editor with its error below it, and below that what is said about it."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    if wide:
        column.addWidget(editor)
    else:
        column.addWidget(editor, 0, Qt.AlignmentFlag.AlignLeft)
    column.addWidget(error)
    if before is not None and remark is not None:
        said = QHBoxLayout()
        said.setSpacing(theme.S)
        said.addWidget(before, 0, _TOP)
        said.addWidget(remark, 1)
        column.addLayout(said)
    column.addStretch(1)
    return held
