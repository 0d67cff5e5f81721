"""Whether a receipt, its voiding or a deposit may stand; what a number's block allows is the office's to check.

Cash that was taken is taken: what only the office can know (that the case has moved on, that a payment came meanwhile)
is no reason to refuse its receipt or its deposit. What is refused is what cannot be true.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from fieldapp.domain.case import CaseFile
from fieldapp.domain.cash import DepositContent, Receipt, ReceiptContent, ReceiptVoided
from fieldapp.domain.facts import Fact
from fieldapp.domain.lending.allocation import AllocationLine
from fieldapp.domain.lending.ledger import replay
from fieldapp.domain.lending.loan import Loan, Payment
from fieldapp.domain.party import PartyRole
from fieldapp.domain.refusal import Refusal
from fieldapp.domain.staff import Staff, StaffRole

WRITTEN_WITHIN = timedelta(days=1)
"""A receipt is written when the money changes hands (R42), a deposit recorded within days."""
RECORDED_WITHIN = timedelta(days=31)
CLOCKS_DIFFER = timedelta(minutes=5)
NOTE_LIMIT = 300
_PREVIEW = "preview"


def is_own_cash(file: CaseFile, fact: Fact) -> bool:
    """Whether a fact is about cash in the hand of whoever made it: that stays theirs wherever the case has gone."""
    payload = fact.payload
    if isinstance(payload, ReceiptContent):
        return True
    if isinstance(payload, ReceiptVoided):
        return _all_by(file, (payload.receipt_id,), fact.made_by)
    return isinstance(payload, DepositContent) and _all_by(file, payload.receipt_ids, fact.made_by)


def _all_by(file: CaseFile, receipt_ids: Sequence[str], staff_id: str) -> bool:
    found = [file.receipt(receipt_id) for receipt_id in receipt_ids]
    return bool(found) and all(one is not None and one.made_by == staff_id for one in found)


def against_receipt(file: CaseFile, receipt: ReceiptContent, made_at: datetime) -> Refusal | None:
    """Why this receipt cannot stand; None if it can."""
    if file.case.loan(receipt.loan_id) is None:
        return Refusal("cash.unknown_loan")
    payer = file.ever.party(receipt.payer_id)
    if payer is None:
        return Refusal("cash.unknown_payer")
    if payer.role is PartyRole.CONTACT:
        return Refusal("cash.payer_not_liable")
    if receipt.amount <= 0:
        return Refusal("cash.bad_amount")
    if receipt.number <= 0 or any(one.content.number == receipt.number for one in file.receipts):
        return Refusal("cash.number_used", {"number": receipt.number})
    if not made_at - WRITTEN_WITHIN <= receipt.at <= made_at + CLOCKS_DIFFER:
        return Refusal("cash.out_of_time")
    if receipt.visit_id and all(one.id != receipt.visit_id for one in file.visits):
        return Refusal("cash.unknown_visit")
    return Refusal("cash.note_too_long", {"limit": NOTE_LIMIT}) if len(receipt.note) > NOTE_LIMIT else None


def against_voiding(file: CaseFile, voided: ReceiptVoided, actor: Staff) -> Refusal | None:
    """Why this receipt cannot be made void; None if it can."""
    receipt = file.receipt(voided.receipt_id)
    if receipt is None:
        return Refusal("cash.unknown_receipt")
    refusal = _in_hand(file, receipt, actor)
    if refusal is not None:
        return refusal
    if not voided.reason.strip():
        return Refusal("cash.no_reason")
    return Refusal("cash.note_too_long", {"limit": NOTE_LIMIT}) if len(voided.reason) > NOTE_LIMIT else None


def against_deposit(file: CaseFile, deposit: DepositContent, actor: Staff, made_at: datetime) -> Refusal | None:
    """Why this deposit cannot stand; None if it can."""
    receipts = [file.receipt(receipt_id) for receipt_id in dict.fromkeys(deposit.receipt_ids)]
    known = [one for one in receipts if one is not None]
    if not known or len(known) != len(deposit.receipt_ids):
        return Refusal("cash.unknown_receipt")
    for receipt in known:
        refusal = _in_hand(file, receipt, actor)
        if refusal is not None:
            return refusal
    if deposit.amount != sum(one.content.amount for one in known):
        return Refusal("cash.deposit_sum")
    if not deposit.slip.strip():
        return Refusal("cash.no_slip")
    if deposit.slip_total < deposit.amount:
        return Refusal("cash.slip_too_small")
    taken = max(one.content.at for one in known)
    if deposit.at < taken - WRITTEN_WITHIN or not made_at - RECORDED_WITHIN <= deposit.at <= made_at + CLOCKS_DIFFER:
        return Refusal("cash.deposit_out_of_time")
    return None


def _in_hand(file: CaseFile, receipt: Receipt, actor: Staff) -> Refusal | None:
    """Why the cash of a receipt is not in the hand of `actor` any more; a supervisor may speak for a collector."""
    told: dict[str, str | int] = {"number": receipt.content.number}
    if actor.role is StaffRole.COLLECTOR and receipt.made_by != actor.id:
        return Refusal("cash.not_your_receipt", told)
    if receipt.void_reason:
        return Refusal("cash.already_void", told)
    return Refusal("cash.already_deposited", told) if file.deposit_of(receipt.id) else None


def allocation_preview(loan: Loan, amount: int, on: date) -> tuple[tuple[AllocationLine, ...], int]:
    """Where this sum would go if the bank posted it on that day, line by line, and what no row needs."""
    paid = Payment(_PREVIEW, on, amount)
    ledger = replay(replace(loan, payments=(*loan.payments, paid)), on)
    applied = next(one for one in ledger.applied if one.payment.reference == _PREVIEW)
    return applied.lines, applied.excess
