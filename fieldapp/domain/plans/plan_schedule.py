"""Working out the rows of a plan from its terms, on the account as it stands at its date.

The same walk over periods as for contracts (`lending.amortise`) makes the rows, so a plan and a contract of the same
terms never differ by a cent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fieldapp.domain.calendar import add_months
from fieldapp.domain.lending.amortise import Spread, amortise
from fieldapp.domain.lending.due_dates import periods_to, regular_periods
from fieldapp.domain.lending.ledger import RowPosition, replay
from fieldapp.domain.lending.level import equal_share
from fieldapp.domain.lending.loan import Instalment, Loan, LoanTerms, PeriodUnit, RepaymentMethod
from fieldapp.domain.lending.quote import Quote, quote_of
from fieldapp.domain.money import share
from fieldapp.domain.plans.plan import PlanKind, PlanRow, PlanSchedule, PlanTerms, SidePot

_METHODS = {
    PlanKind.EQUAL_INSTALMENT: RepaymentMethod.EQUAL_INSTALMENT,
    PlanKind.EQUAL_PRINCIPAL: RepaymentMethod.EQUAL_PRINCIPAL,
    PlanKind.INTEREST_ONLY: RepaymentMethod.INTEREST_ONLY,
    PlanKind.STEP_UP: RepaymentMethod.STEP_UP,
    PlanKind.RE_AGE: RepaymentMethod.EQUAL_INSTALMENT,
    PlanKind.CUSTOM: RepaymentMethod.EXPLICIT,
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What a plan stands on: principal and side pot at its date, the contract's conventions, its unpaid rows."""

    principal: int
    pot: SidePot
    conventions: LoanTerms
    rows: tuple[RowPosition, ...] = ()


def build(loan: Loan, terms: PlanTerms) -> PlanSchedule:
    """The schedule that `terms` make on `loan`; call `plan_soundness.problems` first, for this assumes sound terms."""
    return build_on(ground_at(loan, terms.as_of), terms)


def ground_at(loan: Loan, as_of: date) -> Ground:
    """The ground that a loan's account gives on a day."""
    ledger = replay(loan, as_of)
    return ground_of(quote_of(ledger, loan.terms), loan.terms, ledger.rows)


def ground_of(sums: Quote, conventions: LoanTerms, rows: tuple[RowPosition, ...] = ()) -> Ground:
    """The ground that a quote gives."""
    pot = SidePot(sums.overdue_interest, sums.penalty, sums.compound, sums.costs, sums.current_interest)
    return Ground(sums.principal, pot, conventions, rows)


def build_on(ground: Ground, terms: PlanTerms) -> PlanSchedule:
    """The schedule that `terms` make on a ground."""
    pot, base = ground.pot, ground.principal
    if terms.kind is PlanKind.DEFERRAL:
        # the coming rows keep their own interest, so what has accrued towards them is not arrears
        pot = replace(pot, current_interest=0)
        rows = _deferred(ground, terms)
    elif terms.kind is PlanKind.CARD_STYLE:
        return _without_interest(ground, terms)
    elif terms.kind is PlanKind.SETTLEMENT:
        rows = (Instalment(1, terms.first_due, base - terms.waived_principal, 0),)
    else:
        if terms.kind is PlanKind.RE_AGE:
            base, pot = base + pot.overdue_interest, replace(pot, overdue_interest=0)
        rows = _amortised(ground.conventions, terms, base - terms.waived_principal)
    left = pot.total - terms.waived_pot
    return PlanSchedule(base, pot, terms.waived, _with_arrears(rows, left, terms.arrears_rows))


def deferrable(rows: tuple[RowPosition, ...], as_of: date) -> list[RowPosition]:
    """Rows that still ask for principal, and coming ones that ask for interest only."""
    return [row for row in rows if row.principal or (row.interest and row.instalment.due > as_of)]


def deferred_due(conventions: LoanTerms, row: RowPosition, months: int) -> date:
    """The due date of a row, moved; counted from the loan's anchor, so that month ends stay month ends."""
    if conventions.unit is not PeriodUnit.MONTHS or conventions.rows:
        return add_months(row.instalment.due, months)
    anchor = conventions.first_due
    ahead = (row.instalment.due.year - anchor.year) * 12 + row.instalment.due.month - anchor.month
    return add_months(anchor, ahead + months)


def _amortised(conventions: LoanTerms, terms: PlanTerms, balance: int) -> tuple[Instalment, ...]:
    custom = terms.kind is PlanKind.CUSTOM
    method = _METHODS[terms.kind]
    if custom and all(row.principal is None and row.amount is None for row in terms.rows):
        method = RepaymentMethod.EQUAL_INSTALMENT  # dates alone: the same sum on each of them
    own = LoanTerms(
        principal=balance,
        annual_rate=terms.annual_rate,
        method=method,
        instalments=terms.instalments,
        disbursed_on=terms.as_of,
        first_due=terms.first_due,
        arrears_day_count=conventions.arrears_day_count,
        rounding=conventions.rounding,
        every=terms.every,
        unit=PeriodUnit.DAYS if custom else terms.unit,
        day_count=conventions.day_count,
        instalment_multiple=None if custom else conventions.instalment_multiple,
        steps=terms.steps,
        rows=terms.rows,
        negative_amortisation=False,
    )
    if custom:
        periods = periods_to([row.due for row in terms.rows], terms.as_of, 1)
    else:
        periods = regular_periods(own, terms.first_due, terms.as_of, terms.instalments, 1)
    return tuple(row.instalment for row in amortise(Spread(balance, terms.annual_rate, tuple(periods), own)))


def _deferred(ground: Ground, terms: PlanTerms) -> tuple[Instalment, ...]:
    """The contract's unpaid rows, moved; interest of the months between (B·i·k) is spread evenly over them."""
    conventions = ground.conventions
    extra = share(ground.principal, terms.annual_rate, terms.deferral_months, 12, conventions.rounding)
    unpaid = deferrable(ground.rows, terms.as_of)
    each = extra // len(unpaid)
    rows = []
    for number, row in enumerate(unpaid, start=1):
        coming = row.interest if row.instalment.due > terms.as_of else 0
        more = each if number < len(unpaid) else extra - each * (len(unpaid) - 1)
        due = deferred_due(conventions, row, terms.deferral_months)
        rows.append(Instalment(number, due, row.principal, coming + more))
    return tuple(rows)


def _without_interest(ground: Ground, terms: PlanTerms) -> PlanSchedule:
    """The whole payoff in equal rows without interest: what has accrued is paid before the principal."""
    own = replace(ground.conventions, every=terms.every, unit=terms.unit)
    periods = regular_periods(own, terms.first_due, terms.as_of, terms.instalments, 1)
    arrears, balance = ground.pot.total - terms.waived_pot, ground.principal - terms.waived_principal
    level = equal_share(arrears + balance, terms.instalments, None, own.rounding)
    rows = []
    for period in periods:
        amount = arrears + balance if period is periods[-1] else min(level, arrears + balance)
        part = min(arrears, amount)
        arrears -= part
        balance -= amount - part
        rows.append(PlanRow(period.number, period.due, amount - part, 0, part, balance))
    return PlanSchedule(ground.principal, ground.pot, terms.waived, tuple(rows))


def _with_arrears(rows: tuple[Instalment, ...], arrears: int, spread: int) -> tuple[PlanRow, ...]:
    spread = min(spread, len(rows))
    each = arrears // spread
    balance = sum(row.principal for row in rows)
    result = []
    for row in rows:
        balance -= row.principal
        part = 0 if row.number > spread else each if row.number < spread else arrears - each * (spread - 1)
        result.append(PlanRow(row.number, row.due, row.principal, row.interest, part, balance))
    return tuple(result)
