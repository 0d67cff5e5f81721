"""Which fields an event of a kind has: whatever else is said about it would be passed over, so it is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from fieldapp.domain.lending.allocation import Component
from fieldapp.domain.lending.events import EventKind, LoanEvent, ScheduleChange
from fieldapp.domain.refusal import Refusal

_EVERY = frozenset({"kind", "on", "id"})
_NEEDED = {
    EventKind.DISBURSE: {"amount"},
    EventKind.REPAY: {"amount"},
    EventKind.REVERSE: {"of"},
    EventKind.CHARGE: {"amount"},
    EventKind.WAIVE: {"component"},
    EventKind.RATE_CHANGE: {"annual_rate"},
    EventKind.RESCHEDULE: {"change"},
    EventKind.RE_AGE: {"change"},
}
_ALLOWED = {
    EventKind.REPAY: {"channel"},
    EventKind.CHARGE: {"component", "number"},
    EventKind.WAIVE: {"amount", "number"},
    EventKind.RESCHEDULE: {"annual_rate"},
    EventKind.RE_AGE: {"annual_rate", "capitalise", "reset_after"},
    EventKind.RE_AMORTISE: {"spread_interest", "reset_after"},
    EventKind.PAYOFF: {"amount", "channel"},
}
_CHANGES = {
    EventKind.RESCHEDULE: {field.name for field in fields(ScheduleChange)} - {"instalments"},
    EventKind.RE_AGE: {"first_due", "instalments", "instalment", "grace_principal", "grace_interest"},
}
_CHARGEABLE = {None, Component.COST, Component.FEE, Component.PENALTY}


def event_problems(event: LoanEvent) -> tuple[Refusal, ...]:
    """What keeps `event` from being one of its kind, each with `field` and `detail`."""
    return (*_named(event), *_figures(event), *_changed(event))


def _against(field: str, detail: str) -> Refusal:
    return Refusal("loan.event_field_wrong", {"field": field, "detail": detail})


def _named(event: LoanEvent) -> Iterator[Refusal]:
    needed, allowed = _NEEDED.get(event.kind, set()), _ALLOWED.get(event.kind, set())
    for field in fields(event):
        said = getattr(event, field.name) != field.default
        if field.name in needed and not said:
            yield _against(field.name, f"missing for {event.kind.value}")
        if said and field.name not in needed | allowed | _EVERY:
            yield _against(field.name, f"means nothing for {event.kind.value}")


def _figures(event: LoanEvent) -> Iterator[Refusal]:
    if event.amount is not None and event.amount <= 0:
        yield _against("amount", "must be above zero")
    if event.annual_rate is not None and event.annual_rate < 0:
        yield _against("annual_rate", "must not be below zero")
    if event.number is not None and event.number < 1:
        yield _against("number", "rows are numbered from 1")
    if event.kind is EventKind.CHARGE and event.component not in _CHARGEABLE:
        yield _against("component", "only cost, fee or penalty can be charged")
    if event.component in {None, Component.COST} and event.number is not None:
        yield _against("number", "costs belong to the whole loan, not to a row")
    if {Component.COST, Component.PRINCIPAL} & set(event.capitalise):
        yield _against("capitalise", "principal is taken over anyway; costs of the whole loan cannot be")
    if event.reset_after < 0:
        yield _against("reset_after", "must not be below zero")


def _changed(event: LoanEvent) -> Iterator[Refusal]:
    change, allowed = event.change, _CHANGES.get(event.kind, set())
    if change is None:
        return
    for field in fields(change):
        if getattr(change, field.name) != field.default and field.name not in allowed:
            yield _against(field.name, f"means nothing for {event.kind.value}")
    counts = (change.extra_instalments, change.grace_principal, change.grace_interest)
    if min(counts) < 0 or (change.instalment is not None and change.instalment <= 0):
        yield _against("extra_instalments", "counts and instalments must not be below zero")
    if change.first_due is not None and (change.shift_months or change.shift_days):
        yield _against("first_due", "say a new first due date or a shift, not both")
    if change == ScheduleChange() and event.annual_rate is None:
        yield _against("change", "says nothing that would change")
