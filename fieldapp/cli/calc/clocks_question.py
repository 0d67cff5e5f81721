"""How `calc clocks` is asked: when the debt fell due, what happened since, and who guarantees it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from fieldapp.cli.calc.question import Strict, wrong
from fieldapp.domain.clocks.events import (
    BEGINNINGS,
    PROCEEDINGS,
    Interruption,
    LegalEvent,
    Obstacle,
    Proof,
    Recipient,
    Suspension,
)
from fieldapp.domain.clocks.guarantee import GuaranteeFacts, PeriodClause, PeriodTerms, Rescheduling
from fieldapp.domain.clocks.limitation import Beginning, LimitationFacts
from fieldapp.domain.party import GuaranteeKind


class Event(Strict, frozen=True):
    """Something that happened. For a demand `on` is the day it arrived.

    `proof`: without it the event is listed and does not count. `ended_on`: when a proceeding ended (none: it goes
    on). `withdrawn`: a proceeding given up. `towards`: the guarantor it was directed at (empty: the debtor).
    """

    on: date
    kind: Interruption
    proof: Proof | None = None
    ended_on: date | None = None
    withdrawn: bool = False
    received_by: Recipient = Recipient.PARTY
    towards: str = ""
    reference: str = ""


class Obstructed(Strict, frozen=True):
    """What kept the creditor from claiming, from `begins` until it was gone (none: it still stands)."""

    begins: date
    obstacle: Obstacle
    until: date | None = None
    proven: bool = True


class Rescheduled(Strict, frozen=True):
    """The debt's last day was moved, with or without this guarantor's written consent."""

    on: date
    new_last_due_on: date
    consented_in_writing: bool


class GuaranteeAsked(Strict, frozen=True):
    """A guarantee; `agreed_until` or `agreed_months` (after the last due day) belong to an agreed period.

    `defence_ended_on`: when a general guarantor's right to wait for enforcement against the debtor ended.
    """

    guarantor: str
    kind: GuaranteeKind
    period: PeriodClause = PeriodClause.NONE
    agreed_until: date | None = None
    agreed_months: int | None = None
    defence_ended_on: date | None = None
    reschedulings: tuple[Rescheduled, ...] = ()


class ClocksQuestion(Strict, frozen=True):
    """The debt, what happened, its guarantees, and the day asked for."""

    as_of: date
    last_due_on: date
    accelerated_on: date | None = None
    lender_is_institution: bool = True
    events: tuple[Event, ...] = ()
    suspensions: tuple[Obstructed, ...] = ()
    guarantees: tuple[GuaranteeAsked, ...] = ()
    language: Literal["zh_CN", "en"] = "zh_CN"


def limitation_facts(asked: ClocksQuestion, events: tuple[LegalEvent, ...]) -> LimitationFacts:
    """What limitation against the debtor is computed from: what happened to the debtor."""
    obstacles = []
    for place, one in enumerate(asked.suspensions):
        if one.until is not None and one.until < one.begins:
            wrong(f"suspensions[{place}].until", "lies before begins")
        obstacles.append(Suspension(one.begins, one.obstacle, one.until, one.proven))
    own = tuple(event for event in events if not event.towards)
    return LimitationFacts(beginning(asked), own, tuple(obstacles), asked.lender_is_institution)


def guarantee_facts(asked: ClocksQuestion, events: tuple[LegalEvent, ...], place: int) -> GuaranteeFacts:
    """What one guarantee is judged by."""
    said, field = asked.guarantees[place], f"guarantees[{place}]"
    if [one.guarantor for one in asked.guarantees].index(said.guarantor) != place or not said.guarantor:
        wrong(f"{field}.guarantor", "needs a name of its own")
    agreed = (said.agreed_until is not None) + (said.agreed_months is not None)
    if agreed != (said.period is PeriodClause.AGREED):
        wrong(f"{field}.period", "an agreed period needs agreed_until or agreed_months, any other neither")
    if said.agreed_months is not None and not 0 <= said.agreed_months <= 1200:
        wrong(f"{field}.agreed_months", "not between 0 and 1200")
    return GuaranteeFacts(
        guarantor=said.guarantor,
        kind=said.kind,
        period=PeriodTerms(said.period, said.agreed_until, said.agreed_months),
        matures=beginning(asked),
        events=events,
        reschedulings=tuple(
            Rescheduling(one.on, one.new_last_due_on, one.consented_in_writing) for one in said.reschedulings
        ),
        defence_ended_on=said.defence_ended_on,
        institution=asked.lender_is_institution,
    )


def event_of(event: Event, field: str, asked: ClocksQuestion) -> LegalEvent:
    """An event as the rules know it."""
    if event.kind in BEGINNINGS:
        wrong(f"{field}.kind", "no event: state last_due_on, and accelerated_on where the loan was called")
    if event.ended_on is not None and (event.kind not in PROCEEDINGS or event.ended_on < event.on):
        wrong(f"{field}.ended_on", "is for proceedings, and lies on or after on")
    if event.withdrawn and event.kind not in PROCEEDINGS:
        wrong(f"{field}.withdrawn", "is for proceedings")
    if event.towards and all(event.towards != one.guarantor for one in asked.guarantees):
        wrong(f"{field}.towards", f"no guarantor of this name: {event.towards!r}")
    return LegalEvent(
        event.on,
        event.kind,
        event.proof,
        event.ended_on,
        event.withdrawn,
        event.received_by,
        event.towards,
        event.reference,
    )


def beginning(asked: ClocksQuestion) -> Beginning:
    """When the whole debt fell due."""
    if asked.accelerated_on is None:
        return Beginning(asked.last_due_on)
    if asked.accelerated_on > asked.last_due_on:
        wrong("accelerated_on", "lies after last_due_on")
    return Beginning(asked.accelerated_on, Interruption.ACCELERATION)
