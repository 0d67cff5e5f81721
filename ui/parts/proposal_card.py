"""One way to repay, on a card: what it asks each month, how the balance falls, what it costs, who must approve it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.domain.plans.plan import PlanKind, PlanRow, PlanSchedule, PlanTerms
from ui import formats, messages, theme
from ui.i18n import translate
from ui.parts.ledger_lines import close_lines
from ui.parts.requirement import RequirementNote
from ui.theme import Tone
from ui.viewmodels.plan_desk import Proposal
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.curve import BalanceCurve
from ui.widgets.emptying import let_go
from ui.widgets.labels import label
from ui.widgets.ledger import LedgerLine, Reason


class ProposalCard(Card):
    """Pressing it (or Return on it) chooses it, where it can be carried out at all."""

    def __init__(self, title: str, *, says: str = "") -> None:
        super().__init__(title, pressable=True, says=says or title)
        self._title, self.possible = title, False
        self._held: QWidget | None = None
        self._chip: Chip | None = None

    def show_proposal(self, proposal: Proposal, capacity: int | None, note: str = "", tone: Tone = "text_2") -> None:
        """Show a proposal instead of what was shown; `note` is the chip beside the title."""
        self.possible = proposal.option.schedule is not None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.possible else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if self.possible else Qt.CursorShape.ArrowCursor)
        self._show_chip(note, tone)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        if proposal.option.schedule is None:
            _fill_problems(column, proposal)
        else:
            fill_proposal(column, proposal, proposal.option.schedule, capacity)
        self._hold(held)
        self.setAccessibleName(formats.headed(self._title, proposal_words(proposal)))

    def show_nothing(self, sentence: str) -> None:
        """There is no proposal yet, and why."""
        self.possible = False
        self._show_chip("", "text_2")
        self._hold(label(sentence, "muted", wrap=True))

    def _show_chip(self, words_: str, tone: Tone) -> None:
        if self._chip is not None:
            let_go(self._chip)
        self._chip = Chip(words_, tone) if words_ else None
        if self._chip is not None:
            self.head.addWidget(self._chip)

    def _hold(self, held: QWidget) -> None:
        if self._held is not None:
            let_go(self._held)
        self._held = held
        self.body.addWidget(held)


def proposal_words(proposal: Proposal) -> str:
    """A proposal in one line: instalments, first day, and the dearest row."""
    schedule = proposal.option.schedule
    if schedule is None:
        return formats.clauses(messages.say(each.code, dict(each.params)).text for each in proposal.option.problems)
    dearest = translate("ProposalCard", "每期最多 {sum}").format(sum=formats.money(schedule.highest_row))
    return f"{terms_words(proposal.option.terms, schedule)} · {dearest}"


def terms_words(terms: PlanTerms, schedule: PlanSchedule) -> str:
    """How long and from when: "12 期 · 首期 08-25 · 末期 2027-07-25"."""
    first, last = schedule.rows[0].due, schedule.rows[-1].due
    parts = [
        translate("ProposalCard", "%n 期", "", len(schedule.rows)),
        translate("ProposalCard", "首期 {day}").format(day=formats.short_date(first)),
        translate("ProposalCard", "末期 {day}").format(day=formats.short_date(last)),
    ]
    if terms.kind is PlanKind.DEFERRAL:
        parts.insert(0, translate("ProposalCard", "顺延 %n 个月", "", terms.deferral_months))
    return " · ".join(parts)


def fill_proposal(column: QVBoxLayout, proposal: Proposal, schedule: PlanSchedule, capacity: int | None) -> None:
    """Put everything a card says about a proposal into a column."""
    column.addWidget(label(terms_words(proposal.option.terms, schedule), "muted", wrap=True))
    figure = label(_figure(schedule.rows), "figure")
    column.addWidget(figure)
    column.addWidget(label(_figure_meaning(schedule.rows), "faint", wrap=True))
    days = [formats.short_date(day) for day in proposal.days]
    column.addWidget(BalanceCurve(proposal.balances, proposal.without, days))
    column.addWidget(label(translate("ProposalCard", "实线：剩余本金　虚线：若一直不还的结清金额"), "faint", wrap=True))
    column.addLayout(close_lines(LedgerLine(name, formats.amount(minor)) for name, minor in _sums(schedule)))
    if capacity is not None:
        column.addWidget(_bearing(proposal, schedule))
    if proposal.option.requirement is not None:
        column.addWidget(RequirementNote(proposal.option.requirement))


def _fill_problems(column: QVBoxLayout, proposal: Proposal) -> None:
    column.addWidget(label(translate("ProposalCard", "按今天的金额做不成"), "muted", wrap=True))
    for refusal in proposal.option.problems:
        column.addWidget(Reason(messages.say(refusal.code, dict(refusal.params)).text, "warn"))


def _figure(rows: tuple[PlanRow, ...]) -> str:
    """The first row, and the last one where it asks for something else."""
    first, last = rows[0].total, rows[-1].total
    if _nearly_same(first, last):
        return formats.money(first)
    return f"{formats.money(first)} → {formats.amount(last)}"


def _nearly_same(one: int, other: int) -> bool:
    """Whether two sums differ by no more than the remainder of rounding leaves (half a percent)."""
    return abs(one - other) * 200 <= one


def _figure_meaning(rows: tuple[PlanRow, ...]) -> str:
    dearest, least = max(rows, key=lambda row: row.total), min(row.total for row in rows)
    if _nearly_same(dearest.total, least):
        return translate("ProposalCard", "每期应还，零头有差，最多 {sum}").format(sum=formats.money(dearest.total))
    if dearest.number == 1:
        return translate("ProposalCard", "首期应还，也是最多的一期")
    words_ = translate("ProposalCard", "首期应还；最多的是第 {number} 期 {sum}")
    return words_.format(number=dearest.number, sum=formats.money(dearest.total))


def _sums(schedule: PlanSchedule) -> list[tuple[str, int]]:
    arrears = schedule.side_pot.total - schedule.waived
    lines = [
        (translate("ProposalCard", "计划本金"), schedule.base),
        (translate("ProposalCard", "计划利息"), schedule.interest),
        (translate("ProposalCard", "往期欠息费"), arrears),
        (translate("ProposalCard", "共还"), schedule.total),
    ]
    if schedule.waived:
        lines.append((translate("ProposalCard", "减免罚息复利"), schedule.waived))
    return lines


def _bearing(proposal: Proposal, schedule: PlanSchedule) -> Reason:
    over = proposal.option.over_capacity
    if not over:
        return Reason(translate("ProposalCard", "每期都在可还能力之内"), "ok")
    dearest = max(schedule.rows, key=lambda row: row.total)
    above = sum(row.total > dearest.total - over for row in schedule.rows)
    if above == 1:
        told = translate("ProposalCard", "第 {number} 期超出可还能力 {sum}")
    else:
        told = translate("ProposalCard", "%n 期超出可还能力，最多超出 {sum}（第 {number} 期）", "", above)
    return Reason(told.format(number=dearest.number, sum=formats.money(over)), "warn")
