"""The shortest day in a given order: held against trying every moment of setting out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.domain.strategy.day_task import DayTask
from fieldapp.geo.day.day_clock import DayClock, begin
from tests.unit.geo.days import HOUR, MINUTE, on_a_line, stop


@st.composite
def small_days(draw: st.DrawFn) -> DayTask:
    """Hours of a few minutes, so that every moment can be tried."""
    count = draw(st.integers(1, 4))
    stops = []
    for number in range(count):
        edges = sorted(draw(st.sets(st.integers(0, 40), min_size=2, max_size=6)))
        pairs = list(zip(edges[::2], edges[1::2], strict=False))
        windows = [(one * MINUTE, other * MINUTE) for one, other in pairs]
        stops.append(stop(str(number), windows, draw(st.integers(0, 5)) * MINUTE))
    places = draw(st.lists(st.integers(-6, 6), min_size=count, max_size=count))
    longest = draw(st.none() | st.integers(5, 40).map(lambda minutes: minutes * MINUTE))
    return on_a_line(places, stops, 0, draw(st.integers(20, 60)) * MINUTE, longest)


@settings(max_examples=150, deadline=None)
@given(small_days())
def test_the_day_is_as_short_as_the_best_of_all_moments_to_set_out(task: DayTask) -> None:
    clock, order = DayClock(task), list(range(len(task.stops)))
    limits = task.limits
    shortest = None
    for departs in range(limits.starts, limits.ends + 1, 30):
        ran = clock.run(order, departs)
        if ran is None or ran[0] > limits.ends:
            continue
        took = ran[0] - departs
        if limits.longest_s is None or took <= limits.longest_s:
            shortest = took if shortest is None else min(shortest, took)
    span = clock.span(order)
    assert (None if span is None else span.returns - span.departs) == shortest
    if span is not None:
        ran = clock.run(order, span.departs)
        assert ran is not None
        assert ran[0] == span.returns


def test_one_waits_at_home_for_the_afternoon_when_that_makes_the_day_shorter() -> None:
    both = stop("a", [(9 * HOUR, 10 * HOUR), (14 * HOUR, 15 * HOUR)])
    task = on_a_line([10, 20], [both, stop("b", [(15 * HOUR, 16 * HOUR)])])
    span = DayClock(task).span([0, 1])
    assert span is not None
    assert span.departs == 14 * HOUR + 20 * MINUTE
    assert span.cost == 2 * span.road_s + 40 * MINUTE


def test_nobody_goes_anywhere_for_an_empty_day() -> None:
    span = DayClock(on_a_line([], [])).span([])
    assert span is not None
    assert (span.road_s, span.cost) == (0, 0)


def test_a_visit_begins_at_once_or_when_the_next_window_opens() -> None:
    windows = stop("a", [(100, 200), (300, 400)]).windows
    assert [begin(windows, at) for at in (50, 100, 200, 201, 400, 401)] == [100, 100, 200, 300, 400, None]
