"""What a case looks like at a date: every sum, clock and standing that a screen, a list or a rule asks for.

Computed from the case file alone, so that lists (materialised from it), pages and rules can never disagree. What does
not depend on the day is settled once (`settle_case`); `view_at` ages that to any later date without a replay.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from fieldapp.domain.case import Case, CaseFile, Visit
from fieldapp.domain.clocks.clock import LegalClock
from fieldapp.domain.clocks.events import Interruption, LegalEvent, Proof
from fieldapp.domain.clocks.guarantee import guarantee_period
from fieldapp.domain.clocks.limitation import limitation
from fieldapp.domain.lending.ageing import Bucket, bucket_of
from fieldapp.domain.lending.ledger import Ledger, effective_payments, replay, settle
from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.lending.quote import Quote, quote_at
from fieldapp.domain.lending.snapshot import Snapshot
from fieldapp.domain.party import Party, PartyRole
from fieldapp.domain.plans.agreement_rules import USUAL_AGREEMENTS, AgreementRules
from fieldapp.domain.plans.plan_life import PlanHealth, PlanStanding, PlanState, standing
from fieldapp.domain.plans.promise import PromiseStanding, standings


@dataclass(frozen=True, slots=True)
class LoanView:
    """One loan at a date. `owed` is what is asked for today: the running plan's rows, or the cure amount.

    A plan that was kept to its end has ended the debt: what was waived stays waived.
    """

    loan: Loan
    quote: Quote
    running_plan: PlanStanding | None
    limitation: LegalClock

    @property
    def ledger(self) -> Ledger:
        """Every row and every event with its lines, replayed for whoever opens a sum."""
        return _replay_once(self.loan, self.quote.as_of)

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


@lru_cache(maxsize=8)
def _replay_once(loan: Loan, as_of: date) -> Ledger:
    """A page asks for the ledger of a loan several times in a row."""
    return replay(loan, as_of)


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
    """A case at a date, all loans together.

    Rules and pages ask for the same few things many times over, so these are worked out once.

    Attributes:
        case: the case itself, with what was found out in the field on top; the bank's own is `file.case`.
        standing_visits: the visits that were not put right by a later one, in the order in which they were recorded.
        last_visit: the newest of them.
    """

    file: CaseFile
    as_of: date
    loans: tuple[LoanView, ...]
    owed: OwedParts
    promises: tuple[PromiseStanding, ...]
    plans: tuple[PlanStanding, ...]
    guarantees: tuple[GuaranteeView, ...]
    case: Case = field(init=False, compare=False, repr=False)
    standing_visits: tuple[Visit, ...] = field(init=False, compare=False, repr=False)
    last_visit: Visit | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        wrong = {visit.content.corrects for visit in self.file.visits}
        standing = tuple(visit for visit in self.file.visits if visit.id not in wrong)
        object.__setattr__(self, "case", self.file.known_on(self.as_of))
        object.__setattr__(self, "standing_visits", standing)
        object.__setattr__(self, "last_visit", max(standing, key=lambda v: v.content.arrived_at, default=None))

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

    def visit_days(self) -> list[date]:
        """Local dates of all visits, oldest first."""
        zone = ZoneInfo(self.case.zone)
        return sorted(visit.content.arrived_at.astimezone(zone).date() for visit in self.standing_visits)


@dataclass(frozen=True, slots=True)
class SettledCase:
    """A case after everything that had happened by `settled_on`: what a later day changes is not in here.

    Attributes:
        loans: each loan with its settled account and its clock, in the order of the case.
    """

    file: CaseFile
    settled_on: date
    loans: tuple[tuple[Loan, Snapshot, LegalClock], ...]
    guarantees: tuple[GuaranteeView, ...]

    def good_for(self, as_of: date) -> bool:
        """Whether it can answer for a date without a replay."""
        return as_of >= self.settled_on and all(snapshot.good_for(as_of) for _, snapshot, _ in self.loans)


def view(file: CaseFile, as_of: date, rules: AgreementRules = USUAL_AGREEMENTS) -> CaseView:
    """The case at `as_of`; promises and plans are judged by `rules`."""
    return view_at(settle_case(file, as_of), as_of, rules)


def settle_case(file: CaseFile, as_of: date) -> SettledCase:
    """The case after everything that had happened by `as_of`."""
    loans = tuple(
        (loan, settle(loan, as_of), limitation(loan, _interruptions(file, loan, as_of), as_of))
        for loan in file.case.loans
    )
    return SettledCase(file, as_of, loans, _guarantees(file.case))


def view_at(settled: SettledCase, as_of: date, rules: AgreementRules = USUAL_AGREEMENTS) -> CaseView:
    """A settled case at a later date; settled anew where money held for the borrower falls due in between."""
    if not settled.good_for(as_of):
        settled = settle_case(settled.file, as_of)
    file = settled.file
    payments = {loan.id: loan.payments for loan in file.case.loans}
    plans = tuple(
        standing(plan, payments.get(plan.content.terms.loan_id, ()), as_of, rules.plans) for plan in file.plans
    )
    loans = tuple(
        LoanView(loan, quote_at(snapshot, as_of), _running(plans, loan), clock)
        for loan, snapshot, clock in settled.loans
    )
    promises = file.promises
    return CaseView(
        file=file,
        as_of=as_of,
        loans=loans,
        owed=_owed(loans),
        promises=standings(promises, payments, as_of, rules.promises, _liable(file.case)) if promises else (),
        plans=plans,
        guarantees=settled.guarantees,
    )


def _liable(case: Case) -> frozenset[str]:
    """Whose promises count: who owes the debt or guarantees it, never a contact."""
    return frozenset(p.id for p in (case.borrower, *case.parties) if p.role is not PartyRole.CONTACT)


def _running(plans: tuple[PlanStanding, ...], loan: Loan) -> PlanStanding | None:
    """The newest plan of a loan that is in force."""
    running = [
        p
        for p in plans
        if p.plan.content.terms.loan_id == loan.id
        and p.plan.state is PlanState.ACTIVE
        and p.health in {PlanHealth.ON_TRACK, PlanHealth.LATE, PlanHealth.COMPLETED}
    ]
    return running[-1] if running else None


def _interruptions(file: CaseFile, loan: Loan, as_of: date) -> list[LegalEvent]:
    """What the case file itself proves: money received, promises of the debtors, plans they signed."""
    found = [
        LegalEvent(p.received_on, Interruption.PAYMENT, Proof.BANK_RECORD, reference=p.reference)
        for p in effective_payments(loan.payments, as_of)
    ]
    found += [
        LegalEvent(p.made_on, Interruption.PROMISE, Proof.FIELD_RECORD)
        for p in file.promises
        if p.content.loan_id == loan.id and file.case.is_debtor(p.content.payer_id)
    ]
    zone = ZoneInfo(file.case.zone)
    papers = [file.document_of(plan.id) for plan in file.plans if plan.content.terms.loan_id == loan.id]
    signed = [paper.sealed_at.astimezone(zone).date() for paper in papers if paper is not None]
    return found + [LegalEvent(day, Interruption.PLAN, Proof.SIGNED_DOCUMENT) for day in signed]


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
    found = []
    for party in case.parties:
        guarantee = party.guarantee if party.role is PartyRole.GUARANTOR else None
        covered = [loan for loan in case.loans if guarantee is not None and guarantee.covers(loan.id)]
        if guarantee is None or not covered:
            continue
        period, loan = min(((guarantee_period(guarantee, loan), loan) for loan in covered), key=_ends_on)
        found.append(GuaranteeView(party, loan, period))
    return tuple(found)


def _ends_on(pair: tuple[LegalClock, Loan]) -> date:
    return pair[0].ends_on
