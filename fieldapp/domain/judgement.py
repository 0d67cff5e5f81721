"""Whether a fact may stand: asked by the laptop before it saves, and again by the server before it accepts.

Pure: the case file, the fact, who did it and the authority matrix are all it looks at. A fact that must not stand
gets a refusal with its reason; it is never edited into one that may.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from fieldapp.domain import (
    card_rules,
    cash_rules,
    conduct_rules,
    contact_rules,
    matter_rules,
    particular_rules,
    present,
    visit_rules,
)
from fieldapp.domain.attached_file import FileContent, against_file
from fieldapp.domain.case import CaseFile
from fieldapp.domain.case_card import CardEdited, CardSettled, clashes
from fieldapp.domain.cash import DepositContent, ReceiptContent, ReceiptVoided
from fieldapp.domain.conduct import HelpContent, OverrideContent
from fieldapp.domain.contact_log import ContactContent
from fieldapp.domain.document import DocumentContent, Signer, expected_signers
from fieldapp.domain.facts import Fact, FactKind, PlanDecided, PlanWithdrawn
from fieldapp.domain.matter import MatterMoved, MatterRaised
from fieldapp.domain.particulars import ParticularContent
from fieldapp.domain.party import PartyRole
from fieldapp.domain.plans.agreement_rules import USUAL_AGREEMENTS, AgreementRules
from fieldapp.domain.plans.authority import AuthorityMatrix
from fieldapp.domain.plans.bundle import bundle_of, whole
from fieldapp.domain.plans.plan_life import Plan, PlanContent, PlanState
from fieldapp.domain.plans.plan_rules import PlanBasis, against_paper, against_proposal
from fieldapp.domain.plans.promise import PromiseContent
from fieldapp.domain.plans.promise_limits import objections
from fieldapp.domain.plans.promise_offer import offer
from fieldapp.domain.refusal import Refusal
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.domain.visit import VisitContent

APPEND_ONLY = frozenset(
    {
        FactKind.VISIT_RECORDED,
        FactKind.PROMISE_MADE,
        FactKind.PLAN_PROPOSED,
        FactKind.DOCUMENT_SEALED,
        FactKind.FILE_ATTACHED,
        FactKind.CONTACT_LOGGED,
        FactKind.PARTICULAR_ADDED,
        FactKind.MATTER_RAISED,
        FactKind.CASH_RECEIVED,
        FactKind.RECEIPT_VOIDED,
        FactKind.CASH_DEPOSITED,
        FactKind.RULE_OVERRIDDEN,
        FactKind.HELP_ASKED,
    }
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Accepted when `refusal` is None; `late` when the case had already moved to somebody else.

    Attributes:
        conflict: the fact is kept, but only as a proposal beside what stands: why. Folding it keeps the proposal.
        present: of a refusal and a conflict, what stands instead (see `present`); empty when accepted.
    """

    refusal: Refusal | None
    late: bool = False
    conflict: Refusal | None = None
    present: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Basis:
    """What facts are judged by."""

    matrix: AuthorityMatrix
    rules: AgreementRules


def judge(
    file: CaseFile, fact: Fact, actor: Staff, matrix: AuthorityMatrix, rules: AgreementRules = USUAL_AGREEMENTS
) -> Verdict:
    """Whether `fact`, done by `actor`, may stand on `file`."""
    basis = _Basis(matrix, rules)
    if actor.role is StaffRole.COLLECTOR and file.case.assigned_to != actor.id:
        before_move = fact.made_at < file.case.assigned_at
        if not (before_move and fact.kind in APPEND_ONLY) and not cash_rules.is_own_cash(file, fact):
            return Verdict(
                Refusal("fact.not_assigned", {"case_no": file.case.case_no}), present=present.of_assignment(file)
            )
        return _verdict(file, fact, _JUDGES[fact.kind](file, fact, actor, basis), late=True)
    return _verdict(file, fact, _JUDGES[fact.kind](file, fact, actor, basis))


def _verdict(file: CaseFile, fact: Fact, refusal: Refusal | None, *, late: bool = False) -> Verdict:
    if refusal is not None:
        return Verdict(refusal, late, present=present.of_fact(file, fact))
    if isinstance(fact.payload, CardEdited) and clashes(file.working_card, fact.payload):
        return Verdict(None, late, Refusal("card.clash"), present.of_fact(file, fact))
    return Verdict(None, late)


def _visit(file: CaseFile, fact: Fact, actor: Staff, _basis: _Basis) -> Refusal | None:
    assert isinstance(fact.payload, VisitContent)
    return visit_rules.against_visit(file, fact.payload, fact.made_at, actor)


def _promise(file: CaseFile, fact: Fact, _actor: Staff, basis: _Basis) -> Refusal | None:
    assert isinstance(fact.payload, PromiseContent)
    promise = fact.payload
    payer = file.case.party(promise.payer_id)
    if file.case.loan(promise.loan_id) is None:
        return Refusal("promise.unknown_loan")
    if payer is None or payer.role is PartyRole.CONTACT:
        return Refusal("promise.payer_not_liable")
    old = next((p for p in file.promises if p.id == promise.replaces), None)
    if promise.replaces is not None and (old is None or old.content.loan_id != promise.loan_id):
        return Refusal("promise.unknown_promise")
    made_on = fact.made_at.astimezone(ZoneInfo(file.case.zone)).date()
    found = objections(offer(file, promise, made_on, basis.rules.promises), basis.rules.promises)
    return found[0] if found else None


def _plan_proposed(file: CaseFile, fact: Fact, _actor: Staff, basis: _Basis) -> Refusal | None:
    assert isinstance(fact.payload, PlanContent)
    made_on = fact.made_at.astimezone(ZoneInfo(file.case.zone)).date()
    return against_proposal(file, fact.payload, fact.made_by, PlanBasis(basis.matrix, basis.rules.plans, made_on))


def _plan_withdrawn(file: CaseFile, fact: Fact, actor: Staff, _basis: _Basis) -> Refusal | None:
    assert isinstance(fact.payload, PlanWithdrawn)
    plan = file.plan(fact.payload.plan_id)
    if plan is None:
        return Refusal("plan.unknown")
    if plan.proposed_by != actor.id:
        return Refusal("plan.not_your_proposal")
    return None if plan.state is PlanState.PROPOSED else Refusal("plan.already_decided", {"state": plan.state.value})


def _document(file: CaseFile, fact: Fact, actor: Staff, basis: _Basis) -> Refusal | None:
    assert isinstance(fact.payload, DocumentContent)
    plan = file.plan(fact.payload.plan_id)
    if plan is None:
        return Refusal("plan.unknown")
    if plan.proposed_by != actor.id:
        return Refusal("plan.not_your_proposal")
    if plan.state is not PlanState.PROPOSED or file.document_of(plan.id) is not None:
        return Refusal("document.already_sealed")
    expected = expected_signers(plan.content.level, plan.content.approvers)
    first = fact.payload.revision
    if fact.payload.expected_signers != expected or (first.signer, first.signed_by) != (Signer.COLLECTOR, actor.id):
        return Refusal("document.signers_wrong")
    return against_paper(file, plan, basis.matrix)


def _decision(file: CaseFile, fact: Fact, actor: Staff, _basis: _Basis) -> Refusal | None:
    assert isinstance(fact.payload, PlanDecided)
    decided = fact.payload
    plan = file.plan(decided.plan_id)
    if plan is None:
        return Refusal("plan.unknown")
    if plan.state is not PlanState.PROPOSED:
        return Refusal("plan.already_decided", {"state": plan.state.value})
    if not whole(bundle_of(file.plans, plan)):
        return Refusal("plan.bundle_incomplete")
    refusal = may_decide(plan, actor)
    if refusal is not None:
        return refusal
    if fact.kind is not FactKind.PLAN_APPROVED:
        return None if decided.comment.strip() else Refusal("plan.comment_needed")
    return _approval(file, fact, plan, decided)


def may_decide(plan: Plan, actor: Staff) -> Refusal | None:
    """Why `actor` may not decide on `plan` at all; None if they may (four eyes, and authority enough)."""
    if actor.role is not StaffRole.SUPERVISOR:
        return Refusal("plan.supervisor_only")
    if plan.proposed_by == actor.id:
        return Refusal("plan.four_eyes")
    if actor.level < plan.content.level:
        return Refusal("plan.authority_too_low", {"level": plan.content.level.name.lower()})
    if any(decision.by == actor.id for decision in plan.decisions):
        return Refusal("plan.already_approved_by_you")
    return None


def _approval(file: CaseFile, fact: Fact, plan: Plan, decided: PlanDecided) -> Refusal | None:
    made_on = fact.made_at.astimezone(ZoneInfo(file.case.zone)).date()
    if made_on > plan.content.expires_on:
        return Refusal("plan.expired", {"date": plan.content.expires_on.isoformat()})
    document = file.document_of(plan.id)
    if document is None or document.id != decided.document_id:
        return Refusal("plan.not_signed")
    if document.current.sha256 != decided.seen_sha256:
        return Refusal("document.changed_meanwhile")
    revision = decided.revision
    turn = document.awaited[:1]  # each approver has a field of their own, filled in order
    signed = revision is not None and ((revision.signer,), revision.signed_by) == (turn, fact.made_by)
    if revision is None or not signed or revision.size <= document.current.size:
        return Refusal("document.not_signed_by_supervisor")
    return None


def _file_attached(file: CaseFile, fact: Fact, _actor: Staff, _basis: _Basis) -> Refusal | None:
    assert isinstance(fact.payload, FileContent)
    return against_file(fact.payload, {visit.id for visit in file.visits})


def _card_edited(file: CaseFile, fact: Fact, _actor: Staff, _basis: _Basis) -> Refusal | None:
    assert isinstance(fact.payload, CardEdited)
    return card_rules.against_edit(file.ever, fact.payload)


def _card_settled(file: CaseFile, fact: Fact, actor: Staff, _basis: _Basis) -> Refusal | None:
    assert isinstance(fact.payload, CardSettled)
    return card_rules.against_settlement(file, fact.payload, actor)


def _contact(file: CaseFile, fact: Fact, _actor: Staff, _basis: _Basis) -> Refusal | None:
    assert isinstance(fact.payload, ContactContent)
    return contact_rules.against_contact(file, fact.payload, fact.made_at)


def _particular(file: CaseFile, fact: Fact, _actor: Staff, _basis: _Basis) -> Refusal | None:
    assert isinstance(fact.payload, ParticularContent)
    return particular_rules.against_particular(file, fact.payload)


def _matter_raised(file: CaseFile, fact: Fact, _actor: Staff, _basis: _Basis) -> Refusal | None:
    assert isinstance(fact.payload, MatterRaised)
    return matter_rules.against_raising(file, fact.payload, fact.made_at)


def _matter_moved(file: CaseFile, fact: Fact, actor: Staff, _basis: _Basis) -> Refusal | None:
    assert isinstance(fact.payload, MatterMoved)
    return matter_rules.against_moving(file, fact.payload, actor)


def _cash(file: CaseFile, fact: Fact, actor: Staff, _basis: _Basis) -> Refusal | None:
    if isinstance(fact.payload, ReceiptContent):
        return cash_rules.against_receipt(file, fact.payload, fact.made_at)
    if isinstance(fact.payload, ReceiptVoided):
        return cash_rules.against_voiding(file, fact.payload, actor)
    assert isinstance(fact.payload, DepositContent)
    return cash_rules.against_deposit(file, fact.payload, actor, fact.made_at)


def _conduct(file: CaseFile, fact: Fact, _actor: Staff, _basis: _Basis) -> Refusal | None:
    """Help may be asked for at any time; an override wants its reason."""
    if isinstance(fact.payload, OverrideContent):
        return conduct_rules.against_override(file, fact, fact.payload)
    assert isinstance(fact.payload, HelpContent)
    return conduct_rules.against_help(file, fact.payload)


_JUDGES: dict[FactKind, Callable[[CaseFile, Fact, Staff, _Basis], Refusal | None]] = {
    FactKind.VISIT_RECORDED: _visit,
    FactKind.PROMISE_MADE: _promise,
    FactKind.PLAN_PROPOSED: _plan_proposed,
    FactKind.PLAN_WITHDRAWN: _plan_withdrawn,
    FactKind.DOCUMENT_SEALED: _document,
    FactKind.PLAN_APPROVED: _decision,
    FactKind.PLAN_RETURNED: _decision,
    FactKind.PLAN_REJECTED: _decision,
    FactKind.FILE_ATTACHED: _file_attached,
    FactKind.CARD_EDITED: _card_edited,
    FactKind.CARD_SETTLED: _card_settled,
    FactKind.CONTACT_LOGGED: _contact,
    FactKind.PARTICULAR_ADDED: _particular,
    FactKind.MATTER_RAISED: _matter_raised,
    FactKind.MATTER_MOVED: _matter_moved,
    FactKind.CASH_RECEIVED: _cash,
    FactKind.RECEIPT_VOIDED: _cash,
    FactKind.CASH_DEPOSITED: _cash,
    FactKind.RULE_OVERRIDDEN: _conduct,
    FactKind.HELP_ASKED: _conduct,
}
