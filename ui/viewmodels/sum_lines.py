"""What the sums of a loan are made of, line by line: the parts, the schedule row by row, each payment's way.

Nothing is computed here but sums of what the ledger says, so that the lines and the page can never disagree.
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.domain.caseview import LoanView
from fieldapp.domain.lending.allocation import Component
from fieldapp.domain.lending.ledger import AppliedPayment, RowPosition
from fieldapp.domain.lending.loan import Payment
from fieldapp.domain.money import round_minor
from fieldapp.domain.plans.plan_life import PlanStanding
from ui import formats, words
from ui.i18n import translate
from ui.theme import Tone
from ui.viewmodels.happenings import rows_words
from ui.widgets.figure_table import Head, Row

_COLUMNS = tuple(component for component in Component if component is not Component.FEE)
"""What a payment can go to, in columns; fees stand with the costs."""

MOST_ROWS_NAMED = 3


@dataclass(frozen=True, slots=True)
class SumLine:
    """One line of a sum: its name, minor units, whether it is the sum itself, and a remark."""

    name: str
    minor: int
    total: bool = False
    note: str = ""


def cure_lines(loan: LoanView) -> list[SumLine]:
    """What brings the loan up to date today, and its parts."""
    quote = loan.quote
    lines = [
        SumLine(words.owed_part("principal"), quote.overdue_principal),
        SumLine(words.owed_part("interest"), quote.overdue_interest),
        SumLine(words.owed_part("penalty"), quote.penalty, note=_penalty_note(loan)),
        SumLine(words.owed_part("compound"), quote.compound),
    ]
    if quote.costs:
        lines.append(SumLine(words.owed_part("costs"), quote.costs))
    return [*lines, SumLine(translate("sum_lines", "补齐逾期"), quote.cure, total=True)]


def payoff_lines(loan: LoanView) -> list[SumLine]:
    """What ends the loan today, and its parts."""
    quote = loan.quote
    return [
        SumLine(translate("sum_lines", "补齐逾期"), quote.cure),
        SumLine(translate("sum_lines", "未到期本金"), quote.undue_principal),
        SumLine(translate("sum_lines", "本期已计利息"), quote.current_interest),
        SumLine(translate("sum_lines", "今日结清"), quote.payoff, total=True),
        SumLine(translate("sum_lines", "每延一日约增加"), round_minor(quote.per_diem)),
    ]


def schedule_heads() -> list[Head]:
    """Columns of the schedule."""
    return [
        Head(translate("sum_lines", "期")),
        Head(translate("sum_lines", "到期日"), figures=False),
        Head(translate("sum_lines", "应还本金")),
        Head(translate("sum_lines", "应还利息")),
        Head(translate("sum_lines", "已还本息")),
        Head(translate("sum_lines", "未还本息")),
        Head(translate("sum_lines", "罚息")),
        Head(translate("sum_lines", "复利")),
        Head(translate("sum_lines", "状态"), figures=False),
    ]


def schedule_rows(loan: LoanView) -> list[Row]:
    """Every instalment with what was paid of it and what it still needs, and their sums."""
    rows = [_schedule_row(loan, position) for position in loan.ledger.rows]
    every = loan.ledger.rows
    sums = (
        sum(p.instalment.principal for p in every),
        sum(p.instalment.interest for p in every),
        sum(_paid(p) for p in every),
        sum(p.principal + p.interest for p in every),
        sum(p.penalty for p in every),
        sum(p.compound for p in every),
    )
    total = translate("sum_lines", "合计")
    return [*rows, Row(("", total, *(formats.amount(one) for one in sums), ""), strong=True)]


def payment_heads() -> list[Head]:
    """Columns of the payments; the parts in the order of `payment_rows`."""
    parts = [
        Head(translate("sum_lines", "本金")),
        Head(translate("sum_lines", "利息")),
        Head(translate("sum_lines", "复利")),
        Head(translate("sum_lines", "罚息")),
        Head(translate("sum_lines", "费用")),
    ]
    return [
        Head(translate("sum_lines", "入账日"), figures=False),
        Head(translate("sum_lines", "金额")),
        *parts,
        Head(translate("sum_lines", "多付")),
        Head(translate("sum_lines", "冲销到"), figures=False),
    ]


def payment_rows(loan: LoanView) -> list[Row]:
    """Every payment and where it went, newest first; one that was taken back stands struck from the account."""
    applied = {one.payment.reference: one for one in loan.ledger.applied}
    newest = sorted(loan.loan.payments, key=lambda p: (p.received_on, p.reference), reverse=True)
    return [_payment_row(payment, applied.get(payment.reference)) for payment in newest]


def plan_heads() -> list[Head]:
    """Columns of a running plan."""
    return [
        Head(translate("sum_lines", "期")),
        Head(translate("sum_lines", "到期日"), figures=False),
        Head(translate("sum_lines", "应还")),
        Head(translate("sum_lines", "本金")),
        Head(translate("sum_lines", "利息")),
        Head(translate("sum_lines", "前欠")),
        Head(translate("sum_lines", "剩余本金")),
    ]


def plan_rows(standing: PlanStanding) -> list[Row]:
    """Every row of a running plan; the one to be paid next stands out."""
    following = standing.next_row.number if standing.next_row else 0
    return [
        Row(
            (
                str(row.number),
                formats.iso_date(row.due),
                *(formats.amount(one) for one in (row.total, row.principal, row.interest, row.arrears, row.balance)),
            ),
            tone="text_3" if following == 0 or row.number < following else "text",
            strong=row.number == following,
        )
        for row in standing.plan.content.rows
    ]


def _penalty_note(loan: LoanView) -> str:
    return translate("sum_lines", "逾期部分{rate}").format(rate=words.rate(loan.loan.terms.penalty_rate))


def _paid(position: RowPosition) -> int:
    return position.instalment.total - position.principal - position.interest


def _schedule_row(loan: LoanView, position: RowPosition) -> Row:
    row, as_of = position.instalment, loan.ledger.as_of
    late = (as_of - row.due).days
    if position.settled:
        state = translate("sum_lines", "已还清")
    elif late > 0:
        state = translate("sum_lines", "逾期 %n 天", "", late)
    else:
        state = translate("sum_lines", "今日到期") if late == 0 else translate("sum_lines", "未到期")
    sums = (
        row.principal,
        row.interest,
        _paid(position),
        position.principal + position.interest,
        position.penalty,
        position.compound,
    )
    tone: Tone = "text_3" if position.settled else "stop" if late > 0 else "text"
    return Row((str(row.number), formats.iso_date(row.due), *(_or_dash(one) for one in sums), state), tone)


def _payment_row(payment: Payment, applied: AppliedPayment | None) -> Row:
    day, amount = formats.iso_date(payment.received_on), formats.amount(payment.amount)
    if applied is None:
        gone = (
            translate("sum_lines", "{day} 已冲回").format(day=formats.short_date(payment.reversed_on))
            if payment.reversed_on
            else translate("sum_lines", "尚未入账")
        )
        return Row((day, amount, *("—" for _ in _COLUMNS), "—", gone), "text_3")
    went = dict.fromkeys(_COLUMNS, 0)
    for line in applied.lines:
        went[Component.COST if line.component is Component.FEE else line.component] += line.amount
    rows = sorted({line.instalment for line in applied.lines if line.instalment})
    parts = (_or_dash(went[part]) for part in reversed(_COLUMNS))
    return Row((day, amount, *parts, _or_dash(applied.excess), rows_words(rows) if rows else "—"))


def _or_dash(minor: int) -> str:
    return formats.amount(minor) if minor else "—"
