"""The contract's schedule from its terms.

Rate changes and tranches that the contract foresees make the rows after them anew, each from its own day: before it
nobody is asked for what it brings. The principals always sum to what was lent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Protocol

from fieldapp.domain.lending.amortise import Row, Spread, amortise
from fieldapp.domain.lending.due_dates import contract_periods
from fieldapp.domain.lending.interest import NOTHING, Period, weight
from fieldapp.domain.lending.level import level_instalment, to_multiple
from fieldapp.domain.lending.loan import Instalment, LoanTerms

__all__ = ["contract_rows", "contract_schedule", "level_instalment"]


def contract_schedule(terms: LoanTerms) -> tuple[Instalment, ...]:
    """The contract's rows, from its terms; a down payment is row 1."""
    return _contract(terms)


class HasPeriod(Protocol):
    """A row, of a schedule or of an account."""

    @property
    def period(self) -> Period:
        """Its interest period."""


@lru_cache(maxsize=4096)
def _contract(terms: LoanTerms) -> tuple[Instalment, ...]:
    draft = _Draft(contract_rows(terms), terms.annual_rate, None, NOTHING)
    for on, more, new_rate in foreseen(terms):
        if more or new_rate != draft.rate:
            draft = _made_anew(draft, terms, on, more, draft.rate if new_rate is None else new_rate)
    return tuple(row.instalment for row in draft.rows)


def contract_rows(terms: LoanTerms) -> tuple[Row, ...]:
    """The rows of what was paid out at first, at the first rate: where the replay begins."""
    balance = terms.first_principal
    down = down_payment(terms)
    rows = amortise(
        Spread(
            balance - down,
            terms.annual_rate,
            tuple(contract_periods(terms)),
            terms,
            grace_principal=terms.grace_principal,
            grace_interest=terms.grace_interest,
            interest_free=terms.interest_free,
        )
    )
    if terms.down_payment is None:
        return rows
    at_once = Period(1, terms.disbursed_on, terms.disbursed_on, 0)
    return (Row(1, terms.disbursed_on, down, 0, balance, at_once), *rows)


def down_payment(terms: LoanTerms) -> int:
    """What is due on the day of disbursement, minor units."""
    if terms.down_payment is None:
        return 0
    exact = terms.first_principal * terms.down_payment
    return min(terms.first_principal, to_multiple(exact, terms.instalment_multiple, terms.rounding))


def foreseen(terms: LoanTerms) -> list[tuple[date, int, Decimal | None]]:
    """Tranches and rate changes of the terms, by date: (day, principal more, new rate or None)."""
    found: list[tuple[date, int, Decimal | None]] = [(tranche.on, tranche.amount, None) for tranche in terms.tranches]
    found += [(change.on, 0, change.annual_rate) for change in terms.rate_changes]
    return sorted(found, key=lambda change: (change[0], change[2] is not None))


@dataclass(frozen=True, slots=True)
class _Draft:
    """Rows at a rate; the first that is still to come has cost `carried` up to `since`."""

    rows: tuple[Row, ...]
    rate: Decimal
    since: date | None
    carried: Fraction


def _made_anew(draft: _Draft, terms: LoanTerms, on: date, more: int, rate: Decimal) -> _Draft:
    """The rows with those due after `on` made anew at `rate`, over `more` principal."""
    kept = tuple(row for row in draft.rows if row.due <= on)
    coming = draft.rows[len(kept) :]
    if not coming:
        return draft
    first = coming[0]
    running = draft.since is not None and draft.since > first.period.opens
    since, carried = (draft.since, draft.carried) if running and draft.since else (first.period.opens, NOTHING)
    until = max(since, on)
    if not first.free:
        carried += Fraction(first.opening) * Fraction(*weight(first.period, since, until, draft.rate, terms))
    spread = Spread(
        sum(row.principal for row in coming) + more,
        rate,
        tuple(row.period for row in coming),
        terms,
        since=until,
        carried=carried,
        deferred=first.inherited,
        grace_principal=max(0, terms.grace_principal - regular_rows(kept)),
        grace_interest=max(0, terms.grace_interest - regular_rows(kept)),
        interest_free=max(0, terms.interest_free - regular_rows(kept)),
        flat_base=first.opening + more,
    )
    return _Draft((*kept, *amortise(spread)), rate, until, carried)


def regular_rows(rows: Sequence[HasPeriod]) -> int:
    """How many rows have an interest period; a down payment has none."""
    return sum(row.period.opens != row.period.due for row in rows)
