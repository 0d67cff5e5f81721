"""The shortest plan that the borrower can really keep: the fewest rows whose dearest is within capacity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fieldapp.domain.lending.loan import PeriodUnit
from fieldapp.domain.plans.plan import PlanTerms
from fieldapp.domain.plans.plan_schedule import Ground, build_on
from fieldapp.domain.plans.plan_soundness import problems_on
from fieldapp.domain.plans.policy import USUAL, PlanPolicy

DAYS_A_YEAR = 365
_DAYS = {PeriodUnit.DAYS: 1, PeriodUnit.WEEKS: 7}
Shape = Callable[[PlanTerms, int], PlanTerms]


def capacity_per_row(monthly: int, terms: PlanTerms) -> int:
    """What a row of this rhythm may ask for, if the borrower can pay `monthly` a month; minor units."""
    if terms.unit is PeriodUnit.MONTHS:
        return monthly * terms.every
    return monthly * 12 * _DAYS[terms.unit] * terms.every // DAYS_A_YEAR


def over_all_rows(terms: PlanTerms, count: int) -> PlanTerms:
    """`terms` with so many rows, the side pot spread over all of them."""
    return replace(terms, instalments=count, arrears_rows=count)


def fewest_rows(
    ground: Ground, terms: PlanTerms, capacity: int, policy: PlanPolicy = USUAL, shape: Shape = over_all_rows
) -> PlanTerms | None:
    """`terms` with the smallest number of rows none of which asks for more than a monthly `capacity` bears.

    None where even the longest plan asks for more: then hardship or settlement is the honest talk. The search is
    linear, because rounding and arrears keep the dearest row from falling strictly with the number of rows.
    """
    limit = capacity_per_row(capacity, terms)
    for count in range(1, policy.max_instalments + 1):
        tried = shape(terms, count)
        if not problems_on(ground, tried, policy) and build_on(ground, tried).highest_row <= limit:
            return tried
    return None
