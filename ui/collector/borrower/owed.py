"""What is owed today, large, with its parts; every sum leads to its lines."""

from __future__ import annotations

from PySide6.QtCore import Signal

from fieldapp.domain.caseview import CaseView, LoanView, OwedParts
from fieldapp.domain.money import round_minor
from ui import formats, theme, words
from ui.i18n import translate
from ui.theme import Tone
from ui.widgets.bars import Part, PartsBar
from ui.widgets.card import Card
from ui.widgets.copyable import Copyable
from ui.widgets.labels import label
from ui.widgets.ledger import LedgerLine

PART_TONES: dict[str, Tone] = {
    "principal": "accent",
    "interest": "info",
    "penalty": "warn",
    "compound": "stop",
    "costs": "text_3",
    "plan_rows": "ok",
}
RARE = frozenset({"costs", "plan_rows"})


class OwedCard(Card):
    """The sum of today.

    Signals:
        lines_wanted: somebody wants to see what the sums are made of.
    """

    lines_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(translate("OwedCard", "今日应还"))
        self.add_action(self.tr("逐笔核对"), "receipt").clicked.connect(self.lines_wanted)
        self._total, self._more = Copyable("", "display", wrap=False), label("", "faint", wrap=True)
        self.add(self._total)
        self.add(self._more)
        self.body.addSpacing(theme.XXS)
        self._bar = PartsBar([Part(words.owed_part(name), 0, tone) for name, tone in PART_TONES.items()
                              if name not in RARE])  # fmt: skip
        self.add(self._bar)

    def show_case(self, seen: CaseView) -> None:
        """Show the sums of a case; once."""
        self._total.setText(formats.money(seen.owed.total))
        more = self.tr("结清须 {payoff} · 每延一日约 + {per_diem}").format(
            payoff=formats.money(seen.payoff), per_diem=formats.money(round_minor(seen.per_diem))
        )
        self._more.setText(more)
        self._bar.show_parts(_parts(seen.owed))
        if not seen.owed.total:
            self._bar.hide()
            self.add(label(nothing_today(seen), "muted", wrap=True))
        for loan in seen.loans:
            if loan.running_plan is not None and not loan.ended_by_plan:
                self.add(label(days_beside(loan), "faint", wrap=True))
                self.add(LedgerLine(self.tr("如方案违约，须补齐"), formats.amount(loan.quote.cure)))


def nothing_today(seen: CaseView) -> str:
    """That nothing is owed today, and what comes next under a plan."""
    plans = [loan.running_plan for loan in seen.loans if loan.running_plan is not None]
    rows = [plan.next_row for plan in plans if plan.next_row is not None]
    if not rows:
        return translate("OwedCard", "今日没有应还款项。")
    first = min(rows, key=lambda row: row.due)
    return translate("OwedCard", "今日没有应还款项，还款计划下一期 {day} 应还 {sum}。").format(
        day=formats.short_date(first.due), sum=words.spoken_sum(first.total)
    )


def days_beside(loan: LoanView) -> str:
    """The two counts of days side by side: a plan never hides how late the contract is."""
    return translate("OwedCard", "合同逾期 {contract} · 还款计划逾期 {plan}").format(
        contract=formats.days(loan.contract_days_past_due), plan=formats.days(loan.days_past_due)
    )


def _parts(owed: OwedParts) -> list[Part]:
    sums = {name: getattr(owed, name) for name in PART_TONES}
    return [Part(words.owed_part(n), minor, PART_TONES[n]) for n, minor in sums.items() if minor or n not in RARE]
