"""Everything the borrower page shows, read in one go: the case today, what may be done now, what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp import clock
from fieldapp.domain.caseview import CaseView, view
from fieldapp.domain.compliance.for_case import Standing, facts_of, may_approach, may_call, may_visit
from fieldapp.domain.observation import Observation
from fieldapp.domain.party import Party, Premises
from fieldapp.domain.plans.affordability import Capacity, capacity
from fieldapp.domain.staff import Office, Staff
from fieldapp.domain.strategy.playbook import Recommendation
from fieldapp.domain.strategy.urgency import WeighedReason, reasons
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.services.best_places import best_known
from fieldapp.services.desk import Desk
from fieldapp.services.may_act import laptop_of
from fieldapp.services.next_step import Outlook, outlook
from fieldapp.store.laptop.drafts import Draft
from fieldapp.store.laptop.outbox import OutboxEntry


@dataclass(frozen=True, slots=True)
class CasePage:
    """What the page is made of.

    Attributes:
        visit, call: whether the borrower may be visited or called now, and why.
        parties: every other party with whether they may be approached.
        reasons: why the case needs somebody, heaviest first.
        outlook: the next step, in one voice, with what it is made of and the scores behind it.
        capacity: what the newest observation says the borrower can pay a month.
        entries: the facts made here about this case that are not settled, with where they are.
        visit_draft: a visit that was begun and not finished.
        me: who is looking.
        premises: those of the case, each with the best place that is known of it (the record may know less).
    """

    seen: CaseView
    visit: Standing
    call: Standing
    parties: tuple[tuple[Party, Standing], ...]
    reasons: tuple[WeighedReason, ...]
    outlook: Outlook
    capacity: Capacity | None
    entries: tuple[OutboxEntry, ...]
    staff: dict[str, Staff]
    office: Office | None
    visit_draft: Draft | None
    me: Staff
    premises: tuple[Premises, ...]

    @property
    def recommendation(self) -> Recommendation:
        """The playbook's part of the next step."""
        return self.outlook.advice.found


def look_at_case(desk: Desk, case_id: str) -> CasePage:
    """The page of a case.

    Raises:
        KnownError: `case.not_here`.
    """
    with desk.store.reading() as unit:
        file = unit.files.get(case_id)
        entries = tuple(unit.outbox.open_of_case(case_id))
        staff, office = unit.shadow.staff(), unit.shadow.office()
        draft = unit.drafts.find("visit", case_id)
        laptop = laptop_of(desk, unit)
        seen = view(file, clock.today(file.case.zone), agreement_rules())
        premises = best_known(unit, case_id, seen.case.premises)
    now = clock.now()
    rules, facts = desk.compliance(seen.as_of), facts_of(seen, laptop)
    visit, call = may_visit(facts, now, rules), may_call(facts, now, rules)
    parties = tuple((party, may_approach(facts, party, now, rules)) for party in seen.case.parties)
    return CasePage(
        seen=seen,
        visit=visit,
        call=call,
        parties=parties,
        reasons=reasons(seen, desk.rules.urgency),
        outlook=outlook(seen, visit, call, parties, desk.rules.urgency),
        capacity=newest_capacity(seen),
        entries=entries,
        staff=staff,
        office=office,
        visit_draft=draft,
        me=desk.staff,
        premises=premises,
    )


def newest_observation(seen: CaseView) -> tuple[str, Observation] | None:
    """The newest visit that saw anything of the business: its id and what it saw."""
    for visit in sorted(seen.standing_visits, key=lambda v: v.content.arrived_at, reverse=True):
        if visit.content.observation.of_business:
            return visit.id, visit.content.observation
    return None


def newest_capacity(seen: CaseView) -> Capacity | None:
    """The monthly capacity of the newest observation that supports one."""
    for visit in sorted(seen.standing_visits, key=lambda v: v.content.arrived_at, reverse=True):
        found = capacity(visit.content.observation)
        if found is not None:
            return found
    return None
