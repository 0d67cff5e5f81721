"""Plans: appointments kept, the best of small days found, the same day planned alike, and every reason said."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.domain.strategy.day_task import DayTask, WhyLeft
from fieldapp.errors import KnownError
from fieldapp.geo.day.day_clock import DayClock
from fieldapp.geo.day.day_polish import Polish
from fieldapp.geo.day.solve_day import fitting, solve
from tests.benchmarks.plan_days import QUICK, TOWN, Kind, day
from tests.unit.geo.days import HOUR, MINUTE, on_a_line, stop

FEW = 300
"""Iterations that are enough for a small day."""


def best_of_all(task: DayTask) -> int:
    """The worth of the best of all orders of all choices that keep what is required."""
    clock, required = DayClock(task), {number for number, one in enumerate(task.stops) if one.required}
    least = 0 if not required else 1 << 60
    for count in range(1, len(task.stops) + 1):
        for chosen in combinations(range(len(task.stops)), count):
            if required <= set(chosen):
                spans = [span for order in permutations(chosen) if (span := clock.span(order))]
                prize = sum(task.stops[number].prize for number in chosen)
                least = min([least, *(span.cost - prize for span in spans)])
    return least


@st.composite
def few_stops(draw: st.DrawFn) -> DayTask:
    count = draw(st.integers(1, 5))
    stops = []
    for number in range(count):
        opens = draw(st.integers(8, 15)) * HOUR
        windows = [(opens, opens + HOUR)]
        if draw(st.booleans()):
            windows.append((opens + 2 * HOUR, opens + 3 * HOUR))
        prize = draw(st.integers(0, 30)) * 10 * MINUTE
        stops.append(stop(str(number), windows, draw(st.integers(1, 6)) * 10 * MINUTE, prize, number == 0))
    places = draw(st.lists(st.integers(-60, 60), min_size=count, max_size=count))
    longest = draw(st.none() | st.just(6 * HOUR))
    return on_a_line(places, stops, longest_s=longest)


@settings(max_examples=25, deadline=None)
@given(few_stops())
def test_small_days_are_planned_as_well_as_can_be(task: DayTask) -> None:
    plan = solve(task, iterations=FEW)
    if any(left.id == "0" for left in plan.left_out):
        assert DayClock(task).span([0]) is None
        return
    assert plan.cost - plan.prize == best_of_all(task)
    assert not plan.late
    assert not plan.overtime_s
    assert {one.id for one in plan.left_out} | set(plan.order) == {one.id for one in task.stops}


@pytest.mark.parametrize("kind", [TOWN, QUICK])
def test_the_same_day_is_planned_alike_with_its_appointments_kept(kind: Kind) -> None:
    task = day(3, kind, stops=25)
    plan = solve(task, seed=5, iterations=FEW)
    assert plan == solve(task, seed=5, iterations=FEW)
    assert {"0", "1"} <= set(plan.order)
    assert not plan.late
    assert plan.iterations == FEW


def test_progress_is_heard_and_ends_at_the_end() -> None:
    heard: list[tuple[int, int]] = []

    def hear(done: int, of: int) -> bool:
        heard.append((done, of))
        return True

    solve(day(1, stops=25), iterations=FEW, heard=hear)
    assert heard[-1] == (FEW, FEW)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert len(heard) > FEW / 100


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_plan_can_be_called_off_at_any_moment(after: int) -> None:
    calls: list[int] = []

    def heard(done: int, _of: int) -> bool:
        calls.append(done)
        return len(calls) <= after

    with pytest.raises(KnownError) as error:
        solve(day(1, stops=25), iterations=FEW, heard=heard)
    assert error.value.code == "day.cancelled"
    assert len(calls) == after + 1


def test_of_appointments_that_clash_as_many_as_possible_are_kept_and_the_rest_named() -> None:
    noon = [(12 * HOUR, 12 * HOUR + 10 * MINUTE)]
    task = on_a_line(
        [30, -30, 5],
        [stop("east", noon, required=True), stop("west", noon, prize=3 * HOUR, required=True), stop("near")],
    )
    plan = solve(task, iterations=FEW)
    assert set(plan.order) == {"west", "near"}
    assert [(left.id, left.why) for left in plan.left_out] == [("east", WhyLeft.CLASH)]


def test_each_stop_that_is_left_out_says_why() -> None:
    task = on_a_line(
        [5, 20, 300, 400, 10],
        [
            stop("never", []),
            stop("closed", [(8 * HOUR, 8 * HOUR + MINUTE)], required=True),
            stop("too far", prize=MINUTE, service_s=0),
            stop("beyond", prize=99 * HOUR),
            stop("seen"),
        ],
        ends=20 * HOUR,
    )
    plan = solve(task, iterations=FEW)
    assert plan.order == ("seen",)
    assert {left.id: left.why for left in plan.left_out} == {
        "never": WhyLeft.NO_WINDOW,
        "closed": WhyLeft.OUT_OF_REACH,
        "too far": WhyLeft.TOO_FAR,
        "beyond": WhyLeft.OUT_OF_REACH,
    }
    full = on_a_line([5, 6], [stop("long", service_s=8 * HOUR, prize=20 * HOUR), stop("more", service_s=HOUR)])
    (left,) = solve(full, iterations=FEW).left_out
    assert (left.id, left.why, left.costs_s) == ("more", WhyLeft.NO_TIME, 2 * 2 * MINUTE + HOUR)


def test_a_day_without_stops_or_without_any_that_can_be_seen_is_empty() -> None:
    assert solve(on_a_line([], [])).order == ()
    assert solve(on_a_line([5], [stop("never", [])])).order == ()
    nothing_worth = solve(on_a_line([50], [stop("poor", prize=0)]), iterations=FEW)
    assert nothing_worth.order == ()
    assert nothing_worth.left_out[0].why is WhyLeft.TOO_FAR


def test_a_day_full_of_appointments_keeps_them_all() -> None:
    hours = [[((9 + number) * HOUR, (9 + number) * HOUR + 10 * MINUTE)] for number in range(8)]
    task = on_a_line(range(1, 9), [stop(str(number), one, required=True) for number, one in enumerate(hours)])
    assert solve(task, iterations=FEW).order == tuple(str(number) for number in range(8))


def test_forty_stops_that_all_must_be_seen_are() -> None:
    task = on_a_line(range(1, 41), [stop(str(one), service_s=5 * MINUTE, required=True) for one in range(40)])
    plan = solve(task, iterations=FEW)
    assert len(plan.order) == 40
    assert plan.cost == 2 * 80 * MINUTE + 200 * MINUTE


def test_huge_prizes_do_not_spoil_the_way() -> None:
    task = day(2, stops=25, point_s=1_000_000)
    plan = solve(task, iterations=FEW)
    points = solve(day(2, stops=25), iterations=FEW).prize / 120
    assert plan.prize / 1_000_000 >= 0.99 * points


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.lists(st.integers(0, 24), min_size=1, max_size=9, unique=True))
def test_what_a_rearranged_day_is_longer_by_is_reckoned_right(seed: int, order: list[int]) -> None:
    task = day(seed, stops=25)
    clock = DayClock(task)
    road = clock.road(order)
    for longer, (start, middle, end), turned in Polish(task, clock, range(25)).rearranged(order):
        second = order[middle:end][::-1] if turned else order[middle:end]
        assert road + longer == clock.road([*order[:start], *second, *order[start:middle], *order[end:]])


def test_prizes_beyond_all_numbers_are_weighed_all_the_same() -> None:
    places = [stop(str(one), prize=one * 10**24, service_s=HOUR) for one in range(1, 13)]
    plan = solve(on_a_line([5] * 12, places), iterations=FEW)
    assert set(plan.order) == {str(one) for one in range(5, 13)}


def test_patience_finds_at_least_as_good_a_day() -> None:
    task = day(3, TOWN, 10)
    hasty, patient = (solve(task, iterations=0, patience=patience) for patience in (1, 2))
    assert patient.cost - patient.prize <= hasty.cost - hasty.prize


def test_a_longer_day_gets_fewer_iterations_so_that_it_takes_no_longer() -> None:
    assert fitting(0) == fitting(18) == 6_000
    assert fitting(34) < 2_000
    assert fitting(500) == 1_000
    assert fitting(10, patience=16) == 12_000
