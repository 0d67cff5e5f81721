"""The observation form: what a visit saw, was told and read of a business, and where each answer comes from.

Twenty-two short questions (four minutes on the spot), each with its number on the form. Every answer may be missing;
a missing one is never guessed, it only lowers how sure a score is. Protected attributes (sex, ethnicity, religion,
age …) have no field here, so that no rule can weigh them. Sums are minor units, shares are percent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from fieldapp.domain.observation import (
    Avoidance,
    Condition,
    Crowd,
    Freshness,
    Lasting,
    OpenStatus,
    OwnerPresent,
    RentStatus,
    SalesProof,
    StockLevel,
)
from fieldapp.domain.party import PremisesKind
from fieldapp.domain.visit import Cause


class Source(StrEnum):
    """Where an answer comes from, the best first."""

    OBSERVED = "observed"
    DOCUMENT = "document"
    COMPUTED = "computed"
    CLAIMED = "claimed"


class Kept(StrEnum):
    """How a promise whose day has passed turned out."""

    KEPT = "kept"
    PARTIAL = "partial"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Answers:
    """The form as it was filled in; None: not asked, not seen, or not asked of such premises.

    Attributes:
        cooperation, explains_openly, shows_books, observer_confidence: 1 (worst) to 5.
        power_change_percent: use of power against the reading before; computed where both readings are known.
        rent_arrears_months: 0 with `own` and `paid`. household_consent: to write down what concerns health (R37).
        promises: of those whose day has passed, the newest first. dscr: free cash ÷ instalment of the plan that
        brings the loan up to date (RULES B6). sources: where an answer comes from, if not from where it usually does.
    """

    premises_type: PremisesKind | None = None
    open_status: OpenStatus | None = None
    owner_present: OwnerPresent | None = None
    cooperation: int | None = None
    customers_10min: int | None = None
    crowd: Crowd | None = None
    sales_today: int | None = None
    sales_month: int | None = None
    sales_proof: SalesProof | None = None
    margin_percent: int | None = None
    stock_value: int | None = None
    stock_level: StockLevel | None = None
    stock_freshness: Freshness | None = None
    purchases_month: int | None = None
    purchases_invoice: bool | None = None
    staff_now: int | None = None
    staff_usual: int | None = None
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
    power_change_percent: Decimal | None = None
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
    cause: Cause | None = None
    cause_second: Cause | None = None
    cause_lasting: Lasting | None = None
    explains_openly: int | None = None
    shows_books: int | None = None
    promises: tuple[Kept, ...] | None = None
    paid_since_visit: bool | None = None
    avoidance: frozenset[Avoidance] | None = None
    false_statement_proven: bool | None = None
    proposal_amount: int | None = None
    proposal_date: date | None = None
    proposal_method: str | None = None
    risk_to_staff: bool | None = None
    observer_confidence: int | None = None
    photos: int | None = None
    note: str | None = None
    reachable: bool | None = None
    dispute_in_good_faith: bool | None = None
    dscr: Decimal | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)


_FORM: tuple[tuple[str, ...], ...] = (
    ("reachable", "dispute_in_good_faith", "dscr"),
    ("premises_type",),
    ("open_status",),
    ("owner_present", "cooperation"),
    ("customers_10min", "crowd"),
    ("sales_today", "sales_month", "sales_proof", "margin_percent"),
    ("stock_value", "stock_level", "stock_freshness"),
    ("purchases_month", "purchases_invoice"),
    ("staff_now", "staff_usual", "wages_unpaid"),
    ("machines_running", "machines_total", "output_last_month"),
    ("crop_or_herd", "crop_condition", "crop_sale_month", "crop_price", "crop_cost"),
    ("power_kwh", "power_change_percent", "water_m3", "tax_paid", "utility_arrears"),
    ("rent_status", "rent_paid_to", "rent_arrears_months", "landlord_notice"),
    ("receivables_total", "receivables_due_on", "receivables_debtors", "receivables_proof"),
    ("payables_suppliers", "other_lenders", "creditors_pressing"),
    ("key_assets", "seizure_notice"),
    ("dependants", "household_illness", "household_school", "household_hardship", "household_consent"),
    ("cause", "cause_second", "cause_lasting"),
    ("explains_openly", "shows_books"),
    ("promises", "paid_since_visit"),
    ("avoidance", "false_statement_proven"),
    ("proposal_amount", "proposal_date", "proposal_method"),
    ("risk_to_staff", "observer_confidence", "photos", "note"),
)
QUESTIONS: Mapping[str, int] = {name: number for number, names in enumerate(_FORM) for name in names}
"""The question of the form each answer belongs to; those with number 0 are not asked: the lender knows them."""
ASKED = tuple(QUESTIONS)
"""The names of all answers."""
_USUALLY: Mapping[Source, frozenset[str]] = {
    Source.DOCUMENT: frozenset(
        {
            "power_kwh",
            "power_change_percent",
            "water_m3",
            "tax_paid",
            "utility_arrears",
            "household_consent",
            "false_statement_proven",
        }
    ),
    Source.COMPUTED: frozenset({"promises", "paid_since_visit", "reachable", "dscr"}),
    Source.CLAIMED: frozenset(
        {
            "sales_today",
            "sales_month",
            "margin_percent",
            "purchases_month",
            "staff_usual",
            "wages_unpaid",
            "output_last_month",
            "crop_sale_month",
            "crop_price",
            "crop_cost",
            "rent_status",
            "rent_paid_to",
            "rent_arrears_months",
            "receivables_total",
            "receivables_due_on",
            "receivables_debtors",
            "payables_suppliers",
            "other_lenders",
            "dependants",
            "household_illness",
            "household_school",
            "household_hardship",
            "cause",
            "cause_second",
            "cause_lasting",
            "proposal_amount",
            "proposal_date",
            "proposal_method",
        }
    ),
}
USUAL_SOURCES: Mapping[str, Source] = {
    name: next((source for source, names in _USUALLY.items() if name in names), Source.OBSERVED) for name in ASKED
}
"""Where an answer comes from unless somebody says otherwise."""
_WORST_LAST = tuple(Source)


def source_of(answers: Answers, names: Iterable[str]) -> Source:
    """Where a figure made of these answers comes from: it is as good as the weakest of them."""
    known = [answers.sources.get(name, USUAL_SOURCES[name]) for name in names]
    return max(known, key=_WORST_LAST.index)


def with_power_change(answers: Answers, before: Answers | None) -> Decimal | None:
    """How the use of power changed against the form before, in percent; what was read off a bill goes first."""
    if answers.power_change_percent is not None:
        return answers.power_change_percent
    if answers.power_kwh is None or before is None or not before.power_kwh:
        return None
    return Decimal(answers.power_kwh - before.power_kwh) * 100 / before.power_kwh
