"""Whether a matter may be raised, and who may move it where: the state machine behind a hold.

Whoever hears it opens it; the borrower's word may take it back; whether it is answered, posted or not found is said by
a supervisor, and never by the one who opened it. A matter that has ended stays ended: what is raised again is another
one.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from fieldapp.domain.case import CaseFile
from fieldapp.domain.matter import SAID_LIMIT, Matter, MatterKind, MatterMoved, MatterRaised, MatterState
from fieldapp.domain.refusal import Refusal
from fieldapp.domain.staff import Staff, StaffRole

OPEN, CLEARING, POSTED = MatterState.OPEN, MatterState.CLEARING, MatterState.POSTED
NOT_FOUND, ANSWERED, WITHDRAWN = MatterState.NOT_FOUND, MatterState.ANSWERED, MatterState.WITHDRAWN
_ANSWERABLE = {OPEN: frozenset({ANSWERED, WITHDRAWN})}
STEPS: dict[MatterKind, dict[MatterState, frozenset[MatterState]]] = {
    MatterKind.DISPUTE: _ANSWERABLE,
    MatterKind.COMPLAINT: _ANSWERABLE,
    MatterKind.HARDSHIP: _ANSWERABLE,
    MatterKind.PAID_CLAIM: {
        OPEN: frozenset({CLEARING, POSTED, WITHDRAWN}),
        CLEARING: frozenset({POSTED, NOT_FOUND, WITHDRAWN}),
    },
}
"""Where a matter of each kind can go from where it is; from everywhere else it goes nowhere."""
DECIDING = frozenset({ANSWERED, POSTED, NOT_FOUND})
"""What ends a matter by somebody's judgement: four eyes."""
_WANTS_WORDS = frozenset({ANSWERED, NOT_FOUND, WITHDRAWN})
TOLD_WITHIN = timedelta(days=60)
"""A visit may lie on a laptop for so long before it is recorded, and what was heard on it with it."""


def against_raising(file: CaseFile, raised: MatterRaised, made_at: datetime) -> Refusal | None:
    """Why this cannot be raised on the case; None if it can."""
    made_on = made_at.astimezone(ZoneInfo(file.case.zone)).date()
    if raised.loan_id and file.case.loan(raised.loan_id) is None:
        return Refusal("matter.unknown_loan")
    if not made_on - TOLD_WITHIN <= raised.on <= made_on:
        return Refusal("matter.day_out_of_place")
    if len(raised.said) > SAID_LIMIT:
        return Refusal("matter.too_long", {"limit": SAID_LIMIT})
    if raised.amount is not None and raised.amount <= 0:
        return Refusal("matter.bad_amount")
    return _against_source(file, raised) or _against_words(raised) or _against_claim(file, raised)


def _against_source(file: CaseFile, raised: MatterRaised) -> Refusal | None:
    """Somebody of the case says it; anybody may complain."""
    anybody = raised.kind is MatterKind.COMPLAINT and not raised.raised_by
    if not anybody and file.ever.party(raised.raised_by) is None:
        return Refusal("matter.unknown_party")
    if raised.visit_id and all(one.id != raised.visit_id for one in file.visits):
        return Refusal("matter.unknown_visit")
    if raised.contact_id and all(one.id != raised.contact_id for one in file.contacts):
        return Refusal("matter.unknown_contact")
    if not {one.id for one in file.files} >= set(raised.vouchers):
        return Refusal("matter.unknown_file")
    return None


def _against_words(raised: MatterRaised) -> Refusal | None:
    """What concerns health or family is written down only with consent; without it, only that help is needed."""
    if raised.kind is MatterKind.HARDSHIP and not raised.consent:
        return Refusal("matter.no_consent") if raised.said.strip() else None
    return None if raised.said.strip() else Refusal("matter.nothing_said")


def _against_claim(file: CaseFile, raised: MatterRaised) -> Refusal | None:
    """A claimed payment can only be looked for by loan, sum and day."""
    if raised.kind is not MatterKind.PAID_CLAIM:
        return None
    loan = file.case.loan(raised.loan_id)
    if loan is None or raised.amount is None or raised.paid_on is None:
        return Refusal("matter.claim_incomplete")
    if not loan.signed_on <= raised.paid_on <= raised.on:
        return Refusal("matter.paid_on_out_of_place")
    return None


def may_move(matter: Matter, to: MatterState, actor: Staff) -> Refusal | None:
    """Why `actor` cannot move the matter there at all, whatever words go with it; None if they can."""
    reachable = STEPS[matter.content.kind]
    if to not in frozenset().union(*reachable.values()):
        return Refusal("matter.not_of_kind")
    if to not in reachable.get(matter.state, frozenset()):
        return Refusal("matter.moved_meanwhile", {"state": matter.state.value})
    if to is not WITHDRAWN and actor.role is not StaffRole.SUPERVISOR:
        return Refusal("matter.supervisor_only")
    if to in DECIDING and actor.id == matter.made_by:
        return Refusal("matter.four_eyes")
    return None


def against_moving(file: CaseFile, moved: MatterMoved, actor: Staff) -> Refusal | None:
    """Why `actor` cannot move the matter so; None if they can."""
    matter = file.matter(moved.matter_id)
    if matter is None:
        return Refusal("matter.unknown")
    refusal = may_move(matter, moved.to, actor)
    if refusal is not None:
        return refusal
    if moved.verified and (matter.content.kind, moved.to) != (MatterKind.HARDSHIP, ANSWERED):
        return Refusal("matter.not_of_kind")
    if moved.to in _WANTS_WORDS and not moved.comment.strip():
        return Refusal("matter.no_comment")
    if len(moved.comment) > SAID_LIMIT:
        return Refusal("matter.too_long", {"limit": SAID_LIMIT})
    return _against_payment(file, matter, moved) if moved.to is POSTED else None


def _against_payment(file: CaseFile, matter: Matter, moved: MatterMoved) -> Refusal | None:
    """A claim is posted by a payment that is in the account, stands there, and answered no other claim."""
    loan = file.case.loan(matter.content.loan_id)
    payments = loan.payments if loan else ()
    payment = next((one for one in payments if one.reference == moved.payment), None)
    if payment is None:
        return Refusal("matter.unknown_payment")
    if payment.reversed_on is not None:
        return Refusal("matter.payment_reversed")
    answered = [one for one in file.matters if one.state is POSTED and one.content.loan_id == matter.content.loan_id]
    if any(one.steps[-1].payment == moved.payment for one in answered):
        return Refusal("matter.payment_taken")
    return None


def frozen_until(raised_on: date, freeze_days: int) -> date:
    """R17: the day from which an answer that is still owed warns instead of forbidding; `freeze_days` of the pack."""
    return raised_on + timedelta(days=freeze_days)
