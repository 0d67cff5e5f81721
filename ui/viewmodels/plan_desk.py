"""What the plan desk shows, worked out off the GUI thread: proposals with their curves, and what the loan's earlier
plans mean for a new one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.lending.quote import quote
from fieldapp.domain.plans.authority import AuthorityMatrix
from fieldapp.domain.plans.plan import PlanTerms
from fieldapp.domain.plans.plan_life import Plan, PlanHealth, PlanStanding, PlanState
from fieldapp.rule_packs.plans import plan_policy
from fieldapp.services.desk import Desk
from fieldapp.services.draft_plan import PlanDraft, held_plan
from fieldapp.services.issue_document import renderer
from fieldapp.services.negotiate_plan import PlanOption, PlanTable, lay_out, work_out


@dataclass(frozen=True, slots=True)
class Proposal:
    """An option with what its card draws: balances of principal after each row, the dates, and what the loan would
    cost to end on those dates if nothing were paid. Minor units; all empty while there is no schedule."""

    option: PlanOption
    balances: tuple[int, ...] = ()
    without: tuple[int, ...] = ()
    days: tuple[date, ...] = ()


@dataclass(slots=True)
class OpenDesk:
    """A loan on the table.

    Attributes:
        proposals: those of the table, best first.
        own: terms set by hand, worked out at today's sums; None while nobody has set any.
        recommended: number of the proposal to begin with; None when there is none that can be carried out.
    """

    table: PlanTable
    matrix: AuthorityMatrix
    proposals: tuple[Proposal, ...]
    own: Proposal | None
    draft: PlanDraft | None
    earlier: PlanStanding | None
    _payoffs: dict[date, int] = field(default_factory=dict)

    @property
    def capacity(self) -> int | None:
        """What the borrower can pay a month, if it is known."""
        return self.table.capacity.monthly if self.table.capacity else None

    @property
    def recommended(self) -> int | None:
        """The first proposal that can be carried out, one within capacity before one above it."""
        possible = [number for number, each in enumerate(self.proposals) if each.option.schedule is not None]
        within = [number for number in possible if not self.proposals[number].option.over_capacity]
        return next(iter(within or possible), None)

    @property
    def again(self) -> Plan | None:
        """The loan's newest plan, if it was returned or nobody decided in time, so that it waits to be mended."""
        earlier = self.earlier
        if earlier is None or not (earlier.plan.state is PlanState.RETURNED or earlier.health is PlanHealth.EXPIRED):
            return None
        return earlier.plan

    @property
    def begun_reason(self) -> str:
        """The reason to go on with: the draft's, or that of the plan that is to be mended."""
        if self.draft is not None:
            return self.draft.reason
        return self.again.content.reason if self.again is not None else ""

    @property
    def running(self) -> bool:
        """Whether a plan on this loan is being kept, so that no other may be proposed."""
        return self.earlier is not None and self.earlier.health in {PlanHealth.ON_TRACK, PlanHealth.LATE}

    @property
    def waiting(self) -> bool:
        """Whether a plan on this loan waits for a decision; a new one would take its place."""
        return self.earlier is not None and self.earlier.health is PlanHealth.WAITING

    def work_out(self, terms: PlanTerms) -> Proposal:
        """A proposal from terms set by hand."""
        table = self.table
        return self._drawn(
            work_out(table.loan, terms, table.quote, self.matrix, self.capacity, table.earlier_restructures)
        )

    def _drawn(self, option: PlanOption) -> Proposal:
        return drawn(option, self.table.loan, self._payoffs)


def drawn(option: PlanOption, loan: Loan, payoffs: dict[date, int] | None = None) -> Proposal:
    """An option with its curves; `payoffs` remembers what was already worked out for the loan, by date."""
    schedule, known = option.schedule, {} if payoffs is None else payoffs
    if schedule is None:
        return Proposal(option)
    days = (option.terms.as_of, *(row.due for row in schedule.rows))
    for day in days:
        if day not in known:
            known[day] = quote(loan, day).payoff
    balances = (schedule.base, *(row.balance for row in schedule.rows))
    return Proposal(option, balances, tuple(known[day] for day in days), days)


def open_desk(desk: Desk, case_id: str, loan_id: str = "") -> OpenDesk:
    """Everything the desk shows about a loan (the one worked on last, else the latest); for a reader thread.

    Raises:
        KnownError: `case.not_here`.
    """
    draft = held_plan(desk, case_id)
    if draft is not None and loan_id and draft.loan_id != loan_id:
        draft = None
    table = lay_out(desk, case_id, loan_id or (draft.loan_id if draft else ""))
    came_back = _loan_of_returned(table)
    if not loan_id and draft is None and came_back not in {"", table.loan.id}:
        table = lay_out(desk, case_id, came_back)
    earlier = [one for one in table.seen.plans if one.plan.content.terms.loan_id == table.loan.id]
    opened = OpenDesk(table, desk.matrix, (), None, draft, earlier[-1] if earlier else None)
    opened.proposals = tuple(opened._drawn(option) for option in table.options)
    begun = _begun_terms(opened)
    opened.own = opened.work_out(begun) if begun is not None else None
    return opened


def warm_up() -> None:
    """Read the faces of the paper before somebody waits for them; for a reader thread."""
    renderer()


def _loan_of_returned(table: PlanTable) -> str:
    """The loan of the case's newest plan, if that plan was returned."""
    newest = table.seen.plans[-1].plan if table.seen.plans else None
    returned = newest is not None and newest.state is PlanState.RETURNED
    return newest.content.terms.loan_id if newest is not None and returned else ""


def _begun_terms(opened: OpenDesk) -> PlanTerms | None:
    """Own terms to go on with: those of the draft, or of a plan that came back; at today's sums."""
    if opened.draft is not None and opened.draft.own is not None:
        return replace(opened.draft.own, as_of=opened.table.quote.as_of)
    again = opened.again
    if again is None:
        return None
    as_of = opened.table.quote.as_of
    first = again.content.terms.first_due
    if not as_of < first <= as_of + timedelta(days=plan_policy().first_row_within_days):
        first = opened.proposals[0].option.terms.first_due
    return replace(_within(again.content.terms, opened), as_of=as_of, first_due=first)


def _within(terms: PlanTerms, opened: OpenDesk) -> PlanTerms:
    """The terms with a waiver that is not more than there is to waive today."""
    sums = opened.table.quote
    return replace(
        terms,
        waived_penalty=min(terms.waived_penalty, sums.penalty),
        waived_compound=min(terms.waived_compound, sums.compound),
    )
