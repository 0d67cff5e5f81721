"""A loan as the contract writes it, and what has been paid on it: values only.

Nothing that can be computed is stored: schedules come from the terms (`schedule`), balances from replaying the
payments (`ledger`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from fieldapp.domain.calendar import DayCount
from fieldapp.domain.money import Rounding


class RepaymentMethod(StrEnum):
    """How the contract repays the principal."""

    EQUAL_INSTALMENT = "equal_instalment"
    EQUAL_PRINCIPAL = "equal_principal"
    INTEREST_ONLY = "interest_only"


class AllocationOrder(StrEnum):
    """How a payment that does not cover everything is applied.

    VERTICAL_561 is the Chinese default where nothing was agreed (民法典 561: costs, interest, principal):
    each component over all due instalments, oldest first. HORIZONTAL settles the oldest instalment completely
    before the next one gets anything.
    """

    VERTICAL_561 = "vertical_561"
    HORIZONTAL = "horizontal"


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """What was agreed. Amounts in minor units, rates per year as a fraction (0.12 is 12 %).

    Attributes:
        penalty_uplift: added to the contract rate while overdue, as a fraction of it (0.5 makes 12 % into 18 %).
        grace_days: an instalment paid within so many days of its due date bears no penalty.
        arrears_day_count: how overdue and broken periods are counted (scheduled whole months are a twelfth each).
    """

    principal: int
    annual_rate: Decimal
    method: RepaymentMethod
    instalments: int
    disbursed_on: date
    first_due: date
    penalty_uplift: Decimal = Decimal("0.5")
    grace_days: int = 0
    arrears_day_count: DayCount = DayCount.ACT_360
    rounding: Rounding = Rounding.HALF_UP
    allocation: AllocationOrder = AllocationOrder.VERTICAL_561

    @property
    def penalty_rate(self) -> Decimal:
        """The yearly rate on overdue sums (银发[2003]251号: contract rate plus 30–50 %)."""
        return self.annual_rate * (1 + self.penalty_uplift)


@dataclass(frozen=True, slots=True)
class Instalment:
    """One row of a contract's schedule; principal and interest in minor units."""

    number: int
    due: date
    principal: int
    interest: int

    @property
    def total(self) -> int:
        """Principal and interest together."""
        return self.principal + self.interest


@dataclass(frozen=True, slots=True)
class Payment:
    """Money received, by value date; `reversed_on` is set when the bank took it back (it then never counted)."""

    reference: str
    received_on: date
    amount: int
    channel: str = ""
    reversed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Charge:
    """A cost of enforcing the debt that the contract lets the lender claim (costs come first under 民法典 561)."""

    reference: str
    charged_on: date
    amount: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class Loan:
    """One contract with its terms and everything that was paid or charged on it."""

    id: str
    contract_no: str
    product: str
    signed_on: date
    terms: LoanTerms
    payments: tuple[Payment, ...] = ()
    charges: tuple[Charge, ...] = ()
