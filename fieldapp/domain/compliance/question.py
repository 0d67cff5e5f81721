"""The one question: whether this person may do this, to this party, now, here.

What is not known is None (or empty), and each rule says what not knowing means to it. Times are aware UTC, dates are
civil dates of the debtor, rates are fractions, sums minor units.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

from fieldapp.domain.compliance.verbs import (
    Act,
    CaptureKind,
    CaptureMoment,
    Job,
    Lender,
    PlaceKind,
    Product,
    Purpose,
    Role,
    Verb,
    Vulnerability,
)
from fieldapp.domain.party import GuaranteeKind


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts.

    Attributes:
        certified_until: last day of the yearly certificate (R20); None: none is known.
        companions: colleagues who come along (R09).
        identified: work card and authorisation were shown, with a photo or a tick (R10).
        mandate_from, mandate_to: days of the lender's mandate (R38); None: no mandate is needed or no end is set.
        sub_entrusted: the mandate was passed on by somebody who had it from the lender.
        days_since_sync: whole days since this device last heard from the server (R39); None: always online.
        device_secured: the device has its key, its idle lock and can be wiped from afar.
    """

    id: str = ""
    job: Job = Job.COLLECTOR
    certified_until: date | None = None
    companions: int = 0
    identified: bool = False
    mandate_from: date | None = None
    mandate_to: date | None = None
    sub_entrusted: bool = False
    days_since_sync: int | None = None
    device_secured: bool = True


@dataclass(frozen=True, slots=True)
class Action:
    """What is to be done, and how.

    Attributes:
        channel_registered: the office's own line or account.
        channel_consent: the lender agreed in writing to another one.
        number: the number called.
        template_approved: `text` was filled into an approved template (R16).
        pressure: a script that presses (deadline, consequence) rather than serves (R18).
        reveals_debt: what is said or written tells of the debt.
        identity_verified: whoever answers has been asked who they are.
        limited_content: a message left that says no more than whom to call back.
        acts: forbidden acts that were seen, heard or ticked.
        institution_said, purpose_said, audio_marker: of a first contact (R04).
    """

    verb: Verb
    purpose: Purpose = Purpose.COLLECT
    channel_registered: bool = True
    channel_consent: bool = False
    number: str = ""
    text: str = ""
    template_approved: bool = False
    pressure: bool = False
    reveals_debt: bool = False
    identity_verified: bool = False
    limited_content: bool = False
    voicemail: bool = False
    acts: tuple[Act, ...] = ()
    institution_said: bool = False
    purpose_said: bool = False
    audio_marker: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """The party it is done to.

    Attributes:
        refused_on: asked not to be contacted any more (R07; for a debtor in the US, the written cease request).
        represented: an attorney speaks for this party.
        contract_ref: the contract this party signed.
        guarantee_signed_on, guarantee_ends_on: of a guarantor; the end is the agreed last day, None if none was agreed.
        demanded_on: a demand on this guarantor was proved to have arrived.
        exceptions: what takes the defence of prior execution away (民法典 687).
        plan_consent: this guarantor's written consent to the plan.
        inconvenient: the consumer said this time or place is inconvenient.
    """

    role: Role = Role.BORROWER
    id: str = ""
    name: str = ""
    minor: bool = False
    vulnerable: tuple[Vulnerability, ...] = ()
    deceased: bool = False
    refused_on: date | None = None
    represented: bool = False
    contract_ref: str = ""
    guarantee_kind: GuaranteeKind | None = None
    guarantee_ends_on: date | None = None
    demanded_on: date | None = None
    exceptions: tuple[str, ...] = ()
    plan_consent: bool = False
    inconvenient: bool = False
    employer_forbids: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where. `consent`: whoever lives or works there let one in, and it is recorded."""

    kind: PlaceKind = PlaceKind.BUSINESS
    consent: bool = False
    asked_to_leave: bool = False
    minor_present: bool = False


@dataclass(frozen=True, slots=True)
class AgreedHours:
    """Other hours that the debtor agreed to in writing; without the document they count for nothing."""

    open_at: time
    close_at: time
    document_id: str


@dataclass(frozen=True, slots=True)
class Situation:
    """State of the case.

    Attributes:
        unanswered_attempts, unanswered_days, failed_visits: attempts to reach the debtor since they were last reached.
        dispute_on, complaint_on, paid_claim_on: when it was raised; `answered`: all of it has had its answer.
        agreed_attempts, agreed_attempts_document: another number of attempts a day, agreed in writing.
        limitation_ends_on: of the claim, as the clocks say.
        last_due_on: when the principal debt falls due, for guarantee periods without an agreed end.
        suit_filed_on: suit or arbitration against the debtor.
        visit_notice_at: notice of a visit was given.
        validation_notice_on: the notice of the debt was sent.
        last_activity_on: of the case, for retention.
        in_difficulty, forbearance_offered: the debtor cannot pay as agreed; help was offered.
        cost_based: the charge covers cost and no more.
    """

    unanswered_attempts: int = 0
    unanswered_days: int = 0
    failed_visits: int = 0
    borrower_dead: bool = False
    borrower_incapable: bool = False
    dispute_on: date | None = None
    complaint_on: date | None = None
    paid_claim_on: date | None = None
    answered: bool = False
    agreed_hours: AgreedHours | None = None
    agreed_attempts: int | None = None
    agreed_attempts_document: str = ""
    limitation_ends_on: date | None = None
    last_due_on: date | None = None
    suit_filed_on: date | None = None
    visit_notice_at: datetime | None = None
    validation_notice_on: date | None = None
    last_activity_on: date | None = None
    legal_hold: bool = False
    in_difficulty: bool = False
    forbearance_offered: bool = False
    cost_based: bool = True


@dataclass(frozen=True, slots=True)
class Debt:
    """Figures of the debt. Rates are fractions a year.

    Attributes:
        damages_rate, fees_rate: damages agreed for default and all fees, as a share of the principal a year.
        penalty_uplift: of the penalty rate over the contract rate; None: worked out from `overdue_rate`.
        lpr: the one-year LPR of the contract's day.
        term_months, extended_months: original term, and what earlier extensions added.
    """

    lender: Lender = Lender.BANK
    product: Product = Product.BUSINESS
    personal: bool = False
    contract_on: date | None = None
    principal: int = 0
    net_disbursed: int | None = None
    rate: Decimal = Decimal(0)
    overdue_rate: Decimal | None = None
    damages_rate: Decimal = Decimal(0)
    fees_rate: Decimal = Decimal(0)
    fees_undisclosed: bool = False
    penalty_uplift: Decimal | None = None
    misused: bool = False
    compounds_penalty: bool = False
    lpr: Decimal | None = None
    term_months: int = 0
    extended_months: int = 0
    product_max_months: int | None = None


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """A plan as far as rules look at it.

    Attributes:
        states: which clauses the paper states (R27); `waives`: part of the debt is waived.
        consents_missing: guarantors and pledgors who have not consented in writing.
        supervisor_waiver: a supervisor lets the plan go without those consents, knowing what is lost.
        means_proved, willing: the debt is beyond the debtor's means, shown by proof; the debtor wants to pay (R33).
    """

    instalments: int = 0
    extension_months: int = 0
    states: tuple[str, ...] = ()
    waives: bool = False
    consents_missing: int = 0
    supervisor_waiver: bool = False
    means_proved: bool = False
    willing: bool = False


@dataclass(frozen=True, slots=True)
class VisitConduct:
    """How a visit is done, as far as it is known.

    Attributes:
        media, media_gap_s: a recording is kept, with its longest gap in seconds.
        no_media_reason: code of the reason why there is none.
        recording_announced, recording_refused, recording_on: announced; refused by the party; still running.
        minutes_signed: minutes were written and signed by witnesses.
        sealed, proof: of a notice: in a sealed envelope; the kind of proof that it arrived.
    """

    media: bool = False
    media_gap_s: int = 0
    no_media_reason: str = ""
    recording_announced: bool = False
    recording_refused: bool = False
    recording_on: bool = False
    minutes_signed: bool = False
    sealed: bool = False
    proof: str = ""


@dataclass(frozen=True, slots=True)
class MoneyHandling:
    """How money and its papers are handled.

    Attributes:
        receipt_no: number of the receipt that is given at once.
        cash_held_hours: how long the oldest cash in hand has been held.
        joining_document: the signed paper by which a third party joins the debt or pays for the debtor.
        order: components in the order a payment is set against them; `order_agreed`: by contract.
        several_debts, designation: the payer owes more than one debt; which one the payer named.
    """

    receipt_no: str = ""
    to_personal_account: bool = False
    cash_held_hours: int = 0
    joining_document: str = ""
    order: tuple[str, ...] = ()
    order_agreed: bool = False
    several_debts: bool = False
    designation: str = ""


@dataclass(frozen=True, slots=True)
class DataUse:
    """What is done with personal data, papers and figures.

    Attributes:
        purpose_code, separate_consent, assessment_id: purpose; the separate consent; the impact assessment kept.
        masked: what is taken out is a working list, with every number and paper masked as on screen.
        of_collector: the place is the collector's own.
        of_recording: what is deleted is a recording of a call, made on `recorded_on`.
        signatures: how many the document already has; `signed_parts`: what a signature is made with.
        recovered_weight: share of the recovered amount in what collectors are measured by.
        by_machine, explained: a decision made by a score alone; the reasons are shown.
    """

    capture: CaptureKind | None = None
    moment: CaptureMoment = CaptureMoment.OTHER
    of_collector: bool = True
    purpose_code: str = ""
    separate_consent: bool = False
    assessment_id: str = ""
    masked: bool = False
    of_recording: bool = False
    recorded_on: date | None = None
    signatures: int = 1
    signed_parts: tuple[str, ...] = ()
    recovered_weight: Decimal = Decimal(0)
    by_machine: bool = False
    explained: bool = True


class ContactChannel(StrEnum):
    """How somebody was contacted, in the history."""

    CALL = "call"
    SMS = "sms"
    MESSAGE = "message"
    VISIT = "visit"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Contact:
    """One fact of contact. `connected`: somebody answered; `refused`: asked not to be contacted again."""

    at: datetime
    channel: ContactChannel = ContactChannel.CALL
    connected: bool = True
    role: Role = Role.BORROWER
    party_id: str = ""
    number: str = ""
    device_id: str = ""
    debt_id: str = ""
    by_collector: bool = True
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Quota:
    """What of the daily caps of this case is reserved for this device while it is offline; None: no reserve is set."""

    device_id: str = ""
    calls: int | None = None
    attempts: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Whether this person may do this, to this party, now, here.

    Attributes:
        at: the device's time; `clock_offset_s` seconds later is the trusted time, by which rules judge.
        zone: civil time of whoever is contacted.
        debt_id: the debt it is about, where frequency is counted by debt.
    """

    action: Action
    at: datetime
    zone: str = "Asia/Shanghai"
    clock_offset_s: int = 0
    actor: Actor = field(default_factory=Actor)
    party: Person = field(default_factory=Person)
    place: Place = field(default_factory=Place)
    case: Situation = field(default_factory=Situation)
    debt: Debt = field(default_factory=Debt)
    plan: PlanFigures = field(default_factory=PlanFigures)
    visit: VisitConduct = field(default_factory=VisitConduct)
    money: MoneyHandling = field(default_factory=MoneyHandling)
    records: DataUse = field(default_factory=DataUse)
    history: tuple[Contact, ...] = ()
    quota: Quota | None = None
    debt_id: str = ""
