"""What was seen of the business, each value with the one of the time before beside it."""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from fieldapp.domain.case import Visit
from fieldapp.domain.observation import Observation
from ui import formats, theme, words
from ui.i18n import translate
from ui.widgets.card import Card
from ui.widgets.labels import label


class ObservationCard(Card):
    """One visit's observation; what was neither seen nor asked is left out."""

    def __init__(self, visit: Visit | None, before: Observation | None, zone: str) -> None:
        super().__init__(translate("ObservationCard", "经营观察"))
        if visit is None:
            self.add(label(translate("ObservationCard", "提出这份方案时没有经营观察。"), "muted", wrap=True))
            return
        content = visit.content
        facts = [formats.short_moment(content.arrived_at, zone), words.met(content.met), words.outcome(content.outcome)]
        if content.cause is not None:
            facts.append(words.cause(content.cause))
        self.add(label(" · ".join(facts), "muted", wrap=True))
        self.add(_values(content.observation, before))
        if content.note:
            self.add(label(f"“{content.note}”", wrap=True, selectable=True))


def _values(observation: Observation, before: Observation | None) -> QWidget:
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.M)
    grid.setVerticalSpacing(theme.XXS)
    grid.setColumnStretch(0, 1)
    for row, (name, value, last) in enumerate(observed_lines(observation, before)):
        grid.addWidget(label(name, "muted"), row, 0)
        grid.addWidget(label(value, right=True), row, 1)
        if last:
            grid.addWidget(label(last, "faint"), row, 2, Qt.AlignmentFlag.AlignRight)
    return held


def observed_lines(observation: Observation, before: Observation | None) -> list[tuple[str, str, str]]:
    """Name, value, and last time's value in words, for everything that was seen or asked."""
    lines = []
    for field in fields(Observation):
        value = getattr(observation, field.name)
        if value is None:
            continue
        last = getattr(before, field.name) if before is not None else None
        told = translate("ObservationCard", "上次 {value}").format(value=words.observed_value(field.name, last))
        now = words.observed_value(field.name, value)
        lines.append((words.observed(field.name), now, told if last is not None else ""))
    return lines
