"""Working days by hand, over holidays, make-up days and years nobody has published yet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.workdays import WEEKENDS_ONLY, WorkCalendar
from fieldapp.rule_packs.workdays import work_calendar

ANY_DAY = st.dates(date(1990, 1, 1), date(2090, 12, 31))
CHINA = work_calendar()
NATIONAL_DAY, MAKEUP_SUNDAY = date(2026, 10, 1), date(2026, 9, 20)
FRIDAY = date(2026, 7, 24)


def test_holidays_and_makeup_days_change_what_is_worked() -> None:
    assert not CHINA.is_workday(NATIONAL_DAY)
    assert WEEKENDS_ONLY.is_workday(NATIONAL_DAY)
    assert CHINA.is_workday(MAKEUP_SUNDAY)
    assert not WEEKENDS_ONLY.is_workday(MAKEUP_SUNDAY)


def test_a_working_day_after_friday_is_monday() -> None:
    monday, saturday = date(2026, 7, 27), date(2026, 7, 25)
    assert WEEKENDS_ONLY.add_workdays(FRIDAY, 1) == monday
    assert WorkCalendar(holidays=frozenset({monday})).add_workdays(FRIDAY, 1) == date(2026, 7, 28)
    assert WorkCalendar(makeup_days=frozenset({saturday})).add_workdays(FRIDAY, 1) == saturday


def test_a_day_after_the_national_holiday_is_the_eighth_of_october() -> None:
    """1–7 October 2026 are off; Saturday the 10th is worked."""
    assert CHINA.add_workdays(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert CHINA.add_workdays(date(2026, 9, 30), 3) == date(2026, 10, 10)


def test_no_working_days_after_a_day_is_that_day_even_a_sunday() -> None:
    assert CHINA.add_workdays(date(2026, 7, 26), 0) == date(2026, 7, 26)


@pytest.mark.parametrize(
    ("day", "following", "preceding", "modified"),
    [
        (FRIDAY, FRIDAY, FRIDAY, FRIDAY),
        (date(2026, 7, 25), date(2026, 7, 27), FRIDAY, date(2026, 7, 27)),
        (date(2026, 10, 3), date(2026, 10, 8), date(2026, 9, 30), date(2026, 10, 8)),
        (date(2026, 1, 31), date(2026, 2, 2), date(2026, 1, 30), date(2026, 1, 30)),  # Saturday, end of the month
        (date(2026, 2, 15), date(2026, 2, 24), date(2026, 2, 14), date(2026, 2, 24)),  # 14 February is made up
    ],
)
def test_a_date_is_shifted_to_a_working_day(day: date, following: date, preceding: date, modified: date) -> None:
    assert (CHINA.next_workday(day), CHINA.previous_workday(day), CHINA.modified_next(day)) == (
        following,
        preceding,
        modified,
    )


def test_years_beyond_the_published_ones_are_weekends_only_and_unconfirmed() -> None:
    assert CHINA.confirmed(2026)
    assert not CHINA.confirmed(2027)
    assert CHINA.is_workday(date(2027, 10, 1))  # a Friday: the notice is not out
    assert not CHINA.is_workday(date(2027, 10, 2))
    assert not WEEKENDS_ONLY.confirmed(2026)


def test_an_answer_over_several_years_names_those_that_may_still_change() -> None:
    assert CHINA.unconfirmed_years(date(2026, 12, 30), date(2028, 1, 5)) == (2027, 2028)
    assert CHINA.unconfirmed_years(date(2026, 1, 1), date(2026, 12, 31)) == ()


@given(ANY_DAY, st.integers(1, 30))
def test_so_many_working_days_lie_between(day: date, count: int) -> None:
    end = CHINA.add_workdays(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(map(CHINA.is_workday, between)) == count
    assert CHINA.is_workday(end)


@given(ANY_DAY)
def test_a_shift_leads_to_the_nearest_working_day_on_its_side(day: date) -> None:
    later, earlier, modified = CHINA.next_workday(day), CHINA.previous_workday(day), CHINA.modified_next(day)
    assert earlier <= day <= later
    assert all(map(CHINA.is_workday, (earlier, later, modified)))
    skipped = [earlier + timedelta(days=n) for n in range(1, (later - earlier).days)]
    assert not any(map(CHINA.is_workday, skipped))
    assert modified in {earlier, later}
    assert modified.month == day.month
