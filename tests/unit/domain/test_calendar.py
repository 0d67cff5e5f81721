"""Month steps start from the anchor; days are counted first day in, last day out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.calendar import (
    DayCount,
    add_months,
    add_years,
    part_of_year,
    whole_months,
)

ANY_DAY = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_the_end_of_january_steps_to_the_end_of_every_month() -> None:
    anchor = date(2026, 1, 31)
    assert [add_months(anchor, k) for k in (1, 2, 3)] == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


def test_a_leap_day_becomes_the_twenty_eighth() -> None:
    assert add_years(date(2024, 2, 29), 3) == date(2027, 2, 28)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_months_can_be_taken_back_over_the_new_year() -> None:
    assert add_months(date(2026, 1, 15), -2) == date(2025, 11, 15)


@given(ANY_DAY, st.integers(0, 400))
def test_a_month_step_is_a_whole_number_of_months(anchor: date, months: int) -> None:
    assert whole_months(anchor, add_months(anchor, months)) == months


@given(ANY_DAY, st.integers(0, 60), st.integers(0, 60))
def test_more_months_never_lead_to_an_earlier_day(anchor: date, few: int, more: int) -> None:
    assert add_months(anchor, few) <= add_months(anchor, few + more)


def test_a_broken_period_has_no_whole_months() -> None:
    assert whole_months(date(2026, 1, 10), date(2026, 2, 11)) is None
    assert whole_months(date(2026, 2, 10), date(2026, 1, 10)) is None


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2026, 6, 10), date(2026, 7, 25), 45),
        (date(2026, 7, 10), date(2026, 7, 25), 15),
        (date(2024, 2, 28), date(2024, 3, 1), 2),
        (date(2026, 7, 25), date(2026, 7, 10), 0),
    ],
)
def test_days_are_counted_first_in_last_out_and_never_negative(start: date, end: date, days: int) -> None:
    assert part_of_year(start, end, DayCount.ACT_365F) == days
