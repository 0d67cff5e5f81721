"""What a line of the list must say about a case file, worked out here from the domain alone."""

from __future__ import annotations

from datetime import date, datetime

from fieldapp import rule_packs
from fieldapp.domain.case import CaseFile
from fieldapp.domain.caseview import view
from fieldapp.domain.matter import MatterKind
from fieldapp.domain.plans.plan_life import PlanState
from fieldapp.domain.strategy.urgency import reasons, score
from fieldapp.store.laptop.case_list import CaseLine

OPEN = {PlanState.PROPOSED, PlanState.ACTIVE, PlanState.RETURNED}


def expected_line(file: CaseFile, on: date, pending: int) -> CaseLine:
    """The line of `file` as of `on`."""
    seen, case = view(file, on), file.case
    found = reasons(seen, rule_packs.load().urgency)
    premises = case.premises[0]
    last = max(file.visits, key=lambda visit: visit.content.arrived_at, default=None)
    undecided = [standing for standing in seen.plans if standing.plan.state in OPEN]
    health = None
    if undecided:
        returned = undecided[-1].plan.state is PlanState.RETURNED
        health = "returned" if returned else undecided[-1].health.value
    return CaseLine(
        case_id=case.id,
        case_no=case.case_no,
        borrower_name=case.borrower.name,
        premises_name=premises.name,
        trade=premises.trade,
        district=premises.district,
        address=premises.address,
        bucket=seen.bucket.value,
        days_past_due=seen.days_past_due,
        owed=seen.owed.total,
        payoff=sum(loan.quote.payoff for loan in seen.loans),
        urgency=score(seen, found),
        reasons=tuple((weighed.reason, weighed.params) for weighed in found),
        last_visit_at=last.content.arrived_at if last else None,
        last_outcome=last.content.outcome.value if last else None,
        visited_on=max(seen.visit_days(), default=None),
        plan_health=health,
        lon_e6=premises.place.lon_e6 if premises.place else None,
        lat_e6=premises.place.lat_e6 if premises.place else None,
        radius_m=premises.place.radius_m if premises.place else None,
        place_source=premises.place.source.value if premises.place else None,
        assigned_to=case.assigned_to,
        balance_at=case.balance_at,
        pending=pending,
        holds=",".join(sorted(kind.value for kind in MatterKind if file.resting_matters(kind))),
        last_contact_at=last_contact(file),
        as_of=on.isoformat(),
    )


def last_contact(file: CaseFile) -> datetime | None:
    """When somebody was last reached, by a visit or by a call or message that got through."""
    reached = [visit.content.arrived_at for visit in file.visits]
    reached += [one.content.at for one in file.contacts if one.content.connected]
    return max(reached, default=None)
