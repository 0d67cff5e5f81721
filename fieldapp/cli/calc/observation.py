"""How the observation form is written in a question: the names of the domain, amounts as text in major units."""

from __future__ import annotations

from typing import Any

import msgspec

from fieldapp.cli.calc.question import Strict, day, minor, number, wrong
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
from fieldapp.domain.strategy.answers import ASKED, Answers, Kept, Source
from fieldapp.domain.strategy.scoring import PROTECTED
from fieldapp.domain.visit import Cause

AMOUNTS = frozenset(
    {"sales_today", "sales_month", "stock_value", "purchases_month", "crop_price", "crop_cost", "tax_paid"}
    | {"receivables_total", "payables_suppliers", "proposal_amount"}
)
NUMBERS = frozenset({"power_change_percent", "dscr"})
DATES = frozenset({"crop_sale_month", "rent_paid_to", "receivables_due_on", "proposal_date"})


class ObservationForm(Strict, frozen=True, kw_only=True):
    """The form of a visit; leave out what was not asked or not seen. Amounts and decimal numbers are text.

    Ratings go from 1 (worst) to 5. `promises` are those whose day has passed, the newest first. `sources` names where
    an answer comes from if not from where it usually does.
    """

    premises_type: PremisesKind | None = None
    open_status: OpenStatus | None = None
    owner_present: OwnerPresent | None = None
    cooperation: int | None = None
    customers_10min: int | None = None
    crowd: Crowd | None = None
    sales_today: str | None = None
    sales_month: str | None = None
    sales_proof: SalesProof | None = None
    margin_percent: int | None = None
    stock_value: str | None = None
    stock_level: StockLevel | None = None
    stock_freshness: Freshness | None = None
    purchases_month: str | None = None
    purchases_invoice: bool | None = None
    staff_now: int | None = None
    staff_usual: int | None = None
    wages_unpaid: bool | None = None
    machines_running: int | None = None
    machines_total: int | None = None
    output_last_month: int | None = None
    crop_or_herd: int | None = None
    crop_condition: Condition | None = None
    crop_sale_month: str | None = None
    crop_price: str | None = None
    crop_cost: str | None = None
    power_kwh: int | None = None
    power_change_percent: str | None = None
    water_m3: int | None = None
    tax_paid: str | None = None
    utility_arrears: bool | None = None
    rent_status: RentStatus | None = None
    rent_paid_to: str | None = None
    rent_arrears_months: int | None = None
    landlord_notice: bool | None = None
    receivables_total: str | None = None
    receivables_due_on: str | None = None
    receivables_debtors: str | None = None
    receivables_proof: bool | None = None
    payables_suppliers: str | None = None
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
    proposal_amount: str | None = None
    proposal_date: str | None = None
    proposal_method: str | None = None
    risk_to_staff: bool | None = None
    observer_confidence: int | None = None
    photos: int | None = None
    note: str | None = None
    reachable: bool | None = None
    dispute_in_good_faith: bool | None = None
    dscr: str | None = None
    sources: dict[str, Source] = msgspec.field(default_factory=dict)


def answers_of(form: ObservationForm, path: str) -> Answers:
    """The form as the domain has it; whether it can be true is the domain's to say.

    Raises:
        KnownError: `calc.field_wrong`.
    """
    for name in form.sources:
        if name in PROTECTED:
            wrong(f"{path}.sources.{name}", "a protected attribute, which no score may look at")
        if name not in ASKED:
            wrong(f"{path}.sources.{name}", "no such answer")
    read: dict[str, Any] = {
        name: _value(name, value, f"{path}.{name}") for name, value in msgspec.structs.asdict(form).items()
    }
    return Answers(**read)


def _value(name: str, value: Any, path: str) -> object:
    if value is None:
        return None
    if name in AMOUNTS:
        return minor(value, path, below_zero=True)
    if name in NUMBERS:
        return number(value, path)
    return day(value, path) if name in DATES else value
