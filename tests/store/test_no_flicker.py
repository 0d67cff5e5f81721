"""A thing done here is shown once and only once: before the verdict, after it, with its records, and in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case, CaseFile, Entity
from fieldapp.domain.facts import Fact
from fieldapp.domain.folding import fold
from fieldapp.domain.plans.plan_life import PlanState
from fieldapp.domain.staff import Staff
from fieldapp.protocol.messages import FeedRow
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus
from fieldapp.services.desk import Desk
from tests import field_work
from tests.laptops import bring, bring_cases, evict, put, records_of, scope_of
from tests.office import borrower_case, staff
from tests.store.conftest import NewDesk

PAPER = b"%PDF a plan"
Shown = Callable[[], None]


@pytest.fixture
def case(desk: Desk, collector: Staff) -> Case:
    one = borrower_case(collector)
    bring_cases(desk.store, collector, [one])
    return one


def keep(desk: Desk, case: Case, *facts: Fact) -> None:
    with desk.store.writing() as unit:
        for fact in facts:
            desk.record(unit, unit.files.get(case.id), fact)


def hear(desk: Desk, fact: Fact, seq: int, scope: str) -> None:
    with desk.store.writing() as unit:
        verdict = FactVerdict(fact.id, VerdictStatus.ACCEPTED, scope=scope, seq=seq)
        unit.changes.cases |= unit.outbox.take_verdicts([verdict], clock.now())


def shown(desk: Desk, case: Case) -> CaseFile:
    with desk.store.reading() as unit:
        file = unit.files.get(case.id)
        line = unit.cases.line(case.id)
    assert line is not None
    assert line.last_visit_at == max((v.content.arrived_at for v in file.visits), default=None)
    return file


def rows_after(server: CaseFile, fact: Fact, first: int) -> tuple[CaseFile, list[FeedRow]]:
    """The server's file after a fact, and the rows that it puts into the feed for it."""
    after = fold(server, fact)
    changed = [pair for pair in records_of(after) if pair not in records_of(server)]
    return after, [put(seq, entity, thing) for seq, (entity, thing) in enumerate(changed, start=first)]


def every_stage(desk: Desk, case: Case, facts: list[Fact], scope: str, at: int) -> Iterator[CaseFile]:
    """What is shown at each step on the way up and back, every row in a page of its own."""
    server, seq = CaseFile(case), at
    with desk.store.reading() as unit:
        held = unit.shadow.case_file(case.id)
        assert held is not None
        server = held
    for fact in facts:
        keep(desk, case, fact)
        yield shown(desk, case)
    for fact in facts:
        server, rows = rows_after(server, fact, seq + 1)
        seq += len(rows)
        hear(desk, fact, seq, scope)
        yield shown(desk, case)
        for row in rows:
            bring(desk.store, scope, row)
            yield shown(desk, case)
    with desk.store.reading() as unit:
        assert unit.files.get(case.id) == unit.shadow.case_file(case.id) == server
        assert unit.outbox.pending_of(case.id) == 0


def test_a_visit_and_its_promise_are_each_shown_once_at_every_stage(desk: Desk, case: Case, collector: Staff) -> None:
    facts = [field_work.visit(case, collector), field_work.promise(case, collector)]
    seen = [
        ([v.id for v in file.visits], [p.id for p in file.promises])
        for file in every_stage(desk, case, facts, scope_of(collector), 1)
    ]
    assert seen[0] == ([facts[0].id], [])
    assert set(map(str, seen[1:])) == {str(([facts[0].id], [facts[1].id]))}


def test_a_plan_its_paper_and_the_plan_that_takes_its_place_never_show_double(
    desk: Desk, case: Case, collector: Staff
) -> None:
    first, second = field_work.plan(case, collector), field_work.plan(case, collector, instalments=18)
    paper = field_work.sealed(case, collector, first.id, PAPER)
    for file in every_stage(desk, case, [first, paper, second], scope_of(collector), 1):
        assert len({plan.id for plan in file.plans}) == len(file.plans) <= 2
        assert len(file.documents) <= 1
        assert [plan.state for plan in file.plans if plan.id == second.id] in ([], [PlanState.PROPOSED])
        if len(file.plans) == 2:
            assert file.plans[0].state in {PlanState.SUPERSEDED, PlanState.PROPOSED}


@pytest.fixture
def boss_desk(new_desk: NewDesk, case: Case, collector: Staff) -> tuple[Desk, Fact, Fact]:
    """A supervisor's laptop with a signed plan that waits."""
    boss = staff()[2]
    plan = field_work.plan(case, collector)
    paper = field_work.sealed(case, collector, plan.id, PAPER)
    file = fold(fold(CaseFile(case), plan), paper)
    own = new_desk(boss)
    rows = [put(seq, entity, thing) for seq, (entity, thing) in enumerate(records_of(file), start=2)]
    bring(own.store, scope_of(collector), put(1, Entity.CASE, case), *rows)
    return own, plan, paper


def test_an_approval_counts_once_also_between_the_page_of_the_plan_and_that_of_the_paper(
    boss_desk: tuple[Desk, Fact, Fact], case: Case, collector: Staff
) -> None:
    own, plan, paper = boss_desk
    fact = field_work.approval(case, own.staff, plan.id, paper, PAPER + b" sealed")
    for file in every_stage(own, case, [fact], scope_of(collector), 3):
        (held,) = file.plans
        assert [decision.by for decision in held.decisions] == [own.staff.id]
        assert held.state is PlanState.ACTIVE
        assert [revision.signed_by for revision in file.documents[0].revisions] == [collector.id, own.staff.id]


def test_a_rejection_counts_once_at_every_stage(
    boss_desk: tuple[Desk, Fact, Fact], case: Case, collector: Staff
) -> None:
    own, plan, paper = boss_desk
    fact = field_work.rejection(case, own.staff, plan.id, paper)
    for file in every_stage(own, case, [fact], scope_of(collector), 3):
        assert [(p.state, len(p.decisions)) for p in file.plans] == [(PlanState.REJECTED, 1)]


def test_a_refused_fact_leaves_the_page_and_the_list_at_once(desk: Desk, case: Case, collector: Staff) -> None:
    made = field_work.visit(case, collector)
    keep(desk, case, made)
    assert len(shown(desk, case).visits) == 1
    with desk.store.writing() as unit:
        verdict = FactVerdict(made.id, VerdictStatus.REJECTED, "visit.unknown_premises")
        unit.changes.cases |= unit.outbox.take_verdicts([verdict], clock.now())
    assert shown(desk, case).visits == ()
    with desk.store.reading() as unit:
        line = unit.cases.line(case.id)
        assert line is not None
        assert (line.visited_on, line.pending) == (None, 0)


def test_a_fact_whose_case_goes_away_and_comes_back_is_shown_once(desk: Desk, case: Case, collector: Staff) -> None:
    made, scope = field_work.visit(case, collector), scope_of(collector)
    keep(desk, case, made)
    bring(desk.store, scope, evict(2, Entity.CASE, case))
    with desk.store.reading() as unit:
        assert unit.files.find(case.id) is None
        assert unit.outbox.counts()["waiting"] == 1
    bring(desk.store, scope, put(3, Entity.CASE, replace(case, case_no="HK-2"), ver=2))
    assert [visit.id for visit in shown(desk, case).visits] == [made.id]
    server, rows = rows_after(CaseFile(case), made, 4)
    bring(desk.store, scope, *rows)
    assert [visit.id for visit in shown(desk, case).visits] == [made.id], "the record came before the verdict"
    hear(desk, made, 4, scope)
    assert shown(desk, case).visits == server.visits
