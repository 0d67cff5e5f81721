"""Making the coming rows anew over what is left of their principal, or counting their interest anew.

Rows already due keep what they ask for. Interest of the running period is carried over exactly; what was paid on a row
in advance stays with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from fieldapp.domain.lending.account import Account
from fieldapp.domain.lending.allocation import Excess
from fieldapp.domain.lending.amortise import Row, Spread, amortise
from fieldapp.domain.lending.interest import NOTHING, Period, interest_on, rate_at, weight
from fieldapp.domain.lending.loan import RepaymentMethod
from fieldapp.domain.lending.rows import PRINCIPAL, AccountRow, scheduled_left, undue_principal
from fieldapp.domain.lending.schedule import regular_rows


def respread(
    account: Account,
    on: date,
    *,
    more: int = 0,
    lent: int = 0,
    touched: Sequence[AccountRow] | None = None,
    periods: Sequence[Period] | None = None,
    level: int | None = None,
) -> None:
    """Make the coming rows anew over what is left of their principal, and `more`; `lent` of it is newly paid out."""
    rows = list(touched) if touched is not None else account.coming_rows(on)
    account.carry(rows[0], on)
    first, terms = rows[0], account.terms
    passed = regular_rows(account.rows[: first.number - 1])
    ahead = [_in_advance(account, row) for row in rows]
    spread = Spread(
        undue_principal(rows) + sum(ahead) + more,
        rate_at(account.by.rates, on),
        tuple(periods or [row.period for row in rows]),
        terms,
        since=first.since,
        carried=first.carried,
        deferred=first.inherited,
        level=level,
        grace_principal=max(0, terms.grace_principal - passed),
        grace_interest=max(0, terms.grace_interest - passed),
        interest_free=max(0, terms.interest_free - passed),
        flat_base=first.opening + lent,
    )
    made = amortise(spread)
    asked = _less_paid(made, ahead)
    for row, new, principal in zip(rows, made, asked, strict=False):
        _renew(account, row, new, first, principal)
    account.rows += [account.row_of(replace(new, principal=part)) for new, part in _added(made, asked, len(rows))]


def reinterest(account: Account, on: date) -> None:
    """Count the interest of the coming rows anew, their principal as it is. FLAT interest does not change by it."""
    if account.terms.method is RepaymentMethod.FLAT:
        return
    coming = account.coming_rows(on)
    if not coming:
        return
    balance = undue_principal(coming) + sum(_in_advance(account, row) for row in coming)
    deferred, rate = coming[0].inherited, rate_at(account.by.rates, on)
    for row in coming:
        cost = weight(row.period, row.since, row.period.due, rate, account.terms)
        own = 0 if row.free else interest_on(balance, cost, account.terms.rounding, row.carried)
        row.opening, row.inherited = balance, deferred
        deferred = own + deferred if row.puts_off else 0
        if not row.puts_off:
            row.ask(row.left[PRINCIPAL] - row.grown, own + row.inherited + row.added)
        balance -= row.left[PRINCIPAL] - row.grown + _in_advance(account, row)


def _in_advance(account: Account, row: AccountRow) -> int:
    """Principal paid in advance on a coming row: it stays with the row where such payments do (Excess.NEXT)."""
    return row.paid[PRINCIPAL] if account.terms.excess is Excess.NEXT else 0


def _less_paid(made: Sequence[Row], ahead: Sequence[int]) -> list[int]:
    """The principal new rows still ask for; a row that asks for less than was paid on it leaves the rest to others."""
    asked = [row.principal for row in made]
    least = [min(0, part) for part in asked]
    for place, paid in enumerate(ahead):
        asked[place] -= paid
    for order in (range(len(asked)), reversed(range(len(asked)))):
        spare = 0
        for place in order:
            left = asked[place] - spare
            asked[place], spare = max(left, least[place]), max(0, least[place] - left)
    return asked


def _added(made: Sequence[Row], asked: Sequence[int], count: int) -> list[tuple[Row, int]]:
    """The new rows beyond the first `count`, with the principal they ask for."""
    return list(zip(made, asked, strict=True))[count:]


def _renew(account: Account, row: AccountRow, new: Row, first: AccountRow, principal: int) -> None:
    """A row keeps what was paid of it and asks for what the new schedule says."""
    since, carried = (first.since, first.carried) if row is first else (new.period.opens, NOTHING)
    fresh = account.row_of(new, since, carried)
    set_dates(row, fresh)
    row.opening, row.since, row.carried = new.opening, since, carried
    row.inherited, row.puts_off, row.free = new.inherited, new.puts_off, new.free
    row.ask(principal, new.interest + row.added)
    if scheduled_left(row):
        row.settled_on = None


def set_dates(row: AccountRow, fresh: AccountRow) -> None:
    """Give a row the dates of another."""
    row.period, row.due, row.deadline = fresh.period, fresh.due, fresh.deadline
    row.penalty_from, row.grace_until = fresh.penalty_from, fresh.grace_until
