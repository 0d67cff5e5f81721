"""The account of a loan while its events are replayed: every row with what is still unpaid of it.

Mutable and short-lived: it begins with the contract's rows, each event changes it (`repay`, `relief`, `restructure`),
and it ends as frozen values (`snapshot`, `ledger`). Penalty and compound interest of a row are posted, rounded, only
when an event touches the row; until then they are counted afresh for whoever asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from fieldapp.domain.lending.allocation import PRESETS, AllocationLine, AllocationStep, Timing
from fieldapp.domain.lending.amortise import Row
from fieldapp.domain.lending.arrears import Accrual, earned_interest, penalty_since_posted
from fieldapp.domain.lending.due_dates import deadline
from fieldapp.domain.lending.interest import NOTHING, rate_at, weight
from fieldapp.domain.lending.loan import GraceMode, LoanTerms, RateChange
from fieldapp.domain.lending.rows import COMPOUND, PENALTY, PLACE, PRINCIPAL, AccountRow, scheduled_left
from fieldapp.domain.lending.schedule import contract_rows
from fieldapp.domain.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Reset:
    """Days past due go on from `since` until `rows` of the rows from `first_number` on were paid on time."""

    since: date
    rows: int
    first_number: int


@dataclass(slots=True)
class Costs:
    """Costs of the whole loan; minor units."""

    left: int = 0
    paid: int = 0
    waived: int = 0
    written: int = 0


class Account:
    """A loan's account at a moment of its replay.

    Attributes:
        lent: principal paid out. made_principal: what else a re-age made principal, and when.
        terms: the contract's, as later agreements have changed them.
        credit: held for the borrower; `held` what was applied of it. recovered: received after a write-off.
        pauses: spans in which days past due do not count; an open one has no end.
    """

    def __init__(self, terms: LoanTerms, calendar: WorkCalendar) -> None:
        self.terms = terms
        self.calendar = calendar
        self.steps: Sequence[AllocationStep] = terms.allocation_steps or PRESETS[terms.allocation]
        self.by = Accrual(terms, (RateChange(terms.disbursed_on, terms.annual_rate),))
        self.lent = terms.first_principal
        self.made_principal: list[tuple[date, int]] = []
        self.rows = [self.row_of(row) for row in contract_rows(terms)]
        self.costs = Costs()
        self.credit = self.recovered = 0
        self.held: list[tuple[date, tuple[AllocationLine, ...]]] = []
        self.pauses: list[tuple[date, date | None]] = []
        self.reset: Reset | None = None
        self.first_open = 0

    def row_of(self, row: Row, since: date | None = None, carried: Fraction = NOTHING) -> AccountRow:
        """A row of a schedule as a row of the account."""
        until = deadline(row.due, self.terms.holiday_shift, self.calendar)
        grace = timedelta(days=self.terms.grace_days)
        made = AccountRow(
            number=row.number,
            period=row.period,
            due=min(row.due, until),
            deadline=until,
            penalty_from=until + grace if self.terms.grace_mode is GraceMode.SHIFT else until,
            grace_until=until + grace,
            left=[0] * 5,
            opening=row.opening,
            since=since or row.period.opens,
            inherited=row.inherited,
            puts_off=row.puts_off,
            free=row.free,
            carried=carried,
        )
        made.ask(row.principal, row.interest)
        return made

    def open_rows(self) -> list[AccountRow]:
        """All rows from the first that is not settled."""
        while self.first_open < len(self.rows) and self.rows[self.first_open].closed:
            self.first_open += 1
        return self.rows[self.first_open :]

    def due_rows(self, on: date) -> list[AccountRow]:
        """Rows with anything left that are due on or before a day."""
        return [row for row in self.open_rows() if row.due <= on and any(row.left)]

    def coming_rows(self, on: date) -> list[AccountRow]:
        """Rows due after a day that are not settled in advance."""
        return [row for row in self.open_rows() if row.due > on and not row.closed]

    def row(self, number: int) -> AccountRow:
        """The row of that number; rows are numbered from 1 without gaps."""
        return self.rows[number - 1]

    def timing(self, row: AccountRow, on: date) -> Timing:
        """How a row that is due stands on a day."""
        return Timing.DUE if on <= row.deadline else Timing.PAST_DUE

    def earned(self, on: date) -> int:
        """Interest earned up to a day that no row due by then asks for."""
        return earned_interest(self.rows, on, self.by)

    def accrued(self, row: AccountRow, upto: date) -> tuple[int, int]:
        """Penalty and compound interest of a row that are not posted yet."""
        return penalty_since_posted(row, upto, self.by)

    def post(self, row: AccountRow, upto: date) -> None:
        """Post what has accrued, because the row is about to change."""
        if upto <= row.grace_until:
            return
        penalty, compound = self.accrued(row, upto)
        row.left[PENALTY] += penalty
        row.left[COMPOUND] += compound
        row.accrued_to = max(upto, row.accrued_to or upto)

    def book(self, lines: Sequence[AllocationLine], on: date) -> None:
        """Book the lines of a payment, after posting what has accrued on the rows they touch."""
        for number in {line.instalment for line in lines if line.instalment}:
            self.post(self.row(number), on)
        for line in lines:
            if line.instalment:
                row = self.row(line.instalment)
                row.take(PLACE[line.component], line.amount, on, row.paid)
            else:
                self.costs.left -= line.amount
                self.costs.paid += line.amount

    def carry(self, row: AccountRow, on: date) -> None:
        """Close what a coming row's period has cost so far, exactly, because its balance or rate is about to change."""
        if on <= row.since:
            return
        if not row.free:
            rate = rate_at(self.by.rates, on - timedelta(days=1))
            above, below = weight(row.period, row.since, on, rate, self.terms)
            row.carried += Fraction(row.opening * above, below)
        row.since = on

    def set_rate(self, on: date, rate: Decimal) -> None:
        """The rate from a day on."""
        self.by = Accrual(self.terms, (*self.by.rates, RateChange(on, rate)))

    def set_terms(self, terms: LoanTerms) -> None:
        """From now on the coming rows follow other terms than the contract's."""
        self.terms = terms
        self.by = Accrual(terms, self.by.rates)

    def net_growth(self, coming: Sequence[AccountRow]) -> None:
        """Interest that was to become principal never will: the last rows ask for so much less of it."""
        grown = sum(row.grown for row in coming)
        for row in coming:
            row.grown = 0
        for row in reversed(coming):
            part = min(grown, row.left[PRINCIPAL])
            row.left[PRINCIPAL] -= part
            grown -= part

    def oldest_overdue(self, on: date) -> date | None:
        """The deadline that the oldest unsettled row missed."""
        for row in self.open_rows():
            if row.deadline < on and scheduled_left(row) > self.terms.tolerance:
                return row.deadline
        return None

    def held_since(self) -> date | None:
        """Since when days past due go on although the rows were made anew; none once enough were paid on time."""
        reset, grace = self.reset, timedelta(days=self.terms.grace_days)
        if reset is None or not any(scheduled_left(row) for row in self.rows):
            return None
        new = self.rows[reset.first_number - 1 :]
        on_time = [row for row in new if row.settled_on is not None and row.settled_on <= row.deadline + grace]
        return None if len(on_time) >= reset.rows else reset.since
