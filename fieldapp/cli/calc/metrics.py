"""Asks the metrics: plain rows of a period in, every figure they allow out, with numerator, denominator and variant."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from fieldapp.cli.calc.metric_rows import (
    ArrearsRow,
    AttemptRow,
    BalanceRow,
    ComplianceForm,
    CostsForm,
    EpisodeRow,
    LoanRow,
    PlanForm,
    PromiseForm,
    ReceiptRow,
    VisitRow,
    count,
)
from fieldapp.cli.calc.question import Question, Shown, Strict, day, major, wrong
from fieldapp.domain.strategy.metrics.collection import Receipt, cash_in, collection
from fieldapp.domain.strategy.metrics.compliance import compliance
from fieldapp.domain.strategy.metrics.contact import contact
from fieldapp.domain.strategy.metrics.cost import cost
from fieldapp.domain.strategy.metrics.cycle import Episode, Survival, cycle, survival
from fieldapp.domain.strategy.metrics.figure import Figure, Period, Unit
from fieldapp.domain.strategy.metrics.kept_promises import kept_promises
from fieldapp.domain.strategy.metrics.migration import migration
from fieldapp.domain.strategy.metrics.overdue import overdue
from fieldapp.domain.strategy.metrics.plan_success import plan_success
from fieldapp.domain.strategy.metrics.visiting import VisitMade, visiting


class MetricsQuestion(Strict, frozen=True, kw_only=True):
    """Rows of a period that begins after the day `start` and ends with the day `end`.

    Only what is given is answered: leave out what is not asked. `receipts` belong to `arrears`, `costs` and `visits`.
    """

    start: str
    end: str
    loans: tuple[LoanRow, ...] | None = None
    arrears: tuple[ArrearsRow, ...] | None = None
    receipts: tuple[ReceiptRow, ...] = ()
    episodes: tuple[EpisodeRow, ...] | None = None
    costs: CostsForm | None = None
    promises: tuple[PromiseForm, ...] | None = None
    balances: tuple[BalanceRow, ...] | None = None
    attempts: tuple[AttemptRow, ...] | None = None
    visits: tuple[VisitRow, ...] | None = None
    collector_days: int | None = None
    plans: tuple[PlanForm, ...] | None = None
    compliance: ComplianceForm | None = None


class FigureShown(Shown, frozen=True, kw_only=True):
    """One figure. `value` is in `unit` (shares in percent); null where there is nothing to divide by.

    Amounts are text in major units. `exact` is the value as a fraction, in minor units where it is money.
    """

    name: str
    variant: str
    numerator: str
    numerator_unit: Unit
    denominator: str
    denominator_unit: Unit
    value: str | None
    exact: str | None
    unit: str
    rows: int
    flags: list[str]


class SurvivalStepShown(Shown, frozen=True, kw_only=True):
    """A day on which cases were cured, and the share still open after it, in percent."""

    day: int
    at_risk: int
    cured: int
    still_open_percent: str


class SurvivalShown(Shown, frozen=True, kw_only=True):
    """The Kaplan–Meier estimate of the days until cure; `median` null if half were never cured."""

    median: int | None
    cured: int
    censored: int
    steps: list[SurvivalStepShown]


class MetricsAnswer(Shown, frozen=True, kw_only=True):
    """Every figure the rows allow."""

    start: str
    end: str
    figures: list[FigureShown]
    survival: SurvivalShown | None


def _answer(asked: MetricsQuestion) -> MetricsAnswer:
    period = Period(day(asked.start, "start"), day(asked.end, "end"))
    if period.end <= period.start:
        wrong("end", "not after the start")
    episodes = [row.read(f"episodes[{at}]", period.end) for at, row in enumerate(asked.episodes or ())]
    return MetricsAnswer(
        start=asked.start,
        end=asked.end,
        figures=[_shown(one) for one in _figures(asked, period, episodes)],
        survival=None if asked.episodes is None else _survival(survival(episodes)),
    )


def _figures(asked: MetricsQuestion, period: Period, episodes: list[Episode]) -> Iterator[Figure]:
    receipts = [row.read(f"receipts[{at}]") for at, row in enumerate(asked.receipts)]
    visits = [row.read(f"visits[{at}]") for at, row in enumerate(asked.visits or ())]
    if asked.loans is not None:
        yield from overdue([row.read(f"loans[{at}]") for at, row in enumerate(asked.loans)])
    if asked.arrears is not None:
        arrears = [row.read(f"arrears[{at}]") for at, row in enumerate(asked.arrears)]
        yield from collection(arrears, receipts, period)
    if asked.episodes is not None:
        yield from cycle(episodes)
    if asked.costs is not None:
        yield from _cost(asked.costs, receipts, visits, period)
    if asked.promises is not None:
        yield from kept_promises([row.read(f"promises[{at}]") for at, row in enumerate(asked.promises)], period)
    if asked.balances is not None:
        yield from migration([row.read(f"balances[{at}]") for at, row in enumerate(asked.balances)], period)
    if asked.attempts is not None:
        yield from contact([row.read(f"attempts[{at}]") for at, row in enumerate(asked.attempts)], period)
    if asked.visits is not None:
        count(asked.collector_days or 0, "collector_days")
        yield from visiting(visits, receipts, period, asked.collector_days)
    if asked.plans is not None:
        yield from plan_success([row.read(f"plans[{at}]") for at, row in enumerate(asked.plans)], period.end)
    if asked.compliance is not None:
        yield from compliance(asked.compliance.read("compliance"))


def _cost(costs: CostsForm, receipts: list[Receipt], visits: list[VisitMade], period: Period) -> tuple[Figure, ...]:
    cash = sum(receipt.amount for receipt in cash_in(receipts, period))
    made = sum(period.has(visit.on) and visit.completed for visit in visits) if costs.visits is None else costs.visits
    return cost(costs.read("costs"), cash, made, costs.accounts)


def _shown(figure: Figure) -> FigureShown:
    over, under = figure.units
    value = figure.value
    return FigureShown(
        name=figure.name,
        variant=figure.variant,
        numerator=_amount(figure.numerator, over),
        numerator_unit=over,
        denominator=_amount(figure.denominator, under),
        denominator_unit=under,
        value=None if value is None else _value(value, figure.unit),
        exact=None if value is None else str(value),
        unit="percent" if figure.unit is Unit.SHARE else figure.unit.value,
        rows=figure.rows,
        flags=list(figure.flags),
    )


def _amount(number: int, unit: Unit) -> str:
    return major(number) if unit in {Unit.MONEY, Unit.MONEY_DAYS} else str(number)


def _value(value: Fraction, unit: Unit) -> str:
    """Two digits, halves up: shares in percent, money in major units."""
    if unit is Unit.MONEY:
        return major(_rounded(value))
    return major(_rounded(value * (100 if unit is Unit.SHARE else 1) * 100))


def _rounded(value: Fraction) -> int:
    return int((2 * value + 1) // 2)


def _survival(found: Survival) -> SurvivalShown:
    return SurvivalShown(
        median=found.median,
        cured=found.cured,
        censored=found.censored,
        steps=[
            SurvivalStepShown(
                day=step.day,
                at_risk=step.at_risk,
                cured=step.cured,
                still_open_percent=_value(step.still_open, Unit.SHARE),
            )
            for step in found.steps
        ],
    )


QUESTION = Question("metrics", "how collection goes", MetricsQuestion, MetricsAnswer, _answer)
