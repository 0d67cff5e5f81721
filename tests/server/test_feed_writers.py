"""Eight writers and readers that tail them, on a real PostgreSQL, by the product's own intake and its own pull: no
number is missing, none is given twice, and whoever reads along ends with what there is."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from random import Random  # noqa: TID251 - seeded

import pytest
import sqlalchemy as sa

from fieldapp import clock
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.ids import new_id
from fieldapp.domain.staff import Staff
from fieldapp.protocol.digest import EMPTY, changed, element
from fieldapp.protocol.envelope import GENESIS, seal
from fieldapp.protocol.messages import DICTIONARY, EndFrame, PageFrame, ResetFrame, ScopeCursor, SyncRequest
from fieldapp.server.intake import Sender
from fieldapp.server.pull import Terms, pull
from fieldapp.server.sync_call import push
from fieldapp.store.office.database import open_office
from fieldapp.store.office.feed import OFFICE_SCOPE, staff_scope
from fieldapp.store.office.unit import OfficeStore
from tests import field_work
from tests.office import borrower_case, staff
from tests.postgres import PostgresServer

pytestmark = pytest.mark.postgres
WRITERS, TURNS, PEOPLE, CASES = 8, 15, 4, 6
NOTE_NUMBERS = """
CREATE TABLE numbers_given (scope text NOT NULL, seq bigint NOT NULL);
CREATE FUNCTION note_number() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN INSERT INTO numbers_given VALUES (NEW.scope, NEW.seq); RETURN NULL; END $$;
CREATE TRIGGER note_number AFTER INSERT OR UPDATE OF seq ON feed FOR EACH ROW EXECUTE FUNCTION note_number();
"""


@dataclass
class Tail:
    """A laptop that only reads: what it holds of one scope, as pull frames told it."""

    scope: str
    cursor: int = 0
    held: dict[tuple[str, str], bytes] = field(default_factory=dict)
    rounds: int = 0
    wrong: list[str] = field(default_factory=list)

    def read(self, store: OfficeStore) -> str:
        """One pull, taken in; the digest that the server says belongs to it, empty when not all was served."""
        known = (ScopeCursor(self.scope, self.cursor),) if self.cursor else ()
        request = SyncRequest("tail", "", known, (), clock.now().isoformat(), capabilities=(f"{DICTIONARY}0",))
        said = ""
        with store.reading() as unit:
            standing = unit.feed.standing([self.scope])
        for frame in pull(store, standing, request, Terms("", clock.now().isoformat())):
            if isinstance(frame, ResetFrame) and self.cursor:
                self.wrong.append(f"reset at {self.cursor}")
            elif isinstance(frame, PageFrame):
                self._take(frame)
            elif isinstance(frame, EndFrame):
                said = frame.digests.get(self.scope, "")
        self.rounds += 1
        return said

    @property
    def digest(self) -> str:
        """What it holds, summed up."""
        return changed(EMPTY, come=self.held.values())

    def _take(self, page: PageFrame) -> None:
        numbers = [row.seq for row in page.rows]
        if numbers != sorted(set(numbers)) or (numbers and numbers[0] <= self.cursor) or page.cursor < self.cursor:
            self.wrong.append(f"{numbers} after {self.cursor}")
        for row in page.rows:
            if row.op == "put":
                self.held[row.entity, row.id] = element(row.entity, row.id, row.ver, row.blob)
            else:
                self.held.pop((row.entity, row.id), None)
        self.cursor = page.cursor


@dataclass
class Portfolio:
    """People, and the cases that move between them."""

    store: OfficeStore
    people: list[Staff]
    cases: list[Case]


@pytest.fixture
def portfolio(postgres: PostgresServer) -> Iterator[Portfolio]:
    store = open_office(postgres.database())
    people = [replace(staff()[0], id=new_id(), login=f"p{n}", staff_no=f"N{n}") for n in range(PEOPLE)]
    cases = [borrower_case(people[n % PEOPLE], number=n) for n in range(CASES)]
    with store.engine.begin() as connection:
        connection.exec_driver_sql(NOTE_NUMBERS)
    with store.writing() as unit:
        for person in people:
            unit.accounts.add(person, "x", clock.now())
        for case in cases:
            unit.records.save_case(case)
    yield Portfolio(store, people, cases)
    store.close()


def write(portfolio: Portfolio, seed: int) -> Counter[str]:
    """A laptop's visits, some cases given to somebody else, some transactions slow; what was said to each visit."""
    chance, store = Random(seed), portfolio.store
    person, device, tip, said = portfolio.people[seed % PEOPLE], new_id(), GENESIS, Counter[str]()
    scopes = frozenset({OFFICE_SCOPE, *(staff_scope(one.id) for one in portfolio.people)})
    with store.writing() as unit:
        unit.accounts.add_device(device, person.id, "laptop", clock.now())
    for seq in range(1, TURNS + 1):
        case = chance.choice(held_by(portfolio, person) or portfolio.cases)
        envelope = seal(field_work.visit(case, person), device, seq, tip)
        tip = envelope.hash
        given = push(store, (envelope,), Sender(person, device, scopes), field_work.MATRIX)
        said[given[0].status.value] += 1
        if chance.random() < 0.3:
            moved = replace(case, assigned_to=chance.choice(portfolio.people).id, assigned_at=clock.now())
            with store.writing() as unit:
                unit.records.save_case(moved)
                if chance.random() < 0.5:
                    threading.Event().wait(chance.random() * 0.02)  # others write meanwhile
    return said


def held_by(portfolio: Portfolio, person: Staff) -> list[Case]:
    """The cases that are with somebody now, and may be elsewhere a moment later."""
    with portfolio.store.reading() as unit:
        now: list[Case] = [unit.records.get(Entity.CASE, case.id) or case for case in portfolio.cases]
    return [case for case in now if case.assigned_to == person.id]


def tail(portfolio: Portfolio, one: Tail, done: threading.Event) -> Tail:
    """Read again and again until all was written, and once more."""
    while not done.is_set():
        one.read(portfolio.store)
    one.read(portfolio.store)
    return one


def test_eight_laptops_write_cases_move_and_no_reader_misses_anything(portfolio: Portfolio) -> None:
    store, done = portfolio.store, threading.Event()
    tails = [Tail(staff_scope(person.id)) for person in portfolio.people]
    with ThreadPoolExecutor(WRITERS + PEOPLE) as threads:
        reading = [threads.submit(tail, portfolio, one, done) for one in tails]
        try:
            said = sum(threads.map(lambda seed: write(portfolio, seed), range(WRITERS)), Counter())
        finally:
            done.set()
        for each in reading:
            each.result()
    assert said.total() == WRITERS * TURNS, "no writer was sent away, and none waited for ever"
    for one in tails:
        assert one.wrong == []
        assert one.rounds > 2
        assert one.read(store) == one.digest, "what was read along is what there is, to the byte"
    assert sum(entity == "visit" for one in tails for entity, _ in one.held) == said["accepted"] > WRITERS * TURNS / 2


def test_every_number_of_every_scope_was_given_once(portfolio: Portfolio) -> None:
    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(lambda seed: write(portfolio, seed), range(WRITERS)))
    query = sa.text(
        "SELECT h.scope, h.head, count(*), count(DISTINCT n.seq), min(n.seq), max(n.seq) "
        "FROM scope_head h JOIN numbers_given n USING (scope) GROUP BY h.scope, h.head"
    )
    with portfolio.store.engine.connect() as connection:
        rows = connection.execute(query).fetchall()
    assert len(rows) == PEOPLE
    for scope, head, count, distinct, first, last in rows:
        assert (count, distinct, first, last) == (head, head, 1, head), scope


def test_a_transaction_that_fails_late_leaves_no_gap(portfolio: Portfolio) -> None:
    """Its numbers are given to the next one, and no reader ever saw them."""
    store, one = portfolio.store, Tail(staff_scope(portfolio.people[0].id))
    one.read(store)
    before = one.cursor
    moved = replace(portfolio.cases[0], case_no="HK-gone")

    def fail() -> None:
        with store.writing() as unit:
            unit.records.save_case(moved)
            unit.flush()
            assert one.read(store) == one.digest, "a reader beside it sees what was"
            raise RuntimeError("power")

    with pytest.raises(RuntimeError, match="power"):
        fail()
    with store.writing() as unit:
        unit.records.save_case(replace(moved, case_no="HK-kept"))
    assert one.read(store) == one.digest
    assert one.cursor == before + 1
