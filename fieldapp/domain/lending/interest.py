"""Interest of a span of days, exactly: a whole-number fraction of a balance, rounded once where it is posted.

A factor is never rounded: `Weight` is the part of a balance that a span costs, as a fraction of whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from fieldapp.domain.calendar import PART_OF_YEAR, DayCount, part_of_year
from fieldapp.domain.lending.loan import LoanTerms, RateChange
from fieldapp.domain.money import Rounding, ratio_of, round_ratio

Weight = tuple[int, int]
"""Numerator and denominator."""

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Period:
    """The interest period of a row, from `opens` to `due`; `months` if it is so many whole months, else 0."""

    number: int
    opens: date
    due: date
    months: int


def weight(period: Period, since: date, until: date, rate: Decimal, terms: LoanTerms) -> Weight:
    """What the days from `since` to `until` of a period cost at `rate`.

    Under MONTHLY_12 a whole month costs a twelfth, and a part of it its days' share of that; a period that is no
    number of whole months is counted by the days of `arrears_day_count`.
    """
    above, below = ratio_of(rate)
    if terms.day_count is DayCount.MONTHLY_12 and period.months:
        if since == period.opens and until == period.due:
            return above * period.months, below * 12
        days = max(0, (until - since).days)
        return above * period.months * days, below * 12 * (period.due - period.opens).days
    count = terms.arrears_day_count if terms.day_count is DayCount.MONTHLY_12 else terms.day_count
    return above * part_of_year(since, until, count), below * PART_OF_YEAR[count]


def regular_weight(period: Period, rate: Decimal, terms: LoanTerms) -> Weight:
    """What a period costs when the instalment is worked out: under MONTHLY_12 a broken first month as a whole one."""
    if counts_months(terms):
        above, below = ratio_of(rate)
        return above * terms.every, below * 12
    return weight(period, period.opens, period.due, rate, terms)


def counts_months(terms: LoanTerms) -> bool:
    """Whether regular rows cost twelfths of a year."""
    return terms.day_count is DayCount.MONTHLY_12 and terms.unit.value == "months"


def interest_on(balance: int, cost: Weight, rounding: Rounding, carried: Fraction = NOTHING) -> int:
    """Interest on a balance, with what the same period has carried so far, rounded once."""
    above, below = cost
    if not carried:
        return round_ratio(balance * above, below, rounding)
    exact = carried + Fraction(balance * above, below)
    return round_ratio(exact.numerator, exact.denominator, rounding)


def arrears_weight(since: date, until: date, rates: Sequence[RateChange], factor: Decimal, terms: LoanTerms) -> Weight:
    """What the days from `since` to `until` cost at the dated rates times `factor`, by the count of arrears.

    The products of rate and days are summed before anything is rounded, as banks count (积数计息).
    """
    count = terms.arrears_day_count
    if len(rates) == 1 or rates[-1].on <= since:
        above, below = _times(rates[-1].annual_rate, factor)
        return above * part_of_year(since, until, count), below * PART_OF_YEAR[count]
    exact = NOTHING
    for start, end, rate in _spans(since, until, rates):
        above, below = _times(rate, factor)
        exact += Fraction(above * part_of_year(start, end, count), below)
    return exact.numerator, exact.denominator * PART_OF_YEAR[count]


@lru_cache(maxsize=1024)
def _times(rate: Decimal, factor: Decimal) -> Weight:
    return (rate * factor).as_integer_ratio()


def rate_at(rates: Sequence[RateChange], on: date) -> Decimal:
    """The yearly rate in force on a day; before the first entry the first holds."""
    return next((change.annual_rate for change in reversed(rates) if change.on <= on), rates[0].annual_rate)


def _spans(since: date, until: date, rates: Sequence[RateChange]) -> Iterator[tuple[date, date, Decimal]]:
    """The span cut where the rate changes."""
    for place, change in enumerate(rates):
        start = since if place == 0 else max(since, change.on)
        end = until if place + 1 == len(rates) else min(until, rates[place + 1].on)
        if start < end:
            yield start, end, change.annual_rate
