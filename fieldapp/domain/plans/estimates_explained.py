"""Every estimate of a month's sales beside the others: where it comes from, and why it is or is not the one taken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fieldapp.domain.plans.affordability import SOURCES, Capacity, Source


class EstimateRole(StrEnum):
    """What an estimate is among the others."""

    LOWEST = "lowest"
    HIGHER = "higher"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class ExplainedEstimate:
    """An estimate with its source and why it is, or is not, the one that was taken; sums in minor units.

    Attributes:
        above: how much above the lowest it is. monthly: what could be paid a month if it were the one.
        same_source: it is no independent word beside another estimate of the same source.
    """

    name: str
    source: Source
    amount: int
    role: EstimateRole
    above: int
    monthly: int
    same_source: bool


def explained(found: Capacity) -> tuple[ExplainedEstimate, ...]:
    """Every estimate of a capacity, the lowest first; of equal ones the first was taken."""
    lowest = min(amount for _, amount in found.estimates)
    taken = next(name for name, amount in found.estimates if amount == lowest)
    sources = [SOURCES[name] for name, _ in found.estimates]
    alone = len(found.estimates) == 1
    lines = [
        ExplainedEstimate(
            name=name,
            source=SOURCES[name],
            amount=amount,
            role=EstimateRole.ALONE if alone else EstimateRole.LOWEST if name == taken else EstimateRole.HIGHER,
            above=amount - lowest,
            monthly=found.monthly_from(amount),
            same_source=sources.count(SOURCES[name]) > 1,
        )
        for name, amount in found.estimates
    ]
    return tuple(sorted(lines, key=lambda line: line.name != taken and line.amount + 1))
