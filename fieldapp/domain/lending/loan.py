"""A loan as the contract writes it, and what has happened on it: values only.

Nothing that can be computed is stored: schedules come from the terms (`schedule`), balances from replaying the
events (`ledger`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from fieldapp.domain.calendar import DayCount
from fieldapp.domain.lending.allocation import AllocationOrder, AllocationStep, Excess
from fieldapp.domain.lending.events import LoanEvent
from fieldapp.domain.money import Rounding

__all__ = ["AllocationOrder", "Charge", "Instalment", "Loan", "LoanTerms", "Payment", "RepaymentMethod"]


class RepaymentMethod(StrEnum):
    """How the contract repays the principal.

    FIXED_PRINCIPAL repays a fixed sum with each row and the balloon with the last. FLAT charges interest on the whole
    principal with every row, whatever was repaid. STEP_UP fixes the first rows and levels the rest. EXPLICIT rows are
    written out in the contract.
    """

    EQUAL_INSTALMENT = "equal_instalment"
    EQUAL_PRINCIPAL = "equal_principal"
    INTEREST_ONLY = "interest_only"
    FIXED_PRINCIPAL = "fixed_principal"
    FLAT = "flat"
    STEP_UP = "step_up"
    EXPLICIT = "explicit"


class PeriodUnit(StrEnum):
    """What `every` counts."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class GraceMode(StrEnum):
    """What grace on arrears means: paid within it, nothing happened, else penalty from the due date (CURE_WAIVES);
    or penalty and days past due begin only after it (SHIFT)."""

    CURE_WAIVES = "cure_waives"
    SHIFT = "shift"


class HolidayShift(StrEnum):
    """Where a deadline moves that falls on a day off. Interest is counted to the contractual date all the same."""

    NONE = "none"
    NEXT_WORKDAY = "next_workday"
    PREVIOUS = "previous"
    MODIFIED_NEXT = "modified_next"


@dataclass(frozen=True, slots=True)
class RateChange:
    """The yearly rate from a date on."""

    on: date
    annual_rate: Decimal


@dataclass(frozen=True, slots=True)
class Tranche:
    """A later part of the principal, paid out on a date; minor units."""

    on: date
    amount: int


@dataclass(frozen=True, slots=True)
class Step:
    """So many rows of this instalment (principal and interest together), minor units."""

    rows: int
    amount: int


@dataclass(frozen=True, slots=True)
class ExplicitRow:
    """A row as the contract writes it: its principal, or its whole amount; interest unless given is computed."""

    due: date
    principal: int | None = None
    amount: int | None = None
    interest: int | None = None


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """What was agreed. Amounts in minor units, rates per year as a fraction (0.12 is 12 %).

    Attributes:
        principal: all that is lent, later tranches included.
        penalty_uplift: added to the contract rate while overdue, as a fraction of it (0.5 makes 12 % into 18 %).
        grace_days, grace_mode: days of grace on arrears, and what they mean.
        arrears_day_count: how overdue and broken periods are counted.
        every, unit: the rhythm of the rows from `first_due` on.
        day_count: how scheduled interest is counted; MONTHLY_12 counts whole months as twelfths.
        instalment_multiple: level rows are rounded to a multiple of this, minor units; the last row absorbs.
        grace_principal, grace_interest: so many first rows ask for no principal; for no interest, which is then
            asked for with the row after them.
        interest_free: so many first rows bear no interest at all.
        down_payment: this share of the principal is row 1, due on the day of disbursement.
        smooth_last: choose the level row so that the last row differs least.
        fixed_principal, steps, rows: what FIXED_PRINCIPAL, STEP_UP and EXPLICIT need.
        tranches, rate_changes: known from the beginning; both make the rows after them anew.
        allocation, allocation_steps, excess: the order in which payments are applied (`allocation`).
        tolerance: a row that lacks no more than this is not past due, minor units.
        principal_first_after: past this many days past due, principal is served before interest (bank custom).
        negative_amortisation: rows may ask for less than their interest, so that the balance grows.
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
    every: int = 1
    unit: PeriodUnit = PeriodUnit.MONTHS
    day_count: DayCount = DayCount.MONTHLY_12
    compound_unpaid_interest: bool = True
    grace_mode: GraceMode = GraceMode.CURE_WAIVES
    currency_digits: int = 2
    instalment_multiple: int | None = None
    grace_principal: int = 0
    grace_interest: int = 0
    interest_free: int = 0
    down_payment: Decimal | None = None
    smooth_last: bool = False
    holiday_shift: HolidayShift = HolidayShift.NONE
    fixed_principal: int | None = None
    steps: tuple[Step, ...] = ()
    rows: tuple[ExplicitRow, ...] = ()
    tranches: tuple[Tranche, ...] = ()
    rate_changes: tuple[RateChange, ...] = ()
    allocation_steps: tuple[AllocationStep, ...] = ()
    excess: Excess = Excess.NEXT
    tolerance: int = 0
    principal_first_after: int | None = None
    negative_amortisation: bool = False

    @property
    def penalty_rate(self) -> Decimal:
        """The yearly rate on overdue sums at first (银发[2003]251号: contract rate plus 30–50 %)."""
        return self.annual_rate * (1 + self.penalty_uplift)

    @property
    def first_principal(self) -> int:
        """What was paid out on `disbursed_on`."""
        return self.principal - sum(tranche.amount for tranche in self.tranches)


@dataclass(frozen=True, slots=True)
class Instalment:
    """One row of a schedule; principal and interest in minor units."""

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
    """One contract with its terms and everything that happened on it.

    `payments` and `charges` are what the bank's files bring; `events` is everything else that moves the account.
    """

    id: str
    contract_no: str
    product: str
    signed_on: date
    terms: LoanTerms
    payments: tuple[Payment, ...] = ()
    charges: tuple[Charge, ...] = ()
    events: tuple[LoanEvent, ...] = ()
