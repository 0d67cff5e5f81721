"""The order of a day: ways, times, what a change costs, and what lies on the way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.strategy.day_order import (
    Near,
    Pace,
    Point,
    Price,
    distance,
    merged,
    near,
    price,
    shortest,
    timetable,
)

NINE = datetime(2026, 7, 25, 1, 0, tzinfo=UTC)
HOME = (120_600_000, 31_300_000)
EAST = (120_610_000, 31_300_000)
FAR = (120_700_000, 31_300_000)
points = st.tuples(st.integers(120_000_000, 121_000_000), st.integers(31_000_000, 32_000_000))
places = st.lists(st.one_of(st.none(), points), max_size=7)


def test_a_hundredth_of_a_degree_east_is_less_than_one_north() -> None:
    assert distance(HOME, (HOME[0], HOME[1] + 10_000)) == 1113
    assert distance(HOME, EAST) == 951


@given(points, points)
def test_a_way_is_as_long_there_as_back_and_nothing_to_oneself(one: Point, other: Point) -> None:
    assert distance(one, other) == distance(other, one)
    assert distance(one, one) == 0


def test_the_first_stop_is_reached_at_once_and_the_next_after_the_way() -> None:
    table = timetable([HOME, EAST], NINE)
    first, second = table.legs
    assert (first.metres, first.arrives, first.leaves) == (0, NINE, NINE + timedelta(minutes=30))
    assert second.metres == 951 * 135 // 100
    assert second.minutes == 4, "1,283 metres at 400 a minute, begun minutes count"
    assert second.arrives == first.leaves + timedelta(minutes=4)
    assert table.ends == second.leaves
    assert (table.metres, table.road_minutes) == (1283, 4)


def test_the_way_to_a_place_nobody_knows_takes_the_usual_time_and_no_metres() -> None:
    table = timetable([HOME, None, EAST], NINE, Pace(unknown_minutes=20))
    assert [leg.metres for leg in table.legs] == [0, None, 1283], "the way is measured from the last place known"
    assert table.legs[1].minutes == 20
    assert timetable([None, HOME], NINE).legs[1].metres is None


def test_a_day_without_stops_ends_when_it_begins() -> None:
    table = timetable([], NINE)
    assert (table.ends, table.metres, table.road_minutes) == (NINE, 0, 0)


def test_another_order_costs_what_its_ways_are_longer() -> None:
    short, long = timetable([HOME, EAST, FAR], NINE), timetable([EAST, HOME, FAR], NINE)
    assert price(short, long) == Price(long.metres - short.metres, long.road_minutes - short.road_minutes)
    assert price(short, long).metres > 0
    assert price(short, short) == Price(0, 0)


def test_a_kept_order_stays_and_what_is_new_comes_behind_who_was_before_it() -> None:
    assert merged(["c", "a"], ["a", "b", "c"]) == ["c", "a", "b"]
    assert merged(["b", "gone", "b"], ["x", "b"]) == ["x", "b"], "the gone are left out, each is there once"
    assert merged([], ["a", "b"]) == ["a", "b"]


@given(st.lists(st.sampled_from("abcdefgh")), st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_merging_loses_and_doubles_nothing_and_keeps_what_was_put_in_order(
    kept: list[str], proposed: list[str]
) -> None:
    order = merged(kept, proposed)
    assert sorted(order) == sorted(proposed)
    wanted = [key for key in dict.fromkeys(kept) if key in proposed]
    assert [key for key in order if key in wanted] == wanted


def test_a_short_order_begins_where_it_began_and_goes_from_near_to_far() -> None:
    assert shortest([HOME, FAR, EAST]) == [0, 2, 1]
    assert shortest([HOME, None, EAST]) == [0, 2, 1], "what is not on the map comes last"
    assert shortest([]) == []


def test_a_crossing_is_taken_out() -> None:
    square = [(0, 0), (2_000, 100_000), (0, 100_000), (2_000, 0), (1_000, 200_000)]
    order = shortest([(120_000_000 + east, 31_000_000 + north) for east, north in square])
    lengths = {other: _length(square, other) for other in permutations(range(1, 5))}
    best = min(lengths.values())
    assert _length(square, tuple(order[1:])) == best


def _length(square: list[tuple[int, int]], order: tuple[int, ...]) -> int:
    there = [(120_000_000 + east, 31_000_000 + north) for east, north in square]
    way = [0, *order]
    return sum(distance(there[one], there[other]) for one, other in pairwise(way))


@given(places)
def test_every_stop_is_in_the_short_order_once(stops: list[Point | None]) -> None:
    order = shortest(stops)
    assert sorted(order) == list(range(len(stops)))
    known = [number for number in order if stops[number] is not None]
    assert order[: len(known)] == known


@given(places)
def test_the_short_order_is_never_longer_than_the_one_it_came_from(stops: list[Point | None]) -> None:
    known = [stop for stop in stops if stop is not None]
    order = [known[number] for number in shortest(known)]
    assert timetable(order, NINE).metres <= timetable(known, NINE).metres + len(known)


def test_what_is_within_reach_of_a_stop_is_on_the_way_the_nearest_first() -> None:
    stops = [HOME, None, FAR]
    others = [EAST, None, (120_600_500, 31_300_000), (121_000_000, 31_300_000)]
    assert near(stops, others) == [Near(2, 0, 48), Near(0, 0, 951)]
    assert near([None], [HOME]) == []


def test_a_part_of_the_way_is_turned_round_where_that_is_shorter_than_always_going_to_the_nearest() -> None:
    stops = [(120_606_000, 31_303_000), (120_601_000, 31_307_000), (120_600_000, 31_306_000), (120_606_000, 31_309_000)]
    assert shortest(stops) == [0, 2, 1, 3], "and not 0, 1, 2, 3, in which each next one is the nearest"
