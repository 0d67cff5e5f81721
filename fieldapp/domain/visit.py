"""A visit and what was seen of the business: the fact of the field that everything else leans on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from fieldapp.domain.observation import Lasting, Observation, OpenStatus, StockLevel
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


class PlacedBy(StrEnum):
    """How the collector's own place was taken: by the device, off a photo's own record, or pinned by hand."""

    DEVICE = "device"
    PHOTO = "photo"
    HAND = "hand"


class Consent(StrEnum):
    """What was said when the recording was announced (R12)."""

    AGREED = "agreed"
    REFUSED = "refused"
    NOT_ASKED = "not_asked"


class NextStep(StrEnum):
    """What the collector means to do next."""

    CALL = "call"
    VISIT = "visit"
    PLAN = "plan"
    NOTICE = "notice"
    GUARANTOR = "guarantor"
    HARDSHIP = "hardship"
    SUPERVISOR = "supervisor"
    LEGAL = "legal"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class VisitContent:
    """Everything that one visit records; times are aware UTC.

    Attributes:
        companion: the second collector's name, empty when alone (R09 asks for two).
        identified: work card and authorisation were shown on arrival (R10).
        place, left_place: where the collector was on arrival and on leaving, if that was taken; never a track.
        placed_by, left_placed_by: how it was taken.
        companion_id: of the second collector, if it is one of the office's own people.
        recording: what was said when the recording was announced; None where it was not an issue.
        carried: groups of the observation form that were confirmed as being the same as last time, by one key.
        corrects: the visit that this one puts right, and `correction_reason` why; both stay, side by side.
        override_id: the override by which it was made in spite of a warning.
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
    placed_by: PlacedBy | None = None
    left_place: Place | None = None
    left_placed_by: PlacedBy | None = None
    companion_id: str = ""
    cause_second: Cause | None = None
    cause_lasting: Lasting | None = None
    recording: Consent | None = None
    next_step: NextStep | None = None
    next_on: date | None = None
    next_note: str = ""
    carried: tuple[str, ...] = ()
    corrects: str = ""
    correction_reason: str = ""
    override_id: str = ""


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
    """Codes of answers that do not fit each other or the visit before.

    What the pack of the scores checks (figures against each other and against the trade) is in `answer_checks`.
    """
    found = []
    o = observation
    if o.open_status is OpenStatus.OPEN_NORMAL and o.stock_level is StockLevel.EMPTY:
        found.append("visit.check.open_but_empty")
    if o.staff_now is not None and o.staff_usual is not None and o.staff_now > 2 * max(1, o.staff_usual):
        found.append("visit.check.staff_high")
    usual = before.sales_month_claimed if before else None
    if usual and o.sales_month_claimed is not None and o.sales_month_claimed * 100 < 60 * usual:
        found.append("visit.check.sales_fell")
    return found
