"""A loan once its events were replayed: what is needed to say, at any later date, what is owed and how late it is.

Ageing ten thousand loans every morning must not replay them: a snapshot settled after the last event gives the same
quote as a full replay (a test compares them), as long as nothing has happened since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fieldapp.domain.lending.account import Account
from fieldapp.domain.lending.arrears import Accrual
from fieldapp.domain.lending.rows import AccountRow, SettledRow


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The account of a loan after its last event.

    Attributes:
        settled_on: the date it was made for. good_until: the last date it can answer for; none: any later one. What
            is known to happen afterwards needs a replay: money held for the borrower is applied on the next due
            date, the contract foresees a tranche or another rate.
        by: the terms and rates that days are counted by.
        rows: all that are open or coming.
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

    def good_for(self, as_of: date) -> bool:
        """Whether it can answer for a date."""
        return self.settled_on <= as_of and (self.good_until is None or as_of <= self.good_until)


def snapshot_of(account: Account, on: date, written_off: int, next_change: date | None) -> Snapshot:
    """The account as frozen values; `next_change` is the next day on which something is known to happen."""
    kept = tuple(_settled(row) for row in account.rows if any(row.left) or row.due > on)
    changes = [] if next_change is None else [next_change]
    if account.credit:
        changes += [row.due for row in kept if row.due > on and any(row.left)][:1]
    return Snapshot(
        settled_on=on,
        good_until=min(changes) - timedelta(days=1) if changes else None,
        by=account.by,
        rows=kept,
        costs=account.costs.left,
        credit=account.credit,
        written_off=written_off,
        pauses=tuple(account.pauses),
        held_since=account.held_since(),
    )


def _settled(row: AccountRow) -> SettledRow:
    return SettledRow(
        row.number,
        row.due,
        row.deadline,
        row.penalty_from,
        row.grace_until,
        row.accrued_to,
        tuple(row.left),
        row.ahead,
        row.opening,
        row.since,
        row.carried,
        row.inherited,
        row.free,
        row.added,
        row.grown,
    )
