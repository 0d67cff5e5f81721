"""One payment, several debts: which of them it is for (民法典 560).

The debtor says so when paying. If they do not: debts that are due before those that are not; of these the one with
no or the least security; equally secured, the one that weighs heaviest; equally heavy, the one due earliest; due on
one day, in proportion. Within each debt the loan's own order of allocation then applies (561).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby


class Ground(StrEnum):
    """Why a debt was served when it was."""

    DESIGNATED = "designated"
    DUE_FIRST = "due_first"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Debt:
    """A debt as the law compares it.

    Attributes:
        owed: what the payment could settle of it, minor units. due: when it fell or falls due.
        security: value of what secures it, minor units; 0: nothing. burden: its yearly rate as a fraction.
    """

    id: str
    owed: int
    due: date
    security: int = 0
    burden: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Share:
    """So much of the payment is for this debt, and why."""

    debt_id: str
    amount: int
    ground: Ground


def divide(
    amount: int, debts: Sequence[Debt], on: date, designated: Sequence[str] = ()
) -> tuple[tuple[Share, ...], int]:
    """The shares of a payment received `on`, in the order served, and what no debt needed.

    Raises:
        ValueError: a designation names no debt, or one twice.
    """
    known = {debt.id: debt for debt in debts}
    if len(set(designated)) < len(designated) or not set(designated) <= set(known):
        raise ValueError("the designation must name debts of this debtor, each once")
    shares: list[Share] = []
    for name in designated:
        part = min(amount, known[name].owed)
        shares += _share(name, part, Ground.DESIGNATED)
        amount -= part
    rest = sorted((debt for debt in debts if debt.id not in designated), key=lambda debt: _rank(debt, on))
    for _, equal in groupby(rest, key=lambda debt: _rank(debt, on)):
        for debt, part in _pro_rata(amount, list(equal)):
            shares += _share(debt.id, part, Ground.DUE_FIRST if debt.due <= on else Ground.NOT_DUE)
            amount -= part
    return tuple(shares), amount


def _rank(debt: Debt, on: date) -> tuple[bool, int, Decimal, date]:
    return debt.due > on, debt.security, -debt.burden, debt.due


def _share(name: str, part: int, ground: Ground) -> Iterable[Share]:
    return [Share(name, part, ground)] if part else []


def _pro_rata(amount: int, debts: Sequence[Debt]) -> list[tuple[Debt, int]]:
    """`amount` over debts of one rank in proportion; the cents that are left go to the largest remainders."""
    whole = sum(debt.owed for debt in debts)
    paid = min(amount, whole)
    if not paid:
        return []
    parts = {debt.id: divmod(paid * debt.owed, whole) for debt in debts}
    missing = paid - sum(part for part, _ in parts.values())
    favoured = sorted(debts, key=lambda debt: (-parts[debt.id][1], debt.id))[:missing]
    more = {debt.id for debt in favoured}
    return [(debt, parts[debt.id][0] + (debt.id in more)) for debt in debts]
