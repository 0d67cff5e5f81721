"""Makes the practice office: a server home, its people, and the sample portfolio through the ordinary import.

Apart from `practice` because it needs the whole server, which a start of the window must not wait for.
"""

from __future__ import annotations

from pathlib import Path

from fieldapp import clock
from fieldapp.domain.ids import new_id
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.staff import Office, Staff, StaffRole
from fieldapp.sample import make_portfolio, write_workbook
from fieldapp.sample.model import SampleOffice, SampleStaff
from fieldapp.server import home as server_home
from fieldapp.server.office_setup import add_staff, set_up
from fieldapp.services.import_portfolio import import_portfolio

FILE = "portfolio.xlsx"


def make_office(folder: Path, passphrase: str) -> list[tuple[str, str, str]]:
    """Everything into `folder`; login, name and role of those who can sign in, the practice day's collector first."""
    portfolio = make_portfolio(clock.today())
    home = server_home.create(folder / "server", None)
    store = set_up(home.database_url, _office(portfolio.office), home.secret(), clock.now())
    try:
        for person in portfolio.staff:
            add_staff(store, _person(person), passphrase, clock.now())
        write_workbook(portfolio, folder / FILE)
        outcome = import_portfolio(store, folder / FILE)
    finally:
        store.close()
    if not outcome.taken or outcome.rejects:
        raise RuntimeError(f"the sample portfolio was rejected: {outcome.rejects[:3]}")
    return [(person.login, person.name, person.role) for person in portfolio.staff]


def _office(sample: SampleOffice) -> Office:
    return Office(
        id=new_id(),
        name=sample.name,
        uscc=sample.uscc,
        legal_representative=sample.legal_representative,
        address=sample.address,
        phone=sample.phone,
        account_name=sample.account_name,
        account_bank=sample.account_bank,
        account_no=sample.account_no,
        court=sample.court,
    )


def _person(sample: SampleStaff) -> Staff:
    role = StaffRole(sample.role)
    level = Level.BRANCH_MANAGER if role is StaffRole.SUPERVISOR else Level.COLLECTOR
    return Staff(new_id(), sample.login, sample.name, sample.staff_no, role, level, sample.team, sample.phone)
