"""Paying cash in at the bank: one slip for cash of any number of cases, kept as one fact for each of them.

All facts of a slip are kept in one transaction, so that no part of the money is called paid in without the rest. Cash
of a case that has left this laptop is paid in like any other: it is still in the collector's hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from fieldapp import clock
from fieldapp.domain.cash import CashInHand, Deposit, DepositContent, DepositUrgency, Receipt, urgency_of
from fieldapp.domain.facts import FactKind
from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.services.take_cash import deposit_hours, held_of, held_rows
from fieldapp.store.laptop.cash_book import BookedCash
from fieldapp.store.laptop.unit import ChangeSet, LaptopUnit

SHOWN_BACK = 60
"""So many receipts that are no longer in hand are shown."""


@dataclass(frozen=True, slots=True)
class HeldCash:
    """A receipt whose cash is in hand. `borrower` is empty where the case has left this laptop.

    `elsewhere`: it was written with another laptop.
    """

    cash: BookedCash
    borrower: str
    due_by: datetime | None
    urgency: DepositUrgency
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class CashSheet:
    """The cash page: what is in hand, what was paid in or made void, newest first, and what can still be written."""

    held: tuple[HeldCash, ...]
    total: CashInHand
    past: tuple[BookedCash, ...]
    hours: int | None
    numbers_left: int
    account: str = ""


@dataclass(frozen=True, slots=True)
class PaidIn:
    """What the bank's slip says: its number, its total in minor units, when."""

    slip: str
    total: int
    at: datetime


def cash_sheet(desk: Desk) -> CashSheet:
    """The cash book as it stands."""
    now, hours = clock.now(), deposit_hours(desk, clock.today())
    with desk.store.reading() as unit:
        rows, past = held_rows(desk, unit), [one for one in unit.cash.all() if not one.in_hand]
        lines = [unit.cases.line(case_id) for case_id in sorted({one.case_id for one in rows})]
        booked = {one.receipt_id for one in unit.cash.in_hand()}
        left, office = unit.receipts.left(), unit.shadow.office()
    names = {line.case_id: line.borrower_name for line in lines if line is not None}
    held = []
    for one in rows:
        due_by = one.taken_at + timedelta(hours=hours) if hours is not None else None
        name = names.get(one.case_id, "")
        held.append(HeldCash(one, name, due_by, urgency_of(due_by, now), one.receipt_id not in booked))
    account = f"{office.account_bank} {office.account_no}" if office else ""
    return CashSheet(tuple(held), held_of(rows, hours), tuple(reversed(past))[:SHOWN_BACK], hours, left, account)


def deposit_cash(desk: Desk, receipt_ids: Sequence[str], paid: PaidIn) -> ChangeSet:
    """The cash of these receipts was paid in under one slip.

    Raises:
        KnownError: `cash.nothing_chosen`, `cash.unknown_receipt`, `cash.no_slip`, `cash.slip_differs` when the slip
            says another sum than the receipts; nothing is kept then.
    """
    with desk.store.writing() as unit:
        chosen = [one for one in held_rows(desk, unit) if one.receipt_id in set(receipt_ids)]
        _must_fit(chosen, receipt_ids, paid)
        booked = {one.receipt_id for one in unit.cash.in_hand()}
        by_case = sorted(chosen, key=lambda one: (one.case_id, one.number))
        for case_id, rows in groupby(by_case, key=lambda one: one.case_id):
            _keep(desk, unit, case_id, list(rows), paid, booked)
        unit.cash.deposit([one.receipt_id for one in chosen], paid.slip.strip(), paid.at)
        return unit.changes


def _must_fit(chosen: Sequence[BookedCash], receipt_ids: Sequence[str], paid: PaidIn) -> None:
    if not receipt_ids:
        raise KnownError("cash.nothing_chosen")
    if len(chosen) != len(set(receipt_ids)):
        raise KnownError("cash.unknown_receipt")
    if not paid.slip.strip():
        raise KnownError("cash.no_slip")
    total = sum(one.amount for one in chosen)
    if total != paid.total:
        raise KnownError("cash.slip_differs", {"slip_minor": paid.total, "receipts_minor": total})


def _keep(
    desk: Desk, unit: LaptopUnit, case_id: str, rows: Sequence[BookedCash], paid: PaidIn, booked: set[str]
) -> None:
    """The fact of one case. What is not here any more is judged by the office alone."""
    ids = tuple(one.receipt_id for one in rows)
    content = DepositContent(ids, sum(one.amount for one in rows), paid.at, paid.slip.strip(), paid.total)
    fact = desk.fact(FactKind.CASH_DEPOSITED, case_id, content)
    needs = tuple(one for one in ids if one in booked)
    file = unit.files.find(case_id)
    if file is not None:
        desk.record(unit, file, fact, depends_on=needs)
    else:
        unit.outbox.add(fact, desk.device_id, needs)
        unit.changes.outbox = True


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A receipt of one case and what became of its cash. `by`: who wrote it; `deposit`: with which it was paid in."""

    receipt: Receipt
    deposit: Deposit | None
    by: str
    own: bool
    refused: str = ""


def case_receipts(desk: Desk, case_id: str) -> tuple[ReceiptLine, ...]:
    """The receipts of a case, the newest first, whoever wrote them.

    Raises:
        KnownError: `case.not_here`.
    """
    with desk.store.reading() as unit:
        file, staff = unit.files.get(case_id), unit.shadow.staff()
        refused = {one.receipt_id: one.refused for one in unit.cash.all() if one.case_id == case_id}
    lines = []
    for receipt in file.receipts:
        by = staff.get(receipt.made_by)
        own = receipt.made_by == desk.staff.id
        told = refused.get(receipt.id, "")
        lines.append(ReceiptLine(receipt, file.deposit_of(receipt.id), by.name if by else "", own, told))
    return tuple(sorted(lines, key=lambda one: one.receipt.content.at, reverse=True))
