"""What is owed at a date, opened to its parts: to bring the loan up to date (cure), or to end it (payoff).

A quote for another date is computed anew, never extrapolated; the per-diem only tells what a day costs. A quote holds
until the day before the next row falls due, or before a tranche or another rate that the contract foresees, for that
changes what is owed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from fieldapp.domain.lending.ageing import Bucket
from fieldapp.domain.lending.arrears import earned_interest, penalty_since_posted, per_diem
from fieldapp.domain.lending.delinquency import Delinquency, delinquency
from fieldapp.domain.lending.ledger import Ledger, settle
from fieldapp.domain.lending.loan import Loan, LoanTerms
from fieldapp.domain.lending.rows import COMPOUND, FEE, INTEREST, PENALTY, PRINCIPAL
from fieldapp.domain.lending.snapshot import Snapshot
from fieldapp.domain.workdays import WEEKENDS_ONLY, WorkCalendar


@dataclass(frozen=True, slots=True)
class Quote:
    """Sums owed on one loan at `as_of`, all in minor units but `per_diem`.

    Attributes:
        overdue_principal, overdue_interest, penalty, compound, costs: the parts of `cure`; costs with fees.
        undue_principal: principal whose instalments have not come due.
        current_interest: interest on it since the last due date, by actual days.
        per_diem: what one more day adds, in minor units, not rounded.
        days_past_due: of the oldest instalment that is not settled, after grace and pauses.
        lateness: the same in every reading. valid_until: the last day before the next row or change.
        credit: held for the borrower; it is not taken off the sums until it is applied.
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
    lateness: Delinquency
    valid_until: date
    credit: int = 0

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
        """The ageing bucket."""
        return self.lateness.bucket


def quote(loan: Loan, as_of: date, calendar: WorkCalendar = WEEKENDS_ONLY) -> Quote:
    """What is owed on `loan` at `as_of`."""
    return quote_at(settle(loan, as_of, calendar), as_of)


def quote_of(ledger: Ledger, _terms: LoanTerms) -> Quote:
    """What a ledger that was already replayed says is owed at its date."""
    return quote_at(ledger.snapshot, ledger.as_of)


def quote_at(snapshot: Snapshot, as_of: date) -> Quote:
    """What is owed at a date on which, or before which, the account was settled.

    Raises:
        ValueError: the snapshot cannot answer for that date; replay the loan.
    """
    if not snapshot.good_for(as_of):
        raise ValueError(f"a snapshot of {snapshot.settled_on} says nothing of {as_of}")
    sums = [0] * 5
    undue = fees = 0
    next_due = date.max
    for row in snapshot.rows:
        fees += row.left[FEE]
        if row.due > as_of:
            undue += row.left[PRINCIPAL] - row.grown
            next_due = min(next_due, row.due)
            sums[PENALTY] += row.left[PENALTY]
            sums[COMPOUND] += row.left[COMPOUND]
            continue
        penalty, compound = penalty_since_posted(row, as_of, snapshot.by)
        sums[PENALTY] += row.left[PENALTY] + penalty
        sums[COMPOUND] += row.left[COMPOUND] + compound
        sums[INTEREST] += row.left[INTEREST]
        sums[PRINCIPAL] += row.left[PRINCIPAL]
    lateness = delinquency(snapshot, as_of)
    return Quote(
        as_of=as_of,
        overdue_principal=sums[PRINCIPAL],
        overdue_interest=sums[INTEREST],
        penalty=sums[PENALTY],
        compound=sums[COMPOUND],
        costs=snapshot.costs + fees,
        undue_principal=undue,
        current_interest=earned_interest(snapshot.rows, as_of, snapshot.by),
        per_diem=per_diem(snapshot.rows, as_of, snapshot.by),
        days_past_due=lateness.days,
        lateness=lateness,
        valid_until=_valid_until(snapshot, as_of, next_due),
        credit=snapshot.credit,
    )


def _valid_until(snapshot: Snapshot, as_of: date, next_due: date) -> date:
    last = as_of if next_due == date.max else next_due - timedelta(days=1)
    return last if snapshot.good_until is None else max(as_of, min(last, snapshot.good_until))
