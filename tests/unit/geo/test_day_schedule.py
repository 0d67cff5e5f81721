"""An order made by hand, told by the clock: what comes too late, what the day is longer by, what was left out."""

from __future__ import annotations

import pytest

from fieldapp.domain.strategy.day_task import DayTask, WhyLeft
from fieldapp.geo.day.day_schedule import by_the_clock, price
from tests.unit.geo.days import HOUR, MINUTE, on_a_line, stop


def three() -> DayTask:
    """One with an hour in the morning, one after it, one far away."""
    morning = stop("morning", [(10 * HOUR, 10 * HOUR + 15 * MINUTE)], prize=HOUR, required=True)
    return on_a_line([10, 20, 90], [morning, stop("near", prize=2 * HOUR), stop("far", prize=HOUR)])


def test_an_order_is_told_stop_by_stop() -> None:
    told = by_the_clock(three(), ["morning", "near"])
    first, second = told.stops
    assert told.departs == 9 * HOUR + 50 * MINUTE
    assert (first.arrives, first.begins, first.leaves) == (10 * HOUR, 10 * HOUR, 10 * HOUR + 20 * MINUTE)
    assert (second.way_s, second.way_m, second.waits_s) == (10 * MINUTE, 6000, 0)
    assert (told.returns, told.late, told.overtime_s) == (11 * HOUR + 10 * MINUTE, (), 0)
    assert (told.prize, told.cost) == (3 * HOUR, 40 * MINUTE + 80 * MINUTE)
    assert (told.road_s, told.road_m) == (20 * MINUTE, 12_000)


def test_what_is_reached_too_late_is_named_and_begins_at_once() -> None:
    told = by_the_clock(three(), ["far", "morning"])
    assert told.late == ("morning",)
    assert told.departs == 9 * HOUR
    assert told.stops[1].begins == told.stops[1].arrives == 9 * HOUR + 190 * MINUTE


def test_a_day_that_ends_late_says_by_how_much() -> None:
    task = on_a_line([10, 20], [stop("a", service_s=5 * HOUR), stop("b", service_s=4 * HOUR)])
    told = by_the_clock(task, ["a", "b"])
    assert told.overtime_s == 40 * MINUTE
    short = on_a_line([10], [stop("a", service_s=5 * HOUR)], longest_s=5 * HOUR)
    assert by_the_clock(short, ["a"]).overtime_s == 20 * MINUTE


def test_what_is_left_out_of_an_order_by_hand_says_why() -> None:
    told = by_the_clock(three(), ["morning"])
    assert [(left.id, left.why, left.costs_s) for left in told.left_out] == [
        ("near", WhyLeft.BY_HAND, 2 * 20 * MINUTE + 20 * MINUTE),
        ("far", WhyLeft.TOO_FAR, 2 * 160 * MINUTE + 20 * MINUTE),
    ]
    full = on_a_line([10, 20], [stop("a", service_s=8 * HOUR), stop("b", service_s=HOUR)])
    (left,) = by_the_clock(full, ["a"]).left_out
    assert (left.why, left.costs_s) == (WhyLeft.NO_TIME, 2 * 20 * MINUTE + HOUR)


def test_the_price_of_another_order() -> None:
    task = three()
    before, after = by_the_clock(task, ["morning", "near"]), by_the_clock(task, ["far", "morning"])
    told = price(before, after)
    assert (told.lost, told.gained, told.late) == (("near",), ("far",), ("morning",))
    assert told.road_s == after.road_s - before.road_s == 150 * MINUTE
    assert told.road_m == 90_000
    assert told.day_s == (after.returns - after.departs) - (before.returns - before.departs)
    assert (told.prize, told.overtime_s) == (-HOUR, 0)
    assert price(before, before).day_s == 0


def test_an_order_names_each_stop_once_and_no_other() -> None:
    with pytest.raises(ValueError):
        by_the_clock(three(), ["near", "near"])
    with pytest.raises(KeyError):
        by_the_clock(three(), ["nobody"])
