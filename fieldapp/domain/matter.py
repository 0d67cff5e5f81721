"""Matters: what a borrower raises and what then rests until it is dealt with: a dispute, a complaint, hardship, a
payment said to have been made.

Recorded where it is heard, in the words in which it was said, because from that moment the rules treat the case
differently (R17, R18). Its steps are a state machine: whoever hears it opens it, who looks into it moves it on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class MatterRaised:
    """What was raised: by whom, in which words, when. `amount` in minor units (claimed payment, disputed sum).

    Attributes:
        on: the day it was raised; of a claimed payment `paid_on` is the day it is said to have been made.
        consent: the person agreed to what concerns health or family being written down (hardship; R37).
        visit_id, contact_id: where it was heard.
        reference: number on the voucher.
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


@dataclass(frozen=True, slots=True)
class MatterMoved:
    """A matter is moved on: to which state, with which answer, and by which payment a claim was found."""

    matter_id: str
    to: MatterState
    comment: str = ""
    payment: str = ""


@dataclass(frozen=True, slots=True)
class MatterStep:
    """One step that was taken."""

    to: MatterState
    by: str
    at: datetime
    comment: str = ""
    payment: str = ""


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
