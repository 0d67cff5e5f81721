"""How events of a loan are written in a question, and turning them into values of the domain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from msgspec import Meta

from fieldapp.cli.calc.loan_terms import Amount, Part, choice
from fieldapp.cli.calc.question import Strict, minor, percent, wrong
from fieldapp.domain.lending.allocation import Component
from fieldapp.domain.lending.event_soundness import event_problems
from fieldapp.domain.lending.events import EventKind, LoanEvent, ScheduleChange
from fieldapp.domain.lending.loan import LoanTerms

Kind = Annotated[str, Meta(extra_json_schema={"enum": [kind.value for kind in EventKind]})]
_RE_AGED = ("interest",)
_NAMES = {"annual_rate": "annual_rate_percent", "first_due": "first_due_on", "change": "kind"}
_RESET_AFTER = 3


class Event(Strict, frozen=True):
    """One event. Which fields a kind has: docs/rules/loan.md."""

    on: date
    kind: Kind
    id: str = ""
    amount: Amount | None = None
    component: Part | None = None
    number: int | None = None
    of: str = ""
    annual_rate_percent: Amount | None = None
    from_number: int | None = None
    first_due_on: date | None = None
    shift_months: int = 0
    shift_days: int = 0
    extra_instalments: int = 0
    instalments: int | None = None
    instalment: Amount | None = None
    grace_principal: int = 0
    grace_interest: int = 0
    capitalise: list[Part] | None = None
    spread_interest: bool = True
    reset_after: int | None = None
    channel: str = ""


def loan_events(told: Sequence[Event], terms: LoanTerms, place: str = "events") -> tuple[LoanEvent, ...]:
    """The events as the domain knows them, in the order they were told.

    Raises:
        KnownError: `calc.field_wrong` naming the field.
    """
    events = tuple(_event(event, terms, f"{place}[{number}]") for number, event in enumerate(told))
    known: dict[str, LoanEvent] = {}
    for number, event in enumerate(events):
        if event.id and known.setdefault(event.id, event) != event:
            wrong(f"{place}[{number}].id", f"another event has the id {event.id!r}")
    for number, event in enumerate(events):
        if event.kind is EventKind.REVERSE:
            _check_reversal(event, known, f"{place}[{number}]")
    return events


def field_name(name: str) -> str:
    """How a question writes a field of the domain."""
    return _NAMES.get(name, name)


def _check_reversal(event: LoanEvent, known: dict[str, LoanEvent], place: str) -> None:
    undone = known.get(event.of)
    if undone is None or undone.kind is EventKind.REVERSE:
        wrong(f"{place}.of", f"no event that can be reversed has the id {event.of!r}")
    if event.on < undone.on:
        wrong(f"{place}.on", "lies before the event it reverses")


def _event(told: Event, terms: LoanTerms, place: str) -> LoanEvent:
    kind = choice(told.kind, EventKind, f"{place}.kind")

    def money(amount: Amount | None, field: str) -> int | None:
        return None if amount is None else minor(str(amount), f"{place}.{field}", terms.currency_digits)

    rate = told.annual_rate_percent
    change = ScheduleChange(
        from_number=told.from_number,
        first_due=told.first_due_on,
        shift_months=told.shift_months,
        shift_days=told.shift_days,
        extra_instalments=told.extra_instalments,
        instalments=told.instalments,
        instalment=money(told.instalment, "instalment"),
        grace_principal=told.grace_principal,
        grace_interest=told.grace_interest,
    )
    changes = kind in {EventKind.RESCHEDULE, EventKind.RE_AGE} or change != ScheduleChange()
    re_age = kind is EventKind.RE_AGE
    event = LoanEvent(
        kind=kind,
        on=told.on,
        id=told.id,
        amount=money(told.amount, "amount"),
        component=None if told.component is None else choice(told.component, Component, f"{place}.component"),
        number=told.number,
        of=told.of,
        annual_rate=None if rate is None else percent(str(rate), f"{place}.annual_rate_percent"),
        change=change if changes else None,
        capitalise=tuple(
            choice(name, Component, f"{place}.capitalise")
            for name in ((_RE_AGED if re_age else ()) if told.capitalise is None else told.capitalise)
        ),
        spread_interest=told.spread_interest,
        reset_after=(_RESET_AFTER if re_age else 0) if told.reset_after is None else told.reset_after,
        channel=told.channel,
    )
    if event.on < terms.disbursed_on:
        wrong(f"{place}.on", "lies before the disbursement")
    for problem in event_problems(event):
        field = str(problem.params["field"])
        wrong(f"{place}.{field_name(field)}", str(problem.params["detail"]))
    return event
