"""Asking the office for help: recorded at once, with what is known of where one is, sent as soon as there is a line.

It never waits for anything: neither for a place nor for a connection. A place that is found a moment later is a second
call of the same kind, and so is having left.
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp import clock
from fieldapp.domain.conduct import HelpContent
from fieldapp.domain.facts import FactKind
from fieldapp.domain.party import Place
from fieldapp.domain.staff import StaffRole
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import ChangeSet


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """Whom to call: the office's number, empty where none is known, and the supervisors' with their names."""

    office: str
    number: str
    supervisors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SavedHelp:
    """A call for help that is safely in the store."""

    help_id: str
    changes: ChangeSet


def ask_help(
    desk: Desk,
    case_id: str,
    *,
    place: Place | None = None,
    premises_id: str = "",
    visit_ended: bool = False,
    note: str = "",
) -> SavedHelp:
    """Record it now.

    Raises:
        KnownError: `case.not_here`; what the judge has against it.
    """
    content = HelpContent(clock.now(), place, premises_id, visit_ended, note.strip())
    with desk.store.writing() as unit:
        file = unit.files.get(case_id)
        fact = desk.fact(FactKind.HELP_ASKED, case_id, content)
        desk.record(unit, file, fact)
        return SavedHelp(fact.id, unit.changes)


def office_line(desk: Desk) -> OfficeLine:
    """Whom to call, from what this laptop knows."""
    with desk.store.reading() as unit:
        office, staff = unit.shadow.office(), unit.shadow.staff()
    reachable = [one for one in staff.values() if one.role is StaffRole.SUPERVISOR and one.phone]
    own = sorted(reachable, key=lambda one: (one.team != desk.staff.team, one.name))
    return OfficeLine(
        office.name if office else "",
        office.phone if office else "",
        tuple((one.name, one.phone) for one in own),
    )
