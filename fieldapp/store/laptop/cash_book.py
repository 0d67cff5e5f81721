"""The cash book of this laptop: every receipt written here, whether its money is still in hand, or void, or paid in.

It is kept apart from the case files because cash stays in the hand of whoever took it when the case moves to somebody
else, or is recalled. A row is written in one transaction with the fact it comes from, and follows what the office says
of that fact: a deposit that was refused puts the cash back into the hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from db.client_schema import cash_book, fact, outbox, record
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.cash import DepositContent, Receipt, ReceiptVoided
from fieldapp.domain.facts import PAYLOAD_TYPES, FactKind
from fieldapp.protocol.codec import decompress
from fieldapp.protocol.records import decode_record
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus

_ENDS = (FactKind.RECEIPT_VOIDED.value, FactKind.CASH_DEPOSITED.value)
_STANDS = (VerdictStatus.ACCEPTED, VerdictStatus.HELD, VerdictStatus.CONFLICT)
CHUNK = 400


@dataclass(frozen=True, slots=True)
class BookedCash:
    """One receipt of the book. `amount` in minor units; `refused` is the code with which the office refused it."""

    receipt_id: str
    number: int
    case_id: str
    case_no: str
    payer_name: str
    amount: int
    taken_at: datetime
    void_reason: str = ""
    slip: str = ""
    deposited_at: datetime | None = None
    refused: str = ""

    @property
    def in_hand(self) -> bool:
        """Whether the money is still with the collector."""
        return not self.void_reason and not self.slip


class CashBook:
    """The cash book within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def enter(self, receipt: Receipt, case_no: str) -> None:
        """Book cash that was taken just now."""
        content = receipt.content
        self._connection.execute(
            sa.insert(cash_book).values(
                receipt_id=receipt.id,
                number=content.number,
                case_id=receipt.case_id,
                case_no=case_no,
                payer_name=content.payer_name,
                amount_minor=content.amount,
                taken_at=content.at,
            )
        )

    def void(self, receipt_id: str, reason: str) -> None:
        """The receipt is void: no cash is in hand for it."""
        self._set([receipt_id], void_reason=reason)

    def deposit(self, receipt_ids: Sequence[str], slip: str, at: datetime) -> None:
        """The cash of these receipts was paid in under one slip."""
        self._set(receipt_ids, slip=slip, deposited_at=at)

    def find(self, receipt_id: str) -> BookedCash | None:
        """One receipt of the book."""
        found = self._rows(cash_book.c.receipt_id == receipt_id)
        return found[0] if found else None

    def in_hand(self) -> list[BookedCash]:
        """What is in hand, the oldest first."""
        return self._rows((cash_book.c.void_reason == "") & (cash_book.c.slip == ""))

    def all(self) -> list[BookedCash]:
        """The whole book, the oldest first."""
        return self._rows(sa.true())

    def elsewhere(self, staff_id: str) -> list[BookedCash]:
        """Cash in hand that somebody took with another laptop, as the office's records tell it; the oldest first."""
        booked = set(self._connection.execute(sa.select(cash_book.c.receipt_id)).scalars())
        paid_in = {id_ for one in self._records(Entity.DEPOSIT) for id_ in one.content.receipt_ids} | self._waiting()
        found = [
            one
            for one in self._records(Entity.RECEIPT)
            if one.made_by == staff_id and not one.void_reason and one.id not in booked | paid_in
        ]
        return [_booked(one, self._case_no(one.case_id)) for one in sorted(found, key=lambda one: one.content.at)]

    def take_verdicts(self, verdicts: Iterable[FactVerdict]) -> bool:
        """Follow what the office said of deposits and voids made here; whether any of them was among it."""
        given = {one.fact_id: one.status for one in verdicts if one.status is not VerdictStatus.RETRY}
        found = False
        ids = list(given)
        for at in range(0, len(ids), CHUNK):
            mine = fact.c.fact_id.in_(ids[at : at + CHUNK]) & fact.c.kind.in_(_ENDS)
            for row in self._connection.execute(sa.select(fact.c.fact_id, fact.c.kind, fact.c.payload).where(mine)):
                self._follow(row, stands=given[row.fact_id] in _STANDS)
                found = True
        return found

    def _records(self, entity: Entity) -> list[Any]:
        blobs = self._connection.execute(sa.select(record.c.blob).where(record.c.entity == entity.value)).scalars()
        return [decode_record(entity, decompress(blob)) for blob in blobs]

    def _waiting(self) -> set[str]:
        """Receipts whose deposit or voiding was recorded here and not refused."""
        query = (
            sa.select(fact.c.kind, fact.c.payload)
            .join(outbox, outbox.c.fact_id == fact.c.fact_id)
            .where(fact.c.kind.in_(_ENDS), outbox.c.status != "rejected")
        )
        found: set[str] = set()
        for row in self._connection.execute(query):
            payload = msgspec.json.decode(row.payload, type=PAYLOAD_TYPES[FactKind(row.kind)])
            if isinstance(payload, DepositContent):
                found |= set(payload.receipt_ids)
            elif isinstance(payload, ReceiptVoided):
                found.add(payload.receipt_id)
        return found

    def _case_no(self, case_id: str) -> str:
        mine = (record.c.entity == Entity.CASE.value) & (record.c.id == case_id)
        blob = self._connection.execute(sa.select(record.c.blob).where(mine)).scalar()
        case: Case | None = decode_record(Entity.CASE, decompress(blob)) if blob else None
        return case.case_no if case else ""

    def _follow(self, row: Any, *, stands: bool) -> None:
        payload = msgspec.json.decode(row.payload, type=PAYLOAD_TYPES[FactKind(row.kind)])
        if isinstance(payload, ReceiptVoided):
            self._set([payload.receipt_id], void_reason=payload.reason if stands else "")
        elif isinstance(payload, DepositContent) and stands:
            self._set(payload.receipt_ids, slip=payload.slip, deposited_at=payload.at)
        elif isinstance(payload, DepositContent):
            self._set(payload.receipt_ids, slip="", deposited_at=None)

    def _set(self, receipt_ids: Sequence[str], **values: Any) -> None:
        mine = cash_book.c.receipt_id.in_(list(receipt_ids))
        self._connection.execute(sa.update(cash_book).where(mine).values(**values))

    def _rows(self, condition: Any) -> list[BookedCash]:
        query = (
            sa.select(cash_book, outbox.c.status, outbox.c.code)
            .select_from(cash_book.outerjoin(outbox, outbox.c.fact_id == cash_book.c.receipt_id))
            .where(condition)
            .order_by(cash_book.c.taken_at, cash_book.c.number)
        )
        return [
            BookedCash(
                receipt_id=row.receipt_id,
                number=row.number,
                case_id=row.case_id,
                case_no=row.case_no,
                payer_name=row.payer_name,
                amount=row.amount_minor,
                taken_at=row.taken_at,
                void_reason=row.void_reason,
                slip=row.slip,
                deposited_at=row.deposited_at,
                refused=row.code if row.status == "rejected" else "",
            )
            for row in self._connection.execute(query)
        ]


def _booked(receipt: Receipt, case_no: str) -> BookedCash:
    content = receipt.content
    return BookedCash(
        receipt.id, content.number, receipt.case_id, case_no, content.payer_name, content.amount, content.at
    )
