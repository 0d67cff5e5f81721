"""Money coming in: applied to what is due in the loan's order, what is left over as the loan says.

A payment that covers everything ends the loan: interest of the coming rows is not earned any more (民法典 677: early
repayment pays interest for the actual time).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fieldapp.domain.lending.account import Account
from fieldapp.domain.lending.allocation import (
    COMING,
    AllocationLine,
    AllocationStep,
    Component,
    Excess,
    Timing,
    allocate,
    principal_first,
)
from fieldapp.domain.lending.respread import reinterest, respread
from fieldapp.domain.lending.rows import COMPONENTS, COMPOUND, INTEREST, PENALTY, PRINCIPAL, AccountRow, undue_principal

Lines = tuple[AllocationLine, ...]


def repay(account: Account, amount: int, on: date) -> tuple[Lines, int]:
    """Apply a payment; the lines, and what nothing needed (under HOLD it is kept for the next due dates)."""
    if _may_end(account, amount) and payoff_sum(account, on) <= amount:
        end_coming(account, on)
        lines, left = _apply_due(account, amount, on)
        more, left = _to_coming(account, left, on, (COMING,))
        return lines + more, left
    lines, left = _apply_due(account, amount, on)
    if left:
        more, left = _EXCESS[account.terms.excess](account, left, on)
        lines += more
    return lines, left


def payoff_sum(account: Account, on: date) -> int:
    """What ends the loan on a day, minor units."""
    total = account.costs.left + account.earned(on)
    for row in account.open_rows():
        total += sum(row.left) + sum(account.accrued(row, on))
        if row.due > on:
            total -= row.left[INTEREST] + row.grown
    return total


def _may_end(account: Account, amount: int) -> bool:
    """Whether a payment is at least the principal, so that it is worth asking what ends the loan."""
    return undue_principal(account.open_rows()) <= amount


def use_credit(account: Account, upto: date) -> None:
    """Apply money held for the borrower on each due date up to a day."""
    while account.credit > 0:
        row = next(iter(account.due_rows(upto)), None)
        if row is None:
            return
        lines, account.credit = _apply_due(account, account.credit, row.due)
        account.held.append((row.due, lines))


def apply_held(account: Account, on: date) -> None:
    """Apply money held for the borrower at once: to what is due, then to the coming rows."""
    if account.credit:
        lines, left = _apply_due(account, account.credit, on)
        more, account.credit = _to_coming(account, left, on, (COMING,))
        account.held.append((on, lines + more))


def end_coming(account: Account, on: date) -> None:
    """The coming rows ask for their principal only, and the first of them for the interest earned until this day."""
    coming = account.coming_rows(on)
    if not coming:
        return
    earned = account.earned(on)
    account.net_growth(coming)
    for row in coming:
        row.left[INTEREST] = row.inherited = row.added = 0
    coming[0].left[INTEREST] = earned
    for row in coming:
        if not any(row.left):
            row.settled_on = on


def _apply_due(account: Account, amount: int, on: date) -> tuple[Lines, int]:
    """Apply to what is due, in the loan's order."""
    rows = account.due_rows(on)
    owed: dict[tuple[int, Component], int] = {(0, Component.COST): account.costs.left}
    for row in rows:
        _collect(owed, account, row, on)
    lines, left = allocate(amount, owed, _steps(account, on), {row.number: account.timing(row, on) for row in rows})
    account.book(lines, on)
    return lines, left


def _collect(owed: dict[tuple[int, Component], int], account: Account, row: AccountRow, on: date) -> None:
    penalty, compound = account.accrued(row, on)
    more = {PENALTY: penalty, COMPOUND: compound}
    for place, component in COMPONENTS.items():
        left = row.left[place] + more.get(place, 0)
        if left:
            owed[row.number, component] = left


def _steps(account: Account, on: date) -> tuple[AllocationStep, ...]:
    limit = account.terms.principal_first_after
    steps = tuple(account.steps)
    return principal_first(steps) if limit is not None and _days_past_due(account, on) > limit else steps


# what nothing due needs ------------------------------------------------------------------------------------------


def _to_next(account: Account, amount: int, on: date) -> tuple[Lines, int]:
    """To the coming rows as they are written, as far as the loan's order names what is in advance."""
    return _to_coming(account, amount, on, account.steps)


def _to_coming(account: Account, amount: int, on: date, steps: Sequence[AllocationStep]) -> tuple[Lines, int]:
    coming = [row for row in account.coming_rows(on) if any(row.left)]
    owed = {(row.number, c): row.left[p] for row in coming for p, c in COMPONENTS.items() if row.left[p]}
    timings = {row.number: Timing.IN_ADVANCE for row in coming}
    lines, left = allocate(amount, owed, steps, timings)
    account.book(lines, on)
    return lines, left


def _to_last(account: Account, amount: int, on: date) -> tuple[Lines, int]:
    """Off the principal of the last rows; interest of the rest is counted anew on what is left."""
    coming = account.coming_rows(on)
    lines = []
    for row in reversed(coming):
        part = min(amount, row.left[PRINCIPAL])
        if part:
            lines.append(AllocationLine(row.number, Component.PRINCIPAL, part))
            amount -= part
    if lines:
        account.carry(coming[0], on)
        account.book(lines, on)
        reinterest(account, on)
    more, left = _to_next(account, amount, on)
    return (*lines, *more), left


def _off_principal(account: Account, amount: int, on: date) -> tuple[Lines, int]:
    """Off the principal; the coming rows are made anew. Booked with the next row, whose principal grows by it."""
    coming = account.coming_rows(on)
    part = min(amount, undue_principal(coming))
    lines = [AllocationLine(coming[0].number, Component.PRINCIPAL, part)] if part else []
    if lines:
        coming[0].paid[PRINCIPAL] += part
        respread(account, on, more=-part)
    more, left = _to_next(account, amount - part, on)
    return (*lines, *more), left


def _hold(account: Account, amount: int, _on: date) -> tuple[Lines, int]:
    account.credit += amount
    return (), amount


def _days_past_due(account: Account, on: date) -> int:
    oldest = account.oldest_overdue(on)
    return (on - oldest).days if oldest else 0


_EXCESS = {
    Excess.NEXT: _to_next,
    Excess.LAST: _to_last,
    Excess.RE_AMORTISE: _off_principal,
    Excess.HOLD: _hold,
}
