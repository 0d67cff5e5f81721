"""The answers that today's case file already holds: the last visits, the promises and the payments of a case.

A visit asks less than the whole form; what it did not ask stays missing. Nothing is inferred that nobody said or saw.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from fieldapp.domain.attached_file import FileKind
from fieldapp.domain.case import Visit
from fieldapp.domain.caseview import CaseView
from fieldapp.domain.contact_log import Channel
from fieldapp.domain.lending.ledger import effective_payments
from fieldapp.domain.observation import FIELDS, PERSONAL, Observation, OwnerPresent, SalesProof
from fieldapp.domain.party import Premises, PremisesKind
from fieldapp.domain.plans.affordability import capacity
from fieldapp.domain.plans.promise import PromiseState
from fieldapp.domain.strategy.answers import ASKED, Answers, Kept, Source
from fieldapp.domain.strategy.client import Reach
from fieldapp.domain.strategy.scoring import Asked
from fieldapp.domain.visit import HARDSHIP_CAUSES, Met, Outcome

_PRESENT = {
    Met.BORROWER: OwnerPresent.PRESENT,
    Met.FAMILY: OwnerPresent.FAMILY_RUNS,
    Met.STAFF: OwnerPresent.STAFF_ONLY,
    Met.NOBODY: OwnerPresent.NOBODY,
}
_KEPT = {
    PromiseState.KEPT: Kept.KEPT,
    PromiseState.PARTIAL: Kept.PARTIAL,
    PromiseState.BROKEN: Kept.BROKEN,
}
LAST_PROMISES = 3


def asked_of(view: CaseView, cure_plan_months: int) -> Asked:
    """What the case file answers about its borrower at the view's date.

    `cure_plan_months` is over how many months the arrears are spread to say what a month must carry.
    """
    visits = sorted(view.standing_visits, key=lambda visit: visit.content.arrived_at)
    seen = [visit for visit in visits if visit.content.observation.of_business]
    newest = seen[-1] if seen else None
    return Asked(
        answers=_answers(view, visits, newest, cure_plan_months),
        as_of=view.as_of,
        before=_observed(view, seen[-2]) if len(seen) > 1 else None,
        trade=_trade(view, newest),
        cure=view.owed.total,
        reach=_reach(visits),
    )


def _answers(view: CaseView, visits: list[Visit], newest: Visit | None, months: int) -> Answers:
    """The newest observation of the business, what the last visit found of the person, and what happened since."""
    last = visits[-1] if visits else None
    known = _observed(view, newest) if newest else Answers()
    plain = {each.name: getattr(known, each.name) for each in fields(Answers)}
    return Answers(
        **plain
        | (_of_person(view, last) if last else {})
        | {
            "promises": _promises(view),
            "paid_since_visit": _paid_since(view, visits),
            "reachable": _reachable(view),
            "dscr": _debt_service(view, newest, months),
        }
    )


def _of_person(view: CaseView, visit: Visit) -> dict[str, Any]:
    """What the last visit found of whoever owes: how they met it, why they are late, what they offer.

    What it did not ask stands as it was last found; why they are late is what was said last, or nothing.
    """
    told = visit.content
    now = _observed(view, visit)
    found = {name: getattr(now, name) for name in PERSONAL & set(ASKED) if getattr(now, name) is not None}
    if told.observation.owner_present is None:
        found["owner_present"] = _PRESENT.get(told.met)
    if _hardship(visit):
        found["household_hardship"] = True
    return found | {
        "cause": told.cause,
        "cause_second": told.cause_second,
        "cause_lasting": told.cause_lasting,
        "dispute_in_good_faith": True if told.outcome is Outcome.DISPUTE else None,
        "photos": _photos(view, visit),
        "note": told.note or None,
    }


def _observed(view: CaseView, visit: Visit) -> Answers:
    """One visit's observation in the words of the form."""
    return answers_of(visit.content.observation, _kind_of(view, visit))


def answers_of(observation: Observation, kind: PremisesKind | None) -> Answers:
    """A form that is being filled in, in the words its checks read."""
    same = {name: getattr(observation, name) for name in set(ASKED) & set(FIELDS)}
    return Answers(
        **same
        | {
            "premises_type": observation.premises_type or kind,
            "sales_today": observation.sales_day_claimed,
            "sales_month": observation.sales_month_claimed,
            "avoidance": None if observation.avoidance is None else frozenset(observation.avoidance),
            "sources": _shown(observation),
        }
    )


def _shown(seen: Observation) -> dict[str, Source]:
    """Answers that are better than somebody's word, because a book, a screen or a paper was shown for them."""
    proven = [
        (("sales_today", "sales_month"), seen.sales_proof not in {None, SalesProof.NONE}),
        (("purchases_month",), seen.purchases_invoice is True),
        (("receivables_total", "receivables_due_on", "receivables_debtors"), seen.receivables_proof is True),
    ]
    return {name: Source.DOCUMENT for names, shown in proven if shown for name in names}


def _kind_of(view: CaseView, visit: Visit) -> PremisesKind | None:
    place = _place(view, visit)
    return place.kind if place else None


def _place(view: CaseView, visit: Visit) -> Premises | None:
    return next((each for each in view.file.ever.premises if each.id == visit.content.premises_id), None)


def _photos(view: CaseView, visit: Visit) -> int | None:
    """How many photos were taken on the visit; not known where none came with it."""
    taken = [one for one in view.file.files if one.content.visit_id == visit.id and one.content.kind is FileKind.PHOTO]
    return len(taken) or None


def _reachable(view: CaseView) -> bool | None:
    """Whether the borrower's own number was answered when it was last called; not known before the first call."""
    own = [one.content for one in view.file.contacts if one.content.party_id == view.case.borrower.id]
    calls = [call for call in own if call.channel is Channel.CALL]
    return max(calls, key=lambda call: call.at).connected if calls else None


def _trade(view: CaseView, visit: Visit | None) -> str:
    place = _place(view, visit) if visit else None
    return place.trade if place else ""


def _hardship(visit: Visit) -> bool:
    told = visit.content
    said = told.outcome is Outcome.HARDSHIP or not HARDSHIP_CAUSES.isdisjoint({told.cause, told.cause_second})
    return said or told.observation.household_hardship is True


def _promises(view: CaseView) -> tuple[Kept, ...] | None:
    """How the last promises whose day has passed turned out, the newest first."""
    ended = [each for each in view.promises if each.state in _KEPT]
    ended.sort(key=lambda each: (each.promise.content.due, each.promise.id), reverse=True)
    return tuple(_KEPT[each.state] for each in ended[:LAST_PROMISES]) or None


def _paid_since(view: CaseView, visits: list[Visit]) -> bool | None:
    """Whether any money arrived after the day of the last visit; not known before the first one."""
    if not visits:
        return None
    since: date = visits[-1].content.arrived_at.astimezone(ZoneInfo(view.case.zone)).date()
    loans = view.case.loans
    return any(each.received_on > since for loan in loans for each in effective_payments(loan.payments, view.as_of))


def _debt_service(view: CaseView, visit: Visit | None, months: int) -> Decimal | None:
    """Free cash a month ÷ what a month must carry: the next instalments, and the arrears spread over `months`."""
    found = capacity(visit.content.observation) if visit else None
    monthly = _monthly(view) + Decimal(view.owed.total) / months
    return Decimal(found.free) / monthly if found and monthly else None


def _monthly(view: CaseView) -> int:
    """The next instalment of each loan: of its running plan, else of the contract."""
    total = 0
    for loan in view.loans:
        if loan.running_plan:
            total += loan.running_plan.next_row.total if loan.running_plan.next_row else 0
        else:
            coming = [
                row.instalment.total for row in loan.ledger.rows if row.instalment.due > view.as_of and not row.settled
            ]
            total += coming[0] if coming else 0
    return total


def _reach(visits: list[Visit]) -> Reach:
    """Visits in vain since somebody was last met."""
    failed = 0
    for visit in reversed(visits):
        if visit.content.met is not Met.NOBODY:
            break
        failed += 1
    days = {visit.content.arrived_at.date() for visit in visits[len(visits) - failed :]}
    return Reach(attempts=failed, days=len(days), failed_visits=failed)
