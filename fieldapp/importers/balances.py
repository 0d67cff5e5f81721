"""The sums a file states for a loan, held against what its own terms and payments come to, to the 分.

A difference means that one of the two sides lacks something (a payment, a cost, a term of the contract), and a
collector must not be sent out with either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.lending.quote import Quote, quote
from fieldapp.domain.money import major
from fieldapp.importers.layouts import BALANCE_COLUMNS
from fieldapp.importers.reader import RowReader

Stated = dict[str, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """One stated sum that is not what we compute; yuan with two decimals."""

    column: str
    stated: str
    computed: str
    difference: str


def stated(row: RowReader) -> Stated:
    """The sums a row states, by column, in minor units."""
    return {column: row.amount(column) for column in BALANCE_COLUMNS}


def differences(loan: Loan, said: Stated, on: date) -> Iterator[Difference]:
    """Every stated sum that differs from ours on `on`."""
    ours = _by_column(quote(loan, on))
    for column, minor in said.items():
        if minor != ours[column]:
            yield Difference(column, _yuan(minor), _yuan(ours[column]), _yuan(minor - ours[column]))


def _by_column(owed: Quote) -> Stated:
    sums = (
        owed.principal,
        owed.overdue_principal,
        owed.overdue_interest,
        owed.penalty,
        owed.compound,
        owed.costs,
        owed.cure,
        owed.payoff,
    )
    return dict(zip(BALANCE_COLUMNS, sums, strict=True))


def _yuan(minor: int) -> str:
    return f"{major(minor):,.2f}"
