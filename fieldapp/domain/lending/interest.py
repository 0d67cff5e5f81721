"""Interest of a span of days, exactly: a whole-number fraction of a balance, rounded once where it is posted.

A factor is never rounded: `Weight` is the part of a balance that a span costs, as a fraction of whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

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


def arrears_interest(
    base: int, since: date, until: date, rates: Sequence[RateChange], factor: Decimal, terms: LoanTerms
) -> int:
    """Interest by actual days on `base` at the dated rates times `factor`, rounded once over the whole span.

    The products of balance and days are summed before they are rounded, as banks count (积数计息).
    """
    below_year = PART_OF_YEAR[terms.arrears_day_count]
    spans = list(_spans(since, until, rates))
    if len(spans) == 1:
        above, below = ratio_of(spans[0][2] * factor)
        part = part_of_year(since, until, terms.arrears_day_count)
        return round_ratio(base * above * part, below * below_year, terms.rounding)
    exact = NOTHING
    for start, end, rate in spans:
        above, below = ratio_of(rate * factor)
        exact += Fraction(base * above * part_of_year(start, end, terms.arrears_day_count), below * below_year)
    return round_ratio(exact.numerator, exact.denominator, terms.rounding)


def per_diem(base: int, rate: Decimal, on: date, count: DayCount) -> Decimal:
    """What one more day after `on` costs, in minor units, not rounded."""
    days = {DayCount.ACT_360: 360, DayCount.ACT_365F: 365, DayCount.E30_360: 360}.get(count)
    if days is None:
        days = (date(on.year + 1, 1, 1) - date(on.year, 1, 1)).days
    return Decimal(base) * rate / days


def rate_at(rates: Sequence[RateChange], on: date) -> Decimal:
    """The yearly rate in force on a day; before the first entry the first holds."""
    found = rates[0].annual_rate
    for change in rates:
        if change.on > on:
            break
        found = change.annual_rate
    return found


def _spans(since: date, until: date, rates: Sequence[RateChange]) -> Iterator[tuple[date, date, Decimal]]:
    """The span cut where the rate changes."""
    for place, change in enumerate(rates):
        start = since if place == 0 else max(since, change.on)
        end = until if place + 1 == len(rates) else min(until, rates[place + 1].on)
        if start < end:
            yield start, end, change.annual_rate
