"""The situation of a case as today's case file tells it; what the file does not hold stays unknown.

What was raised (a dispute, a complaint, hardship, a payment said to be made) holds the case while the matter rests.
Where the last visit only noted it as its outcome, that is a guess: it holds until a matter is made of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.lending.ledger import effective_payments
from fieldapp.domain.matter import MatterKind, MatterState
from fieldapp.domain.party import PartyRole
from fieldapp.domain.plans.plan_life import PlanHealth
from fieldapp.domain.plans.promise import PromiseState
from fieldapp.domain.strategy.client import ClientSuggestion, ClientType, Standing
from fieldapp.domain.strategy.situation import Family, Hold, Situation
from fieldapp.domain.visit import HARDSHIP_CAUSES, Outcome

WEEK = timedelta(days=7)
HARDSHIP_REVIEW = timedelta(days=30)
"""So long verified hardship counts before it is looked into again (RULES D, hardship: review)."""
HOLDS = {
    MatterKind.DISPUTE: Hold.DISPUTE,
    MatterKind.COMPLAINT: Hold.COMPLAINT,
    MatterKind.HARDSHIP: Hold.VULNERABLE,
    MatterKind.PAID_CLAIM: Hold.PAID_CLAIM,
}
"""What each kind of matter does to ordinary work while it rests."""
_HEARD_AS = {MatterKind.DISPUTE: Outcome.DISPUTE, MatterKind.PAID_CLAIM: Outcome.PAID_CLAIM}
_ABLE = {
    ClientType.NORMAL: True,
    ClientType.ABLE_UNWILLING: True,
    ClientType.UNABLE_WILLING: False,
    ClientType.UNABLE_UNWILLING: False,
}


def situation_of(
    view: CaseView, families: Mapping[str, str], client: ClientSuggestion, minute_of_day: int | None = None
) -> Situation:
    """The case at the view's date.

    A type that is not clear counts as unknown: no step is taken on a guess. Notices are not in the case file yet, so
    whether one was served is not known; calls are neither, and count as none.
    """
    days = view.visit_days()
    since = view.as_of - timedelta(days=view.days_past_due)
    outcome = view.last_visit.content.outcome if view.last_visit else None
    kind = client.type if client.standing is Standing.CLEAR else None
    return Situation(
        family=family_of(view, families),
        days_past_due=view.days_past_due,
        days_to_due=_days_to_due(view),
        minute_of_day=minute_of_day,
        visits=sum(day >= since for day in days),
        visits_week=sum(view.as_of - WEEK < day <= view.as_of for day in days),
        days_since_visit=(view.as_of - days[-1]).days if days else None,
        notices_served=None,
        guarantors=sum(party.role is PartyRole.GUARANTOR for party in view.case.parties),
        guarantee_days_left=min((each.period.days_left(view.as_of) for each in view.guarantees), default=None),
        limitation_days_left=min((each.limitation.days_left(view.as_of) for each in view.loans), default=None),
        plans_broken=sum(each.health is PlanHealth.BROKEN for each in view.plans),
        promise_open=_promise_open(view),
        willing=True if _promise_open(view) else None,
        refuses=outcome is Outcome.REFUSED if outcome else None,
        able=_ABLE.get(kind) if kind else None,
        client_type=kind,
        hardship_claimed=_hardship(view),
        hardship_verified=_verified(view),
        holds=frozenset(hold for kind, hold in HOLDS.items() if _held_by(view, kind)),
        paid_up=view.contract_days_past_due == 0 and view.owed.total == 0,
        days_since_payment=_days_since_payment(view),
    )


def family_of(view: CaseView, families: Mapping[str, str]) -> Family:
    """By the product's name, or by its being guaranteed."""
    named = {families.get(loan.product) for loan in view.case.loans}
    guaranteed = any(party.role is PartyRole.GUARANTOR for party in view.case.parties)
    return Family.SECURED_MICRO if guaranteed or Family.SECURED_MICRO in named else Family.CONSUMER


def _days_to_due(view: CaseView) -> int | None:
    """Days until the next instalment that is not paid; today's counts."""
    coming = [
        row.instalment.due
        for loan in view.loans
        for row in loan.ledger.rows
        if not row.settled and row.instalment.due >= view.as_of
    ]
    return (min(coming) - view.as_of).days if coming else None


def _promise_open(view: CaseView) -> bool:
    return any(each.state in {PromiseState.OPEN, PromiseState.DUE_TODAY} for each in view.promises)


def _held_by(view: CaseView, kind: MatterKind) -> bool:
    """Whether a matter of this kind rests, or the last visit was told of one of which no matter was made since."""
    if view.file.resting_matters(kind):
        return True
    last = view.last_visit
    return last is not None and last.content.outcome is _HEARD_AS.get(kind) and not _made_of_it(view, kind)


def _made_of_it(view: CaseView, kind: MatterKind) -> bool:
    """Whether a matter of this kind was raised on the day of the last visit or after it."""
    last = view.last_visit
    assert last is not None
    heard_on = last.content.arrived_at.astimezone(ZoneInfo(view.case.zone)).date()
    return any(one.content.kind is kind and one.content.on >= heard_on for one in view.file.matters)


def _hardship(view: CaseView) -> bool:
    """Illness, accident, disaster or another hardship that rests, or that the last visit was told of; not verified."""
    if view.file.resting_matters(MatterKind.HARDSHIP):
        return True
    last = view.last_visit.content if view.last_visit else None
    told = last is not None and (last.outcome is Outcome.HARDSHIP or last.cause in HARDSHIP_CAUSES)
    return told and not _made_of_it(view, MatterKind.HARDSHIP)


def _verified(view: CaseView) -> bool:
    """Whether hardship was looked into and found true, not longer ago than until its review."""
    zone = ZoneInfo(view.case.zone)
    found = [
        one.steps[-1].at.astimezone(zone).date()
        for one in view.file.matters
        if one.content.kind is MatterKind.HARDSHIP and one.state is MatterState.ANSWERED and one.steps[-1].verified
    ]
    return any(view.as_of - HARDSHIP_REVIEW <= day for day in found)


def _days_since_payment(view: CaseView) -> int | None:
    days: list[date] = [
        each.received_on for loan in view.case.loans for each in effective_payments(loan.payments, view.as_of)
    ]
    return (view.as_of - max(days)).days if days else None
