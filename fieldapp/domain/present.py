"""What stands where a fact did not get through: told with the verdict, so that its maker sees both sides at once.

Values are plain words and ids; whoever shows them knows the names. Nothing of a case that has moved on is told.
"""

from __future__ import annotations

from fieldapp.domain.case import CaseFile
from fieldapp.domain.case_card import CardEdited, CardSettled
from fieldapp.domain.document import DocumentContent
from fieldapp.domain.facts import Fact, PlanDecided, PlanWithdrawn
from fieldapp.domain.matter import Matter, MatterMoved
from fieldapp.domain.plans.plan_life import Plan, PlanContent, PlanState

Present = dict[str, str | int]


def of_assignment(file: CaseFile) -> Present:
    """Since when the case has been with somebody else; not with whom."""
    return {"assigned_at": file.case.assigned_at.isoformat()}


def of_fact(file: CaseFile, fact: Fact) -> Present:
    """What stands in the place that `fact` wanted to change; empty where it only adds."""
    payload = fact.payload
    if isinstance(payload, CardEdited):
        return _field(file, payload.field)
    if isinstance(payload, CardSettled):
        proposal = file.working_card.proposal(payload.proposal_id)
        return _field(file, proposal.field) if proposal else {}
    if isinstance(payload, PlanWithdrawn | PlanDecided | DocumentContent):
        return _plan(file.plan(payload.plan_id))
    if isinstance(payload, MatterMoved):
        return _matter(file.matter(payload.matter_id))
    if isinstance(payload, PlanContent):
        return _plan(_current(file, payload.terms.loan_id))
    return {}


def _field(file: CaseFile, name: str) -> Present:
    """The field as it stands; one that nobody has written has version 0 and no author."""
    field = file.working_card.field(name)
    if field is None:
        return {"field": name, "value": "", "ver": 0}
    return {"field": name, "value": field.value, "by": field.by, "at": field.at.isoformat(), "ver": field.ver}


def _current(file: CaseFile, loan_id: str) -> Plan | None:
    """The plan that is undecided or running on a loan."""
    alive = {PlanState.PROPOSED, PlanState.ACTIVE}
    return next((p for p in file.plans if p.content.terms.loan_id == loan_id and p.state in alive), None)


def _plan(plan: Plan | None) -> Present:
    """A plan's state, and by whom and when it was brought there, with the word they left."""
    if plan is None:
        return {}
    last = plan.decisions[-1] if plan.decisions else None
    by, at = (last.by, last.at) if last else (plan.proposed_by, plan.proposed_at)
    return {
        "plan_id": plan.id,
        "state": plan.state.value,
        "by": by,
        "at": at.isoformat(),
        "comment": last.comment if last else "",
    }


def _matter(matter: Matter | None) -> Present:
    """Where a matter is, and by whom and when it was brought there, with the word they left."""
    if matter is None:
        return {}
    last = matter.steps[-1] if matter.steps else None
    by, at = (last.by, last.at) if last else (matter.made_by, matter.made_at)
    return {
        "matter_id": matter.id,
        "matter_state": matter.state.value,
        "by": by,
        "at": at.isoformat(),
        "comment": last.comment if last else "",
    }
