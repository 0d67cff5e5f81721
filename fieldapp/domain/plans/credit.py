"""Money that came after a plan was signed: which rows it pays, and which remain.

A signed plan keeps its rows. What is received afterwards, and what had been received before but was posted only
afterwards, fills them from the first on, openly: whoever approves and whoever collects sees the rows as signed, the
payments, and what is left of each row. Interest of the coming rows is not worked out anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fieldapp.domain.lending.loan import Loan, Payment
from fieldapp.domain.plans.plan import PlanRow
from fieldapp.domain.plans.plan_life import PlanContent, received_on_plan


@dataclass(frozen=True, slots=True)
class CreditedRow:
    """A row as it was signed, and how much of it is paid; minor units."""

    row: PlanRow
    paid: int

    @property
    def left(self) -> int:
        """What it still asks for."""
        return self.row.total - self.paid


@dataclass(frozen=True, slots=True)
class Credit:
    """The payments since a plan was signed with the rows after them; `beyond` is more than all rows ask for."""

    payments: tuple[Payment, ...]
    rows: tuple[CreditedRow, ...]
    beyond: int

    @property
    def total(self) -> int:
        """All that was received."""
        return sum(payment.amount for payment in self.payments)

    @property
    def left(self) -> int:
        """What the rows still ask for."""
        return sum(row.left for row in self.rows)

    @property
    def touched(self) -> tuple[CreditedRow, ...]:
        """The rows that money reached."""
        return tuple(row for row in self.rows if row.paid)


def credit(content: PlanContent, payments: Sequence[Payment], as_of: date) -> Credit:
    """What was received on a plan by `as_of`, and what remains of its rows."""
    received = tuple(received_on_plan(content, payments, as_of))
    money = sum(payment.amount for payment in received)
    rows = []
    for row in content.rows:
        part = min(money, row.total)
        money -= part
        rows.append(CreditedRow(row, part))
    return Credit(received, tuple(rows), money)


def known_payments(loan: Loan, as_of: date) -> tuple[str, ...]:
    """References of the payments that an account at `as_of` holds, reversed ones too."""
    return tuple(payment.reference for payment in loan.payments if payment.received_on <= as_of)


def account_when_made(loan: Loan, content: PlanContent) -> Loan | None:
    """The loan as the plan saw it: without what was posted afterwards; None where it saw a payment we do not have."""
    known, as_of = content.known_payments, content.terms.as_of
    if known is None:
        return loan
    if not set(known) <= {payment.reference for payment in loan.payments}:
        return None
    seen = tuple(p for p in loan.payments if p.received_on > as_of or p.reference in known)
    return loan if seen == loan.payments else replace(loan, payments=seen)
