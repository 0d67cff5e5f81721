"""How terms and events of a loan are written in a question, and turning them into values of the domain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from msgspec import Meta

from fieldapp.cli.calc.question import Strict, minor, percent, wrong
from fieldapp.domain.calendar import DayCount
from fieldapp.domain.lending.allocation import (
    ALL_COMPONENTS,
    AllocationOrder,
    AllocationStep,
    Component,
    Direction,
    Excess,
    Timing,
)
from fieldapp.domain.lending.loan import (
    ExplicitRow,
    GraceMode,
    HolidayShift,
    LoanTerms,
    PeriodUnit,
    RateChange,
    RepaymentMethod,
    Step,
    Tranche,
)
from fieldapp.domain.lending.soundness import terms_problems
from fieldapp.domain.money import Rounding

Amount = str | int
E = TypeVar("E", bound=StrEnum)


def _words(kind: type[StrEnum], *, upper: bool = False) -> Meta:
    names = [member.value.upper() if upper else member.value for member in kind]
    return Meta(extra_json_schema={"enum": names})


Method = Annotated[str, _words(RepaymentMethod)]
Unit = Annotated[str, _words(PeriodUnit)]
Count = Annotated[str, _words(DayCount, upper=True)]
Round = Annotated[str, _words(Rounding, upper=True)]
Grace = Annotated[str, _words(GraceMode, upper=True)]
Shift = Annotated[str, _words(HolidayShift, upper=True)]
After = Annotated[str, _words(Excess)]
Part = Annotated[str, _words(Component)]


class Disbursement(Strict, frozen=True):
    """Money paid out on a day."""

    on: date
    amount: Amount


class Rate(Strict, frozen=True):
    """The yearly rate from a day on."""

    on: date
    annual_rate_percent: Amount


class StepRows(Strict, frozen=True):
    """So many rows of this instalment (principal and interest together)."""

    rows: int
    amount: Amount


class WrittenRow(Strict, frozen=True):
    """A row of the contract: its principal or its whole amount; the interest is computed unless it is given."""

    due_on: date
    principal: Amount | None = None
    amount: Amount | None = None
    interest: Amount | None = None


class Order(Strict, frozen=True):
    """One step of an order of allocation."""

    timing: list[Annotated[str, _words(Timing)]]
    components: tuple[Part, ...] = tuple(component.value for component in ALL_COMPONENTS)
    direction: Annotated[str, _words(Direction)] = "vertical"


class Allocation(Strict, frozen=True):
    """An order of allocation: written as steps, or as one list of components for all that is due."""

    steps: list[Order] | None = None
    components: list[Part] | None = None
    direction: Annotated[str, _words(Direction)] = "vertical"
    excess: After = "next"
    principal_first_after_days: int | None = None


class Terms(Strict, frozen=True):
    """What was agreed."""

    principal: Amount
    annual_rate_percent: Amount
    instalments: int
    disbursed_on: date
    first_due_on: date
    method: Method = "equal_instalment"
    every: int = 1
    unit: Unit = "months"
    day_count: Count = "MONTHLY_12"
    arrears_day_count: Count = "ACT_360"
    penalty_uplift_percent: Amount = "50"
    compound_unpaid_interest: bool = True
    grace_days: int = 0
    grace_mode: Grace = "CURE_WAIVES"
    rounding: Round = "HALF_UP"
    currency_digits: int = 2
    instalment_multiple: Amount | None = None
    grace_principal: int = 0
    grace_interest: int = 0
    interest_free: int = 0
    down_payment_percent: Amount | None = None
    smooth_last: bool = False
    holiday_shift: Shift = "NONE"
    fixed_principal: Amount | None = None
    steps: tuple[StepRows, ...] = ()
    rows: tuple[WrittenRow, ...] = ()
    disbursements: tuple[Disbursement, ...] = ()
    rate_changes: tuple[Rate, ...] = ()
    allocation: str | Allocation | None = None
    tolerance: Amount = "0"
    negative_amortisation: bool = False


_NAMES = {
    "annual_rate": "annual_rate_percent",
    "first_due": "first_due_on",
    "penalty_uplift": "penalty_uplift_percent",
    "down_payment": "down_payment_percent",
    "tranches": "disbursements",
    "principal_first_after": "allocation.principal_first_after_days",
}


def choice(text: str, kind: type[E], field: str) -> E:
    """A word of a list, whatever its case and however its parts are joined."""
    found = next((member for member in kind if _plain(member.value) == _plain(text)), None)
    if found is None:
        wrong(field, f"{text!r} is none of {', '.join(member.value for member in kind)}")
    return found


def _plain(word: str) -> str:
    return re.sub(r"[\s_-]+", "", word).lower()


def loan_terms(told: Terms, place: str = "terms") -> LoanTerms:
    """The terms as the domain knows them.

    Raises:
        KnownError: `calc.field_wrong` naming the field.
    """
    digits = told.currency_digits

    def money(amount: Amount | None, field: str) -> int | None:
        return None if amount is None else minor(str(amount), f"{place}.{field}", digits)

    def sum_of(amount: Amount, field: str) -> int:
        return minor(str(amount), f"{place}.{field}", digits)

    def rate(amount: Amount, field: str) -> Decimal:
        return percent(str(amount), f"{place}.{field}")

    if not 0 <= digits <= 3:
        wrong(f"{place}.currency_digits", "must be 0 to 3")
    principal = sum_of(told.principal, "principal")
    terms = LoanTerms(
        principal=principal,
        annual_rate=rate(told.annual_rate_percent, "annual_rate_percent"),
        method=choice(told.method, RepaymentMethod, f"{place}.method"),
        instalments=told.instalments,
        disbursed_on=told.disbursed_on,
        first_due=told.first_due_on,
        penalty_uplift=rate(told.penalty_uplift_percent, "penalty_uplift_percent"),
        grace_days=told.grace_days,
        arrears_day_count=choice(told.arrears_day_count, DayCount, f"{place}.arrears_day_count"),
        rounding=choice(told.rounding, Rounding, f"{place}.rounding"),
        every=told.every,
        unit=choice(told.unit, PeriodUnit, f"{place}.unit"),
        day_count=choice(told.day_count, DayCount, f"{place}.day_count"),
        compound_unpaid_interest=told.compound_unpaid_interest,
        grace_mode=choice(told.grace_mode, GraceMode, f"{place}.grace_mode"),
        currency_digits=digits,
        instalment_multiple=money(told.instalment_multiple, "instalment_multiple"),
        grace_principal=told.grace_principal,
        grace_interest=told.grace_interest,
        interest_free=told.interest_free,
        down_payment=None
        if told.down_payment_percent is None
        else rate(told.down_payment_percent, "down_payment_percent"),
        smooth_last=told.smooth_last,
        holiday_shift=choice(told.holiday_shift, HolidayShift, f"{place}.holiday_shift"),
        fixed_principal=money(told.fixed_principal, "fixed_principal"),
        steps=tuple(Step(step.rows, sum_of(step.amount, "steps.amount")) for step in told.steps),
        rows=tuple(
            ExplicitRow(
                row.due_on,
                money(row.principal, "rows.principal"),
                money(row.amount, "rows.amount"),
                money(row.interest, "rows.interest"),
            )
            for row in told.rows
        ),
        tranches=_tranches(told, place, principal),
        rate_changes=tuple(
            RateChange(change.on, rate(change.annual_rate_percent, "rate_changes.annual_rate_percent"))
            for change in sorted(told.rate_changes, key=lambda change: change.on)
        ),
        tolerance=sum_of(told.tolerance, "tolerance"),
        negative_amortisation=told.negative_amortisation,
        **_allocation(told.allocation, f"{place}.allocation"),
    )
    for problem in terms_problems(terms):
        field = str(problem.params["field"])
        wrong(f"{place}.{_NAMES.get(field, field)}", str(problem.params["detail"]))
    return terms


def _tranches(told: Terms, place: str, principal: int) -> tuple[Tranche, ...]:
    """All payments out but the first, which is the one on `disbursed_on`."""
    if not told.disbursements:
        return ()
    field = f"{place}.disbursements"
    paid_out = sorted(told.disbursements, key=lambda each: each.on)
    sums = [minor(str(each.amount), field, told.currency_digits) for each in paid_out]
    if paid_out[0].on != told.disbursed_on:
        wrong(field, "the first must be on disbursed_on")
    if sum(sums) != principal:
        wrong(field, "together they are not the principal")
    return tuple(Tranche(each.on, amount) for each, amount in zip(paid_out[1:], sums[1:], strict=True))


def _allocation(told: str | Allocation | None, field: str) -> dict[str, Any]:
    if told is None:
        return {}
    if isinstance(told, str):
        return {"allocation": choice(told, AllocationOrder, field)}
    if (told.steps is None) == (told.components is None) and told.components is not None:
        wrong(field, "say steps or components, not both")
    found: dict[str, Any] = {
        "excess": choice(told.excess, Excess, f"{field}.excess"),
        "principal_first_after": told.principal_first_after_days,
    }
    if told.steps is not None:
        found["allocation_steps"] = tuple(_step(step, f"{field}.steps") for step in told.steps)
    elif told.components is not None:
        due = _components(told.components, f"{field}.components")
        direction = choice(told.direction, Direction, f"{field}.direction")
        found["allocation_steps"] = (
            AllocationStep((Timing.PAST_DUE, Timing.DUE), due, direction),
            AllocationStep((Timing.IN_ADVANCE,), due, Direction.HORIZONTAL),
        )
    elif choice(told.direction, Direction, f"{field}.direction") is Direction.HORIZONTAL:
        found["allocation"] = AllocationOrder.HORIZONTAL
    return found


def _step(told: Order, field: str) -> AllocationStep:
    timings = tuple(choice(timing, Timing, f"{field}.timing") for timing in told.timing)
    return AllocationStep(
        timings,
        _components(told.components, f"{field}.components"),
        choice(told.direction, Direction, f"{field}.direction"),
    )


def _components(names: Sequence[str], field: str) -> tuple[Component, ...]:
    return tuple(choice(name, Component, field) for name in names)
