"""Every premises of every case has a row with its best place; the case stands where its first placed premises is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.ids import new_id
from fieldapp.domain.party import Place, PlaceSource, Premises
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.services.pin_place import pin
from fieldapp.services.places_to_confirm import places_to_confirm, same_address
from fieldapp.services.unpin_place import unpin
from fieldapp.store.laptop.case_filter import CaseFilter
from fieldapp.store.laptop.case_list import CaseLine
from fieldapp.store.laptop.found_places import FoundPlace
from fieldapp.store.laptop.premises_list import PremisesLine
from fieldapp.store.laptop.premises_rows import SHARED, Keyed
from tests.laptops import bring, bring_cases, evict, put, scope_of
from tests.office import borrower_case

DISTRICT = Place(120_620_000, 31_262_000, 5_200, PlaceSource.DISTRICT)
STREET = Place(120_651_000, 31_322_000, 250, PlaceSource.STREET)
HERE = Place(120_611_111, 31_311_111, 20, PlaceSource.CHECK_IN)
DOOR = "四环西路 18 号"


def a_case(collector: Staff, number: int = 1, place: Place | None = None, address: str = DOOR) -> Case:
    return borrower_case(collector, f"借款人{number}", f"店{number}", number, place=place, address=address)


def premises_of(desk: Desk, case: Case) -> list[PremisesLine]:
    with desk.store.reading() as unit:
        return unit.premises.of_case(case.id)


def line_of(desk: Desk, case: Case) -> CaseLine:
    with desk.store.reading() as unit:
        line = unit.cases.line(case.id)
    assert line is not None
    return line


def stands(desk: Desk, case: Case) -> tuple[int | None, str | None]:
    line = line_of(desk, case)
    return line.lon_e6, line.place_source


def look_up(desk: Desk, place: Place | None, *, by: str = "table", names_door: bool = True) -> None:
    """What `find_places` does, with one answer for every address; addresses are told apart by their text."""
    with desk.store.writing() as unit:
        todo = unit.premises.unsearched(1000)
        keys = {one.premises_id: f"key of {one.district}{one.address}"[:64] for one in todo}
        found = [FoundPlace(key, by, place, "geo.street") for key in sorted(set(keys.values()))]
        unit.premises.found.put(found, clock.now())
        unit.premises.place([Keyed(one, keys[one.premises_id], names_door) for one in todo])


def test_every_premises_has_a_row_and_the_case_stands_where_its_first_one_with_a_place_is(
    desk: Desk, collector: Staff
) -> None:
    case = a_case(collector)
    other = Premises(new_id(), "仓库", "餐馆", case.premises[0].kind, "姑苏区", "学院路 9 号", STREET)
    case = replace(case, premises=(*case.premises, other))
    bring_cases(desk.store, collector, [case])
    assert [(one.number, one.name, one.lon_e6) for one in premises_of(desk, case)] == [
        (0, "店1", None),
        (1, "仓库", STREET.lon_e6),
    ]
    assert stands(desk, case) == (STREET.lon_e6, "street")


@pytest.mark.parametrize("count", [1, 30])
def test_a_case_that_goes_takes_its_premises_and_what_was_found_for_them_along(
    desk: Desk, collector: Staff, count: int
) -> None:
    cases = [a_case(collector, number, address=f"四环西路 {number} 号") for number in range(1, count + 1)]
    bring_cases(desk.store, collector, cases)
    look_up(desk, STREET)
    bring(desk.store, scope_of(collector), *(evict(100 + at, Entity.CASE, case) for at, case in enumerate(cases)))
    with desk.store.reading() as unit:
        assert unit.premises.points(CaseFilter()) == []
        assert unit.premises.found.outdated("another", 100) == []


@pytest.mark.parametrize(
    ("own", "found", "best"),
    [
        (None, STREET, "street"),
        (DISTRICT, STREET, "street"),
        (STREET, DISTRICT, "street"),
        (HERE, STREET, "check_in"),
        (DISTRICT, None, "district"),
        (None, None, None),
    ],
)
def test_the_best_place_by_the_order_of_trust_is_shown(
    desk: Desk, collector: Staff, own: Place | None, found: Place | None, best: str | None
) -> None:
    case = a_case(collector, place=own)
    bring_cases(desk.store, collector, [case])
    look_up(desk, found)
    assert premises_of(desk, case)[0].source == best
    assert stands(desk, case)[1] == best


def test_a_better_search_takes_the_place_of_an_older_one_and_a_worse_one_gives_the_records_own_back(
    desk: Desk, collector: Staff
) -> None:
    case = a_case(collector, place=DISTRICT)
    bring_cases(desk.store, collector, [case])
    look_up(desk, STREET)
    assert stands(desk, case) == (STREET.lon_e6, "street")
    with desk.store.writing() as unit:
        (key,) = unit.premises.found.outdated("newer", 10)
        unit.premises.found.put([FoundPlace(key, "newer", None, "geo.unknown")], clock.now())
        unit.premises.settle([key])
    assert stands(desk, case) == (DISTRICT.lon_e6, "district")
    assert premises_of(desk, case)[0].reason == ""


def test_a_record_that_comes_again_keeps_what_was_found_while_its_address_is_the_same(
    desk: Desk, collector: Staff
) -> None:
    case = a_case(collector)
    bring_cases(desk.store, collector, [case])
    look_up(desk, STREET)
    bring(desk.store, scope_of(collector), put(2, Entity.CASE, replace(case, case_no="HK-2026-0999"), ver=2))
    assert stands(desk, case) == (STREET.lon_e6, "street")
    moved = replace(case, premises=(replace(case.premises[0], address="苏州市姑苏区学院路 9 号"),))
    bring(desk.store, scope_of(collector), put(3, Entity.CASE, moved, ver=3))
    assert stands(desk, case) == (None, None)
    with desk.store.reading() as unit:
        assert [one.address for one in unit.premises.unsearched(10)] == ["苏州市姑苏区学院路 9 号"]


@pytest.mark.parametrize("point", [(0, 0), (31_301_000, 120_601_000), (200_000_000, 0)])
def test_a_place_that_cannot_be_is_none(desk: Desk, collector: Staff, point: tuple[int, int]) -> None:
    case = a_case(collector, place=Place(*point, 30, PlaceSource.PINNED))
    bring_cases(desk.store, collector, [case])
    assert stands(desk, case) == (None, None)


def test_a_pin_is_a_fact_and_the_place_at_once_and_a_later_one_takes_its_place(desk: Desk, collector: Staff) -> None:
    case = a_case(collector, place=DISTRICT)
    bring_cases(desk.store, collector, [case])
    premises_id = case.premises[0].id
    first = pin(desk, case.id, premises_id, HERE, "门口朝北")
    assert (first.place, case.id in first.changes.cases) == (HERE, True)
    assert stands(desk, case) == (HERE.lon_e6, "check_in")
    second = pin(desk, case.id, premises_id, replace(HERE, lon_e6=120_612_000, source=PlaceSource.PINNED))
    assert stands(desk, case) == (120_612_000, "pinned")
    with desk.store.reading() as unit:
        waiting = unit.outbox.waiting(10, 1_000_000)
    assert [one.kind for one in waiting] == ["particular_added", "particular_added"]
    assert waiting[1].depends_on == (first.fact_id,)
    assert len(premises_of(desk, case)) == 1
    assert second.fact_id != first.fact_id


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (replace(HERE, lon_e6=0, lat_e6=0), "place.nowhere"),
        (replace(HERE, lon_e6=31_000_000, lat_e6=120_000_000), "place.nowhere"),
        (replace(HERE, radius_m=-1), "place.nowhere"),
        (replace(HERE, source=PlaceSource.TOWNSHIP), "place.not_a_pin"),
    ],
)
def test_what_is_no_pin_is_refused(desk: Desk, collector: Staff, place: Place, code: str) -> None:
    case = a_case(collector)
    bring_cases(desk.store, collector, [case])
    with pytest.raises(KnownError) as refused:
        pin(desk, case.id, case.premises[0].id, place)
    assert refused.value.code == code
    with pytest.raises(KnownError) as unknown:
        pin(desk, case.id, new_id(), HERE)
    assert unknown.value.code == "place.unknown_premises"


def test_a_pin_is_that_of_every_case_at_the_same_door_until_it_is_taken_back(desk: Desk, collector: Staff) -> None:
    one, other, apart = (
        a_case(collector, 1),
        a_case(collector, 2, DISTRICT),
        a_case(collector, 3, address="学院路 9 号"),
    )
    bring_cases(desk.store, collector, [one, other, apart])
    look_up(desk, STREET)
    pinned = pin(desk, one.id, one.premises[0].id, HERE)
    assert stands(desk, other) == (HERE.lon_e6, "check_in")
    assert premises_of(desk, other)[0].reason == SHARED
    assert stands(desk, apart) == (STREET.lon_e6, "street")
    assert pinned.changes.cases == {one.id, other.id}
    assert [line.case_id for line in same_address(desk, other.id, other.premises[0].id)] == [one.id]
    changes = unpin(desk, one.id, pinned.fact_id)
    assert stands(desk, one) == stands(desk, other) == (STREET.lon_e6, "street")
    assert changes.cases == {one.id, other.id}


def test_a_pin_at_an_address_that_names_no_door_stays_where_it_is(desk: Desk, collector: Staff) -> None:
    one, other = a_case(collector, 1, address="阳澄湖镇消泾村"), a_case(collector, 2, address="阳澄湖镇消泾村")
    bring_cases(desk.store, collector, [one, other])
    look_up(desk, None, names_door=False)
    pin(desk, one.id, one.premises[0].id, HERE)
    assert stands(desk, other) == (None, None)
    assert same_address(desk, other.id, other.premises[0].id) == ()


def test_the_queue_has_what_nobody_confirmed_todays_stops_first(desk: Desk, collector: Staff) -> None:
    known, vague, none = a_case(collector, 1, HERE), a_case(collector, 2, DISTRICT), a_case(collector, 3)
    bring_cases(desk.store, collector, [known, vague, none])
    queue = places_to_confirm(desk, first=[known.id, none.id])
    assert [line.case_id for line in queue.lines] == [none.id, vague.id]
    assert queue.total == 2
    assert len(places_to_confirm(desk, limit=1).lines) == 1


def test_the_map_gets_what_the_filter_of_the_list_shows(desk: Desk, collector: Staff) -> None:
    shown, placeless = a_case(collector, 1, HERE), a_case(collector, 2)
    named = a_case(collector, 3, STREET)
    bring_cases(desk.store, collector, [shown, placeless, named])
    with desk.store.reading() as unit:
        assert {line.case_id for line in unit.premises.points(CaseFilter())} == {shown.id, named.id}
        (only,) = unit.premises.points(CaseFilter(text="借款人3"))
        assert (only.case_id, only.borrower_name, only.source) == (named.id, "借款人3", "street")
        assert unit.premises.count_points(CaseFilter()) == 2


def test_a_name_with_html_in_it_is_text_and_a_case_without_any_premises_is_no_harm(
    desk: Desk, collector: Staff
) -> None:
    bold = borrower_case(collector, "<b>粗体</b>", "<script>alert(1)</script>", 7, place=HERE)
    bare = replace(a_case(collector, 8), premises=())
    bring_cases(desk.store, collector, [bold, bare])
    look_up(desk, None)
    assert premises_of(desk, bold)[0].name == "<script>alert(1)</script>"
    assert premises_of(desk, bare) == []
    assert stands(desk, bare) == (None, None)
