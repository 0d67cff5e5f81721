"""What a case looks like at a date: every sum, clock and standing that a screen, a list or a rule asks for.

Computed from the case file alone, so that lists (materialised from it), pages and rules can never disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from fieldapp.domain.case import Case, CaseFile, Visit
from fieldapp.domain.clocks.limitation import Interruption, LegalClock, guarantee_period, limitation
from fieldapp.domain.lending.ageing import Bucket, bucket_of
from fieldapp.domain.lending.ledger import Ledger, effective_payments, replay
from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.lending.quote import Quote, quote_of
from fieldapp.domain.party import Party, PartyRole
from fieldapp.domain.plans.plan_life import PlanHealth, PlanStanding, PlanState, standing
from fieldapp.domain.plans.promise import PromiseStanding, standings


@dataclass(frozen=True, slots=True)
class LoanView:
    """One loan at a date. `owed` is what is asked for today: the running plan's rows, or the cure amount.

    A plan that was kept to its end has ended the debt: what was waived stays waived.
    """

    loan: Loan
    ledger: Ledger
    quote: Quote
    running_plan: PlanStanding | None
    limitation: LegalClock

    @property
    def ended_by_plan(self) -> bool:
        """Whether a plan was kept to its end."""
        return self.running_plan is not None and self.running_plan.health is PlanHealth.COMPLETED

    @property
    def owed(self) -> int:
        """Owed today, minor units."""
        return self.running_plan.due if self.running_plan else self.quote.cure

    @property
    def payoff(self) -> int:
        """What would end the loan today under the contract, minor units."""
        return 0 if self.ended_by_plan else self.quote.payoff

    @property
    def contract_days_past_due(self) -> int:
        """Days past due under the contract alone."""
        return 0 if self.ended_by_plan else self.quote.days_past_due

    @property
    def days_past_due(self) -> int:
        """Under the running plan if there is one, else under the contract."""
        return self.running_plan.days_late if self.running_plan else self.quote.days_past_due


@dataclass(frozen=True, slots=True)
class GuaranteeView:
    """A guarantor of a loan with the guarantee period."""

    party: Party
    loan: Loan
    period: LegalClock


@dataclass(frozen=True, slots=True)
class OwedParts:
    """What the sum owed today consists of, minor units; `plan_rows` stands for loans under a running plan."""

    principal: int
    interest: int
    penalty: int
    compound: int
    costs: int
    plan_rows: int

    @property
    def total(self) -> int:
        """Owed today."""
        return self.principal + self.interest + self.penalty + self.compound + self.costs + self.plan_rows


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case at a date, all loans together."""

    file: CaseFile
    as_of: date
    loans: tuple[LoanView, ...]
    owed: OwedParts
    promises: tuple[PromiseStanding, ...]
    plans: tuple[PlanStanding, ...]
    guarantees: tuple[GuaranteeView, ...]

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.file.case

    @property
    def payoff(self) -> int:
        """What would end all loans today, minor units."""
        return sum(loan.payoff for loan in self.loans)

    @property
    def per_diem(self) -> Decimal:
        """What one more day adds, minor units, not rounded."""
        return sum((loan.quote.per_diem for loan in self.loans if not loan.ended_by_plan), Decimal(0))

    @property
    def days_past_due(self) -> int:
        """Of the oldest debt, under running plans where there are any."""
        return max((loan.days_past_due for loan in self.loans), default=0)

    @property
    def contract_days_past_due(self) -> int:
        """The same under the contracts alone: a plan never hides how late a debt is."""
        return max((loan.contract_days_past_due for loan in self.loans), default=0)

    @property
    def bucket(self) -> Bucket:
        """The ageing bucket of `days_past_due`."""
        return bucket_of(self.days_past_due)

    @property
    def last_visit(self) -> Visit | None:
        """The newest visit."""
        return max(self.file.visits, key=lambda v: v.content.arrived_at, default=None)

    def visit_days(self) -> list[date]:
        """Local dates of all visits, oldest first."""
        zone = ZoneInfo(self.case.zone)
        return sorted(visit.content.arrived_at.astimezone(zone).date() for visit in self.file.visits)


def view(file: CaseFile, as_of: date) -> CaseView:
    """The case at `as_of`."""
    case = file.case
    payments = {loan.id: loan.payments for loan in case.loans}
    plans = tuple(standing(plan, payments.get(plan.content.terms.loan_id, ()), as_of) for plan in file.plans)
    loans = tuple(_loan_view(file, loan, plans, as_of) for loan in case.loans)
    return CaseView(
        file=file,
        as_of=as_of,
        loans=loans,
        owed=_owed(loans),
        promises=standings(file.promises, dict(payments), as_of),
        plans=plans,
        guarantees=_guarantees(case),
    )


def _loan_view(file: CaseFile, loan: Loan, plans: tuple[PlanStanding, ...], as_of: date) -> LoanView:
    ledger = replay(loan, as_of)
    running = [
        p
        for p in plans
        if p.plan.content.terms.loan_id == loan.id
        and p.plan.state is PlanState.ACTIVE
        and p.health in {PlanHealth.ON_TRACK, PlanHealth.LATE, PlanHealth.COMPLETED}
    ]
    clock = limitation(loan, _interruptions(file, loan, as_of), as_of)
    return LoanView(loan, ledger, quote_of(ledger, loan.terms), running[-1] if running else None, clock)


def _interruptions(file: CaseFile, loan: Loan, as_of: date) -> list[tuple[date, Interruption]]:
    found = [(p.received_on, Interruption.PAYMENT) for p in effective_payments(loan.payments, as_of)]
    found += [(p.made_on, Interruption.PROMISE) for p in file.promises if p.content.loan_id == loan.id]
    zone = ZoneInfo(file.case.zone)
    signed = {d.content.plan_id: d.sealed_at.astimezone(zone).date() for d in file.documents}
    plans = [plan for plan in file.plans if plan.content.terms.loan_id == loan.id and plan.id in signed]
    return found + [(signed[plan.id], Interruption.PLAN) for plan in plans]


def _owed(loans: tuple[LoanView, ...]) -> OwedParts:
    free = [loan.quote for loan in loans if loan.running_plan is None]
    return OwedParts(
        principal=sum(q.overdue_principal for q in free),
        interest=sum(q.overdue_interest for q in free),
        penalty=sum(q.penalty for q in free),
        compound=sum(q.compound for q in free),
        costs=sum(q.costs for q in free),
        plan_rows=sum(loan.running_plan.due for loan in loans if loan.running_plan),
    )


def _guarantees(case: Case) -> tuple[GuaranteeView, ...]:
    """Each guarantor with the period that ends first, for that is the one to act on."""
    if not case.loans:
        return ()
    found = []
    for party in case.parties:
        if party.role is PartyRole.GUARANTOR and party.guarantee is not None:
            pairs = [(guarantee_period(party.guarantee, loan), loan) for loan in case.loans]
            period, loan = min(pairs, key=lambda pair: pair[0].ends_on)
            found.append(GuaranteeView(party, loan, period))
    return tuple(found)
