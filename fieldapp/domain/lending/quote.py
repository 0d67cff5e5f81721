"""What is owed at a date, opened to its parts: to bring the loan up to date (cure), or to end it (payoff).

A quote for another date is computed anew, never extrapolated; the per-diem only tells what a day costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fieldapp.domain.calendar import YEAR_DAYS
from fieldapp.domain.lending.ageing import Bucket, bucket_of
from fieldapp.domain.lending.ledger import Ledger, RowPosition, earned_interest, replay
from fieldapp.domain.lending.loan import Loan, LoanTerms


@dataclass(frozen=True, slots=True)
class Quote:
    """Sums owed on one loan at `as_of`, all in minor units but `per_diem`.

    Attributes:
        overdue_principal, overdue_interest, penalty, compound, costs: the parts of `cure`.
        undue_principal: principal whose instalments have not come due.
        current_interest: interest on it since the last due date, by actual days.
        per_diem: what one more day adds, in minor units, not rounded.
        days_past_due: of the oldest instalment that is not settled.
    """

    as_of: date
    overdue_principal: int
    overdue_interest: int
    penalty: int
    compound: int
    costs: int
    undue_principal: int
    current_interest: int
    per_diem: Decimal
    days_past_due: int

    @property
    def cure(self) -> int:
        """What brings the loan up to date today."""
        return self.overdue_principal + self.overdue_interest + self.penalty + self.compound + self.costs

    @property
    def payoff(self) -> int:
        """What ends the loan today."""
        return self.cure + self.undue_principal + self.current_interest

    @property
    def principal(self) -> int:
        """All principal still outstanding."""
        return self.overdue_principal + self.undue_principal

    @property
    def bucket(self) -> Bucket:
        """The ageing bucket of `days_past_due`."""
        return bucket_of(self.days_past_due)


def quote(loan: Loan, as_of: date) -> Quote:
    """What is owed on `loan` at `as_of`."""
    return quote_of(replay(loan, as_of), loan.terms)


def quote_of(ledger: Ledger, terms: LoanTerms) -> Quote:
    """What a ledger that was already replayed says is owed at its date."""
    as_of = ledger.as_of
    due = [row for row in ledger.rows if row.instalment.due <= as_of]
    coming = [row for row in ledger.rows if row.instalment.due > as_of]
    undue = sum(row.principal for row in coming)
    return Quote(
        as_of=as_of,
        overdue_principal=sum(row.principal for row in due),
        overdue_interest=sum(row.interest for row in due),
        penalty=sum(row.penalty for row in due),
        compound=sum(row.compound for row in due),
        costs=ledger.costs,
        undue_principal=undue,
        current_interest=_current_interest(due, coming, undue, terms, as_of),
        per_diem=_per_diem(due, undue, terms),
        days_past_due=days_past_due(ledger),
    )


def days_past_due(ledger: Ledger) -> int:
    """Days since the oldest instalment that is not settled fell due; 0 if none has."""
    unsettled = (row.instalment.due for row in ledger.rows if not row.settled)
    return max(0, (ledger.as_of - min(unsettled, default=ledger.as_of)).days)


def _current_interest(
    due: list[RowPosition], coming: list[RowPosition], undue: int, terms: LoanTerms, as_of: date
) -> int:
    """Interest on principal not yet due since the last due date, less what was paid on it in advance."""
    if not coming:
        return 0
    since = due[-1].instalment.due if due else terms.disbursed_on
    paid_ahead = coming[0].instalment.interest - coming[0].interest
    return earned_interest(undue, since, as_of, paid_ahead, terms)


def _per_diem(due: list[RowPosition], undue: int, terms: LoanTerms) -> Decimal:
    overdue = sum(row.principal + row.interest for row in due)
    daily = Decimal(overdue) * terms.penalty_rate + Decimal(undue) * terms.annual_rate
    return daily / YEAR_DAYS[terms.arrears_day_count]
