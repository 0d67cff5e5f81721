"""What somebody may want to do, to whom, where and what for: the words of the one question about compliance.

Rules name groups of verbs, not single ones, so that a new way of reaching somebody is under every rule about reaching
somebody the day it is added to its group.
"""

from __future__ import annotations

from enum import StrEnum


class Verb(StrEnum):
    """What somebody wants to do. `plan_visit` asks before setting out, `visit_start` at the door."""

    CALL = "call"
    SMS = "sms"
    MESSAGE = "message"
    SEND_TEXT = "send_text"
    PLAN_VISIT = "plan_visit"
    VISIT_START = "visit_start"
    VISIT_CONTINUE = "visit_continue"
    VISIT_INSIDE = "visit_inside"
    VISIT_CLOSE = "visit_close"
    POST_NOTICE = "post_notice"
    SERVE_NOTICE = "serve_notice"
    CONTACT_THIRD_PARTY = "contact_third_party"
    ASK_PAYMENT = "ask_payment"
    DEMAND_GUARANTOR = "demand_guarantor"
    ANSWER_DISPUTE = "answer_dispute"
    SAVE_FIRST_CONTACT = "save_first_contact"
    WRITE_NOTE = "write_note"
    PROPOSE_PLAN = "propose_plan"
    QUOTE = "quote"
    ALLOCATE_PAYMENT = "allocate_payment"
    TAKE_CASH = "take_cash"
    ACCEPT_PAYMENT = "accept_payment"
    CHARGE_FEE = "charge_fee"
    SUE = "sue"
    THREATEN_SUIT = "threaten_suit"
    OPEN_CASE_LIST = "open_case_list"
    OPEN_CASE = "open_case"
    CAPTURE = "capture"
    EXPORT = "export"
    IMPORT_ADDRESS_BOOK = "import_address_book"
    REVEAL_NUMBER = "reveal_number"
    DELETE = "delete"
    RETAIN = "retain"
    DECIDE = "decide"
    SIGN_DOCUMENT = "sign_document"
    EDIT_SIGNED_DOCUMENT = "edit_signed_document"
    CONFIGURE_METRIC = "configure_metric"
    ENTRUST = "entrust"


TEXTS = frozenset({Verb.SMS, Verb.MESSAGE, Verb.SEND_TEXT})
CHANNELS = TEXTS | {Verb.CALL}
"""Reaching somebody from afar."""
GOING_THERE = frozenset({Verb.PLAN_VISIT, Verb.VISIT_START})
STAYING = frozenset({Verb.VISIT_CONTINUE, Verb.VISIT_INSIDE})
"""While a visit is open."""
REACHING = (
    CHANNELS
    | GOING_THERE
    | {
        Verb.SERVE_NOTICE,
        Verb.POST_NOTICE,
        Verb.CONTACT_THIRD_PARTY,
        Verb.ASK_PAYMENT,
        Verb.DEMAND_GUARANTOR,
    }
)
"""Whatever begins to reach a person, by any channel."""
COLLECTING = REACHING | STAYING
"""Collection towards a person: what a dispute freezes."""
ADDRESSING = CHANNELS | GOING_THERE | STAYING | {Verb.ASK_PAYMENT, Verb.DEMAND_GUARANTOR, Verb.PROPOSE_PLAN}
"""Turning to a person about the debt: only who owes it may be addressed so."""
PRICING = frozenset({Verb.PROPOSE_PLAN, Verb.QUOTE, Verb.ASK_PAYMENT, Verb.SERVE_NOTICE, Verb.DEMAND_GUARANTOR})
"""Whatever names a sum."""
ALIKE = (GOING_THERE, TEXTS)
"""Verbs that one reason is enough for."""
ON_CASE = (
    COLLECTING
    | PRICING
    | {
        Verb.OPEN_CASE,
        Verb.SAVE_FIRST_CONTACT,
        Verb.ANSWER_DISPUTE,
        Verb.TAKE_CASH,
        Verb.ACCEPT_PAYMENT,
        Verb.REVEAL_NUMBER,
        Verb.CAPTURE,
        Verb.SUE,
        Verb.THREATEN_SUIT,
    }
)
"""Whatever works on a case: what an ended mandate forbids. Closing a visit is not among it: evidence must be kept."""


class Purpose(StrEnum):
    """What a contact is for."""

    COLLECT = "collect"
    ANSWER = "answer"
    HARDSHIP = "hardship"
    OBTAIN_CONTACT = "obtain_contact"
    RELAY = "relay"
    OTHER = "other"


class Job(StrEnum):
    """Who acts."""

    COLLECTOR = "collector"
    AGENCY_COLLECTOR = "agency_collector"
    SUPERVISOR = "supervisor"
    COMPLIANCE_OFFICER = "compliance_officer"
    MACHINE = "machine"


class Role(StrEnum):
    """Who the party is in the case."""

    BORROWER = "borrower"
    CO_DEBTOR = "co_debtor"
    GUARANTOR = "guarantor"
    AUTHORISED = "authorised"
    ATTORNEY = "attorney"
    CONTACT = "contact"
    RELATIVE = "relative"
    ADULT_COHABITANT = "adult_cohabitant"
    EMPLOYER = "employer"
    OTHER = "other"


LIABLE = frozenset({Role.BORROWER, Role.CO_DEBTOR, Role.GUARANTOR})
OUTSIDERS = frozenset({Role.CONTACT, Role.RELATIVE, Role.ADULT_COHABITANT, Role.EMPLOYER, Role.OTHER})
"""Who owes nothing and speaks for nobody who does."""


class Vulnerability(StrEnum):
    """Why somebody needs care (R18)."""

    ILLNESS = "illness"
    ACCIDENT = "accident"
    DISASTER = "disaster"
    BEREAVEMENT = "bereavement"
    MENTAL_CRISIS = "mental_crisis"
    OTHER = "other"


class PlaceKind(StrEnum):
    """Where it happens."""

    BUSINESS = "business"
    DWELLING = "dwelling"
    PRIVATE = "private"
    WORKPLACE = "workplace"
    PUBLIC = "public"
    HOSPITAL = "hospital"
    SCHOOL = "school"


def alike(verb: str, other: str) -> bool:
    """Whether a reason that was given for one of these is enough for the other."""
    return verb == other or any({verb, other} <= group for group in ALIKE)


class Act(StrEnum):
    """Forbidden acts (R16; 刑法 293-1)."""

    VIOLENCE = "violence"
    THREAT = "threat"
    INSULT = "insult"
    STALKING = "stalking"
    FAKE_AUTHORITY = "fake_authority"
    FAKE_BLACKLIST = "fake_blacklist"
    INFLATED = "inflated"
    NEW_BORROWING = "new_borrowing"
    ILLEGAL_FUNDING = "illegal_funding"
    LEAK = "leak"


class Lender(StrEnum):
    """Kind of lender: caps on the price of credit follow from it (民间借贷规定 and its 适用范围批复)."""

    BANK = "bank"
    CONSUMER_FINANCE = "consumer_finance"
    SMALL_LOAN = "small_loan"
    GUARANTEE_COMPANY = "guarantee_company"
    EQUITY_MARKET = "equity_market"
    PAWN = "pawn"
    LEASING = "leasing"
    FACTORING = "factoring"
    LOCAL_ASSET_MANAGER = "local_asset_manager"
    PRIVATE = "private"


class Product(StrEnum):
    """Kind of debt."""

    BUSINESS = "business"
    CONSUMER = "consumer"
    CARD = "card"
    MORTGAGE = "mortgage"


class CaptureKind(StrEnum):
    """What is taken down or photographed."""

    PREMISES_PHOTO = "premises_photo"
    ID_PHOTO = "id_photo"
    BANK_ACCOUNT = "bank_account"
    HEALTH = "health"
    BIOMETRIC = "biometric"
    TRACK = "track"
    GPS = "gps"
    SOUND = "sound"


class CaptureMoment(StrEnum):
    """When it is taken."""

    VISIT_START = "visit_start"
    VISIT_END = "visit_end"
    OTHER = "other"
