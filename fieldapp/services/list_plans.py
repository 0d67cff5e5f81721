"""The plans of a laptop with how each stands today, for whoever made them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldapp import clock
from fieldapp.domain.case import Case, CaseFile
from fieldapp.domain.caseview import view
from fieldapp.domain.document import Document
from fieldapp.domain.plans.plan_life import PlanStanding
from fieldapp.domain.staff import Staff
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.services.desk import Desk


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan: how it stands, its paper if it is signed, everybody of the office for names by id, the file of its
    case, and the day that all of it is told for."""

    case: Case
    standing: PlanStanding
    document: Document | None
    staff: dict[str, Staff]
    file: CaseFile
    as_of: date


def plans(desk: Desk) -> list[PlanLine]:
    """All plans of the cases on this laptop, newest first."""
    found: list[PlanLine] = []
    with desk.store.reading() as unit:
        staff = unit.shadow.staff()
        for case_id in unit.cases.with_plans():
            file = unit.files.find(case_id)
            if file is not None:
                today = clock.today(file.case.zone)
                seen = view(file, today, agreement_rules())
                found += [
                    PlanLine(seen.case, one, file.document_of(one.plan.id), staff, file, today) for one in seen.plans
                ]
    return sorted(found, key=lambda line: line.standing.plan.proposed_at, reverse=True)
