"""A confirmed place reaches every case at the same door through the office, and nothing else of it does."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from db.engine import server_engine
from fieldapp import clock
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.facts import Fact, FactKind
from fieldapp.domain.particulars import ParticularContent, ParticularKind, Told
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.protocol.verdicts import VerdictStatus
from fieldapp.server import sync_call
from fieldapp.server.intake import take_all
from fieldapp.services.share_places import keep_addresses, neighbours, placed
from tests import field_work
from tests.laptops import BareLaptop
from tests.office import TestOffice, borrower_case
from tests.people import NUMBERS, Hire
from tests.postgres import PostgresServer
from tests.server.conftest import Laptop, assign

HERE = Place(120_611_111, 31_311_111, 20, PlaceSource.CHECK_IN)
AFTER = Place(120_612_222, 31_312_222, 35, PlaceSource.PINNED)
VAGUE = Place(120_620_000, 31_262_000, 5_200, PlaceSource.DISTRICT)


def bring(office: TestOffice, person: Staff, street: str, place: Place | None = None) -> Case:
    number = next(NUMBERS)
    case = borrower_case(person, f"借款人{number}", number=number, address=street, place=place)
    office.save(case)
    return case


def a_street() -> str:
    return f"测试路 {next(NUMBERS)} 号"


def pinned(case: Case, by: Staff, place: Place | None, corrects: str = "", **changes: Any) -> Fact:
    content = ParticularContent(
        ParticularKind.PREMISES, "", Told.SEEN, corrects=corrects or case.premises[0].id, place=place
    )
    return field_work.fact(FactKind.PARTICULAR_ADDED, case, by, replace(content, **changes))


def place_of(office: TestOffice, case: Case) -> Place | None:
    with office.store.reading() as unit:
        kept: Case | None = unit.records.get(Entity.CASE, case.id)
    assert kept is not None
    return kept.premises[0].place


def accepted(laptop: BareLaptop, *facts: Fact) -> None:
    heard = laptop.push(*facts)
    assert [given.status for given in heard.verdicts] == [VerdictStatus.ACCEPTED] * len(facts)


def test_a_pin_reaches_the_case_of_a_colleague_at_the_same_door_and_says_nothing_of_its_own(
    office: TestOffice, hire: Hire, laptop: Laptop
) -> None:
    mine, theirs = hire(), hire()
    street = a_street()
    one, other = bring(office, mine, street), bring(office, theirs, street.replace(" ", ""), VAGUE)
    apart, own_pin = bring(office, theirs, a_street()), bring(office, theirs, street, AFTER)
    colleague, sender = laptop(theirs), laptop(mine)
    colleague.sync()
    sender.sync()
    fact = pinned(one, mine, HERE, note="从后门进")
    accepted(sender, fact)
    heard = colleague.sync()
    assert {row.case_id for row in heard.rows} == {other.id}
    (came,) = [case for case in colleague.things(Entity.CASE) if case.id == other.id]
    assert came == replace(other, premises=(replace(other.premises[0], place=HERE),))
    everything = msgspec.json.encode(came)
    for secret in (one.id, one.borrower.name, one.case_no, fact.id, mine.id, "后门"):
        assert secret.encode() not in everything
    assert place_of(office, own_pin) == AFTER, "a place that is confirmed already is not written over"
    assert place_of(office, apart) is None


def test_a_case_that_an_import_brings_later_has_the_place_from_the_beginning(
    office: TestOffice, hire: Hire, laptop: Laptop
) -> None:
    mine, street = hire(), a_street()
    one = bring(office, mine, street)
    accepted(laptop(mine), pinned(one, mine, HERE))
    number = next(NUMBERS)
    fresh = borrower_case(mine, f"借款人{number}", number=number, address=street, place=VAGUE)
    with office.store.writing() as unit:
        (given,) = placed(unit, [fresh])
        unit.records.save_case(given)
    assert place_of(office, fresh) == HERE
    later = replace(HERE, lon_e6=120_611_999, source=PlaceSource.PINNED)
    accepted(laptop(mine), pinned(one, mine, later))
    assert place_of(office, fresh) == later, "what is pinned again is given again"


def test_a_case_takes_the_shared_place_along_to_whoever_it_is_assigned_to(
    office: TestOffice, hire: Hire, laptop: Laptop
) -> None:
    mine, theirs, third = hire(), hire(), hire()
    street = a_street()
    one, other = bring(office, mine, street), bring(office, theirs, street)
    accepted(laptop(mine), pinned(one, mine, HERE))
    with office.store.reading() as unit:
        kept: Case | None = unit.records.get(Entity.CASE, other.id)
    assert kept is not None
    assign(office, kept, third)
    own = laptop(third)
    own.sync()
    (came,) = own.things(Entity.CASE)
    assert came.premises[0].place == HERE


def test_a_pin_that_is_taken_back_is_taken_back_everywhere(office: TestOffice, hire: Hire, laptop: Laptop) -> None:
    mine, theirs = hire(), hire()
    street = a_street()
    one, other = bring(office, mine, street), bring(office, theirs, street)
    own = laptop(mine)
    accepted(own, pinned(one, mine, HERE))
    assert place_of(office, other) == HERE
    accepted(own, pinned(one, mine, None))
    assert place_of(office, other) is None
    assert placed_now(office, theirs, street) is None


def placed_now(office: TestOffice, person: Staff, street: str) -> Place | None:
    """The place a case would get that came to this address now."""
    with office.store.writing() as unit:
        (given,) = placed(unit, [borrower_case(person, number=next(NUMBERS), address=street, place=None)])
    return given.premises[0].place


def test_an_older_pin_that_arrives_late_does_not_write_over_a_newer_one(
    office: TestOffice, hire: Hire, laptop: Laptop
) -> None:
    mine, theirs, third = hire(), hire(), hire()
    street = a_street()
    one, other = bring(office, mine, street), bring(office, theirs, street)
    watched = bring(office, third, street)
    accepted(laptop(theirs), pinned(other, theirs, AFTER))
    old = pinned(one, mine, HERE)
    accepted(laptop(mine), replace(old, made_at=old.made_at - timedelta(hours=5)))
    assert place_of(office, watched) == AFTER


@pytest.mark.parametrize(
    ("street", "place"),
    [
        ("消泾村", HERE),
        ("", HERE),
        ("测试路 {} 号", replace(HERE, radius_m=2_000)),
        ("测试路 {} 号", replace(HERE, source=PlaceSource.GEOCODER)),
    ],
)
def test_what_is_no_door_or_no_pin_is_nobody_elses(
    office: TestOffice, hire: Hire, laptop: Laptop, street: str, place: Place
) -> None:
    mine, theirs, street = hire(), hire(), street.format(next(NUMBERS))
    one, other = bring(office, mine, street), bring(office, theirs, street)
    accepted(laptop(mine), pinned(one, mine, place))
    assert place_of(office, other) is None


def test_facts_of_several_cases_in_one_push_are_all_followed(office: TestOffice, hire: Hire, laptop: Laptop) -> None:
    mine, theirs = hire(), hire()
    streets = [a_street() for _ in range(3)]
    own = [bring(office, mine, street) for street in streets]
    others = [bring(office, theirs, street) for street in streets]
    accepted(laptop(mine), *(pinned(case, mine, HERE) for case in own))
    assert [place_of(office, case) for case in others] == [HERE] * 3
    assert [place_of(office, case) for case in own] == [None] * 3, "the bank's own record of the pinned case stays"


def test_the_office_knows_who_confirmed_a_place_and_when(office: TestOffice, hire: Hire, laptop: Laptop) -> None:
    mine, street = hire(), a_street()
    one = bring(office, mine, street)
    fact = pinned(one, mine, HERE)
    accepted(laptop(mine), fact)
    with office.store.reading() as unit:
        (kept,) = unit.places.addresses_of([one.id])
        known = unit.places.by_keys([kept.key])[kept.key]
    assert (known.place, known.staff_id, known.fact_id) == (HERE, mine.id, fact.id)
    assert abs(known.at - clock.now()) < timedelta(minutes=5)


def test_cases_of_an_older_server_are_reached_once_it_has_started_anew(
    office: TestOffice, hire: Hire, laptop: Laptop
) -> None:
    mine, theirs, street = hire(), hire(), a_street()
    one, other = bring(office, mine, street), borrower_case(theirs, number=next(NUMBERS), address=street, place=None)
    with office.store.writing() as unit:
        unit.records.save_case(other)
    keep_addresses(office.store)
    with office.store.reading() as unit:
        assert not list(unit.places.unkept())
    accepted(laptop(mine), pinned(one, mine, HERE))
    assert place_of(office, other) == HERE


def test_a_pin_in_a_village_without_numbers_holds_up_no_other_case_of_it(office: TestOffice, hire: Hire) -> None:
    village = f"测试{next(NUMBERS)}村"
    cases = [bring(office, hire(), village) for _ in range(2)]
    with office.store.reading() as unit:
        assert neighbours(unit, {cases[0].id}) <= {cases[0].id}


def test_two_that_wait_for_each_other_are_told_apart_and_the_one_that_gave_way_is_tried_again(
    office: TestOffice, hire: Hire, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = hire()
    case, own = bring(office, mine, a_street()), laptop(mine)
    taken: list[int] = []

    def gives_way_once(*asked: Any) -> Any:
        taken.append(len(asked[1]))
        if len(taken) == 1:
            raise KnownError("server.database_gave_way", retryable=True)
        return take_all(*asked)

    monkeypatch.setattr(sync_call, "take_all", gives_way_once)
    accepted(own, pinned(case, mine, HERE))
    assert taken == [1, 1]


@pytest.mark.postgres
def test_who_gives_way_to_another_writer_says_so(postgres: PostgresServer) -> None:
    engine = server_engine(postgres.database())
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE door (id integer PRIMARY KEY)"))
        connection.execute(sa.text("INSERT INTO door VALUES (1), (2)"))
    both = threading.Barrier(2)
    codes: list[str] = []

    def lock(first: int, second: int) -> None:
        try:
            with engine.begin() as connection:
                connection.execute(sa.text("SET LOCAL deadlock_timeout = '20ms'"))
                for number, door in enumerate((first, second)):
                    connection.execute(sa.text("SELECT id FROM door WHERE id = :id FOR UPDATE"), {"id": door})
                    if not number:
                        both.wait(10)
        except KnownError as error:
            codes.append(error.code)

    threads = [threading.Thread(target=lock, args=order) for order in ((1, 2), (2, 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    engine.dispose()
    assert codes == ["server.database_gave_way"]
