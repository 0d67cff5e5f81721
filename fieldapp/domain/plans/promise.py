"""A promise to pay and whether it was kept, judged only by money that arrived.

Window: after the day it was made, until its date plus one working day. At least the whole sum: kept; at least half:
partial; else broken, decided when the window ends. Each payment counts once, for the earliest promise first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from fieldapp.domain.calendar import add_workdays
from fieldapp.domain.lending.ledger import effective_payments
from fieldapp.domain.lending.loan import Payment

GRACE_WORKDAYS = 1


class PromiseState(StrEnum):
    """How a promise stands at a date."""

    OPEN = "open"
    DUE_TODAY = "due_today"
    KEPT = "kept"
    PARTIAL = "partial"
    BROKEN = "broken"


class PayChannel(StrEnum):
    """How the promised sum is to be paid."""

    DEBIT = "debit"
    TRANSFER = "transfer"
    COUNTER = "counter"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PromiseContent:
    """What was promised: `amount` in minor units, until the end of `due`, by the party `payer_id`."""

    loan_id: str
    payer_id: str
    amount: int
    due: date
    channel: PayChannel
    visit_id: str | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as the case file holds it."""

    id: str
    case_id: str
    made_by: str
    made_at: datetime
    made_on: date
    content: PromiseContent


@dataclass(frozen=True, slots=True)
class PromiseStanding:
    """A promise with its state at a date and the money that counted for it."""

    promise: Promise
    state: PromiseState
    counted: int


@dataclass(slots=True)
class _Uncounted:
    """What of a payment no promise has taken yet."""

    received_on: date
    amount: int


def window_end(promise: Promise) -> date:
    """The last day on which money still counts."""
    return add_workdays(promise.content.due, GRACE_WORKDAYS)


def standings(
    promises: Sequence[Promise], payments: dict[str, Sequence[Payment]], as_of: date
) -> tuple[PromiseStanding, ...]:
    """How each promise stands at `as_of`; `payments` by loan id. Earliest due date is served first."""
    left = {
        loan_id: [_Uncounted(p.received_on, p.amount) for p in effective_payments(received, as_of)]
        for loan_id, received in payments.items()
    }
    result = []
    for promise in sorted(promises, key=lambda p: (p.content.due, p.id)):
        counted = _count(left.get(promise.content.loan_id, []), promise)
        result.append(PromiseStanding(promise, _state(promise, counted, as_of), counted))
    return tuple(result)


def _count(left: list[_Uncounted], promise: Promise) -> int:
    """Take from the payments what counts for this promise, at most the sum promised."""
    counted = 0
    for payment in left:
        if promise.made_on <= payment.received_on <= window_end(promise):
            part = min(payment.amount, promise.content.amount - counted)
            payment.amount -= part
            counted += part
    return counted


def _state(promise: Promise, counted: int, as_of: date) -> PromiseState:
    if counted >= promise.content.amount:
        return PromiseState.KEPT
    if as_of <= window_end(promise):
        return PromiseState.DUE_TODAY if as_of >= promise.content.due else PromiseState.OPEN
    return PromiseState.PARTIAL if 2 * counted >= promise.content.amount else PromiseState.BROKEN
