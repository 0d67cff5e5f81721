"""One office for all tests of a module, on SQLite and on PostgreSQL, and people who are hired for one test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Protocol

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.staff import Staff
from tests.laptops import BareLaptop
from tests.office import TestOffice, borrower_case, running_office
from tests.people import NUMBERS, Hire, hire_in

BOTH = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))


class Laptop(Protocol):
    """Signs somebody in on a bare laptop."""

    def __call__(self, person: Staff, device_id: str = ...) -> BareLaptop: ...


@pytest.fixture(scope="module", params=BOTH)
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    """A running office; its tests keep apart by hiring their own people."""
    url = request.getfixturevalue("postgres").database() if request.param == "postgres" else None
    with running_office(tmp_path_factory.mktemp("office"), url) as one:
        yield one


@pytest.fixture(scope="module")
def small_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    """The same on SQLite only, for what does not reach the database."""
    with running_office(tmp_path_factory.mktemp("office")) as one:
        yield one


@pytest.fixture
def hire(office: TestOffice) -> Hire:
    """Somebody new in the office."""
    return hire_in(office)


@pytest.fixture
def laptop(office: TestOffice) -> Iterator[Laptop]:
    """Laptops that are closed afterwards."""
    with ExitStack() as opened:

        def sign_in(person: Staff, device_id: str = "") -> BareLaptop:
            one = BareLaptop(office.url, person.login, device_id)
            opened.callback(one.close)
            return one

        yield sign_in


@pytest.fixture
def new_case(office: TestOffice) -> Callable[[Staff], Case]:
    """A case that the core banking export brings to somebody."""

    def bring(person: Staff) -> Case:
        number = next(NUMBERS)
        case = borrower_case(person, f"借款人{number}", number=number)
        office.save(case)
        return case

    return bring


def assign(office: TestOffice, case: Case, person: Staff) -> Case:
    """The case goes to somebody else, now."""
    moved = replace(case, assigned_to=person.id, assigned_at=clock.now())
    office.save(moved)
    return moved
