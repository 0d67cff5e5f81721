"""What a supervisor decides on, gathered off the GUI thread: the page, its curves, what was seen the time before."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp import clock
from fieldapp.domain.case import Visit
from fieldapp.domain.observation import Observation
from fieldapp.domain.plans.bundle import bundle_of, merged
from fieldapp.domain.plans.credit import account_when_made
from fieldapp.domain.plans.promise import PromiseState
from fieldapp.domain.plans.solver import capacity_per_row
from fieldapp.services.decide_plan import DecisionPage, look_at_plan
from fieldapp.services.desk import Desk
from fieldapp.services.negotiate_plan import PlanOption
from ui.viewmodels.plan_desk import Proposal, drawn

COME_DUE = frozenset({PromiseState.KEPT, PromiseState.PARTIAL, PromiseState.BROKEN})


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything on the decision page.

    Attributes:
        before: what the visit before the one behind the plan had seen; None if there was none.
        promises_kept, promises_due: how many promises were kept, and how many have come due.
        expired: nobody decided in time, so that it can only be returned or rejected.
    """

    page: DecisionPage
    proposal: Proposal
    before: Observation | None
    promises_kept: int
    promises_due: int
    expired: bool

    @property
    def capacity(self) -> int | None:
        """What the borrower can pay a month by the newest observation."""
        return self.page.capacity.monthly if self.page.capacity else None


def open_decision(desk: Desk, case_id: str, plan_id: str) -> Decision:
    """The decision on a plan; for a reader thread.

    Raises:
        KnownError: `case.not_here`, `plan.unknown`.
    """
    page = look_at_plan(desk, case_id, plan_id)
    content = page.plan.content
    due = [one for one in page.seen.promises if one.state in COME_DUE]
    return Decision(
        page=page,
        proposal=_proposal(page),
        before=_seen_before(page.seen.file.visits, page.visit),
        promises_kept=sum(one.state is PromiseState.KEPT for one in due),
        promises_due=len(due),
        expired=clock.today(page.seen.case.zone) > content.expires_on,
    )


def _proposal(page: DecisionPage) -> Proposal:
    """The plan, or all plans of its bundle as one, on the accounts they were made on."""
    contents = [plan.content for plan in bundle_of(page.seen.file.plans, page.plan)]
    monthly = page.capacity.monthly if page.capacity else None
    over = 0
    if monthly is not None:
        bears = monthly if len(contents) > 1 else capacity_per_row(monthly, contents[0].terms)
        over = max(0, merged(contents).highest_row - bears)
    loans = []
    for content in contents:
        loan = page.seen.case.loan(content.terms.loan_id)
        assert loan is not None
        loans.append(account_when_made(loan, content) or loan)
    options = [PlanOption(one.terms, one.schedule, page.requirement, (), over) for one in contents]
    return drawn(options, loans, over)


def _seen_before(visits: tuple[Visit, ...], visit: Visit | None) -> Observation | None:
    """What was seen on the last visit before `visit` that saw anything."""
    if visit is None:
        return None
    earlier = [
        one.content
        for one in visits
        if one.content.arrived_at < visit.content.arrived_at and one.content.observation != Observation()
    ]
    return max(earlier, key=lambda content: content.arrived_at).observation if earlier else None
