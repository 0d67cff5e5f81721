"""`calc plan`: a repayment plan on a loan or on plain sums; the answer is its rows, what stands against it, who must
approve it, the fewest rows the borrower can keep, and how it stands once money came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from fieldapp import rule_packs
from fieldapp.cli.calc.loan_terms import Amount
from fieldapp.cli.calc.plan_terms import LoanTold, OwedTold, PlanTold, told_ground, told_loan, told_terms
from fieldapp.cli.calc.question import Question, Shown, Strict, major, minor, wrong
from fieldapp.domain.lending.loan import Payment
from fieldapp.domain.lending.quote import quote
from fieldapp.domain.plans.authority import Requirement, required
from fieldapp.domain.plans.plan import PlanRow, PlanSchedule, PlanTerms, SidePot, term_months
from fieldapp.domain.plans.plan_life import Plan, PlanState, content_of, figures, standing
from fieldapp.domain.plans.plan_schedule import Ground, build_on
from fieldapp.domain.plans.plan_soundness import problems_on
from fieldapp.domain.plans.solver import capacity_per_row, fewest_rows
from fieldapp.domain.refusal import Refusal
from fieldapp.rule_packs.plans import plan_policy
from fieldapp.sentences import say


class PaidTold(Strict, frozen=True):
    """Money received on the plan."""

    on: date
    amount: Amount


class PlanQuestion(Strict, frozen=True):
    """A plan, what it stands on, what the borrower can pay a month, and what was paid until `standing_on`."""

    plan: PlanTold
    loan: LoanTold | None = None
    owed: OwedTold | None = None
    capacity: Amount | None = None
    earlier_restructures: int = 0
    payments: tuple[PaidTold, ...] = ()
    standing_on: date | None = None


class PlanRowShown(Shown, frozen=True):
    """One row; `arrears` is its share of what had accrued, `balance` the principal left after it."""

    number: int
    due_on: date
    principal: str
    interest: str
    arrears: str
    total: str
    balance: str


class PotShown(Shown, frozen=True):
    """What had accrued when the plan was made."""

    overdue_interest: str
    penalty: str
    compound: str
    costs: str
    current_interest: str
    total: str


class ProblemShown(Shown, frozen=True):
    """What stands against the plan."""

    code: str
    params: dict[str, Any]
    sentence: str


class ReasonShown(Shown, frozen=True):
    """A criterion that asked for more than the level below may grant."""

    criterion: str
    value: int
    limit: int
    level: str


class AuthorityShown(Shown, frozen=True):
    """Who must approve, and why."""

    level: str
    approvers: int
    reasons: list[ReasonShown]
    expires_on: date


class CapacityShown(Shown, frozen=True):
    """The plan beside what the borrower can pay; `fewest_instalments` none where even the longest plan asks more."""

    monthly: str
    per_row: str
    over: str
    fewest_instalments: int | None
    highest_row_then: str | None


class StandingShown(Shown, frozen=True):
    """How the plan stands; once it is broken, what the original terms ask for again."""

    on: date
    health: str
    paid: str
    due: str
    days_late: int
    warned: bool
    broken_on: date | None
    original_cure: str | None
    original_payoff: str | None


class PlanAnswer(Shown, frozen=True):
    """The plan worked out; without rows where something stands against it."""

    problems: list[ProblemShown]
    base: str
    side_pot: PotShown
    waived: str
    rows: list[PlanRowShown]
    total: str
    interest: str
    highest_row: str
    term_months: int
    authority: AuthorityShown | None
    capacity: CapacityShown | None
    standing: StandingShown | None


def answer(asked: PlanQuestion) -> PlanAnswer:
    """Work the plan out."""
    ground = told_ground(asked.loan, asked.owed, asked.plan.as_of)
    digits = ground.conventions.currency_digits
    terms = told_terms(asked.plan, ground)
    found = problems_on(ground, terms, plan_policy())
    schedule = PlanSchedule(ground.principal, ground.pot, terms.waived, ()) if found else build_on(ground, terms)
    measured = None if found else figures(terms, schedule, asked.earlier_restructures)
    need = required(measured, rule_packs.load().authority) if measured else None
    return PlanAnswer(
        problems=[_problem(each) for each in found],
        base=major(schedule.base, digits),
        side_pot=_pot(schedule.side_pot, digits),
        waived=major(schedule.waived, digits),
        rows=[_row(row, digits) for row in schedule.rows],
        total=major(schedule.total, digits),
        interest=major(schedule.interest, digits),
        highest_row=major(schedule.highest_row if schedule.rows else 0, digits),
        term_months=term_months(terms.as_of, schedule) if schedule.rows else 0,
        authority=None if need is None else _authority(need, terms),
        capacity=_capacity(asked, ground, terms, schedule, digits),
        standing=None if need is None else _standing(asked, terms, schedule, need, digits),
    )


def _problem(refusal: Refusal) -> ProblemShown:
    return ProblemShown(
        code=refusal.code, params=dict(refusal.params), sentence=str(say(refusal.code, refusal.params, "en"))
    )


def _pot(pot: SidePot, digits: int) -> PotShown:
    names = ("overdue_interest", "penalty", "compound", "costs", "current_interest", "total")
    return PotShown(**{name: major(getattr(pot, name), digits) for name in names})


def _row(row: PlanRow, digits: int) -> PlanRowShown:
    sums = {
        name: major(getattr(row, name), digits) for name in ("principal", "interest", "arrears", "total", "balance")
    }
    return PlanRowShown(number=row.number, due_on=row.due, **sums)


def _authority(need: Requirement, terms: PlanTerms) -> AuthorityShown:
    proposal = rule_packs.load().authority.proposal_days
    return AuthorityShown(
        level=need.level.name.lower(),
        approvers=need.approvers,
        reasons=[
            ReasonShown(criterion=r.criterion, value=r.value, limit=r.limit, level=r.level.name.lower())
            for r in need.reasons
        ],
        expires_on=date.fromordinal(terms.as_of.toordinal() + proposal),
    )


def _capacity(
    asked: PlanQuestion, ground: Ground, terms: PlanTerms, schedule: PlanSchedule, digits: int
) -> CapacityShown | None:
    if asked.capacity is None:
        return None
    monthly = minor(str(asked.capacity), "capacity", digits)
    fewest = fewest_rows(ground, terms, monthly, plan_policy())
    bears = capacity_per_row(monthly, terms)
    over = max(0, schedule.highest_row - bears) if schedule.rows else 0
    return CapacityShown(
        monthly=major(monthly, digits),
        per_row=major(bears, digits),
        over=major(over, digits),
        fewest_instalments=fewest.instalments if fewest else None,
        highest_row_then=major(build_on(ground, fewest).highest_row, digits) if fewest else None,
    )


def _standing(
    asked: PlanQuestion, terms: PlanTerms, schedule: PlanSchedule, need: Requirement, digits: int
) -> StandingShown | None:
    on = asked.standing_on or max((paid.on for paid in asked.payments), default=None)
    if on is None:
        return None
    if on < terms.as_of:
        wrong("standing_on", "lies before the plan")
    content = content_of(terms, schedule, need, rule_packs.load().authority.proposal_days)
    plan = Plan("plan", "case", "", datetime(on.year, on.month, on.day, tzinfo=UTC), content, PlanState.ACTIVE)
    payments = _payments(asked.payments, digits)
    found = standing(plan, payments, on, plan_policy())
    original = None
    if found.broken_on is not None and asked.loan is not None:
        original = quote(replace(told_loan(asked.loan), payments=payments), on)
    return StandingShown(
        on=on,
        health=found.health.value,
        paid=major(found.paid, digits),
        due=major(found.due, digits),
        days_late=found.days_late,
        warned=found.warned,
        broken_on=found.broken_on,
        original_cure=major(original.cure, digits) if original else None,
        original_payoff=major(original.payoff, digits) if original else None,
    )


def _payments(told: Sequence[PaidTold], digits: int) -> tuple[Payment, ...]:
    return tuple(
        Payment(f"P{number:03}", paid.on, minor(str(paid.amount), f"payments[{number}].amount", digits))
        for number, paid in enumerate(told)
    )


QUESTION = Question("plan", "a repayment plan", PlanQuestion, PlanAnswer, answer)
