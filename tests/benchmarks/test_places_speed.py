"""Places of many premises: found in the background and read for the map. Bounds are loose; figures are in the notes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fieldapp import clock
from fieldapp.services.desk import Desk
from fieldapp.services.find_places import find_places
from fieldapp.store.laptop.case_filter import CaseFilter
from tests.laptops import bring_cases, desk_in
from tests.office import MORNING, borrower_case, staff

PREMISES = 1_000
STREETS = ("玉山镇前进中路", "周市镇长江北路", "千灯镇炎武路", "张浦镇花苑路", "花桥镇光明路")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    before = clock.use(clock.PracticeClock(MORNING))
    own = desk_in(tmp_path / "desk", staff()[0])
    yield own
    own.store.close()
    clock.use(before)


def test_a_thousand_addresses_are_found_and_read_in_a_fraction_of_a_second(desk: Desk) -> None:
    model = borrower_case(desk.staff, place=None)
    cases = []
    for number in range(PREMISES):
        case = borrower_case(desk.staff, number=number, loans=model.loans)
        address = f"{STREETS[number % len(STREETS)]} {number} 号"
        cases.append(
            replace(case, premises=(replace(case.premises[0], district="苏州市昆山市", address=address, place=None),))
        )
    bring_cases(desk.store, desk.staff, cases)
    find_places(desk)  # loads the table
    begun = time.process_time()
    while find_places(desk):
        pass
    found = time.process_time()
    with desk.store.reading() as unit:
        lines = unit.premises.points(CaseFilter())
    read = time.process_time()
    assert len(lines) == PREMISES
    assert found - begun < 1.5
    assert read - found < 0.1
