"""The drawer in which every sum of the page opens into its lines, loan by loan."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.caseview import CaseView, LoanView
from ui import formats, theme, words
from ui.i18n import translate
from ui.viewmodels import sum_lines
from ui.viewmodels.sum_lines import SumLine
from ui.widgets.drawer import Drawer
from ui.widgets.figure_table import FigureTable, Head, Row
from ui.widgets.labels import label, rule
from ui.widgets.ledger import LedgerLine


class LinesDrawer(Drawer):
    """What is owed, taken apart: sums, schedule, payments and their way."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, translate("LinesDrawer", "逐笔核对"))
        self._loan_id = ""

    def look_at(self, seen: CaseView, loan_id: str = "") -> None:
        """Show the lines of one loan, or of all of them."""
        self._loan_id = loan_id
        self.refresh(seen)
        self.open_up()

    def refresh(self, seen: CaseView) -> None:
        """Show the same lines as they are now."""
        self.clear()
        fresh = self.tr("按 {moment} 账务，算到 {day}").format(
            moment=formats.short_moment(seen.case.balance_at, seen.case.zone), day=formats.iso_date(seen.as_of)
        )
        self.body.addWidget(label(fresh, "faint"))
        for loan in seen.loans:
            if self._loan_id in {"", loan.loan.id}:
                self._add(loan)
        self.body.addStretch(1)

    def _add(self, loan: LoanView) -> None:
        terms = loan.loan.terms
        self.body.addWidget(rule())
        self.body.addWidget(label(self.tr("合同 {no}").format(no=loan.loan.contract_no), "h2"))
        how = (
            words.repayment_method(terms.method),
            words.rate(terms.annual_rate),
            words.day_count(terms.arrears_day_count),
        )
        order = self.tr("还款冲销顺序：{order}").format(order=words.allocation_order(terms.allocation))
        self.body.addWidget(label(" · ".join((*how, order)), "faint", wrap=True))
        sums = QHBoxLayout()
        sums.setSpacing(theme.XL)
        sums.addLayout(_sums(sum_lines.cure_lines(loan)), 1)
        sums.addLayout(_sums(sum_lines.payoff_lines(loan)), 1)
        self.body.addLayout(sums)
        if loan.running_plan is not None:
            self._add_plan(loan)
        self._add_table(self.tr("还款计划表（合同）"), sum_lines.schedule_heads(), sum_lines.schedule_rows(loan))
        if loan.loan.payments:
            self._add_table(self.tr("已收还款与冲销"), sum_lines.payment_heads(), sum_lines.payment_rows(loan))
        else:
            self.body.addWidget(label(self.tr("还没有收到过还款。"), "muted"))

    def _add_plan(self, loan: LoanView) -> None:
        standing = loan.running_plan
        assert standing is not None
        told = self.tr("已收 {paid}，到期未还 {due}").format(
            paid=words.spoken_sum(standing.paid), due=words.spoken_sum(standing.due)
        )
        title = self.tr("已履行完毕的还款计划") if loan.ended_by_plan else self.tr("履行中的还款计划")
        self._add_table(title, sum_lines.plan_heads(), sum_lines.plan_rows(standing), told)

    def _add_table(
        self,
        title: str,
        heads: list[Head],
        rows: list[Row],
        told: str = "",
    ) -> None:
        self.body.addSpacing(theme.XS)
        self.body.addWidget(label(title, "strong"))
        if told:
            self.body.addWidget(label(told, "muted"))
        self.body.addWidget(FigureTable(title, heads, rows))


def _sums(lines: Iterable[SumLine]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    for line in lines:
        if line.total:
            column.addWidget(rule())
        column.addWidget(LedgerLine(line.name, formats.amount(line.minor), note=line.note, strong=line.total))
    column.addStretch(1)
    return column
