"""People who are hired for one test, so that many tests can share one office and never meet."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import Protocol

from fieldapp import clock
from fieldapp.domain.case import Entity
from fieldapp.domain.ids import new_id
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.security.passwords import hash_password
from tests.office import PASSPHRASE, TestOffice

NUMBERS = count(1000)
"""For logins, staff and case numbers that nobody else has."""


class Hire(Protocol):
    """Brings a new member of staff, in a team of their own unless one is named."""

    def __call__(self, role: StaffRole = ..., team: str = ...) -> Staff: ...


@cache
def _hash_of_the_passphrase() -> str:
    """Everybody's: hashing anew for each would take longer than most tests."""
    return hash_password(PASSPHRASE)


def hire_in(office: TestOffice) -> Hire:
    """A way of hiring for an office."""

    def hire(role: StaffRole = StaffRole.COLLECTOR, team: str = "") -> Staff:
        number = next(NUMBERS)
        level = Level.COLLECTOR if role is StaffRole.COLLECTOR else Level.BRANCH_MANAGER
        person = Staff(new_id(), f"person{number}", f"员工{number}", f"N{number}", role, level, team or f"组{number}")
        with office.store.writing() as unit:
            unit.accounts.add(person, _hash_of_the_passphrase(), clock.now())
            unit.records.save_office_record(Entity.STAFF, person)
        return person

    return hire


def team_in(office: TestOffice) -> TestOffice:
    """The same running office as a new team sees it: two collectors and their supervisor, and no cases."""
    hire, team = hire_in(office), f"组 {new_id()}"
    people = {
        "zhouming": hire(team=team),
        "wudi": hire(team=team),
        "chenlan": hire(StaffRole.SUPERVISOR, team),
    }
    return TestOffice(office.folder, office.store, office.url, people)
