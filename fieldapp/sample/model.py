"""What the practice portfolio consists of, in the words a back office would use; sums in 分.

These values are the sample's own on purpose: the product meets them only through the files it imports.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SampleStaff:
    """Somebody who can sign in to the practice office; `role` is `collector` or `supervisor`."""

    login: str
    name: str
    staff_no: str
    role: str
    team: str
    phone: str


@dataclass(frozen=True, slots=True)
class SampleOffice:
    """The made-up lender."""

    name: str
    uscc: str
    legal_representative: str
    address: str
    phone: str
    account_name: str
    account_bank: str
    account_no: str
    court: str


@dataclass(frozen=True, slots=True)
class SampleParty:
    """A person of a case beside the borrower; the last four fields are those of a guarantor."""

    role: str
    name: str
    id_no: str = ""
    phone: str = ""
    address: str = ""
    relation: str = ""
    guarantee_no: str = ""
    guarantee_kind: str = ""
    guarantee_signed_on: date | None = None
    guarantee_end: date | None = None


@dataclass(frozen=True, slots=True)
class SamplePlace:
    """A WGS-84 point in degrees, how far off it may be in metres, and how it became known."""

    lon: Decimal
    lat: Decimal
    radius_m: int
    source: str


@dataclass(frozen=True, slots=True)
class SamplePremises:
    """Where the business is run from."""

    name: str
    trade: str
    kind: str
    district: str
    address: str
    place: SamplePlace | None


@dataclass(frozen=True, slots=True)
class SampleTerms:
    """What a contract says. `rate` in hundredths of a percent a year, `uplift` in percent of that rate."""

    principal: int
    rate: int
    method: str
    count: int
    disbursed_on: date
    first_due: date
    uplift: int = 50
    grace_days: int = 0
    year_days: int = 360
    row_by_row: bool = False


@dataclass(frozen=True, slots=True)
class SamplePayment:
    """Money received, and when the bank took it back, if it did."""

    reference: str
    received_on: date
    amount: int
    channel: str
    reversed_on: date | None = None


@dataclass(frozen=True, slots=True)
class SampleCharge:
    """A cost of enforcing the debt."""

    reference: str
    charged_on: date
    amount: int
    what: str


@dataclass(frozen=True, slots=True)
class SampleStatement:
    """The sums of a loan on a day, by an arithmetic that is not the product's."""

    on: date
    principal: int
    overdue_principal: int
    overdue_interest: int
    penalty: int
    compound: int
    costs: int
    current_interest: int
    days_past_due: int

    @property
    def due(self) -> int:
        """应还合计: what brings the loan up to date."""
        return self.overdue_principal + self.overdue_interest + self.penalty + self.compound + self.costs

    @property
    def payoff(self) -> int:
        """结清金额: what ends the loan."""
        return self.due + self.principal - self.overdue_principal + self.current_interest


@dataclass(frozen=True, slots=True)
class SampleLoan:
    """A contract with its history and what the bank says is owed on it at the statement date."""

    contract_no: str
    product: str
    signed_on: date
    terms: SampleTerms
    payments: tuple[SamplePayment, ...]
    charges: tuple[SampleCharge, ...]
    stated: SampleStatement


@dataclass(frozen=True, slots=True)
class SampleSurvey:
    """What was seen before the loan; a count or sum that is None and a word that is empty were not asked."""

    on: date
    by: str
    open_status: str
    crowd: str
    customers: int | None
    stock: str
    stock_value: int | None
    staff_now: int | None
    staff_usual: int | None
    sales_day: int | None
    sales_month: int
    margin: int
    purchases_month: int
    costs_month: int
    household_month: int
    other_debt_month: int
    rent: str
    machines_running: int | None
    machines: int | None
    land_or_head: int | None
    condition: str
    kwh: int | None
    note: str


@dataclass(frozen=True, slots=True)
class SampleCase:
    """One borrower's case; `collector` is a login."""

    case_no: str
    collector: str
    opened_on: date
    assigned_at: datetime
    borrower: SampleParty
    parties: tuple[SampleParty, ...]
    premises: tuple[SamplePremises, ...]
    loans: tuple[SampleLoan, ...]
    survey: SampleSurvey | None = None


@dataclass(frozen=True, slots=True)
class SamplePortfolio:
    """Everything for one practice day. `statement_at` is civil time: the evening before `as_of`."""

    as_of: date
    seed: int
    statement_at: datetime
    office: SampleOffice
    staff: tuple[SampleStaff, ...]
    cases: tuple[SampleCase, ...]

    @property
    def loans(self) -> tuple[SampleLoan, ...]:
        """All loans of all cases, in order."""
        return tuple(loan for case in self.cases for loan in case.loans)

    def loan(self, contract_no: str) -> SampleLoan:
        """The loan with this contract number; KeyError if there is none."""
        for loan in self.loans:
            if loan.contract_no == contract_no:
                return loan
        raise KeyError(contract_no)
