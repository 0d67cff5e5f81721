"""The clock of a claimed payment: said to be made, being cleared, in the account; with the day of each step reached."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from fieldapp.domain.matter import MatterState
from fieldapp.services.raise_matter import MatterLine
from ui import formats, theme, words
from ui.i18n import translate
from ui.theme import Tone
from ui.widgets.labels import label

_AT = {MatterState.OPEN: 0, MatterState.CLEARING: 1, MatterState.POSTED: 2}


class ClaimClock(QWidget):
    """声称已付 → 清算中 → 已入账; a claim that ended otherwise says so in the last place."""

    def __init__(self, line: MatterLine) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.XXS, 0, theme.XXS)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(2)
        steps = _steps(line)
        for number, (name, told, tone) in enumerate(steps):
            grid.setColumnStretch(number, 1)
            reached = tone is not None
            follows = number + 1 < len(steps) and steps[number + 1][2] is not None
            grid.addWidget(_Dot(tone, follows=follows, last=number + 1 == len(steps)), 0, number)
            grid.addWidget(label(name, "strong" if reached else "muted", wrap=True), 1, number)
            grid.addWidget(label(told, "faint", wrap=True), 2, number)
        self.setAccessibleName(formats.listed(f"{name} {told}".strip() for name, told, _ in steps))


def _steps(line: MatterLine) -> list[tuple[str, str, Tone | None]]:
    """Name, day and tone of each step; no tone where it was not reached."""
    matter = line.matter
    zone_days = {step.to: formats.short_moment(step.at) for step in matter.steps}
    here = _AT.get(line.state, -1)
    claimed = translate("ClaimClock", "{day} 提出").format(day=formats.short_date(matter.content.on))
    clearing = zone_days.get(MatterState.CLEARING, "")
    first: Tone = "ok" if here > 0 or here < 0 else "warn"
    second: Tone | None = "ok" if here == 2 or (here < 0 and clearing) else "warn" if here == 1 else None
    steps: list[tuple[str, str, Tone | None]] = [
        (translate("ClaimClock", "声称已付"), claimed, first),
        (words.matter_state(MatterState.CLEARING), clearing or _answer_by(line), second),
    ]
    if here < 0:
        ended = formats.short_moment(matter.steps[-1].at) if matter.steps else ""
        return [*steps, (words.matter_state(line.state), ended, words.matter_tone(line.state))]
    posted = words.matter_state(MatterState.POSTED)
    if line.payment is None:
        return [*steps, (posted, zone_days.get(MatterState.POSTED, ""), "ok" if here == 2 else None)]
    told = translate("ClaimClock", "{day} 入账 {sum}").format(
        day=formats.short_date(line.payment.received_on), sum=formats.money(line.payment.amount)
    )
    return [*steps, (posted, told, "ok")]


def _answer_by(line: MatterLine) -> str:
    day = line.dates.answer_by if line.resting else None
    return translate("ClaimClock", "应于 {day} 前查清").format(day=formats.short_date(day)) if day else ""


class _Dot(QWidget):
    """The mark of a step and the line to the next one."""

    SIDE = 12

    def __init__(self, tone: Tone | None, *, follows: bool, last: bool) -> None:
        super().__init__()
        self._tone, self._follows, self._last = tone, follows, last
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(60, self.SIDE + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if mirrored:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        middle = self.height() / 2
        if not self._last:
            style = Qt.PenStyle.SolidLine if self._follows else Qt.PenStyle.DotLine
            painter.setPen(QPen(theme.colour("ok" if self._follows else "field_line"), 2, style))
            painter.drawLine(QPointF(self.SIDE + 6, middle), QPointF(self.width() - 4, middle))
        where = QRectF(1, middle - self.SIDE / 2, self.SIDE, self.SIDE)
        painter.setPen(QPen(theme.colour(self._tone or "field_line"), 2))
        painter.setBrush(theme.colour(self._tone) if self._tone else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(where.adjusted(1, 1, -1, -1))
