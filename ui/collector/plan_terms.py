"""Terms set by hand at the plan desk: a form whose every change is worked out at once, and which says under the field
what keeps its value from being a plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.calendar import add_months
from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.lending.quote import Quote
from fieldapp.domain.plans.plan import PlanKind, PlanTerms
from fieldapp.domain.refusal import Refusal
from fieldapp.rule_packs.plans import plan_policy
from ui import formats, messages, theme, words
from ui.widgets.checked_edit import CheckedEdit, FieldError
from ui.widgets.choice import Choice
from ui.widgets.date_pick import DatePick
from ui.widgets.fields import Fields
from ui.widgets.int_edit import IntEdit
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.rate_edit import RateEdit, percent

SLOT = 372
"""Width in px of the widest answer, so that what stands beside the answers lines up over all of them."""
NONE, HALF, ALL, OTHER = "none", "half", "all", "other"
OFFERED = (PlanKind.EQUAL_INSTALMENT, PlanKind.EQUAL_PRINCIPAL, PlanKind.INTEREST_ONLY, PlanKind.DEFERRAL)
"""Kinds whose terms these fields can say."""
_FIELD_OF = {
    "plan.instalments_out_of_range": "instalments",
    "plan.first_due_too_early": "first_due",
    "plan.first_due_too_late": "first_due",
    "plan.rate_too_high": "rate",
    "plan.waiver_too_large": "waiver",
    "plan.deferral_out_of_range": "deferral",
    "plan.deferral_too_short": "deferral",
    "plan.arrears_rows_out_of_range": "arrears",
}


class Slot(QWidget):
    """Editors of one answer side by side, and under them why they have no value, or why a rule refuses it."""

    def __init__(self, *editors: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        for editor in editors:
            row.addWidget(editor)
        row.addStretch(1)
        column.addLayout(row)
        for editor in editors:
            if isinstance(editor, CheckedEdit):
                column.addWidget(FieldError(editor))
        self._rule = FieldError()
        column.addWidget(self._rule)
        self.setFocusProxy(editors[0])

    def sizeHint(self) -> QSize:
        return QSize(max(theme.scaled(SLOT), super().sizeHint().width()), super().sizeHint().height())

    def refuse(self, sentence: str) -> None:
        """Say why a rule refuses the value; empty when none does."""
        self._rule.say(sentence)


class TermsForm(QWidget):
    """The form for one loan at today's sums.

    Signals:
        changed: (PlanTerms or None) the terms as they stand after an edit; None while a field has no value.
    """

    changed = Signal(object)

    def __init__(self, loan: Loan, sums: Quote, begun: PlanTerms) -> None:
        """`begun` are the terms the form opens with."""
        super().__init__()
        self._loan, self._sums = loan, sums
        self._most_waived = sums.penalty + sums.compound
        self._make_editors()
        self._slots = self._make_slots()
        self._lay_out()
        self.set_terms(begun)
        self._listen()

    def terms(self) -> PlanTerms | None:
        """The terms as they stand; None while a field has no value. Rules are not asked."""
        kind = PlanKind(self.kind.value() or PlanKind.EQUAL_INSTALMENT)
        deferral = kind is PlanKind.DEFERRAL
        rate, arrears, waived = self.rate.value(), self.arrears.value(), self._waived()
        count = 1 if deferral else self.instalments.value()
        first = add_months(self._sums.as_of, 1) if deferral else self.first_due.value()
        months = self.deferral.value() if deferral else 0
        if rate is None or arrears is None or waived is None or count is None or first is None or months is None:
            return None
        penalty = min(waived, self._sums.penalty)
        return PlanTerms(
            kind, self._loan.id, self._sums.as_of, count, first, rate, penalty, waived - penalty, months, arrears
        )

    def set_terms(self, terms: PlanTerms) -> None:
        """Show these terms; tells nobody."""
        deferral = terms.kind is PlanKind.DEFERRAL
        self.kind.set_value(terms.kind.value)
        self.instalments.set_value(terms.instalments)
        self.first_due.set_value(terms.first_due)
        self.rate.set_value(terms.annual_rate)
        self.deferral.set_value(terms.deferral_months if deferral else 1)
        self.arrears.set_value(terms.arrears_rows)
        self._set_waived(terms.waived_penalty + terms.waived_compound)
        self._show_kind()

    def show_problems(self, refusals: Sequence[Refusal]) -> list[str]:
        """Say each refusal under its field; the sentences of those that have none are returned."""
        said = dict.fromkeys(self._slots, "")
        others = []
        for refusal in refusals:
            name, sentence = _FIELD_OF.get(refusal.code), str(messages.say(refusal.code, dict(refusal.params)))
            if name is None:
                others.append(sentence)
            else:
                said[name] = sentence
        for name, sentence in said.items():
            self._slots[name].refuse(sentence)
        return others

    def _make_editors(self) -> None:
        as_of, most = self._sums.as_of, self._most_waived
        self.kind = Choice(self.tr("还款方式"), [(kind.value, words.plan_kind(kind)) for kind in OFFERED])
        most_rows = plan_policy().max_instalments
        self.instalments = IntEdit(self.tr("期数"), unit=self.tr("期"), least=1, most=most_rows, required=True)
        self.first_due = DatePick(
            self.tr("首期还款日"),
            least=as_of + timedelta(days=1),
            most=as_of + timedelta(days=plan_policy().first_row_within_days),
            required=True,
        )
        self.rate = RateEdit(self.tr("年利率"), most=self._loan.terms.annual_rate, required=True)
        self.deferral = IntEdit(
            self.tr("展期月数"), unit=self.tr("个月"), least=1, most=plan_policy().max_deferral_months, required=True
        )
        spread = self.tr("往期欠息费分摊")
        self.arrears = IntEdit(spread, unit=self.tr("期"), least=1, most=plan_policy().max_instalments, required=True)
        answers = [(NONE, self.tr("不减免")), (HALF, self.tr("免半")), (ALL, self.tr("全免")), (OTHER, self.tr("自定"))]
        self.waiver = Choice(self.tr("减免罚息与复利"), answers if most else answers[:1], NONE)
        self.waived = MoneyEdit(self.tr("减免金额"), most=most)
        for editor in (self.instalments, self.rate, self.deferral, self.arrears, self.waived):
            editor.setFixedWidth(theme.scaled(132))

    def _make_slots(self) -> dict[str, Slot]:
        return {
            "kind": Slot(self.kind),
            "instalments": Slot(self.instalments),
            "first_due": Slot(self.first_due),
            "deferral": Slot(self.deferral),
            "rate": Slot(self.rate),
            "waiver": Slot(self.waiver, self.waived),
            "arrears": Slot(self.arrears),
        }

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        first, self._rows, self._months, last = Fields(), Fields(), Fields(), Fields()
        for form in (first, self._rows, self._months, last):
            column.addWidget(form)
        contract = self._loan.terms
        slots = self._slots
        count = self.tr("合同 {count} 期").format(count=contract.instalments)
        rate = self.tr("合同 {rate}%").format(rate=percent(contract.annual_rate))
        most = self.tr("共 {sum} 可减").format(sum=formats.money(self._most_waived))
        side = self._sums.cure - self._sums.overdue_principal + self._sums.current_interest
        pot = self.tr("往期欠息费 {sum}").format(sum=formats.money(side))
        wide = theme.scaled(SLOT)
        self._meaning = first.add(self.tr("还款方式"), slots["kind"], width=wide)
        self._rows.add(self.tr("期数"), slots["instalments"], before=count, width=wide)
        self._rows.add(self.tr("首期还款日"), slots["first_due"], width=wide)
        self._months.add(self.tr("展期月数"), slots["deferral"], width=wide)
        last.add(self.tr("年利率"), slots["rate"], before=rate, width=wide)
        waiver = most if self._most_waived else self.tr("没有可减的")
        last.add(self.tr("减免罚息复利"), slots["waiver"], before=waiver, width=wide)
        last.add(self.tr("欠息费分摊"), slots["arrears"], before=pot, width=wide)

    def _listen(self) -> None:
        self.kind.changed.connect(lambda _kind: self._show_kind())
        self.waiver.changed.connect(self._on_waiver)
        for editor in (self.kind, self.instalments, self.first_due, self.rate, self.deferral, self.arrears,
                       self.waiver, self.waived):  # fmt: skip
            editor.changed.connect(lambda _value: self._tell())

    def _tell(self) -> None:
        self.changed.emit(self.terms())

    def _show_kind(self) -> None:
        kind = PlanKind(self.kind.value() or PlanKind.EQUAL_INSTALMENT)
        self._meaning.remark(words.plan_kind_meaning(kind), "text_3")
        self._rows.setVisible(kind is not PlanKind.DEFERRAL)
        self._months.setVisible(kind is PlanKind.DEFERRAL)

    def _on_waiver(self, _answer: object) -> None:
        self.waived.setVisible(self.waiver.value() == OTHER)
        if self.waiver.value() == OTHER:
            self.waived.setFocus()

    def _waived(self) -> int | None:
        shares = {NONE: 0, HALF: self._most_waived // 2, ALL: self._most_waived}
        answer = self.waiver.value() or NONE
        return self.waived.value() if answer == OTHER else shares[answer]

    def _set_waived(self, minor: int) -> None:
        shares = {0: NONE, self._most_waived // 2: HALF, self._most_waived: ALL}
        answer = shares.get(minor, OTHER) if self._most_waived and minor else NONE
        self.waiver.set_value(answer)
        self.waived.set_value(minor if answer == OTHER else None)
        self.waived.setVisible(answer == OTHER)
