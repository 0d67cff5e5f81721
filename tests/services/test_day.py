"""The day as somebody makes it, what changed since the last look, and what is left to finish."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.facts import FactKind
from fieldapp.domain.folding import fold
from fieldapp.domain.lending.loan import Payment
from fieldapp.domain.matter import MatterKind, MatterRaised
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.domain.plans.plan_life import PlanState
from fieldapp.errors import KnownError
from fieldapp.services import day_plan
from fieldapp.services.day_habits import DayHabits
from fieldapp.services.day_news import News, NewsKind, day_news, have_read
from fieldapp.services.day_rest import RestKind, day_rest
from fieldapp.services.desk import Desk
from fieldapp.services.plan_day import Why, bring_up_to_date, ending, plan_day, starting
from fieldapp.services.record_visit import begin_visit
from tests import field_work
from tests.laptops import bring, bring_cases, desk_in, evict, put, records_of, scope_of
from tests.office import MORNING, borrower_case, some_cases, staff

PERSON = staff()[0]
BY_URGENCY = ["孙国庆", "赵德顺", "李建国", "陈晓梅", "王秀英"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    before = clock.use(clock.PracticeClock(MORNING))
    own = desk_in(tmp_path / "desk", PERSON)
    yield own
    own.store.close()
    clock.use(before)


@pytest.fixture
def cases(desk: Desk) -> dict[str, Case]:
    found = some_cases(PERSON)
    bring_cases(desk.store, PERSON, found)
    return {case.borrower.name: case for case in found}


def order(desk: Desk) -> list[str]:
    return [stop.line.borrower_name for stop in plan_day(desk).stops]


def tomorrow(desk: Desk, hours: int = 24) -> None:
    clock.use(clock.PracticeClock(clock.now() + timedelta(hours=hours)))
    while bring_up_to_date(desk):
        pass


def test_the_order_somebody_gives_is_kept_for_the_day_and_not_for_the_next(desk: Desk, cases: dict[str, Case]) -> None:
    assert order(desk) == BY_URGENCY
    wanted = [BY_URGENCY[n] for n in (2, 0, 4, 1, 3)]
    day_plan.keep_order(desk, [cases[name].id for name in wanted])
    assert order(desk) == wanted
    tomorrow(desk)
    assert order(desk) == BY_URGENCY


def test_what_is_taken_out_stays_out_today_and_can_come_back(desk: Desk, cases: dict[str, Case]) -> None:
    sun = cases["孙国庆"].id
    day_plan.take_out(desk, sun)
    day = plan_day(desk)
    assert "孙国庆" not in order(desk)
    assert [line.borrower_name for line in day.left_out] == ["孙国庆"]
    day_plan.put_back(desk, sun)
    assert "孙国庆" in order(desk)
    assert plan_day(desk).left_out == ()
    before = plan_day(desk).plan
    day_plan.take_out(desk, sun)
    day_plan.take_back(desk, before, plan_day(desk).plan, clock.today())
    assert "孙国庆" in order(desk), "undone"


def test_a_case_put_in_by_hand_is_planned_and_one_planned_for_another_day_comes_then(
    desk: Desk, cases: dict[str, Case]
) -> None:
    zhou = cases["周小川"].id
    day_plan.add_to_day(desk, [zhou])
    stop = next(one for one in plan_day(desk).stops if one.line.case_id == zhou)
    assert stop.why is Why.PLANNED
    day_plan.take_from_day(desk, [zhou], clock.today())
    assert "周小川" not in order(desk)
    soon = clock.today() + timedelta(days=1)
    day_plan.add_to_day(desk, [zhou], soon)
    assert day_plan.planned_days(desk) == {soon: 1}
    assert "周小川" not in order(desk)
    tomorrow(desk)
    assert "周小川" in order(desk)


def test_more_than_anybody_drives_to_is_refused_and_nothing_is_put_in(desk: Desk, cases: dict[str, Case]) -> None:
    with pytest.raises(KnownError, match=r"day\.too_many"):
        day_plan.add_to_day(desk, [f"case-{n}" for n in range(day_plan.MOST_A_DAY + 1)])
    assert day_plan.planned_days(desk) == {}


def test_what_lies_near_a_stop_is_offered_and_put_in_behind_it(desk: Desk) -> None:
    here, near = (
        Place(120_600_000, 31_300_000, 30, PlaceSource.PINNED),
        Place(120_603_000, 31_300_000, 30, PlaceSource.PINNED),
    )
    far = Place(120_900_000, 31_600_000, 30, PlaceSource.PINNED)
    made = [
        borrower_case(PERSON, f"甲{n}", "店", 600 + n, place=here if n == 0 else far) for n in range(12)
    ]  # all equally late, so the numbers decide
    made.append(borrower_case(PERSON, "乙", "店", 700, place=near))
    rough = Place(120_600_000, 31_300_000, 4_000, PlaceSource.TOWNSHIP)
    made.insert(-1, borrower_case(PERSON, "丙", "店", 699, place=rough))  # the township's point lies beside nothing
    bring_cases(desk.store, PERSON, made)
    while bring_up_to_date(desk):
        pass
    day = plan_day(desk, limit=12)
    assert [(one.line.borrower_name, one.beside) for one in day.nearby] == [("乙", "甲0")]
    assert day.nearby[0].metres == pytest.approx(285, abs=5)
    day_plan.add_to_day(desk, [made[-1].id])
    names = order(desk)
    assert names[names.index("甲0") + 1] == "乙"
    stop = next(one for one in plan_day(desk).stops if one.line.borrower_name == "乙")
    assert stop.beside == "甲0"


def test_a_visit_that_was_begun_comes_first_whatever_the_order(desk: Desk, cases: dict[str, Case]) -> None:
    day_plan.keep_order(desk, [cases[name].id for name in BY_URGENCY])
    begin_visit(desk, cases["陈晓梅"].id)
    day = plan_day(desk)
    assert next(stop.line.borrower_name for stop in day.stops) == "陈晓梅"
    assert day.stops[0].why is Why.BEGUN
    assert len(day.stops) == 5


def test_an_estimated_day_goes_on_from_now_in_steps_of_five_minutes_and_begins_by_habit(desk: Desk) -> None:
    seven, late = MORNING - timedelta(hours=3), MORNING + timedelta(minutes=1, seconds=3)
    assert starting(seven, DayHabits()) == MORNING - timedelta(hours=1)
    assert starting(seven, DayHabits(starts=time(7, 30))) == MORNING - timedelta(hours=2, minutes=30)
    assert starting(late, DayHabits()) == MORNING + timedelta(minutes=5)
    assert starting(MORNING, DayHabits()) == MORNING
    assert ending(clock.today(), DayHabits(ends=time(17))) == MORNING + timedelta(hours=7)


def news(desk: Desk) -> list[tuple[NewsKind, str, int]]:
    return [(one.kind, one.who, one.amount) for one in day_news(desk).news]


def test_the_first_look_of_all_has_nothing_to_compare_with(desk: Desk, cases: dict[str, Case]) -> None:
    found = day_news(desk)
    assert (found.since, found.news) == (None, ())
    assert day_news(desk).news == (), "the day goes on"


def test_cases_that_came_and_went_and_money_are_told_until_the_day_is_over(desk: Desk, cases: dict[str, Case]) -> None:
    day_news(desk)
    tomorrow(desk)
    li, loan = cases["李建国"], cases["李建国"].loans[0]
    paid = Payment("p-new", clock.today(), 800_000, "transfer")
    fresh = borrower_case(PERSON, "钱大海", "大海渔具", 800)
    bring(
        desk.store, scope_of(PERSON),
        put(20, Entity.CASE, replace(li, loans=(replace(loan, payments=(*loan.payments, paid)),)), 2),
        put(21, Entity.CASE, fresh), evict(22, Entity.CASE, cases["周小川"]),
    )  # fmt: skip
    wanted = [
        (NewsKind.PAYMENT, "李建国", 800_000),
        (NewsKind.NEW_CASE, "钱大海", 0),
        (NewsKind.GONE_CASE, cases["周小川"].case_no, 0),
    ]
    assert news(desk) == wanted
    assert news(desk) == wanted, "another look on the same day still tells it"
    have_read(desk)
    assert news(desk) == []
    back = replace(paid, reversed_on=clock.today())
    again = replace(li, loans=(replace(loan, payments=(*loan.payments, back)),))
    bring(desk.store, scope_of(PERSON), put(23, Entity.CASE, again, 3))
    assert news(desk) == [(NewsKind.PAYMENT_BACK, "李建国", 800_000)]
    tomorrow(desk)
    assert news(desk) == [], "the last look of yesterday has seen it"


def test_promises_that_fall_due_are_kept_or_broken_are_told(desk: Desk, cases: dict[str, Case]) -> None:
    li = cases["李建国"]
    made = field_work.promise(li, PERSON, 800_000, days=1)
    with desk.store.reading() as unit:
        file = fold(unit.files.get(li.id), made)
    rows = [put(30 + n, entity, thing) for n, (entity, thing) in enumerate(records_of(file))]
    bring(desk.store, scope_of(PERSON), *rows)
    day_news(desk)
    tomorrow(desk)
    assert news(desk) == [(NewsKind.PROMISE_DUE, "李建国", 800_000)]
    tomorrow(desk, 24 * 4)
    assert news(desk) == [(NewsKind.PROMISE_BROKEN, "李建国", 800_000)]


def test_decisions_about_plans_are_told(desk: Desk, cases: dict[str, Case]) -> None:
    li = cases["李建国"]
    with desk.store.reading() as unit:
        file = fold(unit.files.get(li.id), field_work.plan(li, PERSON))
    plan = file.plans[0]
    bring(desk.store, scope_of(PERSON), put(40, Entity.PLAN, plan))
    day_news(desk)
    tomorrow(desk)
    for ver, (state, kind) in enumerate(
        ((PlanState.RETURNED, NewsKind.PLAN_RETURNED), (PlanState.REJECTED, NewsKind.PLAN_REJECTED)), start=2
    ):
        bring(desk.store, scope_of(PERSON), put(40 + ver, Entity.PLAN, replace(plan, state=state), ver))
        assert [one.kind for one in day_news(desk).news] == [kind]


def test_a_name_is_told_only_of_a_case_that_is_here(desk: Desk) -> None:
    assert News(NewsKind.GONE_CASE, "", "HK-1").case_id == ""


def test_where_nobody_was_there_the_visit_is_left_to_record_even_on_the_next_day(
    desk: Desk, cases: dict[str, Case]
) -> None:
    day_plan.nobody(desk, cases["孙国庆"].id)
    wanted = [(RestKind.NOBODY, "孙国庆", MORNING)]
    assert [(one.kind, one.who, one.at) for one in day_rest(desk)] == wanted
    tomorrow(desk)
    assert [(one.kind, one.who, one.at) for one in day_rest(desk)] == wanted
    begin_visit(desk, cases["孙国庆"].id)
    assert [one.kind for one in day_rest(desk)] == [RestKind.VISIT_DRAFT]


def test_undo_takes_back_what_was_done_and_leaves_what_came_after(desk: Desk, cases: dict[str, Case]) -> None:
    before = plan_day(desk).plan
    after = day_plan.keep_order(desk, [cases[name].id for name in reversed(BY_URGENCY)])
    day_plan.nobody(desk, cases["孙国庆"].id)
    day_plan.add_to_day(desk, [cases["周小川"].id])
    day_plan.take_back(desk, before, after, clock.today())
    plan = plan_day(desk).plan
    assert plan.order == ()
    assert plan.added == (cases["周小川"].id,)
    assert list(plan.nobody) == [cases["孙国庆"].id]


def test_an_agreed_time_is_told_when_the_order_misses_it_though_nobody_planned_the_day(
    desk: Desk, cases: dict[str, Case]
) -> None:
    day_plan.agree(desk, cases["王秀英"].id, clock.today(), 10 * 3600, 10 * 3600 + 900)
    assert [stop.line.borrower_name for stop in plan_day(desk).stops if stop.late] == ["王秀英"]
    day_plan.keep_order(desk, [cases[name].id for name in reversed(BY_URGENCY)])
    assert not [stop for stop in plan_day(desk).stops if stop.late]


def test_what_was_begun_and_what_waits_is_left_to_finish(desk: Desk, cases: dict[str, Case]) -> None:
    assert day_rest(desk) == ()
    li, wang = cases["李建国"], cases["王秀英"]
    begin_visit(desk, li.id)
    with desk.store.writing() as unit:
        desk.record(unit, unit.files.get(wang.id), field_work.plan(wang, PERSON))
    raised = MatterRaised(MatterKind.PAID_CLAIM, cases["赵德顺"].borrower.id, "上周已转账", clock.today(),
                          loan_id=cases["赵德顺"].loans[0].id, amount=500_000, paid_on=clock.today())  # fmt: skip
    with desk.store.writing() as unit:
        fact = desk.fact(FactKind.MATTER_RAISED, cases["赵德顺"].id, raised)
        desk.record(unit, unit.files.get(cases["赵德顺"].id), fact)
    found = [(one.kind, one.who) for one in day_rest(desk)]
    assert found == [(RestKind.VISIT_DRAFT, "李建国"), (RestKind.UNSIGNED, "王秀英"), (RestKind.CLAIM, "赵德顺")]
