"""Where to go first and why: reasons with weights, the heaviest first. It advises; people decide.

Weights are data of the rule pack. A reason carries the figures its sentence needs; sums end in `_minor`, dates are
ISO text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.matter import MatterKind
from fieldapp.domain.plans.plan_life import PlanHealth, PlanState
from fieldapp.domain.plans.promise import PromiseState

GUARANTEE_WARN_DAYS = 60
LIMITATION_WARN_DAYS = 180
NOTICE_DAYS = 60
"""Within so many days of the end of the limitation a notice must be served: a demand that arrives restarts it."""
RECENT_BREACH_DAYS = 30
STALE_VISIT_DAYS = 14


class Reason(StrEnum):
    """Why a case needs somebody."""

    PROMISE_DUE = "promise_due"
    PROMISE_BROKEN = "promise_broken"
    PLAN_RETURNED = "plan_returned"
    PLAN_LATE = "plan_late"
    PLAN_ROW_DUE = "plan_row_due"
    PLAN_UNSIGNED = "plan_unsigned"
    GUARANTEE_ENDING = "guarantee_ending"
    NOTICE_TO_SERVE = "notice_to_serve"
    LIMITATION_ENDING = "limitation_ending"
    NEVER_VISITED = "never_visited"
    LONG_SINCE_VISIT = "long_since_visit"
    MATTER_OPEN = "matter_open"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class WeighedReason:
    """A reason with its weight and the figures of its sentence."""

    reason: Reason
    weight: int
    params: dict[str, str | int]


def reasons(view: CaseView, weights: Mapping[Reason, int]) -> tuple[WeighedReason, ...]:
    """All reasons to act on a case, heaviest first; none for a case where nothing is overdue or pending.

    While something that was raised is looked into, nobody is sent there to collect: the clocks alone go on.
    """
    matters = _matters(view)
    found = [*matters, *_clocks(view)]
    if not matters:
        found += [*_promises(view), *_plans(view), *_visits(view)]
        if view.days_past_due:
            found.append((Reason.OVERDUE, {"days": view.days_past_due, "owed_minor": view.owed.total}))
    weighed = [WeighedReason(reason, weights[reason], params) for reason, params in found]
    return tuple(sorted(weighed, key=lambda w: -w.weight))


def score(view: CaseView, found: tuple[WeighedReason, ...]) -> int:
    """One number to sort by: the heaviest reason, then how late, then how much; 0 when nothing needs doing.

    A matter that is being looked into is nothing to drive to.
    """
    if not found or found[0].reason is Reason.MATTER_OPEN:
        return 0
    return found[0].weight * 10_000_000 + min(view.days_past_due, 999) * 10_000 + min(view.owed.total // 100_00, 9_999)


_Found = list[tuple[Reason, dict[str, str | int]]]


def _promises(view: CaseView) -> _Found:
    found: _Found = []
    for standing in view.promises:
        content = standing.promise.content
        params: dict[str, str | int] = {"amount_minor": content.amount, "date": content.due.isoformat()}
        if standing.state is PromiseState.DUE_TODAY:
            found.append((Reason.PROMISE_DUE, params))
        recently = (view.as_of - content.due).days <= RECENT_BREACH_DAYS
        if standing.state in {PromiseState.BROKEN, PromiseState.PARTIAL} and recently:
            found.append((Reason.PROMISE_BROKEN, params))
    return found[-2:]


def _plans(view: CaseView) -> _Found:
    found: _Found = []
    for standing in view.plans:
        plan, row = standing.plan, standing.next_row
        if plan.state is PlanState.RETURNED and plan is view.plans[-1].plan:
            found.append((Reason.PLAN_RETURNED, {"comment": plan.decisions[-1].comment if plan.decisions else ""}))
        if standing.health is PlanHealth.WAITING and view.file.document_of(plan.id) is None:
            found.append((Reason.PLAN_UNSIGNED, {}))
        if plan.state is not PlanState.ACTIVE or row is None:
            continue
        params: dict[str, str | int] = {"row": row.number, "amount_minor": standing.due, "days": standing.days_late}
        if standing.health in {PlanHealth.LATE, PlanHealth.BROKEN}:
            found.append((Reason.PLAN_LATE, params))
        elif row.due == view.as_of:
            found.append((Reason.PLAN_ROW_DUE, params))
    return found


def _clocks(view: CaseView) -> _Found:
    found: _Found = []
    if not view.contract_days_past_due:
        return found
    for guarantee in view.guarantees:
        left = guarantee.period.days_left(view.as_of)
        if 0 <= left <= GUARANTEE_WARN_DAYS:
            found.append((Reason.GUARANTEE_ENDING, {"name": guarantee.party.name, "days": left}))
    for loan in view.loans:
        left = loan.limitation.days_left(view.as_of)
        if loan.payoff and 0 <= left <= LIMITATION_WARN_DAYS:
            found.append((Reason.NOTICE_TO_SERVE if left <= NOTICE_DAYS else Reason.LIMITATION_ENDING, {"days": left}))
    return found


def _matters(view: CaseView) -> _Found:
    """What was raised and still rests, one reason a kind."""
    resting = [kind for kind in MatterKind if view.file.resting_matters(kind)]
    return [(Reason.MATTER_OPEN, {"kind": kind.value}) for kind in resting]


def _visits(view: CaseView) -> _Found:
    if not view.days_past_due:
        return []
    days = view.visit_days()
    if not days:
        return [(Reason.NEVER_VISITED, {"days": view.days_past_due})]
    since = (view.as_of - days[-1]).days
    return [(Reason.LONG_SINCE_VISIT, {"days": since})] if since >= STALE_VISIT_DAYS else []


def visited_on(view: CaseView, day: date) -> bool:
    """Whether the case was visited on that day, so that it is done for today."""
    return day in view.visit_days()
