"""Visits: how many a day, how many met somebody who can decide, and what money followed.

Money after a visit is not money because of it. Each receipt goes to the last visit before it ("last touch"), at most
once, and the figure is flagged so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fieldapp.domain.strategy.metrics.collection import Receipt, ReceiptKind
from fieldapp.domain.strategy.metrics.figure import LAST_TOUCH, Figure, Period, Unit, counted

NAME = "visits"
FOLLOWING = timedelta(days=7)


class MetWhom(StrEnum):
    """Whom a visit met, as far as it matters here."""

    DEBTOR = "debtor"
    GUARANTOR = "guarantor"
    OTHER = "other"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class VisitMade:
    """A visit to a case; `completed`: it was begun and closed with an outcome."""

    visit_id: str
    case_id: str
    collector_id: str
    on: date
    met: MetWhom
    completed: bool = True


def visiting(
    visits: Sequence[VisitMade], receipts: Sequence[Receipt], period: Period, collector_days: int | None = None
) -> tuple[Figure, ...]:
    """Completed visits per collector-day, effective visits ÷ visits, and cash within seven days ÷ visits.

    `collector_days` are the days worked in the field; not given, the days on which a collector made a visit. Cash of
    visits in the period counts also where it came after the end of the period.
    """
    made = [one for one in visits if period.has(one.on)]
    done = [one for one in made if one.completed]
    days = len({(one.collector_id, one.on) for one in made}) if collector_days is None else collector_days
    met = sum(one.met in {MetWhom.DEBTOR, MetWhom.GUARANTOR} for one in done)
    cash = sum(_following(receipts, done, [one for one in visits if one.completed]))
    money = (Unit.MONEY, Unit.COUNT)
    return (
        counted(NAME, "productivity", len(done), days, Unit.COUNT),
        counted(NAME, "effective", met, len(done)),
        Figure(NAME, "cash_7_days", cash, len(done), len(done), money, Unit.MONEY, (LAST_TOUCH,)),
    )


def _following(receipts: Sequence[Receipt], counting: Sequence[VisitMade], visits: Sequence[VisitMade]) -> list[int]:
    """The receipts whose last visit is among those that count."""
    ids = {one.visit_id for one in counting}
    found = []
    for receipt in receipts:
        before = [
            one for one in visits if one.case_id == receipt.case_id and one.on <= receipt.on <= one.on + FOLLOWING
        ]
        last = max(before, key=lambda one: (one.on, one.visit_id), default=None)
        if last and last.visit_id in ids and receipt.kind is ReceiptKind.CASH and not receipt.reversed:
            found.append(receipt.amount)
    return found
