"""How a plan and the ground it stands on are written in a question, and turning them into values of the domain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from fieldapp.cli.calc.loan_events import Event, loan_events
from fieldapp.cli.calc.loan_terms import (
    Amount,
    Count,
    Round,
    StepRows,
    Terms,
    Unit,
    WrittenRow,
    choice,
    loan_terms,
)
from fieldapp.cli.calc.question import Strict, minor, percent, wrong
from fieldapp.domain.calendar import DayCount, add_months
from fieldapp.domain.lending.ledger import replay
from fieldapp.domain.lending.loan import ExplicitRow, Loan, LoanTerms, PeriodUnit, RepaymentMethod, Step
from fieldapp.domain.lending.quote import quote_of
from fieldapp.domain.money import Rounding
from fieldapp.domain.plans.plan import PlanKind, PlanTerms, SidePot
from fieldapp.domain.plans.plan_schedule import Ground, ground_of

Kind = Annotated[str, Meta(extra_json_schema={"enum": [kind.value for kind in PlanKind]})]


class LoanTold(Strict, frozen=True):
    """A loan with what happened on it, as `calc loan` asks for it."""

    terms: Terms
    events: tuple[Event, ...] = ()


class OwedTold(Strict, frozen=True):
    """Plain sums instead of a loan; a deferral needs the loan itself."""

    principal: Amount
    annual_rate_percent: Amount
    overdue_interest: Amount = "0"
    penalty: Amount = "0"
    compound: Amount = "0"
    costs: Amount = "0"
    current_interest: Amount = "0"
    day_count: Count = "MONTHLY_12"
    arrears_day_count: Count = "ACT_360"
    rounding: Round = "HALF_UP"


class WaivedTold(Strict, frozen=True):
    """What is given up if the plan is kept, by component."""

    penalty: Amount = "0"
    compound: Amount = "0"
    interest: Amount = "0"
    costs: Amount = "0"
    principal: Amount = "0"


class PlanTold(Strict, frozen=True):
    """What a collector sets; the rate is the contract's and the first row a month from `as_of` unless said."""

    as_of: date
    kind: Kind = "equal_instalment"
    instalments: int = 1
    first_due_on: date | None = None
    annual_rate_percent: Amount | None = None
    arrears_rows: int = 1
    deferral_months: int = 0
    every: int = 1
    unit: Unit = "months"
    steps: tuple[StepRows, ...] = ()
    rows: tuple[WrittenRow, ...] = ()
    waived: WaivedTold = WaivedTold()
    settlement_days: int = 0


def told_loan(told: LoanTold) -> Loan:
    """The loan of a question."""
    terms = loan_terms(told.terms, "loan.terms")
    return Loan("loan", "", "", terms.disbursed_on, terms, events=loan_events(told.events, terms, "loan.events"))


def told_ground(loan: LoanTold | None, owed: OwedTold | None, as_of: date) -> Ground:
    """What the plan stands on: a loan replayed to its date, or plain sums.

    Raises:
        KnownError: `calc.field_wrong`.
    """
    if (loan is None) == (owed is None):
        wrong("loan", "say loan or owed, one of them")
    if loan is not None:
        own = told_loan(loan)
        ledger = replay(own, as_of)
        return ground_of(quote_of(ledger, own.terms), own.terms, ledger.rows)
    assert owed is not None

    def money(name: str) -> int:
        return minor(str(getattr(owed, name)), f"owed.{name}")

    pot = SidePot(*(money(name) for name in ("overdue_interest", "penalty", "compound", "costs", "current_interest")))
    return Ground(money("principal"), pot, _conventions(owed, as_of, money("principal")))


def told_terms(told: PlanTold, ground: Ground) -> PlanTerms:
    """The plan's terms as the domain knows them."""
    digits = ground.conventions.currency_digits
    rate = told.annual_rate_percent

    def money(amount: Amount | None, field: str) -> int:
        return minor(str(amount or 0), f"plan.{field}", digits)

    return PlanTerms(
        kind=choice(told.kind, PlanKind, "plan.kind"),
        loan_id="loan",
        as_of=told.as_of,
        instalments=told.instalments,
        first_due=told.first_due_on or _first_due(told),
        annual_rate=ground.conventions.annual_rate if rate is None else percent(str(rate), "plan.annual_rate_percent"),
        waived_penalty=money(told.waived.penalty, "waived.penalty"),
        waived_compound=money(told.waived.compound, "waived.compound"),
        deferral_months=told.deferral_months,
        arrears_rows=told.arrears_rows,
        waived_interest=money(told.waived.interest, "waived.interest"),
        waived_principal=money(told.waived.principal, "waived.principal"),
        waived_costs=money(told.waived.costs, "waived.costs"),
        every=told.every,
        unit=choice(told.unit, PeriodUnit, "plan.unit"),
        steps=tuple(Step(step.rows, money(step.amount, "steps.amount")) for step in told.steps),
        rows=_rows(told.rows, digits),
        settlement_days=told.settlement_days,
    )


def _first_due(told: PlanTold) -> date:
    return told.rows[0].due_on if told.rows else add_months(told.as_of, 1)


def _rows(told: Sequence[WrittenRow], digits: int) -> tuple[ExplicitRow, ...]:
    def money(amount: Amount | None) -> int | None:
        return None if amount is None else minor(str(amount), "plan.rows", digits)

    return tuple(ExplicitRow(row.due_on, money(row.principal), money(row.amount), money(row.interest)) for row in told)


def _conventions(owed: OwedTold, as_of: date, principal: int) -> LoanTerms:
    rate: Decimal = percent(str(owed.annual_rate_percent), "owed.annual_rate_percent")
    return LoanTerms(
        principal=principal,
        annual_rate=rate,
        method=RepaymentMethod.EQUAL_INSTALMENT,
        instalments=1,
        disbursed_on=as_of,
        first_due=add_months(as_of, 1),
        arrears_day_count=choice(owed.arrears_day_count, DayCount, "owed.arrears_day_count"),
        day_count=choice(owed.day_count, DayCount, "owed.day_count"),
        rounding=choice(owed.rounding, Rounding, "owed.rounding"),
    )
