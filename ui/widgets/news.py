"""What was said at the foot of the window, to be read again: newest first, with its time, until one signs out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import formats, theme
from ui.theme import Tone
from ui.widgets.drawer import Drawer
from ui.widgets.labels import label, rule, sign
from ui.widgets.states import EmptyState


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of news and when it was told."""

    words: str
    tone: Tone
    at: datetime


class NewsDrawer(Drawer):
    """The list, over the page on screen."""

    wide = 560

    def __init__(self, over: QWidget, told: Sequence[Told]) -> None:
        super().__init__(over, self.tr("消息"))
        for part in told_lines(told):
            self.body.addWidget(part)
        if not told:
            self.body.addWidget(
                EmptyState(self.tr("还没有消息"), self.tr("窗口里说过的话都会留在这里，退出登录后清除。"), icon="bell")
            )
        self.body.addStretch(1)
        self.closed.connect(self.deleteLater)


def told_lines(told: Sequence[Told]) -> Iterator[QWidget]:
    """A line for each, newest first, with rules between them."""
    for number, one in enumerate(reversed(told)):
        if number:
            yield rule()
        yield _line(one)


def _line(one: Told) -> QWidget:
    held = QWidget()
    held.setAccessibleName(one.words)
    row = QHBoxLayout(held)
    row.setContentsMargins(0, theme.XXS, 0, theme.XXS)
    row.setSpacing(theme.S)
    row.addWidget(sign(one.tone), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(one.words, wrap=True, selectable=True), 1)
    row.addWidget(label(formats.time_of_day(one.at), "faint"), 0, Qt.AlignmentFlag.AlignTop)
    return held
