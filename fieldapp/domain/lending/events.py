"""What can happen on a loan after it was signed, as dated values; the account is their replay.

One shape for all kinds, so that a list of them crosses the wire as it is; each kind reads its own fields and a check
(`soundness`) refuses the rest. An event is placed by its value date: one that arrives late takes its place in the
past, and one that is reversed never counted from the day the reversal is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from fieldapp.domain.lending.allocation import Component


class EventKind(StrEnum):
    """Kinds of event, in the order in which events of one day are replayed.

    Waivers stand before payments, so that a settlement on one day pays what is left; changes of the schedule stand
    after them, so that a first payment counts before the rest is spread.
    """

    DISBURSE = "disburse"
    RATE_CHANGE = "rate_change"
    CHARGE = "charge"
    WAIVE = "waive"
    REPAY = "repay"
    PAYOFF = "payoff"
    RESCHEDULE = "reschedule"
    RE_AGE = "re_age"
    RE_AMORTISE = "re_amortise"
    ACCELERATE = "accelerate"
    WRITE_OFF = "write_off"
    PAUSE = "pause"
    RESUME = "resume"
    REVERSE = "reverse"


_PLACE = {kind: place for place, kind in enumerate(EventKind)}


@dataclass(frozen=True, slots=True)
class ScheduleChange:
    """How a reschedule or a re-age makes the coming rows anew.

    Attributes:
        from_number: the first row that is touched; none: the next one that is not due.
        first_due: the new due date of that row; the others follow in the loan's rhythm.
        shift_months, shift_days: moves every touched row by so much instead.
        extra_instalments: so many rows more. instalments: the number of new rows (re-age).
        instalment: the new level row, minor units; the last row absorbs.
        grace_principal, grace_interest: so many of the new rows ask for no principal, no interest.
    """

    from_number: int | None = None
    first_due: date | None = None
    shift_months: int = 0
    shift_days: int = 0
    extra_instalments: int = 0
    instalments: int | None = None
    instalment: int | None = None
    grace_principal: int = 0
    grace_interest: int = 0


@dataclass(frozen=True, slots=True)
class LoanEvent:
    """One event. Amounts in minor units.

    Attributes:
        id: by which it can be reversed and is known again when it is told twice; may be empty.
        amount: DISBURSE, REPAY, CHARGE, WAIVE (none: all there is), PAYOFF (none: what the quote says).
        component: what is charged (cost, fee, penalty) or waived.
        number: the row a charge belongs to or a waiver is for; none: the row next due, or the oldest first.
        of: the event that a REVERSE takes back.
        annual_rate: RATE_CHANGE, and RESCHEDULE or RE_AGE at a new rate.
        change: RESCHEDULE and RE_AGE.
        capitalise: RE_AGE: the unpaid components that become principal.
        spread_interest: RE_AMORTISE: unpaid interest goes over the coming rows too; else it stays due.
        reset_after: RE_AGE and RE_AMORTISE: days past due start anew only after so many rows paid on time.
    """

    kind: EventKind
    on: date
    id: str = ""
    amount: int | None = None
    component: Component | None = None
    number: int | None = None
    of: str = ""
    annual_rate: Decimal | None = None
    change: ScheduleChange | None = None
    capitalise: tuple[Component, ...] = ()
    spread_interest: bool = True
    reset_after: int = 0
    channel: str = ""


def effective_events(events: Iterable[LoanEvent], as_of: date) -> list[LoanEvent]:
    """The events that count at `as_of`, in the order of the replay.

    An event told twice under one id counts once; a reversed one does not count once its reversal has happened.
    """
    known = [event for event in events if event.on <= as_of]
    undone = reversed_ids(known, as_of)
    seen: set[str] = set()
    kept = []
    for event in sorted(known, key=replay_order):
        if event.kind is EventKind.REVERSE or (event.id and (event.id in undone or event.id in seen)):
            continue
        seen.add(event.id)
        kept.append(event)
    return kept


def reversed_ids(events: Iterable[LoanEvent], as_of: date) -> set[str]:
    """The ids of what has been reversed by a day."""
    return {event.of for event in events if event.kind is EventKind.REVERSE and event.on <= as_of and event.of}


def replay_order(event: LoanEvent) -> tuple[date, int, str, str]:
    """Value date, kind, id; events of one day without ids by what they say, never by where they stood."""
    return event.on, _PLACE[event.kind], event.id, "" if event.id else str(astuple(event))
