"""Marks, orders both ways and whole orders of the list agree with what a reader of the rows would pick out by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.contact_log import Channel, ContactContent
from fieldapp.domain.facts import Fact, FactKind
from fieldapp.domain.ids import new_id
from fieldapp.domain.matter import MatterKind, MatterRaised
from fieldapp.domain.staff import Staff
from fieldapp.domain.visit import Outcome
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_filter import ORDERS, CaseFilter, Mark
from fieldapp.store.laptop.case_list import CaseLine
from tests import field_work
from tests.laptops import bring_cases
from tests.office import some_cases


@pytest.fixture
def six(desk: Desk, collector: Staff) -> list[Case]:
    cases = some_cases(collector)
    bring_cases(desk.store, collector, cases)
    return cases


def lines(desk: Desk, wanted: CaseFilter) -> list[CaseLine]:
    with desk.store.reading() as unit:
        return unit.cases.page(wanted, 0, 100)


def names(desk: Desk, *marks: Mark) -> set[str]:
    wanted = CaseFilter(marks=tuple(mark.value for mark in marks))
    with desk.store.reading() as unit:
        found = {line.borrower_name for line in unit.cases.page(wanted, 0, 100)}
        assert unit.cases.count(wanted) == unit.cases.totals(wanted).count == len(unit.cases.order(wanted))
        return found


def keep(desk: Desk, case: Case, kind: FactKind, payload: object) -> None:
    with desk.store.writing() as unit:
        fact = Fact(new_id(), kind, case.id, desk.staff.id, clock.now(), payload)  # type: ignore[arg-type]
        desk.record(unit, unit.files.get(case.id), fact)


def test_marks_pick_out_what_they_say(desk: Desk, six: list[Case], collector: Staff) -> None:
    li, wang, zhao, chen, sun, _zhou = six
    late = {case.borrower.name for case in (li, wang, zhao, chen, sun)}
    assert names(desk, Mark.NEVER_VISITED) == names(desk, Mark.QUIET) == late
    assert names(desk, Mark.NO_PLACE) == {"陈晓梅"}
    assert names(desk, Mark.PENDING) == names(desk, Mark.HELD) == names(desk, Mark.CLOCK) - late == set()
    with desk.store.writing() as unit:
        desk.record(unit, unit.files.get(li.id), field_work.visit(li, collector))
    keep(desk, wang, FactKind.MATTER_RAISED,
         MatterRaised(MatterKind.DISPUTE, wang.borrower.id, "金额不对", clock.today()))  # fmt: skip
    assert names(desk, Mark.NEVER_VISITED) == late - {"李建国"}
    assert names(desk, Mark.QUIET) == late - {"李建国"}
    assert names(desk, Mark.PENDING) == {"李建国", "王秀英"}
    assert names(desk, Mark.HELD) == {"王秀英"}
    assert names(desk, Mark.PENDING, Mark.NEVER_VISITED) == {"王秀英"}, "several are all asked for"
    assert names(desk, Mark.PROMISE) == names(desk, Mark.PLAN_TROUBLE) == names(desk, Mark.PLAN_WAITING) == set()


def test_a_matter_that_rests_is_in_the_row_and_takes_the_case_out_of_the_day(desk: Desk, six: list[Case]) -> None:
    wang = six[1]
    for kind in (MatterKind.DISPUTE, MatterKind.HARDSHIP):
        raised = MatterRaised(kind, wang.borrower.id, "情况有变", clock.today(), consent=True)
        keep(desk, wang, FactKind.MATTER_RAISED, raised)
    with desk.store.reading() as unit:
        line = unit.cases.line(wang.id)
        assert line is not None
        assert line.holds == "dispute,hardship"
        assert line.urgency == 0
        assert [one.case_id for one in unit.cases.holding("dispute")] == [wang.id]
        assert unit.cases.holding("complaint") == []


def test_a_call_that_got_through_is_the_last_contact_and_one_in_vain_is_not(desk: Desk, six: list[Case]) -> None:
    li = six[0]
    at = clock.now()
    call = ContactContent(at, Channel.CALL, li.borrower.id, li.borrower.phones[0])
    keep(desk, li, FactKind.CONTACT_LOGGED, call)
    assert next(line for line in lines(desk, CaseFilter()) if line.case_id == li.id).last_contact_at is None
    keep(desk, li, FactKind.CONTACT_LOGGED, replace(call, connected=True, seconds=60, outcome=Outcome.REFUSED))
    line = next(line for line in lines(desk, CaseFilter()) if line.case_id == li.id)
    assert line.last_contact_at == at
    assert line.last_visit_at is None


KEYS: dict[str, Callable[[CaseLine], object]] = {
    "urgency": lambda line: line.urgency,
    "owed": lambda line: line.owed,
    "late": lambda line: line.days_past_due,
    "name": lambda line: line.borrower_name,
    "payoff": lambda line: line.payoff,
    "contact": lambda line: str(line.last_contact_at or ""),
    "visit": lambda line: str(line.last_visit_at or ""),
    "case_no": lambda line: line.case_no,
    "district": lambda line: line.district,
    "address": lambda line: line.address,
    "step": lambda line: line.next_step,
    "holds": lambda line: line.holds,
    "plan": lambda line: line.plan_health or "",
    "balance": lambda line: line.balance_at,
}


@pytest.mark.parametrize("sort", sorted(ORDERS))
@pytest.mark.parametrize("down", [True, False, None])
@pytest.mark.parametrize("text", ["", "苏州"])
def test_every_order_goes_both_ways_and_pages_of_it_fit_together(
    desk: Desk, six: list[Case], sort: str, down: bool | None, text: str
) -> None:
    wanted = CaseFilter(text, sort=sort, descending=down)
    with desk.store.reading() as unit:
        whole = unit.cases.page(wanted, 0, 100)
        paged = [line for at in range(0, 6, 2) for line in unit.cases.page(wanted, at, 2)]
        assert unit.cases.lines(unit.cases.order(wanted)) == whole == paged
        assert unit.cases.case_ids(unit.cases.order(wanted)) == [line.case_id for line in whole]
    keys = [KEYS[sort](line) for line in whole]
    expected = sorted(keys, reverse=ORDERS[sort].down if down is None else down)  # type: ignore[type-var]
    assert keys == expected


def test_every_order_there_is_is_tested() -> None:
    assert set(KEYS) == set(ORDERS)


def test_a_search_with_marks_finds_what_both_find(desk: Desk, six: list[Case]) -> None:
    wanted = CaseFilter("苏州", marks=(Mark.NO_PLACE.value,))
    with desk.store.reading() as unit:
        hits = unit.cases.search(wanted)
        assert [line.borrower_name for line in unit.cases.lines(hits.rids)] == ["陈晓梅"]
        assert (hits.more, hits.by_bucket) == (False, None)
        assert sum(total.count for total in unit.cases.sums(wanted).values()) == 1


def test_sums_say_how_many_have_no_figures_of_today(desk: Desk, six: list[Case]) -> None:
    with desk.store.reading() as unit:
        assert unit.cases.unsettled() == 0
        assert all(total.unsettled == 0 for total in unit.cases.sums(CaseFilter()).values())
    clock.use(clock.PracticeClock(clock.now() + timedelta(days=1)))
    with desk.store.reading() as unit:
        assert unit.cases.unsettled() == 6
        sums = unit.cases.sums(CaseFilter("李建国"))
        assert [(total.count, total.unsettled) for total in sums.values()] == [(1, 1)]


def test_next_steps_are_kept_until_the_case_changes(desk: Desk, six: list[Case], collector: Staff) -> None:
    li = six[0]
    with desk.store.writing() as unit:
        unit.cases.keep_steps({li.id: "site_visit", "gone": "wait"})
    with desk.store.writing() as unit:
        unit.cases.keep_steps({li.id: "wait"})
        line = unit.cases.line(li.id)
        assert line is not None
        assert line.next_step == "site_visit", "what stands there was worked out later"
        desk.record(unit, unit.files.get(li.id), field_work.visit(li, collector))
    with desk.store.reading() as unit:
        line = unit.cases.line(li.id)
        assert line is not None
        assert line.next_step == ""
        assert unit.cases.of_cases([li.id, "gone"]) == [line]


def test_marks_of_cases_tell_a_changed_one_and_what_was_paid(desk: Desk, six: list[Case], collector: Staff) -> None:
    li = six[0]
    with desk.store.reading() as unit:
        before, paid = unit.marks.all(), {c: (n, s) for c, n, s in unit.marks.paid([li.id])}
    assert before[li.id][0] == li.case_no
    payments = li.loans[0].payments
    assert paid == {li.id: (len(payments), sum(one.amount for one in payments))}
    back = replace(payments[0], reversed_on=date(2026, 7, 20))
    loans = (replace(li.loans[0], payments=(back, *payments[1:])),)
    bring_cases(desk.store, collector, [replace(li, loans=loans)])
    with desk.store.reading() as unit:
        after = unit.marks.all()
        assert {c: n for c, n, _ in unit.marks.paid([li.id])} == {li.id: len(payments) - 1}
        assert unit.shadow.every(Entity.PLAN) == []
    assert after[li.id] != before[li.id]
    assert {key: after[key] for key in after if key != li.id} == {key: before[key] for key in before if key != li.id}
