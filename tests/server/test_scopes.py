"""Who gets what: a collector their own cases, a supervisor those of the team, and a case that moves leaves nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from db.server_schema import staff
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.ids import new_id
from fieldapp.domain.staff import StaffRole
from fieldapp.protocol.messages import ScopeCursor
from tests import field_work
from tests.laptops import BareLaptop, scope_of
from tests.office import TestOffice
from tests.people import Hire
from tests.server.conftest import Laptop, assign

NewCase = Callable[..., Case]
PAPER = b"%PDF-1.7 a plan"


def names(laptop: BareLaptop) -> set[str]:
    """Whose cases a laptop holds."""
    return {case.borrower.name for case in laptop.things(Entity.CASE)}


def test_a_collector_gets_their_own_cases_and_never_anybody_elses(
    hire: Hire, laptop: Laptop, new_case: NewCase
) -> None:
    mine, theirs = hire(team="同组"), hire(team="同组")
    own_case, other_case = new_case(mine), new_case(theirs)
    own = laptop(mine)
    heard = own.sync()
    assert names(own) == {own_case.borrower.name}
    everything = b"".join(row.blob for row in heard.rows)
    assert other_case.id not in {row.case_id for row in heard.rows}
    assert other_case.borrower.name.encode() not in everything


def test_naming_another_scope_in_the_request_opens_nothing(hire: Hire, laptop: Laptop, new_case: NewCase) -> None:
    mine, theirs = hire(), hire()
    new_case(theirs)
    own = laptop(mine)
    heard = own.ask(own.request(cursors=(ScopeCursor(scope_of(theirs), 0),)))
    assert {row.entity for row in heard.rows} <= {"office", "staff"}
    assert heard.end is not None
    assert heard.end.dropped_scopes == (scope_of(theirs),)


def test_a_supervisor_gets_the_cases_of_the_team_and_of_no_other(hire: Hire, laptop: Laptop, new_case: NewCase) -> None:
    team, other_team = f"组 {new_id()}", f"组 {new_id()}"
    cases = [new_case(hire(team=team)) for _ in range(2)]
    new_case(hire(team=other_team))
    boss = laptop(hire(StaffRole.SUPERVISOR, team))
    boss.sync()
    assert names(boss) == {case.borrower.name for case in cases}


def test_a_supervisor_of_another_team_can_neither_see_nor_change_a_case(
    office: TestOffice, hire: Hire, laptop: Laptop, new_case: NewCase
) -> None:
    collector = hire(team=f"组 {new_id()}")
    case = new_case(collector)
    own, stranger = laptop(collector), laptop(hire(StaffRole.SUPERVISOR))
    plan = field_work.plan(case, collector)
    paper = field_work.sealed(case, collector, plan.id, PAPER)
    assert own.push(plan, paper).codes == ["accepted", "accepted"]
    heard = stranger.push(
        field_work.approval(case, stranger.staff, plan.id, paper, PAPER + b" sealed"),
        field_work.rejection(case, stranger.staff, plan.id, paper),
        field_work.visit(case, stranger.staff),
    )
    assert heard.codes == ["fact.unknown_case"] * 3, "to a stranger the case does not exist"
    with office.store.reading() as unit:
        assert len(unit.facts.chain(case.id)) == 2


def test_the_supervisor_of_the_team_may_decide(
    office: TestOffice, hire: Hire, laptop: Laptop, new_case: NewCase
) -> None:
    team = f"组 {new_id()}"
    collector, boss = hire(team=team), hire(StaffRole.SUPERVISOR, team)
    case = new_case(collector)
    own, other = laptop(collector), laptop(boss)
    plan = field_work.plan(case, collector)
    paper = field_work.sealed(case, collector, plan.id, PAPER)
    own.push(plan, paper)
    assert other.push(field_work.approval(case, boss, plan.id, paper, PAPER + b" sealed")).codes == ["accepted"]
    own.sync()
    assert [found.decisions[0].by for found in own.things(Entity.PLAN)] == [boss.id]


def test_two_who_decide_at_once_get_one_acceptance_and_one_reason(
    hire: Hire, laptop: Laptop, new_case: NewCase
) -> None:
    team = f"组 {new_id()}"
    collector = hire(team=team)
    case = new_case(collector)
    bosses = [laptop(hire(StaffRole.SUPERVISOR, team)) for _ in range(2)]
    plan = field_work.plan(case, collector)
    paper = field_work.sealed(case, collector, plan.id, PAPER)
    laptop(collector).push(plan, paper)
    made = [field_work.approval(case, boss.staff, plan.id, paper, PAPER + b" sealed") for boss in bosses]
    said = [boss.push(fact).codes for boss, fact in zip(bosses, made, strict=True)]
    assert said == [["accepted"], ["plan.already_decided"]]


def test_a_case_that_goes_away_and_comes_back_is_where_it_was(
    office: TestOffice, hire: Hire, laptop: Laptop, new_case: NewCase
) -> None:
    first, second = hire(), hire()
    case = new_case(first)
    a, b = laptop(first), laptop(second)
    a.push(field_work.visit(case, first))
    case = assign(office, case, second)
    a.sync()
    b.push(field_work.visit(case, second))
    assert (names(a), a.things(Entity.VISIT)) == (set(), [])
    assert (names(b), len(b.things(Entity.VISIT))) == ({case.borrower.name}, 2)
    case = assign(office, case, first)
    a.push(field_work.visit(case, first))
    b.sync()
    assert (names(b), b.things(Entity.VISIT)) == (set(), [])
    assert (names(a), len(a.things(Entity.VISIT))) == ({case.borrower.name}, 3)


def test_a_laptop_that_slept_through_both_moves_ends_where_the_others_are(
    office: TestOffice, hire: Hire, laptop: Laptop, new_case: NewCase
) -> None:
    first, second = hire(), hire()
    case = new_case(first)
    a, b = laptop(first), laptop(second)
    a.push(field_work.visit(case, first))
    for person in (second, first):
        case = assign(office, case, person)
    a.sync()
    b.sync()
    assert (len(a.things(Entity.CASE)), len(a.things(Entity.VISIT))) == (1, 1)
    assert b.things(Entity.CASE) == []
    fresh = laptop(first)
    fresh.sync()
    assert fresh.held == a.held


def test_a_supervisor_keeps_a_case_that_moves_within_the_team(
    office: TestOffice, hire: Hire, laptop: Laptop, new_case: NewCase
) -> None:
    team = f"组 {new_id()}"
    first, second = hire(team=team), hire(team=team)
    case = new_case(first)
    boss = laptop(hire(StaffRole.SUPERVISOR, team))
    boss.sync()
    for person in (second, first, second):
        case = assign(office, case, person)
        boss.sync()
        (held,) = boss.things(Entity.CASE)
        assert held.assigned_to == person.id
        assert boss.held["case", case.id][0] == scope_of(person)


def test_work_made_before_the_move_counts_late_and_work_made_after_is_refused(
    office: TestOffice, hire: Hire, laptop: Laptop, new_case: NewCase
) -> None:
    first, second = hire(), hire()
    case = new_case(first)
    own = laptop(first)
    before = field_work.visit(case, first)
    moved = assign(office, case, second)
    after = field_work.visit(case, first, made_at=moved.assigned_at)
    heard = own.push(before, after)
    assert heard.codes == ["accepted", "fact.not_assigned"]
    late = heard.verdicts[0]
    assert (late.late, late.scope, late.seq) == (True, None, None)
    other = laptop(second)
    other.sync()
    assert [visit.late for visit in other.things(Entity.VISIT)] == [True]


def test_a_collector_who_never_had_a_case_cannot_write_into_it_by_dating_back(
    office: TestOffice, hire: Hire, laptop: Laptop, new_case: NewCase
) -> None:
    case = new_case(hire())
    stranger = laptop(hire())
    back = replace(field_work.visit(case, stranger.staff), made_at=case.assigned_at.replace(year=2025))
    assert stranger.push(back).codes == ["fact.unknown_case"]


def test_a_closed_account_does_not_hide_its_cases_from_the_team(
    office: TestOffice, hire: Hire, laptop: Laptop, new_case: NewCase
) -> None:
    team = f"组 {new_id()}"
    gone = hire(team=team)
    case = new_case(gone)
    boss = laptop(hire(StaffRole.SUPERVISOR, team))
    boss.sync()
    with office.store.engine.begin() as connection:
        connection.execute(sa.update(staff).where(staff.c.id == gone.id).values(active=False))
    boss.sync()
    assert names(boss) == {case.borrower.name}


@pytest.mark.parametrize("role", list(StaffRole))
def test_everybody_gets_office_and_colleagues(hire: Hire, laptop: Laptop, role: StaffRole) -> None:
    own = laptop(hire(role))
    own.sync()
    assert len(own.things(Entity.OFFICE)) == 1
    assert own.staff in own.things(Entity.STAFF)
