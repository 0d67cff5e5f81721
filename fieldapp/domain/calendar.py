"""Dates of loans: month steps from an anchor, day counts, working days.

Days counted are end − start (first day in, last day out). Month steps always start from the anchor date, so that
31 January → 28 February → 31 March.
"""

from __future__ import annotations

import calendar as _calendar
from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

SATURDAY = 5


class DayCount(StrEnum):
    """How the days of an interest period become a part of a year."""

    MONTHLY_12 = "monthly_12"
    ACT_360 = "act_360"
    ACT_365F = "act_365f"


YEAR_DAYS = {DayCount.ACT_360: 360, DayCount.ACT_365F: 365}


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


def days_between(start: date, end: date) -> int:
    """Days from `start` to `end`, never negative."""
    return max(0, (end - start).days)


def is_workday(day: date, holidays: Collection[date] = (), makeup_days: Collection[date] = ()) -> bool:
    """Whether `day` is worked: weekdays that are no holiday, and weekend days declared as make-up days."""
    return day in makeup_days or (day.weekday() < SATURDAY and day not in holidays)


def add_workdays(day: date, count: int, holidays: Collection[date] = (), makeup_days: Collection[date] = ()) -> date:
    """The date `count` working days after `day` (`count` ≥ 0)."""
    while count > 0:
        day += timedelta(days=1)
        if is_workday(day, holidays, makeup_days):
            count -= 1
    return day
