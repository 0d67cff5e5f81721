"""Observation forms for the tests of scores: one that answers everything, and any that could be true."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from fieldapp.domain.observation import Avoidance, Crowd, Lasting, OpenStatus, OwnerPresent, RentStatus, StockLevel
from fieldapp.domain.party import PremisesKind
from fieldapp.domain.strategy.answers import Answers, Kept
from fieldapp.domain.strategy.scoring import Asked, Assessment, assess
from fieldapp.domain.visit import Cause
from fieldapp.rule_packs import scores

DAY = date(2026, 7, 25)
CURE = 21_643_56
RULES = scores.in_force(DAY)

PLAIN = Answers(
    premises_type=PremisesKind.SHOP,
    open_status=OpenStatus.CLOSED_HOURS,
    crowd=Crowd.SAME,
    stock_level=StockLevel.NORMAL,
    staff_now=2,
    staff_usual=2,
    power_change_percent=Decimal(0),
    rent_status=RentStatus.PAID,
    receivables_total=0,
    creditors_pressing=False,
    seizure_notice=False,
    dscr=Decimal(1),
    household_hardship=False,
    cause=Cause.RECEIVABLE_DELAYED,
    owner_present=OwnerPresent.STAFF_ONLY,
    cooperation=3,
    explains_openly=3,
    shows_books=3,
    promises=(Kept.PARTIAL,),
    paid_since_visit=False,
    proposal_amount=0,
    avoidance=frozenset(),
    false_statement_proven=False,
    reachable=False,
)
"""Everything answered and nothing remarkable but the debt service of one: ability 55, willingness 50."""


def form(**changes: Any) -> Answers:
    return replace(PLAIN, **changes)


def assessed(answers: Answers, **more: Any) -> Assessment:
    return assess(Asked(answers=answers, as_of=DAY, **({"cure": CURE} | more)), RULES)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), values)


RATING = st.integers(1, 5)
CHOICES: dict[str, st.SearchStrategy[Any]] = {
    "premises_type": st.sampled_from(PremisesKind),
    "open_status": st.sampled_from(OpenStatus),
    "crowd": st.sampled_from(Crowd),
    "stock_level": st.sampled_from(StockLevel),
    "staff_now": st.integers(0, 9),
    "staff_usual": st.integers(0, 9),
    "machines_running": st.integers(0, 5),
    "machines_total": st.integers(5, 9),
    "power_change_percent": st.integers(-120, 120).map(Decimal),
    "rent_status": st.sampled_from(RentStatus),
    "rent_arrears_months": st.integers(0, 9),
    "receivables_total": st.integers(0, 2 * CURE),
    "receivables_due_on": st.dates(date(2026, 7, 1), date(2026, 12, 31)),
    "creditors_pressing": st.booleans(),
    "seizure_notice": st.booleans(),
    "dscr": st.integers(-200, 300).map(lambda n: Decimal(n) / 100),
    "household_hardship": st.booleans(),
    "cause_lasting": st.sampled_from(Lasting),
    "owner_present": st.sampled_from(OwnerPresent),
    "cooperation": RATING,
    "explains_openly": RATING,
    "shows_books": RATING,
    "promises": st.lists(st.sampled_from(Kept), max_size=3).map(tuple),
    "paid_since_visit": st.booleans(),
    "proposal_amount": st.integers(0, 2 * CURE),
    "avoidance": st.frozensets(st.sampled_from(Avoidance)),
    "false_statement_proven": st.booleans(),
    "reachable": st.booleans(),
    "dispute_in_good_faith": st.booleans(),
}
assert set(CHOICES) <= {each.name for each in fields(Answers)}


@st.composite
def forms(draw: st.DrawFn) -> Answers:
    """Any form that could be true."""
    return Answers(**{name: draw(maybe(values)) for name, values in CHOICES.items()})
