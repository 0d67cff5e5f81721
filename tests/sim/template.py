"""The first morning of every run: an office with its people and their laptops known, and an empty store for a laptop.

Made once per process, with ids that are the same everywhere, and copied for every seed.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from db import migrate
from db.engine import server_engine
from fieldapp import clock
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.ids import new_id
from fieldapp.domain.lending.loan import Loan, LoanTerms, RepaymentMethod
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.store.laptop.unit import open_store
from fieldapp.store.office.unit import OfficeStore
from tests.laptops import KEY
from tests.office import borrower_case, office
from tests.sim.chance import Chance, seeded
from tests.sim.stage import MEMORY
from tests.sim.timeline import START, Timeline

TEAM = "外访一组"
PEOPLE = (
    ("anna", StaffRole.COLLECTOR, Level.COLLECTOR),
    ("bo", StaffRole.COLLECTOR, Level.COLLECTOR),
    ("chen", StaffRole.COLLECTOR, Level.COLLECTOR),
    ("super", StaffRole.SUPERVISOR, Level.BRANCH_MANAGER),
)
CASES = 5


@dataclass(frozen=True)
class Enrolled:
    """Somebody with a laptop that the office knows."""

    staff: Staff
    device_id: str
    token: str


@dataclass(frozen=True)
class FirstMorning:
    """The two databases as bytes, who there is, and the cases that the office will hand out."""

    office_db: bytes
    laptop_db: bytes
    people: dict[str, Enrolled]
    cases: tuple[Case, ...]


@cache
def first_morning() -> FirstMorning:
    """The same in every process."""
    before = clock.use(Timeline())
    try:
        with seeded(Chance(0)), tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            people, epoch = _people(), new_id()
            office_db = _office(Path(folder) / "office.db", people, epoch)
            laptop_db = _laptop(Path(folder) / "store.db", epoch)
            nobody = people["anna"].staff
            cases = tuple(_case(nobody, number) for number in range(CASES))
        return FirstMorning(office_db, laptop_db, people, cases)
    finally:
        clock.use(before)


def _people() -> dict[str, Enrolled]:
    found = {}
    for number, (login, role, level) in enumerate(PEOPLE):
        staff = Staff(new_id(), login, f"员工{number}", f"N{number}", role, level, TEAM)
        found[login] = Enrolled(staff, new_id(), f"token of {login}")
    return found


def _office(path: Path, people: dict[str, Enrolled], epoch: str) -> bytes:
    engine = server_engine(f"sqlite:///{path}")
    migrate.upgrade(engine, "server")
    store = OfficeStore(engine)
    with store.writing() as unit:
        unit.settings.set("epoch", epoch)
        unit.records.save_office_record(Entity.OFFICE, office())
        for one in people.values():
            unit.accounts.add(one.staff, "no passphrase", START)
            unit.records.save_office_record(Entity.STAFF, one.staff)
            unit.accounts.add_device(one.device_id, one.staff.id, "laptop", START)
            later = START + timedelta(days=3650)
            unit.accounts.open_session(one.token, one.staff.id, one.device_id, START, later)
    store.close()
    return path.read_bytes()


def _laptop(path: Path, epoch: str) -> bytes:
    """The store as the first sign-in leaves it."""
    store = open_store(path, KEY)
    with store.writing() as unit:
        unit.settings.set("epoch", epoch)
    store.close()
    return path.read_bytes()


def _case(holder: Staff, number: int) -> Case:
    """A case with a small loan that is long overdue: cheap to look at, and promises and plans can be made on it."""
    terms = LoanTerms(
        300_000, Decimal("0.12"), RepaymentMethod.EQUAL_INSTALMENT, 3, date(2026, 4, 10), date(2026, 5, 10)
    )
    loan = Loan(new_id(), f"苏惠贷2026-{number:04d}", "经营贷", date(2026, 4, 8), terms)
    return borrower_case(holder, f"借款人{number}", f"店铺{number}", number, loans=(loan,), place=None)
