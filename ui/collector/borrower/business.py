"""The business as it was last seen, against the time before, and what it can pay a month."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.case import Visit
from fieldapp.domain.observation import Observation
from fieldapp.domain.plans.affordability import Capacity
from fieldapp.domain.survey import Survey
from fieldapp.services.look_at_case import CasePage
from ui import formats, theme, words
from ui.collector.borrower.scores import ScoresPart, below
from ui.i18n import translate
from ui.viewmodels.observed import OUTGOINGS, Compared, compare, seen_visits
from ui.widgets.buttons import button, rename
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.labels import Picture, label, rule
from ui.widgets.ledger import LedgerLine

ARROWS = {"up": "trend_up", "down": "trend_down", "level": "trend_level"}
ARROW = 16


FIRST_ROWS = 6
"""So many rows are seen at once; the others are one press away."""
FIRST = (
    "open_status",
    "customers_10min",
    "crowd",
    "stock_level",
    "staff_now",
    "sales_month_claimed",
    "sales_day_claimed",
    "margin_percent",
)
"""What is looked at first."""


class BusinessCard(Card):
    """The scores, what was seen row by row beside what was seen before, and the capacity with its lines.

    Beside the last visit stands the one before it, or what the survey before the loan saw.
    """

    def __init__(self) -> None:
        super().__init__(translate("BusinessCard", "经营状况"))
        self.body.setSpacing(theme.XXS)
        self._survey: Survey | None = None
        self._zone = ""
        self._visits: list[Visit] = []
        self._all = self._with_survey = False
        self._scores = ScoresPart()
        self.add(self._scores)
        self.add(rule())
        self._rows = QWidget()
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.XXS)
        self.add(self._rows)
        self._more = button("", "quiet", "chevron_down")
        self._more.clicked.connect(self._open_all)
        self.add(self._more)
        self.add(rule())

    def show_page(self, page: CasePage) -> None:
        """Show the business of a case; once."""
        seen = page.seen
        self._survey, self._zone = seen.case.survey, seen.case.zone
        self._visits = seen_visits(seen)
        if self._visits and self._survey is not None:
            self._against = self.add_action(self.tr("与贷前比较"), "compare")
            self._against.clicked.connect(self._turn)
        self._scores.show_scores(page.outlook.assessment, page.outlook.top)
        self._fill()
        outgoings = [one for one in self._compared() if one.field in OUTGOINGS]
        self.add(CapacityLines(page.capacity, outgoings, visited=bool(self._visits)))

    def _turn(self) -> None:
        """Compare with the survey before the loan, or with the visit before."""
        self._with_survey = not self._with_survey
        rename(self._against, self.tr("与上次比较") if self._with_survey else self.tr("与贷前比较"))
        self._fill()

    def _open_all(self) -> None:
        self._all = not self._all
        self._fill()

    def _earlier(self) -> Observation | None:
        if self._with_survey and self._survey is not None:
            return self._survey.observation
        return self._visits[1].content.observation if len(self._visits) > 1 else None

    def _compared(self) -> list[Compared]:
        if not self._visits:
            return compare(self._survey.observation, None) if self._survey is not None else []
        return compare(self._visits[0].content.observation, self._earlier())

    def _fill(self) -> None:
        empty(self._column)
        self._column.addWidget(label(self._when(), "faint" if self._visits or self._survey else "muted", wrap=True))
        if self._survey is not None and self._survey.note and (self._with_survey or not self._visits):
            self._column.addWidget(label(self._survey.note, "muted", wrap=True, selectable=True))
        rows = [one for one in self._compared() if one.field not in OUTGOINGS]
        rows.sort(key=lambda one: FIRST.index(one.field) if one.field in FIRST else len(FIRST))
        shown = rows if self._all else rows[:FIRST_ROWS]
        for one in shown:
            self._column.addWidget(_Row(one, arrows=self._earlier() is not None, before_words=self._before_words()))
        left = len(rows) - FIRST_ROWS
        rename(self._more, self.tr("收起") if self._all else self.tr("其余 %n 项", "", max(left, 0)))
        self._more.setVisible(left > 0)

    def _before_words(self) -> str:
        return (
            translate("BusinessCard", "贷前 {value}")
            if self._with_survey
            else translate("BusinessCard", "上次 {value}")
        )

    def _when(self) -> str:
        """When it was seen, and with what it is compared."""
        survey = self._survey
        if not self._visits:
            if survey is None:
                return self.tr("还没有走访看过经营。第一次外访请记下营业、客流和备货。")
            return self.tr("还没有走访看过经营；{day} 贷前调查（{by}）所见").format(
                day=formats.iso_date(survey.on), by=survey.by
            )
        when = self.tr("{day} 外访所见").format(
            day=formats.short_moment(self._visits[0].content.arrived_at, self._zone)
        )
        if self._with_survey and survey is not None:
            before = self.tr("{day} 贷前调查").format(day=formats.iso_date(survey.on))
        elif len(self._visits) > 1:
            before = formats.short_moment(self._visits[1].content.arrived_at, self._zone)
        else:
            return when
        return self.tr("{when}，与 {before} 比较").format(when=when, before=before)


class CapacityLines(QWidget):
    """What the business can pay a month; the press on "怎么算" opens the lines it is made of."""

    def __init__(self, capacity: Capacity | None, outgoings: Sequence[Compared] = (), *, visited: bool = True) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.XXS, 0, 0)
        column.setSpacing(0)
        if capacity is None:
            column.addWidget(label(self._unknown(visited=visited), "muted", wrap=True))
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
        before = {one.field: one.before for one in outgoings if one.before}
        self._explained: Callable[[], list[LedgerLine]] = lambda: _capacity_lines(capacity, before)
        self._lines: QWidget | None = None
        self._how.clicked.connect(self._open)

    def _open(self) -> None:
        if self._lines is None:
            self._lines = below(self, self._explained())
        self._lines.setVisible(self._lines.isHidden())

    def _unknown(self, *, visited: bool) -> str:
        """The survey before the loan is too old to say what can be paid now."""
        if not visited:
            return self.tr("可还能力：按外访所见计算，还没有外访。")
        return self.tr("可还能力：还缺销售或毛利率，算不出来。")


class _Row(QWidget):
    """One thing observed; where `arrows` are shown at all, a row without one keeps its room."""

    def __init__(self, one: Compared, *, arrows: bool = True, before_words: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(theme.XXS)
        row.addWidget(label(one.name, "muted"))
        row.addStretch(1)
        words_before = before_words or translate("BusinessCard", "上次 {value}")
        before = words_before.format(value=one.before) if one.before else ""
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
