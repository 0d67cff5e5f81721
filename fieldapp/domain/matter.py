"""Matters: what a borrower raises and what then rests until it is dealt with: a dispute, a complaint, hardship, a
payment said to have been made.

Recorded where it is heard, in the words in which it was said, because from that moment the rules treat the case
differently (R17, R18). Its steps are a state machine: whoever hears it opens it, who looks into it moves it on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from fieldapp.domain.lending.loan import Payment


class MatterKind(StrEnum):
    """What was raised."""

    DISPUTE = "dispute"
    COMPLAINT = "complaint"
    HARDSHIP = "hardship"
    PAID_CLAIM = "paid_claim"


class MatterState(StrEnum):
    """How far it is. CLEARING, POSTED and NOT_FOUND are of a claimed payment, the others of all kinds."""

    OPEN = "open"
    CLEARING = "clearing"
    POSTED = "posted"
    NOT_FOUND = "not_found"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


RESTING = frozenset({MatterState.OPEN, MatterState.CLEARING})
"""While a matter is here, what it freezes is frozen."""
SAID_LIMIT = 1000
CLEARS_WITHIN = timedelta(days=15)
"""A payment of the claimed sum counts as the claimed one if the bank has it this soon after the day it is said of."""


@dataclass(frozen=True, slots=True)
class MatterRaised:
    """What was raised: by whom, in which words, when. `amount` in minor units (claimed payment, disputed sum).

    Attributes:
        on: the day it was raised; of a claimed payment `paid_on` is the day it is said to have been made.
        consent: the person agreed to what concerns health or family being written down (hardship; R37).
        visit_id, contact_id: where it was heard.
        reference: number on the voucher. vouchers: ids of the files that show it.
    """

    kind: MatterKind
    raised_by: str
    said: str
    on: date
    loan_id: str = ""
    amount: int | None = None
    paid_on: date | None = None
    method: str = ""
    reference: str = ""
    consent: bool = False
    visit_id: str = ""
    contact_id: str = ""
    vouchers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatterMoved:
    """A matter is moved on: to which state, with which answer, and by which payment a claim was found.

    `verified`: hardship was looked into and is true, so that help may be offered (answered hardship only).
    """

    matter_id: str
    to: MatterState
    comment: str = ""
    payment: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class MatterStep:
    """One step that was taken."""

    to: MatterState
    by: str
    at: datetime
    comment: str = ""
    payment: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter as the case file holds it."""

    id: str
    case_id: str
    made_by: str
    made_at: datetime
    content: MatterRaised
    state: MatterState = MatterState.OPEN
    steps: tuple[MatterStep, ...] = ()
    late: bool = False

    @property
    def resting(self) -> bool:
        """Whether what it freezes is still frozen."""
        return self.state in RESTING


def found_payments(matters: Iterable[Matter], payments: Mapping[str, tuple[Payment, ...]]) -> dict[str, Payment]:
    """Which claimed payment is in the account, by the claim's id; `payments` are those of each loan, by its id.

    By the number on the voucher, or by exactly the claimed sum within the days a transfer takes. What a supervisor
    confirmed stands first; one payment answers one claim, the claims that were raised first before the others.
    """
    claims = [one for one in matters if one.content.kind is MatterKind.PAID_CLAIM]
    found: dict[str, Payment] = {}
    taken: set[tuple[str, str]] = set()
    for settled in (True, False):
        for claim in claims:
            if (claim.state is MatterState.POSTED) is not settled or claim.state in _DROPPED:
                continue
            loan_id = claim.content.loan_id
            here = [one for one in payments.get(loan_id, ()) if one.reversed_on is None]
            fits = [one for one in here if (loan_id, one.reference) not in taken and _fits(claim, one)]
            if fits:
                found[claim.id] = fits[0]
                taken.add((loan_id, fits[0].reference))
    return found


_DROPPED = frozenset({MatterState.WITHDRAWN, MatterState.NOT_FOUND})


def _fits(claim: Matter, payment: Payment) -> bool:
    said = claim.content
    if claim.state is MatterState.POSTED:
        return payment.reference == claim.steps[-1].payment
    if said.reference and payment.reference == said.reference:
        return True
    paid_on = said.paid_on or said.on
    return payment.amount == said.amount and paid_on <= payment.received_on <= paid_on + CLEARS_WITHIN
