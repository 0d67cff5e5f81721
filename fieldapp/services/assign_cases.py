"""Giving cases to another collector: all that were named in one transaction, or none.

What belongs to a case goes with it. The laptop it leaves lets go of it at its next sync; what was done there before
the move still counts and is flagged late.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fieldapp import clock
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.errors import KnownError
from fieldapp.store.office.unit import OfficeStore, OfficeUnit

NAMED = 10
"""So many unknown numbers are named; of more only how many there are."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """To whom, how many of the cases have moved, and how many were theirs already."""

    to: Staff
    moved: int
    already: int


def assign_cases(store: OfficeStore, case_nos: Sequence[str], login: str) -> Assigned:
    """Give these cases to the collector who signs in as `login`.

    Raises:
        KnownError: `server.no_such_login`, `case.not_to_a_collector`, `case.numbers_unknown`; nothing has moved then.
    """
    with store.writing() as unit:
        to = _collector(unit, login)
        ids = _found(unit, list(dict.fromkeys(case_nos)))
        files = unit.records.case_files(ids, lock=True)
        moving = [file.case for _id, file in sorted(files.items()) if file.case.assigned_to != to.id]
        for case in moving:
            unit.records.save_case(replace(case, assigned_to=to.id, assigned_at=clock.now()))
    return Assigned(to, len(moving), len(files) - len(moving))


def assign_of_team(store: OfficeStore, by: Staff, case_ids: Sequence[str], staff_id: str) -> Assigned:
    """Give cases of a supervisor's team to a collector of it.

    Raises:
        KnownError: `assign.only_supervisors`, `assign.not_in_team`, `assign.not_yours`; nothing has moved then.
    """
    if by.role is not StaffRole.SUPERVISOR:
        raise KnownError("assign.only_supervisors")
    with store.writing() as unit:
        team = {one.staff.id: one for one in unit.accounts.everyone_ever() if one.staff.team == by.team}
        to = team.get(staff_id)
        if to is None or not to.active or to.staff.role is not StaffRole.COLLECTOR:
            raise KnownError("assign.not_in_team")
        files = unit.records.case_files(case_ids, lock=True)
        strange = len(set(case_ids)) - sum(file.case.assigned_to in team for file in files.values())
        if strange:
            raise KnownError("assign.not_yours", {"count": strange})
        moving = [file.case for _id, file in sorted(files.items()) if file.case.assigned_to != staff_id]
        for case in moving:
            unit.records.save_case(replace(case, assigned_to=staff_id, assigned_at=clock.now()))
    return Assigned(to.staff, len(moving), len(files) - len(moving))


def _collector(unit: OfficeUnit, login: str) -> Staff:
    account = unit.accounts.by_login(login.strip().lower())
    if account is None:
        raise KnownError("server.no_such_login", {"login": login})
    if not account.active or account.staff.role is not StaffRole.COLLECTOR:
        raise KnownError("case.not_to_a_collector", {"name": account.staff.name})
    return account.staff


def _found(unit: OfficeUnit, case_nos: list[str]) -> list[str]:
    known = unit.imports.cases_numbered(case_nos)
    strange = [number for number in case_nos if number not in known]
    if strange:
        more = "…" if len(strange) > NAMED else ""
        raise KnownError("case.numbers_unknown", {"numbers": " ".join(strange[:NAMED]) + more, "count": len(strange)})
    return list(known.values())
