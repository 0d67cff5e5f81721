"""Money in hand: a numbered receipt for every sum taken, and its deposit at the bank within the deadline.

A number comes from a block that the office reserved for this laptop, so that it is unique without a connection; it is
never used twice and never missing: a spoilt receipt is void, with its reason, and stays in the row. Cash is no payment
until the bank has posted it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SOON = timedelta(hours=4)
"""With no more than this left, cash should be on its way to the bank."""


@dataclass(frozen=True, slots=True)
class ReceiptContent:
    """Cash that was taken. `amount` in minor units, `at` aware UTC; `number` is printed on the receipt.

    Attributes:
        payer_id: the party who paid; `payer_name` as written on the receipt (somebody may bring the money).
        visit_id: the visit on which it was taken; empty for none.
    """

    number: int
    loan_id: str
    payer_id: str
    amount: int
    at: datetime
    payer_name: str = ""
    visit_id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptVoided:
    """A receipt that was spoilt or given back: its number stays used."""

    receipt_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class DepositContent:
    """Cash of receipts of one case that was paid in. One slip may hold cash of several cases: each has its own fact.

    Attributes:
        slip: number on the bank's slip. slip_total: all that the slip says, minor units.
    """

    receipt_ids: tuple[str, ...]
    amount: int
    at: datetime
    slip: str
    slip_total: int
    account: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt as the case file holds it; `void_reason` once it is void."""

    id: str
    case_id: str
    made_by: str
    made_at: datetime
    content: ReceiptContent
    void_reason: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Deposit:
    """A deposit as the case file holds it."""

    id: str
    case_id: str
    made_by: str
    made_at: datetime
    content: DepositContent
    late: bool = False


class DepositUrgency(StrEnum):
    """How pressing it is to pay cash in."""

    FINE = "fine"
    SOON = "soon"
    OVERDUE = "overdue"


def urgency_of(due_by: datetime | None, now: datetime) -> DepositUrgency:
    """How pressing it is at `now`; without a deadline it never is."""
    if due_by is None or now < due_by - SOON:
        return DepositUrgency.FINE
    return DepositUrgency.OVERDUE if now > due_by else DepositUrgency.SOON


@dataclass(frozen=True, slots=True)
class CashInHand:
    """All cash in somebody's hand: the sum in minor units, of how many receipts, since when, and to be paid in by when.

    `oldest_at` and `due_by` are None where nothing is in hand; `due_by` too where no rule sets a deadline.
    """

    amount: int = 0
    receipts: int = 0
    oldest_at: datetime | None = None
    due_by: datetime | None = None

    def urgency(self, now: datetime) -> DepositUrgency:
        """How pressing it is to pay it in."""
        return urgency_of(self.due_by, now)
