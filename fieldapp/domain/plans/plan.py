"""A repayment plan as values: what a collector sets, what had accrued, and the rows that come of it.

A plan is made on the payoff sum at a date, so that nothing is lost and nothing counted twice: principal is spread
over the rows with interest at the plan's rate; what has already accrued (the side pot: overdue interest, penalty,
compound, costs, interest since the last due date) is payable with the first rows, less what is waived. Every waiver
is conditional: it lapses if the plan is broken.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from fieldapp.domain.calendar import add_months
from fieldapp.domain.lending.loan import ExplicitRow, PeriodUnit, Step


class PlanKind(StrEnum):
    """How a plan repays.

    SETTLEMENT ends the debt with one sum by a date. RE_AGE makes unpaid interest principal and spreads both.
    CARD_STYLE spreads the whole payoff without interest. CUSTOM names its dates (a season, weekly wages), and where
    it wants to the principal or the whole amount of each row.
    """

    EQUAL_INSTALMENT = "equal_instalment"
    EQUAL_PRINCIPAL = "equal_principal"
    DEFERRAL = "deferral"
    INTEREST_ONLY = "interest_only"
    STEP_UP = "step_up"
    SETTLEMENT = "settlement"
    RE_AGE = "re_age"
    CARD_STYLE = "card_style"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """What a collector sets. Sums in minor units.

    Attributes:
        as_of: the date whose payoff sum the plan is made on.
        instalments, first_due: rows of the plan; a deferral keeps the contract's rows and ignores both.
        deferral_months: how far a deferral moves the contract's rows; 0 for the other kinds.
        arrears_rows: over how many first rows the side pot is spread.
        waived_interest: of the overdue and current interest. waived_principal: of the base (settlement).
        every, unit: the rhythm of the rows. steps: STEP_UP. rows: CUSTOM.
        settlement_days: a settlement paid within so many days after `first_due` still counts.
    """

    kind: PlanKind
    loan_id: str
    as_of: date
    instalments: int
    first_due: date
    annual_rate: Decimal
    waived_penalty: int = 0
    waived_compound: int = 0
    deferral_months: int = 0
    arrears_rows: int = 1
    waived_interest: int = 0
    waived_principal: int = 0
    waived_costs: int = 0
    every: int = 1
    unit: PeriodUnit = PeriodUnit.MONTHS
    steps: tuple[Step, ...] = ()
    rows: tuple[ExplicitRow, ...] = ()
    settlement_days: int = 0

    @property
    def waived(self) -> int:
        """All that is given up if the plan is kept."""
        return self.waived_pot + self.waived_principal

    @property
    def waived_pot(self) -> int:
        """What is given up of the side pot."""
        return self.waived_penalty + self.waived_compound + self.waived_interest + self.waived_costs


@dataclass(frozen=True, slots=True)
class SidePot:
    """What had accrued when the plan was made; minor units."""

    overdue_interest: int
    penalty: int
    compound: int
    costs: int
    current_interest: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.overdue_interest + self.penalty + self.compound + self.costs + self.current_interest

    @property
    def interest(self) -> int:
        """Interest of the contract, overdue and current."""
        return self.overdue_interest + self.current_interest


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row; `arrears` is its share of the side pot, `balance` the principal left after it. Minor units."""

    number: int
    due: date
    principal: int
    interest: int
    arrears: int
    balance: int

    @property
    def total(self) -> int:
        """What is payable on `due`."""
        return self.principal + self.interest + self.arrears


@dataclass(frozen=True, slots=True)
class PlanSchedule:
    """A plan worked out: `base` is the principal it stands on, `waived` what is given up if it is kept."""

    base: int
    side_pot: SidePot
    waived: int
    rows: tuple[PlanRow, ...]

    @property
    def total(self) -> int:
        """All that the borrower pays."""
        return sum(row.total for row in self.rows)

    @property
    def interest(self) -> int:
        """Interest of the plan itself."""
        return sum(row.interest for row in self.rows)

    @property
    def highest_row(self) -> int:
        """The dearest row: what capacity has to bear."""
        return max(row.total for row in self.rows)


def term_months(as_of: date, schedule: PlanSchedule) -> int:
    """Months from `as_of` to the last row, begun months counted whole."""
    last = schedule.rows[-1].due
    months = (last.year - as_of.year) * 12 + last.month - as_of.month
    return months + 1 if add_months(as_of, months) < last else months
