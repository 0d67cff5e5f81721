"""Working out a repayment plan with the borrower: what they can pay, up to three proposals, and any change at once.

Nothing is stored here: a plan becomes a fact when it is signed (`issue_document`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fieldapp import clock
from fieldapp.domain.calendar import add_months
from fieldapp.domain.case import CaseFile
from fieldapp.domain.caseview import CaseView, view
from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.lending.quote import Quote
from fieldapp.domain.plans.affordability import Capacity
from fieldapp.domain.plans.approval import restructures_before
from fieldapp.domain.plans.authority import AuthorityMatrix, Requirement, required
from fieldapp.domain.plans.plan import PlanKind, PlanSchedule, PlanTerms
from fieldapp.domain.plans.plan_life import PlanContent, content_of, figures
from fieldapp.domain.plans.plan_schedule import build, ground_of
from fieldapp.domain.plans.plan_soundness import problems
from fieldapp.domain.plans.solver import fewest_rows, over_all_rows
from fieldapp.domain.refusal import Refusal
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.rule_packs.plans import plan_policy
from fieldapp.services.desk import Desk
from fieldapp.services.look_at_case import newest_capacity, newest_observation

USUAL_INSTALMENTS = 12


@dataclass(frozen=True, slots=True)
class PlanOption:
    """One proposal worked out; `schedule` and `requirement` are None while `problems` stand against it.

    `over_capacity`: how much the dearest row asks above the monthly capacity, minor units; 0 if within or not known.
    """

    terms: PlanTerms
    schedule: PlanSchedule | None
    requirement: Requirement | None
    problems: tuple[Refusal, ...]
    over_capacity: int


@dataclass(frozen=True, slots=True)
class PlanTable:
    """What lies on the table: the loan, the sums at today's date, the capacity, the proposals (best first)."""

    seen: CaseView
    loan: Loan
    quote: Quote
    capacity: Capacity | None
    visit_id: str | None
    options: tuple[PlanOption, ...]
    earlier_restructures: int = 0


def lay_out(desk: Desk, case_id: str, loan_id: str = "") -> PlanTable:
    """The table for a loan of a case (the one that is latest, if none is named).

    Raises:
        KnownError: `case.not_here`.
    """
    with desk.store.reading() as unit:
        file = unit.files.get(case_id)
    return lay_out_file(file, clock.today(file.case.zone), desk.matrix, loan_id)


def lay_out_file(file: CaseFile, as_of: date, matrix: AuthorityMatrix, loan_id: str = "") -> PlanTable:
    """The same, from a case file."""
    seen = view(file, as_of, agreement_rules())
    latest = max(seen.loans, key=lambda loan: (loan.loan.id == loan_id, loan.quote.days_past_due, loan.quote.payoff))
    can_pay = newest_capacity(seen)
    observed = newest_observation(seen)
    loan, sums = latest.loan, latest.quote
    monthly = can_pay.monthly if can_pay else None
    earlier = restructures_before(file.plans, loan.id, as_of, file.case.zone, matrix)
    options = tuple(work_out(loan, terms, sums, matrix, monthly, earlier) for terms in _proposals(loan, sums, monthly))
    return PlanTable(seen, loan, sums, can_pay, observed[0] if observed else None, options, earlier)


def work_out(
    loan: Loan,
    terms: PlanTerms,
    sums: Quote,
    matrix: AuthorityMatrix,
    monthly_capacity: int | None,
    earlier_restructures: int = 0,
) -> PlanOption:
    """One proposal, from its terms: schedule, who must approve and why, or what stands against it."""
    against = problems(loan, terms, sums, plan_policy())
    if against:
        return PlanOption(terms, None, None, against, 0)
    schedule = build(loan, terms)
    need = required(figures(terms, schedule, earlier_restructures), matrix)
    over = max(0, schedule.highest_row - monthly_capacity) if monthly_capacity is not None else 0
    return PlanOption(terms, schedule, need, (), over)


def content(table: PlanTable, option: PlanOption, matrix: AuthorityMatrix, reason: str) -> PlanContent:
    """What is put on paper and proposed when an option is chosen."""
    assert option.schedule is not None
    assert option.requirement is not None
    return content_of(
        option.terms,
        option.schedule,
        option.requirement,
        matrix.proposal_days,
        capacity=table.capacity.monthly if table.capacity else None,
        visit_id=table.visit_id,
        reason=reason.strip(),
    )


def _proposals(loan: Loan, sums: Quote, monthly: int | None) -> list[PlanTerms]:
    """Level instalments within capacity, level principal over as long, and a deferral."""
    base = PlanTerms(
        kind=PlanKind.EQUAL_INSTALMENT,
        loan_id=loan.id,
        as_of=sums.as_of,
        instalments=USUAL_INSTALMENTS,
        first_due=add_months(sums.as_of, 1),
        annual_rate=loan.terms.annual_rate,
    )
    fitting = _fewest_within(loan, base, sums, monthly)
    principal = replace(fitting, kind=PlanKind.EQUAL_PRINCIPAL)
    return [fitting, principal, _shortest_deferral(loan, base, sums)]


def _fewest_within(loan: Loan, base: PlanTerms, sums: Quote, monthly: int | None) -> PlanTerms:
    """The fewest instalments whose dearest row the borrower can pay, arrears spread over all of them."""
    if not monthly:
        return replace(base, arrears_rows=min(3, base.instalments))
    policy = plan_policy()
    found = fewest_rows(ground_of(sums, loan.terms), base, monthly, policy)
    return found or over_all_rows(base, policy.max_instalments)


def _shortest_deferral(loan: Loan, base: PlanTerms, sums: Quote) -> PlanTerms:
    for months in range(1, plan_policy().max_deferral_months + 1):
        terms = replace(base, kind=PlanKind.DEFERRAL, deferral_months=months)
        if not problems(loan, terms, sums, plan_policy()):
            return terms
    return replace(base, kind=PlanKind.DEFERRAL, deferral_months=plan_policy().max_deferral_months)
