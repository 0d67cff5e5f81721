"""The way of today on the map: along the roads of a pack that has them, straight where none has; and what a case with
several premises looks like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fieldapp import clock
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.services.desk import Desk
from tests.laptops import bring_cases, desk_in
from tests.maps import HELSINKI, helsinki
from tests.office import MORNING, borrower_case, staff
from ui.viewmodels.map_cases import MapWish, find_cases, kinds
from ui.viewmodels.map_route import read_route


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    before = clock.use(clock.PracticeClock(MORNING))
    person = staff()[0]
    made = desk_in(tmp_path / "desk", person)
    around = [(-6_000, -4_000), (6_000, 3_000), (-2_000, 5_000)]
    cases = [borrower_case(person, f"借款人{n}", number=500 + n, place=_near(*away)) for n, away in enumerate(around)]
    other = replace(cases[0].premises[0], id="second", name="分店", place=_near(3_000, -5_000))
    cases[0] = replace(cases[0], premises=(*cases[0].premises, other))
    bring_cases(made.store, person, cases)
    yield made
    made.store.close()
    clock.use(before)


def _near(east: int, north: int) -> Place:
    return Place(HELSINKI[0] + east, HELSINKI[1] + north, 20, PlaceSource.PINNED)


def test_without_roads_the_way_is_straight_and_says_so(desk: Desk, tmp_path: Path) -> None:
    found = read_route(desk, tmp_path / "no packs")
    assert [stop.number for stop in found.stops] == [1, 2, 3]
    assert list(found.line) == [(stop.lon_e6, stop.lat_e6) for stop in found.stops]
    assert found.way == "今日路线（直线）"


def test_with_the_roads_of_a_pack_the_way_follows_them_and_says_so(desk: Desk, tmp_path: Path) -> None:
    helsinki(tmp_path / "packs")
    found = read_route(desk, tmp_path / "packs")
    assert len(found.line) > 10
    assert found.line[0] == (found.stops[0].lon_e6, found.stops[0].lat_e6)
    assert found.way == "今日路线（按道路）"


def test_every_premises_of_a_case_is_a_point_with_the_shape_of_its_bucket(desk: Desk) -> None:
    found = find_cases(desk, MapWish())
    assert len(found.lines) == 3
    assert found.points.count == 4
    own = [point for point in found.points.points if point.case_id == found.lines[0].case_id]
    assert {kinds()[point.kind].label for point in own} == {found.lines[0].bucket}
    assert len({kind.shape for kind in kinds()}) == 5
    (one, *rest) = found.lines
    only = find_cases(desk, MapWish(only=(one.case_id,)))
    assert [line.case_id for line in only.lines] == [one.case_id]
    assert {point.case_id for point in only.points.points} == {one.case_id}
    assert only.stamp != found.stamp == find_cases(desk, MapWish()).stamp
    assert rest
