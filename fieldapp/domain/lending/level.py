"""The level instalment: the one sum that repays a balance over given periods, whatever each of them costs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal

from fieldapp.domain.lending.interest import Weight
from fieldapp.domain.money import Rounding, round_minor, round_ratio

_CONTEXT = Context(prec=34)


def level_instalment(principal: int, annual_rate: Decimal, count: int, rounding: Rounding) -> int:
    """The level monthly instalment P·i / (1 − (1+i)^−n), in minor units; P/n for an interest-free loan."""
    above, below = annual_rate.as_integer_ratio()
    return level_over(principal, [(above, below * 12)] * count, rounding)


def level_over(balance: int, costs: Sequence[Weight], rounding: Rounding, multiple: int | None = None) -> int:
    """The level instalment over periods that cost `costs`, minor units, rounded to a multiple where one is asked for.

    It is the balance divided by the sum of the discount factors ∏ 1/(1+w); equal costs have the closed form.
    """
    if all(cost == costs[0] for cost in costs):
        exact = _closed_form(balance, costs[0], len(costs))
    else:
        exact = _CONTEXT.divide(Decimal(balance), _discounts(costs))
    return to_multiple(exact, multiple, rounding)


def to_multiple(exact: Decimal, multiple: int | None, rounding: Rounding) -> int:
    """`exact` minor units rounded to whole ones, or to the nearest multiple."""
    if not multiple:
        return round_minor(exact, rounding)
    return round_minor(_CONTEXT.divide(exact, Decimal(multiple)), rounding) * multiple


def equal_share(whole: int, count: int, multiple: int | None, rounding: Rounding) -> int:
    """One of `count` equal shares."""
    if not multiple:
        return round_ratio(whole, count, rounding)
    return round_ratio(whole, count * multiple, rounding) * multiple


def _closed_form(balance: int, cost: Weight, count: int) -> Decimal:
    if cost[0] == 0:
        return _CONTEXT.divide(Decimal(balance), Decimal(count))
    one = _CONTEXT.divide(Decimal(cost[0]), Decimal(cost[1]))
    return _CONTEXT.divide(Decimal(balance) * one, 1 - _CONTEXT.power(1 + one, -count))


def _discounts(costs: Sequence[Weight]) -> Decimal:
    factor, total = Decimal(1), Decimal(0)
    for above, below in costs:
        factor = _CONTEXT.divide(_CONTEXT.multiply(factor, Decimal(below)), Decimal(above + below))
        total = _CONTEXT.add(total, factor)
    return total
