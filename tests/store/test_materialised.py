"""Lists never say something else than pages: after any sequence of work, verdicts, pages and nights, each row is what a
fresh computation gives, and the search knows exactly the cases that are here."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from fieldapp import clock
from fieldapp.domain.case import Case, CaseFile, Entity
from fieldapp.domain.facts import Fact
from fieldapp.domain.folding import fold
from fieldapp.domain.judgement import judge
from fieldapp.domain.lending.ageing import Bucket
from fieldapp.domain.lending.loan import Payment
from fieldapp.domain.staff import Staff
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus
from fieldapp.services.desk import Desk
from fieldapp.services.plan_day import bring_up_to_date, plan_day
from fieldapp.store.laptop.case_list import CaseFilter
from fieldapp.store.laptop.unit import open_store
from tests import field_work
from tests.laptops import KEY, bring, bring_cases, desk_in, evict, put, records_of, scope_of
from tests.office import MORNING, borrower_case, some_cases, staff, worked_loan
from tests.store.conftest import NewDesk
from tests.store.lines import expected_line

PERSON = staff()[0]
SCOPE = scope_of(PERSON)
NAMES = ("李建国", "王秀英", "赵德顺")


class Laptop(RuleBasedStateMachine):
    """A laptop and the server's files of three cases, which only the server may change."""

    @initialize()
    def begin(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._clock = clock.use(clock.PracticeClock(MORNING))
        self.desk = desk_in(Path(self._folder.name), PERSON)
        self.seq = 0
        self.server: dict[str, CaseFile] = {}
        self.here: set[str] = set()
        self.waiting: list[Fact] = []
        self.accepted: list[tuple[Fact, int]] = []
        self.changed: dict[str, set[tuple[Entity, str]]] = {}
        for number, name in enumerate(NAMES):
            case = borrower_case(PERSON, name, number=number, loans=(worked_loan(f"L{number}", paid=number * 2),))
            self.server[case.id] = CaseFile(case)
            self.changed[case.id] = {(Entity.CASE, case.id)}
        self.ids = sorted(self.server)

    def teardown(self) -> None:
        self.desk.store.close()
        self._folder.cleanup()
        clock.use(self._clock)

    @rule(which=st.integers(0, 2))
    def a_page_brings_what_changed(self, which: int) -> None:
        case_id = self.ids[which]
        things = {(entity, thing.id): thing for entity, thing in records_of(self.server[case_id])}
        things[Entity.CASE, case_id] = self.server[case_id].case
        # a case that comes back brings everything; one that is here only what changed
        keys = self.changed[case_id] if case_id in self.here else set(things)
        if not keys:
            return
        rows = []
        for entity, id_ in sorted(keys):
            self.seq += 1
            rows.append(put(self.seq, entity, things[entity, id_], ver=self.seq))
        bring(self.desk.store, SCOPE, *rows)
        self.here.add(case_id)
        self.changed[case_id] = set()

    @rule(which=st.integers(0, 2))
    def a_case_goes_away(self, which: int) -> None:
        case_id = self.ids[which]
        file = self.server[case_id]
        rows = []
        for entity, thing in [(Entity.CASE, file.case), *records_of(file)]:
            self.seq += 1
            rows.append(evict(self.seq, entity, thing))
        bring(self.desk.store, SCOPE, *rows)
        self.here.discard(case_id)

    @rule(which=st.integers(0, 2), amount=st.integers(1, 3_000_000))
    def a_payment_arrives(self, which: int, amount: int) -> None:
        file = self.server[self.ids[which]]
        loan = file.case.loans[0]
        paid = Payment(f"p{len(loan.payments)}", clock.today(), amount, "transfer")
        case = replace(file.case, loans=(replace(loan, payments=(*loan.payments, paid)),), balance_at=clock.now())
        self.server[case.id] = replace(file, case=case)
        self.changed[case.id].add((Entity.CASE, case.id))

    @rule(which=st.integers(0, 2), what=st.sampled_from([field_work.visit, field_work.promise, field_work.plan]))
    def somebody_works(self, which: int, what: object) -> None:
        case_id = self.ids[which]
        if case_id not in self.here:
            return
        with self.desk.store.writing() as unit:
            file = unit.files.get(case_id)
            made: Fact = what(file.case, PERSON)  # type: ignore[operator]
            if judge(file, made, PERSON, field_work.MATRIX).refusal is None:
                self.desk.record(unit, file, made)
                self.waiting.append(made)

    @precondition(lambda self: self.waiting)
    @rule(accept=st.booleans())
    def a_verdict_comes(self, accept: bool) -> None:
        fact = self.waiting.pop(0)
        file = self.server[fact.case_id]
        if accept and judge(file, fact, PERSON, field_work.MATRIX).refusal is None:
            after = fold(file, fact)
            before = records_of(file)
            self.changed[fact.case_id] |= {(e, t.id) for e, t in records_of(after) if (e, t) not in before}
            self.server[fact.case_id] = after
            # the feed gives its numbers when the page comes; none of them can be smaller than the next
            given = FactVerdict(fact.id, VerdictStatus.ACCEPTED, scope=SCOPE, seq=self.seq + 1)
        else:
            given = FactVerdict(fact.id, VerdictStatus.REJECTED, "plan.unknown_loan")
        with self.desk.store.writing() as unit:
            unit.changes.cases |= unit.outbox.take_verdicts([given], clock.now())
        if accept:
            self.a_page_brings_what_changed(self.ids.index(fact.case_id))

    @rule(days=st.integers(1, 40))
    def nights_pass(self, days: int) -> None:
        clock.use(clock.PracticeClock(clock.now() + timedelta(days=days)))
        while bring_up_to_date(self.desk, batch=2):
            pass

    @invariant()
    def rows_are_what_a_fresh_computation_gives(self) -> None:
        with self.desk.store.reading() as unit:
            lines = {line.case_id: line for line in unit.cases.page(CaseFilter(), 0, 10)}
            assert set(lines) == self.here
            for case_id, line in lines.items():
                file = unit.files.get(case_id)
                assert line == expected_line(file, clock.today(), unit.outbox.pending_of(case_id))
                ids = [thing.id for _, thing in records_of(file)]
                assert len(ids) == len(set(ids))
            for case_id, file in self.server.items():
                hits = {line.case_id for line in unit.cases.page(CaseFilter(file.case.borrower.name), 0, 10)}
                assert hits == {case_id} & self.here
            totals = unit.cases.totals(CaseFilter())
            assert (totals.count, totals.owed) == (len(lines), sum(line.owed for line in lines.values()))


def test_rows_are_always_what_a_fresh_computation_gives() -> None:
    quick = settings(
        max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(Laptop, settings=quick)


@pytest.fixture
def six(desk: Desk, collector: Staff) -> list[Case]:
    cases = some_cases(collector)
    bring_cases(desk.store, collector, cases)
    return cases


def test_sorting_filtering_and_paging_agree_with_the_whole(desk: Desk, six: list[Case]) -> None:
    with desk.store.reading() as unit:
        everything = unit.cases.page(CaseFilter(), 0, 100)
        assert len(everything) == 6
        for sort, key in (
            ("urgency", lambda line: -line.urgency),
            ("owed", lambda line: -line.owed),
            ("late", lambda line: -line.days_past_due),
            ("name", lambda line: line.borrower_name),
        ):
            ordered = unit.cases.page(CaseFilter(sort=sort), 0, 100)
            assert [key(line) for line in ordered] == sorted(map(key, everything)), sort
            pages = [line for n in range(0, 6, 2) for line in unit.cases.page(CaseFilter(sort=sort), n, 2)]
            assert pages == ordered, "pages neither repeat nor leave out a line"
        by_bucket = unit.cases.by_bucket(CaseFilter(buckets=("M1",)))
        assert sum(by_bucket.values()) == 6, "whatever the filter shows"
        for bucket in {Bucket(line.bucket) for line in everything}:
            shown = CaseFilter(buckets=(bucket.value,))
            assert unit.cases.totals(shown).count == by_bucket[bucket.value] == len(unit.cases.page(shown, 0, 9))
        assert unit.cases.totals(CaseFilter(collector="nobody")).count == 0
        assert len(unit.cases.placed(CaseFilter())) == 5, "one has no place on the map"


def test_a_night_changes_sums_buckets_and_the_days_work(desk: Desk, six: list[Case]) -> None:
    with desk.store.reading() as unit:
        before = {line.case_id: line for line in unit.cases.page(CaseFilter(), 0, 10)}
        assert unit.cases.stale(clock.today(), 100) == []
    clock.use(clock.PracticeClock(clock.now() + timedelta(days=30)))
    with desk.store.reading() as unit:
        assert set(unit.cases.stale(clock.today(), 100)) == set(before)
    rounds = 0
    while bring_up_to_date(desk, batch=4):
        rounds += 1
    assert rounds == 2
    with desk.store.reading() as unit:
        after = {line.case_id: line for line in unit.cases.page(CaseFilter(), 0, 10)}
        for case_id, line in after.items():
            assert line == expected_line(unit.files.get(case_id), clock.today(), 0)
    late = [case_id for case_id, line in before.items() if line.days_past_due]
    assert all(after[case_id].days_past_due == before[case_id].days_past_due + 30 for case_id in late)
    assert all(after[case_id].owed > before[case_id].owed for case_id in late)


def test_what_was_visited_today_is_done_for_today_and_comes_back_tomorrow(
    desk: Desk, six: list[Case], collector: Staff
) -> None:
    first = plan_day(desk).urgent[0]
    case = next(case for case in six if case.id == first.case_id)
    with desk.store.writing() as unit:
        desk.record(unit, unit.files.get(case.id), field_work.visit(case, collector))
    day = plan_day(desk)
    assert first.case_id not in {line.case_id for line in day.urgent}
    assert [line.case_id for line in day.visited] == [first.case_id]
    clock.use(clock.PracticeClock(clock.now() + timedelta(days=1)))
    while bring_up_to_date(desk):
        pass
    day = plan_day(desk)
    assert first.case_id in {line.case_id for line in day.urgent}
    assert day.visited == ()


def test_an_index_that_was_lost_can_be_made_again_from_the_rest(
    new_desk: NewDesk, collector: Staff, tmp_path: Path
) -> None:
    desk = new_desk()
    cases = some_cases(collector)
    bring_cases(desk.store, collector, cases)
    with desk.store.reading() as unit:
        before = unit.cases.page(CaseFilter(), 0, 10)
    with desk.store._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM case_row")
        connection.exec_driver_sql("DELETE FROM case_search")
    desk.store.close()
    again = open_store(desk.folder / "store.db", KEY)
    with again.writing() as unit:
        unit.refresh(set(unit.shadow.case_ids()))
    with again.reading() as unit:
        assert {line.case_id: line for line in unit.cases.page(CaseFilter(), 0, 10)} == {
            line.case_id: line for line in before
        }
        assert unit.cases.totals(CaseFilter("李建国")).count == 1
    again.close()
