"""Taking cash: the rules are asked first, then a numbered receipt is written, in one transaction with its number.

Cash is no payment: the account changes only when the bank has posted the money. Until it was paid in, it is in the
collector's hand and stands in the cash book, wherever the case goes meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fieldapp import clock
from fieldapp.domain.caseview import CaseView, view
from fieldapp.domain.cash import CashInHand, Receipt, ReceiptContent, ReceiptVoided
from fieldapp.domain.cash_rules import allocation_preview
from fieldapp.domain.compliance.answer import Answer, Outcome, may_i
from fieldapp.domain.compliance.question import Action, MoneyHandling, Person, Question
from fieldapp.domain.compliance.verbs import Role, Verb
from fieldapp.domain.facts import FactKind
from fieldapp.domain.lending.allocation import AllocationLine
from fieldapp.domain.party import Party, PartyRole
from fieldapp.errors import KnownError
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.cash_book import BookedCash
from fieldapp.store.laptop.unit import ChangeSet, LaptopUnit

DEPOSIT_RULE = "R42"


@dataclass(frozen=True, slots=True)
class CashTaken:
    """What was typed of cash that changes hands; `amount` in minor units."""

    case_id: str
    loan_id: str
    payer_id: str
    amount: int
    payer_name: str = ""
    visit_id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CashDesk:
    """What the sheet needs before cash is taken.

    Attributes:
        payers: who owes the debt or guarantees it.
        next_number: the number the receipt will have; None where none is left. `left`: receipts that can be written.
        held: cash in hand now. answer: whether cash may be taken now, from the borrower.
    """

    seen: CaseView
    payers: tuple[Party, ...]
    next_number: int | None
    left: int
    held: CashInHand
    answer: Answer


@dataclass(frozen=True, slots=True)
class SavedReceipt:
    """A receipt that is safely in the store."""

    receipt: Receipt
    changes: ChangeSet


def cash_in_hand(desk: Desk) -> CashInHand:
    """All cash in the hand of whoever sits here, whatever laptop it was taken with."""
    with desk.store.reading() as unit:
        rows = held_rows(desk, unit)
    return held_of(rows, deposit_hours(desk, clock.today()))


def held_rows(desk: Desk, unit: LaptopUnit) -> list[BookedCash]:
    """The receipts whose cash is in hand, the oldest first."""
    rows = [*unit.cash.in_hand(), *unit.cash.elsewhere(desk.staff.id)]
    return sorted(rows, key=lambda one: (one.taken_at, one.number))


def deposit_hours(desk: Desk, on: date) -> int | None:
    """Within how many hours cash has to be paid in; None where no rule says so."""
    rule = desk.compliance(on).rules.get(DEPOSIT_RULE)
    return rule.of("deposit_hours", int) if rule else None


def held_of(rows: list[BookedCash], hours: int | None) -> CashInHand:
    """What these receipts come to, the oldest of them first."""
    if not rows:
        return CashInHand()
    oldest = rows[0].taken_at
    due_by = oldest + timedelta(hours=hours) if hours is not None else None
    return CashInHand(sum(one.amount for one in rows), len(rows), oldest, due_by)


def before_cash(desk: Desk, case_id: str) -> CashDesk:
    """What the sheet shows before a sum is typed.

    Raises:
        KnownError: `case.not_here`.
    """
    now = clock.now()
    with desk.store.reading() as unit:
        file = unit.files.get(case_id)
        rows = held_rows(desk, unit)
        number, left = unit.receipts.peek(), unit.receipts.left()
    seen = view(file, clock.today(file.case.zone), agreement_rules())
    held = held_of(rows, deposit_hours(desk, seen.as_of))
    liable = [p for p in (seen.case.borrower, *seen.case.parties) if p.role is not PartyRole.CONTACT]
    answer = _ask(desk, seen, seen.case.borrower, number, held, now)
    return CashDesk(seen, tuple(liable), number, left, held, answer)


def preview(seen: CaseView, loan_id: str, amount: int) -> tuple[tuple[AllocationLine, ...], int]:
    """Where this sum would go if the bank posted it today, and what no row needs; it changes nothing."""
    loan = seen.file.case.loan(loan_id)
    assert loan is not None
    return allocation_preview(loan, amount, seen.as_of)


def take_cash(desk: Desk, taken: CashTaken) -> SavedReceipt:
    """Write the receipt: number, fact and cash book in one transaction.

    Raises:
        KnownError: `cash.no_numbers_left`; why the rules forbid it (`may.cash_not_deposited` …); `cash.too_much`, or
            another refusal; no number is used then.
    """
    now = clock.now()
    with desk.store.writing() as unit:
        file = unit.files.get(taken.case_id)
        seen = view(file, clock.today(file.case.zone), agreement_rules())
        payer = seen.case.party(taken.payer_id)
        number = unit.receipts.take()
        if number is None:
            raise KnownError("cash.no_numbers_left")
        if payer is not None:
            held = held_of(held_rows(desk, unit), deposit_hours(desk, seen.as_of))
            _must_be_allowed(_ask(desk, seen, payer, number, held, now))
        _must_be_owed(seen, taken)
        content = ReceiptContent(
            number=number,
            loan_id=taken.loan_id,
            payer_id=taken.payer_id,
            amount=taken.amount,
            at=now,
            payer_name=taken.payer_name.strip() or (payer.name if payer else ""),
            visit_id=taken.visit_id,
            note=taken.note.strip(),
        )
        fact = desk.fact(FactKind.CASH_RECEIVED, taken.case_id, content)
        after = desk.record(unit, file, fact, depends_on=(taken.visit_id,) if taken.visit_id else ())
        receipt = after.receipts[-1]
        unit.cash.enter(receipt, file.case.case_no)
        return SavedReceipt(receipt, unit.changes)


def void_receipt(desk: Desk, receipt_id: str, reason: str) -> ChangeSet:
    """Make a receipt void, with its reason: it was spoilt, or the money was given back. Its number stays used.

    So leaves the book, too, cash whose receipt the office refused: that money can only be given back.

    Raises:
        KnownError: `cash.unknown_receipt`, `cash.no_reason`, `cash.already_deposited` …
    """
    with desk.store.writing() as unit:
        booked = unit.cash.find(receipt_id)
        here = next((one for one in held_rows(desk, unit) if one.receipt_id == receipt_id), booked)
        if here is None:
            raise KnownError("cash.unknown_receipt")
        if here.slip:
            raise KnownError("cash.already_deposited", {"number": here.number})
        if not reason.strip():
            raise KnownError("cash.no_reason")
        unit.cash.void(receipt_id, reason.strip())
        unit.changes.outbox = True
        if here.refused:  # the office knows no such receipt: only this book has to forget the cash
            return unit.changes
        fact = desk.fact(FactKind.RECEIPT_VOIDED, here.case_id, ReceiptVoided(receipt_id, reason.strip()))
        file = unit.files.find(here.case_id)
        if file is not None:
            desk.record(unit, file, fact, depends_on=(receipt_id,) if booked else ())
        else:  # the case has moved on; the cash has not
            unit.outbox.add(fact, desk.device_id, (receipt_id,) if booked else ())
        return unit.changes


def _ask(desk: Desk, seen: CaseView, payer: Party, number: int | None, held: CashInHand, now: datetime) -> Answer:
    """Whether cash may be taken from this party now (R08, R42)."""
    hours = int((now - held.oldest_at).total_seconds() // 3600) if held.oldest_at else 0
    question = Question(
        Action(Verb.TAKE_CASH),
        now,
        seen.case.zone,
        party=Person(Role(payer.role.value), payer.id, payer.name),
        money=MoneyHandling(receipt_no="" if number is None else str(number), cash_held_hours=hours),
    )
    return may_i(question, desk.compliance(seen.as_of))


def _must_be_allowed(answer: Answer) -> None:
    if answer.outcome is Outcome.BLOCK:
        worst = answer.against[0]
        raise KnownError(worst.code, dict(worst.params))


def _must_be_owed(seen: CaseView, taken: CashTaken) -> None:
    """No more cash than would end the loan today, what is still in a hand counted: more is a slip of the finger."""
    loan = next((one for one in seen.loans if one.loan.id == taken.loan_id), None)
    if loan is None:
        return
    in_hand = [one for one in seen.file.receipts if not one.void_reason and seen.file.deposit_of(one.id) is None]
    most = max(0, loan.payoff - sum(one.content.amount for one in in_hand if one.content.loan_id == taken.loan_id))
    if taken.amount > most:
        raise KnownError("cash.too_much", {"most_minor": most})
