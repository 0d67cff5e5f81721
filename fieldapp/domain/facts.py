"""Facts: what a person did, made once on a laptop with its own id, never edited.

A mistake is put right by another fact. Kinds and payloads are part of the wire and of the case ledger: a payload
once written must stay readable, so fields are only ever added, with a default.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fieldapp.domain.attached_file import FileContent
from fieldapp.domain.case_card import CardEdited, CardSettled
from fieldapp.domain.cash import DepositContent, ReceiptContent, ReceiptVoided
from fieldapp.domain.conduct import HelpContent, OverrideContent
from fieldapp.domain.contact_log import ContactContent
from fieldapp.domain.document import DocumentContent, Revision
from fieldapp.domain.matter import MatterMoved, MatterRaised
from fieldapp.domain.particulars import ParticularContent
from fieldapp.domain.plans.plan_life import PlanContent
from fieldapp.domain.plans.promise import PromiseContent
from fieldapp.domain.visit import VisitContent


class FactKind(StrEnum):
    """Kinds of fact."""

    VISIT_RECORDED = "visit_recorded"
    PROMISE_MADE = "promise_made"
    PLAN_PROPOSED = "plan_proposed"
    PLAN_WITHDRAWN = "plan_withdrawn"
    DOCUMENT_SEALED = "document_sealed"
    PLAN_APPROVED = "plan_approved"
    PLAN_RETURNED = "plan_returned"
    PLAN_REJECTED = "plan_rejected"
    FILE_ATTACHED = "file_attached"
    CARD_EDITED = "card_edited"
    CARD_SETTLED = "card_settled"
    CONTACT_LOGGED = "contact_logged"
    PARTICULAR_ADDED = "particular_added"
    MATTER_RAISED = "matter_raised"
    MATTER_MOVED = "matter_moved"
    CASH_RECEIVED = "cash_received"
    RECEIPT_VOIDED = "receipt_voided"
    CASH_DEPOSITED = "cash_deposited"
    RULE_OVERRIDDEN = "rule_overridden"
    HELP_ASKED = "help_asked"


@dataclass(frozen=True, slots=True)
class PlanWithdrawn:
    """The proposer takes a plan back."""

    plan_id: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PlanDecided:
    """A supervisor's decision on a plan, bound to the revision of the paper that was decided on.

    Attributes:
        seen_sha256: the revision that lay before the supervisor.
        revision: the revision with the supervisor's signature; None when returned or rejected.
    """

    plan_id: str
    document_id: str
    seen_sha256: str
    comment: str = ""
    revision: Revision | None = None


Payload = (
    VisitContent
    | PromiseContent
    | PlanContent
    | PlanWithdrawn
    | DocumentContent
    | PlanDecided
    | FileContent
    | CardEdited
    | CardSettled
    | ContactContent
    | ParticularContent
    | MatterRaised
    | MatterMoved
    | ReceiptContent
    | ReceiptVoided
    | DepositContent
    | OverrideContent
    | HelpContent
)

PAYLOAD_TYPES: dict[FactKind, type[Payload]] = {
    FactKind.VISIT_RECORDED: VisitContent,
    FactKind.PROMISE_MADE: PromiseContent,
    FactKind.PLAN_PROPOSED: PlanContent,
    FactKind.PLAN_WITHDRAWN: PlanWithdrawn,
    FactKind.DOCUMENT_SEALED: DocumentContent,
    FactKind.PLAN_APPROVED: PlanDecided,
    FactKind.PLAN_RETURNED: PlanDecided,
    FactKind.PLAN_REJECTED: PlanDecided,
    FactKind.FILE_ATTACHED: FileContent,
    FactKind.CARD_EDITED: CardEdited,
    FactKind.CARD_SETTLED: CardSettled,
    FactKind.CONTACT_LOGGED: ContactContent,
    FactKind.PARTICULAR_ADDED: ParticularContent,
    FactKind.MATTER_RAISED: MatterRaised,
    FactKind.MATTER_MOVED: MatterMoved,
    FactKind.CASH_RECEIVED: ReceiptContent,
    FactKind.RECEIPT_VOIDED: ReceiptVoided,
    FactKind.CASH_DEPOSITED: DepositContent,
    FactKind.RULE_OVERRIDDEN: OverrideContent,
    FactKind.HELP_ASKED: HelpContent,
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `made_at` is aware UTC; the id of what it brings about (visit, promise, plan, paper, file) is `id`."""

    id: str
    kind: FactKind
    case_id: str
    made_by: str
    made_at: datetime
    payload: Payload
