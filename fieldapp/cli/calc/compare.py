"""`calc compare`: plan, leaving it, or suing: what each is worth today, with ranges and what would turn it around."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from fieldapp.cli.calc.compare_question import (
    CompareQuestion,
    assumptions_of,
    debt_of,
    plus_minus_of,
)
from fieldapp.cli.calc.question import Question, Shown, major
from fieldapp.domain.strategy.comparison import Assumptions, Flow, Value, Way, compare
from fieldapp.domain.strategy.court_fees import CourtFee
from fieldapp.domain.strategy.sensitivity import Flip, Sensitivity, Spread, sensitivity
from fieldapp.rule_packs.comparison import FIELDS
from fieldapp.rule_packs.court_fees import court_fees

FRACTIONS = frozenset(name for name, field in FIELDS.items() if field.endswith("_percent"))


class LineShown(Shown, frozen=True):
    """Expected `month` months from now: an amount, with a probability (or recovered to a share), worth `present`."""

    flow: Flow
    month: str
    amount: str
    probability: str
    present: str


class WayShown(Shown, frozen=True):
    """What one way is worth today, over all ranges at least and at most, and its lines."""

    way: Way
    present_value: str
    lowest: str
    highest: str
    lines: list[LineShown]


class AssumptionShown(Shown, frozen=True):
    """An assumption with its source and its range, and what each way is worth at both ends."""

    assumption: str
    value: str
    source: str
    low: str
    high: str
    at_low: dict[str, str]
    at_high: dict[str, str]


class FlipShown(Shown, frozen=True):
    """The nearest value of one assumption at which the order becomes `order`."""

    assumption: str
    value: str
    assumed: str
    relative_change_percent: str
    order: list[Way]
    changes_best: bool


class FeeBandShown(Shown, frozen=True):
    """One band of the court fee."""

    above: str
    part: str
    percent: str
    fee: str


class FeeShown(Shown, frozen=True):
    """The court fee; `bands` where it was worked out, of which `share` is payable."""

    amount: str
    proceeding: str
    share: str
    bands: list[FeeBandShown]
    pack: str | None


class CompareAnswer(Shown, frozen=True):
    """The ways, the most valuable first; what they rest on; and which assumption turns the order around first."""

    best: Way
    ways: list[WayShown]
    court_fee: FeeShown
    assumptions: list[AssumptionShown]
    nearest_flip: FlipShown | None
    flips: list[FlipShown]
    best_flips: list[FlipShown]


def answer(asked: CompareQuestion) -> CompareAnswer:
    """Compare."""
    debt, fee = debt_of(asked)
    assumed = assumptions_of(asked.assumptions)
    values = compare(debt, assumed)
    found = sensitivity(debt, assumed, plus_minus_of(asked, assumed))
    all_flips = [_flip(flip, assumed) for flip in found.flips]
    return CompareAnswer(
        best=values[0].way,
        ways=[_way(value, found) for value in values],
        court_fee=_fee(debt.court_fee, fee, asked.proceeding),
        assumptions=[_spread(spread, asked, assumed) for spread in found.spreads],
        nearest_flip=all_flips[0] if all_flips else None,
        flips=all_flips,
        best_flips=[_flip(flip, assumed) for flip in found.best_flips],
    )


def _way(value: Value, found: Sensitivity) -> WayShown:
    return WayShown(
        way=value.way,
        present_value=major(value.present),
        lowest=major(found.lowest[value.way]),
        highest=major(found.highest[value.way]),
        lines=[
            LineShown(
                flow=line.flow,
                month=_plain(line.month),
                amount=_fine(line.amount),
                probability=f"{line.probability:.6f}",
                present=_fine(line.present),
            )
            for line in value.lines
        ],
    )


def _spread(spread: Spread, asked: CompareQuestion, assumed: Assumptions) -> AssumptionShown:
    name = spread.assumption
    return AssumptionShown(
        assumption=FIELDS[name],
        value=_written(name, getattr(assumed, name)),
        source=getattr(asked.assumptions, FIELDS[name]).source,
        low=_written(name, spread.low),
        high=_written(name, spread.high),
        at_low=_majors(spread.at_low),
        at_high=_majors(spread.at_high),
    )


def _flip(flip: Flip, assumed: Assumptions) -> FlipShown:
    return FlipShown(
        assumption=FIELDS[flip.assumption],
        value=_written(flip.assumption, flip.value),
        assumed=_written(flip.assumption, getattr(assumed, flip.assumption)),
        relative_change_percent=f"{flip.change * 100:.2f}",
        order=list(flip.order),
        changes_best=flip.changes_best,
    )


def _fee(amount: int, fee: CourtFee | None, proceeding: str) -> FeeShown:
    return FeeShown(
        amount=major(amount),
        proceeding=proceeding,
        share=f"{fee.share.numerator}/{fee.share.denominator}" if fee else "1/1",
        bands=[
            FeeBandShown(
                above=major(line.above), part=major(line.part), percent=_plain(line.rate * 100), fee=_fine(line.fee)
            )
            for line in (fee.lines if fee else ())
        ],
        pack=court_fees().version if fee else None,
    )


def _majors(values: Mapping[Way, int]) -> dict[str, str]:
    return {way.value: major(present) for way, present in values.items()}


def _written(name: str, value: Decimal) -> str:
    """A figure as the question writes it, to six digits."""
    scaled = value * 100 if name in FRACTIONS else value / 100 if name == "lawyer" else value
    return _plain(scaled.quantize(Decimal("0.000001")))


def _fine(amount: Decimal) -> str:
    """Minor units, not rounded to the cent, in major units with four digits: lines add up to the value that is."""
    return f"{amount / 100:.4f}"


def _plain(exact: Decimal) -> str:
    return f"{exact.normalize():f}"


QUESTION = Question("compare", "plan, leaving it, or suing", CompareQuestion, CompareAnswer, answer)
