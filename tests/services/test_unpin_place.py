"""A pin that was taken back: what stood before it stands again, at both ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fieldapp.domain.case import Case
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.services.pin_place import pin
from fieldapp.services.places_to_confirm import places_to_confirm
from fieldapp.services.unpin_place import unpin
from tests.office import TestOffice, borrower_case, file_of, sync

HERE = Place(120_700_000, 31_400_000, 20, PlaceSource.PINNED)
THERE = Place(120_800_000, 31_500_000, 20, PlaceSource.CHECK_IN)


def place_of(desk: Desk, case: Case) -> Place | None:
    """Where the first premises are, as the case is known here."""
    return file_of(desk, case).known.premises[0].place


@pytest.mark.parametrize("before", [None, Place(120_520_000, 31_270_000, 3_200, PlaceSource.TOWNSHIP)])
def test_what_stood_before_stands_again(office: TestOffice, before: Place | None) -> None:
    one = borrower_case(office.people["zhouming"])
    case = replace(one, premises=(replace(one.premises[0], place=before),))
    office.save(case)
    desk = office.desk("zhouming")
    sync(desk)
    made = pin(desk, case.id, case.premises[0].id, HERE)
    assert place_of(desk, case) == HERE
    assert places_to_confirm(desk).total == 0
    unpin(desk, case.id, made.fact_id)
    assert place_of(desk, case) == before
    assert places_to_confirm(desk).total == 1
    sync(desk)
    sync(desk)
    assert place_of(desk, case) == before
    assert places_to_confirm(desk).total == 1


def test_of_two_pins_the_earlier_holds_again(desk: Desk, case: Case) -> None:
    premises = case.premises[0]
    pin(desk, case.id, premises.id, HERE)
    second = pin(desk, case.id, premises.id, THERE)
    unpin(desk, case.id, second.fact_id)
    assert place_of(desk, case) == HERE
    again = pin(desk, case.id, premises.id, THERE)
    assert place_of(desk, case) == THERE
    assert again.fact_id != second.fact_id


def test_a_pin_that_is_not_the_last_word_stays(desk: Desk, case: Case) -> None:
    premises = case.premises[0]
    first = pin(desk, case.id, premises.id, HERE)
    pin(desk, case.id, premises.id, THERE)
    with pytest.raises(KnownError, match=r"place\.not_the_last_word"):
        unpin(desk, case.id, first.fact_id)
    with pytest.raises(KnownError, match=r"place\.not_the_last_word"):
        unpin(desk, case.id, premises.id)
    assert place_of(desk, case) == THERE
