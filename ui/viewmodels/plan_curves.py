"""The balance over time as points to draw: a plan's, and what the contract meant it to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fieldapp.domain.plans.bundle import Merged
from fieldapp.domain.plans.plan_schedule import Ground


@dataclass(frozen=True, slots=True)
class Curve:
    """Days and the balance of principal from each on, minor units; the first day is that of the plan."""

    days: tuple[date, ...]
    balances: tuple[int, ...]

    def at(self, day: date) -> int:
        """The balance on a day: what it fell to last."""
        found = self.balances[0]
        for on, balance in zip(self.days, self.balances, strict=True):
            if on > day:
                break
            found = balance
        return found


def curve_of(merged: Merged, as_of: date) -> Curve:
    """A plan's: what is to be repaid, then what is left after each row."""
    begin = sum(row.principal for row in merged.rows)
    return Curve((as_of, *(row.due for row in merged.rows)), (begin, *(row.balance for row in merged.rows)))


def contract_curve(grounds: Sequence[Ground], as_of: date) -> Curve:
    """The contracts' own: all that is outstanding now, and what they meant to be left after each coming row."""
    coming = [row.instalment for ground in grounds for row in ground.rows if row.instalment.due > as_of]
    days = sorted({row.due for row in coming})
    left = [sum(row.principal for row in coming if row.due > day) for day in days]
    return Curve((as_of, *days), (sum(ground.principal for ground in grounds), *left))
