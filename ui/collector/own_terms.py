"""The part of the plan desk where terms are set by hand: closed until wanted, then the form with its result beside.
Where several loans are agreed together each has its own terms; the form shows one of them at a time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.domain.plans.plan import PlanTerms
from ui.collector.plan_terms import TermsForm
from ui.in_pieces import InPieces
from ui.parts.proposal_card import ProposalCard
from ui.viewmodels.plan_desk import OpenDesk, Proposal
from ui.viewmodels.plan_history import DeskState
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.columns import Columns
from ui.widgets.emptying import empty, let_go
from ui.widgets.labels import label
from ui.widgets.states import Banner


class OwnTerms(Card):
    """`show_terms` shows what the desk holds; what is changed here is told, and worked out by the desk.

    Signals:
        wanted: the form is asked for, or filled anew with the chosen proposal.
        edited: (PlanTerms or None, name of the field) an edit of the form; None while a field has no value.
        at: (str) another loan's terms are asked for.
        chosen: the result was pressed.
        alike: the terms on screen are asked for all loans.
        ready: the form is on screen.
    """

    wanted = Signal()
    edited = Signal(object, str)
    at = Signal(str)
    chosen = Signal()
    alike = Signal()
    ready = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("自行设定条款"))
        self._of: object = None
        self._loans_shown: object = None
        self.form: TermsForm | None = None
        self._making: InPieces | None = None
        self._terms: PlanTerms | None = None
        self._fill = self.add_action(self.tr("设定条款"), "tune")
        self._fill.clicked.connect(self.wanted)
        self._alike = self.add_action(self.tr("其他借款照此"), "copy")
        self._alike.clicked.connect(self.alike)
        told = self.tr("和借款人谈的与上面不同时，在这里改方式、期数、日期、利率、减免和分摊，结果随改随算。")
        self._invitation = self.add(label(told, "muted", wrap=True))
        self._trouble = Banner("", "stop")
        self._trouble.hide()
        self.add(self._trouble)
        self._whose = QVBoxLayout()
        self.body.addLayout(self._whose)
        self._columns = Columns((3, 2))
        self.add(self._columns)
        self.result = ProposalCard(self.tr("这样安排"), says=self.tr("自行设定的条款"))
        self.result.pressed.connect(self.chosen)
        self._columns.column(1).addWidget(self.result)
        self._show_open(opened=False)

    def show_terms(self, opened: OpenDesk, state: DeskState) -> None:
        """Show the terms of the loan the desk stands at; nothing is open while none are set."""
        terms = state.own_of(state.at)
        self._show_loans(opened, state)
        self._alike.setVisible(terms is not None and len(state.loans) > 1)
        if terms is None:
            self._close()
            return
        of = (opened.bench.site(state.at).quote, state.at)
        if self._of != of:
            self._of = of
            self._make_form(opened, terms)
        elif self.form is not None:
            self.form.set_terms(terms)
        self._terms = terms

    def show_result(self, proposal: Proposal | None, capacity: int | None, at: str) -> None:
        """Show what the terms make, and under the fields what stands against the loan in the form."""
        if proposal is None or self.form is None:
            self.result.show_nothing(self.tr("填好左边的空格，就会算出来。"))
            return
        part = next((one for one in proposal.arrangement.parts if one.terms.loan_id == at), proposal.option)
        others = self.form.show_problems(part.problems)
        self._trouble.setVisible(bool(others))
        if others:
            self._trouble.say(" ".join(others), "stop")
        self.result.show_proposal(proposal, capacity)

    def set_chosen(self, chosen: bool) -> None:
        """Mark the result as the plan that is chosen."""
        self.result.set_chosen(chosen)

    def _show_loans(self, opened: OpenDesk, state: DeskState) -> None:
        """Whose terms are in the form, where there are several."""
        told = [(loan_id, opened.bench.site(loan_id).loan.contract_no) for loan_id in state.loans]
        shown = (tuple(told), state.at) if len(told) > 1 and state.own else None
        if shown == self._loans_shown:
            return
        self._loans_shown = shown
        empty(self._whose)
        if shown is not None:
            choice = Choice(self.tr("设定哪一笔的条款"), told, state.at)
            choice.changed.connect(lambda loan_id: self.at.emit(str(loan_id)))
            self._whose.addWidget(choice)

    def _make_form(self, opened: OpenDesk, terms: PlanTerms) -> None:
        """The form for a loan, made piece by piece; what it shows until then stays."""
        if self._making is not None:
            self._making.stop()
        form = TermsForm(opened.bench.site(terms.loan_id))
        form.setParent(self)  # it is nobody's window while it is made, nor when the page goes meanwhile
        self._making = InPieces(self, form.pieces(terms), lambda: self._made(form))

    def _made(self, form: TermsForm) -> None:
        self._making = None
        if self.form is not None:
            let_go(self.form)
        self.form = form
        if self._terms is not None:
            form.set_terms(self._terms)
        form.changed.connect(self.edited)
        self.setFocusProxy(form.kind)
        self._columns.column(0).insertWidget(0, form)
        self._show_open(opened=True)
        self.ready.emit()

    def _close(self) -> None:
        if self._making is not None:
            self._making.stop()
            self._making = None
        self._of = self._terms = None
        if self.form is not None:
            let_go(self.form)
            self.form = None
        self._trouble.hide()
        self._show_open(opened=False)

    def _show_open(self, *, opened: bool) -> None:
        parts: tuple[tuple[QWidget, bool], ...] = ((self._columns, opened), (self._invitation, not opened))
        for part, shown in parts:
            part.setVisible(shown)
        self._alike.setVisible(opened and self._alike.isVisibleTo(self))
        self._fill.setText(self.tr("按所选方案重填") if opened else self.tr("设定条款"))
        self._fill.setAccessibleName(self._fill.text())
