"""What is left to finish before a day can be closed: drafts, unsigned plans, refusals, clashes, cash, open claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fieldapp.domain.matter import MatterKind
from fieldapp.domain.strategy.urgency import Reason
from fieldapp.services.day_now import at_second
from fieldapp.services.day_plan import unrecorded
from fieldapp.services.desk import Desk
from fieldapp.services.draft_plan import KIND as PLAN_DRAFT
from fieldapp.services.hold_signing import KIND as SIGNING
from fieldapp.services.record_visit import KIND as VISIT_DRAFT
from fieldapp.services.settle_conflict import proposals_within
from fieldapp.services.take_cash import cash_in_hand
from fieldapp.store.laptop.unit import LaptopUnit


class RestKind(StrEnum):
    """What is left, the most pressing first."""

    CASH = "cash"
    REFUSED = "refused"
    CONFLICTS = "conflicts"
    VISIT_DRAFT = "visit_draft"
    NOBODY = "nobody"
    """Somebody said at the day's list that nobody was there, and recorded no visit."""
    SIGNING = "signing"
    UNSIGNED = "unsigned"
    PLAN_DRAFT = "plan_draft"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Rest:
    """One thing: of which case and whom, if of one; how many; a sum in minor units; since or until when."""

    kind: RestKind
    case_id: str = ""
    who: str = ""
    count: int = 1
    amount: int = 0
    at: datetime | None = None


def day_rest(desk: Desk) -> tuple[Rest, ...]:
    """Everything that is left to finish."""
    cash = cash_in_hand(desk)
    with desk.store.reading() as unit:
        found = [*_here(desk, unit), *_drafts(unit), *_found_nobody(unit), *_cases(unit)]
    if cash.amount:
        found.append(Rest(RestKind.CASH, count=cash.receipts, amount=cash.amount, at=cash.due_by))
    order = list(RestKind)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.who)))


def _here(desk: Desk, unit: LaptopUnit) -> Iterator[Rest]:
    counts = unit.pending.counts()
    refused = counts.rejected + counts.conflicts + counts.held + counts.files_refused
    if refused:
        yield Rest(RestKind.REFUSED, count=refused)
    clashes = len(proposals_within(unit, desk))
    if clashes:
        yield Rest(RestKind.CONFLICTS, count=clashes)


def _drafts(unit: LaptopUnit) -> Iterator[Rest]:
    kinds = {VISIT_DRAFT: RestKind.VISIT_DRAFT, SIGNING: RestKind.SIGNING, PLAN_DRAFT: RestKind.PLAN_DRAFT}
    for draft in unit.drafts.all():
        line = unit.cases.line(draft.ref)
        if line is not None and draft.kind in kinds:
            yield Rest(kinds[draft.kind], draft.ref, line.borrower_name, at=draft.saved_at)


def _found_nobody(unit: LaptopUnit) -> Iterator[Rest]:
    begun = {draft.ref for draft in unit.drafts.all() if draft.kind == VISIT_DRAFT}
    for day, case_id, second in unrecorded(unit):
        line = unit.cases.line(case_id)
        if line is not None and case_id not in begun and (line.visited_on is None or line.visited_on < day):
            yield Rest(RestKind.NOBODY, case_id, line.borrower_name, at=at_second(day, second))


def _cases(unit: LaptopUnit) -> Iterator[Rest]:
    for line in unit.cases.with_plans_waiting():
        if any(reason is Reason.PLAN_UNSIGNED for reason, _ in line.reasons):
            yield Rest(RestKind.UNSIGNED, line.case_id, line.borrower_name)
    for line in unit.cases.holding(MatterKind.PAID_CLAIM.value):
        yield Rest(RestKind.CLAIM, line.case_id, line.borrower_name)
