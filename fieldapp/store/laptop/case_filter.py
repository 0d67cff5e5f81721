"""What the list of cases is asked to show and in which order, as conditions and orders of SQL.

A filter is plain values, so that it can be kept by name and compared; only this module knows what a mark means in the
rows that are materialised. Orders are given both ways, and every one of them ends with the row's number, so that pages
of a list neither repeat nor leave out a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from db.client_schema import case_row
from fieldapp.domain.strategy.urgency import Reason

QUIET_DAYS = 30
"""Days without any contact after which a case counts as quiet."""


class Mark(StrEnum):
    """Something by which lines are picked out; several together are all asked for."""

    NEVER_VISITED = "never_visited"
    QUIET = "quiet"
    PROMISE = "promise"
    PLAN_TROUBLE = "plan_trouble"
    PLAN_WAITING = "plan_waiting"
    CLOCK = "clock"
    HELD = "held"
    PENDING = "pending"
    NO_PLACE = "no_place"


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What to show: words to search for, buckets (none: all), one collector (none: all), marks (all of them).

    `descending` None is the usual direction of the order, in which it makes most sense.
    """

    text: str = ""
    buckets: tuple[str, ...] = ()
    collector: str = ""
    sort: str = "urgency"
    descending: bool | None = None
    marks: tuple[str, ...] = ()

    @property
    def searches(self) -> bool:
        """Whether it looks for words at all."""
        return bool(self.text.strip())

    @property
    def down(self) -> bool:
        """Whether the order goes down."""
        return ORDERS[self.sort].down if self.descending is None else self.descending

    @property
    def indexed(self) -> bool:
        """Whether pages of it can be read off an index, one by one."""
        return ORDERS[self.sort].indexed and not self.marks


@dataclass(frozen=True, slots=True)
class Order:
    """An order: by which column, which way usually, and whether there is an index for it."""

    column: str
    down: bool = False
    indexed: bool = False


ORDERS = {
    "urgency": Order("urgency", down=True, indexed=True),
    "owed": Order("owed_minor", down=True, indexed=True),
    "late": Order("days_past_due", down=True, indexed=True),
    "name": Order("borrower_name", indexed=True),
    "payoff": Order("payoff_minor", down=True),
    "contact": Order("last_contact_at"),
    "visit": Order("last_visit_at"),
    "case_no": Order("case_no"),
    "district": Order("district"),
    "address": Order("address"),
    "step": Order("next_step"),
    "holds": Order("holds", down=True),
    "plan": Order("plan_health", down=True),
    "balance": Order("balance_at"),
}


def order_by(wanted: CaseFilter) -> tuple[Any, ...]:
    """The columns to order by."""
    column = case_row.c[ORDERS[wanted.sort].column]
    return (column.desc() if wanted.down else column, case_row.c.rid)


def mark_conditions(marks: tuple[str, ...], today: date) -> list[Any]:
    """What the marks ask of a row."""
    return [_condition(Mark(mark), today) for mark in marks]


def _condition(mark: Mark, today: date) -> Any:
    row = case_row.c
    if mark is Mark.NEVER_VISITED:
        return row.last_visit_at.is_(None) & (row.days_past_due > 0)
    if mark is Mark.QUIET:
        since = (today - timedelta(days=QUIET_DAYS)).isoformat()
        seen = sa.func.coalesce(sa.cast(row.last_contact_at, sa.String), "")
        return (row.days_past_due > 0) & (seen < since)
    if mark is Mark.PROMISE:
        return sa.or_(*(_has_reason(one) for one in (Reason.PROMISE_DUE, Reason.PROMISE_BROKEN)))
    if mark is Mark.CLOCK:
        return sa.or_(*(_has_reason(one) for one in _CLOCKS))
    if mark is Mark.PLAN_TROUBLE:
        return row.plan_health.in_(("late", "broken", "returned"))
    if mark is Mark.PLAN_WAITING:
        return row.plan_health == "waiting"
    if mark is Mark.HELD:
        return row.holds != ""
    return row.pending > 0 if mark is Mark.PENDING else row.lon_e6.is_(None)


_CLOCKS = (Reason.GUARANTEE_ENDING, Reason.LIMITATION_ENDING, Reason.NOTICE_TO_SERVE)


def _has_reason(reason: Reason) -> Any:
    """Whether a row's reasons name this one; names are told apart by the quotes around them."""
    return case_row.c.reasons.contains(f'"{reason.value}"')
