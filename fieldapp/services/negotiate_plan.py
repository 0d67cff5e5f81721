"""Working out a repayment plan with the borrower: what they can pay, up to three proposals, and any change at once.

Nothing is stored here: a plan becomes a fact when it is signed (`issue_document`). What several loans make together
is in `arrange_plan`; here is one loan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fieldapp import clock
from fieldapp.domain.calendar import add_months
from fieldapp.domain.case import CaseFile
from fieldapp.domain.caseview import CaseView, view
from fieldapp.domain.lending.ledger import replay
from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.lending.quote import Quote, quote_at
from fieldapp.domain.observation import Lasting
from fieldapp.domain.party import Party
from fieldapp.domain.plans.affordability import Capacity
from fieldapp.domain.plans.approval import restructures_before
from fieldapp.domain.plans.authority import AuthorityMatrix, PlanFigures, Requirement, required
from fieldapp.domain.plans.credit import known_payments
from fieldapp.domain.plans.guarantor_consent import Burden, Consent, asked, burden_of, missing, stances
from fieldapp.domain.plans.offers import Known, Site, Why, offers
from fieldapp.domain.plans.plan import PlanKind, PlanSchedule, PlanTerms
from fieldapp.domain.plans.plan_life import PlanContent, content_of, figures
from fieldapp.domain.plans.plan_schedule import Ground, build_on, ground_of
from fieldapp.domain.plans.plan_soundness import problems_on
from fieldapp.domain.plans.solver import capacity_per_row
from fieldapp.domain.refusal import Refusal
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.rule_packs.plans import plan_policy
from fieldapp.services.desk import Desk
from fieldapp.services.look_at_case import newest_capacity, newest_observation


@dataclass(frozen=True, slots=True)
class PlanOption:
    """One proposal on one loan, worked out; `schedule`, `requirement` and `figures` are None while `problems` stand.

    Attributes:
        over_capacity: how much the dearest row asks above what can be paid in its time, minor units; 0 if within or
            not known.
        why: of a proposal of the program, why it is made. burden: what it changes for guarantors. asked: whose written
            consent that needs.
    """

    terms: PlanTerms
    schedule: PlanSchedule | None
    requirement: Requirement | None
    problems: tuple[Refusal, ...]
    over_capacity: int
    why: Why | None = None
    figures: PlanFigures | None = None
    burden: Burden | None = None
    asked: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class LoanSite:
    """One loan of the case to make a plan on: the account of today with all its rows, and who guarantees it."""

    loan: Loan
    quote: Quote
    ground: Ground
    earlier_restructures: int
    parties: tuple[Party, ...]


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
    site = site_of(file, latest.loan, as_of, matrix)
    can_pay = newest_capacity(seen)
    known = known_of(seen, can_pay)
    proposed = offers([Site(site.ground, first_terms(site))], known, plan_policy())
    options = tuple(
        replace(work_out_on(site, offer.terms[0], matrix, known.capacity), why=offer.why) for offer in proposed
    )
    return PlanTable(seen, site.loan, site.quote, can_pay, observed_in(seen), options, site.earlier_restructures)


def site_of(file: CaseFile, loan: Loan, as_of: date, matrix: AuthorityMatrix) -> LoanSite:
    """A loan with its account at a date, replayed once for everything that is worked out on it."""
    ledger = replay(loan, as_of)
    sums = quote_at(ledger.snapshot, as_of)
    earlier = restructures_before(file.plans, loan.id, as_of, file.case.zone, matrix)
    return LoanSite(loan, sums, ground_of(sums, loan.terms, ledger.rows), earlier, file.case.parties)


def known_of(seen: CaseView, can_pay: Capacity | None) -> Known:
    """What the newest visits tell of capacity and cause."""
    visits = sorted(seen.file.visits, key=lambda visit: visit.content.arrived_at, reverse=True)
    told = next((visit.content for visit in visits if visit.content.cause is not None), None)
    lasting = told.cause_lasting if told else None
    return Known(
        capacity=can_pay.monthly if can_pay else None,
        cause=told.cause if told else None,
        passes=None if lasting is None else lasting is Lasting.TEMPORARY,
    )


def observed_in(seen: CaseView) -> str | None:
    """The id of the newest visit that saw anything of the business."""
    observed = newest_observation(seen)
    return observed[0] if observed else None


def first_terms(site: LoanSite) -> PlanTerms:
    """Plain terms to begin with: level rows at the contract's rate, the first in a month."""
    return PlanTerms(
        kind=PlanKind.EQUAL_INSTALMENT,
        loan_id=site.loan.id,
        as_of=site.quote.as_of,
        instalments=12,
        first_due=add_months(site.quote.as_of, 1),
        annual_rate=site.loan.terms.annual_rate,
    )


def work_out(
    loan: Loan,
    terms: PlanTerms,
    sums: Quote,
    matrix: AuthorityMatrix,
    monthly_capacity: int | None,
    earlier_restructures: int = 0,
) -> PlanOption:
    """One proposal, from its terms: schedule, who must approve and why, or what stands against it."""
    ground = ground_of(sums, loan.terms, replay(loan, terms.as_of).rows)
    site = LoanSite(loan, sums, ground, earlier_restructures, ())
    return work_out_on(site, terms, matrix, monthly_capacity)


def work_out_on(
    site: LoanSite,
    terms: PlanTerms,
    matrix: AuthorityMatrix,
    monthly_capacity: int | None,
    consents: tuple[Consent, ...] = (),
) -> PlanOption:
    """The same on an account that was replayed already; guarantors who are about to sign count as consenting."""
    against = problems_on(site.ground, terms, plan_policy())
    if against:
        return PlanOption(terms, None, None, against, 0)
    schedule = build_on(site.ground, terms)
    burden = burden_of(site.ground.rows, site.ground.principal, site.ground.pot, terms.as_of, schedule)
    of_whom = asked(site.parties, site.loan, burden)
    without = missing(of_whom, stances(of_whom, consents), expected=True)
    measured = figures(terms, schedule, site.earlier_restructures, len(without))
    bears = None if monthly_capacity is None else capacity_per_row(monthly_capacity, terms)
    over = 0 if bears is None else max(0, schedule.highest_row - bears)
    return PlanOption(
        terms,
        schedule,
        required(measured, matrix),
        (),
        over,
        figures=measured,
        burden=burden,
        asked=of_whom,
    )


def content(
    table: PlanTable, option: PlanOption, matrix: AuthorityMatrix, reason: str, consents: tuple[Consent, ...] = ()
) -> PlanContent:
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
        consents=stances(option.asked, consents),
        known_payments=known_payments(table.loan, option.terms.as_of),
    )
