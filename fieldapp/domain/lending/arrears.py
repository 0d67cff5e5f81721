"""What a day adds to an account: penalty and compound interest on what is overdue, interest on what is not yet due.

Asked of a replayed account and of a settled snapshot alike, so that both always say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from fieldapp.domain.calendar import PART_OF_YEAR, DayCount, part_of_year
from fieldapp.domain.lending.interest import arrears_weight, rate_at
from fieldapp.domain.lending.loan import LoanTerms, RateChange, RepaymentMethod
from fieldapp.domain.lending.rows import INTEREST, PRINCIPAL, OpenRow, scheduled_left, undue_principal
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
    if upto <= start or not scheduled_left(row) or upto <= row.grace_until:
        return 0, 0
    factor = 1 + by.terms.penalty_uplift
    interest = row.left[INTEREST] if by.terms.compound_unpaid_interest else 0
    above, below = arrears_weight(start, upto, by.rates, factor, by.terms)
    rounding = by.terms.rounding
    return round_ratio(row.left[PRINCIPAL] * above, below, rounding), round_ratio(interest * above, below, rounding)


def earned_interest(rows: Sequence[OpenRow], on: date, by: Accrual) -> int:
    """Interest earned up to a day that no row due by then asks for, less what was paid on it in advance.

    That of the running period is counted by its actual days on the principal not yet due; overdue interest that was
    spread to coming rows was earned before. `rows` are all that are open or coming.
    """
    coming = [row for row in rows if row.due > on]
    if not coming:
        return 0
    first = coming[0]
    exact, base = first.carried, bearing(coming, by.terms)
    if not first.free and base and on > first.since:
        above, below = ratio_of(rate_at(by.rates, on))
        count = undue_count(by.terms)
        exact = exact + Fraction(above * base * part_of_year(first.since, on, count), below * PART_OF_YEAR[count])
    rounded = round_ratio(exact.numerator, exact.denominator, by.terms.rounding)
    later = sum(max(0, row.added - row.ahead) for row in coming[1:] if row.added)
    return max(0, rounded + first.inherited + first.added - first.ahead) + later


def bearing(coming: Sequence[OpenRow], terms: LoanTerms) -> int:
    """The balance that bears interest until the next due date: under FLAT what was lent, else what is left of it."""
    left = undue_principal(coming)
    return coming[0].opening if left and terms.method is RepaymentMethod.FLAT else left


def undue_count(terms: LoanTerms) -> DayCount:
    """How the days of a running period are counted: as the contract counts interest, if it does so in days."""
    return terms.arrears_day_count if terms.day_count is DayCount.MONTHLY_12 else terms.day_count


def per_diem(rows: Sequence[OpenRow], on: date, by: Accrual) -> Decimal:
    """What one more day adds, in minor units, not rounded."""
    terms = by.terms
    overdue = 0
    for row in rows:
        if row.due <= on and row.penalty_from <= on and on >= row.grace_until:
            overdue += scheduled_left(row) if terms.compound_unpaid_interest else row.left[PRINCIPAL]
    coming = [row for row in rows if row.due > on]
    undue = 0 if not coming or coming[0].free or on < coming[0].since else bearing(coming, terms)
    rate = rate_at(by.rates, on)
    late = Decimal(overdue) * (rate * (1 + terms.penalty_uplift)) / _days_of_year(terms.arrears_day_count, on)
    return late + Decimal(undue) * rate / _days_of_year(undue_count(terms), on)


def _days_of_year(count: DayCount, on: date) -> int:
    return _FIXED_YEARS.get(count) or (date(on.year + 1, 1, 1) - date(on.year, 1, 1)).days
