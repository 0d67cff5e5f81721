"""Whether a receipt, its voiding or a deposit may stand; what a number's block allows is the office's to check."""

from __future__ import annotations

from fieldapp.domain.case import CaseFile
from fieldapp.domain.cash import DepositContent, ReceiptContent, ReceiptVoided
from fieldapp.domain.refusal import Refusal
from fieldapp.domain.staff import Staff


def against_receipt(file: CaseFile, receipt: ReceiptContent) -> Refusal | None:
    """Why this receipt cannot stand; None if it can."""
    if file.case.loan(receipt.loan_id) is None:
        return Refusal("cash.unknown_loan")
    return None


def against_voiding(file: CaseFile, voided: ReceiptVoided, _actor: Staff) -> Refusal | None:
    """Why this receipt cannot be made void; None if it can."""
    if all(receipt.id != voided.receipt_id for receipt in file.receipts):
        return Refusal("cash.unknown_receipt")
    return None


def against_deposit(file: CaseFile, deposit: DepositContent, _actor: Staff) -> Refusal | None:
    """Why this deposit cannot stand; None if it can."""
    known = {receipt.id for receipt in file.receipts}
    if not deposit.receipt_ids or not known >= set(deposit.receipt_ids):
        return Refusal("cash.unknown_receipt")
    return None
