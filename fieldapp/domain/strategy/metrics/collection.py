"""Collection rate (回款率): cash received on overdue cases over what was overdue, without waivers and reversals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fieldapp.domain.strategy.metrics.figure import Figure, Period, summed

NAME = "collection_rate"


class ReceiptKind(StrEnum):
    """What reduced a debt; only cash is collected."""

    CASH = "cash"
    WAIVER = "waiver"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money received on a case, minor units; `reversed` when the bank took it back, whenever that was."""

    case_id: str
    on: date
    amount: int
    kind: ReceiptKind = ReceiptKind.CASH
    reversed: bool = False


@dataclass(frozen=True, slots=True)
class CaseArrears:
    """What of a case was overdue when the period began, and what fell due unpaid within it, minor units."""

    case_id: str
    overdue_at_start: int
    newly_overdue: int = 0


def cash_in(receipts: Sequence[Receipt], period: Period) -> list[Receipt]:
    """The receipts of the period that are cash and stayed."""
    return [r for r in receipts if period.has(r.on) and r.kind is ReceiptKind.CASH and not r.reversed]


def collection(cases: Sequence[CaseArrears], receipts: Sequence[Receipt], period: Period) -> tuple[Figure, ...]:
    """Stock: cash on cases overdue at the start ÷ overdue at the start. Flow: both with what became overdue within."""
    cash = cash_in(receipts, period)
    stock = {case.case_id for case in cases if case.overdue_at_start}
    flow = stock | {case.case_id for case in cases if case.newly_overdue}
    due = sum(case.overdue_at_start for case in cases)
    more = sum(case.newly_overdue for case in cases)
    return (
        summed(NAME, "stock", sum(r.amount for r in cash if r.case_id in stock), due, len(stock)),
        summed(NAME, "flow", sum(r.amount for r in cash if r.case_id in flow), due + more, len(flow)),
    )
