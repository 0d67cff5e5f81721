"""How the question of compliance is written: every part has defaults, so that a question says only what matters.

The parts have the names and meanings of `fieldapp.domain.compliance.question`, where each field is explained; amounts
are text in major units and rates text in percent here.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated

from msgspec import Meta, field

from fieldapp.cli.calc.question import Strict
from fieldapp.domain.compliance.question import ContactChannel
from fieldapp.domain.compliance.rule import Severity
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

Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Moment = Annotated[datetime, Meta(tz=True, description="a moment with its offset: 2026-07-25T10:00:00+08:00")]


class ActorForm(Strict, frozen=True):
    """Who acts. `certified_until`: last day of the certificate (R20); `days_since_sync`: of an offline device (R39)."""

    id: str = ""
    job: Job = Job.COLLECTOR
    certified_until: date | None = None
    companions: Count = 0
    identified: bool = False
    mandate_from: date | None = None
    mandate_to: date | None = None
    sub_entrusted: bool = False
    days_since_sync: Count | None = None
    device_secured: bool = True


class ActionForm(Strict, frozen=True):
    """What is to be done, and how."""

    verb: Verb
    purpose: Purpose = Purpose.COLLECT
    channel_registered: bool = True
    channel_consent: bool = False
    number: str = ""
    text: Annotated[str, Meta(max_length=20_000)] = ""
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


class PartyForm(Strict, frozen=True):
    """The party it is done to. `guarantee_…`, `demanded_on` and `exceptions` are a guarantor's alone."""

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


class PlaceForm(Strict, frozen=True):
    """Where."""

    kind: PlaceKind = PlaceKind.BUSINESS
    consent: bool = False
    asked_to_leave: bool = False
    minor_present: bool = False


class AgreedHoursForm(Strict, frozen=True):
    """Other hours that the debtor signed for ("07:00:00")."""

    open_at: time
    close_at: time
    document_id: str


class CaseForm(Strict, frozen=True):
    """State of the case."""

    unanswered_attempts: Count = 0
    unanswered_days: Count = 0
    failed_visits: Count = 0
    borrower_dead: bool = False
    borrower_incapable: bool = False
    dispute_on: date | None = None
    complaint_on: date | None = None
    paid_claim_on: date | None = None
    answered: bool = False
    agreed_hours: AgreedHoursForm | None = None
    agreed_attempts: Count | None = None
    agreed_attempts_document: str = ""
    limitation_ends_on: date | None = None
    last_due_on: date | None = None
    suit_filed_on: date | None = None
    visit_notice_at: Moment | None = None
    validation_notice_on: date | None = None
    last_activity_on: date | None = None
    legal_hold: bool = False
    in_difficulty: bool = False
    forbearance_offered: bool = False
    cost_based: bool = True


class DebtForm(Strict, frozen=True):
    """Figures of the debt; rates in percent a year. The LPR is looked up by `contract_on` where it is not given."""

    lender: Lender = Lender.BANK
    product: Product = Product.BUSINESS
    personal: bool = False
    contract_on: date | None = None
    principal: str = "0"
    net_disbursed: str | None = None
    rate_percent: str = "0"
    overdue_rate_percent: str | None = None
    damages_rate_percent: str = "0"
    fees_rate_percent: str = "0"
    fees_undisclosed: bool = False
    penalty_uplift_percent: str | None = None
    misused: bool = False
    compounds_penalty: bool = False
    lpr_percent: str | None = None
    term_months: Count = 0
    extended_months: Count = 0
    product_max_months: Count | None = None


class PlanForm(Strict, frozen=True):
    """A plan as far as rules look at it."""

    instalments: Count = 0
    extension_months: Count = 0
    states: tuple[str, ...] = ()
    waives: bool = False
    consents_missing: Count = 0
    supervisor_waiver: bool = False
    means_proved: bool = False
    willing: bool = False


class VisitForm(Strict, frozen=True):
    """How a visit is done; `proof` of a notice served."""

    media: bool = False
    media_gap_s: Count = 0
    no_media_reason: str = ""
    recording_announced: bool = False
    recording_refused: bool = False
    recording_on: bool = False
    minutes_signed: bool = False
    sealed: bool = False
    proof: str = ""


class MoneyForm(Strict, frozen=True):
    """How money and its papers are handled."""

    receipt_no: str = ""
    to_personal_account: bool = False
    cash_held_hours: Count = 0
    joining_document: str = ""
    order: tuple[str, ...] = ()
    order_agreed: bool = False
    several_debts: bool = False
    designation: str = ""


class RecordsForm(Strict, frozen=True):
    """What is done with personal data, papers and figures."""

    capture: CaptureKind | None = None
    moment: CaptureMoment = CaptureMoment.OTHER
    of_collector: bool = True
    purpose_code: str = ""
    separate_consent: bool = False
    assessment_id: str = ""
    masked: bool = False
    of_recording: bool = False
    recorded_on: date | None = None
    signatures: Count = 1
    signed_parts: tuple[str, ...] = ()
    recovered_weight_percent: str = "0"
    by_machine: bool = False
    explained: bool = True


class ContactForm(Strict, frozen=True):
    """One fact of contact."""

    at: Moment
    channel: ContactChannel = ContactChannel.CALL
    connected: bool = True
    role: Role = Role.BORROWER
    party_id: str = ""
    number: str = ""
    device_id: str = ""
    debt_id: str = ""
    by_collector: bool = True
    refused: bool = False


class QuotaForm(Strict, frozen=True):
    """What is reserved for this device while it is offline."""

    device_id: str
    calls: Count | None = None
    attempts: Count | None = None


class TighteningForm(Strict, frozen=True):
    """An office's stricter figures for one rule."""

    severity: Severity | None = None
    parts: dict[str, Severity] = field(default_factory=dict)
    parameters: dict[str, int | str | list[int | str] | dict[str, int | list[str]]] = field(default_factory=dict)


class OfficeForm(Strict, frozen=True):
    """An office's overlay: rule id -> what is stricter there."""

    version: str
    rules: dict[str, TighteningForm]


class MayIQuestion(Strict, frozen=True):
    """Whether this person may do this, to this party, now, here.

    `at` is the device's time, `clock_offset_s` what has to be added to it; `zone` the civil time of who is contacted.
    `devices` asks for the daily caps to be divided among them; `override_reason` to go on in spite of warnings.
    """

    action: Verb | ActionForm
    at: Moment
    zone: str = "Asia/Shanghai"
    clock_offset_s: Annotated[int, Meta(ge=-86_400, le=86_400)] = 0
    jurisdiction: str = "CN"
    actor: ActorForm = ActorForm()
    party: Role | PartyForm = PartyForm()
    place: PlaceForm = PlaceForm()
    case: CaseForm = CaseForm()
    debt: DebtForm = DebtForm()
    plan: PlanForm = PlanForm()
    visit: VisitForm = VisitForm()
    money: MoneyForm = MoneyForm()
    records: RecordsForm = RecordsForm()
    history: tuple[ContactForm, ...] = ()
    quota: QuotaForm | None = None
    debt_id: str = ""
    office: OfficeForm | None = None
    devices: tuple[str, ...] = ()
    override_reason: str = ""
