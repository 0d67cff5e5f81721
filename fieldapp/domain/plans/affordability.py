"""What the borrower can really keep up each month, from what was claimed and seen of the business.

Sales are the lowest of the estimates, of which at least two should come from different sources: what the owner says,
what was bought, how the stock turns, how many customers pay how much, how much power is used. What is left after
costs, household and other debts is free, and a plan may take a share of it, so that one bad month does not break it.
Every line is rounded once, to the minor unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum

from fieldapp.domain.lending.schedule import level_instalment
from fieldapp.domain.money import Rounding, round_minor
from fieldapp.domain.observation import Observation

_CONTEXT = Context(prec=34)


@dataclass(frozen=True, slots=True)
class AffordabilityRules:
    """What affordability is judged by; the pack of affordability says the same with its source.

    Attributes:
        taken_share: of what is free, the share a plan may take. dscr_floor: least free cash per unit of instalment.
        longest_months: a debt that needs more is a hardship. days_open: days of business in a month, if nobody knows.
        sources_needed: with fewer independent sources the answer is weak.
        differ_share: sources that differ by more than this share of the larger one contradict each other.
    """

    version: str = ""
    taken_share: Decimal = Decimal("0.7")
    dscr_floor: Decimal = Decimal("1.3")
    longest_months: int = 60
    days_open: int = 30
    sources_needed: int = 2
    differ_share: Decimal = Decimal("0.25")


USUAL = AffordabilityRules()
"""The usual shares, for where no pack is at hand."""


class Source(StrEnum):
    """Where an estimate of sales comes from; two of the same source are not independent of each other."""

    CLAIMED = "claimed"
    PURCHASES = "purchases"
    STOCK_TURN = "stock_turn"
    TICKETS = "tickets"
    POWER = "power"


@dataclass(frozen=True, slots=True)
class SalesEvidence:
    """What is known of a month's sales. Sums in minor units; None: not known.

    Attributes:
        claimed_month, claimed_day: what the owner says. purchases: goods bought in a month, at cost.
        stock, turns_a_month: goods in stock at cost, and how often a month they are sold.
        ticket, tickets_a_day: what a customer pays on average, and how many pay in a day.
        power_used, sales_per_power: power used in the month (kWh), and sales per unit of it in usual months.
        days_open: days of business in the month; None: the usual number.
    """

    claimed_month: int | None = None
    claimed_day: int | None = None
    purchases: int | None = None
    stock: int | None = None
    turns_a_month: Decimal | None = None
    ticket: int | None = None
    tickets_a_day: Decimal | None = None
    power_used: Decimal | None = None
    sales_per_power: Decimal | None = None
    days_open: int | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """One estimate of a month's sales, by name and source; minor units."""

    name: str
    source: Source
    amount: int


@dataclass(frozen=True, slots=True)
class Household:
    """What goes out each month before any instalment; minor units."""

    costs: int = 0
    household: int = 0
    other_debt: int = 0


@dataclass(frozen=True, slots=True)
class Affordability:
    """Monthly capacity and the lines it is made of; minor units a month.

    Attributes:
        lowest: the estimate that was taken. weak: too few independent sources. contradicting: sources far apart.
        gross: sales × margin. free: gross less the outgoings. monthly: what a plan may take; never negative.
    """

    estimates: tuple[Estimate, ...]
    lowest: Estimate
    weak: bool
    contradicting: bool
    margin: Decimal
    gross: int
    outgoings: Household
    free: int
    share: Decimal
    monthly: int

    @property
    def sources(self) -> int:
        """How many independent sources there are."""
        return len({estimate.source for estimate in self.estimates})


@dataclass(frozen=True, slots=True)
class Bearing:
    """How a debt fits a capacity; minor units.

    Attributes:
        count: the smallest number of level monthly instalments within capacity, None if none up to `longest` is.
        instalment: the level instalment at `count`, or at `longest` where there is none.
        longest, longest_instalment: the longest term allowed and its instalment.
        hardship: even that is more than the capacity: relief or settlement rather than a plan.
        dscr: free cash per unit of instalment. dscr_kept: whether it reaches the floor.
    """

    base: int
    capacity: int
    count: int | None
    instalment: int
    longest: int
    longest_instalment: int
    hardship: bool
    dscr: Decimal
    dscr_kept: bool


@dataclass(frozen=True, slots=True)
class Capacity:
    """Monthly capacity as a visit's observation supports it, and the lines it is made of; minor units a month.

    Attributes:
        estimates: (name, sum) of each estimate of sales, in the order of the observation.
        sales: the lowest estimate. gross: sales × margin. free: gross less the outgoings.
        monthly: what a plan may take; never negative. weak: sales rest on one source alone. share: of what is free.
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
    weak: bool = False
    share: Decimal = USUAL.taken_share
    contradicting: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """What could be paid a month by the lowest and by the highest estimate; a plan takes the lowest."""
        return self.monthly, self.monthly_from(max(amount for _, amount in self.estimates))

    def monthly_from(self, sales: int) -> int:
        """What could be paid a month if the sales were these; minor units."""
        gross = round_minor(Decimal(sales * self.margin_percent) / 100)
        free = gross - self.costs - self.household - self.other_debt
        return max(0, round_minor(free * self.share))


SOURCES = {
    "month_claimed": Source.CLAIMED,
    "day_claimed": Source.CLAIMED,
    "purchases": Source.PURCHASES,
    "stock_turn": Source.STOCK_TURN,
    "tickets": Source.TICKETS,
    "power": Source.POWER,
}
"""Where each estimate comes from."""


def afford(
    evidence: SalesEvidence, margin: Decimal, outgoings: Household, rules: AffordabilityRules = USUAL
) -> Affordability | None:
    """What can be paid each month; `margin` is a fraction of sales. None while nothing is known of the sales."""
    found = estimates(evidence, margin, rules)
    if not found:
        return None
    lowest = min(found, key=lambda estimate: estimate.amount)
    highest = max(estimate.amount for estimate in found)
    gross = round_minor(lowest.amount * margin)
    free = gross - outgoings.costs - outgoings.household - outgoings.other_debt
    return Affordability(
        estimates=found,
        lowest=lowest,
        weak=len({estimate.source for estimate in found}) < rules.sources_needed,
        contradicting=highest - lowest.amount > highest * rules.differ_share,
        margin=margin,
        gross=gross,
        outgoings=outgoings,
        free=free,
        share=rules.taken_share,
        monthly=max(0, round_minor(free * rules.taken_share)),
    )


def estimates(evidence: SalesEvidence, margin: Decimal, rules: AffordabilityRules = USUAL) -> tuple[Estimate, ...]:
    """Every estimate of a month's sales that the evidence supports.

    Goods at cost become sales by dividing by (1 − margin); at a margin of the whole they say nothing.
    """
    e = evidence
    days = rules.days_open if e.days_open is None else e.days_open
    cost_part = 1 - margin if margin < 1 else None
    found = {
        "month_claimed": _product(e.claimed_month, 1),
        "day_claimed": _product(e.claimed_day, days),
        "purchases": _at_sale(_product(e.purchases, 1), cost_part),
        "stock_turn": _at_sale(_product(e.stock, e.turns_a_month), cost_part),
        "tickets": _product(_product(e.ticket, e.tickets_a_day), days),
        "power": _product(e.power_used, e.sales_per_power),
    }
    return tuple(
        Estimate(name, SOURCES[name], round_minor(amount)) for name, amount in found.items() if amount is not None
    )


def smallest_count(
    base: int, annual_rate: Decimal, capacity: int, longest: int, rounding: Rounding = Rounding.HALF_UP
) -> int | None:
    """The smallest number of level monthly instalments that are each within `capacity`; None if none up to `longest`.

    The level instalment falls as the number grows, so that the border is found by halving.
    """
    if level_instalment(base, annual_rate, longest, rounding) > capacity:
        return None
    low, high = 1, longest
    while low < high:
        middle = (low + high) // 2
        if level_instalment(base, annual_rate, middle, rounding) <= capacity:
            high = middle
        else:
            low = middle + 1
    return low


def bearing(
    base: int, annual_rate: Decimal, free: int, capacity: int, rules: AffordabilityRules = USUAL,
    rounding: Rounding = Rounding.HALF_UP,
) -> Bearing:  # fmt: skip
    """How a debt of `base` (> 0) at `annual_rate` (a fraction) fits what is free and the capacity taken from it."""
    longest = rules.longest_months
    last = level_instalment(base, annual_rate, longest, rounding)
    count = smallest_count(base, annual_rate, capacity, longest, rounding)
    instalment = last if count is None else level_instalment(base, annual_rate, count, rounding)
    return Bearing(
        base=base,
        capacity=capacity,
        count=count,
        instalment=instalment,
        longest=longest,
        longest_instalment=last,
        hardship=count is None,
        # a debt of a cent has instalments that round to nothing
        dscr=_CONTEXT.divide(Decimal(free), Decimal(max(1, instalment))),
        dscr_kept=free >= instalment * rules.dscr_floor,
    )


def capacity(observation: Observation, rules: AffordabilityRules = USUAL) -> Capacity | None:
    """The capacity an observation supports; None while sales or margin are not known."""
    o = observation
    if o.margin_percent is None:
        return None
    evidence = SalesEvidence(o.sales_month_claimed, o.sales_day_claimed, o.purchases_month)
    outgoings = Household(o.costs_month or 0, o.household_month or 0, o.other_debt_month or 0)
    found = afford(evidence, Decimal(o.margin_percent) / 100, outgoings, rules)
    if found is None:
        return None
    return Capacity(
        estimates=tuple((estimate.name, estimate.amount) for estimate in found.estimates),
        sales=found.lowest.amount,
        margin_percent=o.margin_percent,
        gross=found.gross,
        costs=outgoings.costs,
        household=outgoings.household,
        other_debt=outgoings.other_debt,
        free=found.free,
        monthly=found.monthly,
        weak=found.weak,
        share=found.share,
        contradicting=found.contradicting,
    )


def _product(one: int | Decimal | None, other: int | Decimal | None) -> Decimal | None:
    return None if one is None or other is None else Decimal(one) * other


def _at_sale(cost: Decimal | None, cost_part: Decimal | None) -> Decimal | None:
    """Goods at cost as what they sell for."""
    return None if cost is None or cost_part is None else _CONTEXT.divide(cost, cost_part)
