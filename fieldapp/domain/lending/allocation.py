"""Applying a payment to what is owed, in an explicit order, line by line.

The order is a property of the loan because the same sum leaves different balances behind. It is written as steps:
each names the rows it serves (past due, due today, in advance), the components in their order, and whether it goes
component by component over all those rows (vertical) or row by row (horizontal).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Component(StrEnum):
    """What a sum owed consists of, in the order of 民法典 561 (costs, then interest of every kind, then principal)."""

    COST = "cost"
    FEE = "fee"
    PENALTY = "penalty"
    COMPOUND = "compound"
    INTEREST = "interest"
    PRINCIPAL = "principal"


ROW_COMPONENTS = (
    Component.FEE,
    Component.PENALTY,
    Component.COMPOUND,
    Component.INTEREST,
    Component.PRINCIPAL,
)
ALL_COMPONENTS = (Component.COST, *ROW_COMPONENTS)


class AllocationOrder(StrEnum):
    """The two usual orders.

    VERTICAL_561 is the Chinese default where nothing was agreed (民法典 561: costs, interest, principal):
    each component over all due instalments, oldest first. HORIZONTAL settles the oldest instalment completely
    before the next one gets anything.
    """

    VERTICAL_561 = "vertical_561"
    HORIZONTAL = "horizontal"


class Timing(StrEnum):
    """How a row stands on the day of the payment."""

    PAST_DUE = "past_due"
    DUE = "due"
    IN_ADVANCE = "in_advance"


class Direction(StrEnum):
    """Component first over all rows, or row first over all components."""

    VERTICAL = "vertical"
    HORIZONTAL = "horizontal"


class Excess(StrEnum):
    """Where money goes that nothing due needs.

    NEXT: to the coming rows, the next one first, as they are written. LAST: off the principal of the last rows, so
    that the loan ends earlier. RE_AMORTISE: off the principal, and the coming rows are made anew. HOLD: kept for the
    borrower and applied on the next due dates.
    """

    NEXT = "next"
    LAST = "last"
    RE_AMORTISE = "re_amortise"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class AllocationStep:
    """One step of an order."""

    timings: tuple[Timing, ...]
    components: tuple[Component, ...] = ALL_COMPONENTS
    direction: Direction = Direction.VERTICAL


@dataclass(frozen=True, slots=True)
class AllocationLine:
    """So much of a payment went to this component of this instalment (0: a cost of the whole loan)."""

    instalment: int
    component: Component
    amount: int


Owed = Mapping[tuple[int, Component], int]
_DUE = (Timing.PAST_DUE, Timing.DUE)
COMING = AllocationStep((Timing.IN_ADVANCE,), ALL_COMPONENTS, Direction.HORIZONTAL)
PRESETS = {
    AllocationOrder.VERTICAL_561: (AllocationStep(_DUE), COMING),
    AllocationOrder.HORIZONTAL: (AllocationStep(_DUE, ALL_COMPONENTS, Direction.HORIZONTAL), COMING),
}


def allocate(
    amount: int, owed: Owed, steps: Sequence[AllocationStep], timings: Mapping[int, Timing]
) -> tuple[tuple[AllocationLine, ...], int]:
    """Apply `amount` to `owed`.

    Args:
        amount: minor units received.
        owed: what each (instalment, component) still needs, minor units; costs stand under instalment 0.
        steps: the loan's order; what no step names gets nothing.
        timings: how each instalment stands on the day; instalment 0 counts as past due.

    Returns:
        The lines, in the order applied, and what is left over.
    """
    lines = []
    for key in _sequence(owed, steps, timings):
        if not amount:
            break
        part = min(amount, owed[key])
        if part > 0:
            lines.append(AllocationLine(key[0], key[1], part))
            amount -= part
    return tuple(lines), amount


def principal_first(steps: Sequence[AllocationStep]) -> tuple[AllocationStep, ...]:
    """The same steps with principal right after costs and fees (some banks' custom once a debt is long past due)."""
    moved = (Component.COST, Component.FEE, Component.PRINCIPAL)
    return tuple(
        AllocationStep(
            step.timings,
            tuple(sorted(step.components, key=lambda c: moved.index(c) if c in moved else len(moved))),
            step.direction,
        )
        for step in steps
    )


def _sequence(
    owed: Owed, steps: Sequence[AllocationStep], timings: Mapping[int, Timing]
) -> Iterator[tuple[int, Component]]:
    """The keys of `owed` in the order in which they are served, each once."""
    numbers = sorted({number for number, _ in owed})
    for step in steps:
        rows = [number for number in numbers if timings.get(number, Timing.PAST_DUE) in step.timings]
        if step.direction is Direction.VERTICAL:
            pairs = [(number, component) for component in step.components for number in rows]
        else:
            pairs = [(number, component) for number in rows for component in step.components]
        yield from (pair for pair in pairs if pair in owed)
