"""One fact folded into a case file: the single function by which both ends know what a fact changes.

The server folds a fact it accepted and keeps the result; a laptop folds its own unsettled facts over the server's
records to show what was done. Nothing here decides whether a fact is allowed: see `judgement`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from fieldapp.domain import case_card
from fieldapp.domain.attached_file import AttachedFile
from fieldapp.domain.case import CaseFile, Visit
from fieldapp.domain.case_card import CardEdited, CardSettled
from fieldapp.domain.cash import Deposit, Receipt, ReceiptVoided
from fieldapp.domain.conduct import HelpCall, RuleOverride
from fieldapp.domain.contact_log import LoggedContact
from fieldapp.domain.document import Document, DocumentContent
from fieldapp.domain.facts import Fact, FactKind, PlanDecided, PlanWithdrawn
from fieldapp.domain.matter import Matter, MatterMoved, MatterStep
from fieldapp.domain.particulars import Particular
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.plans.bundle import bundle_of
from fieldapp.domain.plans.plan_life import Plan, PlanContent, PlanDecision, PlanState
from fieldapp.domain.plans.promise import Promise, PromiseContent
from fieldapp.domain.visit import VisitContent


def fold(file: CaseFile, fact: Fact, *, late: bool = False) -> CaseFile:
    """`file` after `fact`. `late` marks work done before the case moved away and received after."""
    return _FOLDS[fact.kind](file, fact, late)


def _visit(file: CaseFile, fact: Fact, late: bool) -> CaseFile:
    assert isinstance(fact.payload, VisitContent)
    visit = Visit(fact.id, fact.case_id, fact.made_by, fact.made_at, fact.payload, late)
    return replace(file, visits=(*file.visits, visit))


def _promise(file: CaseFile, fact: Fact, _late: bool) -> CaseFile:
    assert isinstance(fact.payload, PromiseContent)
    made_on = fact.made_at.astimezone(ZoneInfo(file.case.zone)).date()
    promise = Promise(fact.id, fact.case_id, fact.made_by, fact.made_at, made_on, fact.payload)
    return replace(file, promises=(*file.promises, promise))


def _plan_proposed(file: CaseFile, fact: Fact, _late: bool) -> CaseFile:
    """A new plan takes the place of every earlier one on the same loan that is still undecided or running.

    An undecided plan takes those of its bundle with it; running ones of other loans stay, for they are being kept.
    """
    assert isinstance(fact.payload, PlanContent)
    loan_id, bundle = fact.payload.terms.loan_id, fact.payload.bundle
    alive = {PlanState.PROPOSED, PlanState.ACTIVE}
    gone = [p for p in file.plans if p.content.terms.loan_id == loan_id and p.state in alive]
    bundles = {p.content.bundle for p in gone if p.state is PlanState.PROPOSED} - {"", bundle}
    earlier = tuple(
        replace(plan, state=PlanState.SUPERSEDED)
        if plan in gone or (plan.content.bundle in bundles and plan.state is PlanState.PROPOSED)
        else plan
        for plan in file.plans
    )
    plan = Plan(fact.id, fact.case_id, fact.made_by, fact.made_at, fact.payload)
    return replace(file, plans=(*earlier, plan))


def _plan_withdrawn(file: CaseFile, fact: Fact, _late: bool) -> CaseFile:
    assert isinstance(fact.payload, PlanWithdrawn)
    return _with_plan(file, fact.payload.plan_id, lambda plan: replace(plan, state=PlanState.WITHDRAWN))


def _document(file: CaseFile, fact: Fact, _late: bool) -> CaseFile:
    """A sealed paper; a plan within the collector's own authority runs from its signature on."""
    assert isinstance(fact.payload, DocumentContent)
    content = fact.payload
    document = Document(fact.id, fact.case_id, fact.made_by, fact.made_at, content, (content.revision,))
    file = replace(file, documents=(*file.documents, document))
    return _with_plan(
        file,
        content.plan_id,
        lambda plan: replace(plan, state=PlanState.ACTIVE) if plan.content.level is Level.COLLECTOR else plan,
    )


def _decided(file: CaseFile, fact: Fact, _late: bool) -> CaseFile:
    assert isinstance(fact.payload, PlanDecided)
    decided = fact.payload
    decision = PlanDecision(fact.made_by, fact.made_at, decided.comment)
    state = {FactKind.PLAN_RETURNED: PlanState.RETURNED, FactKind.PLAN_REJECTED: PlanState.REJECTED}.get(fact.kind)

    def change(plan: Plan) -> Plan:
        # on a laptop the plan's own record may have brought the decision before the fact is settled
        decisions = plan.decisions if decision in plan.decisions else (*plan.decisions, decision)
        enough = PlanState.ACTIVE if len(decisions) >= plan.content.approvers else plan.state
        return replace(plan, decisions=decisions, state=state or enough)

    return _with_revision(_with_plan(file, decided.plan_id, change), decided)


def _added(field: str, record: Callable[..., Any]) -> Callable[[CaseFile, Fact, bool], CaseFile]:
    """The fold of a fact that only adds a record of its own to a field of the case file."""

    def fold_in(file: CaseFile, fact: Fact, late: bool) -> CaseFile:
        one = record(fact.id, fact.case_id, fact.made_by, fact.made_at, fact.payload, late=late)
        grown: dict[str, Any] = {field: (*getattr(file, field), one)}
        return replace(file, **grown)

    return fold_in


def _card_edited(file: CaseFile, fact: Fact, _late: bool) -> CaseFile:
    """The field changed, or a proposal more where somebody else was there first."""
    assert isinstance(fact.payload, CardEdited)
    card = case_card.with_edit(file.working_card, fact.payload, fact.id, fact.made_by, fact.made_at)
    return replace(file, card=card)


def _card_settled(file: CaseFile, fact: Fact, _late: bool) -> CaseFile:
    assert isinstance(fact.payload, CardSettled)
    card = case_card.with_settlement(file.working_card, fact.payload, fact.id, fact.made_by, fact.made_at)
    return replace(file, card=card)


def _matter_moved(file: CaseFile, fact: Fact, _late: bool) -> CaseFile:
    """The matter with its next step, once: on a laptop its own record may bring it before the fact is settled."""
    assert isinstance(fact.payload, MatterMoved)
    moved = fact.payload
    step = MatterStep(moved.to, fact.made_by, fact.made_at, moved.comment, moved.payment, moved.verified)
    matters = tuple(
        replace(matter, state=moved.to, steps=(*matter.steps, step))
        if matter.id == moved.matter_id and step not in matter.steps
        else matter
        for matter in file.matters
    )
    return replace(file, matters=matters)


def _receipt_voided(file: CaseFile, fact: Fact, _late: bool) -> CaseFile:
    assert isinstance(fact.payload, ReceiptVoided)
    voided = fact.payload
    receipts = tuple(
        replace(receipt, void_reason=voided.reason) if receipt.id == voided.receipt_id else receipt
        for receipt in file.receipts
    )
    return replace(file, receipts=receipts)


def _with_revision(file: CaseFile, decided: PlanDecided) -> CaseFile:
    revision = decided.revision
    if revision is None:
        return file
    documents = tuple(
        replace(document, revisions=(*document.revisions, revision))
        if document.id == decided.document_id and revision not in document.revisions
        else document
        for document in file.documents
    )
    return replace(file, documents=documents)


def _with_plan(file: CaseFile, plan_id: str, change: Callable[[Plan], Plan]) -> CaseFile:
    """The plan changed, and with it every other one of its bundle that still waits as it does."""
    named = file.plan(plan_id)
    together = set() if named is None else {p.id for p in bundle_of(file.plans, named) if p.state is named.state}
    return replace(file, plans=tuple(change(plan) if plan.id in together else plan for plan in file.plans))


_FOLDS: dict[FactKind, Callable[[CaseFile, Fact, bool], CaseFile]] = {
    FactKind.VISIT_RECORDED: _visit,
    FactKind.PROMISE_MADE: _promise,
    FactKind.PLAN_PROPOSED: _plan_proposed,
    FactKind.PLAN_WITHDRAWN: _plan_withdrawn,
    FactKind.DOCUMENT_SEALED: _document,
    FactKind.PLAN_APPROVED: _decided,
    FactKind.PLAN_RETURNED: _decided,
    FactKind.PLAN_REJECTED: _decided,
    FactKind.FILE_ATTACHED: _added("files", AttachedFile),
    FactKind.CARD_EDITED: _card_edited,
    FactKind.CARD_SETTLED: _card_settled,
    FactKind.CONTACT_LOGGED: _added("contacts", LoggedContact),
    FactKind.PARTICULAR_ADDED: _added("particulars", Particular),
    FactKind.MATTER_RAISED: _added("matters", Matter),
    FactKind.MATTER_MOVED: _matter_moved,
    FactKind.CASH_RECEIVED: _added("receipts", Receipt),
    FactKind.RECEIPT_VOIDED: _receipt_voided,
    FactKind.CASH_DEPOSITED: _added("deposits", Deposit),
    FactKind.RULE_OVERRIDDEN: _added("overrides", RuleOverride),
    FactKind.HELP_ASKED: _added("help_calls", HelpCall),
}
