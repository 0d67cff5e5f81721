"""Terms and events that contradict themselves are refused by the field's name, sound ones never."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fieldapp.domain.calendar import DayCount
from fieldapp.domain.lending.allocation import ALL_COMPONENTS, AllocationStep, Timing
from fieldapp.domain.lending.event_soundness import event_problems
from fieldapp.domain.lending.events import EventKind, ScheduleChange
from fieldapp.domain.lending.loan import ExplicitRow, RateChange, RepaymentMethod, Step, Tranche
from fieldapp.domain.lending.schedule import contract_schedule
from fieldapp.domain.lending.soundness import terms_problems
from tests.unit.domain.lending.accounts import C, event, plain

ON = date(2026, 3, 16)
FEB, MARCH, APRIL = date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)
DUE = (Timing.PAST_DUE, Timing.DUE)
EXPLICIT = {"method": RepaymentMethod.EXPLICIT, "instalments": 2}
STEPS = {"method": RepaymentMethod.STEP_UP}


def rows(*written: ExplicitRow) -> dict[str, Any]:
    return EXPLICIT | {"rows": written}


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("principal", {"principal": 0}),
        ("instalments", {"instalments": 0}),
        ("instalments", {"instalments": 1201}),
        ("every", {"every": 0}),
        ("annual_rate", {"annual_rate": Decimal("-0.01")}),
        ("penalty_uplift", {"penalty_uplift": Decimal("-0.01")}),
        ("grace_days", {"grace_days": -1}),
        ("tolerance", {"tolerance": -1}),
        ("principal_first_after", {"principal_first_after": -1}),
        ("currency_digits", {"currency_digits": 4}),
        ("instalment_multiple", {"instalment_multiple": 0}),
        ("down_payment", {"down_payment": Decimal(1)}),
        ("down_payment", {"down_payment": Decimal(0)}),
        ("arrears_day_count", {"arrears_day_count": DayCount.MONTHLY_12}),
        ("first_due", {"first_due": date(2026, 1, 1)}),
        ("tranches", {"tranches": (Tranche(date(2026, 1, 1), 1_00),)}),
        ("tranches", {"tranches": (Tranche(FEB, 0),)}),
        ("tranches", {"tranches": (Tranche(FEB, 12_000_00),)}),
        ("tranches", {"tranches": (Tranche(date(2027, 1, 1), 1_00),)}),
        ("rate_changes", {"rate_changes": (RateChange(FEB, Decimal(0)), RateChange(FEB, Decimal(1)))}),
        ("rate_changes", {"rate_changes": (RateChange(date(2026, 1, 1), Decimal(0)),)}),
        ("rate_changes", {"rate_changes": (RateChange(FEB, Decimal(-1)),)}),
        ("rate_changes", {"rate_changes": (RateChange(date(2027, 1, 1), Decimal(0)),)}),
        ("fixed_principal", {"method": RepaymentMethod.FIXED_PRINCIPAL}),
        ("fixed_principal", {"fixed_principal": 1_00}),
        ("fixed_principal", {"method": RepaymentMethod.FIXED_PRINCIPAL, "fixed_principal": 0}),
        ("fixed_principal", {"method": RepaymentMethod.FIXED_PRINCIPAL, "fixed_principal": 1_091_00}),
        ("steps", STEPS),
        ("steps", {"steps": (Step(1, 1_00),)}),
        ("steps", STEPS | {"steps": (Step(0, 200_00),)}),
        ("steps", STEPS | {"steps": (Step(1, 0),)}),
        ("steps", STEPS | {"steps": (Step(12, 200_00),)}),
        ("steps", STEPS | {"steps": (Step(2, 119_99),)}),
        ("smooth_last", {"smooth_last": True}),
        ("rows", EXPLICIT),
        ("rows", {"rows": (ExplicitRow(FEB, 1_00),)}),
        ("rows", rows(ExplicitRow(FEB))),
        ("rows", rows(ExplicitRow(MARCH, 1_00), ExplicitRow(APRIL))),
        ("rows", rows(ExplicitRow(FEB, 1_00), ExplicitRow(FEB))),
        ("rows", rows(ExplicitRow(FEB), ExplicitRow(MARCH))),
        ("rows", rows(ExplicitRow(FEB, 1_00, 2_00), ExplicitRow(MARCH))),
        ("rows", rows(ExplicitRow(FEB, 1_00), ExplicitRow(MARCH, 1_00, 1_00))),
        ("rows", rows(ExplicitRow(FEB, 12_001_00), ExplicitRow(MARCH))),
        ("rows", rows(ExplicitRow(FEB, 1_00), ExplicitRow(MARCH, 1_00))),
        ("rows", rows(ExplicitRow(FEB, amount=119_99), ExplicitRow(MARCH))),
        ("down_payment", rows(ExplicitRow(FEB, 1_00), ExplicitRow(MARCH)) | {"down_payment": Decimal("0.1")}),
        ("grace_principal", {"grace_principal": 12}),
        ("grace_principal", {"grace_principal": -1}),
        ("grace_interest", {"grace_interest": 12}),
        ("interest_free", {"interest_free": 13}),
        ("grace_principal", STEPS | {"steps": (Step(1, 500_00),), "grace_principal": 1}),
        ("grace_interest", rows(ExplicitRow(FEB, 1_00), ExplicitRow(MARCH)) | {"grace_interest": 1}),
        ("allocation", {"allocation_steps": (AllocationStep(DUE, (C.PRINCIPAL,)),)}),
        ("allocation", {"allocation_steps": (AllocationStep((Timing.DUE,)),)}),
        ("allocation", {"allocation_steps": (AllocationStep(DUE), AllocationStep((Timing.DUE,), (C.FEE,)))}),
        (
            "allocation",
            {"allocation_steps": (AllocationStep(DUE), *[AllocationStep((Timing.IN_ADVANCE,), (C.FEE,))] * 2)},
        ),
    ],
)
def test_contradictory_terms_are_refused_by_field(field: str, changes: dict[str, Any]) -> None:
    assert field in {problem.params["field"] for problem in terms_problems(plain(**changes))}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"method": RepaymentMethod.FIXED_PRINCIPAL, "fixed_principal": 1_090_90},
        STEPS | {"steps": (Step(2, 120_00),)},  # interest and no more
        STEPS | {"steps": (Step(2, 119_99),), "negative_amortisation": True},
        STEPS | {"steps": (Step(2, 500_00),), "down_payment": Decimal("0.1")},
        STEPS | {"steps": (Step(11, 500_00),), "smooth_last": True},
        rows(ExplicitRow(FEB, amount=120_00), ExplicitRow(MARCH, 12_000_00)) | {"negative_amortisation": True},
        rows(ExplicitRow(FEB, 2_000_00), ExplicitRow(MARCH, 10_000_00)),
        {"interest_free": 12, "grace_principal": 11, "grace_interest": 11},
        {"allocation_steps": (AllocationStep(DUE, ALL_COMPONENTS),)},
        {"tranches": (Tranche(date(2026, 12, 31), 11_999_99),)},
    ],
)
def test_terms_that_can_be_meant_are_sound(changes: dict[str, Any]) -> None:
    assert terms_problems(plain(**changes)) == ()


def test_steps_stand_after_a_down_payment() -> None:
    """Row 1 is the down payment, so the steps fix rows 2 and 3."""
    own = plain(**STEPS, steps=(Step(1, 300_00), Step(1, 400_00)), down_payment=Decimal("0.5"))
    assert [row.total for row in contract_schedule(own)[:3]] == [6_000_00, 300_00, 400_00]


CHANGE = {"change": ScheduleChange(shift_months=1)}


@pytest.mark.parametrize(
    ("field", "kind", "fields"),
    [
        ("amount", EventKind.REPAY, {}),
        ("amount", EventKind.DISBURSE, {}),
        ("amount", EventKind.CHARGE, {"component": C.FEE}),
        ("component", EventKind.WAIVE, {}),
        ("of", EventKind.REVERSE, {}),
        ("annual_rate", EventKind.RATE_CHANGE, {}),
        ("change", EventKind.RESCHEDULE, {}),
        ("change", EventKind.RE_AGE, {}),
        ("amount", EventKind.REPAY, {"amount": 0}),
        ("number", EventKind.REPAY, {"amount": 1, "number": 2}),
        ("annual_rate", EventKind.REPAY, {"amount": 1, "annual_rate": Decimal(0)}),
        ("annual_rate", EventKind.RATE_CHANGE, {"annual_rate": Decimal(-1)}),
        ("number", EventKind.CHARGE, {"amount": 1, "component": C.FEE, "number": 0}),
        ("number", EventKind.CHARGE, {"amount": 1, "number": 1}),
        ("component", EventKind.CHARGE, {"amount": 1, "component": C.INTEREST}),
        ("capitalise", EventKind.RE_AGE, CHANGE | {"capitalise": (C.PRINCIPAL,)}),
        ("capitalise", EventKind.ACCELERATE, {"capitalise": (C.INTEREST,)}),
        ("reset_after", EventKind.RE_AMORTISE, {"reset_after": -1}),
        ("spread_interest", EventKind.PAYOFF, {"spread_interest": False}),
        ("instalments", EventKind.RESCHEDULE, {"change": ScheduleChange(instalments=3)}),
        ("shift_days", EventKind.RE_AGE, {"change": ScheduleChange(shift_days=3)}),
        ("extra_instalments", EventKind.RESCHEDULE, {"change": ScheduleChange(extra_instalments=-1)}),
        ("extra_instalments", EventKind.RESCHEDULE, {"change": ScheduleChange(instalment=0)}),
        ("first_due", EventKind.RESCHEDULE, {"change": ScheduleChange(first_due=ON, shift_days=1)}),
        ("change", EventKind.RESCHEDULE, {"change": ScheduleChange()}),
        ("change", EventKind.PAUSE, CHANGE),
    ],
)
def test_an_event_has_the_fields_of_its_kind(field: str, kind: EventKind, fields: dict[str, Any]) -> None:
    found = event_problems(event(kind, ON, **fields))
    assert field in {problem.params["field"] for problem in found}
    assert {problem.code for problem in found} == {"loan.event_field_wrong"}


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (EventKind.REPAY, {"amount": 1, "channel": "转账"}),
        (EventKind.CHARGE, {"amount": 1}),
        (EventKind.CHARGE, {"amount": 1, "component": C.PENALTY, "number": 3}),
        (EventKind.WAIVE, {"component": C.PENALTY, "number": 3}),
        (EventKind.WAIVE, {"component": C.COST, "amount": 1}),
        (EventKind.RESCHEDULE, {"change": ScheduleChange(), "annual_rate": Decimal("0.1")}),
        (EventKind.RE_AGE, {"change": ScheduleChange(first_due=ON, instalments=3), "capitalise": (C.FEE,)}),
        (EventKind.RE_AMORTISE, {"spread_interest": False, "reset_after": 3}),
        (EventKind.PAYOFF, {}),
        (EventKind.PAYOFF, {"amount": 1}),
        (EventKind.ACCELERATE, {}),
        (EventKind.WRITE_OFF, {}),
        (EventKind.PAUSE, {}),
        (EventKind.RESUME, {"id": "r"}),
        (EventKind.REVERSE, {"of": "x"}),
    ],
)
def test_an_event_as_it_can_be_meant_is_sound(kind: EventKind, fields: dict[str, Any]) -> None:
    assert event_problems(event(kind, ON, **fields)) == ()
