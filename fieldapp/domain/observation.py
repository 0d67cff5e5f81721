"""What a visit sees, is told and reads of a business: the twenty-two short questions of the observation form.

Every answer may be missing; a missing one is never guessed. Protected attributes (sex, ethnicity, religion, age …)
have no field here, so that no rule can weigh them. The value travels in signed facts: fields are only ever added.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from fieldapp.domain.party import PremisesKind


class OpenStatus(StrEnum):
    """Whether the business is open, the best first."""

    OPEN_NORMAL = "open_normal"
    OPEN_REDUCED = "open_reduced"
    CLOSED_HOURS = "closed_hours"
    CLOSED_LONG = "closed_long"
    MOVED = "moved"
    TRANSFERRED = "transferred"
    DEMOLISHED = "demolished"


class Crowd(StrEnum):
    """Customers now against what is usual for the hour, the best first."""

    MORE = "more"
    SAME = "same"
    FEWER = "fewer"
    NONE = "none"


class StockLevel(StrEnum):
    """How full the shelves or the store are, the best first."""

    FULL = "full"
    NORMAL = "normal"
    THIN = "thin"
    EMPTY = "empty"


class OwnerPresent(StrEnum):
    """Who runs the place at the time of the visit."""

    PRESENT = "present"
    FAMILY_RUNS = "family_runs"
    STAFF_ONLY = "staff_only"
    NOBODY = "nobody"


class SalesProof(StrEnum):
    """What was shown for the sales that were claimed."""

    NONE = "none"
    BOOK = "book"
    POS_SCREEN = "pos_screen"
    E_WALLET = "e_wallet"
    BANK = "bank"


class Freshness(StrEnum):
    """State of the stock, the best first."""

    FRESH = "fresh"
    OLD = "old"
    EXPIRED = "expired"


class Condition(StrEnum):
    """State of a crop or a herd, the best first."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class RentStatus(StrEnum):
    """Whose the premises are, and how the rent stands, the best first."""

    OWN = "own"
    PAID = "paid"
    ARREARS = "arrears"


class Lasting(StrEnum):
    """Whether the cause of the arrears passes."""

    TEMPORARY = "temporary"
    PERMANENT = "permanent"


class Avoidance(StrEnum):
    """Signs of avoiding the lender; each counts once."""

    HIDES = "hides"
    FALSE_INFO = "false_info"
    MOVED_ASSETS = "moved_assets"
    THIRD_PERSON_LIES = "third_person_lies"


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen and said of the business. Counts are people or things, money is minor units; None: not asked.

    Attributes:
        premises_type: what kind of place it was found to be.
        cooperation, explains_openly, shows_books, observer_confidence: 1 (worst) to 5.
        crop_or_herd: mu of land or head of cattle. power_kwh, water_m3: read off the meter for the month.
        rent_arrears_months: 0 with `own` and `paid`. household_consent: to write down what concerns health (R37).
        avoidance: None where nobody looked, empty where there was none.
    """

    open_status: OpenStatus | None = None
    customers_10min: int | None = None
    crowd: Crowd | None = None
    stock_level: StockLevel | None = None
    staff_now: int | None = None
    staff_usual: int | None = None
    sales_day_claimed: int | None = None
    sales_month_claimed: int | None = None
    purchases_month: int | None = None
    margin_percent: int | None = None
    costs_month: int | None = None
    household_month: int | None = None
    other_debt_month: int | None = None
    premises_type: PremisesKind | None = None
    owner_present: OwnerPresent | None = None
    cooperation: int | None = None
    sales_proof: SalesProof | None = None
    stock_value: int | None = None
    stock_freshness: Freshness | None = None
    purchases_invoice: bool | None = None
    wages_unpaid: bool | None = None
    machines_running: int | None = None
    machines_total: int | None = None
    output_last_month: int | None = None
    crop_or_herd: int | None = None
    crop_condition: Condition | None = None
    crop_sale_month: date | None = None
    crop_price: int | None = None
    crop_cost: int | None = None
    power_kwh: int | None = None
    water_m3: int | None = None
    tax_paid: int | None = None
    utility_arrears: bool | None = None
    rent_status: RentStatus | None = None
    rent_paid_to: date | None = None
    rent_arrears_months: int | None = None
    landlord_notice: bool | None = None
    receivables_total: int | None = None
    receivables_due_on: date | None = None
    receivables_debtors: str | None = None
    receivables_proof: bool | None = None
    payables_suppliers: int | None = None
    other_lenders: bool | None = None
    creditors_pressing: bool | None = None
    key_assets: tuple[str, ...] | None = None
    seizure_notice: bool | None = None
    dependants: int | None = None
    household_illness: bool | None = None
    household_school: bool | None = None
    household_hardship: bool | None = None
    household_consent: bool | None = None
    explains_openly: int | None = None
    shows_books: int | None = None
    avoidance: tuple[Avoidance, ...] | None = None
    false_statement_proven: bool | None = None
    proposal_amount: int | None = None
    proposal_date: date | None = None
    proposal_method: str | None = None
    risk_to_staff: bool | None = None
    observer_confidence: int | None = None

    def given(self) -> frozenset[str]:
        """Names of the answers that were given."""
        return frozenset(name for name in FIELDS if getattr(self, name) is not None)

    @property
    def of_business(self) -> bool:
        """Whether anything of the business itself was seen or told."""
        return any(getattr(self, name) is not None for name in OF_BUSINESS)


FIELDS: tuple[str, ...] = tuple(each.name for each in fields(Observation))
"""Names of all answers."""
RATINGS = frozenset({"cooperation", "explains_openly", "shows_books", "observer_confidence"})
"""Answers from 1 (worst) to 5."""
PERSONAL = RATINGS | frozenset(
    {"premises_type", "owner_present", "household_consent", "risk_to_staff", "avoidance", "false_statement_proven"}
    | {"proposal_amount", "proposal_date", "proposal_method"}
)
"""Answers about the person and the visit; without any other they are no observation of the business."""
OF_BUSINESS = tuple(name for name in FIELDS if name not in PERSONAL)
"""Answers about the business."""
