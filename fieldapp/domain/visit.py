"""A visit and what was seen of the business: the fact of the field that everything else leans on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from fieldapp.domain.party import Place

NOTE_LIMIT = 300


class Met(StrEnum):
    """Who was met."""

    BORROWER = "borrower"
    FAMILY = "family"
    STAFF = "staff"
    GUARANTOR = "guarantor"
    NOBODY = "nobody"


class Outcome(StrEnum):
    """Outcome code of a visit."""

    PROMISE = "promise"
    PLAN_TALKS = "plan_talks"
    PAID_CLAIM = "paid_claim"
    REFUSED = "refused"
    DISPUTE = "dispute"
    HARDSHIP = "hardship"
    NOT_FOUND = "not_found"
    MOVED = "moved"


class OpenStatus(StrEnum):
    """Whether the business is open."""

    OPEN_NORMAL = "open_normal"
    OPEN_REDUCED = "open_reduced"
    CLOSED_HOURS = "closed_hours"
    CLOSED_LONG = "closed_long"
    MOVED = "moved"
    TRANSFERRED = "transferred"
    DEMOLISHED = "demolished"


class Crowd(StrEnum):
    """Customers now against what is usual for the hour."""

    MORE = "more"
    SAME = "same"
    FEWER = "fewer"
    NONE = "none"


class StockLevel(StrEnum):
    """How full the shelves or the store are."""

    FULL = "full"
    NORMAL = "normal"
    THIN = "thin"
    EMPTY = "empty"


class Cause(StrEnum):
    """Why payment stopped."""

    FORGOT = "forgot"
    ACCOUNT_PROBLEM = "account_problem"
    DATE_MISMATCH = "date_mismatch"
    RECEIVABLE_DELAYED = "receivable_delayed"
    SALES_FALL = "sales_fall"
    PRICE_FALL = "price_fall"
    INPUT_COST = "input_cost"
    FAMILY_CHANGE = "family_change"
    ILLNESS = "illness"
    ACCIDENT = "accident"
    DISASTER = "disaster"
    DISPUTE = "dispute"
    UNKNOWN = "unknown"
    BILL_NOT_CLEARED = "bill_not_cleared"
    MARKET_SHOCK = "market_shock"
    FAMILY_COSTS = "family_costs"
    GAMBLING = "gambling"
    ILLEGAL_BUSINESS = "illegal_business"
    FRAUD = "fraud"


# causes for which pressure must stop and help comes first (R18; DOMAIN 5.3 hardship)
HARDSHIP_CAUSES = frozenset({Cause.ILLNESS, Cause.ACCIDENT, Cause.DISASTER})


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen and said of the business. Counts are people, money is minor units; None: not asked or not seen."""

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


@dataclass(frozen=True, slots=True)
class VisitContent:
    """Everything that one visit records; times are aware UTC.

    Attributes:
        companion: the second collector's name, empty when alone (R09 asks for two).
        identified: work card and authorisation were shown on arrival (R10).
        place: where the collector was, if a fix or a pin was taken.
    """

    premises_id: str
    arrived_at: datetime
    left_at: datetime
    met: Met
    outcome: Outcome
    met_name: str = ""
    companion: str = ""
    identified: bool = False
    place: Place | None = None
    observation: Observation = field(default_factory=Observation)
    cause: Cause | None = None
    note: str = ""


def missing_answers(
    met: Met | None, outcome: Outcome | None, observation: Observation, cause: Cause | None
) -> list[str]:
    """Names of the answers still needed before the visit can be closed; the outcome decides what is asked."""
    missing = [name for name, value in (("met", met), ("outcome", outcome)) if value is None]
    if outcome in {Outcome.NOT_FOUND, Outcome.MOVED}:
        return missing
    if observation.open_status is None:
        missing.append("open_status")
    if met is Met.BORROWER and outcome is not None and cause is None:
        missing.append("cause")
    return missing


def cross_checks(observation: Observation, before: Observation | None) -> list[str]:
    """Codes of answers that do not fit each other or the visit before (form rules of the observation)."""
    found = []
    o = observation
    if o.sales_day_claimed is not None and o.sales_month_claimed:
        gap = abs(o.sales_day_claimed * 30 - o.sales_month_claimed) * 100
        if gap > 25 * max(o.sales_day_claimed * 30, o.sales_month_claimed):
            found.append("visit.check.sales_disagree")
    if o.open_status is OpenStatus.OPEN_NORMAL and o.stock_level is StockLevel.EMPTY:
        found.append("visit.check.open_but_empty")
    if o.staff_now is not None and o.staff_usual is not None and o.staff_now > 2 * max(1, o.staff_usual):
        found.append("visit.check.staff_high")
    usual = before.sales_month_claimed if before else None
    if usual and o.sales_month_claimed is not None and o.sales_month_claimed * 100 < 60 * usual:
        found.append("visit.check.sales_fell")
    return found
