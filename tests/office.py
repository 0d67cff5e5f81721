"""A whole office for tests: a real server over HTTP in a thread, its people and cases, and desks that signed in.

`NOON` is the practice day's moment: 2026-07-25 10:00 in China, so that the worked loan of RULES B3 stands at its dates.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import uvicorn

from fieldapp import clock, rule_packs
from fieldapp.domain.case import Case, CaseFile
from fieldapp.domain.ids import new_id
from fieldapp.domain.lending.loan import Loan, LoanTerms, Payment, RepaymentMethod
from fieldapp.domain.lending.schedule import contract_schedule
from fieldapp.domain.party import (
    Guarantee,
    GuaranteeKind,
    Party,
    PartyRole,
    Place,
    PlaceSource,
    Premises,
    PremisesKind,
)
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.staff import Office, Staff, StaffRole
from fieldapp.security.passphrase_wrap import Cost
from fieldapp.server import home as server_home
from fieldapp.server.app import build_app
from fieldapp.server.file_store import FileStore
from fieldapp.server.folder_shelf import FolderShelf
from fieldapp.server.office_setup import add_account, hashed_passphrase, load_authority, set_up
from fieldapp.services.desk import Desk
from fieldapp.services.share_places import placed
from fieldapp.store.office.unit import OfficeStore
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.sign_in import sign_in, transport_for
from fieldapp.sync.steps import SyncReport

MORNING = datetime(2026, 7, 25, 2, 0, tzinfo=UTC)
PASSPHRASE = "practice-2026"
CHEAP = Cost(passes=1, memory_kib=64, lanes=1)
PINNED = Place(120_601_000, 31_301_000, 30, PlaceSource.PINNED)


@dataclass
class TestOffice:
    """The office while a test runs."""

    __test__ = False
    folder: Path
    store: OfficeStore
    url: str
    people: dict[str, Staff]
    cases: dict[str, Case] = field(default_factory=dict)
    drivers: dict[str, SyncDriver] = field(default_factory=dict)

    def desk(self, login: str, laptop: str = "") -> Desk:
        """The desk of somebody who signs in on a laptop of their own."""
        return sign_in(self.folder / f"laptop-{laptop or login}", self.url, login, PASSPHRASE, cost=CHEAP)

    def save(self, *cases: Case) -> None:
        """The core banking export brings these cases."""
        with self.store.writing() as unit:
            for one in placed(unit, cases):
                unit.records.save_case(one)
        self.cases |= {one.borrower.name: one for one in cases}


def sync(desk: Desk) -> SyncReport:
    """One round, over the real network stack."""
    transport = transport_for(desk)
    try:
        return SyncDriver(desk.store, transport, desk.device_id).run()
    finally:
        transport.close()


@contextmanager
def running_office(folder: Path, database_url: str | None = None, now: datetime = MORNING) -> Iterator[TestOffice]:
    """A server on a port of its own, at the moment `now` and running on from there."""
    before = clock.use(clock.PracticeClock(now))
    home = server_home.create(folder / "server", database_url)
    store = set_up(home.database_url, office(), home.secret(), clock.now())
    people = {person.login: person for person in staff()}
    for person in people.values():
        add_account(store, person, _hashed(), clock.now())
    with store.reading() as unit:
        authority = load_authority(unit, home.secret())
    app = build_app(store, authority, FileStore(FolderShelf(home.files)), rule_packs.load())
    with _served(app) as url:
        yield TestOffice(folder, store, url, people)
    store.close()
    clock.use(before)


@cache
def _hashed() -> str:
    """What the server keeps of the passphrase; slow to make on purpose, so it is made once."""
    return hashed_passphrase(PASSPHRASE)


class _PromptServer(uvicorn.Server):
    """Ends as soon as it is told to; uvicorn's own looks ten times a second, which every test would wait for."""

    _loop: asyncio.AbstractEventLoop
    _told: asyncio.Event

    def __init__(self, app: object) -> None:
        super().__init__(uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off"))  # type: ignore[arg-type]
        self.open = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop, self._told = asyncio.get_running_loop(), asyncio.Event()
        await super().startup(sockets)
        self.open.set()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self._told.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for one in self.servers:
            one.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        while self.server_state.connections or self.server_state.tasks:
            await asyncio.sleep(0.002)

    def end(self) -> None:
        """From any thread, once it is open."""
        self._loop.call_soon_threadsafe(self._told.set)


@contextmanager
def _served(app: object) -> Iterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = _PromptServer(app)
    thread = threading.Thread(target=lambda: server.run([listening]), name="office", daemon=True)
    thread.start()
    assert server.open.wait(10), "the office did not open"
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.end()
        thread.join(10)
        listening.close()


def office() -> Office:
    """The lender's office."""
    return Office(
        id=new_id(),
        name="苏南惠农小额贷款有限公司",
        uscc="91320500MA1XXXXX0X",
        legal_representative="陈国栋",
        address="江苏省苏州市姑苏区人民路 66 号",
        phone="0512-60000000",
        account_name="苏南惠农小额贷款有限公司",
        account_bank="苏州农商银行人民路支行",
        account_no="6230 0000 0000 0000 018",
        court="苏州市姑苏区人民法院",
    )


def staff() -> list[Staff]:
    """Two collectors and a supervisor."""
    return [
        Staff(new_id(), "zhouming", "周明", "C0417", StaffRole.COLLECTOR, Level.COLLECTOR, "外访一组", "13800000017"),
        Staff(new_id(), "wudi", "吴迪", "C0418", StaffRole.COLLECTOR, Level.COLLECTOR, "外访一组", "13800000018"),
        Staff(new_id(), "chenlan", "陈岚", "S0003", StaffRole.SUPERVISOR, Level.BRANCH_MANAGER, "外访一组"),
    ]


def worked_loan(contract_no: str = "苏惠贷2026-0412", *, paid: int = 4) -> Loan:
    """The worked loan L1: 120,000 at 12 %, 12 level instalments from 2026-02-10, `paid` of them paid on time."""
    terms = LoanTerms(
        12_000_000, Decimal("0.12"), RepaymentMethod.EQUAL_INSTALMENT, 12, date(2026, 1, 10), date(2026, 2, 10)
    )
    rows = contract_schedule(terms)
    payments = tuple(Payment(f"{contract_no}-{n}", rows[n].due, rows[n].total, "debit") for n in range(paid))
    return Loan(new_id(), contract_no, "经营贷", date(2026, 1, 8), terms, payments)


def file_of(desk: Desk, case: Case) -> CaseFile:
    """The case file as this laptop shows it."""
    with desk.store.reading() as unit:
        return unit.files.get(case.id)


def borrower_case(
    collector: Staff,
    name: str = "李建国",
    shop: str = "李记小炒",
    number: int = 412,
    *,
    loans: tuple[Loan, ...] = (),
    trade: str = "餐馆",
    kind: PremisesKind = PremisesKind.SHOP,
    address: str = "四环西路 18 号",
    place: Place | None = PINNED,
) -> Case:
    """A case that has everything: premises with a place, a joint guarantor, a contact and a spouse who co-signed."""
    end = date(2026, 9, 2)
    parties = (
        Party(new_id(), "张伟", PartyRole.GUARANTOR, "320502198001011234", ("13900000011",), "苏州市姑苏区桃花坞 5 号",
              "朋友", Guarantee(f"苏惠保2026-{number:04d}", GuaranteeKind.JOINT, date(2026, 1, 8), end)),
        Party(new_id(), "李敏", PartyRole.CONTACT, "", ("13900000012",), "", "妹"),
    )  # fmt: skip
    return Case(
        id=new_id(),
        case_no=f"HK-2026-{number:04d}",
        assigned_to=collector.id,
        assigned_at=clock.now() - timedelta(days=20),
        borrower=Party(
            new_id(),
            name,
            PartyRole.BORROWER,
            "320502198803150012",
            (f"1390000{number:04d}",),
            "苏州市姑苏区平江路 1 号",
        ),
        parties=parties,
        premises=(Premises(new_id(), shop, trade, kind, "姑苏区", f"苏州市姑苏区{address}", place),),
        loans=loans or (worked_loan(f"苏惠贷2026-{number:04d}"),),
        balance_at=clock.now() - timedelta(hours=4),
        opened_on=date(2026, 6, 11),
    )


def some_cases(collector: Staff) -> list[Case]:
    """Six cases in different ageing buckets, one of them without a place on the map."""
    east = Place(120_651_000, 31_322_000, 250, PlaceSource.STREET)
    south = Place(120_620_000, 31_262_000, 5_200, PlaceSource.DISTRICT)
    north = Place(120_580_000, 31_345_000, 60, PlaceSource.CHECK_IN)
    make, loan = borrower_case, worked_loan
    return [
        make(collector),
        make(collector, "王秀英", "秀英水果超市", 413, loans=(loan("苏惠贷2026-0413", paid=5),), trade="水果",
             address="建设路农贸市场 B12", place=east),
        make(collector, "赵德顺", "德顺五金加工部", 414, loans=(loan("苏惠贷2026-0414", paid=3),), trade="五金",
             kind=PremisesKind.FACTORY, address="工业大道 207 号", place=north),
        make(collector, "陈晓梅", "晓梅服装店", 415, trade="服装", address="步行街 3 区 21 号", place=None),
        make(collector, "孙国庆", "国庆养殖场", 416, loans=(loan("苏惠贷2026-0416", paid=1),), trade="养殖",
             kind=PremisesKind.FARM, address="红旗乡三组", place=south),
        make(collector, "周小川", "小川汽修", 417, loans=(loan("苏惠贷2026-0417", paid=6),), trade="汽修",
             kind=PremisesKind.SERVICE, address="学院路 9 号"),
    ]  # fmt: skip
