"""Overdue rate (逾期率) at a date: by amount, by count, by arrears, and the portfolio at risk beyond 30 and 90 days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldapp.domain.strategy.metrics.figure import Figure, counted, summed

NAME = "overdue_rate"


@dataclass(frozen=True, slots=True)
class LoanAt:
    """A loan at a date: outstanding principal and unpaid instalments that fell due, minor units."""

    loan_id: str
    days_past_due: int
    principal: int
    overdue_amount: int = 0


def overdue(loans: Sequence[LoanAt]) -> tuple[Figure, ...]:
    """Every variant of the overdue rate; a loan without outstanding principal or arrears is not active.

    Amount: Σ principal of loans one day past due or more ÷ Σ outstanding principal. PAR 30 and 90: of loans *more*
    than 30 and 90 days past due, as the buckets M2 and M4 begin. Count: such loans ÷ active loans. Arrears: Σ overdue
    instalments ÷ Σ outstanding principal.
    """
    active = [loan for loan in loans if loan.principal or loan.overdue_amount]
    whole = sum(loan.principal for loan in active)
    late = [loan for loan in active if loan.days_past_due >= 1]
    arrears = sum(loan.overdue_amount for loan in active)
    return (
        summed(NAME, "amount", sum(loan.principal for loan in late), whole, len(active)),
        summed(NAME, "par30", _beyond(active, 30), whole, len(active)),
        summed(NAME, "par90", _beyond(active, 90), whole, len(active)),
        counted(NAME, "count", len(late), len(active)),
        summed(NAME, "arrears", arrears, whole, len(active)),
    )


def _beyond(loans: Sequence[LoanAt], days: int) -> int:
    return sum(loan.principal for loan in loans if loan.days_past_due > days)
