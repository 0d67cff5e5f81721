"""The contracts of the case, each with how it repays and how late it is; a press opens its lines."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from fieldapp.domain.caseview import CaseView, LoanView
from fieldapp.domain.lending.ageing import bucket_of
from ui import formats, theme, words
from ui.collector.borrower.owed import days_beside
from ui.i18n import translate
from ui.viewmodels import case_lines
from ui.widgets.card import Card
from ui.widgets.chips import bucket_chip
from ui.widgets.labels import label


class LoansCard(Card):
    """The list of loans.

    Signals:
        lines_wanted: (str) loan id of the one whose lines are wanted.
    """

    lines_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(translate("LoansCard", "借款"))

    def show_case(self, seen: CaseView) -> None:
        """Show the loans of a case; once."""
        for loan in seen.loans:
            self.add(self._loan(loan))

    def _loan(self, view: LoanView) -> Card:
        loan, terms = view.loan, view.loan.terms
        card = Card(pressable=True, pad=theme.S, says=self.tr("合同 {no}").format(no=loan.contract_no))
        card.body.setSpacing(2)
        top = QHBoxLayout()
        top.addWidget(label(loan.contract_no, "strong", wrap=True), 1)
        bucket = case_lines.coloured(bucket_of(view.days_past_due))
        top.addWidget(bucket_chip(bucket, view.days_past_due))
        card.body.addLayout(top)
        how = (loan.product, words.repayment_method(terms.method), words.rate(terms.annual_rate))
        card.add(label(" · ".join(part for part in how if part), "muted", wrap=True))
        lent = self.tr("{day} 发放 {sum}，{count} 期").format(
            day=formats.iso_date(terms.disbursed_on), sum=formats.money(terms.principal), count=terms.instalments
        )
        card.add(label(lent, "faint", wrap=True))
        if view.ended_by_plan:
            card.add(label(self.tr("还款计划已履行完毕，债务了结"), "faint", "ok", wrap=True))
        elif view.running_plan is not None:
            card.add(label(days_beside(view), "faint", "warn", wrap=True))
        card.pressed.connect(lambda: self.lines_wanted.emit(loan.id))
        return card
