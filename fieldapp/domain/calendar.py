"""Dates of loans: month steps from an anchor, and day counts.

Days counted are end − start (first day in, last day out). Month steps always start from the anchor date, so that
31 January → 28 February → 31 March.
"""

from __future__ import annotations

import calendar as _calendar
from datetime import date
from enum import StrEnum


class DayCount(StrEnum):
    """How the days of an interest period become a part of a year."""

    MONTHLY_12 = "monthly_12"
    ACT_360 = "act_360"
    ACT_365F = "act_365f"
    ACT_ACT = "act_act"
    E30_360 = "30e_360"


PART_OF_YEAR = {DayCount.ACT_360: 360, DayCount.ACT_365F: 365, DayCount.ACT_ACT: 365 * 366, DayCount.E30_360: 360}
"""The denominator of `part_of_year`; a twelfth per month (MONTHLY_12) needs whole months and has none."""


def part_of_year(start: date, end: date, count: DayCount) -> int:
    """The part of a year from `start` to `end`, as a numerator over `PART_OF_YEAR[count]`; 0 if `end` is not later.

    ACT_ACT splits at the turn of the year and counts each side by the length of its own year (ISDA). 30E_360 counts
    months of thirty days, the 31st as the 30th (ISDA 30E/360).
    """
    if end <= start:
        return 0
    if count is DayCount.E30_360:
        return _days_30e(end) - _days_30e(start)
    if count is DayCount.ACT_ACT:
        return sum(_scaled_days(year, start, end) for year in range(start.year, end.year + 1))
    return (end - start).days


def _days_30e(day: date) -> int:
    return day.year * 360 + day.month * 30 + min(day.day, 30)


def _scaled_days(year: int, start: date, end: date) -> int:
    """Days of one year within the span, over 365 × 366."""
    days = (min(end, date(year + 1, 1, 1)) - max(start, date(year, 1, 1))).days
    return days * (365 if _calendar.isleap(year) else 366)


def add_months(anchor: date, months: int) -> date:
    """The same day `months` later, clipped to the end of a shorter month."""
    year, month0 = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    last = _calendar.monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(anchor.day, last))


def add_years(anchor: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 28 February."""
    return add_months(anchor, 12 * years)


def whole_months(start: date, end: date) -> int | None:
    """The number of whole months from `start` to `end`, or None if `end` is no month step from `start`."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if months >= 0 and add_months(start, months) == end else None
