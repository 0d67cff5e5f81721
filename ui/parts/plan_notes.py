"""What must not stay unseen about a signed plan: guarantors who did not consent and what is lost with that, and money
that came since it was signed, with the rows as signed and what remains of them. For whoever approves and collects."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.domain.case import CaseFile
from fieldapp.domain.plans.bundle import bundle_of
from fieldapp.domain.plans.consents_of_plan import asked_of, losses
from fieldapp.domain.plans.credit import Credit, credit
from fieldapp.domain.plans.guarantor_consent import GIVEN
from fieldapp.domain.plans.plan_life import Plan, PlanContent, PlanState
from ui import formats, theme, words
from ui.i18n import translate
from ui.parts.guarantor_card import loss_words
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.figure_table import FigureTable, Head, Row
from ui.widgets.labels import label, show_in_place
from ui.widgets.ledger import Reason

SHOWN_ROWS = 4


class PlanNotes(QWidget):
    """`show_plan` fills it; it hides where there is nothing to say."""

    def __init__(self, file: CaseFile | None = None, plan: Plan | None = None, as_of: date | None = None) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.M)
        if file is not None and plan is not None and as_of is not None:
            self.show_plan(file, plan, as_of)

    def show_plan(self, file: CaseFile, plan: Plan, as_of: date) -> None:
        """Show what there is to know of this plan, all loans of its bundle together."""
        empty(self._column)
        plans = bundle_of(file.plans, plan)
        cards = [self._consents(file, plans), self._payments(file, plans, as_of)]
        for card in cards:
            if card is not None:
                self._column.addWidget(card)
        show_in_place(self, shown=any(cards))  # it may have no page yet

    def _consents(self, file: CaseFile, plans: tuple[Plan, ...]) -> Card | None:
        lines = [line for plan in plans for line in _consent_lines(file, plan.content)]
        if not lines:
            return None
        card = Card(translate("PlanNotes", "保证人的书面同意"))
        for line in dict.fromkeys(lines):
            card.add(Reason(*line))
        return card

    def _payments(self, file: CaseFile, plans: tuple[Plan, ...], as_of: date) -> Card | None:
        waiting = any(plan.state is PlanState.PROPOSED for plan in plans)
        found = [(plan, _credit(file, plan, as_of)) for plan in plans]
        found = [(plan, one) for plan, one in found if one.payments]
        if not found or not waiting:
            return None
        card = Card(translate("PlanNotes", "签署之后到账的款项"))
        told = translate(
            "PlanNotes",
            "方案各期仍按签署时的写法，款项从第一期起抵扣；批准之后按剩下的还。以后各期的利息不因提前到账重算。",
        )
        card.add(label(told, "muted", wrap=True))
        for plan, one in found:
            loan = file.case.loan(plan.content.terms.loan_id)
            if len(plans) > 1 and loan is not None:
                card.add(label(loan.contract_no, "strong"))
            for line in payment_lines(one):
                card.add(Reason(line, "info"))
            card.add(credit_table(one))
        return card


def payment_lines(one: Credit) -> list[str]:
    """The payments one by one, and what they leave."""
    said = [
        translate("PlanNotes", "{day} 到账 {sum}（{reference}）").format(
            day=formats.iso_date(payment.received_on), sum=formats.money(payment.amount), reference=payment.reference
        )
        for payment in one.payments
    ]
    left = translate("PlanNotes", "方案原共 {total}，抵扣后还剩 {left}。")
    total = sum(row.row.total for row in one.rows)
    said.append(left.format(total=formats.money(total), left=formats.money(one.left)))
    if one.beyond:
        told = translate("PlanNotes", "还多出 {sum}，不属于任何一期。")
        said.append(told.format(sum=formats.money(one.beyond)))
    return said


def credit_table(one: Credit) -> FigureTable:
    """The rows that money reached and the next ones: as signed, paid, left."""
    count = max(len(one.touched) + 1, SHOWN_ROWS)
    rows = [
        Row(
            (
                str(row.row.number),
                formats.iso_date(row.row.due),
                formats.amount(row.row.total),
                formats.amount(row.paid) if row.paid else "",
                formats.amount(row.left) if row.left else translate("PlanNotes", "已抵清"),
            ),
            tone="ok" if row.paid and not row.left else "text",
        )
        for row in one.rows[:count]
    ]
    rest = one.rows[count:]
    if rest:
        told = translate("PlanNotes", "其后 %n 期不变", "", len(rest))
        rows.append(
            Row(
                (
                    "",
                    told,
                    formats.amount(sum(r.row.total for r in rest)),
                    "",
                    formats.amount(sum(r.left for r in rest)),
                )
            )
        )
    heads = [
        Head(translate("PlanNotes", "期次"), figures=False),
        Head(translate("PlanNotes", "到期日"), figures=False),
        Head(translate("PlanNotes", "签署时应还")),
        Head(translate("PlanNotes", "已抵扣")),
        Head(translate("PlanNotes", "还剩")),
    ]
    return FigureTable(translate("PlanNotes", "款项抵扣后的各期"), heads, rows)


def _credit(file: CaseFile, plan: Plan, as_of: date) -> Credit:
    loan = file.case.loan(plan.content.terms.loan_id)
    return credit(plan.content, loan.payments if loan is not None else (), as_of)


def _consent_lines(file: CaseFile, content: PlanContent) -> list[tuple[str, theme.Tone]]:
    """Where each asked guarantor stands, and what is lost without them."""
    told = {one.party_id: one for one in content.consents}
    lost = {party.id: loss for party, loss in losses(file, content)}
    lines: list[tuple[str, theme.Tone]] = []
    for party in asked_of(file, content):
        consent = told.get(party.id)
        given = consent is not None and consent.stance in GIVEN
        said = words.stance(consent.stance) if consent is not None and given else translate("PlanNotes", "没有书面同意")
        note = "" if consent is None else consent.paper or consent.why
        sentence = formats.headed(party.name, said if not note else formats.aside(said, note))
        lines.append((sentence, "ok" if given else "warn"))
        if not given and party.id in lost:
            lines += [(sentence, "warn") for sentence in loss_words(party.name, lost[party.id])]
    return lines
