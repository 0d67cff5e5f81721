"""What lies on the plan desk, from top to bottom: which loans, what can be paid, the proposals, own terms, and of the
plan that is chosen its rows, its worth, who must approve it, its guarantors, and the contract's rows beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.domain.clocks.guarantee import guarantee_period
from fieldapp.domain.plans.bundle import Merged
from fieldapp.domain.plans.guarantor_consent import loss
from ui import theme, words
from ui.collector.own_terms import OwnTerms
from ui.collector.plan_loans import LoansCard
from ui.i18n import translate
from ui.parts.authority_card import AuthorityCard
from ui.parts.capacity_card import CapacityCard
from ui.parts.guarantor_card import AtStake, GuarantorCard
from ui.parts.plan_compare import CompareCard
from ui.parts.plan_rules_card import PlanRulesCard
from ui.parts.proposal_card import ProposalCard, capacity_of_rows
from ui.parts.schedule_table import ScheduleTable
from ui.parts.worth_card import WorthCard
from ui.theme import Tone
from ui.viewmodels.plan_desk import Judged, OpenDesk, Proposal
from ui.viewmodels.plan_history import OWN, DeskState
from ui.widgets.bars import Mark
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.columns import Columns
from ui.widgets.emptying import empty
from ui.widgets.labels import label
from ui.widgets.note_edit import NoteEdit

PROPOSALS = 3


class PlanBoard(QWidget):
    """Shows a state of the desk; knows nothing of how it came about.

    Signals:
        chosen: (int) a proposal was pressed. rows_wanted: the rows of another loan are asked for.
    """

    chosen = Signal(int)
    rows_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.loans, self.capacity, self.own = LoansCard(), CapacityCard(), OwnTerms()
        self.cards = Columns((1,) * PROPOSALS)
        self.proposals: list[ProposalCard] = []
        self.schedule = Card(translate("PlanBoard", "还款明细"))
        self.table, self._schedule_of = ScheduleTable(), label("", "muted", wrap=True)
        self.schedule.add(self._schedule_of)
        self._whose = QVBoxLayout()
        self._whose_shown: object = ()
        self._rows_of = ""
        self.schedule.body.addLayout(self._whose)
        self.schedule.add(self.table)
        self.worth, self.authority, self.guarantors = WorthCard(), AuthorityCard(), GuarantorCard()
        self.rules = PlanRulesCard()
        self.compare = CompareCard()
        self._reason_card = Card(translate("PlanBoard", "提出理由"))
        hint = translate("PlanBoard", "写给审批人：借款人的情况、为什么这样安排、对方怎么说。会随方案一起提交。")
        self.reason = NoteEdit(translate("PlanBoard", "提出理由"), hint=hint, lines=2)
        self._reason_card.add(self.reason)
        self._lay_out()

    def show_proposals(self, opened: OpenDesk) -> None:
        """The program's proposals, each with its chip: recommended, another way, or not possible."""
        for number, proposal in enumerate(opened.proposals):
            self.show_proposal(opened, number, proposal)

    def show_proposal(self, opened: OpenDesk, number: int, proposal: Proposal) -> None:
        """One of them."""
        if number == len(self.proposals):
            card = ProposalCard(words.plan_kind(proposal.option.terms.kind))
            card.pressed.connect(lambda: self.chosen.emit(number))
            self.cards.column(number).addWidget(card)
            self.proposals.append(card)
        card = self.proposals[number]
        card.rename(words.plan_kind(proposal.option.terms.kind))
        note, tone = _chip(opened, number)
        card.show_proposal(proposal, opened.capacity, note, tone)

    def show_capacity(self, opened: OpenDesk) -> None:
        """What can be paid, with a mark for the dearest row of each plan."""
        shown = [(words.plan_kind(each.option.terms.kind), each) for each in opened.proposals]
        if opened.own is not None:
            shown.append((translate("PlanBoard", "自行设定"), opened.own))
        marks = [Mark(name, each.merged.highest_row) for name, each in shown if each.merged]
        self.capacity.show_capacity(opened.bench.capacity, marks)

    def show_choice(self, opened: OpenDesk, state: DeskState) -> None:
        """Which plan is chosen, with its rows; the rest of what is said of it follows with `show_judged`."""
        for place, card in enumerate(self.proposals):
            card.set_chosen(place == state.chosen)
        self.own.set_chosen(state.chosen == OWN)
        proposal = opened.proposal(state.chosen)
        merged = proposal.merged if proposal is not None else None
        for part in (self.schedule, self.side, self._reason_card):
            part.setVisible(merged is not None)
        if proposal is None or merged is None:
            self.compare.hide()
            return
        self._show_rows(opened, proposal, merged)
        self._show_guarantors(opened, state, proposal)
        need = proposal.arrangement.requirement
        if need is not None:
            self.authority.show_needed(need, None, loans=len(proposal.arrangement.parts))
        if proposal.worth is not None:
            self.worth.show_worth(proposal.worth, None)

    def show_judged(self, proposal: Proposal, judged: Judged) -> None:
        """What takes a moment longer: ranges of the worth, the way to less authority, and what the rules say."""
        self.rules.show_rules(judged.rules)
        if proposal.worth is not None:
            self.worth.show_worth(proposal.worth, judged.sure)
        need = proposal.arrangement.requirement
        if need is not None:
            self.authority.show_needed(need, judged.advice, loans=len(proposal.arrangement.parts))

    def show_compare(self, opened: OpenDesk, proposal: Proposal | None, *, shown: bool) -> None:
        """The contract's rows beside the plan's, or not."""
        merged = proposal.merged if proposal is not None else None
        self.compare.setVisible(shown and merged is not None)
        if shown and merged is not None and proposal is not None:
            grounds = [opened.bench.site(part.terms.loan_id).ground for part in proposal.arrangement.parts]
            self.compare.show_both(grounds, merged, opened.bench.as_of)

    def _show_rows(self, opened: OpenDesk, proposal: Proposal, merged: Merged) -> None:
        """The rows of all loans together, or of the one that is asked for."""
        parts = {part.terms.loan_id: part for part in proposal.arrangement.parts}
        one = parts.get(self._rows_of) if len(parts) > 1 else None
        terms = one.terms if one is not None else proposal.option.terms
        self._schedule_of.setText(f"{words.plan_kind(terms.kind)} · {words.rate(terms.annual_rate)}")
        if one is not None and one.schedule is not None:
            self.table.show_rows(one.schedule.rows)
        else:
            self.table.show_rows(merged.rows, capacity_of_rows(proposal, opened.capacity))
        if tuple(parts) == self._whose_shown:
            return
        self._whose_shown = tuple(parts)
        self._rows_of = ""
        empty(self._whose)
        if len(parts) > 1:
            named = [(loan_id, opened.bench.site(loan_id).loan.contract_no) for loan_id in parts]
            answers = [("", translate("PlanBoard", "合计")), *named]
            choice = Choice(translate("PlanBoard", "哪一笔的还款明细"), answers, "")
            choice.changed.connect(lambda loan_id: self._on_rows_of(str(loan_id)))
            self._whose.addWidget(choice)

    def _on_rows_of(self, loan_id: str) -> None:
        self._rows_of = loan_id
        self.rows_wanted.emit()

    def _show_guarantors(self, opened: OpenDesk, state: DeskState, proposal: Proposal) -> None:
        asked = proposal.arrangement.asked
        self.guarantors.setVisible(bool(asked))
        if not asked:
            return
        at_stake = []
        for party in asked:
            losses = tuple(
                loss(party.id, part.burden, guarantee_period(party.guarantee, site.loan).ends_on, part.schedule.rows)
                for part in proposal.arrangement.parts
                for site in (opened.bench.site(part.terms.loan_id),)
                if party in part.asked and part.burden and part.schedule and party.guarantee
            )
            at_stake.append(AtStake(party, losses))
        self.guarantors.show_guarantors(at_stake, state.consents, proposal.arrangement.added_burden)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.M)
        rows = Columns((3, 2))
        rows.column(0).addWidget(self.schedule)
        self.side = QWidget()
        beside = QVBoxLayout(self.side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.M)
        for card in (self.rules, self.authority, self.guarantors, self.worth):
            beside.addWidget(card)
        rows.column(1).addWidget(self.side)
        for part in (self.loans, self.capacity, self.cards, self.own, rows, self.compare, self._reason_card):
            column.addWidget(part)
        self.compare.hide()


def _chip(opened: OpenDesk, number: int) -> tuple[str, Tone]:
    if opened.proposals[number].merged is None:
        return translate("PlanBoard", "不可行"), "text_2"
    if opened.capacity is None:
        return translate("PlanBoard", "能力未知"), "warn"
    if number == opened.recommended:
        return translate("PlanBoard", "推荐"), "accent"
    return translate("PlanBoard", "备选"), "text_2"
