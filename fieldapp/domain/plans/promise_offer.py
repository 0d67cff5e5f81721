"""A promise about to be made, with what the case says about it: how late the debt is, what would put it right."""

from __future__ import annotations

from datetime import date

from fieldapp.domain.case import CaseFile
from fieldapp.domain.caseview import CaseView, view
from fieldapp.domain.plans.agreement_rules import AgreementRules
from fieldapp.domain.plans.promise import PromiseContent, PromiseState, moves
from fieldapp.domain.plans.promise_limits import Offer, PromiseRules


def offer(file: CaseFile, promise: PromiseContent, made_on: date, rules: PromiseRules) -> Offer:
    """What `promise`, made on `made_on`, is judged by.

    What puts the debt right is taken at the promised day, when more may have fallen due than today; under a running
    plan it is what the plan asks for by then.
    """
    agreements = AgreementRules(promises=rules)
    seen = view(file, made_on, agreements)
    known = {one.id: one for one in file.promises}
    replaced = known.get(promise.replaces or "")
    return Offer(
        made_on=made_on,
        due=promise.due,
        amount=promise.amount,
        bucket=seen.bucket,
        cure=_owed_by(view(file, max(made_on, promise.due), agreements), promise.loan_id),
        broken_ends=tuple(one.closes_on for one in seen.promises if one.state is PromiseState.BROKEN),
        moves=moves(replaced, known) if replaced else None,
        replaced_due=replaced.content.due if replaced else None,
    )


def _owed_by(seen: CaseView, loan_id: str) -> int:
    return sum(loan.owed for loan in seen.loans if loan.loan.id == loan_id)
