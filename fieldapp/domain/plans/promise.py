"""A promise to pay and whether it was kept, judged only by money that arrived.

Window: from the day it was made (accounts tell days, no hours) until its date plus one working day. At least the whole
sum: kept, which may close it early; at least half: partial; else broken, decided when the window ends. Each payment
counts once, for the earliest promise first; a payment taken back counts for nothing and reopens what it had closed. A
promise may be replaced before its date, once, and is neither kept nor broken then. What somebody promises who does not
owe the debt is written down and counted nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from fieldapp.domain.lending.ledger import effective_payments
from fieldapp.domain.lending.loan import Payment
from fieldapp.domain.plans.promise_limits import PLAIN, PromiseRules


class PromiseState(StrEnum):
    """How a promise stands at a date."""

    OPEN = "open"
    DUE_TODAY = "due_today"
    KEPT = "kept"
    PARTIAL = "partial"
    BROKEN = "broken"
    RENEGOTIATED = "renegotiated"
    NOT_COUNTED = "not_counted"


class PayChannel(StrEnum):
    """How the promised sum is to be paid."""

    DEBIT = "debit"
    TRANSFER = "transfer"
    COUNTER = "counter"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PromiseContent:
    """What was promised: `amount` in minor units, until the end of `due`, by the party `payer_id`.

    `replaces` is the promise it takes the place of, if the debtor asked for another date or sum.
    """

    loan_id: str
    payer_id: str
    amount: int
    due: date
    channel: PayChannel
    visit_id: str | None = None
    replaces: str | None = None


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
    """A promise with its state at a date, the money that counted for it, and the payments it came from.

    `closes_on` is the last day on which money still counts.
    """

    promise: Promise
    state: PromiseState
    counted: int
    closes_on: date
    payments: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class _Uncounted:
    """What of a payment no promise has taken yet."""

    reference: str
    received_on: date
    amount: int


def window_end(promise: Promise, rules: PromiseRules = PLAIN) -> date:
    """The last day on which money still counts."""
    return rules.window_end(promise.content.due)


def standings(
    promises: Sequence[Promise],
    payments: Mapping[str, Sequence[Payment]],
    as_of: date,
    rules: PromiseRules = PLAIN,
    liable: Collection[str] | None = None,
) -> tuple[PromiseStanding, ...]:
    """How each promise stands at `as_of`; `payments` by loan id. Earliest due date is served first.

    `liable` are the parties whose promises count; None: everybody's.
    """
    left = {
        loan_id: [_Uncounted(p.reference, p.received_on, p.amount) for p in effective_payments(received, as_of)]
        for loan_id, received in payments.items()
    }
    replaced = replaced_by(promises, as_of, rules)
    result = []
    for promise in sorted(promises, key=lambda p: (p.content.due, p.id)):
        closes_on = window_end(promise, rules)
        if liable is not None and promise.content.payer_id not in liable:
            result.append(PromiseStanding(promise, PromiseState.NOT_COUNTED, 0, closes_on))
            continue
        # accounts tell no hours: money of the day on which it was moved is the new promise's
        until = replaced[promise.id].made_on - timedelta(days=1) if promise.id in replaced else closes_on
        taken = _taken(left.get(promise.content.loan_id, []), promise, until)
        counted = sum(amount for _, amount in taken)
        state = _state(promise, counted, closes_on, as_of, rules)
        if promise.id in replaced and state is not PromiseState.KEPT:
            state = PromiseState.RENEGOTIATED
        result.append(PromiseStanding(promise, state, counted, closes_on, taken))
    return tuple(result)


def replaced_by(promises: Sequence[Promise], as_of: date, rules: PromiseRules = PLAIN) -> dict[str, Promise]:
    """Which promise took the place of which, by the id of the one replaced.

    Only before its date, only the first to do so, and no more often in a row than the rules allow: what is moved
    again after that is judged by its own date.
    """
    known = {promise.id: promise for promise in promises}
    found: dict[str, Promise] = {}
    for promise in sorted(promises, key=lambda p: (p.made_at, p.id)):
        old = known.get(promise.content.replaces or "")
        if old is None or old.id in found or promise.made_on > as_of or promise.made_on >= old.content.due:
            continue
        if moves(old, known) < rules.renegotiations:
            found[old.id] = promise
    return found


def moves(promise: Promise, known: Mapping[str, Promise]) -> int:
    """How many promises this one replaced, one after the other."""
    count, seen = 0, {promise.id}
    while (before := known.get(promise.content.replaces or "")) is not None and before.id not in seen:
        count, promise = count + 1, before
        seen.add(before.id)
    return count


def _taken(left: list[_Uncounted], promise: Promise, until: date) -> tuple[tuple[str, int], ...]:
    """Take from the payments what counts for this promise, at most the sum promised."""
    wanted, taken = promise.content.amount, []
    for payment in left:
        part = min(payment.amount, wanted) if promise.made_on <= payment.received_on <= until else 0
        if part:
            payment.amount -= part
            wanted -= part
            taken.append((payment.reference, part))
    return tuple(taken)


def _state(promise: Promise, counted: int, closes_on: date, as_of: date, rules: PromiseRules) -> PromiseState:
    amount = promise.content.amount
    if counted >= amount:
        return PromiseState.KEPT
    if as_of <= closes_on:
        return PromiseState.DUE_TODAY if as_of >= promise.content.due else PromiseState.OPEN
    return PromiseState.PARTIAL if counted >= amount * rules.partial_share else PromiseState.BROKEN
