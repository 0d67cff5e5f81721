"""Spreading a balance over periods, by every method a contract may name.

The same walk makes a contract's schedule, the rows after a rate change, and a plan: interest of each period is
rounded once, the method says how much principal goes with it, and the last row absorbs what is left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from fieldapp.domain.lending.interest import (
    NOTHING,
    Period,
    Weight,
    counts_months,
    interest_on,
    regular_weight,
    weight,
)
from fieldapp.domain.lending.level import equal_share, level_over
from fieldapp.domain.lending.loan import ExplicitRow, Instalment, LoanTerms, RepaymentMethod

_LEVEL = frozenset({RepaymentMethod.EQUAL_INSTALMENT, RepaymentMethod.STEP_UP})
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Spread:
    """What is spread over what.

    Attributes:
        balance: principal to spread, minor units; `rate` the yearly rate over all the periods.
        since, carried: the first period's interest is counted from `since` on, and `carried` (exact) is added to it.
        deferred: interest that earlier rows put off, asked for with the first row that asks for any.
        level: the level row, where it is agreed rather than worked out.
        grace_principal, grace_interest, interest_free: counted from the first of these periods.
        flat_base: what FLAT interest is charged on; none: the balance.
    """

    balance: int
    rate: Decimal
    periods: tuple[Period, ...]
    terms: LoanTerms
    since: date | None = None
    carried: Fraction = NOTHING
    deferred: int = 0
    level: int | None = None
    grace_principal: int = 0
    grace_interest: int = 0
    interest_free: int = 0
    flat_base: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row with how it came about.

    Attributes:
        opening: the balance its interest is counted on (under FLAT what was lent).
        inherited: interest of earlier rows that it asks for, or hands on where it `puts_off` its own as well.
        free: its period bears no interest.
    """

    number: int
    due: date
    principal: int
    interest: int
    opening: int
    period: Period
    inherited: int = 0
    puts_off: bool = False
    free: bool = False

    @property
    def instalment(self) -> Instalment:
        """The row as a contract writes it."""
        return Instalment(self.number, self.due, self.principal, self.interest)


def amortise(spread: Spread) -> tuple[Row, ...]:
    """The rows of `spread`; their principals sum to its balance exactly."""
    rows = _walk(spread)
    if not spread.terms.smooth_last or spread.level is not None or spread.terms.method not in _LEVEL:
        return rows
    return _smoothed(spread, rows)


def _smoothed(spread: Spread, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The same with the level row whose last row differs least from it; the first is kept where none is better."""
    levels = [row for row in rows[:-1] if row.principal and row.number > _last_step(spread.terms)]
    if not levels:
        return rows
    level = levels[-1].principal + levels[-1].interest
    quantum = spread.terms.instalment_multiple or 1
    nudged = _walk(replace(spread, level=level + quantum))
    candidates = {level: rows, level + quantum: nudged}
    off = _total(rows[-1]) - level
    slope = _total(nudged[-1]) - level - quantum - off
    # what a step of the level row does to the last one is the same for every step, but for cents of rounding
    best = level + quantum * round(Fraction(-off, slope)) if slope else level
    if best not in candidates:
        candidates[best] = _walk(replace(spread, level=best))
    # a level row that leaves nothing for the last one ends the loan early, which nobody agreed to
    whole = {each: made for each, made in candidates.items() if _total(made[-1]) > 0}
    return min(whole.items(), key=lambda found: abs(_total(found[1][-1]) - found[0]))[1] if whole else rows


def _total(row: Row) -> int:
    return row.principal + row.interest


def _walk(spread: Spread) -> tuple[Row, ...]:
    balance, deferred, level, rows = spread.balance, spread.deferred, spread.level, []
    final = len(spread.periods) - 1
    for place, period in enumerate(spread.periods):
        own = _own_interest(spread, place, balance)
        if place == final:
            part = balance
        elif place < spread.grace_principal:
            part = 0
        else:
            if level is None:
                level = _level(spread, place, balance)
            part = _principal_part(spread, place, balance, own, level)
        puts_off = place < spread.grace_interest and place != final
        part = max(0, part) if puts_off else part
        asked, inherited = 0 if puts_off else own + deferred, deferred
        deferred = own + deferred if puts_off else 0
        free = place < spread.interest_free
        base = _base(spread, balance)
        rows.append(Row(period.number, period.due, part, asked, base, period, inherited, puts_off, free))
        balance -= part
    return tuple(rows)


def _base(spread: Spread, balance: int) -> int:
    """What a period's interest is counted on."""
    if spread.terms.method is not RepaymentMethod.FLAT:
        return balance
    return spread.balance if spread.flat_base is None else spread.flat_base


def _own_interest(spread: Spread, place: int, balance: int) -> int:
    terms, period = spread.terms, spread.periods[place]
    if place < spread.interest_free:
        return 0
    if terms.method is RepaymentMethod.EXPLICIT:
        written = _written(terms, period.number).interest
        if written is not None:
            return written
    base = _base(spread, balance)
    if place:
        return interest_on(base, weight(period, period.opens, period.due, spread.rate, terms), terms.rounding)
    since = period.opens if spread.since is None else spread.since
    return interest_on(base, weight(period, since, period.due, spread.rate, terms), terms.rounding, spread.carried)


def _level(spread: Spread, place: int, balance: int) -> int:
    """What the rows from `place` on level to: an instalment, or a share of principal."""
    terms, left = spread.terms, len(spread.periods) - place
    if terms.method is RepaymentMethod.FIXED_PRINCIPAL:
        return terms.fixed_principal or 0
    if terms.method in {RepaymentMethod.EQUAL_PRINCIPAL, RepaymentMethod.FLAT}:
        multiple = terms.instalment_multiple if terms.method is RepaymentMethod.EQUAL_PRINCIPAL else None
        return equal_share(balance, left, multiple, terms.rounding)
    if terms.method is RepaymentMethod.STEP_UP:
        ahead = max(0, _last_step(terms) - spread.periods[place].number + 1)
        balance, place = _after_steps(spread, place, balance, ahead), place + ahead
    costs = [_planned(spread, later) for later in range(place, len(spread.periods))]
    return level_over(balance, costs, terms.rounding, terms.instalment_multiple)


def _planned(spread: Spread, place: int) -> Weight:
    """What a period costs when the instalment is worked out: a broken first month as a whole one, and what the first
    period has carried from before a change with it."""
    if place < spread.interest_free:
        return 0, 1
    period, terms = spread.periods[place], spread.terms
    if place or spread.since is None or not spread.balance:
        return regular_weight(period, spread.rate, terms)
    above, below = weight(period, spread.since, period.due, spread.rate, terms)
    exact = Fraction(above, below) + spread.carried / spread.balance
    regular, whole = regular_weight(period, _ONE, terms), weight(period, period.opens, period.due, _ONE, terms)
    exact *= Fraction(*regular) / Fraction(*whole)
    return exact.numerator, exact.denominator


def _after_steps(spread: Spread, place: int, balance: int, ahead: int) -> int:
    """The balance once the fixed rows are through."""
    for later in range(place, min(place + ahead, len(spread.periods))):
        own = _own_interest(spread, later, balance)
        balance -= _bounded(spread, _step_amount(spread.terms, spread.periods[later].number) - own, balance)
    return balance


def _principal_part(spread: Spread, place: int, balance: int, own: int, level: int) -> int:
    terms, period = spread.terms, spread.periods[place]
    if terms.method is RepaymentMethod.INTEREST_ONLY:
        return 0
    if terms.method in {RepaymentMethod.EQUAL_PRINCIPAL, RepaymentMethod.FIXED_PRINCIPAL}:
        return min(balance, level)
    if terms.method is RepaymentMethod.FLAT:
        amount = equal_share(level + own, 1, terms.instalment_multiple, terms.rounding)
        return _bounded(spread, amount - own, balance)
    if terms.method is RepaymentMethod.EXPLICIT:
        row = _written(terms, period.number)
        part = row.principal if row.principal is not None else (row.amount or 0) - own
        return _bounded(spread, part, balance)
    if terms.method is RepaymentMethod.STEP_UP and period.number <= _last_step(terms):
        return _bounded(spread, _step_amount(terms, period.number) - own, balance)
    if place == 0 and counts_months(terms):
        # a broken first month changes its interest only, not how fast the principal is repaid
        own = interest_on(balance, _planned(spread, 0), terms.rounding)
    return _bounded(spread, level - own, balance)


def _bounded(spread: Spread, part: int, balance: int) -> int:
    """Never more than the balance; below zero only where the terms let the balance grow."""
    return min(balance, part if spread.terms.negative_amortisation else max(0, part))


def _written(terms: LoanTerms, number: int) -> ExplicitRow:
    return terms.rows[number - 1]


def _last_step(terms: LoanTerms) -> int:
    """The number of the last row that a step fixes; a down payment stands before them."""
    if terms.method is not RepaymentMethod.STEP_UP:
        return 0
    return sum(step.rows for step in terms.steps) + (terms.down_payment is not None)


def _step_amount(terms: LoanTerms, number: int) -> int:
    amounts = [step.amount for step in terms.steps for _ in range(step.rows)]
    return amounts[number - 1 - (terms.down_payment is not None)]
