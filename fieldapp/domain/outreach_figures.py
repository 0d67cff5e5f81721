"""What a case tells a text: how it stands, and its figures to the cent at a date, as words of a language.

A figure the case does not have is not there: a template that names it cannot be filled then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.lending.ageing import Bucket
from fieldapp.domain.matter import MatterKind
from fieldapp.domain.money import major
from fieldapp.domain.outreach import Stage
from fieldapp.domain.party import Party, PartyRole
from fieldapp.domain.plans.plan_life import PlanHealth, PlanStanding, PlanState
from fieldapp.domain.plans.promise import PromiseStanding, PromiseState
from fieldapp.domain.staff import Office, Staff

_BUCKETS = {
    Bucket.M0: Stage.BEFORE_DUE,
    Bucket.M1: Stage.M1,
    Bucket.M2: Stage.M2,
    Bucket.M3: Stage.M3,
    Bucket.M4_PLUS: Stage.M4,
}
_RESTING = {
    MatterKind.COMPLAINT: Stage.COMPLAINT,
    MatterKind.DISPUTE: Stage.DISPUTE,
    MatterKind.PAID_CLAIM: Stage.PAID_CLAIM,
    MatterKind.HARDSHIP: Stage.HARDSHIP,
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def stages(seen: CaseView) -> tuple[Stage, ...]:
    """How the case stands, what matters most first. What rests is all there is to write about until it is answered."""
    resting = tuple(stage for kind, stage in _RESTING.items() if seen.file.resting_matters(kind))
    if resting:
        return resting
    if seen.owed.total == 0 and seen.contract_days_past_due == 0 and seen.payoff == 0:
        return (Stage.PAID,)
    found = []
    if _promise(seen) is not None:
        found.append(Stage.PROMISE)
    if _running(seen):
        found.append(Stage.PLAN)
    return (*found, _BUCKETS[seen.bucket])


def figures(seen: CaseView, party: Party, staff: Staff, office: Office | None, language: str) -> dict[str, str]:
    """Every figure the case knows, as a text to `party` says it; `staff` is who writes.

    Whoever guarantees only some of the loans is told of these alone, and of no sum where nothing of them is overdue.
    """
    case, seen = seen.case, _told(seen, party)
    owed = sum(loan.owed for loan in seen.loans)
    found = {
        "name": party.name,
        "borrower": case.borrower.name,
        "collector": staff.name,
        "staff_no": staff.staff_no,
        "collector_phone": staff.phone,
        "contract_no": _listed([loan.loan.contract_no for loan in seen.loans], language),
        "guarantee_no": party.guarantee.contract_no if party.guarantee else "",
        "as_of": day(seen.as_of, language),
        "days": str(seen.contract_days_past_due),
        "owed": amount(owed),
        "payoff": amount(seen.payoff),
    }
    if party.role is PartyRole.GUARANTOR and not owed:
        del found["days"], found["owed"]
    if office is not None:
        found |= {
            "office": office.name,
            "office_phone": office.phone,
            "account_name": office.account_name,
            "account_bank": office.account_bank,
            "account_no": office.account_no,
        }
    return found | _next_row(seen, language) | _promised(seen, language) | _planned(seen, language)


def _told(seen: CaseView, party: Party) -> CaseView:
    """The loans that `party` may be told of, with their promises and plans: a guarantor's own, else all."""
    guarantee = party.guarantee
    if party.role is not PartyRole.GUARANTOR or guarantee is None:
        return seen
    return replace(
        seen,
        loans=tuple(one for one in seen.loans if guarantee.covers(one.loan.id)),
        promises=tuple(one for one in seen.promises if guarantee.covers(one.promise.content.loan_id)),
        plans=tuple(one for one in seen.plans if guarantee.covers(one.plan.content.terms.loan_id)),
    )


def amount(minor: int) -> str:
    """A sum to the cent: "8,123.45"."""
    return f"{major(minor):,.2f}"


def day(on: date, language: str) -> str:
    """A date in words of a language."""
    if language == "en":
        return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"
    return f"{on.year}年{on.month}月{on.day}日"


def _listed(parts: list[str], language: str) -> str:
    return (", " if language == "en" else "、").join(parts)


def _next_row(seen: CaseView, language: str) -> dict[str, str]:
    """The next instalment of a contract that is neither due before today nor paid."""
    coming = [
        (row.instalment.due, row.unpaid)
        for loan in seen.loans
        if loan.running_plan is None
        for row in loan.ledger.rows
        if not row.settled and row.instalment.due >= seen.as_of
    ]
    if not coming:
        return {}
    first = min(due for due, _ in coming)
    total = sum(unpaid for due, unpaid in coming if due == first)
    return {"next_due": day(first, language), "next_amount": amount(total)} if total else {}


def _promise(seen: CaseView) -> PromiseStanding | None:
    """The promise that is to be kept next."""
    open_ = [one for one in seen.promises if one.state in {PromiseState.OPEN, PromiseState.DUE_TODAY}]
    return min(open_, key=lambda one: one.promise.content.due, default=None)


def _promised(seen: CaseView, language: str) -> dict[str, str]:
    """What of a promise is still to come, until when."""
    promise = _promise(seen)
    if promise is None:
        return {}
    content = promise.promise.content
    left = content.amount - promise.counted
    return {"promise_due": day(content.due, language), "promise_amount": amount(left)}


def _running(seen: CaseView) -> list[PlanStanding]:
    healthy = {PlanHealth.ON_TRACK, PlanHealth.LATE}
    return [one for one in seen.plans if one.plan.state is PlanState.ACTIVE and one.health in healthy]


def _planned(seen: CaseView, language: str) -> dict[str, str]:
    """What is still unpaid of the next row of the running plans, and what of earlier rows is late."""
    running = _running(seen)
    rows = [(row.due, left) for one in running for row, left in one.open_rows if row.due >= seen.as_of]
    late = sum(one.due for one in running if one.days_late > 0)
    found = {"plan_unpaid": amount(late)} if late else {}
    if rows:
        first = min(due for due, _ in rows)
        total = sum(left for due, left in rows if due == first)
        found |= {"plan_due": day(first, language), "plan_amount": amount(total)}
    return found
