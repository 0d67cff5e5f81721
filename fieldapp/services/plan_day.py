"""The day: which cases to see, in the order of urgency, and what is left to finish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldapp import clock
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_list import CaseFilter, CaseLine, Totals
from fieldapp.store.laptop.drafts import Draft
from fieldapp.store.laptop.outbox import OutboxEntry

DAY_LIMIT = 12


@dataclass(frozen=True, slots=True)
class Day:
    """Today: `urgent` in order, `visited` what is done, `total` of all cases, and what is left to finish."""

    on: date
    urgent: tuple[CaseLine, ...]
    visited: tuple[CaseLine, ...]
    total: Totals
    drafts: tuple[Draft, ...]
    refused: tuple[OutboxEntry, ...]


def plan_day(desk: Desk, limit: int = DAY_LIMIT) -> Day:
    """Today's work."""
    today = clock.today()
    with desk.store.reading() as unit:
        return Day(
            on=today,
            urgent=tuple(unit.cases.urgent(today, limit)),
            visited=tuple(unit.cases.visited(today)),
            total=unit.cases.totals(CaseFilter()),
            drafts=tuple(unit.drafts.all()),
            refused=tuple(unit.outbox.refused()),
        )


def bring_up_to_date(desk: Desk, batch: int = 50) -> bool:
    """Bring the next rows of the list to today's date; whether any were left. Small batches, so that it can stop."""
    with desk.store.writing() as unit:
        return bool(unit.refresh_stale(batch))
