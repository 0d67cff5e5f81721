"""Plan, leaving it, or suing: what each is worth today, line by line, under assumptions that are all laid open.

Present value = Σ CFₜ·Sₜ·(1+d)^(−t/12) − costs, t in months from today.

- Plan: what had accrued is paid at once at its own rate of recovery; row t is paid with the probability Sₜ = (1−h)^t;
  a plan that breaks between two rows (probability of having survived the last less that of surviving this one) gives
  the share ρ of the balance before the unpaid row, some months after it.
- Status quo: a share of the payoff each month, by a curve from the lender's own history; nothing after its end.
- Litigation: payoff and court fee are won with probability p and enforced to the share e after the delay; the fee and
  the lawyer are paid at once, won or not.

Every rate is an input; nothing is assumed here. Sums are minor units; each option is rounded once, at its end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Context, Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from fieldapp.domain.calendar import add_months
from fieldapp.domain.lending.schedule import level_instalment
from fieldapp.domain.money import Rounding, round_minor

_CONTEXT = Context(prec=34)
NOTHING, ALL = Decimal(0), Decimal(1)


class Way(StrEnum):
    """What can be done with the debt."""

    PLAN = "plan"
    STATUS_QUO = "status_quo"
    LITIGATION = "litigation"


class Flow(StrEnum):
    """What a line of a value is."""

    ARREARS = "arrears"
    INSTALMENT = "instalment"
    AFTER_BREAK = "after_break"
    COLLECTED = "collected"
    JUDGMENT = "judgment"
    COURT_FEE = "court_fee"
    LAWYER = "lawyer"


@dataclass(frozen=True, slots=True)
class PlanPayment:
    """One row of the plan: months from today, what is payable, and the balance before it; minor units."""

    month: Decimal
    amount: int
    balance: int


class Payable(Protocol):
    """A row of a plan, of one loan or of several together; minor units."""

    @property
    def due(self) -> date:
        """When it falls due."""

    @property
    def principal(self) -> int:
        """What of it repays principal."""

    @property
    def arrears(self) -> int:
        """What of it pays what had accrued."""

    @property
    def total(self) -> int:
        """What it asks for."""


@dataclass(frozen=True, slots=True)
class Debt:
    """What is compared: sums in minor units.

    Attributes:
        payoff: what would end the debt today. arrears: what had accrued and the plan collects beside its rows.
        court_fee: payable for the suit.
    """

    payoff: int
    rows: tuple[PlanPayment, ...]
    arrears: int
    court_fee: int


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Everything that is not known; rates are fractions, times in months, `lawyer` in minor units.

    Attributes:
        discount: a year. break_hazard: a month. broken_recovery: ρ, `broken_delay` months after the break.
        arrears_recovery: of the arrears, at once. collected: of the payoff over `curve`'s months, whose parts are
            shares of it that sum to one. win: p. enforced: e, after `court_delay` months.
    """

    discount: Decimal
    break_hazard: Decimal
    broken_recovery: Decimal
    broken_delay: Decimal
    arrears_recovery: Decimal
    collected: Decimal
    win: Decimal
    enforced: Decimal
    court_delay: Decimal
    lawyer: Decimal
    curve: tuple[Decimal, ...] = ()


RATES = frozenset({"break_hazard", "broken_recovery", "arrears_recovery", "collected", "win", "enforced"})
"""Assumptions that are probabilities or shares: between nothing and all."""

TOUCHED = {
    "discount": frozenset(Way),
    **dict.fromkeys(("break_hazard", "broken_recovery", "broken_delay", "arrears_recovery"), frozenset({Way.PLAN})),
    "collected": frozenset({Way.STATUS_QUO}),
    **dict.fromkeys(("win", "enforced", "court_delay", "lawyer"), frozenset({Way.LITIGATION})),
}
"""Which ways change their value with which assumption."""


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One line: an amount expected with a probability (or recovered to a share), and what it is worth today."""

    flow: Flow
    month: Decimal
    amount: Decimal
    probability: Decimal
    present: Decimal


@dataclass(frozen=True, slots=True)
class Value:
    """What one way is worth today, minor units, with its lines."""

    way: Way
    present: int
    lines: tuple[ValueLine, ...]


def assumption_names() -> tuple[str, ...]:
    """The assumptions that can be moved one at a time; the curve moves with `collected`."""
    return tuple(field.name for field in fields(Assumptions) if field.name != "curve")


def level_rows(base: int, annual_rate: Decimal, count: int) -> tuple[PlanPayment, ...]:
    """The rows of a plan of level monthly instalments, the first a month from today; the last absorbs the rounding."""
    level = level_instalment(base, annual_rate, count, Rounding.HALF_UP)
    rows, balance = [], base
    for number in range(1, count + 1):
        interest = round_minor(_CONTEXT.divide(balance * annual_rate, Decimal(12)))
        principal = balance if number == count else min(balance, level - interest)
        rows.append(PlanPayment(Decimal(number), principal + interest, balance))
        balance -= principal
    return tuple(rows)


def payments_of(rows: Sequence[Payable], as_of: date) -> tuple[PlanPayment, ...]:
    """The rows of a plan as it was worked out; what had accrued is part of the row that asks for it, and of the balance
    before it. Whole months count as such, other spans by their days, twelve months to 365."""
    left = sum(row.principal + row.arrears for row in rows)
    found = []
    for row in rows:
        found.append(PlanPayment(_months(as_of, row.due), row.total, left))
        left -= row.principal + row.arrears
    return tuple(found)


def _months(since: date, until: date) -> Decimal:
    whole = (until.year - since.year) * 12 + until.month - since.month
    if add_months(since, whole) == until:
        return Decimal(whole)
    return _CONTEXT.divide(Decimal((until - since).days * 12), Decimal(365))


def shares(curve: Sequence[Decimal]) -> tuple[Decimal, tuple[Decimal, ...]]:
    """A curve of recoveries a month as its sum and each month's part of that sum."""
    whole = sum(curve, NOTHING)
    return whole, tuple(_CONTEXT.divide(part, whole) for part in curve) if whole else tuple(curve)


def value_of(way: Way, debt: Debt, assumed: Assumptions) -> Value:
    """What one way is worth today."""
    lines = _LINES[way](debt, assumed)
    return Value(way, round_minor(sum((line.present for line in lines), NOTHING)), tuple(lines))


def compare(debt: Debt, assumed: Assumptions) -> tuple[Value, ...]:
    """All ways, the most valuable first; of equal ones the plan before waiting, waiting before suing."""
    return tuple(sorted((value_of(way, debt, assumed) for way in Way), key=lambda value: -value.present))


def moved(assumed: Assumptions, name: str, value: Decimal) -> Assumptions:
    """The assumptions with one of them changed, kept where it can be."""
    highest = ALL if name in RATES else value
    changed: Assumptions = replace(assumed, **{name: max(NOTHING, min(highest, value))})  # type: ignore[arg-type]
    return changed


def _plan(debt: Debt, assumed: Assumptions) -> list[ValueLine]:
    lines = [_line(Flow.ARREARS, NOTHING, Decimal(debt.arrears), assumed.arrears_recovery, assumed)]
    survived = ALL
    for row in debt.rows:
        survives = _CONTEXT.power(1 - assumed.break_hazard, row.month)
        lines.append(_line(Flow.INSTALMENT, row.month, Decimal(row.amount), survives, assumed))
        recovered = row.balance * assumed.broken_recovery
        late = row.month + assumed.broken_delay
        lines.append(_line(Flow.AFTER_BREAK, late, recovered, survived - survives, assumed))
        survived = survives
    return lines


def _status_quo(debt: Debt, assumed: Assumptions) -> list[ValueLine]:
    return [
        _line(Flow.COLLECTED, Decimal(month), Decimal(debt.payoff), assumed.collected * part, assumed)
        for month, part in enumerate(assumed.curve, start=1)
    ]


def _litigation(debt: Debt, assumed: Assumptions) -> list[ValueLine]:
    won = Decimal(debt.payoff + debt.court_fee) * assumed.enforced
    return [
        _line(Flow.COURT_FEE, NOTHING, Decimal(-debt.court_fee), ALL, assumed),
        _line(Flow.LAWYER, NOTHING, -assumed.lawyer, ALL, assumed),
        _line(Flow.JUDGMENT, assumed.court_delay, won, assumed.win, assumed),
    ]


def _line(flow: Flow, month: Decimal, amount: Decimal, probability: Decimal, assumed: Assumptions) -> ValueLine:
    present = _CONTEXT.multiply(_CONTEXT.multiply(amount, probability), _discounted(assumed.discount, month))
    return ValueLine(flow, month, amount, probability, present)


@lru_cache(maxsize=8192)
def _discounted(discount: Decimal, month: Decimal) -> Decimal:
    """What one unit is worth today; kept, because a search asks for the same months again and again."""
    return _CONTEXT.power(1 + discount, -month / 12)


_LINES: dict[Way, Callable[[Debt, Assumptions], list[ValueLine]]] = {
    Way.PLAN: _plan,
    Way.STATUS_QUO: _status_quo,
    Way.LITIGATION: _litigation,
}
