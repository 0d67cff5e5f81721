"""Cost of collection (催收成本率): everything spent over the cash it brought, and by visit and by account."""

from __future__ import annotations

from dataclasses import dataclass, fields

from fieldapp.domain.strategy.metrics.figure import Figure, Unit

NAME = "cost"


@dataclass(frozen=True, slots=True)
class Costs:
    """What collection cost in a period, minor units."""

    wages: int = 0
    travel: int = 0
    fees: int = 0
    legal: int = 0
    system: int = 0

    @property
    def total(self) -> int:
        """Everything together."""
        return sum(int(getattr(self, each.name)) for each in fields(self))


def cost(costs: Costs, cash: int, visits: int, accounts: int) -> tuple[Figure, ...]:
    """Rate: costs ÷ cash collected in the same period (minor units); per visit; per account worked."""
    kinds = len(fields(costs))
    each = (Unit.MONEY, Unit.COUNT)
    return (
        Figure(NAME, "rate", costs.total, cash, kinds, (Unit.MONEY, Unit.MONEY)),
        Figure(NAME, "per_visit", costs.total, visits, visits, each, Unit.MONEY),
        Figure(NAME, "per_account", costs.total, accounts, accounts, each, Unit.MONEY),
    )
