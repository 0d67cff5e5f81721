"""The legal clocks: limitation of the debt and the guarantee period, each with what it is computed from.

Limitation is three years from the last instalment's due date (民法典 188, 189) and begins anew with a demand that
arrived, a payment, a promise or a signed plan (195). The guarantee period is fixed and never interrupted; where
none was agreed it is six months after the principal debt fell due (692).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fieldapp.domain.calendar import add_months, add_years
from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.lending.schedule import contract_schedule
from fieldapp.domain.party import Guarantee

LIMITATION_YEARS = 3
GUARANTEE_MONTHS_UNAGREED = 6


class Interruption(StrEnum):
    """What makes limitation begin anew (民法典 195)."""

    LAST_DUE = "last_due"
    PAYMENT = "payment"
    PROMISE = "promise"
    PLAN = "plan"
    DEMAND = "demand"


REVIVING = frozenset({Interruption.PROMISE, Interruption.PLAN})
"""After three years have run out only the debtor's own agreement to pay takes the defence away (192)."""


@dataclass(frozen=True, slots=True)
class LegalClock:
    """A clock: the day it ends, counted from `since`, which happened because of `cause`."""

    ends_on: date
    since: date
    cause: Interruption

    def days_left(self, as_of: date) -> int:
        """Days from `as_of` until it ends; negative when it has run out."""
        return (self.ends_on - as_of).days


def limitation(loan: Loan, interruptions: Iterable[tuple[date, Interruption]], as_of: date) -> LegalClock:
    """When the claim on `loan` becomes time-barred, as known at `as_of`."""
    since, cause = contract_schedule(loan.terms)[-1].due, Interruption.LAST_DUE
    for happened_on, what in sorted(event for event in interruptions if since <= event[0] <= as_of):
        if happened_on > add_years(since, LIMITATION_YEARS) and what not in REVIVING:
            continue
        since, cause = happened_on, what
    return LegalClock(add_years(since, LIMITATION_YEARS), since, cause)


def guarantee_period(guarantee: Guarantee, loan: Loan) -> LegalClock:
    """The last day on which the guarantor can be held to account without further steps."""
    matured = contract_schedule(loan.terms)[-1].due
    agreed = guarantee.period_end
    if agreed is None or agreed <= matured:  # 692(2): such an agreement counts as none
        agreed = add_months(matured, GUARANTEE_MONTHS_UNAGREED)
    return LegalClock(agreed, matured, Interruption.LAST_DUE)
