"""A line that is wanted now and then, behind a word that opens it: what everybody needs stays short."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons import button
from ui.widgets.labels import label


class Unfold(QWidget):
    """The word, and below it the line once it was pressed."""

    def __init__(self, words: str, line: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.opener = button(words, "plain", "chevron_down")
        self.line = label(line, "faint", wrap=True)
        self.line.hide()
        self.opener.clicked.connect(lambda: self.line.setVisible(self.line.isHidden()))
        column.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.line)
