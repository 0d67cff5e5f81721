"""What a supervisor must see of the team: calls for help first, and where a rule was gone over with a reason.

Read from the records alone, so that it costs the same on a laptop with ten cases and with ten thousand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from fieldapp import clock
from fieldapp.domain.conduct import HelpCall, RuleOverride
from fieldapp.domain.party import Place, Premises
from fieldapp.domain.staff import Staff
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import LaptopUnit

URGENT_FOR = timedelta(hours=12)
"""How long a call for help stands out; whoever asked is with somebody, or home, by then."""


ONE_INCIDENT = timedelta(hours=1)
"""Calls of one person in one case that follow within this time are one: a place found later, or having left."""


@dataclass(frozen=True, slots=True)
class SeenCall:
    """One call for help with all that was told of it.

    Attributes:
        call: the first of it. place: the newest that was found. left: they have said that they left. `notes` in order.
        by: who to ring. premises: where it was, if that is known.
    """

    call: HelpCall
    place: Place | None
    left: bool
    notes: tuple[str, ...]
    urgent: bool
    borrower: str
    by: Staff | None
    premises: Premises | None


@dataclass(frozen=True, slots=True)
class SeenOverride:
    """A rule gone over, or a number opened: by whom, in which case, towards whom."""

    override: RuleOverride
    borrower: str
    case_no: str
    by: Staff | None
    party: str


@dataclass(frozen=True, slots=True)
class TeamWatch:
    """Newest first, urgent calls before all others. `overrides` went over a rule; `opened` only opened a number."""

    calls: tuple[SeenCall, ...] = ()
    overrides: tuple[SeenOverride, ...] = ()
    opened: tuple[SeenOverride, ...] = ()

    @property
    def urgent(self) -> tuple[SeenCall, ...]:
        """Calls somebody must answer now."""
        return tuple(one for one in self.calls if one.urgent)


def watch_team(desk: Desk) -> TeamWatch:
    """What there is to see, of all cases on this laptop."""
    with desk.store.reading() as unit:
        staff = unit.shadow.staff()
        incidents = _incidents(unit.shadow.help_calls())
        overrides = sorted(unit.shadow.overrides(), key=lambda one: one.content.at, reverse=True)
        seen = [_override(unit, one, staff) for one in overrides]
        return TeamWatch(
            tuple(sorted((_call(unit, one, staff) for one in incidents), key=lambda seen: not seen.urgent)),
            tuple(one for one in seen if not one.override.content.opened_number),
            tuple(one for one in seen if one.override.content.opened_number),
        )


def urgent_calls(desk: Desk) -> tuple[SeenCall, ...]:
    """Only the calls somebody must answer now: asked for at every change."""
    with desk.store.reading() as unit:
        recent = [one for one in unit.shadow.help_calls() if clock.now() - one.content.at < 2 * URGENT_FOR]
        if not recent:
            return ()
        staff = unit.shadow.staff()
        return tuple(seen for one in _incidents(recent) if (seen := _call(unit, one, staff)).urgent)


def _incidents(calls: list[HelpCall]) -> list[list[HelpCall]]:
    """The calls of each incident in order, the newest incident first."""
    found: list[list[HelpCall]] = []
    open_: dict[tuple[str, str], list[HelpCall]] = {}
    for call in sorted(calls, key=lambda one: one.content.at):
        before = open_.get((call.case_id, call.made_by))
        if before is not None and call.content.at - before[-1].content.at <= ONE_INCIDENT:
            before.append(call)
        else:
            open_[call.case_id, call.made_by] = [call]
            found.append(open_[call.case_id, call.made_by])
    return sorted(found, key=lambda incident: incident[-1].content.at, reverse=True)


def _call(unit: LaptopUnit, incident: list[HelpCall], staff: dict[str, Staff]) -> SeenCall:
    first, said = incident[0], [call.content for call in incident]
    file = unit.files.find(first.case_id)
    wanted = next((one.premises_id for one in said if one.premises_id), "")
    premises = next((one for one in file.ever.premises if one.id == wanted), None) if file is not None else None
    left = any(one.visit_ended for one in said)
    return SeenCall(
        first,
        next((one.place for one in reversed(said) if one.place is not None), None),
        left,
        tuple(one.note for one in said if one.note),
        not left and clock.now() - said[-1].at < URGENT_FOR,
        file.case.borrower.name if file is not None else "",
        staff.get(first.made_by),
        premises,
    )


def _override(unit: LaptopUnit, override: RuleOverride, staff: dict[str, Staff]) -> SeenOverride:
    line = unit.cases.line(override.case_id)
    party = ""
    if line is not None:
        file = unit.files.find(override.case_id)
        found = file.ever.party(override.content.party_id) if file is not None else None
        party = found.name if found is not None else ""
    return SeenOverride(
        override,
        line.borrower_name if line is not None else "",
        line.case_no if line is not None else "",
        staff.get(override.made_by),
        party,
    )
