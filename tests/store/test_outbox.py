"""What was done here: one unbroken chain, and for each fact where it is, until it settled or its refusal was read."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.facts import Fact
from fieldapp.domain.ids import new_id
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.protocol.envelope import GENESIS, link_hash, open_envelope
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus
from fieldapp.services import read_refusal
from fieldapp.services.desk import Desk
from tests import field_work
from tests.laptops import bring_cases, scope_of
from tests.office import borrower_case

ACCEPTED, REJECTED = VerdictStatus.ACCEPTED, VerdictStatus.REJECTED


@pytest.fixture
def case(desk: Desk, collector: Staff) -> Case:
    one = borrower_case(collector)
    bring_cases(desk.store, collector, [one])
    return one


def keep(desk: Desk, case: Case, *facts: Fact) -> None:
    with desk.store.writing() as unit:
        for fact in facts:
            desk.record(unit, unit.files.get(case.id), fact)


def hear(desk: Desk, *verdicts: FactVerdict) -> None:
    with desk.store.writing() as unit:
        unit.changes.cases |= unit.outbox.take_verdicts(verdicts, clock.now())


def statuses(desk: Desk) -> list[str]:
    """Oldest first."""
    with desk.store.reading() as unit:
        return [entry.status for entry in reversed(unit.outbox.entries())]


def test_every_fact_is_the_next_link_of_one_chain(desk: Desk, case: Case, collector: Staff) -> None:
    made = [field_work.visit(case, collector), field_work.promise(case, collector), field_work.plan(case, collector)]
    for fact in made:
        keep(desk, case, fact)
    keep(desk, case, *(field_work.visit(case, collector) for _ in range(3)))
    with desk.store.reading() as unit:
        links = unit.outbox.waiting(100, 10**9)
    assert [link.device_seq for link in links] == [1, 2, 3, 4, 5, 6]
    assert [link.prev_hash for link in links] == [GENESIS, *(link.hash for link in links[:-1])]
    assert all(link.hash == link_hash(link) for link in links)
    assert [open_envelope(link) for link in links[:3]] == made
    assert {link.device_id for link in links} == {desk.device_id}


def test_a_fact_that_was_refused_here_takes_no_number(desk: Desk, case: Case, collector: Staff) -> None:
    keep(desk, case, field_work.visit(case, collector))
    with pytest.raises(KnownError, match=r"promise\.amount_not_positive"):
        keep(desk, case, field_work.visit(case, collector), field_work.promise(case, collector, amount=0))
    keep(desk, case, field_work.visit(case, collector))
    with desk.store.reading() as unit:
        assert [link.device_seq for link in unit.outbox.waiting(100, 10**9)] == [1, 2]
        assert len(unit.files.get(case.id).visits) == 2


def test_a_changed_byte_in_the_store_shows_in_the_chain(desk: Desk, case: Case, collector: Staff) -> None:
    keep(desk, case, field_work.promise(case, collector, amount=800_000))
    with desk.store._engine.begin() as connection:
        forged = "UPDATE fact SET payload = cast(replace(cast(payload AS text), '800000', '900000') AS blob)"
        connection.execute(sa.text(forged))
    with desk.store.reading() as unit:
        (link,) = unit.outbox.waiting(1, 1)
    assert link.hash != link_hash(link)


@pytest.mark.parametrize(("count", "size", "fits"), [(100, 10**9, 8), (3, 10**9, 3), (100, 1, 1), (100, 5_000, 2)])
def test_as_many_wait_to_be_sent_as_fit_and_never_none(
    desk: Desk, case: Case, collector: Staff, count: int, size: int, fits: int
) -> None:
    keep(desk, case, *(field_work.visit(case, collector) for _ in range(8)))
    with desk.store.reading() as unit:
        assert [link.device_seq for link in unit.outbox.waiting(count, size)] == list(range(1, fits + 1))


def test_each_verdict_puts_its_fact_where_it_belongs(desk: Desk, case: Case, collector: Staff) -> None:
    made = [field_work.visit(case, collector) for _ in range(5)]
    keep(desk, case, *made)
    hear(
        desk,
        FactVerdict(made[0].id, ACCEPTED, scope=scope_of(collector), seq=9),
        FactVerdict(made[1].id, REJECTED, "visit.unknown_premises"),
        FactVerdict(made[2].id, VerdictStatus.CONFLICT, "fact.chain_broken", {"number": 3}),
        FactVerdict(made[3].id, ACCEPTED, late=True),
        FactVerdict(made[4].id, VerdictStatus.RETRY, "fact.out_of_order", {"expected": 1}),
    )
    assert statuses(desk) == ["accepted", "rejected", "conflict", "settled", "waiting"]
    with desk.store.reading() as unit:
        assert unit.outbox.counts() == {"waiting": 1, "refused": 2}
        assert unit.outbox.pending_of(case.id) == 2
        assert {seen.id for seen in unit.files.get(case.id).visits} == {made[0].id, made[4].id}
        assert unit.outbox.acknowledged_through() == 4
        assert [(entry.code, entry.params) for entry in unit.outbox.refused()] == [
            ("fact.chain_broken", {"number": 3}), ("visit.unknown_premises", {}),
        ]  # fmt: skip
        assert {made[0].id, made[3].id} == {fact.id for fact in made if unit.outbox.is_accepted(fact.id)}


def test_a_refusal_asks_for_attention_until_it_was_read_and_stays_in_the_record(
    desk: Desk, case: Case, collector: Staff
) -> None:
    made = field_work.visit(case, collector)
    keep(desk, case, made)
    hear(desk, FactVerdict(made.id, REJECTED, "visit.unknown_premises"))
    read_refusal.acknowledge(desk, made.id)
    with desk.store.reading() as unit:
        assert unit.outbox.refused() == []
        assert unit.outbox.counts() == {"waiting": 0, "refused": 0}
        (entry,) = unit.outbox.of_case(case.id)
        assert (entry.fact, entry.code, entry.read) == (made, "visit.unknown_premises", True)


def test_facts_settle_when_the_cursor_of_their_scope_has_passed_them(desk: Desk, case: Case, collector: Staff) -> None:
    made = [field_work.visit(case, collector) for _ in range(3)]
    keep(desk, case, *made)
    hear(desk, *(FactVerdict(fact.id, ACCEPTED, scope=scope_of(collector), seq=n) for n, fact in enumerate(made, 5)))
    for scope, cursor, expected in (("office", 100, 0), (scope_of(collector), 4, 0), (scope_of(collector), 6, 2)):
        with desk.store.writing() as unit:
            unit.outbox.settle(scope, cursor)
        assert statuses(desk).count("settled") == expected


def test_everything_acknowledged_is_known_only_without_a_gap(desk: Desk, case: Case, collector: Staff) -> None:
    with desk.store.reading() as unit:
        assert unit.outbox.acknowledged_through() == 0
    made = [field_work.visit(case, collector) for _ in range(3)]
    keep(desk, case, *made)
    for index, through in ((1, 0), (0, 2), (2, 3)):
        hear(desk, FactVerdict(made[index].id, ACCEPTED))
        with desk.store.reading() as unit:
            assert unit.outbox.acknowledged_through() == through


def test_a_case_that_is_not_here_takes_no_fact(desk: Desk, case: Case, collector: Staff) -> None:
    gone = replace(case, id=new_id())
    with pytest.raises(KnownError, match=r"case\.not_here"):
        keep(desk, gone, field_work.visit(gone, collector))
    assert statuses(desk) == []


def test_what_a_transaction_changed_is_told_and_an_empty_one_tells_nothing(
    desk: Desk, case: Case, collector: Staff
) -> None:
    with desk.store.writing() as unit:
        assert not unit.changes
        desk.record(unit, unit.files.get(case.id), field_work.visit(case, collector))
        changes = unit.changes
    assert (changes.cases, changes.outbox, changes.files, bool(changes)) == ({case.id}, True, False, True)
