"""Addresses are looked up in batches, once each, and once more when there is something better to look in."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from fieldapp.domain.case import Case, Entity
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.domain.staff import Staff
from fieldapp.geo.basemap import packs
from fieldapp.services import find_places as finding
from fieldapp.services.desk import Desk
from fieldapp.services.find_places import find_places
from fieldapp.services.pin_place import pin
from fieldapp.store.laptop.case_filter import CaseFilter
from fieldapp.store.laptop.premises_list import PremisesLine
from tests.laptops import bring, bring_cases, evict, put, scope_of
from tests.office import borrower_case

HERE = Place(120_611_111, 31_311_111, 20, PlaceSource.CHECK_IN)


def a_case(
    collector: Staff, number: int, address: str, district: str = "苏州市昆山市", place: Place | None = None
) -> Case:
    case = borrower_case(collector, f"借款人{number}", f"店{number}", number, place=place)
    return replace(case, premises=(replace(case.premises[0], district=district, address=address),))


def find_all(desk: Desk, batch: int = 3) -> int:
    """How many turns it takes until nothing is left."""
    turns = itertools.takewhile(bool, (find_places(desk, batch) for _ in range(1000)))
    return sum(1 for _ in turns)


def premises(desk: Desk) -> dict[str, PremisesLine]:
    with desk.store.reading() as unit:
        return {line.borrower_name: line for line in unit.premises.to_confirm()} | {
            line.borrower_name: line for line in unit.premises.points(CaseFilter())
        }


def test_every_address_gets_a_place_with_an_honest_radius_and_its_reason(desk: Desk, collector: Staff) -> None:
    cases = [
        a_case(collector, 1, "玉山镇前进中路 12 号"),
        a_case(collector, 2, "花桥镇光明路 3 号"),
        a_case(collector, 3, "没有这样的地方", district=""),
        a_case(collector, 4, "", district=""),
        a_case(collector, 5, "玉山镇前进中路 12 号", place=HERE),
    ]
    bring_cases(desk.store, collector, cases)
    assert find_all(desk) == 2
    found = premises(desk)
    town = found["借款人1"]
    assert town.source == "check_in", "借款人5 stands at the same door"
    assert (found["借款人2"].source, found["借款人2"].reason) == ("township", "geo.township")
    assert found["借款人2"].radius_m is not None
    assert found["借款人2"].radius_m > 500
    assert (found["借款人3"].lon_e6, found["借款人3"].source) == (None, None)
    assert (found["借款人4"].lon_e6, found["借款人4"].reason) == (None, "geo.empty")
    assert not find_places(desk)


def test_five_hundred_cases_at_one_door_are_looked_up_once_and_share_their_pin(desk: Desk, collector: Staff) -> None:
    cases = [a_case(collector, number, "花桥镇光明路 3 号") for number in range(120)]
    bring_cases(desk.store, collector, cases)
    assert find_all(desk, 50) == 3
    pinned = pin(desk, cases[0].id, cases[0].premises[0].id, HERE)
    assert len(pinned.changes.cases) == 120
    assert {line.source for line in premises(desk).values()} == {"check_in"}


def test_a_search_that_was_interrupted_goes_on_where_it_was(desk: Desk, collector: Staff) -> None:
    bring_cases(desk.store, collector, [a_case(collector, n, f"花桥镇光明路 {n} 号") for n in range(9)])
    assert find_places(desk, 4)
    with desk.store.reading() as unit:
        assert len(unit.premises.unsearched(100)) == 5
    assert find_all(desk, 4) == 2
    assert {line.source for line in premises(desk).values()} == {"township"}


def test_a_newer_table_has_everything_looked_up_again_but_what_was_asked_of_people(
    desk: Desk, collector: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [a_case(collector, number, f"花桥镇光明路 {number} 号") for number in range(4)]
    bring_cases(desk.store, collector, cases)
    pin(desk, cases[0].id, cases[0].premises[0].id, HERE)
    find_all(desk)
    monkeypatch.setattr("fieldapp.geo.addresses.locate.table_version", lambda: "another")
    assert find_all(desk) == 2
    assert premises(desk)["借款人0"].source == "check_in"
    assert premises(desk)["借款人1"].source == "township"
    assert find_all(desk) == 0


def test_an_address_that_was_corrected_meanwhile_is_looked_up_as_it_is_now(
    desk: Desk, collector: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = a_case(collector, 1, "花桥镇光明路 3 号")
    bring_cases(desk.store, collector, [case])
    moved = replace(case, premises=(replace(case.premises[0], address="千灯镇炎武路 3 号"),))
    looked_up = finding._Search.results

    def overtaken(self: object, asked: object) -> object:
        bring(desk.store, scope_of(collector), put(2, Entity.CASE, moved, ver=2))
        monkeypatch.undo()
        return looked_up(self, asked)  # type: ignore[arg-type]

    monkeypatch.setattr(finding._Search, "results", overtaken)
    assert find_places(desk)
    assert premises(desk)["借款人1"].source is None
    find_all(desk)
    assert premises(desk)["借款人1"].source == "township"


def test_nothing_is_left_of_an_address_that_went(desk: Desk, collector: Staff) -> None:
    case = a_case(collector, 1, "花桥镇光明路 3 号")
    bring_cases(desk.store, collector, [case])
    find_all(desk)
    bring(desk.store, scope_of(collector), evict(2, Entity.CASE, case))
    with desk.store.reading() as unit:
        assert unit.premises.found.outdated("anything", 10) == []
    assert not find_places(desk)


def test_a_pack_with_streets_has_addresses_looked_up_again_in_it(
    desk: Desk, collector: Staff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_cases(desk.store, collector, [a_case(collector, 1, "花桥镇光明路 3 号")])
    find_all(desk)
    assert premises(desk)["借款人1"].source == "township"
    streets = tmp_path / "streets.db"
    with closing(sqlite3.connect(streets)) as made, made:
        made.execute(
            "CREATE TABLE s (name TEXT NOT NULL, num TEXT, lon REAL NOT NULL, lat REAL NOT NULL, len REAL NOT NULL)"
        )
        made.execute("CREATE INDEX s_name ON s (name, num)")
        made.execute("INSERT INTO s VALUES ('光明路', NULL, 121.0845, 31.3015, 400.0)")
    pack = SimpleNamespace(id="kunshan", sha256="", made_on="2026-07-01", streets=streets)
    monkeypatch.setattr(packs, "installed", lambda _folder: SimpleNamespace(packs=(pack,), broken=()))
    assert find_all(desk) == 1
    found = premises(desk)["借款人1"]
    assert (found.source, found.lon_e6) == ("street", 121_084_500)
    assert found.radius_m is not None
    assert found.radius_m < 2_000
