"""What a plan is worth to the lender beside leaving the debt as it is and beside suing, under the office's assumptions.

It advises; nothing is decided by it. Every figure carries the assumptions it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fieldapp.domain.strategy.comparison import (
    TOUCHED,
    Debt,
    Payable,
    Value,
    Way,
    compare,
    moved,
    payments_of,
    value_of,
)
from fieldapp.domain.strategy.court_fees import court_fee
from fieldapp.domain.strategy.sensitivity import Flip, flips
from fieldapp.rule_packs.comparison import ComparisonRules, comparison_rules
from fieldapp.rule_packs.court_fees import court_fees


@dataclass(frozen=True, slots=True)
class PlanWorth:
    """The three ways, the most valuable first; sums in minor units.

    Attributes:
        payoff: what would end the debt today. values: by way.
        court_fee: what suing would cost at once, beside the lawyer.
    """

    debt: Debt
    payoff: int
    court_fee: int
    ranked: tuple[Value, ...]
    rules: ComparisonRules

    def present(self, way: Way) -> int:
        """What one way is worth today."""
        return next(value.present for value in self.ranked if value.way is way)

    @property
    def cost(self) -> int:
        """What the plan costs the lender against money on the table today."""
        return self.payoff - self.present(Way.PLAN)

    @property
    def alternative(self) -> Way:
        """The better of the other two ways, which the plan must be measured against."""
        return next(value.way for value in self.ranked if value.way is not Way.PLAN)

    @property
    def gain(self) -> int:
        """How much more the plan is worth than that alternative; negative where it is worth less."""
        return self.present(Way.PLAN) - self.present(self.alternative)


@dataclass(frozen=True, slots=True)
class HowSure:
    """The range of each way over all assumptions, one moved at a time, minor units."""

    lowest: Mapping[Way, int]
    highest: Mapping[Way, int]


def weigh(payoff: int, rows: Sequence[Payable], as_of: date) -> PlanWorth:
    """Compare a plan's rows with the two other ways; `payoff` (> 0) is what would end the debt today."""
    rules = comparison_rules()
    fee = court_fee(payoff, rules.proceeding, court_fees()).amount
    debt = Debt(payoff, payments_of(rows, as_of), 0, fee)
    return PlanWorth(debt, payoff, fee, compare(debt, rules.assumed), rules)


def how_sure(worth: PlanWorth) -> HowSure:
    """Within which bounds the three values lie."""
    rules, ends = worth.rules, [{value.way: value.present for value in worth.ranked}]
    for name, off in rules.plus_minus.items():
        for value in (getattr(rules.assumed, name) - off, getattr(rules.assumed, name) + off):
            other = moved(rules.assumed, name, value)
            ends.append({way: value_of(way, worth.debt, other).present for way in TOUCHED[name]})
    of = {way: [end[way] for end in ends if way in end] for way in Way}
    return HowSure({way: min(of[way]) for way in Way}, {way: max(of[way]) for way in Way})


def what_turns_it(worth: PlanWorth) -> Flip | None:
    """The assumption that would put another way first, and where; a search of a second or two."""
    found = flips(worth.debt, worth.rules.assumed, lambda order: order[:1])
    return found[0] if found else None
