"""What can move a legal clock, and what it takes to count: the events behind limitation and guarantee periods.

Limitation begins anew with a demand that reached the debtor, the debtor's own agreement to pay, or a step before a
court or the like (民法典 195; 诉讼时效规定 8, 10–14). What cannot be proven does not count, but stays listed: a lender
should see which receipt is missing while there is still time to get it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Interruption(StrEnum):
    """What a clock counts from: the debt falling due, or what makes limitation begin anew."""

    LAST_DUE = "last_due"
    ACCELERATION = "acceleration"
    PAYMENT = "payment"
    PROMISE = "promise"
    PLAN = "plan"
    SECURITY = "security"
    DEFERRAL_REQUEST = "deferral_request"
    DEMAND = "demand"
    MESSAGE = "message"
    ANNOUNCEMENT = "announcement"
    ACCOUNT_DEBIT = "account_debit"
    SUIT = "suit"
    ARBITRATION = "arbitration"
    PAYMENT_ORDER = "payment_order"
    MEDIATION = "mediation"
    PRESERVATION = "preservation"
    ENFORCEMENT = "enforcement"
    BANKRUPTCY_CLAIM = "bankruptcy_claim"


BEGINNINGS = frozenset({Interruption.LAST_DUE, Interruption.ACCELERATION})
"""Where a clock starts: a debt that falls due, no interruption."""

REVIVING = frozenset({Interruption.PROMISE, Interruption.PLAN, Interruption.SECURITY})
"""After the time has run out only the debtor's own agreement to pay takes the defence away (192); a payment alone
cannot be taken back, but agrees to nothing more."""

PROCEEDINGS = frozenset(
    {
        Interruption.SUIT,
        Interruption.ARBITRATION,
        Interruption.PAYMENT_ORDER,
        Interruption.MEDIATION,
        Interruption.PRESERVATION,
        Interruption.ENFORCEMENT,
        Interruption.BANKRUPTCY_CLAIM,
    }
)
"""Limitation stands still until they end, and then begins anew (195)."""

DELIVERED = frozenset({Interruption.DEMAND, Interruption.MESSAGE})
"""Count only if they reached the debtor or somebody who may receive for the debtor (诉讼时效规定 8)."""


class Proof(StrEnum):
    """What an event is proven by."""

    SIGNED_RECEIPT = "signed_receipt"
    PROOF_OF_ARRIVAL = "proof_of_arrival"
    POSTAL_RECEIPT = "postal_receipt"
    DELIVERY_LOG = "delivery_log"
    NOTARISED = "notarised"
    PUBLICATION = "publication"
    BANK_RECORD = "bank_record"
    SIGNED_DOCUMENT = "signed_document"
    RECORDING = "recording"
    FIELD_RECORD = "field_record"
    CASE_NUMBER = "case_number"
    SERVED_BY_COURT = "served_by_court"


class Recipient(StrEnum):
    """Who took a demand (诉讼时效规定 8): the person, an adult relative of the household, somebody authorised."""

    PARTY = "party"
    ADULT_COHABITANT = "adult_cohabitant"
    AUTHORISED = "authorised"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LegalEvent:
    """Something that happened on a day; for a demand the day it arrived.

    Attributes:
        proof: what proves it, if anything does. ended_on: the end of a proceeding; None while it goes on.
        withdrawn: a proceeding given up: it then is a demand at most, if the court had served the papers.
        towards: the guarantor it was directed at, by party id; empty: the debtor.
        reference: a file number or the like, for the reader.
    """

    on: date
    kind: Interruption
    proof: Proof | None = None
    ended_on: date | None = None
    withdrawn: bool = False
    received_by: Recipient = Recipient.PARTY
    towards: str = ""
    reference: str = ""


class Obstacle(StrEnum):
    """What keeps a creditor from claiming in the last six months (民法典 194)."""

    FORCE_MAJEURE = "force_majeure"
    NO_GUARDIAN = "no_guardian"
    ESTATE_UNSETTLED = "estate_unsettled"
    UNDER_CONTROL = "under_control"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Suspension:
    """An obstacle from a day until the day it was gone; `until` None: it still stands."""

    begins: date
    obstacle: Obstacle
    until: date | None = None
    proven: bool = True


class Finding(StrEnum):
    """Why an event or obstacle counts, or why not; each has its sentence."""

    COUNTED = "clocks.counted"
    REVIVED = "clocks.revived"
    PRESERVED = "clocks.preserved"
    SUSPENDED = "clocks.suspended"
    NOT_YET = "clocks.not_yet"
    BEFORE_DUE = "clocks.before_due"
    AFTER_END = "clocks.after_end"
    AFTER_LONGSTOP = "clocks.after_longstop"
    NO_PROOF = "clocks.no_proof"
    PROOF_TOO_WEAK = "clocks.proof_too_weak"
    WRONG_RECIPIENT = "clocks.wrong_recipient"
    NO_INSTITUTION = "clocks.no_institution"
    WITHDRAWN = "clocks.withdrawn"
    OTHER_PERSON = "clocks.other_person"
    WRONG_STEP = "clocks.wrong_step"
    NOT_REVIVED_BY_SIGNATURE = "clocks.not_revived_by_signature"
    OUTSIDE_LAST_MONTHS = "clocks.outside_last_months"
    CONSENTED = "clocks.consented"
    NOT_CONSENTED = "clocks.not_consented"


COUNTING = frozenset({Finding.COUNTED, Finding.REVIVED, Finding.PRESERVED, Finding.SUSPENDED, Finding.CONSENTED})


@dataclass(frozen=True, slots=True)
class JudgedEvent:
    """An event with what it did to the clock."""

    event: LegalEvent
    finding: Finding

    @property
    def counted(self) -> bool:
        """Whether it moved the clock."""
        return self.finding in COUNTING


@dataclass(frozen=True, slots=True)
class JudgedSuspension:
    """An obstacle with what it did to the clock."""

    suspension: Suspension
    finding: Finding

    @property
    def counted(self) -> bool:
        """Whether it moved the clock."""
        return self.finding in COUNTING
