"""Everything the borrower page shows, read in one go: the case today, what may be done now, what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp import clock
from fieldapp.domain.caseview import CaseView, view
from fieldapp.domain.compliance.contact import Answer, Permission, may_approach, may_call, may_visit
from fieldapp.domain.party import Party, PartyRole
from fieldapp.domain.plans.affordability import Capacity, capacity
from fieldapp.domain.staff import Office, Staff
from fieldapp.domain.strategy.urgency import WeighedReason, reasons
from fieldapp.domain.visit import Observation
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.drafts import Draft
from fieldapp.store.laptop.outbox import OutboxEntry


@dataclass(frozen=True, slots=True)
class CasePage:
    """What the page is made of.

    Attributes:
        visit, call: whether the borrower may be visited or called now, and why.
        parties: every other party with whether they may be approached.
        reasons: why the case needs somebody, heaviest first.
        capacity: what the newest observation says the borrower can pay a month.
        entries: the facts made here about this case, with where they are.
        visit_draft: a visit that was begun and not finished.
    """

    seen: CaseView
    visit: Answer
    call: Answer
    parties: tuple[tuple[Party, Answer], ...]
    reasons: tuple[WeighedReason, ...]
    capacity: Capacity | None
    entries: tuple[OutboxEntry, ...]
    staff: dict[str, Staff]
    office: Office | None
    visit_draft: Draft | None


def look_at_case(desk: Desk, case_id: str) -> CasePage:
    """The page of a case.

    Raises:
        KnownError: `case.not_here`.
    """
    with desk.store.reading() as unit:
        file = unit.files.get(case_id)
        entries = tuple(unit.outbox.of_case(case_id))
        staff, office = unit.shadow.staff(), unit.shadow.office()
        draft = unit.drafts.find("visit", case_id)
    now = clock.now()
    seen = view(file, clock.today(file.case.zone))
    call = may_call(now, file.case.zone, desk.rules.contact)
    return CasePage(
        seen=seen,
        visit=may_visit(now, file.case.zone, seen.visit_days(), desk.rules.contact),
        call=call,
        parties=tuple((party, _approach(seen, party, call)) for party in file.case.parties),
        reasons=reasons(seen, desk.rules.urgency),
        capacity=newest_capacity(seen),
        entries=entries,
        staff=staff,
        office=office,
        visit_draft=draft,
    )


def newest_observation(seen: CaseView) -> tuple[str, Observation] | None:
    """The newest visit that saw anything of the business: its id and what it saw."""
    for visit in sorted(seen.file.visits, key=lambda v: v.content.arrived_at, reverse=True):
        if visit.content.observation != Observation():
            return visit.id, visit.content.observation
    return None


def newest_capacity(seen: CaseView) -> Capacity | None:
    """The monthly capacity of the newest observation that supports one."""
    for visit in sorted(seen.file.visits, key=lambda v: v.content.arrived_at, reverse=True):
        found = capacity(visit.content.observation)
        if found is not None:
            return found
    return None


def _approach(seen: CaseView, party: Party, call: Answer) -> Answer:
    """Whether this party may be approached now: by their role, and within the hours that hold for everybody."""
    period = next((g.period for g in seen.guarantees if g.party.id == party.id), None)
    answer = may_approach(party, period if party.role is PartyRole.GUARANTOR else None, seen.as_of)
    if call.permission is Permission.BLOCKED and answer.permission is not Permission.BLOCKED:
        return Answer(Permission.BLOCKED, "may.party_outside_hours", call.rule, call.params | {"name": party.name})
    return answer
