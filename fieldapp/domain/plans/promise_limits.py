"""How far a promise may go, so that it is one the debtor can keep: how soon, how much, and after how many broken ones.

A promise too far off or larger than what is owed is a plan, and belongs on the plan desk; after two broken ones in a
month another promise would only lose time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from fieldapp.domain.lending.ageing import Bucket
from fieldapp.domain.refusal import Refusal
from fieldapp.domain.workdays import WEEKENDS_ONLY, WorkCalendar

EARLY = frozenset({Bucket.M0, Bucket.M1})
"""Not late yet, or up to thirty days: a promise is short then."""


@dataclass(frozen=True, slots=True)
class PromiseRules:
    """What promises are judged by; the pack of promises says the same with its source.

    Attributes:
        grace_workdays: working days after the promised one on which money still counts.
        partial_share: the share of the sum from which a promise is kept in part.
        early_days, late_days: how far off a promise may be in M0 and M1, and in M2 and later.
        broken_limit, broken_days: after so many broken ones in so many days no further promise is taken.
        renegotiations: how often a promise may be moved before its date.
        work: which days are worked.
    """

    version: str = ""
    grace_workdays: int = 1
    partial_share: Decimal = Decimal("0.5")
    early_days: int = 7
    late_days: int = 15
    broken_limit: int = 2
    broken_days: int = 30
    renegotiations: int = 1
    work: WorkCalendar = WEEKENDS_ONLY

    def furthest(self, bucket: Bucket) -> int:
        """How many days off a promise may be."""
        return self.early_days if bucket in EARLY else self.late_days

    def window_end(self, due: date) -> date:
        """The last day on which money still counts for a promise of `due`."""
        return self.work.add_workdays(due, self.grace_workdays)


PLAIN = PromiseRules()
"""The usual limits, and weekends alone as days off: for where no pack is at hand."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A promise somebody wants to make on `made_on`, before it is taken; minor units.

    Attributes:
        bucket: of the debt that day. cure: what puts the debt right on the promised day.
        broken_ends: window ends of the debtor's broken promises. moves: how often this promise was moved already,
            None when it replaces none. replaced_due: the date of the promise it replaces.
        liable: whether who promises owes the debt or guarantees it.
    """

    made_on: date
    due: date
    amount: int
    bucket: Bucket
    cure: int
    broken_ends: Sequence[date] = ()
    moves: int | None = None
    replaced_due: date | None = None
    liable: bool = True


def broken_lately(ends: Sequence[date], on: date, rules: PromiseRules) -> int:
    """How many promises were found broken in the days before `on`."""
    return sum(1 for end in ends if on - timedelta(days=rules.broken_days) <= end < on)


def objections(offer: Offer, rules: PromiseRules) -> tuple[Refusal, ...]:
    """Everything that keeps a promise from being taken; empty if it may be."""
    return tuple(refusal for refusal in _all(offer, rules) if refusal is not None)


def _all(offer: Offer, rules: PromiseRules) -> list[Refusal | None]:
    return [
        None if offer.liable else Refusal("promise.payer_not_liable"),
        None if offer.amount > 0 else Refusal("promise.amount_not_positive"),
        _date(offer, rules),
        _sum(offer),
        _renegotiation(offer, rules),
        _broken(offer, rules),
    ]


def _date(offer: Offer, rules: PromiseRules) -> Refusal | None:
    if offer.due < offer.made_on:
        return Refusal("promise.due_in_the_past")
    furthest = rules.furthest(offer.bucket)
    if offer.due > offer.made_on + timedelta(days=furthest):
        return Refusal("promise.due_too_late", {"days": furthest})
    return None


def _sum(offer: Offer) -> Refusal | None:
    if offer.amount <= offer.cure:
        return None
    if not offer.cure:
        return Refusal("promise.nothing_owed", {"date": offer.due.isoformat()})
    return Refusal("promise.more_than_owed", {"limit_minor": offer.cure, "date": offer.due.isoformat()})


def _renegotiation(offer: Offer, rules: PromiseRules) -> Refusal | None:
    if offer.moves is None or offer.replaced_due is None:
        return None
    if offer.made_on >= offer.replaced_due:
        return Refusal("promise.moved_too_late", {"date": offer.replaced_due.isoformat()})
    if offer.moves >= rules.renegotiations:
        return Refusal("promise.moved_too_often", {"limit": rules.renegotiations})
    return None


def _broken(offer: Offer, rules: PromiseRules) -> Refusal | None:
    count = broken_lately(offer.broken_ends, offer.made_on, rules)
    if count < rules.broken_limit:
        return None
    return Refusal("promise.too_many_broken", {"count": count, "days": rules.broken_days})
