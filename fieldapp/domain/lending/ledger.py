"""The ledger of a loan, rebuilt by replaying what was paid, in value-date order.

Penalty interest accrues on overdue principal and compound interest on overdue contractual interest, both at the
penalty rate, by actual days; never on penalty interest itself (银发[2003]251号). Accruals are posted, rounded, at
each payment date and at the date asked for. A reversed payment never counted: the replay leaves it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from fieldapp.domain.calendar import YEAR_DAYS, days_between
from fieldapp.domain.lending.allocation import ROW_COMPONENTS, AllocationLine, Component, allocate
from fieldapp.domain.lending.loan import Instalment, Loan, LoanTerms, Payment
from fieldapp.domain.lending.schedule import contract_schedule
from fieldapp.domain.money import share


@dataclass(slots=True)
class _Row:
    """One instalment while the replay runs; amounts in minor units."""

    instalment: Instalment
    accrued_to: date
    posted: dict[Component, int]
    paid: dict[Component, int] = field(default_factory=dict)

    def unpaid(self, component: Component) -> int:
        return self.posted.get(component, 0) - self.paid.get(component, 0)


@dataclass(frozen=True, slots=True)
class RowPosition:
    """One instalment at a date: what is still unpaid of each component, minor units."""

    instalment: Instalment
    principal: int
    interest: int
    penalty: int
    compound: int
    settled: bool

    @property
    def unpaid(self) -> int:
        """All that this instalment still needs."""
        return self.principal + self.interest + self.penalty + self.compound


@dataclass(frozen=True, slots=True)
class AppliedPayment:
    """A payment with the lines it was applied to; `excess` is what no instalment needed."""

    payment: Payment
    lines: tuple[AllocationLine, ...]
    excess: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """The loan at a date: every instalment, every payment applied, costs still unpaid."""

    as_of: date
    rows: tuple[RowPosition, ...]
    applied: tuple[AppliedPayment, ...]
    costs: int


def replay(loan: Loan, as_of: date) -> Ledger:
    """The ledger of `loan` at `as_of`, from nothing but its terms, payments and charges."""
    rows = [
        _Row(row, row.due, {Component.INTEREST: row.interest, Component.PRINCIPAL: row.principal})
        for row in contract_schedule(loan.terms)
    ]
    applied: list[AppliedPayment] = []
    costs_paid = 0
    for payment in effective_payments(loan.payments, as_of):
        _accrue(rows, loan.terms, payment.received_on)
        costs = _charged(loan, payment.received_on) - costs_paid
        _end_if_paid_off(rows, loan.terms, payment, costs)
        taken = _apply(rows, loan.terms, payment, costs)
        costs_paid += sum(line.amount for line in taken.lines if line.component is Component.COST)
        applied.append(taken)
    _accrue(rows, loan.terms, as_of)
    return Ledger(as_of, tuple(map(_position, rows)), tuple(applied), _charged(loan, as_of) - costs_paid)


def effective_payments(payments: Sequence[Payment], as_of: date) -> list[Payment]:
    """Payments that count at `as_of`, in value-date order (ties by reference, so that the replay is stable)."""
    counted = [p for p in payments if p.received_on <= as_of and (p.reversed_on is None or p.reversed_on > as_of)]
    return sorted(counted, key=lambda p: (p.received_on, p.reference))


def _charged(loan: Loan, as_of: date) -> int:
    return sum(charge.amount for charge in loan.charges if charge.charged_on <= as_of)


def _accrue(rows: list[_Row], terms: LoanTerms, upto: date) -> None:
    """Post penalty and compound interest of every overdue row up to `upto`."""
    grace = timedelta(days=terms.grace_days)
    for row in rows:
        if upto <= row.instalment.due + grace:
            return  # rows stand in the order of their due dates
        days = days_between(row.accrued_to, upto)
        for component, base in ((Component.PENALTY, Component.PRINCIPAL), (Component.COMPOUND, Component.INTEREST)):
            if not row.unpaid(base):
                continue
            accrued = share(
                row.unpaid(base), terms.penalty_rate, days, YEAR_DAYS[terms.arrears_day_count], terms.rounding
            )
            row.posted[component] = row.posted.get(component, 0) + accrued
        row.accrued_to = upto


def earned_interest(undue: int, since: date, until: date, paid_ahead: int, terms: LoanTerms) -> int:
    """Interest on principal not yet due, earned by actual days since the last due date, less what was paid on it."""
    days = days_between(since, until)
    earned = share(undue, terms.annual_rate, days, YEAR_DAYS[terms.arrears_day_count], terms.rounding)
    return max(0, earned - paid_ahead)


def _end_if_paid_off(rows: list[_Row], terms: LoanTerms, payment: Payment, costs: int) -> None:
    """A payment that covers the whole payoff ends the loan: interest of the coming rows is not earned any more.

    The coming rows then ask for their principal, and the first of them for the interest earned until this day.
    """
    coming = [row for row in rows if row.instalment.due > payment.received_on]
    due = rows[: len(rows) - len(coming)]
    undue = sum(row.unpaid(Component.PRINCIPAL) for row in coming)
    if not undue:
        return
    since = due[-1].instalment.due if due else terms.disbursed_on
    earned = earned_interest(undue, since, payment.received_on, coming[0].paid.get(Component.INTEREST, 0), terms)
    owed = sum(row.unpaid(component) for row in due for component in ROW_COMPONENTS)
    if payment.amount < costs + owed + undue + earned:
        return
    for row in coming:
        row.posted[Component.INTEREST] = row.paid.get(Component.INTEREST, 0)
    coming[0].posted[Component.INTEREST] += earned


def _apply(rows: list[_Row], terms: LoanTerms, payment: Payment, costs: int) -> AppliedPayment:
    owed = {(0, Component.COST): costs}
    for row in rows:
        for component in ROW_COMPONENTS:
            owed[row.instalment.number, component] = row.unpaid(component)
    due = max((r.instalment.number for r in rows if r.instalment.due <= payment.received_on), default=0)
    lines, excess = allocate(payment.amount, owed, terms.allocation, due)
    for line in lines:
        if line.instalment:
            paid = rows[line.instalment - 1].paid
            paid[line.component] = paid.get(line.component, 0) + line.amount
    return AppliedPayment(payment, lines, excess)


def _position(row: _Row) -> RowPosition:
    principal, interest = row.unpaid(Component.PRINCIPAL), row.unpaid(Component.INTEREST)
    return RowPosition(
        row.instalment,
        principal,
        interest,
        row.unpaid(Component.PENALTY),
        row.unpaid(Component.COMPOUND),
        settled=principal == 0 and interest == 0,
    )
