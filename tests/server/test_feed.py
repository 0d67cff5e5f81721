"""The feed's numbers: without gaps, and nobody reading along ever misses one, however many write at once."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.ids import new_id
from fieldapp.domain.staff import Staff
from fieldapp.protocol.envelope import GENESIS, seal
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus
from fieldapp.server.intake import Sender, take
from fieldapp.store.office.database import open_office
from fieldapp.store.office.feed import OFFICE_SCOPE, staff_scope
from fieldapp.store.office.unit import OfficeStore
from tests import field_work
from tests.office import borrower_case, staff
from tests.server.conftest import BOTH

WRITERS, EACH = 8, 8


@pytest.fixture(params=BOTH)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OfficeStore]:
    """A server's database with nothing in it."""
    url = f"sqlite:///{tmp_path / 'office.db'}"
    one = open_office(request.getfixturevalue("postgres").database() if request.param == "postgres" else url)
    yield one
    one.close()


@pytest.fixture
def collector() -> Staff:
    return staff()[0]


def seen_by_a_tail(store: OfficeStore, scope: str, until: threading.Event) -> list[tuple[int, str]]:
    """What somebody gets who reads from where they were, over and over, as a laptop does."""
    got: list[tuple[int, str]] = []
    while True:
        last = until.is_set()
        with store.reading() as unit:
            rows = unit.feed.rows_after(scope, got[-1][0] if got else 0, 7)
        got += [(row.seq, row.id) for row in rows]
        if last and not rows:
            return got


def test_eight_writers_leave_no_gap_and_a_reader_misses_nothing(store: OfficeStore, collector: Staff) -> None:
    scope, done = staff_scope(collector.id), threading.Event()
    made = [[borrower_case(collector, number=writer * 100 + n) for n in range(EACH)] for writer in range(WRITERS)]

    def write(cases: list[Case]) -> None:
        for case in cases:
            with store.writing() as unit:
                unit.records.save_case(case)

    with ThreadPoolExecutor(WRITERS + 2) as threads:
        tails = [threads.submit(seen_by_a_tail, store, scope, done) for _ in range(2)]
        list(threads.map(write, made))
        done.set()
    everything = {case.id for cases in made for case in cases}
    for tail in tails:
        got = tail.result()
        assert [seq for seq, _ in got] == list(range(1, WRITERS * EACH + 1))
        assert {id_ for _, id_ in got} == everything
    with store.reading() as unit:
        assert unit.feed.head(scope) == WRITERS * EACH


def test_writers_that_touch_the_same_scopes_in_any_order_do_not_block_each_other_for_ever(
    store: OfficeStore, collector: Staff
) -> None:
    people = [replace(collector, id=new_id()) for _ in range(3)]
    cases = [borrower_case(people[n % 3], number=n) for n in range(WRITERS)]
    with store.writing() as unit:
        for case in cases:
            unit.records.save_case(case)

    def move(case: Case) -> None:
        for turn in range(6):
            person = people[(turn + case.loans[0].payments[0].amount + cases.index(case)) % 3]
            with store.writing() as unit:
                unit.records.save_case(replace(case, assigned_to=person.id, assigned_at=clock.now()))

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(move, cases))
    held: Counter[str] = Counter()
    with store.reading() as unit:
        for person in people:
            rows = unit.feed.rows_after(staff_scope(person.id), 0, 1000)
            assert rows[-1].seq == unit.feed.head(staff_scope(person.id))
            held.update(row.id for row in rows if row.op == "put")
    assert held == Counter(case.id for case in cases), "each case is with exactly one of them"


def test_one_case_written_to_from_eight_laptops_keeps_every_visit_and_one_chain(
    store: OfficeStore, collector: Staff
) -> None:
    case = borrower_case(collector)
    scope = staff_scope(collector.id)
    devices = [new_id() for _ in range(WRITERS)]
    with store.writing() as unit:
        unit.records.save_case(case)
        unit.accounts.add(collector, "x", clock.now())
        for device_id in devices:
            unit.accounts.add_device(device_id, collector.id, "laptop", clock.now())

    def push(device_id: str) -> list[FactVerdict]:
        sender = Sender(collector, device_id, frozenset({OFFICE_SCOPE, scope}))
        tip, given = GENESIS, []
        for seq in range(1, EACH + 1):
            envelope = seal(field_work.visit(case, collector), device_id, seq, tip)
            tip = envelope.hash
            with store.writing() as unit:
                given.append(take(unit, envelope, sender, field_work.MATRIX, clock.now()))
        return given

    with ThreadPoolExecutor(WRITERS) as threads:
        verdicts = [given for batch in threads.map(push, devices) for given in batch]
    assert {given.status for given in verdicts} == {VerdictStatus.ACCEPTED}
    assert sorted(given.seq or 0 for given in verdicts) == list(range(2, WRITERS * EACH + 2))
    with store.reading() as unit:
        file = unit.records.case_file(case.id)
        chain = unit.facts.chain(case.id)
    assert file is not None
    assert len(file.visits) == WRITERS * EACH
    assert [number for number, _, _, _ in chain] == list(range(1, WRITERS * EACH + 1))
    assert [prev for _, _, prev, _ in chain] == [GENESIS, *(digest for _, _, _, digest in chain[:-1])]


def _fail_after_numbering(store: OfficeStore, case: Case) -> None:
    with store.writing() as unit:
        unit.records.save_case(case)
        unit.feed.number()
        raise RuntimeError("power")


def test_a_transaction_that_fails_takes_no_number(store: OfficeStore, collector: Staff) -> None:
    scope = staff_scope(collector.id)
    with store.writing() as unit:
        unit.records.save_case(borrower_case(collector, number=1))
    with pytest.raises(RuntimeError, match="power"):
        _fail_after_numbering(store, borrower_case(collector, number=2))
    with store.writing() as unit:
        unit.records.save_case(borrower_case(collector, number=3))
    with store.reading() as unit:
        assert [row.seq for row in unit.feed.rows_after(scope, 0, 10)] == [1, 2]


def test_a_thing_that_changes_often_is_in_the_feed_once_at_its_newest_number(
    store: OfficeStore, collector: Staff
) -> None:
    scope, case, other = staff_scope(collector.id), borrower_case(collector), borrower_case(collector, number=2)
    for one in (case, other, *(replace(case, case_no=f"HK-{n}") for n in range(5))):
        with store.writing() as unit:
            assert unit.records.save_case(one)
    with store.writing() as unit:
        assert not unit.records.save_case(replace(case, case_no="HK-4")), "the same again is no change"
    with store.reading() as unit:
        rows = unit.feed.rows_after(scope, 0, 10)
        assert [(row.seq, row.id, row.ver) for row in rows] == [(2, other.id, 1), (7, case.id, 6)]
        assert unit.records.version(Entity.CASE, case.id) == 6
