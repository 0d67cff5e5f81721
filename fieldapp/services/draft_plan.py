"""What is being worked out at the plan desk, kept so that a killed program, or a borrower who has to think it over,
costs nobody the terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec

from fieldapp import clock
from fieldapp.domain.plans.guarantor_consent import Consent
from fieldapp.domain.plans.plan import PlanTerms
from fieldapp.services.desk import Desk

KIND = "plan"


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """Where the desk was left.

    Attributes:
        loan_id: the loan that was worked on.
        chosen: number of the proposal that was chosen, from 0; None where the own terms were, or nothing.
        own: terms that were set by hand, if any were: those of the leading loan.
        reason: the collector's words for whoever approves.
        loans: all loans that are to be agreed together, the leading one first; empty: `loan_id` alone.
        terms: own terms of each of them. consents: of guarantors who do not simply sign on the paper.
        bundle: the id that the plans of several loans will share.
    """

    case_id: str
    loan_id: str = ""
    chosen: int | None = None
    own: PlanTerms | None = None
    reason: str = ""
    loans: tuple[str, ...] = ()
    terms: tuple[PlanTerms, ...] = ()
    consents: tuple[Consent, ...] = ()
    bundle: str = ""


def held_plan(desk: Desk, case_id: str) -> PlanDraft | None:
    """The draft of a case, if there is one."""
    with desk.store.reading() as unit:
        held = unit.drafts.find(KIND, case_id)
    return None if held is None else msgspec.json.decode(held.body, type=PlanDraft)


def keep_plan(desk: Desk, draft: PlanDraft) -> datetime:
    """Keep the draft in place of an earlier one; when it was kept."""
    now = clock.now()
    with desk.store.writing() as unit:
        unit.drafts.save(KIND, draft.case_id, msgspec.json.encode(draft), now)
    return now


def discard_plan(desk: Desk, case_id: str) -> None:
    """Let go of the draft: the plan is on paper now."""
    with desk.store.writing() as unit:
        unit.drafts.discard(KIND, case_id)
