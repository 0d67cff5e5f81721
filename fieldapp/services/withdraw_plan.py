"""Taking a proposal back, as long as nobody has decided on it; a bundle is taken back whole."""

from __future__ import annotations

from fieldapp.domain.facts import FactKind, PlanWithdrawn
from fieldapp.domain.plans.bundle import bundle_of
from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import ChangeSet


def withdraw(desk: Desk, case_id: str, plan_id: str, reason: str = "") -> ChangeSet:
    """Take a plan back.

    Raises:
        KnownError: `case.not_here`, `plan.unknown`, `plan.not_your_proposal`, `plan.already_decided`.
    """
    with desk.store.writing() as unit:
        file = unit.files.get(case_id)
        plan = file.plan(plan_id)
        if plan is None:
            raise KnownError("plan.unknown")
        leading = bundle_of(file.plans, plan)[0]
        desk.record(unit, file, desk.fact(FactKind.PLAN_WITHDRAWN, case_id, PlanWithdrawn(leading.id, reason.strip())))
        return unit.changes
