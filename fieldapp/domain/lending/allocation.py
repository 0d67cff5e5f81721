"""Applying a payment to what is owed, in an explicit order, line by line.

The order is a property of the loan because the same sum leaves different balances behind: VERTICAL_561
(民法典 561) or HORIZONTAL. What is left after everything due goes to the coming instalments.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fieldapp.domain.lending.loan import AllocationOrder


class Component(StrEnum):
    """What a sum owed consists of, in the order of 民法典 561 (costs, then interest of every kind, then principal)."""

    COST = "cost"
    PENALTY = "penalty"
    COMPOUND = "compound"
    INTEREST = "interest"
    PRINCIPAL = "principal"


ROW_COMPONENTS = (Component.PENALTY, Component.COMPOUND, Component.INTEREST, Component.PRINCIPAL)


@dataclass(frozen=True, slots=True)
class AllocationLine:
    """So much of a payment went to this component of this instalment (0: a cost of the whole loan)."""

    instalment: int
    component: Component
    amount: int


def allocate(
    amount: int, owed: dict[tuple[int, Component], int], order: AllocationOrder, due: int
) -> tuple[tuple[AllocationLine, ...], int]:
    """Apply `amount` to `owed`.

    Args:
        amount: minor units received.
        owed: what each (instalment, component) still needs, minor units; costs stand under instalment 0.
        order: the loan's order.
        due: the number of the last instalment that is due; later ones are served only after all of these.

    Returns:
        The lines, in the order applied, and what is left over.
    """
    lines = []
    for key in _sequence(owed, order, due):
        if not amount:
            break
        part = min(amount, owed[key])
        if part > 0:
            lines.append(AllocationLine(key[0], key[1], part))
            amount -= part
    return tuple(lines), amount


def _sequence(
    owed: dict[tuple[int, Component], int], order: AllocationOrder, due: int
) -> Iterator[tuple[int, Component]]:
    """The keys of `owed` in the order in which they are served."""
    numbers = sorted({number for number, _ in owed if number})
    yield from (key for key in ((0, Component.COST),) if key in owed)
    past = [number for number in numbers if number <= due]
    if order is AllocationOrder.VERTICAL_561:
        yield from ((number, component) for component in ROW_COMPONENTS for number in past)
    else:
        yield from ((number, component) for number in past for component in ROW_COMPONENTS)
    yield from ((number, component) for number in numbers if number > due for component in ROW_COMPONENTS)
