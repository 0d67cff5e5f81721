"""Small round contracts and short ways to say what happened on them, for cases that are worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from fieldapp.domain.lending.allocation import Component
from fieldapp.domain.lending.events import EventKind, LoanEvent, ScheduleChange
from fieldapp.domain.lending.ledger import Ledger, RowPosition, replay
from fieldapp.domain.lending.loan import Instalment, Loan, LoanTerms, RepaymentMethod
from fieldapp.domain.lending.quote import Quote, quote
from fieldapp.domain.lending.schedule import contract_schedule
from fieldapp.domain.money import Rounding
from fieldapp.domain.workdays import WEEKENDS_ONLY, WorkCalendar
from tests.unit.domain.builders import terms

C = Component


def plain(**changes: Any) -> LoanTerms:
    """12,000 yuan at 12 % (1 % a month), twelve rows of 1,000 principal from 1 February 2026."""
    base: dict[str, Any] = {
        "principal": 12_000_00,
        "annual_rate": Decimal("0.12"),
        "method": RepaymentMethod.EQUAL_PRINCIPAL,
        "instalments": 12,
        "disbursed_on": date(2026, 1, 1),
        "first_due": date(2026, 2, 1),
    }
    return terms(**(base | changes))


def event(kind: EventKind, on: date, amount: int | None = None, **fields: Any) -> LoanEvent:
    return LoanEvent(kind, on, amount=amount, **fields)


def repay(on: date, amount: int, name: str = "") -> LoanEvent:
    return LoanEvent(EventKind.REPAY, on, name, amount)


def change(**fields: Any) -> ScheduleChange:
    return ScheduleChange(**fields)


def loan(own: LoanTerms, *events: LoanEvent) -> Loan:
    return Loan("loan-1", "JK-1", "", own.disbursed_on, own, events=events)


def ledger(own: LoanTerms, as_of: date, *events: LoanEvent, calendar: WorkCalendar = WEEKENDS_ONLY) -> Ledger:
    return replay(loan(own, *events), as_of, calendar)


def owed(own: LoanTerms, as_of: date, *events: LoanEvent, calendar: WorkCalendar = WEEKENDS_ONLY) -> Quote:
    return quote(loan(own, *events), as_of, calendar)


def pairs(rows: tuple[Instalment, ...] | tuple[RowPosition, ...]) -> list[tuple[int, int]]:
    """(principal, interest) of each row."""
    plain_rows = [row if isinstance(row, Instalment) else row.instalment for row in rows]
    return [(row.principal, row.interest) for row in plain_rows]


def schedule(**changes: Any) -> list[tuple[int, int]]:
    return pairs(contract_schedule(plain(**changes)))


def dues(own: LoanTerms) -> list[date]:
    return [row.due for row in contract_schedule(own)]


def on_time(own: LoanTerms, count: int) -> tuple[LoanEvent, ...]:
    """The first rows, each paid on its due date."""
    return tuple(repay(row.due, row.total, f"T{row.number:02}") for row in contract_schedule(own)[:count])


def lines(found: Ledger, place: int = -1) -> list[tuple[int, Component, int]]:
    """What the last event (or another) moved."""
    return [(line.instalment, line.component, line.amount) for line in found.events[place].lines]


__all__ = ["EventKind", "Rounding"]
