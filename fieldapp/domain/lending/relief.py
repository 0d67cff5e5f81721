"""What the lender adds or gives up: charges, waivers, write-offs.

A write-off takes the debt off the books; what comes in afterwards is a recovery and reduces what was written off. A
waiver or write-off takes no more than there is: an earlier event that turns up late may leave less than was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from fieldapp.domain.lending.account import Account
from fieldapp.domain.lending.allocation import AllocationLine, Component
from fieldapp.domain.lending.events import LoanEvent
from fieldapp.domain.lending.repay import apply_held, end_coming
from fieldapp.domain.lending.respread import reinterest
from fieldapp.domain.lending.restructure import impossible
from fieldapp.domain.lending.rows import COMPONENTS, INTEREST, PLACE, AccountRow

Lines = tuple[AllocationLine, ...]


def charge(account: Account, event: LoanEvent) -> Lines:
    """A cost of the whole loan, or a fee or penalty on a row (the one next due where none is named)."""
    amount, component = event.amount or 0, event.component or Component.COST
    if component is Component.COST:
        account.costs.left += amount
        return (AllocationLine(0, component, amount),)
    row = _charged(account.rows, event)
    row.left[PLACE[component]] += amount
    account.first_open = 0
    return (AllocationLine(row.number, component, amount),)


def waive(account: Account, event: LoanEvent) -> tuple[Lines, int]:
    """Give up what is unpaid of a component, oldest row first; the lines, and what there was nothing to waive for.

    Without an amount all there is on the day: of the rows due, and of the interest earned until then. An amount goes
    on into the coming rows; so does the number of a row. Principal given up bears no interest any more.
    """
    component = event.component or Component.PENALTY
    if component is Component.COST:
        part = account.costs.left if event.amount is None else min(event.amount, account.costs.left)
        account.costs.left -= part
        account.costs.waived += part
        return _lines((0, component, part)), (event.amount or part) - part
    if event.number is not None and event.number > len(account.rows):
        impossible(event, "number", f"the schedule has no row {event.number}")
    lines, wanted, place = [], event.amount, PLACE[component]
    most = _most(account, event, place)
    for row in [row for row in account.open_rows() if event.number in {None, row.number}]:
        account.post(row, event.on)
        part = min(row.left[place], most(row) if wanted is None else wanted)
        if part <= 0:
            continue
        if component is Component.PRINCIPAL and row.due > event.on:
            account.carry(account.coming_rows(event.on)[0], event.on)
        row.take(place, part, event.on, row.waived)
        lines.append(AllocationLine(row.number, component, part))
        wanted = None if wanted is None else wanted - part
        if wanted == 0:
            break
    if component is Component.PRINCIPAL:
        reinterest(account, event.on)
    return tuple(lines), wanted or 0


def _most(account: Account, event: LoanEvent, place: int) -> Callable[[AccountRow], int]:
    """How much of a row a waiver without an amount reaches."""
    coming = account.coming_rows(event.on)
    earned = {coming[0].number: account.earned(event.on)} if coming and place == INTEREST else {}

    def reached(row: AccountRow) -> int:
        if event.number is not None or row.due <= event.on:
            return row.left[place]
        return earned.get(row.number, 0)

    return reached


def write_off(account: Account, on: date) -> Lines:
    """Everything unpaid, interest earned until this day included; money held for the borrower is applied first."""
    apply_held(account, on)
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
        if event.number > len(rows):
            impossible(event, "number", f"the schedule has no row {event.number}")
        return rows[event.number - 1]
    return next((row for row in rows if row.due >= event.on), rows[-1])


def _lines(*parts: tuple[int, Component, int]) -> Lines:
    return tuple(AllocationLine(*part) for part in parts if part[2])
