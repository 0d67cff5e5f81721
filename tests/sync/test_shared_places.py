"""A place confirmed at one desk is on a colleague's map after both have synced, and gone again when it was wrong."""

from __future__ import annotations

import pytest

from fieldapp.domain.case import Case
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.services.desk import Desk
from fieldapp.services.find_places import find_places
from fieldapp.services.pin_place import pin
from fieldapp.services.places_to_confirm import places_to_confirm
from fieldapp.services.unpin_place import unpin
from tests.office import TestOffice, borrower_case, sync
from tests.people import team_in
from tests.sync.conftest import NewDesk

HERE = Place(120_611_111, 31_311_111, 20, PlaceSource.CHECK_IN)


@pytest.fixture
def office(shared_office: TestOffice) -> TestOffice:
    return team_in(shared_office)


def shown(desk: Desk, case: Case) -> tuple[int | None, str | None]:
    with desk.store.reading() as unit:
        (line,) = unit.premises.of_case(case.id)
    return line.lon_e6, line.source


def synced(desk: Desk) -> None:
    report = sync(desk)
    assert report.error is None
    while find_places(desk):
        pass


def test_a_colleagues_map_has_the_place_after_the_next_sync_and_loses_it_when_it_is_taken_back(
    office: TestOffice, new_desk: NewDesk
) -> None:
    mine = borrower_case(office.people["zhouming"], "李建国", number=501, address="测试路 77 号", place=None)
    theirs = borrower_case(office.people["wudi"], "王秀英", number=502, address="测试路77号", place=None)
    office.save(mine, theirs)
    desk, other = new_desk("zhouming"), new_desk("wudi")
    synced(desk)
    synced(other)
    assert shown(other, theirs)[1] == "district"
    pinned = pin(desk, mine.id, mine.premises[0].id, HERE)
    synced(desk)
    synced(other)
    assert shown(desk, mine) == shown(other, theirs) == (HERE.lon_e6, "check_in")
    assert places_to_confirm(other).total == 0
    unpin(desk, mine.id, pinned.fact_id)
    synced(desk)
    synced(other)
    assert shown(desk, mine)[1] == shown(other, theirs)[1] == "district"
