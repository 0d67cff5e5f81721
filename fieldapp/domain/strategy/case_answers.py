"""The answers that today's case file already holds: the last visits, the promises and the payments of a case.

A visit asks less than the whole form; what it did not ask stays missing. Nothing is inferred that nobody said or saw.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from fieldapp.domain.case import Visit
from fieldapp.domain.caseview import CaseView
from fieldapp.domain.lending.ledger import effective_payments
from fieldapp.domain.plans.affordability import capacity
from fieldapp.domain.plans.promise import PromiseState
from fieldapp.domain.strategy.answers import Answers, Kept, OwnerPresent
from fieldapp.domain.strategy.client import Reach
from fieldapp.domain.strategy.scoring import Asked
from fieldapp.domain.visit import HARDSHIP_CAUSES, Met, Observation, Outcome

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
    visits = sorted(view.file.visits, key=lambda visit: visit.content.arrived_at)
    seen = [visit for visit in visits if visit.content.observation != Observation()]
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
    """The newest observation with what was met, promised and paid since."""
    last = visits[-1].content if visits else None
    known = _observed(view, newest) if newest else Answers()
    plain = {each.name: getattr(known, each.name) for each in fields(Answers)}
    return Answers(
        **plain
        | {
            "owner_present": _PRESENT.get(last.met) if last else None,
            "cause": last.cause if last else None,
            "household_hardship": True if last and _hardship(visits[-1]) else None,
            "dispute_in_good_faith": True if last and last.outcome is Outcome.DISPUTE else None,
            "promises": _promises(view),
            "paid_since_visit": _paid_since(view, visits),
            "dscr": _debt_service(view, newest, months),
        }
    )


def _observed(view: CaseView, visit: Visit) -> Answers:
    """One visit's observation in the words of the form."""
    seen = visit.content.observation
    place = next((each for each in view.case.premises if each.id == visit.content.premises_id), None)
    return Answers(
        premises_type=place.kind if place else None,
        open_status=seen.open_status,
        customers_10min=seen.customers_10min,
        crowd=seen.crowd,
        stock_level=seen.stock_level,
        staff_now=seen.staff_now,
        staff_usual=seen.staff_usual,
        sales_today=seen.sales_day_claimed,
        sales_month=seen.sales_month_claimed,
        purchases_month=seen.purchases_month,
        margin_percent=seen.margin_percent,
    )


def _trade(view: CaseView, visit: Visit | None) -> str:
    places = [each for each in view.case.premises if visit and each.id == visit.content.premises_id]
    return places[0].trade if places else ""


def _hardship(visit: Visit) -> bool:
    return visit.content.outcome is Outcome.HARDSHIP or visit.content.cause in HARDSHIP_CAUSES


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
    """Visits in vain since somebody was last met; calls are not in the file yet."""
    failed = 0
    for visit in reversed(visits):
        if visit.content.met is not Met.NOBODY:
            break
        failed += 1
    days = {visit.content.arrived_at.date() for visit in visits[len(visits) - failed :]}
    return Reach(attempts=failed, days=len(days), failed_visits=failed)
