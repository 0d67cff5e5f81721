"""What a hostile laptop may try with facts that are not its own, and what becomes of facts that were kept aside."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from db.server_schema import quarantine as kept_aside
from fieldapp import clock
from fieldapp.domain.attached_file import FileContent, FileKind
from fieldapp.domain.case import Case
from fieldapp.domain.facts import Fact, FactKind, PlanDecided
from fieldapp.domain.ids import new_id
from fieldapp.domain.staff import StaffRole
from fieldapp.protocol.digest import BUCKETS, ELEMENT_BYTES
from fieldapp.protocol.envelope import FactEnvelope, link_hash
from fieldapp.protocol.messages import PAGE_BYTES, BucketsFrame, BucketSums, SyncRequest
from fieldapp.protocol.verdicts import VerdictStatus
from fieldapp.server import pull, quarantine
from fieldapp.store.office.unit import UnstorableError
from tests import field_work
from tests.laptops import BareLaptop, scope_of
from tests.office import TestOffice
from tests.people import Hire
from tests.server.conftest import Laptop

NewCase = Callable[..., Case]


def spoilt(own: BareLaptop, made: Fact) -> tuple[FactEnvelope, FactEnvelope]:
    """The next fact of a laptop as it should be, and with a broken link."""
    (sound,) = own.seal(made)
    return sound, msgspec.structs.replace(sound, salt=b"other")


def relinked(envelope: FactEnvelope, **changes: Any) -> FactEnvelope:
    changed = msgspec.structs.replace(envelope, **changes)
    return msgspec.structs.replace(changed, hash=link_hash(changed))


def visits(office: TestOffice, case: Case) -> list[str]:
    """Who made the visits of a case, by the office's books."""
    with office.store.reading() as unit:
        file = unit.records.case_file(case.id)
    assert file is not None
    return [visit.made_by for visit in file.visits]


@pytest.fixture
def two(hire: Hire, laptop: Laptop, new_case: NewCase) -> tuple[BareLaptop, Case, BareLaptop, Case]:
    """Two collectors of different teams, each with a case."""
    mine, theirs = hire(), hire()
    own, other = laptop(mine), laptop(theirs)
    own.sync()
    other.sync()
    return own, new_case(mine), other, new_case(theirs)


def test_asking_about_another_laptops_fact_tells_nothing(two: tuple[BareLaptop, Case, BareLaptop, Case]) -> None:
    own, case, other, _ = two
    made = field_work.visit(case, own.staff)
    assert own.push(made).codes == ["accepted"]
    refused = field_work.promise(case, own.staff, amount=-1)
    assert own.push(refused).codes == ["promise.amount_not_positive"]
    assert other.ask(other.request(held=(made.id, refused.id))).verdicts == ()
    told = own.ask(own.request(held=(made.id, refused.id))).verdicts
    assert {given.fact_id for given in told} == {made.id, refused.id}, "its own laptop is told"


def test_sending_a_fact_in_another_laptops_name_does_not_tell_its_verdict(
    two: tuple[BareLaptop, Case, BareLaptop, Case],
) -> None:
    own, case, other, _ = two
    made = field_work.visit(case, own.staff)
    (sent,) = own.seal(made)
    assert own.sync(sent).codes == ["accepted"]
    (given,) = other.ask(other.request(sent)).verdicts
    assert (given.status, given.code, given.scope, given.seq) == (VerdictStatus.REJECTED, "fact.not_yours", None, None)
    assert own.ask(own.request(sent)).codes == ["accepted"]


def test_a_fact_kept_aside_cannot_be_taken_over_by_another_laptop(
    office: TestOffice, two: tuple[BareLaptop, Case, BareLaptop, Case]
) -> None:
    own, case, other, other_case = two
    sound, broken = spoilt(own, field_work.visit(case, own.staff))
    assert own.sync(broken).codes == ["fact.chain_broken"]
    (theirs,) = other.seal(field_work.visit(other_case, other.staff, id=sound.fact_id))
    assert other.sync(theirs).codes == ["fact.id_taken"]
    assert visits(office, other_case) == []
    with office.store.reading() as unit:
        assert [held.envelope for held in unit.facts.held(sound.fact_id)] == [broken]
    assert own.sync(sound).codes == ["accepted"], "its maker says it again, sound"
    assert visits(office, case) == [own.staff.id]


def test_a_corrected_fact_cannot_be_made_by_somebody_else(
    office: TestOffice, two: tuple[BareLaptop, Case, BareLaptop, Case]
) -> None:
    own, case, other, _ = two
    sound, broken = spoilt(own, field_work.visit(case, own.staff))
    assert own.sync(broken).codes == ["fact.chain_broken"]
    forged = relinked(sound, made_by=other.staff.id)
    assert own.sync(forged).codes == ["fact.not_yours"]
    assert visits(office, case) == []


def test_a_corrected_fact_that_continues_the_chain_takes_its_place_in_it(
    two: tuple[BareLaptop, Case, BareLaptop, Case],
) -> None:
    own, case, _, _ = two
    sound, broken = spoilt(own, field_work.visit(case, own.staff))
    assert own.sync(broken).codes == ["fact.chain_broken"]
    moved = relinked(sound, device_seq=2, prev_hash=broken.hash)
    own.seq, own.tip = moved.device_seq, moved.hash
    (after,) = own.seal(field_work.visit(case, own.staff))
    assert own.sync(moved, after).codes == ["accepted", "accepted"]


def test_a_supervisors_fact_that_was_kept_aside_is_judged_with_all_that_a_supervisor_sees(
    office: TestOffice, hire: Hire, laptop: Laptop, new_case: NewCase
) -> None:
    person = hire()
    boss = hire(StaffRole.SUPERVISOR, person.team)
    case, own, chief = new_case(person), laptop(person), laptop(boss)
    own.sync()
    chief.sync()
    plan = field_work.plan(case, person)
    assert own.push(plan).codes == ["accepted"]
    decided = PlanDecided(plan.id, new_id(), "", "客户情况有变")
    fact = field_work.fact(FactKind.PLAN_REJECTED, case, boss, decided)
    sound, broken = spoilt(chief, fact)
    assert chief.sync(broken).codes == ["fact.chain_broken"]
    with office.store.writing() as unit:  # as an update of the program would find it, sound after all
        unit.facts.settle_held(fact.id)
    with office.store.writing() as unit:
        _kept_sound(unit, sound)
    with office.store.writing() as unit:
        given = quarantine.retry(unit, fact.id, field_work.MATRIX, clock.now())
    assert (given.status, given.code) == (VerdictStatus.ACCEPTED, "")


def _kept_sound(unit: Any, sound: FactEnvelope) -> None:
    row = sa.update(kept_aside).where(kept_aside.c.fact_id == sound.fact_id)
    unit.facts._connection.execute(row.values(envelope=msgspec.msgpack.encode(sound), settled_at=None))


def test_what_differs_comes_in_frames_of_bounded_size_and_once_for_each_scope(
    office: TestOffice, hire: Hire, laptop: Laptop, new_case: NewCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pull, "REPAIR_BYTES", 3000)
    person = hire()
    cases = {new_case(person).id for _ in range(12)}
    own = laptop(person)
    heard = own.sync()
    assert heard.end is not None
    scope = scope_of(person)
    wrong = BucketSums(scope, own.cursors[scope].seq, bytes([7]) * BUCKETS * ELEMENT_BYTES)
    frames = _repairs(own, own.request(buckets=(wrong, wrong)))
    assert {row.id for frame in frames for row in frame.rows} == cases
    assert sum(len(frame.rows) for frame in frames) == len(cases), "asked twice, it comes once"
    assert sorted(n for frame in frames for n in frame.buckets) == list(range(BUCKETS))
    assert len(frames) > 1
    assert all(sum(len(row.blob) for row in frame.rows) < PAGE_BYTES for frame in frames)


def _repairs(own: BareLaptop, request: SyncRequest) -> list[BucketsFrame]:
    return [frame for frame in own.transport.exchange(request) if isinstance(frame, BucketsFrame)]


def test_what_differs_in_a_scope_of_somebody_else_is_not_told(two: tuple[BareLaptop, Case, BareLaptop, Case]) -> None:
    own, _, other, _ = two
    other.sync()
    theirs = scope_of(other.staff)
    asked = BucketSums(theirs, other.cursors[theirs].seq, b"")
    assert _repairs(own, own.request(buckets=(asked,))) == []


def test_a_correction_that_the_database_will_not_take_leaves_the_fact_aside_and_stops_nothing(
    two: tuple[BareLaptop, Case, BareLaptop, Case],
) -> None:
    own, case, _, _ = two
    sound, broken = spoilt(own, field_work.visit(case, own.staff))
    (second,) = own.seal(field_work.visit(case, own.staff))
    second = relinked(second, prev_hash=broken.hash)
    own.tip = second.hash
    assert own.sync(broken, second).codes == ["fact.chain_broken", "accepted"]
    numbered_twice = relinked(sound, device_seq=2)
    (third,) = own.seal(field_work.visit(case, own.staff))
    assert own.sync(numbered_twice, third).codes == ["fact.held", "accepted"]


def test_a_laptop_that_has_only_counted_wrong_is_told_that_nothing_differs(
    office: TestOffice, two: tuple[BareLaptop, Case, BareLaptop, Case]
) -> None:
    own, _, _, _ = two
    own.sync()
    scope = scope_of(own.staff)
    with office.store.reading() as unit:
        sums = unit.feed.sums(scope)
    (frame,) = _repairs(own, own.request(buckets=(BucketSums(scope, own.cursors[scope].seq, sums),)))
    assert (frame.buckets, frame.rows) == ((), ())


def test_files_are_named_in_one_order_whatever_the_order_of_the_facts(
    office: TestOffice, two: tuple[BareLaptop, Case, BareLaptop, Case]
) -> None:
    own, case, _, _ = two
    digests = [end * 64 for end in "f0a3"]
    named: list[str] = []

    def heed(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("INSERT INTO blob"):
            values = parameters.values() if isinstance(parameters, dict) else parameters
            named.extend(one for one in values if one in digests)

    sa.event.listen(office.store.engine, "before_cursor_execute", heed)
    try:
        photos = [FileContent(one, 5_000, FileKind.PHOTO, "a.jpg", "image/jpeg") for one in digests]
        heard = own.push(*(field_work.fact(FactKind.FILE_ATTACHED, case, own.staff, photo) for photo in photos))
    finally:
        sa.event.remove(office.store.engine, "before_cursor_execute", heed)
    assert heard.codes == ["accepted"] * 4
    assert named == sorted(digests)


def test_what_the_database_refuses_is_told_without_what_was_to_be_written(
    office: TestOffice, two: tuple[BareLaptop, Case, BareLaptop, Case]
) -> None:
    own, case, _, _ = two
    (sealed,) = own.seal(field_work.visit(case, own.staff))

    def keep() -> None:
        with office.store.writing() as unit:
            unit.facts.hold(sealed, "fact.held", "客户电话 13900001234")

    keep()
    with pytest.raises(UnstorableError) as told:
        keep()
    words = "".join(traceback.format_exception(told.value))
    assert "quarantine" in str(told.value)
    assert sealed.fact_id not in words
    assert "13900001234" not in words


def test_facts_kept_aside_are_judged_in_the_order_of_locks_that_pushes_keep(
    office: TestOffice, hire: Hire, laptop: Laptop, new_case: NewCase
) -> None:
    person = hire()
    first, second, own = new_case(person), new_case(person), laptop(person)
    own.sync()
    sound, broken = spoilt(own, field_work.visit(first, person))
    rest = [
        relinked(own.seal(field_work.visit(case, person))[0], depends_on=(sound.fact_id,)) for case in (second, first)
    ]
    rest[0] = relinked(rest[0], prev_hash=broken.hash)
    rest[1] = relinked(rest[1], prev_hash=rest[0].hash)
    own.tip = rest[1].hash
    assert own.sync(broken, *rest).codes == ["fact.chain_broken", "fact.dependency_held", "fact.dependency_held"]
    assert own.sync(sound).codes == ["accepted"]
    taken: list[str] = []
    numbered: list[str] = []

    def heed(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if "FOR UPDATE" in statement and "FROM record" in statement and not numbered:
            taken.extend(str(one) for one in parameters.values())
        if statement.startswith("UPDATE scope_head"):
            numbered.append(statement)

    sa.event.listen(office.store.engine, "before_cursor_execute", heed)
    try:
        heard = own.sync(held=tuple(one.fact_id for one in rest))
    finally:
        sa.event.remove(office.store.engine, "before_cursor_execute", heed)
    assert heard.codes == ["accepted", "accepted"]
    assert numbered
    if office.store.engine.dialect.name == "postgresql":  # the other database lets one write at a time
        assert {first.id, second.id} <= set(taken), "all cases are taken before anything is numbered"
