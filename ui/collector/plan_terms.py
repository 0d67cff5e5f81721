"""Terms set by hand at the plan desk: a form for all kinds of plan whose every change is worked out at once, and which
says under the field what keeps its value from being a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.domain.calendar import add_months
from fieldapp.domain.lending.loan import ExplicitRow, PeriodUnit, Step
from fieldapp.domain.money import Rounding, share
from fieldapp.domain.plans.plan import PlanKind, PlanTerms
from fieldapp.domain.refusal import Refusal
from fieldapp.rule_packs.plans import plan_policy
from fieldapp.services.negotiate_plan import LoanSite
from ui import formats, messages, theme, words
from ui.collector.plan_rows import RowsEdit
from ui.collector.plan_slot import SLOT, Slot
from ui.collector.plan_steps import StepsEdit
from ui.collector.plan_term_fields import FIELD_OF, RHYTHMS, SHOWN, waivers_of
from ui.collector.plan_waiver import Waiver
from ui.widgets.choice import Choice
from ui.widgets.date_pick import DatePick
from ui.widgets.fields import FieldRow, Fields
from ui.widgets.int_edit import IntEdit
from ui.widgets.rate_edit import RateEdit, percent

OFFERED = tuple(PlanKind)
EASY_ROWS = 3
"""Rows that a plan that rises begins with."""


class TermsForm(QWidget):
    """The form for one loan at today's sums.

    Signals:
        changed: (PlanTerms or None, name of the field) the terms as they stand after an edit; None while a field has
            no value.
    """

    changed = Signal(object, str)

    def __init__(self, site: LoanSite, begun: PlanTerms) -> None:
        """`begun` are the terms the form opens with."""
        super().__init__()
        self._site, self._sums, self._policy = site, site.quote, plan_policy()
        self._make_editors()
        self._rows: dict[str, FieldRow] = {}
        self._slots: dict[str, Slot] = {}
        self._lay_out()
        self.set_terms(begun)
        self._listen()

    def terms(self) -> PlanTerms | None:
        """The terms as they stand; None while a field has no value. Rules are not asked."""
        kind = self._kind()
        shown = SHOWN[kind]
        found = {name: self._value(name) for name in shown}
        waived = {name: waiver.minor() for name, waiver in self.waivers.items() if self._waives(name, kind)}
        if any(value is None for value in (*found.values(), *waived.values())):
            return None
        rows: tuple[ExplicitRow, ...] = found.get("rows", ())  # type: ignore[assignment]
        every, unit = RHYTHMS[self.rhythm.value() or "month"] if "rhythm" in shown else (1, PeriodUnit.MONTHS)
        plain = PlanTerms(
            kind=kind,
            loan_id=self._site.loan.id,
            as_of=self._sums.as_of,
            instalments=len(rows) if kind is PlanKind.CUSTOM else found.get("instalments", 1),  # type: ignore[arg-type]
            first_due=self._first_due(kind, rows),
            annual_rate=found.get("rate", self._site.loan.terms.annual_rate),  # type: ignore[arg-type]
            deferral_months=found.get("deferral", 0),  # type: ignore[arg-type]
            arrears_rows=found.get("arrears", 1),  # type: ignore[arg-type]
            every=every,
            unit=unit,
            steps=found.get("steps", ()),  # type: ignore[arg-type]
            rows=rows,
            settlement_days=found.get("grace", 0),  # type: ignore[arg-type]
        )
        return replace(plain, **waived)  # type: ignore[arg-type]

    def set_terms(self, terms: PlanTerms) -> None:
        """Show these terms; tells nobody. What stands there already is left as it was typed."""
        if terms == self.terms():
            return
        kind = terms.kind
        self.kind.set_value(kind.value)
        settles, defers = kind is PlanKind.SETTLEMENT, kind is PlanKind.DEFERRAL
        single = settles or defers
        _set(self.instalments, 12 if single else terms.instalments)
        _set(self.first_due, add_months(terms.as_of, 1) if settles or defers else terms.first_due)
        _set(self.settle_on, terms.first_due if settles else self._usual_settlement())
        _set(self.grace, terms.settlement_days if settles else 3)
        _set(self.rate, terms.annual_rate)
        _set(self.deferral, terms.deferral_months if defers else 1)
        _set(self.arrears, terms.arrears_rows)
        named = next((name for name, one in RHYTHMS.items() if one == (terms.every, terms.unit)), "month")
        self.rhythm.set_value(named)
        self.steps.set_steps(terms.steps or (Step(EASY_ROWS, self._interest(terms)),))
        self.rows.set_rows(terms.rows or self._usual_rows(terms))
        for name, waiver in self.waivers.items():
            waiver.set_minor(getattr(terms, name))
        self._show_kind()

    def show_problems(self, refusals: Sequence[Refusal]) -> list[str]:
        """Say each refusal under its field; the sentences of those that have none are returned."""
        said = dict.fromkeys(self._slots, "")
        others = []
        for refusal in refusals:
            named, sentence = FIELD_OF.get(refusal.code, ""), str(messages.say(refusal.code, dict(refusal.params)))
            if refusal.code == "plan.row_below_interest" and self._kind() is PlanKind.CUSTOM:
                named = "rows"
            if named not in SHOWN[self._kind()]:
                others.append(sentence)
            else:
                said[named] = sentence
        for name, sentence in said.items():
            self._slots[name].refuse(sentence)
        return others

    def _kind(self) -> PlanKind:
        return PlanKind(self.kind.value() or PlanKind.EQUAL_INSTALMENT)

    def _value(self, name: str) -> object:
        if name == "steps":
            return self.steps.steps()
        if name == "rows":
            return self.rows.rows() or None
        if name == "rhythm":
            return self.rhythm.value()
        value: object = getattr(self, name).value()
        return value

    def _first_due(self, kind: PlanKind, rows: tuple[ExplicitRow, ...]) -> object:
        if kind is PlanKind.CUSTOM:
            return rows[0].due
        if kind is PlanKind.SETTLEMENT:
            return self.settle_on.value()
        return add_months(self._sums.as_of, 1) if kind is PlanKind.DEFERRAL else self.first_due.value()

    def _waives(self, name: str, kind: PlanKind) -> bool:
        return name != "waived_principal" or kind is PlanKind.SETTLEMENT

    def _usual_settlement(self) -> object:
        return self._sums.as_of + timedelta(days=min(15, self._policy.first_row_within_days))

    def _usual_rows(self, terms: PlanTerms) -> tuple[ExplicitRow, ...]:
        count = terms.instalments if terms.kind not in {PlanKind.DEFERRAL, PlanKind.SETTLEMENT} else 12
        return tuple(ExplicitRow(add_months(terms.as_of, number)) for number in range(1, count + 1))

    def _interest(self, terms: PlanTerms) -> int:
        """About what a month's interest is, rounded up to whole yuan: a first step that asks for no less."""
        minor = share(self._site.ground.principal, terms.annual_rate, 1, 12, Rounding.HALF_UP)
        return -(-minor // 100) * 100 or 100_00

    def _make_editors(self) -> None:
        as_of, most_rows = self._sums.as_of, self._policy.max_instalments
        within = as_of + timedelta(days=self._policy.first_row_within_days)
        tomorrow = as_of + timedelta(days=1)
        self.kind = Choice(self.tr("还款方式"), [(kind.value, words.plan_kind(kind)) for kind in OFFERED])
        self.instalments = IntEdit(self.tr("期数"), unit=self.tr("期"), least=1, most=most_rows, required=True)
        self.rhythm = Choice(
            self.tr("多久一期"),
            [
                ("month", self.tr("每月")),
                ("fortnight", self.tr("每两周")),
                ("week", self.tr("每周")),
                ("quarter", self.tr("每季")),
            ],
            "month",
        )
        self.first_due = DatePick(self.tr("首期还款日"), least=tomorrow, most=within, required=True)
        self.settle_on = DatePick(self.tr("付清日"), least=tomorrow, most=within, required=True)
        self.grace = IntEdit(self.tr("付清宽限"), unit=self.tr("天"), most=30, required=True)
        self.rate = RateEdit(self.tr("年利率"), most=self._site.loan.terms.annual_rate, required=True)
        most_months = self._policy.max_deferral_months
        self.deferral = IntEdit(self.tr("展期月数"), unit=self.tr("个月"), least=1, most=most_months, required=True)
        spread = self.tr("往期欠息费分摊")
        self.arrears = IntEdit(spread, unit=self.tr("期"), least=1, most=most_rows, required=True)
        self.steps, self.rows = StepsEdit(), RowsEdit(as_of)
        self.waivers = {name: Waiver(words.term(name), most) for name, most in waivers_of(self._site).items()}
        for editor in (self.instalments, self.rate, self.deferral, self.arrears, self.grace):
            editor.setFixedWidth(theme.scaled(132))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        contract, fields = self._site.loan.terms, Fields()
        side = self._sums.cure - self._sums.overdue_principal + self._sums.current_interest
        before = {
            "instalments": self.tr("合同 {count} 期").format(count=contract.instalments),
            "rate": self.tr("合同 {rate}%").format(rate=percent(contract.annual_rate)),
            "arrears": self.tr("往期欠息费 {sum}").format(sum=formats.money(side)),
        }
        names = {
            "kind": self.tr("还款方式"),
            "instalments": self.tr("期数"),
            "rhythm": self.tr("多久一期"),
            "steps": self.tr("前几段"),
            "rows": self.tr("各期"),
            "first_due": self.tr("首期还款日"),
            "settle_on": self.tr("付清日"),
            "grace": self.tr("付清宽限"),
            "deferral": self.tr("展期月数"),
            "rate": self.tr("年利率"),
            "arrears": self.tr("欠息费分摊"),
        }
        for name, told in names.items():
            self._add(fields, name, told, Slot(getattr(self, name)), before.get(name, ""))
        for name, waiver in self.waivers.items():
            most = self.tr("共 {sum} 可减").format(sum=formats.money(waivers_of(self._site)[name]))
            self._add(fields, name, words.term(name), Slot(waiver), most)
        column.addWidget(fields)

    def _add(self, fields: Fields, name: str, told: str, slot: Slot, before: str) -> None:
        self._slots[name] = slot
        wide = name in {"kind", "rows", "steps"}
        self._rows[name] = fields.add(told, slot, before=before, width=theme.scaled(SLOT), wide=wide)

    def _listen(self) -> None:
        self.kind.changed.connect(lambda _kind: self._on_kind())
        for name in ("instalments", "rhythm", "first_due", "settle_on", "grace", "rate", "deferral", "arrears"):
            getattr(self, name).changed.connect(lambda _value, name=name: self._tell(name))
        self.steps.changed.connect(lambda: self._tell("steps"))
        self.rows.changed.connect(lambda: self._tell("rows"))
        for name, waiver in self.waivers.items():
            waiver.changed.connect(lambda name=name: self._tell(name))

    def _on_kind(self) -> None:
        self._show_kind()
        self._tell("")

    def _tell(self, name: str) -> None:
        self.changed.emit(self.terms(), name)

    def _show_kind(self) -> None:
        kind = self._kind()
        self._rows["kind"].remark(words.plan_kind_meaning(kind), "text_3")
        for name, row in self._rows.items():
            if name != "kind":
                row.set_shown(name in SHOWN[kind] or (name in self.waivers and self._waives(name, kind)))


def _set(editor: IntEdit | DatePick | RateEdit, value: object) -> None:
    """Show a value, unless it stands there already: a caret in the middle of a number stays."""
    if editor.value() != value:
        editor.set_value(value)  # type: ignore[arg-type]
