"""Working days: deadlines of promises, demands and shifted instalments are counted in them.

Which days are worked is decided anew each year by the State Council's notice (holidays, and weekend days worked in
exchange), so it is data. For a year without a notice weekends are all that is known; what is answered about such a
year is unconfirmed and can be asked for as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days that are worked, as far as they are published.

    Attributes:
        holidays: days off that would otherwise be worked. makeup_days: weekend days that are worked.
        years: the years both are published for; in any other year only weekends are off.
        version: of the pack it was read from; empty for weekends alone.
    """

    holidays: frozenset[date] = frozenset()
    makeup_days: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    version: str = ""

    def confirmed(self, year: int) -> bool:
        """Whether the working days of `year` are published."""
        return year in self.years

    def is_workday(self, day: date) -> bool:
        """Whether `day` is worked: weekdays that are no holiday, and weekend days declared as make-up days."""
        return day in self.makeup_days or (day.weekday() < SATURDAY and day not in self.holidays)

    def next_workday(self, day: date) -> date:
        """`day` itself if it is worked, else the first working day after it."""
        return next(found for found in _days(day, _ONE_DAY) if self.is_workday(found))

    def previous_workday(self, day: date) -> date:
        """`day` itself if it is worked, else the last working day before it."""
        return next(found for found in _days(day, -_ONE_DAY) if self.is_workday(found))

    def modified_next(self, day: date) -> date:
        """The next working day, unless that lies in another month: then the previous one."""
        found = self.next_workday(day)
        return found if found.month == day.month else self.previous_workday(day)

    def add_workdays(self, day: date, count: int) -> date:
        """The date `count` working days after `day` (`count` ≥ 0; 0 is `day` itself, worked or not)."""
        while count > 0:
            day += _ONE_DAY
            if self.is_workday(day):
                count -= 1
        return day

    def unconfirmed_years(self, start: date, end: date) -> tuple[int, ...]:
        """The years from `start` to `end` (inclusive) that are not published: an answer over them may still change."""
        return tuple(year for year in range(start.year, end.year + 1) if not self.confirmed(year))


WEEKENDS_ONLY = WorkCalendar()
"""What is known without any notice."""


def _days(start: date, step: timedelta) -> Iterator[date]:
    while True:
        yield start
        start += step
