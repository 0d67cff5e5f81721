"""What the playbook looks at: one case at one moment, as plain facts; None where nobody knows.

Counts are whole numbers, days are calendar days, the time of day is the debtor's civil time in minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from fieldapp.domain.strategy.client import ClientType


class Family(StrEnum):
    """Product families with a way of their own."""

    SECURED_MICRO = "secured_micro"
    CONSUMER = "consumer"


class Hold(StrEnum):
    """What stops ordinary work on a case until somebody has dealt with it."""

    DISPUTE = "dispute"
    COMPLAINT = "complaint"
    VULNERABLE = "vulnerable"
    DECEASED = "deceased"
    BANKRUPTCY = "bankruptcy"
    PAID_CLAIM = "paid_claim"


class Avoid(StrEnum):
    """Times at which nobody is called or visited."""

    EARLY_MORNING = "early_morning"
    MEAL_NOON = "meal_noon"
    FUNERAL = "funeral"
    WEDDING = "wedding"
    EXAM_DAY = "exam_day"
    SPRING_FESTIVAL = "spring_festival"


@dataclass(frozen=True, slots=True)
class Situation:
    """A case at a moment.

    Attributes:
        days_to_due: until the next instalment; 0: today. minute_of_day: civil time of the debtor.
        visits, notices_served: since the debt became overdue. visits_week: in the last seven days.
        guarantee_days_left, limitation_days_left: of the period that ends first; below zero when it has run out.
        willing: has said to pay within days. refuses, able: as found out or scored. local: near enough to visit.
        done: actions of the playbook already taken at this stage. avoid: what today is, or now is.
        paid_up: nothing of the case is overdue any more.
    """

    family: Family
    days_past_due: int
    days_to_due: int | None = None
    minute_of_day: int | None = None
    debit_failed: bool | None = None
    visits: int = 0
    visits_week: int = 0
    days_since_visit: int | None = None
    calls_today: int = 0
    messages_sent: int = 0
    notices_served: int | None = 0
    days_since_notice: int | None = None
    guarantors: int = 0
    guarantor_demanded: bool = False
    guarantee_days_left: int | None = None
    limitation_days_left: int | None = None
    plans_broken: int = 0
    promise_open: bool = False
    willing: bool | None = None
    refuses: bool | None = None
    able: bool | None = None
    reachable: bool | None = None
    local: bool | None = None
    client_type: ClientType | None = None
    hardship_claimed: bool = False
    hardship_verified: bool = False
    holds: frozenset[Hold] = frozenset()
    done: frozenset[str] = frozenset()
    avoid: frozenset[Avoid] = frozenset()
    paid_up: bool = False
    days_since_payment: int | None = None


FACTS = tuple(each.name for each in fields(Situation))
