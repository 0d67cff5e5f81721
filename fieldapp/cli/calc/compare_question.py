"""How `calc compare` is asked: the debt, the plan, the court, and every assumption with its source."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from fieldapp.cli.calc.question import Strict, minor, number, percent, wrong
from fieldapp.domain.strategy.comparison import (
    RATES,
    Assumptions,
    Debt,
    PlanPayment,
    level_rows,
    shares,
)
from fieldapp.domain.strategy.court_fees import CourtFee, Proceeding, court_fee
from fieldapp.rule_packs.comparison import FIELDS
from fieldapp.rule_packs.court_fees import court_fees


class Assumed(Strict, frozen=True):
    """An assumption as it is written, where it comes from, and by how much it may be off (same unit)."""

    value: str
    source: str
    plus_minus: str | None = None


class CurveAssumed(Strict, frozen=True):
    """Percent of the payoff recovered in each month from now on if nothing is done; nothing after the last."""

    values: tuple[str, ...]
    source: str
    plus_minus: str | None = None


class AssumptionsAsked(Strict, frozen=True):
    """Everything that is not known. Percent a year (discount), a month (break_hazard), or of the sum in question.

    `plus_minus` of the curve is in percent of the payoff over all its months.
    """

    discount_percent: Assumed
    break_hazard_percent: Assumed
    broken_recovery_percent: Assumed
    broken_delay_months: Assumed
    arrears_recovery_percent: Assumed
    recovery_curve_percent: CurveAssumed
    win_percent: Assumed
    enforced_percent: Assumed
    court_delay_months: Assumed
    lawyer: Assumed


class RowAsked(Strict, frozen=True):
    """A row of the plan: months from today, what is payable, and the balance before it."""

    month: str
    amount: str
    balance_before: str


class PlanAsked(Strict, frozen=True):
    """The plan: level monthly instalments on `base`, or its rows written out.

    `arrears`: what had accrued and is collected beside the rows.
    """

    base: str | None = None
    annual_rate_percent: str | None = None
    instalments: int | None = None
    rows: tuple[RowAsked, ...] = ()
    arrears: str = "0"


class CompareQuestion(Strict, frozen=True):
    """What is compared. Without `court_fee` it is worked out from the payoff for the proceeding named.

    `range_percent`: how far off an assumption may be that names no `plus_minus`, relative to its value.
    """

    payoff: str
    plan: PlanAsked
    assumptions: AssumptionsAsked
    proceeding: Literal["suit", "summary", "mediated", "payment_order"] = "summary"
    court_fee: str | None = None
    range_percent: str = "20"


PLAN = "plan."
"""Where the fields of the plan stand."""


def debt_of(asked: CompareQuestion) -> tuple[Debt, CourtFee | None]:
    """The sums that are compared, and how the court fee is made where it was worked out."""
    payoff = minor(asked.payoff, "payoff")
    if not payoff:
        wrong("payoff", "nothing is owed")
    fee = None
    if asked.court_fee is None:
        fee = court_fee(payoff, Proceeding(asked.proceeding), court_fees())
    amount = fee.amount if fee else minor(asked.court_fee or "", "court_fee")
    return Debt(payoff, _rows(asked.plan), minor(asked.plan.arrears, PLAN + "arrears"), amount), fee


def _rows(plan: PlanAsked) -> tuple[PlanPayment, ...]:
    level = (plan.base, plan.annual_rate_percent, plan.instalments)
    if plan.rows:
        if any(part is not None for part in level):
            wrong(PLAN + "rows", "either rows, or base, annual_rate_percent and instalments")
        return _written(plan.rows)
    if plan.base is None or plan.annual_rate_percent is None or plan.instalments is None:
        wrong(PLAN + "base", "either rows, or base, annual_rate_percent and instalments")
    if not 1 <= plan.instalments <= 600:
        wrong(PLAN + "instalments", "not between 1 and 600")
    base = minor(plan.base, PLAN + "base")
    if not base:
        wrong(PLAN + "base", "nothing is to be repaid")
    return level_rows(base, percent(plan.annual_rate_percent, PLAN + "annual_rate_percent"), plan.instalments)


def _written(rows: Sequence[RowAsked]) -> tuple[PlanPayment, ...]:
    found: list[PlanPayment] = []
    for place, row in enumerate(rows):
        month = number(row.month, f"plan.rows[{place}].month")
        if month <= (found[-1].month if found else 0):
            wrong(f"plan.rows[{place}].month", "not after the row before")
        amount = minor(row.amount, f"plan.rows[{place}].amount")
        found.append(PlanPayment(month, amount, minor(row.balance_before, f"plan.rows[{place}].balance_before")))
    return tuple(found)


def assumptions_of(asked: AssumptionsAsked) -> Assumptions:
    """The assumptions as the rules know them: fractions, months, minor units."""
    parts = [
        _rate(text, f"assumptions.recovery_curve_percent.values[{place}]")
        for place, text in enumerate(asked.recovery_curve_percent.values)
    ]
    collected, curve = shares(parts)
    if collected > 1:
        wrong("assumptions.recovery_curve_percent.values", "sum to more than 100")
    plain = {name: _value(name, getattr(asked, FIELDS[name]).value) for name in FIELDS if name != "collected"}
    return Assumptions(collected=collected, curve=curve, **plain)


def plus_minus_of(asked: CompareQuestion, assumed: Assumptions) -> dict[str, Decimal]:
    """How far off each assumption may be, in the units of the rules."""
    share = percent(asked.range_percent, "range_percent")
    found = {}
    for name, field in FIELDS.items():
        written: str | None = getattr(asked.assumptions, field).plus_minus
        off = getattr(assumed, name) * share
        found[name] = off if written is None else _scaled(name, written, f"assumptions.{field}.plus_minus")
    return found


def _value(name: str, text: str) -> Decimal:
    field = f"assumptions.{FIELDS[name]}.value"
    return _rate(text, field) if name in RATES else _scaled(name, text, field)


def _rate(text: str, field: str) -> Decimal:
    rate = percent(text, field)
    if rate > 1:
        wrong(field, f"above 100: {text}")
    return rate


def _scaled(name: str, text: str, field: str) -> Decimal:
    """A written figure in the units of the rules: percent as a fraction, money in minor units, months as they are."""
    if name == "lawyer":
        return Decimal(minor(text, field))
    if name in {"broken_delay", "court_delay"}:
        found = number(text, field)
        if not 0 <= found <= 600:
            wrong(field, f"not between 0 and 600 months: {text}")
        return found
    return percent(text, field)
