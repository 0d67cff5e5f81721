"""A day planned by the clock over a real store: what rules and visits say of the hours, what is kept, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.observation import OpenStatus
from fieldapp.domain.strategy.day_task import WhyLeft
from fieldapp.domain.visit import Met, Outcome
from fieldapp.errors import KnownError
from fieldapp.geo.day.day_schedule import by_the_clock
from fieldapp.services import day_habits, day_plan
from fieldapp.services import lay_day as lay_day_
from fieldapp.services.day_habits import DayHabits
from fieldapp.services.day_times import UNKNOWN_WAY_S
from fieldapp.services.desk import Desk
from fieldapp.services.lay_day import lay_day, lay_tomorrow
from fieldapp.services.plan_day import bring_up_to_date, plan_day, point
from tests.laptops import bring, evict, scope_of
from tests.services.planned_day import (
    HOUR,
    PERSON,
    at,
    begins,
    by_name,
    order,
    planned,
    planning_desk,
    visited,
)
from tests.unit.geo import days


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    yield from planning_desk(tmp_path, monkeypatch)


@pytest.fixture
def cases(desk: Desk) -> dict[str, Case]:
    return by_name(desk)


def test_the_planned_day_keeps_to_the_hours_and_leaves_lunch_free(desk: Desk, cases: dict[str, Case]) -> None:
    made = planned(desk)
    day = plan_day(desk)
    assert set(order(desk)) == {"孙国庆", "赵德顺", "李建国", "陈晓梅", "王秀英"}
    assert not made.left
    assert day.schedule is not None
    assert (made.said.graph, made.said.kmh, made.said.detour_percent) == (False, 22, 140)
    assert day.schedule.unknown == 2, "the shop that is on no map, and the farm of which only the district is known"
    for before, stop in pairwise(day.stops):
        roughly = point(before.line) is None or point(stop.line) is None
        way_s = stop.at.way_s if stop.at is not None else None
        assert (way_s == UNKNOWN_WAY_S) is roughly, "a way to or from a district is a guess that is told"
    for stop in day.stops:
        assert stop.at is not None
        assert stop.at.begins >= 10 * HOUR
        assert stop.at.leaves <= 12 * HOUR or stop.at.begins >= 13 * HOUR
        assert not stop.late
    assert day.table.ends <= datetime(2026, 7, 25, 18, tzinfo=UTC) - timedelta(hours=8)
    assert lay_day(desk).order == made.order, "the same day, the same plan"


def test_an_agreed_time_is_kept_even_in_the_lunch_hour(desk: Desk, cases: dict[str, Case]) -> None:
    sun = cases["孙国庆"].id
    day_plan.agree(desk, sun, clock.today(), 12 * HOUR + 600, 12 * HOUR + 1_200)
    planned(desk)
    assert 12 * HOUR + 600 <= begins(desk)["孙国庆"] <= 12 * HOUR + 1_200
    day_plan.cancel_agreed(desk, sun, clock.today())
    planned(desk)
    assert not 11.5 * HOUR < begins(desk)["孙国庆"] < 13 * HOUR
    with pytest.raises(KnownError, match=r"day\.meeting_hours"):
        day_plan.agree(desk, sun, clock.today(), 15 * HOUR, 14 * HOUR)


def test_two_agreed_times_that_clash_are_told_and_a_time_the_rules_forbid_is_never_planned(
    desk: Desk, cases: dict[str, Case]
) -> None:
    today = clock.today()
    for name in ("孙国庆", "赵德顺"):
        day_plan.agree(desk, cases[name].id, today, 15 * HOUR, 15 * HOUR)
    made = planned(desk)
    assert [one.why for one in made.left] == [WhyLeft.CLASH]
    day_plan.cancel_agreed(desk, cases["赵德顺"].id, today)
    day_plan.agree(desk, cases["李建国"].id, today, 22 * HOUR, 23 * HOUR)
    made = planned(desk)
    assert [(one.case_id, one.why) for one in made.left] == [(cases["李建国"].id, WhyLeft.NO_WINDOW)]


def test_late_in_the_evening_every_visit_is_left_out_with_the_rule_that_forbids_it(
    desk: Desk, cases: dict[str, Case]
) -> None:
    at(22, 30)
    made = planned(desk)
    assert made.order == ()
    assert {(one.rule, one.code, one.why) for one in made.left} == {("R01", "may.outside_hours", WhyLeft.NO_WINDOW)}
    assert all(one.forbidden for one in made.left)
    day = plan_day(desk)
    assert not day.stops
    assert day.schedule is not None
    assert len(day.schedule.left) == 5


def test_a_door_that_was_closed_at_this_hour_is_tried_at_another(desk: Desk, cases: dict[str, Case]) -> None:
    day_habits.keep_habits(desk, DayHabits(lunch_from=time(12), lunch_to=time(12)))
    li = cases["李建国"]
    before = datetime(2026, 7, 22, 10, 20, tzinfo=UTC) - timedelta(hours=8)
    visited(desk, li, before, 40, Met.NOBODY, Outcome.NOT_FOUND, OpenStatus.CLOSED_HOURS)
    day_plan.must(desk, li.id)
    made = planned(desk)
    note = made.notes[li.id]
    assert note.closed == ((9 * HOUR + 35 * 60, 11 * HOUR + 5 * 60),)
    assert begins(desk)["李建国"] >= 11 * HOUR + 5 * 60
    later = datetime(2026, 7, 23, 10, 30, tzinfo=UTC) - timedelta(hours=8)
    visited(desk, li, later, 50, Met.BORROWER, Outcome.PLAN_TALKS, OpenStatus.OPEN_NORMAL)
    assert lay_day(desk).notes[li.id].closed == (), "somebody was met at that hour since"


def test_where_nobody_is_the_rest_is_planned_from_there_and_then(desk: Desk, cases: dict[str, Case]) -> None:
    planned(desk)
    first = order(desk)[0]
    at(10, 40)
    before = day_plan.nobody(desk, cases[first].id)
    made = planned(desk)
    assert first not in order(desk)
    assert made.from_words == first
    assert min(begins(desk).values()) >= 10 * HOUR + 40 * 60
    assert before.nobody == {cases[first].id: 10 * HOUR + 40 * 60}
    assert [line.borrower_name for line in plan_day(desk).left_out] == [first]
    day_plan.put_back(desk, cases[first].id)
    assert first in order(desk)
    assert plan_day(desk).plan.nobody == {}


def test_a_day_that_begins_before_nine_is_told_as_it_was_planned(desk: Desk, cases: dict[str, Case]) -> None:
    day_habits.keep_habits(desk, DayHabits(starts=time(8)))
    day_plan.agree(desk, cases["孙国庆"].id, clock.today(), 8 * HOUR, 8 * HOUR + 300)
    at(7, 30)
    planned(desk)
    stop = plan_day(desk).stops[0]
    assert (stop.line.borrower_name, stop.late) == ("孙国庆", False)
    assert stop.at is not None
    assert stop.at.begins == 8 * HOUR


def test_an_appointment_in_three_minutes_is_not_told_as_missed(desk: Desk, cases: dict[str, Case]) -> None:
    at(10, 1)
    day_plan.agree(desk, cases["孙国庆"].id, clock.today(), 10 * HOUR, 10 * HOUR + 240)
    planned(desk)
    assert plan_day(desk).stops[0].line.borrower_name == "孙国庆"
    assert not plan_day(desk).stops[0].late


def test_before_midnight_a_planned_day_is_not_told_from_its_morning(desk: Desk, cases: dict[str, Case]) -> None:
    planned(desk)
    at(23, 58)
    assert all(stop.late for stop in plan_day(desk).stops)


def test_a_time_agreed_on_after_the_plan_binds_it_although_nobody_planned_again(
    desk: Desk, cases: dict[str, Case]
) -> None:
    planned(desk)
    last = plan_day(desk).stops[-1].line
    day_plan.agree(desk, last.case_id, clock.today(), 10 * HOUR, 10 * HOUR + 600)
    stop = plan_day(desk).stops[-1]
    assert (stop.line.case_id, stop.late) == (last.case_id, True)


def test_a_locked_stop_keeps_its_number_or_its_time(desk: Desk, cases: dict[str, Case]) -> None:
    planned(desk)
    third = order(desk)[2]
    wanted = [name for name in order(desk) if name != third]
    wanted.insert(0, third)
    day_plan.keep_order(desk, [cases[name].id for name in wanted])
    day_plan.lock(desk, cases[third].id)
    planned(desk)
    assert order(desk)[0] == third
    day_plan.unlock(desk, cases[third].id)
    day_plan.lock(desk, cases[third].id, 16 * HOUR)
    planned(desk)
    assert abs(begins(desk)[third] - 16 * HOUR) <= 600


def test_an_agreed_time_goes_over_a_locked_number_and_costs_nobody_their_place(
    desk: Desk, cases: dict[str, Case]
) -> None:
    planned(desk)
    third = order(desk)[2]
    day_plan.lock(desk, cases[third].id)
    day_plan.agree(desk, cases[third].id, clock.today(), 10 * HOUR, 10 * HOUR + 300)
    made = planned(desk)
    assert order(desk)[0] == third
    assert not made.left


def test_a_locked_number_that_cannot_be_kept_in_any_case_leaves_nobody_out() -> None:
    stops = [days.stop("a"), days.stop("b"), days.stop("c", [(9 * HOUR, 9 * HOUR + 300)])]
    task = days.on_a_line([10, 20, 60], stops)
    held = SimpleNamespace(id="c", holds=0)
    told = lay_day_._with_held(task, by_the_clock(task, ["a", "b", "c"]), cast(Any, SimpleNamespace(found=[held])))
    assert told.order == ("c", "a", "b")
    assert told.late == ("c",)


def test_a_case_that_goes_to_a_colleague_leaves_the_plan_and_the_draft_with_it(
    desk: Desk, cases: dict[str, Case]
) -> None:
    planned(desk)
    gone = cases[order(desk)[1]]
    day_plan.lock(desk, gone.id)
    day_plan.agree(desk, gone.id, clock.today(), 15 * HOUR, 15 * HOUR)
    day_plan.keep_draft(desk, *lay_tomorrow(desk))
    bring(desk.store, scope_of(PERSON), evict(50, Entity.CASE, gone))
    day = plan_day(desk)
    assert len(day.stops) == len(day.table.legs) == 4
    assert gone.id not in {stop.line.case_id for stop in day.stops}
    assert gone.id not in {stop.line.case_id for stop in day.tomorrow}
    assert day.tomorrow
    assert not any(stop.late for stop in day.stops)
    assert gone.id not in planned(desk).order


def test_the_plan_of_a_day_is_not_the_next_days(desk: Desk, cases: dict[str, Case]) -> None:
    planned(desk)
    at(9, 0, 26)
    while bring_up_to_date(desk):
        pass
    day = plan_day(desk)
    assert (day.schedule, day.plan) == (None, day_plan.DayPlan())
    day_plan.add_to_day(desk, [cases["周小川"].id])
    at(10)
    assert plan_day(desk).plan.made is None, "nobody goes by the clock of a day that is over"
