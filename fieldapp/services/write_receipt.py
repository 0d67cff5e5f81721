"""A receipt on paper: what was taken, in figures and in capitals, with its number, and "void" across it once it is."""

from __future__ import annotations

from fieldapp.documents.slip import CashReceipt, receipt_slip
from fieldapp.domain.case import CaseFile, Entity
from fieldapp.domain.cash import Receipt
from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.services.issue_document import renderer
from fieldapp.store.laptop.unit import LaptopUnit


def write_receipt(desk: Desk, receipt_id: str) -> bytes:
    """The receipt as a PDF of one A5 sheet; for a reader thread.

    Raises:
        KnownError: `cash.unknown_receipt`, `document.office_unknown`, `documents.no_glyph`.
    """
    with desk.store.reading() as unit:
        file = _file_of(unit, receipt_id)
        receipt = next((one for one in file.receipts if one.id == receipt_id), None) if file is not None else None
        if file is None or receipt is None:
            raise KnownError("cash.unknown_receipt")
        office, staff = unit.shadow.office(), unit.shadow.staff()
    if office is None:
        raise KnownError("document.office_unknown", retryable=True)
    by = staff.get(receipt.made_by, desk.staff)
    loan = file.case.loan(receipt.content.loan_id)
    return renderer().slip(
        receipt_slip(
            CashReceipt(
                number=receipt.content.number,
                amount=receipt.content.amount,
                at=receipt.content.at,
                payer=_payer(file, receipt),
                borrower=file.case.borrower.name,
                contract=loan.contract_no if loan is not None else "",
                creditor=office.name,
                creditor_phone=office.phone,
                collector=by.name,
                staff_no=by.staff_no,
                note=receipt.content.note,
                void_reason=receipt.void_reason,
                zone=file.case.zone,
            )
        )
    )


def _payer(file: CaseFile, receipt: Receipt) -> str:
    party = file.ever.party(receipt.content.payer_id)
    return receipt.content.payer_name or (party.name if party is not None else "")


def _file_of(unit: LaptopUnit, receipt_id: str) -> CaseFile | None:
    """The case of a receipt: of one that was sent already by its record, else by the fact that made it."""
    case_id = unit.shadow.case_of(Entity.RECEIPT, receipt_id) or unit.outbox.case_of(receipt_id)
    return unit.files.find(case_id) if case_id else None
