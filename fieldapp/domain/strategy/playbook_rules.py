"""A playbook as data: rows with a condition, what to do, what else may be done, and what must be kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from fieldapp.domain.strategy.conditions import Condition
from fieldapp.domain.workdays import WorkCalendar


class Action(StrEnum):
    """Everything a playbook can recommend."""

    WAIT = "wait"
    REMINDER_CALL = "reminder_call"
    SMS = "sms"
    SOFT_SMS = "soft_sms"
    UPDATE_PHONE = "update_phone"
    CHANGE_DEBIT_ACCOUNT = "change_debit_account"
    CONFIRM_DEBIT = "confirm_debit"
    SITE_VISIT = "site_visit"
    ADDRESS_VISIT = "address_visit"
    DAILY_CALL = "daily_call"
    SERVICE_CALL = "service_call"
    SENIOR_COLLECTOR = "senior_collector"
    CALL_GUARANTOR = "call_guarantor"
    APPROACH_CONTACTS = "approach_contacts"
    TAKE_PROMISE = "take_promise"
    SHORT_PROMISE = "short_promise"
    EXPLAIN_CONSEQUENCES = "explain_consequences"
    FIND_CAUSE = "find_cause"
    ASSESS_AFFORDABILITY = "assess_affordability"
    DRAFT_PLAN = "draft_plan"
    PLAN_SUPPLEMENT = "plan_supplement"
    SETTLEMENT_OFFER = "settlement_offer"
    HARDSHIP_OPTIONS = "hardship_options"
    DEFERRAL = "deferral"
    FEE_WAIVER = "fee_waiver"
    TOKEN_PAYMENT = "token_payment"  # noqa: S105 - a payment of a token sum
    SERVE_NOTICE = "serve_notice"
    PERSONAL_SERVICE = "personal_service"
    ADULT_COHABITANT_SERVICE = "adult_cohabitant_service"
    REGISTERED_POST = "registered_post"
    E_DELIVERY = "e_delivery"
    ANNOUNCEMENT = "announcement"
    FORMAL_LETTER = "formal_letter"
    LAWYER_LETTER = "lawyer_letter"
    KEEP_LIMITATION = "keep_limitation"
    DEMAND_GUARANTOR = "demand_guarantor"
    GUARANTOR_OR_COLLATERAL = "guarantor_or_collateral"
    JUDICIAL_REFERRAL = "judicial_referral"
    PAYMENT_ORDER = "payment_order"
    SUIT = "suit"
    ARBITRATION = "arbitration"
    MEDIATION = "mediation"
    PRESERVATION = "preservation"
    WRITE_OFF_PROPOSAL = "write_off_proposal"
    LEAD_REVIEW = "lead_review"
    ANSWER_DISPUTE = "answer_dispute"
    ANSWER_COMPLAINT = "answer_complaint"
    SPECIALIST_DESK = "specialist_desk"
    ESTATE_DESK = "estate_desk"
    LEGAL_DESK = "legal_desk"
    VERIFY_PAYMENT = "verify_payment"
    THANK_AND_RECEIPT = "thank_and_receipt"
    MARK_NO_NEW_GUARANTEE = "mark_no_new_guarantee"


class Channel(StrEnum):
    """How an action reaches somebody; hours and caps follow from it."""

    NONE = "none"
    OFFICE = "office"
    CALL = "call"
    VISIT = "visit"
    MESSAGE = "message"
    PAPER = "paper"


class Evidence(StrEnum):
    """What has to be kept of an action."""

    CALL_LOG = "call_log"
    SMS_LOG = "sms_log"
    DEBIT_RESULT = "debit_result"
    VISIT_RECORD = "visit_record"
    OBSERVATION_FORM = "observation_form"
    OBSERVATION_DELTA = "observation_delta"
    REASON_CODE = "reason_code"
    PROMISE = "promise"
    RECEIVABLES_NOTE = "receivables_note"
    GUARANTOR_CONTACT = "guarantor_contact"
    SIGNED_RECEIPT = "signed_receipt"
    PROOF_OF_ARRIVAL = "proof_of_arrival"
    DEMAND = "demand"
    ASSET_CLUES = "asset_clues"
    DOCUMENT_BUNDLE = "document_bundle"
    VALUE_COMPARISON = "value_comparison"
    APPROVAL = "approval"
    AFFORDABILITY_SHEET = "affordability_sheet"
    HARDSHIP_PROOF = "hardship_proof"
    ATTEMPTS_LOG = "attempts_log"
    MANDATE_CHECK = "mandate_check"
    REPLY = "reply"
    PAYMENT_PROOF = "payment_proof"
    PAYMENT_RECEIPT = "payment_receipt"


@dataclass(frozen=True, slots=True)
class Next:
    """When to look again: after so many calendar days, working days or hours; none of them: when something happens."""

    days: int | None = None
    workdays: int | None = None
    hours: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the playbook, or an overlay that joins every row it matches.

    Attributes:
        sequence: what to do, in this order; what was done or is barred is passed over. also: what goes with it.
        otherwise: what to do where all of the sequence is barred. guards: rules to be asked first.
        firm: overlays add to it but do not take its place. stops: what must not be done while it holds.
        limits: terms that narrow what may be agreed, by code.
    """

    id: str
    when: Condition
    sequence: tuple[Action, ...] = ()
    also: tuple[Action, ...] = ()
    otherwise: tuple[Action, ...] = ()
    allowed: tuple[Action, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    guards: tuple[str, ...] = ()
    stops: frozenset[Action] = frozenset()
    next: Next = field(default_factory=Next)
    firm: bool = False
    limits: Mapping[str, int | str] = field(default_factory=dict)
    source: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Globals:
    """What holds for every row. `quiet` is [from, until) over midnight; caps block the call or visit after the last.

    `avoid` names the circumstances under which nobody is called or visited.
    """

    quiet_from: time
    quiet_until: time
    prefer_from: time
    prefer_until: time
    avoid: frozenset[str]
    calls_a_day: int
    visits_a_week: int


@dataclass(frozen=True, slots=True)
class Playbook:
    """Rows by priority, the first that matches wins; overlays in their order; how each action reaches somebody.

    `families` says which family a product's name belongs to; `work` are the working days deadlines are counted in.
    """

    version: str
    globals: Globals
    rows: tuple[Row, ...]
    overlays: tuple[Row, ...]
    channels: Mapping[Action, Channel]
    families: Mapping[str, str]
    work: WorkCalendar
