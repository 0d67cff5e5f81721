"""Which questions of the observation form are asked: those that fit the premises, who was met and what came of it.

Four minutes on the spot are all there is, so a question that cannot be answered there is not asked, and one that
hangs on another follows it: how many months of rent are owed is asked where rent is owed. An answer that was given
stays in sight whatever is chosen afterwards, because what is recorded must never be more than what one sees.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from fieldapp.domain.observation import Avoidance, Observation, OpenStatus, RentStatus, StockLevel
from fieldapp.domain.party import PremisesKind
from fieldapp.domain.visit import Met, Outcome


class Group(StrEnum):
    """What is asked together, in the order of the form: first what one sees, then what one is told and shown."""

    PLACE = "place"
    PRODUCTION = "production"
    METERS = "meters"
    SALES = "sales"
    MONEY_DUE = "money_due"
    OUTGOINGS = "outgoings"
    ASSETS = "assets"
    HOUSEHOLD = "household"
    CONDUCT = "conduct"
    PROPOSAL = "proposal"
    SAFETY = "safety"


GROUPS: Mapping[Group, tuple[str, ...]] = {
    Group.PLACE: (
        "premises_type",
        "open_status",
        "owner_present",
        "crowd",
        "customers_10min",
        "stock_level",
        "stock_freshness",
        "stock_value",
        "staff_now",
        "staff_usual",
        "wages_unpaid",
    ),
    Group.PRODUCTION: (
        "machines_running",
        "machines_total",
        "output_last_month",
        "crop_or_herd",
        "crop_condition",
        "crop_sale_month",
        "crop_price",
        "crop_cost",
    ),
    Group.METERS: (
        "power_kwh",
        "water_m3",
        "tax_paid",
        "utility_arrears",
        "rent_status",
        "rent_paid_to",
        "rent_arrears_months",
        "landlord_notice",
    ),
    Group.SALES: (
        "sales_day_claimed",
        "sales_month_claimed",
        "sales_proof",
        "margin_percent",
        "purchases_month",
        "purchases_invoice",
    ),
    Group.MONEY_DUE: ("receivables_total", "receivables_due_on", "receivables_debtors", "receivables_proof"),
    Group.OUTGOINGS: (
        "costs_month",
        "household_month",
        "other_debt_month",
        "payables_suppliers",
        "other_lenders",
        "creditors_pressing",
    ),
    Group.ASSETS: ("key_assets", "seizure_notice"),
    Group.HOUSEHOLD: (
        "dependants",
        "household_school",
        "household_consent",
        "household_illness",
        "household_hardship",
    ),
    Group.CONDUCT: ("cooperation", "explains_openly", "shows_books", "avoidance", "false_statement_proven"),
    Group.PROPOSAL: ("proposal_amount", "proposal_date", "proposal_method"),
    Group.SAFETY: ("risk_to_staff", "observer_confidence"),
}
GROUP_OF: Mapping[str, Group] = {name: group for group, names in GROUPS.items() for name in names}
ORDER: tuple[str, ...] = tuple(GROUP_OF)
"""All answers in the order of the form."""
CLOSED = frozenset({OpenStatus.CLOSED_LONG, OpenStatus.MOVED, OpenStatus.TRANSFERRED, OpenStatus.DEMOLISHED})
"""There is no business to look at any more, only what is left of it."""
NOBODY_THERE = frozenset({Outcome.NOT_FOUND, Outcome.MOVED})
NO_TALK = frozenset({Outcome.REFUSED, Outcome.DISPUTE, Outcome.PAID_CLAIM}) | NOBODY_THERE
"""Nobody who talks about sales was met, or whoever was met does not talk about them."""
ALONE = frozenset({Met.NOBODY})
SEEN = frozenset((*GROUPS[Group.PLACE], *GROUPS[Group.PRODUCTION])) - {
    "staff_usual",
    "wages_unpaid",
    "output_last_month",
    "crop_sale_month",
    "crop_price",
    "crop_cost",
}
"""What one can see without being told anything."""
FOUND_CLOSED = frozenset({"premises_type", "open_status", "landlord_notice", "seizure_notice", "key_assets"})
"""What can still be seen of a place that is closed for good."""
STILL_TOLD = frozenset(
    {"household_month", "other_debt_month", "payables_suppliers", "other_lenders", "creditors_pressing"}
    | {"rent_status", "rent_paid_to", "rent_arrears_months"}
    | set(GROUPS[Group.MONEY_DUE])
    | set(GROUPS[Group.HOUSEHOLD])
    | set(GROUPS[Group.PROPOSAL])
)
"""What whoever has closed for good can still tell."""
_STOCK = frozenset({"stock_level", "stock_freshness", "stock_value"})
_CUSTOMERS = frozenset({"crowd", "customers_10min"})
_STAFF = frozenset({"staff_now", "staff_usual", "wages_unpaid"})
_MACHINES = frozenset({"machines_running", "machines_total", "output_last_month"})
_CROPS = frozenset({"crop_or_herd", "crop_condition", "crop_sale_month", "crop_price", "crop_cost"})
_RENT = frozenset({"rent_status", "rent_paid_to", "rent_arrears_months", "landlord_notice"})
_METERS = frozenset({"power_kwh", "water_m3", "utility_arrears"})
NOT_THERE: Mapping[PremisesKind, frozenset[str]] = {
    PremisesKind.SHOP: _MACHINES | _CROPS,
    PremisesKind.SERVICE: _MACHINES | _CROPS | _STOCK,
    PremisesKind.FACTORY: _CUSTOMERS | _CROPS | {"sales_day_claimed"},
    PremisesKind.FARM: _CUSTOMERS | _MACHINES | {"sales_day_claimed", "tax_paid"},
    PremisesKind.VEHICLE: _CUSTOMERS | _MACHINES | _CROPS | _STOCK | _STAFF | _RENT | _METERS,
    PremisesKind.HOME_BUSINESS: _CUSTOMERS | _MACHINES | _CROPS | _STAFF,
}
"""What such premises do not have."""
_Follows = Callable[[Observation], bool]
FOLLOWS: Mapping[str, _Follows] = {
    "stock_freshness": lambda seen: seen.stock_level not in {None, StockLevel.EMPTY},
    "stock_value": lambda seen: seen.stock_level not in {None, StockLevel.EMPTY},
    "staff_usual": lambda seen: seen.staff_now is not None,
    "wages_unpaid": lambda seen: bool(seen.staff_usual),
    "machines_total": lambda seen: seen.machines_running is not None,
    "output_last_month": lambda seen: bool(seen.machines_total),
    "crop_condition": lambda seen: bool(seen.crop_or_herd),
    "crop_sale_month": lambda seen: bool(seen.crop_or_herd),
    "crop_price": lambda seen: seen.crop_sale_month is not None,
    "crop_cost": lambda seen: seen.crop_sale_month is not None,
    "rent_paid_to": lambda seen: seen.rent_status is RentStatus.PAID,
    "rent_arrears_months": lambda seen: seen.rent_status is RentStatus.ARREARS,
    "landlord_notice": lambda seen: seen.rent_status is RentStatus.ARREARS,
    "sales_proof": lambda seen: seen.sales_day_claimed is not None or seen.sales_month_claimed is not None,
    "purchases_invoice": lambda seen: bool(seen.purchases_month),
    "receivables_due_on": lambda seen: bool(seen.receivables_total),
    "receivables_debtors": lambda seen: bool(seen.receivables_total),
    "receivables_proof": lambda seen: bool(seen.receivables_total),
    "household_illness": lambda seen: seen.household_consent is True,
    "household_hardship": lambda seen: seen.household_consent is True,
    "false_statement_proven": lambda seen: Avoidance.FALSE_INFO in (seen.avoidance or ()),
    "proposal_date": lambda seen: bool(seen.proposal_amount),
    "proposal_method": lambda seen: bool(seen.proposal_amount),
}
"""What hangs on another answer, and on which."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What decides which questions fit, besides the answers themselves."""

    kind: PremisesKind | None
    met: Met | None
    outcome: Outcome | None


def asked(setting: Setting, seen: Observation) -> tuple[str, ...]:
    """Names of the answers that are asked for or were given, in the order of the form."""
    fits = _by_outcome(setting, seen) - NOT_THERE.get(seen.premises_type or setting.kind or PremisesKind.SHOP, set())
    given = seen.given()
    return tuple(name for name in ORDER if name in given or (name in fits and FOLLOWS.get(name, _always)(seen)))


def asked_groups(setting: Setting, seen: Observation) -> dict[Group, tuple[str, ...]]:
    """The same by group; groups of which nothing is asked are left out."""
    names = asked(setting, seen)
    by_group = {group: tuple(name for name in names if GROUP_OF[name] is group) for group in Group}
    return {group: inside for group, inside in by_group.items() if inside}


def follow_met(met: Met | None) -> str:
    """Who runs the place, as far as who was met says it: a value of `OwnerPresent`, empty where it does not."""
    return {
        Met.BORROWER: "present",
        Met.FAMILY: "family_runs",
        Met.STAFF: "staff_only",
        Met.NOBODY: "nobody",
    }.get(met or Met.GUARANTOR, "")


def _by_outcome(setting: Setting, seen: Observation) -> frozenset[str]:
    """What the outcome, who was met and whether it is open leave to be asked."""
    safety = frozenset(GROUPS[Group.SAFETY])
    if setting.outcome is Outcome.MOVED:
        return FOUND_CLOSED | safety
    fits = frozenset(ORDER)
    if seen.open_status in CLOSED:
        fits = FOUND_CLOSED | STILL_TOLD | safety | frozenset(GROUPS[Group.CONDUCT])
    elif seen.open_status is OpenStatus.CLOSED_HOURS:
        fits -= _CUSTOMERS | {"staff_now"}
    if setting.met in ALONE or setting.outcome in NOBODY_THERE:
        return fits & (SEEN | FOUND_CLOSED | safety)
    if setting.outcome in NO_TALK:
        return fits & (SEEN | FOUND_CLOSED | safety | frozenset(GROUPS[Group.CONDUCT]))
    return fits


def _always(_seen: Observation) -> bool:
    return True
