"""What a day adds to an account: penalty and compound interest on what is overdue, interest on what is not yet due.

Asked of a replayed account and of a settled snapshot alike, so that both always say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from fieldapp.domain.calendar import PART_OF_YEAR, DayCount, part_of_year
from fieldapp.domain.lending.interest import arrears_interest, rate_at
from fieldapp.domain.lending.loan import LoanTerms, RateChange, RepaymentMethod
from fieldapp.domain.lending.rows import INTEREST, PRINCIPAL, OpenRow, scheduled_left
from fieldapp.domain.money import ratio_of, round_ratio

_FIXED_YEARS = {DayCount.ACT_360: 360, DayCount.ACT_365F: 365, DayCount.E30_360: 360}


@dataclass(frozen=True, slots=True)
class Accrual:
    """By what rules a day is counted: the loan's terms and its rate from each date on."""

    terms: LoanTerms
    rates: tuple[RateChange, ...]


def penalty_since_posted(row: OpenRow, upto: date, by: Accrual) -> tuple[int, int]:
    """Penalty and compound interest of a row that are not posted yet, minor units.

    Penalty is counted on overdue principal and compound interest on overdue contractual interest, both at the
    penalty rate, never on penalty itself (银发[2003]251号).
    """
    start = row.accrued_to or row.penalty_from
    if upto <= start or not past_grace(row, upto, by.terms):
        return 0, 0
    factor = 1 + by.terms.penalty_uplift
    principal, interest = row.left[PRINCIPAL], row.left[INTEREST]
    penalty = arrears_interest(principal, start, upto, by.rates, factor, by.terms) if principal > 0 else 0
    if not interest or not by.terms.compound_unpaid_interest:
        return penalty, 0
    return penalty, arrears_interest(interest, start, upto, by.rates, factor, by.terms)


def past_grace(row: OpenRow, on: date, terms: LoanTerms) -> bool:
    """Whether the days of grace of a row are over."""
    return on > row.penalty_from + timedelta(days=terms.grace_days if row.grace else 0)


def earned_interest(rows: Sequence[OpenRow], on: date, by: Accrual) -> int:
    """Interest earned up to a day that no row due by then asks for, less what was paid on it in advance.

    It is counted by the actual days since the last due date on the principal not yet due. `rows` are all that are
    open, or coming, or have put their interest off.
    """
    coming = [row for row in rows if row.due > on]
    if not any(row.left[PRINCIPAL] for row in coming):
        return 0
    first = coming[0]
    exact = first.carried
    if not first.free and on > first.since:
        above, below = ratio_of(rate_at(by.rates, on))
        count = by.terms.arrears_day_count
        above *= bearing(coming, by.terms) * part_of_year(first.since, on, count)
        exact = exact + Fraction(above, below * PART_OF_YEAR[count])
    rounded = round_ratio(exact.numerator, exact.denominator, by.terms.rounding)
    return max(0, rounded + put_off(rows, on) - first.ahead)


def put_off(rows: Sequence[OpenRow], on: date) -> int:
    """Interest of rows already due that the next row asks for."""
    passed = [row for row in rows if row.due <= on]
    return sum(row.put_off for row in passed) if passed and passed[-1].put_off else 0


def bearing(coming: Sequence[OpenRow], terms: LoanTerms) -> int:
    """The balance that bears interest until the next due date: under FLAT what was lent, else what is left of it."""
    if terms.method is RepaymentMethod.FLAT:
        return coming[0].opening
    return sum(row.left[PRINCIPAL] for row in coming)


def per_diem(rows: Sequence[OpenRow], on: date, by: Accrual) -> Decimal:
    """What one more day adds, in minor units, not rounded."""
    tomorrow = on + timedelta(days=1)
    overdue = 0
    for row in rows:
        if row.due <= on and row.penalty_from <= on and past_grace(row, tomorrow, by.terms):
            overdue += scheduled_left(row) if by.terms.compound_unpaid_interest else row.left[PRINCIPAL]
    coming = [row for row in rows if row.due > on]
    undue = 0 if not coming or coming[0].free else bearing(coming, by.terms)
    rate = rate_at(by.rates, on)
    daily = Decimal(overdue) * (rate * (1 + by.terms.penalty_uplift)) + Decimal(undue) * rate
    days = _FIXED_YEARS.get(by.terms.arrears_day_count) or (date(on.year + 1, 1, 1) - date(on.year, 1, 1)).days
    return daily / days
