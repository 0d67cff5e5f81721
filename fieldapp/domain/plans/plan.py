"""A repayment plan: its terms, the schedule they make, and what must be true of it.

A plan is made on the payoff sum at a date, so that nothing is lost and nothing counted twice: principal is spread
over the rows with interest at the plan's rate; what has already accrued (the side pot: overdue interest, penalty,
compound, costs, interest since the last due date) is payable with the first rows, less what is waived. A waiver is
of penalty and compound interest only and lapses if the plan is broken.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from fieldapp.domain.calendar import add_months
from fieldapp.domain.lending.ledger import RowPosition, replay
from fieldapp.domain.lending.loan import Instalment, Loan
from fieldapp.domain.lending.quote import Quote, quote_of
from fieldapp.domain.lending.schedule import equal_instalments, equal_principal, first_interest
from fieldapp.domain.money import share
from fieldapp.domain.refusal import Refusal

MAX_INSTALMENTS = 60
MAX_DEFERRAL_MONTHS = 6
FIRST_ROW_WITHIN_DAYS = 31


class PlanKind(StrEnum):
    """How a plan repays."""

    EQUAL_INSTALMENT = "equal_instalment"
    EQUAL_PRINCIPAL = "equal_principal"
    DEFERRAL = "deferral"


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """What a collector sets. Sums in minor units.

    Attributes:
        as_of: the date whose payoff sum the plan is made on.
        instalments, first_due: rows of the plan; a deferral keeps the contract's rows and ignores both.
        deferral_months: how far a deferral moves the contract's rows; 0 for the other kinds.
        arrears_rows: over how many first rows the side pot is spread.
    """

    kind: PlanKind
    loan_id: str
    as_of: date
    instalments: int
    first_due: date
    annual_rate: Decimal
    waived_penalty: int = 0
    waived_compound: int = 0
    deferral_months: int = 0
    arrears_rows: int = 1


@dataclass(frozen=True, slots=True)
class SidePot:
    """What had accrued when the plan was made; minor units."""

    overdue_interest: int
    penalty: int
    compound: int
    costs: int
    current_interest: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.overdue_interest + self.penalty + self.compound + self.costs + self.current_interest


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row; `arrears` is its share of the side pot, `balance` the principal left after it. Minor units."""

    number: int
    due: date
    principal: int
    interest: int
    arrears: int
    balance: int

    @property
    def total(self) -> int:
        """What is payable on `due`."""
        return self.principal + self.interest + self.arrears


@dataclass(frozen=True, slots=True)
class PlanSchedule:
    """A plan worked out: `base` is the principal spread over `rows`, `waived` what is given up if it is kept."""

    base: int
    side_pot: SidePot
    waived: int
    rows: tuple[PlanRow, ...]

    @property
    def total(self) -> int:
        """All that the borrower pays."""
        return sum(row.total for row in self.rows)

    @property
    def interest(self) -> int:
        """Interest of the plan itself."""
        return sum(row.interest for row in self.rows)

    @property
    def highest_row(self) -> int:
        """The dearest row: what capacity has to bear."""
        return max(row.total for row in self.rows)


def build(loan: Loan, terms: PlanTerms) -> PlanSchedule:
    """The schedule that `terms` make on `loan`; call `problems` first, for this assumes sound terms."""
    ledger = replay(loan, terms.as_of)
    sums = quote_of(ledger, loan.terms)
    if terms.kind is PlanKind.DEFERRAL:
        # the coming rows keep their own interest, so what has accrued towards them is not arrears
        pot = _side_pot(sums, current_interest=0)
        rows = _deferred(loan, terms, sums.principal)
    else:
        pot = _side_pot(sums, sums.current_interest)
        rows = _amortised(loan, terms, sums.principal)
    waived = terms.waived_penalty + terms.waived_compound
    return PlanSchedule(sums.principal, pot, waived, _with_arrears(rows, pot.total - waived, terms.arrears_rows))


def problems(loan: Loan, terms: PlanTerms, sums: Quote) -> tuple[Refusal, ...]:
    """Everything that keeps `terms` from being a plan, given the quote at `terms.as_of`; empty if sound."""
    found = list(_sum_problems(terms, sums, loan))
    if terms.arrears_rows < 1:
        found.append(Refusal("plan.arrears_rows_out_of_range", {"limit": max(1, terms.instalments)}))
    if terms.kind is PlanKind.DEFERRAL:
        found += _deferral_problems(loan, terms, sums)
    else:
        found += _row_problems(terms)
    return tuple(found)


def term_months(as_of: date, schedule: PlanSchedule) -> int:
    """Months from `as_of` to the last row, begun months counted whole."""
    last = schedule.rows[-1].due
    months = (last.year - as_of.year) * 12 + last.month - as_of.month
    return months + 1 if add_months(as_of, months) < last else months


def _sum_problems(terms: PlanTerms, sums: Quote, loan: Loan) -> list[Refusal]:
    found = []
    if sums.payoff <= 0:
        found.append(Refusal("plan.nothing_owed"))
    if not 0 <= terms.waived_penalty <= sums.penalty or not 0 <= terms.waived_compound <= sums.compound:
        found.append(Refusal("plan.waiver_too_large", {"limit_minor": sums.penalty + sums.compound}))
    if not 0 <= terms.annual_rate <= loan.terms.annual_rate:
        found.append(Refusal("plan.rate_too_high", {"limit": f"{loan.terms.annual_rate * 100:f}"}))
    return found


def _row_problems(terms: PlanTerms) -> list[Refusal]:
    found = []
    if not 1 <= terms.instalments <= MAX_INSTALMENTS:
        found.append(Refusal("plan.instalments_out_of_range", {"limit": MAX_INSTALMENTS}))
    elif terms.arrears_rows > terms.instalments:
        found.append(Refusal("plan.arrears_rows_out_of_range", {"limit": terms.instalments}))
    if terms.first_due <= terms.as_of:
        found.append(Refusal("plan.first_due_too_early", {"as_of": terms.as_of.isoformat()}))
    elif terms.first_due > terms.as_of + timedelta(days=FIRST_ROW_WITHIN_DAYS):
        found.append(Refusal("plan.first_due_too_late", {"days": FIRST_ROW_WITHIN_DAYS}))
    return found


def _deferral_problems(loan: Loan, terms: PlanTerms, sums: Quote) -> list[Refusal]:
    if not sums.principal:
        return [Refusal("plan.nothing_to_defer")]
    if not 1 <= terms.deferral_months <= MAX_DEFERRAL_MONTHS:
        return [Refusal("plan.deferral_out_of_range", {"limit": MAX_DEFERRAL_MONTHS})]
    rows = _deferrable(loan, terms.as_of)
    if _deferred_due(loan, rows[0].instalment.number, terms) <= terms.as_of:
        return [Refusal("plan.deferral_too_short", {"as_of": terms.as_of.isoformat()})]
    return []


def _side_pot(sums: Quote, current_interest: int) -> SidePot:
    return SidePot(sums.overdue_interest, sums.penalty, sums.compound, sums.costs, current_interest)


def _amortised(loan: Loan, terms: PlanTerms, base: int) -> tuple[Instalment, ...]:
    make = equal_instalments if terms.kind is PlanKind.EQUAL_INSTALMENT else equal_principal
    rounding = loan.terms.rounding
    rows = make(base, terms.annual_rate, terms.instalments, terms.first_due, rounding)
    interest = first_interest(
        base, terms.annual_rate, terms.as_of, terms.first_due, loan.terms.arrears_day_count, rounding
    )
    return (Instalment(1, rows[0].due, rows[0].principal, interest), *rows[1:])


def _deferred(loan: Loan, terms: PlanTerms, base: int) -> tuple[Instalment, ...]:
    """The contract's unpaid rows, moved; interest of the months between (B·i·k) is spread evenly over them."""
    extra = share(base, terms.annual_rate, terms.deferral_months, 12, loan.terms.rounding)
    unpaid = _deferrable(loan, terms.as_of)
    each = extra // len(unpaid)
    rows = []
    for number, row in enumerate(unpaid, start=1):
        coming = row.interest if row.instalment.due > terms.as_of else 0
        more = each if number < len(unpaid) else extra - each * (len(unpaid) - 1)
        due = _deferred_due(loan, row.instalment.number, terms)
        rows.append(Instalment(number, due, row.principal, coming + more))
    return tuple(rows)


def _deferrable(loan: Loan, as_of: date) -> list[RowPosition]:
    """Rows that still ask for principal, and coming ones that ask for interest only."""
    return [row for row in replay(loan, as_of).rows if row.principal or (row.interest and row.instalment.due > as_of)]


def _deferred_due(loan: Loan, number: int, terms: PlanTerms) -> date:
    """The due date of a row, moved; counted from the loan's anchor, so that month ends stay month ends."""
    return add_months(loan.terms.first_due, number - 1 + terms.deferral_months)


def _with_arrears(rows: tuple[Instalment, ...], arrears: int, spread: int) -> tuple[PlanRow, ...]:
    spread = min(spread, len(rows))
    each = arrears // spread if spread else 0
    balance = sum(row.principal for row in rows)
    result = []
    for row in rows:
        balance -= row.principal
        part = 0 if row.number > spread else each if row.number < spread else arrears - each * (spread - 1)
        result.append(PlanRow(row.number, row.due, row.principal, row.interest, part, balance))
    return tuple(result)
