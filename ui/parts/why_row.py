"""A reason asked for in place, before something that cannot be taken back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.i18n import translate
from ui.widgets.buttons import button
from ui.widgets.checked_edit import FieldError
from ui.widgets.labels import label

LONGEST = 300


class WhyRow(QWidget):
    """The question, a line to answer it, and the two ways on.

    Signals:
        given: (str) do it for this reason. cancelled: leave it.
    """

    given = Signal(str)
    cancelled = Signal()

    def __init__(self, question: str, go: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.XS, 0, 0)
        column.setSpacing(theme.XXS)
        column.addWidget(label(question, "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        self._error = FieldError()
        self.edit = QLineEdit()
        self.edit.setMaxLength(LONGEST)
        self.edit.setMinimumHeight(theme.TARGET)
        self.edit.setAccessibleName(question)
        self.edit.returnPressed.connect(self._give)
        self.edit.textChanged.connect(lambda _text: self._error.say(""))
        row.addWidget(self.edit, 1)
        self.go = button(go, "danger")
        self.go.clicked.connect(self._give)
        leave = button(translate("WhyRow", "不做了"), "plain")
        leave.clicked.connect(self._leave)
        row.addWidget(self.go)
        row.addWidget(leave)
        column.addLayout(row)
        column.addWidget(self._error)
        self.setFocusProxy(self.edit)

    def _give(self) -> None:
        reason = self.edit.text().strip()
        if reason:
            self.given.emit(reason)
        else:
            self._error.say(translate("WhyRow", "请写明原因"))

    def _leave(self) -> None:
        self.hide()
        self.cancelled.emit()
