"""Whether the answers of a form can be true, and whether they fit each other: what cannot be is refused, what does not
fit is told and lowers how sure the score is. Nobody is called a liar here: figures differ for many reasons.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from fieldapp.domain.observation import Crowd, OpenStatus
from fieldapp.domain.strategy.answers import ASKED, Answers, with_power_change
from fieldapp.domain.visit import NOTE_LIMIT

RATINGS = ("cooperation", "explains_openly", "shows_books", "observer_confidence")
SIGNED = frozenset({"power_change_percent", "dscr"})
"""Answers that may be below zero: a fall, and a business that does not even earn its costs."""


class Severity(StrEnum):
    """What follows from a finding."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the answers: a code with figures. `inconsistent` ones lower the confidence of ability."""

    code: str
    severity: Severity
    names: tuple[str, ...]
    params: Mapping[str, str | int] = field(default_factory=dict)
    inconsistent: bool = False


@dataclass(frozen=True, slots=True)
class TradeBand:
    """What is usual in a trade: margin in percent, and stock as months of sales (both ends included)."""

    code: str
    margin: tuple[Decimal, Decimal]
    stock_months: tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class CheckRules:
    """Tolerances of the checks, in percent, from a pack; `trades` by every name a trade goes by.

    `days_open` is a month of sales where only a day is known.
    """

    days_open: int
    sales_gap_percent: Decimal
    power_fall_percent: Decimal
    least_photos: int
    trades: Mapping[str, TradeBand]
    other_trade: TradeBand

    def band(self, trade: str) -> TradeBand:
        """What is usual in `trade`; a wide band for one the pack does not know."""
        return self.trades.get(trade, self.other_trade)


def check(answers: Answers, before: Answers | None, trade: str, rules: CheckRules) -> tuple[Finding, ...]:
    """Everything that stands against the answers of a form; those that block come first."""
    impossible = tuple(_impossible(answers))
    return impossible or tuple(_odd(answers, before, rules.band(trade), rules))


def sales_estimates(answers: Answers, days_open: int) -> tuple[tuple[str, Decimal], ...]:
    """Each independent estimate of a month's sales, minor units, not rounded."""
    found = []
    if answers.sales_month is not None:
        found.append(("sales_month", Decimal(answers.sales_month)))
    if answers.sales_today is not None:
        found.append(("sales_today", Decimal(answers.sales_today * days_open)))
    if answers.purchases_month is not None and answers.margin_percent is not None and answers.margin_percent < 100:
        found.append(("purchases_month", Decimal(answers.purchases_month) * 100 / (100 - answers.margin_percent)))
    return tuple(found)


def _impossible(answers: Answers) -> Iterator[Finding]:
    for name in ASKED:
        value = getattr(answers, name)
        if name not in SIGNED and isinstance(value, int) and value < 0:
            yield _block("score.check.negative", name)
    for name in RATINGS:
        rating = getattr(answers, name)
        if rating is not None and not 1 <= rating <= 5:
            yield _block("score.check.rating", name)
    if answers.margin_percent is not None and answers.margin_percent > 100:
        yield _block("score.check.margin_impossible", "margin_percent")
    if (answers.machines_running or 0) > (answers.machines_total or answers.machines_running or 0):
        yield _block("score.check.machines", "machines_running", "machines_total")
    if answers.note is not None and len(answers.note) > NOTE_LIMIT:
        yield Finding("score.check.note_long", Severity.BLOCK, ("note",), {"limit": NOTE_LIMIT})
    if answers.household_consent is False and (answers.household_illness or answers.household_hardship):
        yield _block("score.check.no_consent", "household_consent")


def _odd(answers: Answers, before: Answers | None, band: TradeBand, rules: CheckRules) -> Iterator[Finding]:
    margin = answers.margin_percent
    if margin is not None and not band.margin[0] <= margin <= band.margin[1]:
        low, high = (f"{bound.normalize():f}" for bound in band.margin)
        params: dict[str, str | int] = {"margin": margin, "low": low, "high": high}
        yield _odd_one("score.check.margin", ("margin_percent",), params)
    yield from _sales(answers, band, rules)
    yield from _power(answers, before, rules)
    if answers.photos is not None and answers.photos < rules.least_photos:
        yield Finding("score.check.photos", Severity.WARN, ("photos",), {"least": rules.least_photos})


def _sales(answers: Answers, band: TradeBand, rules: CheckRules) -> Iterator[Finding]:
    estimates = sales_estimates(answers, rules.days_open)
    values = [value for _, value in estimates]
    most, least = max(values, default=Decimal(0)), min(values, default=Decimal(0))
    if (most - least) * 100 > rules.sales_gap_percent * most:
        params: dict[str, str | int] = {"percent": int((most - least) * 100 / most)}
        yield _odd_one("score.check.sales_differ", tuple(name for name, _ in estimates), params)
    if answers.stock_value is None or not least:
        return
    months = Decimal(answers.stock_value) / least
    if not band.stock_months[0] <= months <= band.stock_months[1]:
        yield _odd_one("score.check.stock_turn", ("stock_value", "sales_month"), {"months": f"{months:.1f}"})


def _power(answers: Answers, before: Answers | None, rules: CheckRules) -> Iterator[Finding]:
    """A deep fall in the use of power where everything else is said or seen to be as always."""
    change = with_power_change(answers, before)
    if change is None or change >= -rules.power_fall_percent:
        return
    usual = before.sales_month if before else None
    claimed = answers.sales_month
    as_before = bool(usual and claimed) and (usual or 0) * (100 - rules.sales_gap_percent) <= (claimed or 0) * 100
    busy = answers.crowd in {Crowd.SAME, Crowd.MORE} or answers.open_status is OpenStatus.OPEN_NORMAL
    if as_before or busy:
        yield _odd_one("score.check.power_fell", ("power_change_percent",), {"percent": int(-change)})


def _block(code: str, *names: str) -> Finding:
    return Finding(code, Severity.BLOCK, names, {"names": ",".join(names)})


def _odd_one(code: str, names: tuple[str, ...], params: Mapping[str, str | int]) -> Finding:
    return Finding(code, Severity.WARN, names, params, inconsistent=True)
