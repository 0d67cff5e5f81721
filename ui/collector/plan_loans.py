"""Which of the borrower's loans the plan covers: one, or several agreed together on one paper."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import formats, theme
from ui.viewmodels.plan_desk import OpenDesk
from ui.viewmodels.plan_history import DeskState
from ui.widgets.buttons import Check
from ui.widgets.card import Card
from ui.widgets.chips import bucket_chip
from ui.widgets.emptying import empty
from ui.widgets.labels import label


class LoansCard(Card):
    """`show_loans` fills it; a case with one loan has nothing to ask.

    Signals:
        picked: (tuple of str) the loans the plan shall cover, the leading one first.
    """

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__(self.tr("这个方案包括哪几笔借款"))
        self._told = label("", "muted", wrap=True)
        self._held = QVBoxLayout()
        self._held.setSpacing(0)
        self.body.addLayout(self._held)
        self.add(self._told)
        self._checks: dict[str, Check] = {}
        self._shown: object = None

    def show_loans(self, opened: OpenDesk, state: DeskState) -> None:
        """Show the loans that owe something, and which are chosen."""
        sites = opened.bench.sites
        self.setVisible(len(sites) > 1)
        if [site.quote for site in sites] != self._shown:
            self._shown = [site.quote for site in sites]
            self._fill(opened)
        for loan_id, check in self._checks.items():
            check.blockSignals(True)
            check.setChecked(loan_id in state.loans)
            check.blockSignals(False)
        several = self.tr("几笔一并安排：每笔仍按自己的账算到分，合成一张还款表、一份文书，一起生效或一起不生效。")
        single = self.tr("勾选两笔以上，就一并安排，签一份文书。")
        self._told.setText(several if len(state.loans) > 1 else single)

    def _fill(self, opened: OpenDesk) -> None:
        empty(self._held)
        self._checks = {}
        for site in opened.bench.sites:
            held = QWidget()
            row = QHBoxLayout(held)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.S)
            sums = site.quote
            check = Check(f"{site.loan.contract_no} · {formats.money(sums.payoff)}")
            check.setAccessibleName(check.text())
            check.toggled.connect(lambda _on, loan_id=site.loan.id: self._tell(loan_id))
            self._checks[site.loan.id] = check
            row.addWidget(check)
            row.addWidget(bucket_chip(sums.bucket.value, sums.days_past_due))
            row.addWidget(label(site.loan.product, "faint"))
            row.addStretch(1)
            self._held.addWidget(held)

    def _tell(self, toggled: str) -> None:
        """Tell what is picked; a plan covers at least one loan, so that the last one stays."""
        picked = tuple(loan_id for loan_id, check in self._checks.items() if check.isChecked())
        if not picked:
            self._checks[toggled].blockSignals(True)
            self._checks[toggled].setChecked(True)
            self._checks[toggled].blockSignals(False)
        else:
            self.picked.emit(picked)
