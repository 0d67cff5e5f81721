"""What the lender adds or gives up: charges, waivers, write-offs.

A write-off takes the debt off the books; what comes in afterwards is a recovery and reduces what was written off. A
waiver or write-off takes no more than there is: an earlier event that turns up late may leave less than was meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fieldapp.domain.lending.account import Account
from fieldapp.domain.lending.allocation import AllocationLine, Component
from fieldapp.domain.lending.events import LoanEvent
from fieldapp.domain.lending.repay import end_coming
from fieldapp.domain.lending.rows import COMPONENTS, PLACE, AccountRow

Lines = tuple[AllocationLine, ...]


def charge(account: Account, event: LoanEvent) -> Lines:
    """A cost of the whole loan, or a fee or penalty on a row (the one next due where none is named)."""
    amount, component = event.amount or 0, event.component or Component.COST
    if component is Component.COST:
        account.costs.left += amount
        return (AllocationLine(0, component, amount),)
    row = _charged(account.rows, event)
    account.post(row, event.on)
    row.left[PLACE[component]] += amount
    account.first_open = 0
    return (AllocationLine(row.number, component, amount),)


def waive(account: Account, event: LoanEvent) -> tuple[Lines, int]:
    """Give up what is unpaid of a component, oldest row first; the lines, and what there was nothing to waive for."""
    component = event.component or Component.PENALTY
    if component is Component.COST:
        part = account.costs.left if event.amount is None else min(event.amount, account.costs.left)
        account.costs.left -= part
        account.costs.waived += part
        return _lines((0, component, part)), (event.amount or part) - part
    rows = [row for row in account.open_rows() if event.number in {None, row.number}]
    lines, wanted, place = [], event.amount, PLACE[component]
    for row in rows:
        account.post(row, event.on)
        part = row.left[place] if wanted is None else min(wanted, row.left[place])
        if part <= 0:
            continue
        row.take(place, part, event.on, row.waived)
        lines.append(AllocationLine(row.number, component, part))
        wanted = None if wanted is None else wanted - part
    return tuple(lines), wanted or 0


def write_off(account: Account, on: date) -> Lines:
    """Everything unpaid, interest earned until this day included."""
    end_coming(account, on)
    lines = list(_lines((0, Component.COST, account.costs.left)))
    account.costs.written += account.costs.left
    account.costs.left = 0
    for row in account.open_rows():
        account.post(row, on)
        for place, component in COMPONENTS.items():
            lines += _lines((row.number, component, row.left[place]))
            row.take(place, row.left[place], on, row.written)
    return tuple(lines)


def written_off(account: Account) -> int:
    """All that was written off, minor units."""
    return account.costs.written + sum(sum(row.written) for row in account.rows)


def recover(account: Account, amount: int) -> int:
    """Money received on what was written off; how much of it there was to recover."""
    part = min(amount, written_off(account) - account.recovered)
    account.recovered += part
    return part


def _charged(rows: Sequence[AccountRow], event: LoanEvent) -> AccountRow:
    if event.number is not None:
        return rows[event.number - 1]
    return next((row for row in rows if row.due >= event.on), rows[-1])


def _lines(*parts: tuple[int, Component, int]) -> Lines:
    return tuple(AllocationLine(*part) for part in parts if part[2])
