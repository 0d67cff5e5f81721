"""The day's plan tells its order, its road and its waiting by its stops alone."""

from __future__ import annotations

from fieldapp.domain.strategy.day_task import DayAnswer, PlannedStop

HOUR = 3600
EARLY = PlannedStop("early", arrives=8 * HOUR, begins=9 * HOUR, leaves=10 * HOUR, way_s=900, way_m=5_000)
LATER = PlannedStop("later", arrives=11 * HOUR, begins=11 * HOUR, leaves=12 * HOUR, way_s=3600, way_m=22_000)


def test_who_comes_before_the_hour_waits_until_it() -> None:
    assert (EARLY.waits_s, LATER.waits_s) == (HOUR, 0)


def test_the_answer_adds_up_the_ways_to_its_stops() -> None:
    answer = DayAnswer((EARLY, LATER), (), departs=7 * HOUR, returns=13 * HOUR, prize=2, cost=1, iterations=1)
    assert answer.order == ("early", "later")
    assert (answer.road_s, answer.road_m) == (4500, 27_000)


def test_a_day_without_stops_has_no_road() -> None:
    empty = DayAnswer((), (), departs=0, returns=0, prize=0, cost=0, iterations=0)
    assert (empty.order, empty.road_s, empty.road_m) == ((), 0, 0)
