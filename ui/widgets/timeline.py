"""What happened, newest first: a dot on a line, the thing in one sentence, when, and the detail below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.theme import Tone
from ui.widgets.chips import Chip
from ui.widgets.emptying import empty
from ui.widgets.labels import label


@dataclass(frozen=True, slots=True)
class Happening:
    """One row: when in words, what in one sentence, the detail, the tone of its dot, and a state beside it."""

    when: str
    title: str
    detail: str = ""
    tone: Tone = "text_3"
    state: str = ""
    state_tone: Tone = "text_2"


class TimelineRow(QWidget):
    """One thing that happened; the line runs on to the next unless it is the last."""

    def __init__(self, happening: Happening, *, last: bool = False) -> None:
        super().__init__()
        self._tone, self._last = happening.tone, last
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 2, 0, theme.XXS if last else theme.S)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(theme.XS)
        top.addWidget(label(happening.title, "strong", wrap=True), 1)
        if happening.state:
            top.addWidget(Chip(happening.state, happening.state_tone))
        top.addWidget(label(happening.when, "faint", right=True))
        column.addLayout(top)
        if happening.detail:
            column.addWidget(label(happening.detail, "muted", wrap=True, selectable=True))
        self.setAccessibleName(f"{happening.when} {happening.title} {happening.state}".strip())
        self.setAccessibleDescription(happening.detail)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = 2 + self.fontMetrics().height() / 2
        if not self._last:
            painter.setPen(QPen(theme.colour("line"), 2))
            painter.drawLine(QPointF(9, middle + 9), QPointF(9, self.height()))
        painter.setPen(QPen(theme.colour(self._tone), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(9, middle), 5, 5)


class Timeline(QWidget):
    """Rows in the order given."""

    def __init__(self, happenings: Iterable[Happening] = ()) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.show_happenings(happenings)

    def show_happenings(self, happenings: Iterable[Happening]) -> None:
        """Show these instead of what was shown."""
        empty(self._column)
        rows = list(happenings)
        for number, happening in enumerate(rows, start=1):
            self._column.addWidget(TimelineRow(happening, last=number == len(rows)))
