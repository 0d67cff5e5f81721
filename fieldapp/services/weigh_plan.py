"""What a plan is worth to the lender beside leaving the debt as it is and beside suing, under the office's assumptions.

It advises; nothing is decided by it. Every figure carries the assumptions it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fieldapp.domain.plans.plan import PlanRow
from fieldapp.domain.strategy.comparison import Debt, Value, Way, compare, payments_of
from fieldapp.domain.strategy.court_fees import court_fee
from fieldapp.domain.strategy.sensitivity import Flip, Sensitivity, sensitivity
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
    """The range of each way over all assumptions, and the assumption that would put another way first, if one does."""

    lowest: Mapping[Way, int]
    highest: Mapping[Way, int]
    flip: Flip | None


def weigh(payoff: int, rows: Sequence[PlanRow], as_of: date) -> PlanWorth:
    """Compare a plan's rows with the two other ways; `payoff` (> 0) is what would end the debt today."""
    rules = comparison_rules()
    fee = court_fee(payoff, rules.proceeding, court_fees()).amount
    debt = Debt(payoff, payments_of(rows, as_of), 0, fee)
    return PlanWorth(debt, payoff, fee, compare(debt, rules.assumed), rules)


def how_sure(worth: PlanWorth) -> HowSure:
    """How far the comparison can be trusted; slower than the comparison itself."""
    found: Sensitivity = sensitivity(worth.debt, worth.rules.assumed, worth.rules.plus_minus)
    return HowSure(found.lowest, found.highest, found.best_flips[0] if found.best_flips else None)
