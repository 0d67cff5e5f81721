"""What happened, newest first: a dot on a line, the thing in one sentence, when, and the detail below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.theme import Tone
from ui.widgets.buttons import button
from ui.widgets.chips import Chip
from ui.widgets.copyable import Copyable
from ui.widgets.emptying import let_go
from ui.widgets.labels import label
from ui.widgets.unhurried import resting

LARGE_TEXT = 1.2
"""Size of text from which on a title and its time no longer stand beside each other."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One row: when in words, what in one sentence, the detail, the tone of its dot, and a state beside it.

    Attributes:
        act: what can be done about it, as a button says it; empty for nothing. about: the id of what it is done about.
    """

    when: str
    title: str
    detail: str = ""
    tone: Tone = "text_3"
    state: str = ""
    state_tone: Tone = "text_2"
    act: str = ""
    about: str = ""


class TimelineRow(QWidget):
    """One thing that happened; the line runs on to the next unless it is the last.

    Signals:
        acted: (str) its button was pressed; what it is about.
    """

    acted = Signal(str)

    def __init__(self, happening: Happening, *, last: bool = False) -> None:
        super().__init__()
        self._last = last
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2)
        self._set_margins()
        self._title, self._when = label("", "strong", wrap=True), label("", "faint", right=True)
        self._aside = QHBoxLayout()
        self._aside.setSpacing(theme.XS)
        self._aside.addWidget(self._when, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(_beside(self._title, self._aside))
        self._detail = Copyable("", "muted")
        self._column.addWidget(self._detail)
        self.show_happening(happening)

    def show_happening(self, happening: Happening) -> None:
        """Say what happened, for a row that was made ahead; once."""
        self.happening, self._tone = happening, happening.tone
        self._title.setText(happening.title)
        self._when.setText(happening.when)
        if happening.state:
            chip = Chip(happening.state, happening.state_tone)
            self._aside.insertWidget(0, chip, 0, Qt.AlignmentFlag.AlignTop)
        self._detail.setText(happening.detail)
        self._detail.setVisible(bool(happening.detail))
        if happening.act:
            act = button(happening.act, "quiet", "edit", says=f"{happening.act}：{happening.when} {happening.title}")
            act.clicked.connect(lambda: self.acted.emit(happening.about))
            self._column.addWidget(act, 0, Qt.AlignmentFlag.AlignLeading)
        self.setAccessibleName(f"{happening.when} {happening.title} {happening.state}".strip())
        self.setAccessibleDescription(happening.detail)

    def set_last(self, last: bool) -> None:
        """Whether the line ends here."""
        if last != self._last:
            self._last = last
            self._set_margins()
            self.update()

    def _set_margins(self) -> None:
        """The rail of dots is at the leading side, whichever that is."""
        rail, below = 28, theme.XXS if self._last else theme.S
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._column.setContentsMargins(0 if mirrored else rail, 2, rail if mirrored else 0, below)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = 2 + self.fontMetrics().height() / 2
        at = self.width() - 9 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 9
        if not self._last:
            painter.setPen(QPen(theme.colour("line"), 2))
            painter.drawLine(QPointF(at, middle + 9), QPointF(at, self.height()))
        painter.setPen(QPen(theme.colour(self._tone), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(at, middle), 5, 5)


def _beside(title: QWidget, aside: QHBoxLayout) -> QBoxLayout:
    """The title with state and time beside it; with large text below it, so that the title keeps the width."""
    large = theme.current().text_scale > LARGE_TEXT
    top = QBoxLayout(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight)
    top.setSpacing(theme.XXS if large else theme.XS)
    top.addWidget(title, 0 if large else 1)
    if large:
        aside.addStretch(1)
    top.addLayout(aside)
    return top


class Timeline(QWidget):
    """Rows in the order given, all at once or a few at a time. A row that stays the same is not made again.

    Signals:
        acted: (str) the button of a row was pressed; what that row is about.
    """

    acted = Signal(str)

    def __init__(self, happenings: Iterable[Happening] = ()) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: list[TimelineRow] = []
        self._spare: dict[Happening, TimelineRow] = {}
        self._coming: list[Happening] = []
        self._ready: list[TimelineRow] = []
        self.show_happenings(happenings)

    def show_happenings(self, happenings: Iterable[Happening]) -> None:
        """Show these instead of what was shown."""
        self.begin(happenings)
        while self.build(len(self._coming)):
            pass

    def begin(self, happenings: Iterable[Happening]) -> None:
        """These are to be shown instead: nothing changes before `build` is called."""
        self._coming = list(happenings)
        self._spare |= {row.happening: row for row in self._rows[self._same() :]}
        del self._rows[self._same() :]
        self._coming = self._coming[len(self._rows) :]

    def build(self, count: int) -> bool:
        """Make the next `count` rows; whether any are left to be made."""
        with resting(self):
            for _ in range(min(count, len(self._coming))):
                self._put(self._coming.pop(0))
            if self._coming:
                return True
            self._end()
            return False

    def _put(self, happening: Happening) -> None:
        row = self._spare.pop(happening, None)
        if row is not None:
            self._column.removeWidget(row)
        elif self._ready:
            row = self._ready.pop(0)
            self._column.removeWidget(row)
            row.show_happening(happening)
        else:
            row = self._made(happening)
        self._column.insertWidget(len(self._rows), row)
        self._rows.append(row)
        row.raise_()  # one that is used again comes where it is read aloud
        if self.isVisible():
            row.show()

    def make_ready(self, count: int) -> None:
        """Make rows before anything is known of them."""
        while len(self._ready) < count:
            row = self._made(Happening("", ""))
            self._column.addWidget(row)
            self._ready.append(row)

    def _made(self, happening: Happening) -> TimelineRow:
        row = TimelineRow(happening)
        row.acted.connect(self.acted)
        return row

    def _same(self) -> int:
        """How many rows at the top are as they shall be."""
        same = 0
        for row, wanted in zip(self._rows, self._coming, strict=False):
            if row.happening != wanted:
                break
            same += 1
        return same

    def _end(self) -> None:
        """Let go of what is not shown any more, and end the line at the last row."""
        for row in (*self._spare.values(), *self._ready):
            self._column.removeWidget(row)
            let_go(row)
        self._spare.clear()
        self._ready.clear()
        for number, row in enumerate(self._rows, start=1):
            row.set_last(number == len(self._rows))
