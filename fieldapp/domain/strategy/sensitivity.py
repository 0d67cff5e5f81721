"""How far a comparison can be trusted: the range each assumption leaves, and which one turns the order around first.

One assumption is moved at a time. The border at which the order changes is searched from the assumed value outwards,
in even steps up to where an assumption can still be (a share: from nothing to all; else from nothing to ten times as
much), and then by bisection inside the first step that changed it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal

from fieldapp.domain.strategy.comparison import (
    ALL,
    NOTHING,
    RATES,
    TOUCHED,
    Assumptions,
    Debt,
    Way,
    assumption_names,
    moved,
    value_of,
)

STEPS = 60
HALVINGS = 40
FURTHEST = Decimal(10)
_CONTEXT = Context(prec=34)
Order = tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """The values of all ways with one assumption at its low and at its high end, minor units."""

    assumption: str
    low: Decimal
    high: Decimal
    at_low: Mapping[Way, int]
    at_high: Mapping[Way, int]


@dataclass(frozen=True, slots=True)
class Flip:
    """The nearest value of one assumption at which the order changes.

    Attributes:
        change: relative to the assumed value, negative for less of it. order: from there on.
        changes_best: whether the most valuable way is another one.
    """

    assumption: str
    value: Decimal
    change: Decimal
    order: Order
    changes_best: bool


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """All ranges, the range of each way over them, and the flips, the nearest first."""

    spreads: tuple[Spread, ...]
    lowest: Mapping[Way, int]
    highest: Mapping[Way, int]
    flips: tuple[Flip, ...]
    best_flips: tuple[Flip, ...]


def sensitivity(debt: Debt, assumed: Assumptions, plus_minus: Mapping[str, Decimal]) -> Sensitivity:
    """Ranges and flips; `plus_minus` is how much each assumption may be off, absolute; what it omits does not vary."""
    spreads = tuple(_spread(debt, assumed, name, plus_minus[name]) for name in assumption_names() if name in plus_minus)
    now = _values(debt, assumed)
    ends = [now, *(spread.at_low for spread in spreads), *(spread.at_high for spread in spreads)]
    return Sensitivity(
        spreads=spreads,
        lowest={way: min(end[way] for end in ends) for way in Way},
        highest={way: max(end[way] for end in ends) for way in Way},
        flips=flips(debt, assumed, lambda order: order),
        best_flips=flips(debt, assumed, lambda order: order[:1]),
    )


def flips(debt: Debt, assumed: Assumptions, of: Callable[[Order], Order]) -> tuple[Flip, ...]:
    """For each assumption the nearest change of what `of` takes of the order; the smallest relative change first."""
    found = []
    for name in assumption_names():
        nearest = _nearest(debt, assumed, name, of)
        if nearest is not None:
            found.append(nearest)
    return tuple(sorted(found, key=lambda flip: (abs(flip.change), flip.assumption)))


def _nearest(debt: Debt, assumed: Assumptions, name: str, of: Callable[[Order], Order]) -> Flip | None:
    """The nearer of the two borders, up and down."""
    start: Decimal = getattr(assumed, name)
    top = ALL if name in RATES else start * FURTHEST
    sides = [_border(debt, assumed, name, end, of) for end in (NOTHING, top) if start and end != start]
    near = min((value for value in sides if value is not None), key=lambda value: abs(value - start), default=None)
    if near is None:
        return None
    now = _values(debt, assumed)
    order = _order(_at(debt, assumed, now, name, near))
    change = _CONTEXT.divide(near - start, start)
    return Flip(name, near, change, order, order[:1] != _order(now)[:1])


def _border(debt: Debt, assumed: Assumptions, name: str, end: Decimal, of: Callable[[Order], Order]) -> Decimal | None:
    """The first value on the way to `end` at which the order is another one; None if it stays."""
    start: Decimal = getattr(assumed, name)
    now = _values(debt, assumed)
    before = of(_order(now))

    def differs(value: Decimal) -> bool:
        return of(_order(_at(debt, assumed, now, name, value))) != before

    same = start
    for step in range(1, STEPS + 1):
        value = start + (end - start) * step / STEPS
        if differs(value):
            return _halved(same, value, differs)
        same = value
    return None


def _halved(same: Decimal, other: Decimal, differs: Callable[[Decimal], bool]) -> Decimal:
    """The border between a value that leaves the order and one that changes it, from the changing side."""
    for _ in range(HALVINGS):
        middle = (same + other) / 2
        if differs(middle):
            other = middle
        else:
            same = middle
    return other


def _spread(debt: Debt, assumed: Assumptions, name: str, off: Decimal) -> Spread:
    value: Decimal = getattr(assumed, name)
    low, high = moved(assumed, name, value - off), moved(assumed, name, value + off)
    return Spread(name, getattr(low, name), getattr(high, name), _values(debt, low), _values(debt, high))


def _values(debt: Debt, assumed: Assumptions) -> dict[Way, int]:
    return {way: value_of(way, debt, assumed).present for way in Way}


def _at(debt: Debt, assumed: Assumptions, now: Mapping[Way, int], name: str, value: Decimal) -> dict[Way, int]:
    """The values with one assumption moved; only the ways it touches are worked out anew."""
    changed = moved(assumed, name, value)
    return {way: value_of(way, debt, changed).present if way in TOUCHED[name] else now[way] for way in Way}


def _order(values: Mapping[Way, int]) -> Order:
    """The most valuable first, as a comparison shows them."""
    return tuple(sorted(Way, key=lambda way: -values[way]))
