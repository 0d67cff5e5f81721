"""Terms of every method with every option, and what may happen on them, for the properties of the loan engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

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
from fieldapp.domain.lending.due_dates import contract_periods
from fieldapp.domain.lending.events import EventKind, LoanEvent, ScheduleChange
from fieldapp.domain.lending.loan import (
    ExplicitRow,
    GraceMode,
    HolidayShift,
    Loan,
    LoanTerms,
    PeriodUnit,
    RateChange,
    RepaymentMethod,
    Step,
    Tranche,
)
from fieldapp.domain.lending.soundness import terms_problems
from fieldapp.domain.money import Rounding
from tests.unit.domain.builders import DAYS, RATES, terms

METHODS = tuple(RepaymentMethod)
RHYTHMS = st.sampled_from(
    [(1, PeriodUnit.MONTHS), (3, PeriodUnit.MONTHS), (2, PeriodUnit.WEEKS), (10, PeriodUnit.DAYS)]
)

_DUE = (Timing.PAST_DUE, Timing.DUE)
ORDERS: tuple[tuple[AllocationStep, ...], ...] = (
    (),
    (),
    (AllocationStep(_DUE, ALL_COMPONENTS[::-1], Direction.HORIZONTAL), AllocationStep((Timing.IN_ADVANCE,))),
    (
        AllocationStep((Timing.PAST_DUE,), (Component.PRINCIPAL, Component.INTEREST)),
        AllocationStep((Timing.DUE, Timing.IN_ADVANCE), ALL_COMPONENTS, Direction.HORIZONTAL),
        AllocationStep((Timing.PAST_DUE,), ALL_COMPONENTS[:4]),
    ),
    (AllocationStep(_DUE),),  # nothing in advance
)


@st.composite
def contracts(draw: st.DrawFn, methods: tuple[RepaymentMethod, ...] = METHODS, foreseen: bool = True) -> LoanTerms:
    """Sound terms: any method, any rhythm, any option that goes with it."""
    disbursed = draw(DAYS)
    every, unit = draw(RHYTHMS)
    method = draw(st.sampled_from(methods))
    plain = terms(
        principal=draw(st.integers(1_000_00, 500_000_00)),
        annual_rate=draw(RATES),
        method=RepaymentMethod.EQUAL_INSTALMENT,
        instalments=draw(st.integers(2, 14)),
        disbursed_on=disbursed,
        first_due=disbursed + timedelta(days=draw(st.integers(5, 70))),
        every=every,
        unit=unit,
        day_count=draw(st.sampled_from(DayCount)),
        arrears_day_count=draw(st.sampled_from([each for each in DayCount if each is not DayCount.MONTHLY_12])),
        rounding=draw(st.sampled_from(Rounding)),
        instalment_multiple=draw(st.sampled_from([None, None, 1_00, 10_00])),
        interest_free=draw(st.sampled_from([0, 0, 1])),
        grace_interest=draw(st.sampled_from([0, 0, 1, 2])),
        holiday_shift=draw(st.sampled_from(HolidayShift)),
        grace_days=draw(st.sampled_from([0, 3])),
        grace_mode=draw(st.sampled_from(GraceMode)),
        penalty_uplift=draw(st.sampled_from([Decimal(0), Decimal("0.3"), Decimal("0.5")])),
        compound_unpaid_interest=draw(st.booleans()),
        allocation=draw(st.sampled_from(AllocationOrder)),
        allocation_steps=draw(st.sampled_from(ORDERS)),
        currency_digits=draw(st.integers(0, 3)),
        excess=draw(st.sampled_from(Excess)),
        tolerance=draw(st.sampled_from([0, 0, 5_00])),
        principal_first_after=draw(st.sampled_from([None, None, 90])),
    )
    own = replace(plain, method=method, **_of_method(draw, method, plain))
    if foreseen:
        own = replace(own, **_foreseen(draw, own))
    own = replace(own, grace_interest=min(own.grace_interest, own.instalments - 1))
    assert not terms_problems(own), terms_problems(own)
    return own


def _of_method(draw: st.DrawFn, method: RepaymentMethod, plain: LoanTerms) -> dict[str, Any]:
    graced = {"grace_principal": draw(st.integers(0, min(3, plain.instalments - 1)))}
    down = {"down_payment": draw(st.sampled_from([None, None, Decimal("0.2")]))}
    if method is RepaymentMethod.EQUAL_INSTALMENT:
        return graced | down | {"smooth_last": draw(st.booleans())}
    if method is RepaymentMethod.FIXED_PRINCIPAL:
        return graced | down | {"fixed_principal": plain.principal // (plain.instalments + draw(st.integers(0, 4)))}
    if method is RepaymentMethod.STEP_UP:
        amounts = [draw(st.integers(1, plain.principal // 3)) for _ in range(2)]
        steps = (Step(1, amounts[0]), Step(2, amounts[1])) if plain.instalments > 3 else (Step(1, amounts[0]),)
        fixed = {"steps": steps, "negative_amortisation": True, "grace_interest": 0}
        return down | fixed | {"smooth_last": draw(st.booleans())}
    if method is RepaymentMethod.EXPLICIT:
        return _written(draw, plain)
    return graced | down


def _written(draw: st.DrawFn, plain: LoanTerms) -> dict[str, Any]:
    """Rows at odd distances; some say their principal, some their amount, one its interest."""
    rows, due, each = [], plain.first_due, plain.principal // plain.instalments
    for number in range(plain.instalments - 1):
        by_amount = draw(st.booleans())
        rows.append(ExplicitRow(due, amount=each) if by_amount else ExplicitRow(due, principal=each))
        if number == 1:
            rows[1] = replace(rows[1], interest=each // 50)
        due += timedelta(days=draw(st.integers(7, 100)))
    return {"rows": (*rows, ExplicitRow(due)), "negative_amortisation": True, "grace_interest": 0}


def _foreseen(draw: st.DrawFn, own: LoanTerms) -> dict[str, Any]:
    """Tranches and rate changes before the last row."""
    days = (contract_periods(own)[-1].due - own.disbursed_on).days - 1
    if days < 1:
        return {}
    on = st.integers(1, days).map(lambda ahead: own.disbursed_on + timedelta(days=ahead))
    found: dict[str, Any] = {}
    if draw(st.booleans()):
        dates = sorted(draw(st.sets(on, min_size=1, max_size=3)))
        found["rate_changes"] = tuple(RateChange(day, draw(RATES)) for day in dates)
    if own.method is not RepaymentMethod.FIXED_PRINCIPAL and draw(st.booleans()):
        found["tranches"] = (Tranche(draw(on), own.principal // 5),)
    return found


# what may happen -------------------------------------------------------------------------------------------------

SIMPLE_EVENTS = (
    EventKind.REPAY,
    EventKind.REPAY,
    EventKind.REPAY,
    EventKind.CHARGE,
    EventKind.WAIVE,
    EventKind.DISBURSE,
    EventKind.RATE_CHANGE,
    EventKind.RESCHEDULE,
    EventKind.RE_AGE,
    EventKind.RE_AMORTISE,
    EventKind.ACCELERATE,
    EventKind.WRITE_OFF,
    EventKind.PAYOFF,
)


@st.composite
def loans(draw: st.DrawFn, kinds: tuple[EventKind, ...] = SIMPLE_EVENTS, most: int = 6, least: int = 0) -> Loan:
    """A contract and some events with ids; not all of them can happen on every account."""
    own = draw(contracts())
    events = tuple(_event(draw, own, f"E{number}", kinds) for number in range(draw(st.integers(least, most))))
    return Loan("loan-1", "JK-1", "经营贷", own.disbursed_on, own, events=events)


def _event(draw: st.DrawFn, own: LoanTerms, name: str, kinds: tuple[EventKind, ...]) -> LoanEvent:
    kind = draw(st.sampled_from(kinds))
    on = own.disbursed_on + timedelta(days=draw(st.integers(0, 300)))
    amount = draw(st.integers(1, own.principal // 2))
    if kind in {EventKind.REPAY, EventKind.DISBURSE}:
        return LoanEvent(kind, on, name, amount)
    if kind is EventKind.CHARGE:
        component = draw(st.sampled_from([Component.COST, Component.FEE, Component.PENALTY]))
        return LoanEvent(kind, on, name, amount // 20 + 1, component)
    if kind is EventKind.WAIVE:
        component = draw(st.sampled_from(Component))
        return LoanEvent(kind, on, name, draw(st.sampled_from([None, amount // 5 + 1])), component)
    if kind is EventKind.RATE_CHANGE:
        return LoanEvent(kind, on, name, annual_rate=draw(RATES))
    if kind is EventKind.RESCHEDULE:
        change = ScheduleChange(
            shift_months=draw(st.integers(0, 2)),
            extra_instalments=draw(st.integers(0, 3)),
            shift_days=draw(st.integers(0, 5)),
            grace_principal=draw(st.integers(0, 1)),
            grace_interest=draw(st.integers(0, 1)),
            instalment=draw(st.sampled_from([None, None, amount])),
        )
        rate = draw(st.none() | RATES)
        assume(rate is not None or change != ScheduleChange())
        return LoanEvent(kind, on, name, change=change, annual_rate=rate)
    if kind is EventKind.RE_AGE:
        change = ScheduleChange(first_due=on + timedelta(days=20), instalments=draw(st.integers(1, 8)))
        capital = draw(st.sampled_from([(), (Component.INTEREST,), (Component.INTEREST, Component.PENALTY)]))
        rate = draw(st.none() | RATES)
        after = draw(st.integers(0, 2))
        return LoanEvent(kind, on, name, change=change, capitalise=capital, reset_after=after, annual_rate=rate)
    if kind is EventKind.RE_AMORTISE:
        return LoanEvent(kind, on, name, spread_interest=draw(st.booleans()))
    return LoanEvent(kind, on, name)


def day(own: LoanTerms, ahead: int) -> date:
    """A day so many days after the disbursement."""
    return own.disbursed_on + timedelta(days=ahead)
