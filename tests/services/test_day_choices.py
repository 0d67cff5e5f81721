"""What a person decides about a planned day, and what is done about tomorrow, habits and places."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fieldapp import clock, paths
from fieldapp.domain.case import Case
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.domain.strategy.day_task import WhyLeft
from fieldapp.domain.strategy.playbook_rules import Channel
from fieldapp.domain.strategy.urgency import Reason, WeighedReason
from fieldapp.errors import KnownError
from fieldapp.services import day_habits, day_plan
from fieldapp.services.day_habits import DayHabits, DayPlace
from fieldapp.services.day_made import Made
from fieldapp.services.day_places import place_for
from fieldapp.services.day_worth import Wanted, worth
from fieldapp.services.desk import Desk
from fieldapp.services.lay_day import lay_day, lay_tomorrow
from fieldapp.services.plan_day import bring_up_to_date, plan_day
from tests.laptops import bring_cases
from tests.office import borrower_case, some_cases
from tests.services.planned_day import (
    HOUR,
    PERSON,
    at,
    begins,
    by_name,
    order,
    planned,
    planning_desk,
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    yield from planning_desk(tmp_path, monkeypatch)


@pytest.fixture
def cases(desk: Desk) -> dict[str, Case]:
    return by_name(desk)


def test_what_does_not_fit_is_left_out_and_comes_in_when_somebody_wants_it(desk: Desk, cases: dict[str, Case]) -> None:
    day_habits.keep_habits(desk, DayHabits(ends=time(11, 40)))
    made = planned(desk)
    left = [one for one in made.left if one.why is WhyLeft.NO_TIME]
    assert left
    assert left[0].case_id not in made.order
    day_plan.must(desk, left[0].case_id)
    again = planned(desk)
    assert left[0].case_id in again.order
    assert len(again.order) <= len(made.order)


def test_what_is_agreed_or_wished_for_goes_over_the_end_of_the_day_but_never_over_the_rules(
    desk: Desk, cases: dict[str, Case]
) -> None:
    day_plan.agree(desk, cases["李建国"].id, clock.today(), 19 * HOUR, 19 * HOUR + 900)
    planned(desk)
    assert 19 * HOUR <= begins(desk)["李建国"] <= 19 * HOUR + 900
    at(18, 10)
    day_plan.cancel_agreed(desk, cases["李建国"].id, clock.today())
    assert planned(desk).order == ()
    day_plan.must(desk, cases["孙国庆"].id)
    assert planned(desk).order == (cases["孙国庆"].id,)
    at(21, 50)
    assert planned(desk).order == ()


def test_a_case_that_came_after_the_plan_stands_behind_it_with_a_guessed_way(
    desk: Desk, cases: dict[str, Case]
) -> None:
    planned(desk)
    day_plan.add_to_day(desk, [cases["周小川"].id])
    day = plan_day(desk)
    assert day.stops[-1].line.borrower_name == "周小川"
    assert day.schedule is not None
    assert day.schedule.answer.stops[-1].way_s == 20 * 60
    assert day.stops[-1].note is None


def test_tomorrow_is_made_of_what_today_leaves_and_waits_for_the_morning(desk: Desk, cases: dict[str, Case]) -> None:
    at(17, 30)
    planned(desk)
    day, case_ids, made = lay_tomorrow(desk)
    assert day == clock.today() + timedelta(days=1)
    assert set(case_ids) == {case.id for name, case in cases.items() if name != "周小川"}
    assert made.task.limits.starts == 9 * HOUR
    day_plan.keep_draft(desk, day, case_ids, made)
    at(8, 0, 26)
    while bring_up_to_date(desk):
        pass
    assert [cases[name].id for name in order(desk)] == list(made.order)


def test_planning_can_be_stopped_and_says_when_there_is_nothing_to_plan(desk: Desk) -> None:
    with pytest.raises(KnownError, match=r"day\.nothing_to_plan"):
        lay_day(desk)
    bring_cases(desk.store, PERSON, some_cases(PERSON))
    heard: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> bool:
        heard.append((done, of))
        return done == 0

    with pytest.raises(KnownError, match=r"day\.cancelled"):
        lay_day(desk, stop)
    assert 0 < heard[-1][0] < heard[-1][1]


def test_a_day_that_was_kept_before_there_were_plans_is_read(desk: Desk, cases: dict[str, Case]) -> None:
    key = cases["孙国庆"].id
    with desk.store.writing() as unit:
        unit.settings.set(day_plan.DAYS, {"2026-07-25": {"order": [], "out": [key], "added": []}})
    assert "孙国庆" not in order(desk)
    held = msgspec.json.decode(msgspec.json.encode(planned(desk)), type=Made)
    assert held == plan_day(desk).plan.made


def test_habits_that_cannot_be_are_refused(desk: Desk) -> None:
    for wrong, code in (
        (DayHabits(starts=time(18), ends=time(9)), "day.hours_order"),
        (DayHabits(lunch_from=time(13), lunch_to=time(12)), "day.lunch_order"),
        (DayHabits(visit_minutes=0), "day.visit_minutes"),
    ):
        with pytest.raises(KnownError) as found:
            day_habits.keep_habits(desk, wrong)
        assert found.value.code == code
    with desk.store.reading() as unit:
        assert day_habits.habits_of(unit) == DayHabits()


def test_the_place_of_a_day_is_read_off_coordinates_or_an_address_or_refused() -> None:
    assert place_for("  ") is None
    assert place_for("120.62，31.32") == DayPlace("120.62，31.32", 120_620_000, 31_320_000)
    held = DayPlace("家", 1, 2, 3)
    assert place_for("家", held) is held
    for wrong in ("0,0", "31.32,120.62", "火星基地"):
        with pytest.raises(KnownError, match=r"day\.no_address"):
            place_for(wrong)


def test_today_opens_without_the_planner_and_its_mathematics() -> None:
    asked = "import sys, fieldapp.services.plan_day, fieldapp.services.lay_day; "
    asked += "print([one for one in ('numpy', 'scipy', 'pyvrp') if one in sys.modules])"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_what_presses_more_is_worth_more_and_no_visit_costs_more_than_it_is_worth() -> None:
    def wanted(weight: int, **changes: Any) -> int:
        reasons = (WeighedReason(Reason.OVERDUE, weight, {}),)
        asked = Wanted(reasons, Channel.VISIT, 30, 1_000_000, by_hand=False, promised=False, service_s=1_800)
        return worth(replace(asked, **changes))

    assert wanted(100) > wanted(60) > wanted(20) > 1_800
    assert wanted(60, channel=Channel.OFFICE) < wanted(60)
    assert wanted(20, by_hand=True) > wanted(100)
    assert wanted(60, days_past_due=90) > wanted(60)
    assert wanted(60, owed=50_000_000) > wanted(60)
    assert wanted(60, service_s=3_600) - wanted(60) == 1_800


def test_where_an_offline_map_has_roads_the_ways_are_read_off_it_and_it_is_said(desk: Desk) -> None:
    from tests.maps import helsinki

    pack = helsinki(paths.map_packs())
    spots = [(24_940_000, 60_168_000), (24_946_000, 60_171_000), (24_950_000, 60_165_000)]
    bring_cases(
        desk.store,
        PERSON,
        [
            borrower_case(PERSON, f"户{n}", "店", 700 + n, place=Place(*spot, 20, PlaceSource.PINNED))
            for n, spot in enumerate(spots)
        ],
    )
    made = planned(desk)
    assert (made.said.graph, made.said.name) == (True, pack.name)
    assert len(made.order) == 3
