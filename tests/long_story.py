"""A case of which very much has happened, and how long its page takes to open: for the test of it and the benchmark."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.contact_log import Channel, ContactContent
from fieldapp.domain.facts import Fact, FactKind, Payload
from fieldapp.domain.ids import new_id
from fieldapp.domain.lending.loan import Loan, Payment
from fieldapp.domain.observation import Crowd, Observation, OpenStatus, StockLevel
from fieldapp.domain.party import PartyRole
from fieldapp.domain.plans.promise import PayChannel, PromiseContent
from fieldapp.domain.visit import Cause, Met, Outcome, VisitContent
from fieldapp.services.desk import Desk
from tests.office import TestOffice, borrower_case, sync
from ui.collector.borrower.page import BorrowerPage
from ui.workplace import Workplace

PAYMENTS = 60
SEEN = Observation(
    open_status=OpenStatus.OPEN_NORMAL,
    customers_10min=11,
    crowd=Crowd.SAME,
    stock_level=StockLevel.NORMAL,
    staff_now=4,
    staff_usual=5,
    sales_month_claimed=4_200_000,
    margin_percent=28,
    costs_month=380_000,
)


def long_story(office: TestOffice, desk: Desk, entries: int = 300) -> Case:
    """A case of this desk with so many entries in its story, all of them known to the office and here."""
    plain = borrower_case(office.people[desk.staff.login], "何长顺", "长顺五金", 990)
    loan = plain.loans[0]
    case = replace(plain, loans=(_with_payments(loan),))
    office.save(case)
    sync(desk)
    with desk.store.writing() as unit:
        for number in range(entries - PAYMENTS):
            unit.outbox.add(_fact(desk, case, number), desk.device_id)
        unit.changes.cases.add(case.id)
    for _ in range(3):
        sync(desk)
    return case


@dataclass
class Opening:
    """How a page opened, in seconds.

    Attributes:
        took: until what the first look needs was painted, the sums, the advice and the first rows of the story.
        whole: until everything down to the end of the page was there.
        longest_event: CPU time of the longest turn of the GUI thread.
    """

    took: float
    whole: float
    longest_event: float


class _Watch:
    """Measures the CPU time of each turn of the event loop between two awakenings."""

    def __init__(self) -> None:
        self.longest = 0.0

    def turn(self, act: Callable[[], object]) -> None:
        """Do one thing and keep how long it took of this thread's CPU."""
        before = time.thread_time()
        act()
        self.longest = max(self.longest, time.thread_time() - before)


def open_page(work: Workplace, case_id: str) -> Opening:
    """Open a case in this window, as a person does, and wait until its page is whole."""
    assert work.shell is not None
    watch, began = _Watch(), time.perf_counter()
    watch.turn(lambda: work.open("case", case_id))
    page = work.shell.page()
    assert isinstance(page, BorrowerPage)
    until = began + 10
    while not page.is_filled and time.perf_counter() < until:
        watch.turn(QCoreApplication.processEvents)
    watch.turn(QCoreApplication.processEvents)  # what is shown is painted with the next turn
    took = time.perf_counter() - began
    while not page.is_whole and time.perf_counter() < until:
        watch.turn(QCoreApplication.processEvents)
    return Opening(took, time.perf_counter() - began, watch.longest)


def _with_payments(loan: Loan) -> Loan:
    first = date(2026, 2, 12)
    more = tuple(
        Payment(f"{loan.contract_no}-x{n}", first + timedelta(days=2 * n), 10_000 + n, "transfer")
        for n in range(PAYMENTS - len(loan.payments))
    )
    return replace(loan, payments=(*loan.payments, *more))


def _fact(desk: Desk, case: Case, number: int) -> Fact:
    at = clock.now() - timedelta(days=1 + number // 3, minutes=37 * (number % 3))
    kind, payload = _payload(case, number, at)
    return Fact(new_id(), kind, case.id, desk.staff.id, at, payload)


def _payload(case: Case, number: int, at: datetime) -> tuple[FactKind, Payload]:
    if number % 4 == 0:
        visit = VisitContent(
            premises_id=case.premises[0].id,
            arrived_at=at - timedelta(minutes=25),
            left_at=at,
            met=Met.BORROWER,
            outcome=Outcome.PLAN_TALKS,
            companion="吴迪",
            identified=True,
            observation=SEEN,
            cause=Cause.RECEIVABLE_DELAYED,
            note="说月底货款到账，愿意先还一部分。",
        )
        return FactKind.VISIT_RECORDED, visit
    if number % 4 == 1:
        due = (at + timedelta(days=3)).date()
        return FactKind.PROMISE_MADE, PromiseContent(
            case.loans[0].id, case.borrower.id, 100_000, due, PayChannel.TRANSFER
        )
    guarantor = next(party for party in case.parties if party.role is PartyRole.GUARANTOR)
    party = case.borrower if number % 4 == 2 else guarantor
    return FactKind.CONTACT_LOGGED, ContactContent(
        at=at,
        channel=Channel.CALL,
        party_id=party.id,
        number=party.phones[0],
        connected=number % 3 != 0,
        seconds=40 if number % 3 else 0,
        note="约定下周再联系。" if number % 3 else "",
    )
