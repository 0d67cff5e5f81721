"""A loan once its events were replayed: what is needed to say, at any later date, what is owed and how late it is.

Ageing ten thousand loans every morning must not replay them: a snapshot settled after the last event gives the same
quote as a full replay (a test compares them), as long as nothing has happened since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fieldapp.domain.lending.account import Account, Reset
from fieldapp.domain.lending.arrears import Accrual
from fieldapp.domain.lending.rows import AccountRow, SettledRow, scheduled_left


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The account of a loan after its last event.

    Attributes:
        settled_on: the date it was made for. good_until: the last date it can answer for; none: any later one (money
            held for the borrower is applied on the next due date, which a replay has to do).
        by: the terms and rates that days are counted by.
        rows: all that are open, or coming, or have put their interest off.
        costs, credit: unpaid costs, and money held for the borrower. written_off: less what was recovered.
        pauses: spans that do not count for days past due. held_since: since when they go on counting after a re-age.
    """

    settled_on: date
    good_until: date | None
    by: Accrual
    rows: tuple[SettledRow, ...]
    costs: int
    credit: int
    written_off: int
    pauses: tuple[tuple[date, date | None], ...]
    held_since: date | None


def snapshot_of(account: Account, on: date, written_off: int) -> Snapshot:
    """The account as frozen values."""
    rows = account.rows
    kept = tuple(_settled(row) for row in rows if any(row.left) or row.due > on or row.put_off)
    good_until = None
    if account.credit:
        coming = [row.due for row in kept if row.due > on and any(row.left)]
        good_until = min(coming) - timedelta(days=1) if coming else None
    return Snapshot(
        settled_on=on,
        good_until=good_until,
        by=account.by,
        rows=kept,
        costs=account.costs.left,
        credit=account.credit,
        written_off=written_off,
        pauses=tuple(account.pauses),
        held_since=_held(account.reset, rows),
    )


def _held(reset: Reset | None, rows: list[AccountRow]) -> date | None:
    """Since when days past due go on although the rows were made anew; none once enough were paid on time."""
    if reset is None:
        return None
    new = [row for row in rows if row.number >= reset.first_number]
    on_time = [row for row in new if row.settled_on is not None and row.settled_on <= row.deadline]
    everything = not any(scheduled_left(row) for row in rows)
    return None if everything or len(on_time) >= reset.rows else reset.since


def _settled(row: AccountRow) -> SettledRow:
    return SettledRow(
        row.number,
        row.due,
        row.deadline,
        row.penalty_from,
        row.grace,
        row.accrued_to,
        tuple(row.left),
        row.ahead,
        row.opening,
        row.since,
        row.carried,
        row.put_off,
        row.free,
    )
