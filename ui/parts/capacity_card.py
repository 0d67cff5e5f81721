"""What the borrower can pay a month: one bar for the quick look, and on demand how it was worked out, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.domain.plans.affordability import Capacity
from fieldapp.domain.plans.estimates_explained import EstimateRole, ExplainedEstimate, explained
from ui import formats, words
from ui.i18n import translate
from ui.widgets.bars import CapacityBar, Mark
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.labels import label, rule
from ui.widgets.ledger import LedgerLine, Reason
from ui.widgets.states import Banner


class CapacityCard(Card):
    """`show_capacity` fills it. The bar marks each proposal's dearest row.

    Signals:
        visit_wanted: there is no observation yet, and the person wants to make one.
    """

    visit_wanted = Signal()

    def __init__(self, *, can_visit: bool = True) -> None:
        super().__init__(translate("CapacityCard", "每月能还多少"))
        self._can_visit, self._open = can_visit, False
        self._shown: tuple[Capacity | None, tuple[Mark, ...]] | None = None
        self._how = self.add_action("")
        self._how.clicked.connect(self._toggle)
        self._sentence = label("", "muted", wrap=True)
        self._bar = QVBoxLayout()
        self._lines = QWidget()
        self._lines.setMaximumWidth(560)
        self._line_column = QVBoxLayout(self._lines)
        self._line_column.setContentsMargins(0, 0, 0, 0)
        self._line_column.setSpacing(0)
        self._nothing = self._empty()
        self.add(self._sentence)
        self.body.addLayout(self._bar)
        for part in (self._lines, self._nothing):
            self.add(part)

    def show_capacity(self, capacity: Capacity | None, marks: Sequence[Mark] = ()) -> None:
        """Show what can be paid, with the marks of the plans; None says that nobody has seen the business yet."""
        if (capacity, tuple(marks)) == self._shown:
            return
        same = self._shown is not None and self._shown[0] == capacity
        self._shown = (capacity, tuple(marks))
        if same and capacity is not None and capacity.free > 0:
            empty(self._bar)
            self._bar.addWidget(_bar_of(capacity, marks))
            return
        self._nothing.setVisible(capacity is None)
        self._sentence.setVisible(capacity is not None)
        self._how.setVisible(capacity is not None)
        empty(self._bar)
        empty(self._line_column)
        if capacity is not None:
            self._sentence.setText(capacity_sentence(capacity))
            self._bar.addWidget(_bar_of(capacity, marks))
            self._fill_lines(capacity)
        self._show_lines(shown=self._open and capacity is not None)

    def _empty(self) -> Banner:
        told = translate(
            "CapacityCard", "还没有经营观察：没有销售和毛利，就不知道每月能还多少。外访时问到这两项，这里就会算出来。"
        )
        made = Banner(told, "info", action=translate("CapacityCard", "去外访") if self._can_visit else "")
        made.acted.connect(self.visit_wanted)
        return made

    def _fill_lines(self, capacity: Capacity) -> None:
        for line in estimate_lines(capacity):
            self._line_column.addWidget(line)
        if capacity.weak:
            told = translate("CapacityCard", "只有一种独立来源，把握不大：再从进货、客流或用电估一次更稳妥。")
            self._line_column.addWidget(Reason(told, "warn"))
        if capacity.contradicting:
            told = translate("CapacityCard", "各种估算相差超过四分之一，互相矛盾：请核对后再定。")
            self._line_column.addWidget(Reason(told, "warn"))
        self._line_column.addWidget(rule())
        gross = translate("CapacityCard", "毛利 = 月销售 × {margin}%").format(margin=capacity.margin_percent)
        self._line_column.addWidget(LedgerLine(gross, formats.amount(capacity.gross)))
        for field, minor in (
            ("costs_month", capacity.costs),
            ("household_month", capacity.household),
            ("other_debt_month", capacity.other_debt),
        ):
            self._line_column.addWidget(LedgerLine(f"{formats.MINUS} {words.observed(field)}", formats.amount(minor)))
        self._line_column.addWidget(rule())
        free = translate("CapacityCard", "每月结余")
        self._line_column.addWidget(LedgerLine(free, formats.amount(capacity.free)))
        taken = translate("CapacityCard", "可还能力 = 结余 × {share}%").format(share=f"{capacity.share * 100:.0f}")
        self._line_column.addWidget(LedgerLine(taken, formats.amount(capacity.monthly), strong=True))

    def _toggle(self) -> None:
        self._open = not self._open
        self._show_lines(shown=self._open)

    def _show_lines(self, *, shown: bool) -> None:
        self._lines.setVisible(shown)
        told = translate("CapacityCard", "收起算法") if shown else translate("CapacityCard", "怎样算出")
        self._how.setText(told)
        self._how.setAccessibleName(told)


def estimate_lines(capacity: Capacity) -> list[QWidget]:
    """Every estimate with its source, what it would mean a month, and why it is or is not the one taken."""
    lines: list[QWidget] = []
    for one in explained(capacity):
        lines.append(LedgerLine(words.estimate(one.name), formats.amount(one.amount), note=_why(one),
                                strong=one.role is not EstimateRole.HIGHER))  # fmt: skip
        means = translate("CapacityCard", "来源：{source}；按它算，每月可还 {monthly}")
        told = means.format(source=words.sales_source(one.source), monthly=formats.amount(one.monthly))
        if one.same_source:
            told += translate("CapacityCard", "；与另一项同一来源，不算独立")
        lines.append(label(told, "faint", wrap=True))
    return lines


def _why(one: ExplainedEstimate) -> str:
    if one.role is EstimateRole.LOWEST:
        return translate("CapacityCard", "最低，取此数")
    if one.role is EstimateRole.ALONE:
        return translate("CapacityCard", "只有这一种，取此数")
    if not one.above:
        return translate("CapacityCard", "与最低的相同")
    return translate("CapacityCard", "比最低的高 {sum}，不取").format(sum=formats.amount(one.above))


def span_words(capacity: Capacity) -> str:
    """The range of what could be paid, by the lowest and the highest estimate; empty where they are one."""
    low, high = capacity.span
    if low == high:
        return ""
    told = translate("CapacityCard", "每月可还 {low} – {high}，方案按低的 {low} 定。")
    return told.format(low=formats.amount(low), high=formats.amount(high))


def capacity_sentence(capacity: Capacity) -> str:
    """How the capacity came about, in one sentence."""
    estimates = translate("CapacityCard", "、").join(
        f"{words.estimate(name)} {formats.amount(minor)}" for name, minor in capacity.estimates
    )
    chosen = (
        translate("CapacityCard", "%n 种估算取最低：{estimates}。", "", len(capacity.estimates))
        if len(capacity.estimates) > 1
        else translate("CapacityCard", "只有一种估算：{estimates}。")
    )
    rest = translate(
        "CapacityCard",
        "毛利 {margin}%，扣经营 {costs}、家用 {household}、其他债务 {other}，余 {free}，按 {share}% 计。",
    )
    return (
        chosen.format(estimates=estimates)
        + span_words(capacity)
        + rest.format(
            margin=capacity.margin_percent,
            costs=formats.amount(capacity.costs),
            household=formats.amount(capacity.household),
            other=formats.amount(capacity.other_debt),
            free=formats.amount(capacity.free),
            share=f"{capacity.share * 100:.0f}",
        )
    )


def _bar_of(capacity: Capacity, marks: Sequence[Mark]) -> QWidget:
    if capacity.free <= 0:
        return Reason(translate("CapacityCard", "按这次观察，每月没有结余，分期难以维持；请考虑展期或减免。"), "warn")
    safe = Mark(translate("CapacityCard", "可还能力"), capacity.monthly)
    limit = Mark(translate("CapacityCard", "每月结余"), capacity.free)
    return CapacityBar(safe, limit, marks)
