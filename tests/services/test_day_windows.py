"""The hours in which a visit may begin: no lunch, no closed door, no hour that is forbidden."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.strategy.day_task import Window
from fieldapp.services.day_made import Meeting
from fieldapp.services.day_windows import Limits, windows

HOUR = 3_600
DAY = Limits(9 * HOUR, 18 * HOUR, (12 * HOUR, 13 * HOUR), 1_800)
OPEN = [(8 * HOUR, 22 * HOUR)]


def test_windows_leave_out_lunch_closed_doors_and_the_end_of_the_hours() -> None:
    assert windows(OPEN, [], None, DAY) == [Window(9 * HOUR, 11 * HOUR + 1_800), Window(13 * HOUR, 17 * HOUR + 1_800)]
    closed = [(14 * HOUR, 15 * HOUR)]
    assert windows(OPEN, closed, None, DAY)[1:] == [
        Window(13 * HOUR, 14 * HOUR), Window(15 * HOUR, 17 * HOUR + 1_800)
    ]  # fmt: skip
    assert windows([(8 * HOUR, 10 * HOUR)], [], None, DAY) == [Window(9 * HOUR, 9 * HOUR + 1_800)]
    assert windows(OPEN, [(0, 24 * HOUR)], Meeting(12 * HOUR, 12 * HOUR), DAY) == [Window(12 * HOUR, 12 * HOUR)]
    assert windows([], [], None, DAY) == []
    without = replace(DAY, lunch=(12 * HOUR, 12 * HOUR))
    assert windows(OPEN, [], None, without) == [Window(9 * HOUR, 17 * HOUR + 1_800)]


SPANS = st.tuples(st.integers(0, 86_400), st.integers(0, 86_400)).map(lambda pair: (min(pair), max(pair)))


@given(st.lists(SPANS, max_size=4), st.lists(SPANS, max_size=3), st.integers(300, 7_200), st.integers(0, 86_399))
def test_no_visit_begins_where_it_would_be_forbidden_or_reach_into_lunch(
    open_: list[tuple[int, int]], closed: list[tuple[int, int]], service: int, moment: int
) -> None:
    limits = replace(DAY, service_s=service)
    found = windows(sorted(open_), closed, None, limits)
    assert all(window.opens <= window.closes for window in found)
    inside = any(window.opens <= moment <= window.closes for window in found)
    permitted = any(start <= moment and moment + service <= end for start, end in open_)
    works = limits.starts <= moment and moment + service <= limits.ends
    eats = moment < limits.lunch[1] and moment + service > limits.lunch[0]
    shut = any(start < moment < end for start, end in closed)
    assert inside == (permitted and works and not eats and not shut)
