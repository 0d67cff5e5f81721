"""The part of the plan desk where terms are set by hand: closed until wanted, then the form with its result beside."""

from __future__ import annotations

from PySide6.QtCore import Signal

from fieldapp.domain.lending.quote import Quote
from fieldapp.domain.plans.plan import PlanTerms
from ui.collector.plan_terms import TermsForm
from ui.parts.proposal_card import ProposalCard
from ui.tasks import Task, Tasks
from ui.viewmodels.plan_desk import OpenDesk, Proposal
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.emptying import let_go
from ui.widgets.labels import label
from ui.widgets.states import Banner


class OwnTerms(Card):
    """Works every change out off the GUI thread; of several changes at once only the last counts.

    Signals:
        begun: the form was opened, or filled anew, by hand.
        worked_out: (Proposal or None) what the terms make; None while a field has no value.
        chosen: the result was pressed.
    """

    begun = Signal()
    worked_out = Signal(object)
    chosen = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(self.tr("自行设定条款"))
        self._tasks = tasks
        self._opened: OpenDesk | None = None
        self._task: Task | None = None
        self.form: TermsForm | None = None
        self._proposed: PlanTerms | None = None
        self._fill = self.add_action(self.tr("设定条款"), "tune")
        self._fill.clicked.connect(self.begin)
        told = self.tr("和借款人谈的与上面不同时，在这里改期数、首期日、利率、减免和分摊，结果随改随算。")
        self._invitation = self.add(label(told, "muted", wrap=True))
        self._trouble = Banner("", "stop")
        self._trouble.hide()
        self.add(self._trouble)
        self._columns = Columns((3, 2))
        self._columns.hide()
        self.add(self._columns)
        self.result = ProposalCard(self.tr("这样安排"), says=self.tr("自行设定的条款"))
        self.result.pressed.connect(self.chosen)
        self._columns.column(1).addWidget(self.result)

    def show_desk(self, opened: OpenDesk) -> None:
        """Take a loan with its sums; terms that were begun are shown, worked out at these sums."""
        before, self._opened = self._opened, opened
        if before is not None and _sums(before) == _sums(opened):
            return  # what is being set is not disturbed by news that change no sum
        if opened.own is not None:
            self._make_form(opened.own.option.terms)
            self._show(opened.own)
        else:
            self._close()

    def offer(self, terms: PlanTerms | None) -> None:
        """These terms fill the form when it is opened, or filled anew."""
        self._proposed = terms

    def begin(self) -> None:
        """Open the form, filled with the terms of the proposal that is chosen."""
        terms = self._proposed or (self.form.terms() if self.form is not None else None)
        if self._opened is None or terms is None:
            return
        self._make_form(terms)
        self.begun.emit()
        self._work_out(terms)
        assert self.form is not None
        self.form.setFocus()

    def set_chosen(self, chosen: bool) -> None:
        """Mark the result as the plan that is chosen."""
        self.result.set_chosen(chosen)

    def _make_form(self, terms: PlanTerms) -> None:
        assert self._opened is not None
        if self.form is not None:
            let_go(self.form)
        self.form = TermsForm(self._opened.table.loan, self._opened.table.quote, terms)
        self.form.changed.connect(self._work_out)
        self.setFocusProxy(self.form)
        self._columns.column(0).insertWidget(0, self.form)
        self._invitation.hide()
        self._columns.show()
        self._fill.setText(self.tr("按所选方案重填"))

    def _close(self) -> None:
        if self.form is not None:
            let_go(self.form)
            self.form = None
        self._columns.hide()
        self._invitation.show()
        self._fill.setText(self.tr("设定条款"))

    def _work_out(self, terms: PlanTerms | None) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        opened = self._opened
        if terms is None or opened is None:
            self.result.show_nothing(self.tr("填好左边的空格，就会算出来。"))
            self.worked_out.emit(None)
            return
        self._task = self._tasks.read(lambda: opened.work_out(terms), done=self._on_result, owner=self)

    def _on_result(self, proposal: Proposal) -> None:
        self._task = None
        self._show(proposal)
        self.worked_out.emit(proposal)

    def _show(self, proposal: Proposal) -> None:
        assert self._opened is not None
        assert self.form is not None
        others = self.form.show_problems(proposal.option.problems)
        self._trouble.setVisible(bool(others))
        if others:
            self._trouble.say(" ".join(others), "stop")
        self.result.show_proposal(proposal, self._opened.capacity)


def _sums(opened: OpenDesk) -> tuple[str, Quote]:
    return opened.table.loan.id, opened.table.quote
