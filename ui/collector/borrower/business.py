"""The business as it was last seen, against the time before, and what it can pay a month."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.plans.affordability import Capacity
from ui import formats, theme, words
from ui.i18n import translate
from ui.viewmodels.observed import OUTGOINGS, Compared, compare, seen_visits
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.labels import Picture, label, rule
from ui.widgets.ledger import LedgerLine

ARROWS = {"up": "trend_up", "down": "trend_down", "level": "trend_level"}
ARROW = 16


class BusinessCard(Card):
    """What was seen, row by row, and the capacity with its lines."""

    def __init__(self, seen: CaseView, capacity: Capacity | None) -> None:
        super().__init__(translate("BusinessCard", "经营状况"))
        self.body.setSpacing(theme.XXS)
        visits = seen_visits(seen)
        if not visits:
            self.add(label(self.tr("还没有走访看过经营。第一次外访请记下营业、客流和备货。"), "muted", wrap=True))
            return
        zone = seen.case.zone
        when = self.tr("{day} 外访所见").format(day=formats.short_moment(visits[0].content.arrived_at, zone))
        if len(visits) > 1:
            before = formats.short_moment(visits[1].content.arrived_at, zone)
            when = self.tr("{when}，与 {before} 比较").format(when=when, before=before)
        self.add(label(when, "faint", wrap=True))
        earlier = visits[1].content.observation if len(visits) > 1 else None
        rows = compare(visits[0].content.observation, earlier)
        for one in rows:
            if one.field not in OUTGOINGS:
                self.add(_Row(one, arrows=earlier is not None))
        self.add(rule())
        self.add(CapacityLines(capacity, [one for one in rows if one.field in OUTGOINGS]))


class CapacityLines(QWidget):
    """What the business can pay a month; the press on "怎么算" opens the lines it is made of."""

    def __init__(self, capacity: Capacity | None, outgoings: Sequence[Compared] = ()) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.XXS, 0, 0)
        column.setSpacing(0)
        if capacity is None:
            column.addWidget(label(self.tr("可还能力：还缺销售或毛利率，算不出来。"), "muted", wrap=True))
            for one in outgoings:
                column.addWidget(_Row(one, arrows=any(each.trend for each in outgoings)))
            return
        row = QHBoxLayout()
        row.addWidget(label(self.tr("可还能力"), "strong"))
        self._how = button(self.tr("怎么算"), "quiet", "chevron_down")
        row.addWidget(self._how)
        row.addStretch(1)
        row.addWidget(label(self.tr("{sum} / 月").format(sum=formats.money(capacity.monthly)), "strong", right=True))
        column.addLayout(row)
        self._lines = QWidget()
        lines = QVBoxLayout(self._lines)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        before = {one.field: one.before for one in outgoings if one.before}
        for line in _capacity_lines(capacity, before):
            lines.addWidget(line)
        self._lines.hide()
        column.addWidget(self._lines)
        self._how.clicked.connect(lambda: self._lines.setVisible(self._lines.isHidden()))


class _Row(QWidget):
    """One thing observed; where `arrows` are shown at all, a row without one keeps its room."""

    def __init__(self, one: Compared, *, arrows: bool = True) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(theme.XXS)
        row.addWidget(label(one.name, "muted"))
        row.addStretch(1)
        before = translate("BusinessCard", "上次 {value}").format(value=one.before) if one.before else ""
        if before and one.trend != "level":
            row.addWidget(label(before, "faint", right=True))
        row.addWidget(label(one.now, right=True))
        if one.trend:
            row.addWidget(Picture(ARROWS.get(one.trend, "dot"), one.tone, ARROW))
        elif arrows:
            row.addSpacing(theme.scaled(ARROW) + theme.XXS)
        self.setAccessibleName(f"{one.name} {one.now} {before}".strip())


def _capacity_lines(capacity: Capacity, before: dict[str, str]) -> list[LedgerLine]:
    lowest = translate("BusinessCard", "取最低")
    lines = [
        LedgerLine(words.estimate(name), formats.amount(minor), note=lowest if minor == capacity.sales else "")
        for name, minor in capacity.estimates
    ]
    gross = translate("BusinessCard", "毛利（毛利率 {percent}%）").format(percent=capacity.margin_percent)
    lines.append(LedgerLine(gross, formats.amount(capacity.gross)))
    for field, minor in (
        ("costs_month", capacity.costs),
        ("household_month", capacity.household),
        ("other_debt_month", capacity.other_debt),
    ):
        told = translate("BusinessCard", "上次 {value}").format(value=before[field]) if field in before else ""
        lines.append(LedgerLine(words.observed(field), formats.amount(-minor), note=told))
    share = f"{capacity.share * 10:.0f}"
    lines.append(LedgerLine(translate("BusinessCard", "每月剩余"), formats.amount(capacity.free), strong=True))
    told = translate("BusinessCard", "方案最多用其中 {tenths} 成").format(tenths=share)
    lines.append(LedgerLine(told, formats.amount(capacity.monthly), strong=True))
    return lines
