"""What the borrower can really keep up each month, from what was claimed and seen of the business.

Sales are the lowest of the independent estimates; what is left after costs, household and other debts is free, and
a plan may take seven tenths of it, so that one bad month does not break it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fieldapp.domain.money import round_minor
from fieldapp.domain.visit import Observation

TAKEN_SHARE = Decimal("0.7")
DAYS_OPEN = 30


@dataclass(frozen=True, slots=True)
class Capacity:
    """Monthly capacity and the lines it is made of; minor units a month.

    Attributes:
        estimates: (name, sum) of each estimate of sales, in the order of the observation.
        sales: the lowest estimate. gross: sales × margin. free: gross less the outgoings.
        monthly: what a plan may take; never negative.
    """

    estimates: tuple[tuple[str, int], ...]
    sales: int
    margin_percent: int
    gross: int
    costs: int
    household: int
    other_debt: int
    free: int
    monthly: int


def capacity(observation: Observation) -> Capacity | None:
    """The capacity an observation supports; None while sales or margin are not known."""
    estimates = _estimates(observation)
    margin = observation.margin_percent
    if not estimates or margin is None:
        return None
    sales = min(value for _, value in estimates)
    gross = round_minor(Decimal(sales) * margin / 100)
    costs = observation.costs_month or 0
    household = observation.household_month or 0
    other = observation.other_debt_month or 0
    free = gross - costs - household - other
    monthly = max(0, round_minor(free * TAKEN_SHARE))
    return Capacity(estimates, sales, margin, gross, costs, household, other, free, monthly)


def _estimates(o: Observation) -> tuple[tuple[str, int], ...]:
    found = []
    if o.sales_month_claimed is not None:
        found.append(("month_claimed", o.sales_month_claimed))
    if o.sales_day_claimed is not None:
        found.append(("day_claimed", o.sales_day_claimed * DAYS_OPEN))
    if o.purchases_month is not None and o.margin_percent is not None and o.margin_percent < 100:
        found.append(("purchases", round_minor(Decimal(o.purchases_month) * 100 / (100 - o.margin_percent))))
    return tuple(found)
