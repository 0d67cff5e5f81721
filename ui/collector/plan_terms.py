"""Terms set by hand at the plan desk: a form for all kinds of plan whose every change is worked out at once, and which
says under the field what keeps its value from being a plan.

A field is made when a kind first asks for it, and the form piece by piece, so that the window is never held up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.domain.calendar import add_months
from fieldapp.domain.lending.loan import ExplicitRow, PeriodUnit, Step
from fieldapp.domain.money import Rounding, share
from fieldapp.domain.plans.plan import PlanKind, PlanTerms
from fieldapp.domain.refusal import Refusal
from fieldapp.rule_packs.plans import plan_policy
from fieldapp.services.negotiate_plan import LoanSite
from ui import messages, theme, words
from ui.collector.plan_rows import RowsEdit
from ui.collector.plan_slot import SLOT, Slot
from ui.collector.plan_steps import StepsEdit
from ui.collector.plan_term_editors import OFFERED, editor_of, term_name, value_before
from ui.collector.plan_term_fields import FIELD_OF, ORDER, RHYTHMS, SHOWN, waivers_of
from ui.collector.plan_waiver import Waiver
from ui.widgets.choice import Choice
from ui.widgets.date_pick import DatePick
from ui.widgets.fields import FieldRow, Fields
from ui.widgets.int_edit import IntEdit
from ui.widgets.rate_edit import RateEdit

__all__ = ["OFFERED", "TermsForm"]
EASY_ROWS, USUAL_ROWS, USUAL_GRACE, USUAL_SETTLEMENT = 3, 12, 3, 15
WIDE = frozenset({"kind", "rows", "steps"})


class TermsForm(QWidget):
    """The form for one loan at today's sums. Run `pieces` once, then it is ready; a field that no kind has asked for
    yet is not there.

    Signals:
        changed: (PlanTerms or None, name of the field) the terms as they stand after an edit; None while a field has
            no value.
    """

    changed = Signal(object, str)
    kind: Choice
    rhythm: Choice
    instalments: IntEdit
    arrears: IntEdit
    deferral: IntEdit
    grace: IntEdit
    rate: RateEdit
    first_due: DatePick
    settle_on: DatePick
    steps: StepsEdit
    rows: RowsEdit

    def __init__(self, site: LoanSite) -> None:
        super().__init__()
        self._site, self._as_of = site, site.quote.as_of
        self._lines: dict[str, FieldRow] = {}
        self._boxes: dict[str, Fields] = {}
        self._slots: dict[str, Slot] = {}
        self.waivers: dict[str, Waiver] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.S)

    def pieces(self, begun: PlanTerms) -> list[Callable[[], object]]:
        """What makes the form, filled with terms, step by step."""
        needed = ("kind", *SHOWN[begun.kind], *waivers_of(self._site))
        return [*(partial(self._ensure, name) for name in needed), lambda: self.set_terms(begun)]

    def terms(self) -> PlanTerms | None:
        """The terms as they stand; None while a field has no value. Rules are not asked."""
        kind = self._kind()
        shown = SHOWN[kind]
        if any(name not in self._slots for name in shown):
            return None
        found: dict[str, Any] = {name: self._value(name) for name in shown}
        waived = {name: one.minor() for name, one in self.waivers.items() if _waives(name, kind)}
        if any(value is None for value in (*found.values(), *waived.values())):
            return None
        rows: tuple[ExplicitRow, ...] = found.get("rows", ())
        every, unit = RHYTHMS[str(found.get("rhythm", "month"))]
        plain = PlanTerms(
            kind=kind,
            loan_id=self._site.loan.id,
            as_of=self._as_of,
            instalments=len(rows) if kind is PlanKind.CUSTOM else found.get("instalments", 1),
            first_due=self._first_due(kind, rows),
            annual_rate=found.get("rate", self._site.loan.terms.annual_rate),
            deferral_months=found.get("deferral", 0),
            arrears_rows=found.get("arrears", 1),
            every=every,
            unit=unit if "rhythm" in shown else PeriodUnit.MONTHS,
            steps=found.get("steps", ()),
            rows=rows,
            settlement_days=found.get("grace", 0),
        )
        return replace(plain, **waived)  # type: ignore[arg-type]

    def set_terms(self, terms: PlanTerms) -> None:
        """Show these terms; tells nobody. What stands there already is left as it was typed."""
        if terms == self.terms():
            return
        self.kind.set_value(terms.kind.value)
        named = next((name for name, one in RHYTHMS.items() if one == (terms.every, terms.unit)), "month")
        values: dict[str, object] = {
            "instalments": terms.instalments,
            "rhythm": named,
            "first_due": terms.first_due,
            "settle_on": terms.first_due,
            "grace": terms.settlement_days,
            "rate": terms.annual_rate,
            "deferral": terms.deferral_months,
            "arrears": terms.arrears_rows,
            "steps": terms.steps,
            "rows": terms.rows,
        }
        for name in SHOWN[terms.kind]:
            self._ensure(name)
            self._fill(name, values[name])
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

    def _ensure(self, name: str) -> None:
        """Make a field in its place, if it is not there yet."""
        if name in self._slots:
            return
        editor = editor_of(name, self._site)
        if isinstance(editor, Waiver):
            self.waivers[name] = editor
        else:
            setattr(self, name, editor)
        slot, box = Slot(editor), Fields()
        before = value_before(name, self._site)
        self._lines[name] = box.add(term_name(name), slot, before=before, width=theme.scaled(SLOT), wide=name in WIDE)
        self._column.insertWidget(sum(ORDER.index(one) < ORDER.index(name) for one in self._slots), box)
        self._slots[name], self._boxes[name] = slot, box
        if not isinstance(editor, Waiver) and name != "kind":
            self._fill(name, self._usual(name))
        changed = editor.changed  # type: ignore[attr-defined]
        changed.connect(self._on_kind if name == "kind" else partial(self._tell, name))

    def _usual(self, name: str) -> object:
        """The value that a field begins with, when a kind is chosen that asks for it."""
        count = self.instalments.value() if "instalments" in self._slots else None
        usual: dict[str, Callable[[], object]] = {
            "instalments": lambda: USUAL_ROWS,
            "rhythm": lambda: "month",
            "first_due": lambda: add_months(self._as_of, 1),
            "settle_on": self._settlement,
            "grace": lambda: USUAL_GRACE,
            "rate": lambda: self._site.loan.terms.annual_rate,
            "deferral": lambda: 1,
            "arrears": lambda: 1,
            "steps": lambda: (Step(EASY_ROWS, self._interest()),),
            "rows": lambda: tuple(
                ExplicitRow(add_months(self._as_of, number)) for number in range(1, (count or USUAL_ROWS) + 1)
            ),
        }
        return usual[name]()

    def _fill(self, name: str, value: Any) -> None:
        """Show a value, unless it stands there already: a caret in the middle of a number stays."""
        if name == "steps":
            self.steps.set_steps(value)
        elif name == "rows":
            self.rows.set_rows(value)
        elif getattr(self, name).value() != value:
            getattr(self, name).set_value(value)

    def _kind(self) -> PlanKind:
        return PlanKind(self.kind.value() or PlanKind.EQUAL_INSTALMENT)

    def _value(self, name: str) -> Any:
        if name == "steps":
            return self.steps.steps()
        return self.rows.rows() or None if name == "rows" else getattr(self, name).value()

    def _first_due(self, kind: PlanKind, rows: tuple[ExplicitRow, ...]) -> date:
        if kind is PlanKind.CUSTOM:
            return rows[0].due
        picked = self.settle_on if kind is PlanKind.SETTLEMENT else None
        if kind is not PlanKind.DEFERRAL and picked is None:
            picked = self.first_due
        return (picked.value() if picked is not None else None) or add_months(self._as_of, 1)

    def _settlement(self) -> date:
        return self._as_of + timedelta(days=min(USUAL_SETTLEMENT, plan_policy().first_row_within_days))

    def _interest(self) -> int:
        """About what a month's interest is, rounded up to whole yuan: a first step that asks for no less."""
        rate: Decimal = self._site.loan.terms.annual_rate
        minor = share(self._site.ground.principal, rate, 1, 12, Rounding.HALF_UP)
        return -(-minor // 100) * 100 or 100_00

    def _on_kind(self, _kind: object) -> None:
        for name in SHOWN[self._kind()]:
            self._ensure(name)
        self._show_kind()
        self._tell("")

    def _tell(self, name: str, _value: object = None) -> None:
        self.changed.emit(self.terms(), name)

    def _show_kind(self) -> None:
        kind = self._kind()
        self._lines["kind"].remark(words.plan_kind_meaning(kind), "text_3")
        for name, box in self._boxes.items():
            box.setVisible(name == "kind" or name in SHOWN[kind] or (name in self.waivers and _waives(name, kind)))


def _waives(name: str, kind: PlanKind) -> bool:
    """Whether a kind of plan may give up that component: principal only where the debt ends with it."""
    return name != "waived_principal" or kind is PlanKind.SETTLEMENT
