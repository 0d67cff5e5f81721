"""Facts that arrive: each gets one verdict, always the same again, and nothing is kept that does not stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from fieldapp import clock
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.facts import Fact, FactKind
from fieldapp.domain.ids import new_id
from fieldapp.domain.plans.plan_life import PlanContent, PlanState
from fieldapp.domain.visit import VisitContent
from fieldapp.errors import KnownError
from fieldapp.protocol.envelope import FactEnvelope, link_hash
from fieldapp.protocol.messages import MAX_FACTS, OLDEST_PULL, PROTOCOL, SCHEMA, UPDATE_PROGRAM
from fieldapp.protocol.verdicts import VerdictStatus
from fieldapp.store.office.ledger import case_link_hash
from tests import field_work
from tests.laptops import BareLaptop, scope_of
from tests.office import TestOffice
from tests.people import Hire
from tests.server.conftest import Laptop

NewCase = Callable[..., Case]


@pytest.fixture
def at_work(hire: Hire, laptop: Laptop, new_case: NewCase) -> tuple[BareLaptop, Case]:
    """A collector's laptop that has its one case."""
    person = hire()
    case = new_case(person)
    own = laptop(person)
    own.sync()
    return own, case


def relinked(envelope: FactEnvelope, **changes: Any) -> FactEnvelope:
    """The envelope with other contents and a hash that fits them: what a tampered laptop would send."""
    changed = msgspec.structs.replace(envelope, **changes)
    return msgspec.structs.replace(changed, hash=link_hash(changed))


def kept(office: TestOffice, case: Case) -> dict[str, int]:
    """How much the server holds of a case."""
    with office.store.reading() as unit:
        file = unit.records.case_file(case.id)
        assert file is not None
        counts = {"visits": len(file.visits), "promises": len(file.promises), "plans": len(file.plans)}
        return counts | {"links": len(unit.facts.chain(case.id))}


def test_a_fact_is_accepted_and_its_record_comes_down_in_the_same_answer(at_work: tuple[BareLaptop, Case]) -> None:
    own, case = at_work
    made = field_work.visit(case, own.staff, note="生意在恢复")
    heard = own.push(made)
    (given,) = heard.verdicts
    assert (given.status, given.fact_id, given.scope) == (VerdictStatus.ACCEPTED, made.id, scope_of(own.staff))
    assert [row.id for row in heard.rows] == [made.id]
    assert given.seq == heard.pages[-1].cursor == own.cursors[scope_of(own.staff)].seq
    (visit,) = own.things(Entity.VISIT)
    assert visit.content == made.payload


def test_the_same_facts_pushed_again_get_the_same_verdicts_byte_for_byte_and_are_kept_once(
    office: TestOffice, at_work: tuple[BareLaptop, Case]
) -> None:
    own, case = at_work
    visit = field_work.visit(case, own.staff)
    sent = own.seal(visit, field_work.promise(case, own.staff), field_work.promise(case, own.staff, amount=-1))
    request = own.request(*sent)
    first, again, later = own.ask(request), own.ask(request), own.sync(*sent)
    said = {msgspec.msgpack.encode(heard.verdicts) for heard in (first, again, later)}
    assert len(said) == 1
    assert first.codes == ["accepted", "accepted", "promise.amount_not_positive"]
    assert kept(office, case) == {"visits": 1, "promises": 1, "plans": 0, "links": 2}
    assert own.sync().rows == []


def test_a_verdict_is_repeated_as_it_was_even_when_it_would_be_another_today(
    office: TestOffice, at_work: tuple[BareLaptop, Case]
) -> None:
    own, case = at_work
    sent = own.seal(field_work.promise(case, own.staff, days=-1), field_work.visit(case, own.staff))
    first = own.ask(own.request(*sent))
    office.save(replace(case, assigned_to=new_id(), assigned_at=clock.now() - timedelta(days=1)))
    assert own.ask(own.request(*sent)).verdicts == first.verdicts
    assert first.codes == ["promise.due_in_the_past", "accepted"]


def test_a_fact_that_comes_before_its_elder_waits_and_is_taken_in_its_turn(
    office: TestOffice, at_work: tuple[BareLaptop, Case]
) -> None:
    own, case = at_work
    first, second, third = own.seal(*(field_work.visit(case, own.staff) for _ in range(3)))
    early = own.ask(own.request(second, third))
    assert [(given.status, given.code, given.params) for given in early.verdicts] == [
        (VerdictStatus.RETRY, "fact.out_of_order", {"expected": 1})
    ]
    assert kept(office, case)["visits"] == 0
    assert own.sync(first, second, third).codes == ["accepted"] * 3
    assert kept(office, case) == {"visits": 3, "promises": 0, "plans": 0, "links": 3}


def test_a_link_that_was_altered_is_kept_aside_and_the_true_one_still_taken(
    office: TestOffice, at_work: tuple[BareLaptop, Case]
) -> None:
    own, case = at_work
    (true,) = own.seal(field_work.visit(case, own.staff))
    for changes in ({"prev_hash": "1" * 64}, {"payload": b"{}"}, {"salt": bytes(16)}, {"made_at": "2026-07-25T10:00"}):
        heard = own.ask(own.request(msgspec.structs.replace(true, **changes)))
        assert [(given.status, given.code) for given in heard.verdicts] == [(VerdictStatus.HELD, "fact.chain_broken")]
    assert kept(office, case)["visits"] == 0
    assert own.sync(true).codes == ["accepted"]


def test_a_fact_of_another_device_or_another_person_is_refused(
    office: TestOffice, at_work: tuple[BareLaptop, Case], hire: Hire, laptop: Laptop
) -> None:
    own, case = at_work
    stranger = laptop(hire())
    (mine,) = own.seal(field_work.visit(case, own.staff))
    assert stranger.ask(stranger.request(mine)).codes == ["fact.not_yours"]
    (claimed,) = stranger.seal(field_work.visit(case, own.staff))
    assert stranger.ask(stranger.request(claimed)).codes == ["fact.not_yours"]
    assert kept(office, case)["visits"] == 0
    assert own.sync(mine).codes == ["accepted"], "the stranger's try has spoilt nothing"


def test_a_request_in_the_name_of_another_device_is_refused(at_work: tuple[BareLaptop, Case]) -> None:
    own, _case = at_work
    with pytest.raises(KnownError, match=r"sync\.not_your_device"):
        own.ask(own.request(device_id=new_id()))


def test_what_depends_on_a_refused_fact_is_refused_and_the_chain_goes_on(
    office: TestOffice, at_work: tuple[BareLaptop, Case]
) -> None:
    own, case = at_work
    visit = field_work.visit(case, own.staff)
    assert isinstance(visit.payload, VisitContent)
    bad = replace(visit, payload=replace(visit.payload, premises_id=new_id()))
    sent = (
        *own.seal(bad),
        *own.seal(field_work.promise(case, own.staff), depends_on=(bad.id,)),
        *own.seal(field_work.promise(case, own.staff), depends_on=(new_id(),)),
        *own.seal(field_work.visit(case, own.staff)),
    )
    heard = own.sync(*sent)
    assert heard.codes == [
        "visit.unknown_premises", "fact.dependency_refused", "fact.dependency_refused", "accepted",
    ]  # fmt: skip
    assert kept(office, case) == {"visits": 1, "promises": 0, "plans": 0, "links": 1}


def test_a_fact_on_a_case_nobody_knows_is_refused(at_work: tuple[BareLaptop, Case]) -> None:
    own, case = at_work
    heard = own.push(field_work.visit(replace(case, id=new_id()), own.staff), field_work.visit(case, own.staff))
    assert heard.codes == ["fact.unknown_case", "accepted"]


UNREADABLE: tuple[dict[str, Any], ...] = (
    {"payload": b"not json"},
    {"payload": b""},
    {"payload": b'{"premises_id":"x"}'},
    {"payload": b"\xff\xfe"},
    {"payload": b'"' + b"[" * 100_000},
    {"payload": b'{"observation":' * 50_000},
    {"kind": "case_closed"},
    {"kind": "promise_made"},
    {"made_at": "yesterday"},
    {"made_at": "2026-07-25T10:00:00"},
)


def test_facts_that_cannot_be_read_are_refused_and_the_next_one_is_taken(
    office: TestOffice, at_work: tuple[BareLaptop, Case]
) -> None:
    own, case = at_work
    sent = []
    for changes in UNREADABLE:
        (envelope,) = own.seal(field_work.visit(case, own.staff))
        sent.append(relinked(envelope, **changes))
        own.tip = sent[-1].hash
    heard = own.sync(*sent, *own.seal(field_work.visit(case, own.staff)))
    assert heard.codes == ["fact.unreadable"] * len(UNREADABLE) + ["accepted"]
    assert kept(office, case)["visits"] == 1


ODD: tuple[dict[str, Any], ...] = (
    {"fact_id": "x" * 100}, {"fact_id": "a\0b"}, {"case_id": "a\0b"}, {"case_id": ""}, {"kind": "k" * 100},
    {"made_at": "2026-07-25T10:00:00.123456+08:00:00.000001" + "0" * 30}, {"base_ver": 2**40},
    {"device_seq": 2**63}, {"device_seq": -1}, {"depends_on": ("\0",)}, {"hash": "f"}, {"device_id": "x"},
)  # fmt: skip


def test_an_envelope_that_no_table_could_hold_is_a_bad_request(
    office: TestOffice, at_work: tuple[BareLaptop, Case]
) -> None:
    own, case = at_work
    (envelope,) = own.seal(field_work.visit(case, own.staff))
    for changes in ODD:
        changed = msgspec.structs.replace(envelope, **changes)
        if "hash" not in changes:
            changed = msgspec.structs.replace(changed, hash=link_hash(changed))
        with pytest.raises(KnownError, match=r"sync\.bad_request"):
            own.ask(own.request(changed))
    assert own.sync(envelope).codes == ["accepted"]


def with_plan(made: Fact, **changes: Any) -> Fact:
    assert isinstance(made.payload, PlanContent)
    return replace(made, payload=replace(made.payload, **changes))


def test_a_plan_in_which_one_cent_was_changed_is_refused(office: TestOffice, at_work: tuple[BareLaptop, Case]) -> None:
    own, case = at_work
    true = field_work.plan(case, own.staff)
    assert isinstance(true.payload, PlanContent)
    row, *rows = true.payload.rows
    cent = with_plan(field_work.plan(case, own.staff), rows=(replace(row, principal=row.principal - 1), *rows))
    pot = replace(true.payload.side_pot, penalty=true.payload.side_pot.penalty + 1)
    balance = with_plan(field_work.plan(case, own.staff), side_pot=pot)
    lower = with_plan(field_work.plan(case, own.staff), level=field_work.MATRIX.limits[0].level)
    heard = own.push(cent, balance, lower, true)
    assert heard.codes == ["plan.does_not_add_up", "plan.balance_changed", "plan.authority_changed", "accepted"]
    (plan,) = own.things(Entity.PLAN)
    assert (plan.id, plan.content, plan.state) == (true.id, true.payload, PlanState.PROPOSED)


def test_a_plan_made_on_an_account_that_has_changed_meanwhile_is_refused(
    office: TestOffice, at_work: tuple[BareLaptop, Case]
) -> None:
    own, case = at_work
    made = field_work.plan(case, own.staff)
    (loan,) = case.loans
    paid = replace(loan.payments[-1], reference="晚到", received_on=clock.today(), amount=100)
    office.save(replace(case, loans=(replace(loan, payments=(*loan.payments, paid)),)))
    assert own.push(made).codes == ["plan.balance_changed"]


def test_the_chain_of_a_case_links_what_was_accepted_from_two_laptops(
    office: TestOffice, at_work: tuple[BareLaptop, Case], laptop: Laptop
) -> None:
    own, case = at_work
    second = laptop(own.staff)
    made = [field_work.visit(case, own.staff) for _ in range(4)]
    own.push(made[0], made[1])
    second.push(made[2])
    own.push(made[3])
    with office.store.reading() as unit:
        links = unit.facts.chain(case.id)
    assert [(number, fact_id) for number, fact_id, _, _ in links] == list(enumerate((f.id for f in made), start=1))
    assert [prev for _, _, prev, _ in links] == ["0" * 64, *(digest for _, _, _, digest in links[:-1])]
    assert len({digest for _, _, _, digest in links}) == 4
    number, fact_id, prev, digest = links[0]
    assert digest != case_link_hash(prev, number, fact_id, "0" * 64)


def test_more_facts_than_one_call_may_bring_are_refused_as_a_whole(
    office: TestOffice, at_work: tuple[BareLaptop, Case]
) -> None:
    own, case = at_work
    (one,) = own.seal(field_work.visit(case, own.staff))
    with pytest.raises(KnownError, match=r"sync\.too_many_facts"):
        own.ask(own.request(*[one] * (MAX_FACTS + 1)))
    assert kept(office, case)["visits"] == 0


def test_an_old_program_may_push_and_is_told_to_be_brought_up_to_date_before_it_pulls(
    office: TestOffice, at_work: tuple[BareLaptop, Case]
) -> None:
    own, case = at_work
    heard = own.ask(own.request(*own.seal(field_work.visit(case, own.staff)), protocol=0, schema=OLDEST_PULL - 1))
    assert heard.codes == ["accepted"]
    assert (heard.pages, heard.resets) == ([], [])
    assert heard.end is not None
    assert heard.end.directives == (UPDATE_PROGRAM,)
    assert kept(office, case)["visits"] == 1
    assert own.ask(own.request(protocol=PROTOCOL + 1, schema=SCHEMA + 1)).end is not None, "and a newer one is served"


def test_fields_of_a_newer_program_are_ignored(office: TestOffice, at_work: tuple[BareLaptop, Case]) -> None:
    own, case = at_work
    made = field_work.visit(case, own.staff)
    (envelope,) = own.seal(made)
    payload = msgspec.json.encode(msgspec.json.decode(envelope.payload) | {"mood": "calm"})
    newer = relinked(envelope, payload=payload)
    own.tip = newer.hash
    assert own.sync(newer).codes == ["accepted"]
    with office.store.reading() as unit:
        assert unit.facts.chain(case.id)[0][1] == made.id
    assert made.kind is FactKind.VISIT_RECORDED
