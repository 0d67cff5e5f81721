"""What a card says of a plan that can be carried out; its parts stay and are given other words, figure by figure."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.plans.authority import Requirement
from fieldapp.domain.plans.bundle import BundleRow, Merged
from fieldapp.domain.plans.plan import PlanKind
from fieldapp.domain.plans.solver import capacity_per_row
from fieldapp.domain.strategy.comparison import Way
from ui import formats, theme, words
from ui.i18n import translate
from ui.parts.meaning import meaning
from ui.parts.plan_terms_words import terms_words
from ui.parts.requirement import RequirementNote
from ui.theme import Tone
from ui.viewmodels.plan_desk import Proposal
from ui.widgets.curve import BalanceCurve
from ui.widgets.emptying import let_go
from ui.widgets.labels import label
from ui.widgets.ledger import LedgerLine, Reason

NAMES = ("base", "interest", "arrears", "total", "waived")


class ProposalBody(QWidget):
    """`show_proposal` fills it and may be called for every key."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.XS)
        self._why = label("", "muted", wrap=True)
        self._terms = label("", "muted", wrap=True)
        self._figure = label("", "figure")
        self._meaning = label("", "faint", wrap=True)
        self._curve = BalanceCurve((0,))
        self._legend = label("", "faint", wrap=True)
        for part in (self._why, self._terms, self._figure, self._meaning, self._curve, self._legend):
            self._column.addWidget(part)
        self._lines = {name: LedgerLine(told, "") for name, told in zip(NAMES, _names(), strict=True)}
        close = QVBoxLayout()
        close.setSpacing(0)
        for line in self._lines.values():
            close.addWidget(line)
        close.addLayout(self._worth_row())
        self._column.addLayout(close)
        self._bearing: tuple[tuple[str, Tone], Reason] | None = None
        self._needed: tuple[Requirement, RequirementNote] | None = None

    def show_proposal(self, proposal: Proposal, merged: Merged, capacity: int | None) -> None:
        """Show this one."""
        why = proposal.arrangement.why
        self._why.setText(words.plan_why(why) if why is not None else "")
        self._why.setVisible(why is not None)
        self._terms.setText(_bundled(proposal, terms_words(proposal.option.terms, merged)))
        self._figure.setText(_figure(merged.rows))
        self._meaning.setText(_figure_meaning(merged.rows))
        self._show_curve(proposal)
        sums = (merged.base, merged.interest, merged.side_pot.total - _of_pot(proposal), merged.total, merged.waived)
        for (name, line), minor in zip(self._lines.items(), sums, strict=True):
            line.set_value(formats.amount(minor))
            line.setVisible(bool(minor) or name in {"base", "total"})
        self._worth.setText(formats.amount(proposal.worth.present(Way.PLAN)) if proposal.worth else "—")
        self._show_bearing(bearing(proposal, merged, capacity))
        self._show_needed(proposal.arrangement.requirement)

    def _worth_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.XXS)
        name = translate("ProposalBody", "对贷方的预期现值")
        self._worth = label("", right=True)
        told = translate(
            "ProposalBody",
            "把各期还款按能收到的可能折算，再按年折现率折成今天的价值。它不是借款人要还的数，只用来和维持现状、起诉比较。",
        )
        row.addWidget(label(name, "muted"))
        row.addWidget(meaning(name, told), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self._worth)
        return row

    def _show_curve(self, proposal: Proposal) -> None:
        curve, contract = proposal.curve, proposal.contract
        if curve is None:
            return
        days = [formats.short_date(day) for day in curve.days]
        own = contract is not None and len(contract.days) > 1
        self._curve.show_balances(
            curve.balances,
            contract.balances if contract is not None and own else (),
            days,
            days=curve.days,
            compare_days=contract.days if contract is not None and own else (),
            compare_name=translate("ProposalBody", "原合同"),
        )
        both = translate("ProposalBody", "实线：剩余本金　虚线：原合同应剩")
        self._legend.setText(both if own else translate("ProposalBody", "实线：剩余本金　原合同的期限已过"))

    def _show_bearing(self, told: tuple[str, Tone] | None) -> None:
        if self._bearing is not None and self._bearing[0] == told:
            return
        if self._bearing is not None:
            let_go(self._bearing[1])
        self._bearing = None if told is None else (told, Reason(*told))
        if self._bearing is not None:
            self._column.insertWidget(self._column.count() - (self._needed is not None), self._bearing[1])

    def _show_needed(self, needed: Requirement | None) -> None:
        if self._needed is not None and self._needed[0] == needed:
            return
        if self._needed is not None:
            let_go(self._needed[1])
        self._needed = None if needed is None else (needed, RequirementNote(needed))
        if self._needed is not None:
            self._column.addWidget(self._needed[1])


def bearing(proposal: Proposal, merged: Merged, capacity: int | None) -> tuple[str, Tone] | None:
    """Whether the borrower can pay it, in words with their tone; None where nobody knows."""
    if capacity is None:
        return None
    over, terms = proposal.arrangement.over_capacity, proposal.option.terms
    if not over:
        return translate("ProposalCard", "每期都在可还能力之内"), "ok"
    if terms.kind is PlanKind.SETTLEMENT:
        told = translate("ProposalCard", "须一次拿出，相当于 {months} 个月的可还能力：问清这笔钱从哪里来")
        return told.format(months=-(-merged.highest_row // capacity) if capacity else "∞"), "warn"
    if len(proposal.arrangement.parts) > 1 or terms.kind is PlanKind.CUSTOM:
        told = translate("ProposalCard", "还得最多的一个月超出可还能力 {sum}")
        return told.format(sum=formats.money(over)), "warn"
    dearest = max(merged.rows, key=lambda row: row.total)
    above = sum(row.total > capacity_per_row(capacity, terms) for row in merged.rows)
    if above == 1:
        told = translate("ProposalCard", "第 {number} 期超出可还能力 {sum}")
    else:
        told = translate("ProposalCard", "%n 期超出可还能力，最多超出 {sum}（第 {number} 期）", "", above)
    return told.format(number=dearest.number, sum=formats.money(over)), "warn"


def _names() -> tuple[str, ...]:
    return (
        translate("ProposalCard", "计划本金"),
        translate("ProposalCard", "计划利息"),
        translate("ProposalCard", "往期欠息费"),
        translate("ProposalCard", "共还"),
        translate("ProposalCard", "减免（履行完毕才生效）"),
    )


def _of_pot(proposal: Proposal) -> int:
    return sum(part.terms.waived_pot for part in proposal.arrangement.parts)


def _bundled(proposal: Proposal, told: str) -> str:
    """How many loans it covers, where there are several."""
    count = len(proposal.arrangement.parts)
    if count == 1:
        return told
    together = translate("ProposalBody", "%n 笔借款一并", "", count)
    return f"{together} · {told}"


def _figure(rows: tuple[BundleRow, ...]) -> str:
    """The first row, and the last one where it asks for something else."""
    first, last = rows[0].total, rows[-1].total
    if _nearly_same(first, last):
        return formats.money(first)
    return f"{formats.money(first)} → {formats.amount(last)}"


def _nearly_same(one: int, other: int) -> bool:
    """Whether two sums differ by no more than the remainder of rounding leaves (half a percent)."""
    return abs(one - other) * 200 <= one


def _figure_meaning(rows: tuple[BundleRow, ...]) -> str:
    dearest, least = max(rows, key=lambda row: row.total), min(row.total for row in rows)
    if len(rows) == 1:
        return translate("ProposalCard", "一次付清")
    if _nearly_same(dearest.total, least):
        return translate("ProposalCard", "每期应还，零头有差，最多 {sum}").format(sum=formats.money(dearest.total))
    if dearest.number == 1:
        return translate("ProposalCard", "首期应还，也是最多的一期")
    words_ = translate("ProposalCard", "首期应还；最多的是第 {number} 期 {sum}")
    return words_.format(number=dearest.number, sum=formats.money(dearest.total))
