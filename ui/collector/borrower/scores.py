"""Ability and willingness to pay, as the rules of scoring see them: the figure, what it is made of, what is missing.

A score explains itself and decides nothing (个人信息保护法 24): its heaviest contributions stand below it with where
each answer came from and what it was before.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.domain.strategy.scoring import Assessment, Contribution, Score
from ui import formats, messages, theme
from ui.i18n import translate
from ui.theme import Tone
from ui.widgets.bars import Meter
from ui.widgets.buttons import button, rename
from ui.widgets.emptying import let_go
from ui.widgets.labels import label
from ui.widgets.ledger import LedgerLine

ENOUGH = 50
"""From here on a score is on the good side; the mark in the middle of the bar."""


class ScoresPart(QWidget):
    """Both scores with the type they suggest; a press opens what they are made of."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XXS)
        self._meters = [Meter("", 0, note=" ") for _ in range(2)]
        for meter in self._meters:
            column.addWidget(meter)
        self._suggests = label("", "muted", wrap=True)
        column.addWidget(self._suggests)
        self._why = button(self.tr("评分依据"), "quiet", "chevron_down")
        self._why.clicked.connect(self._toggle)
        column.addWidget(self._why, 0, Qt.AlignmentFlag.AlignLeft)
        self._found: list[Score] = []
        self._top = 0
        self._lines: QWidget | None = None

    def show_scores(self, assessment: Assessment, top: int) -> None:
        """Show what the rules say; once."""
        self._top = top
        self._found = [score for score in (assessment.ability, assessment.willingness) if score is not None]
        for meter, score in zip(self._meters, self._found, strict=False):
            _show(meter, score)
        for meter in self._meters[len(self._found) :]:
            let_go(meter)
        self._suggests.setText(suggestion(assessment))
        self._why.setVisible(bool(self._found))

    def _toggle(self) -> None:
        if self._lines is None:
            self._lines = below(self, [part for score in self._found for part in _explained(score, self._top)])
        self._lines.setVisible(self._lines.isHidden())
        rename(self._why, self.tr("评分依据") if self._lines.isHidden() else self.tr("收起评分依据"))


def below(part: QWidget, lines: Sequence[QWidget]) -> QWidget:
    """Lines at the end of a part, hidden: they are made when somebody asks for them the first time."""
    held = QWidget(part)
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for line in lines:
        column.addWidget(line)
    held.hide()
    within = part.layout()
    assert within is not None
    within.addWidget(held)
    return held


def suggestion(assessment: Assessment) -> str:
    """What kind of client the scores point at, and how far that may be relied on."""
    client = assessment.client
    standing = messages.say(f"score.standing.{client.standing}").text
    if client.type is None:
        return standing
    kind = messages.say(f"score.type.{client.type}").text
    return translate("ScoresPart", "{type}：{standing}").format(type=kind, standing=standing)


def _show(meter: Meter, score: Score) -> None:
    value = _whole(score.value)
    tone: Tone = "text_3" if score.insufficient else "accent" if value >= ENOUGH else "warn"
    sure = translate("ScoresPart", "把握 {percent}%").format(percent=_whole(score.confidence * 100))
    meter.set(messages.say(f"score.{score.kind}").text, value, tone, sure)


def _explained(score: Score, top: int) -> list[QWidget]:
    """The heaviest contributions, and which answers are missing."""
    name = messages.say(f"score.{score.kind}").text
    parts: list[QWidget] = [label(name, "strong")]
    parts += [_contribution(one) for one in score.top(top)]
    if score.missing:
        names = formats.listed(messages.say(f"score.input.{code}").text for code in score.missing[:top])
        left = len(score.missing) - top
        told = translate("ScoresPart", "还没有了解：{names}").format(names=names)
        more = translate("ScoresPart", "等 %n 项", "", len(score.missing)) if left > 0 else ""
        parts.append(label(f"{told} {more}".strip(), "faint", wrap=True))
    return parts


def _contribution(one: Contribution) -> QWidget:
    source = messages.say(f"score.source.{one.source}").text
    notes = [source]
    if one.delta:
        notes.append(translate("ScoresPart", "上次 {points}").format(points=signed(one.previous_points or Fraction(0))))
    line = LedgerLine(messages.say(f"score.input.{one.code}").text, signed(one.points), note=" · ".join(notes))
    line.setToolTip(" → ".join(part for part in (one.previous_value, one.value) if part))
    return line


def signed(points: Fraction) -> str:
    """Points with their sign, to one place: "+7.5"."""
    value = round(Decimal(points.numerator) / points.denominator, 1)
    return f"{value.normalize():+f}" if value else "0"


def _whole(value: Fraction) -> int:
    return int(value + Fraction(1, 2))
