"""The life of a plan: proposed, decided, kept or broken.

A person decides (approved, returned, rejected); a proposal nobody decides expires. Whether an active plan is kept is
never stored: it is read off the payments, counted from the oldest row on. Two rows missed, or one for more than
thirty days, break it (figures of the policy). From that day the original terms are in force again with every payment
credited to them, and what was waived is owed; money that comes later does not mend the plan, another one may.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from fieldapp.domain.lending.ledger import effective_payments
from fieldapp.domain.lending.loan import Payment
from fieldapp.domain.plans.authority import Level, PlanFigures, Requirement
from fieldapp.domain.plans.guarantor_consent import Consent
from fieldapp.domain.plans.plan import PlanKind, PlanRow, PlanSchedule, PlanTerms, SidePot, term_months
from fieldapp.domain.plans.policy import USUAL, PlanPolicy

DAYS_A_MONTH = 30


class PlanState(StrEnum):
    """What has been decided about a plan."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    RETURNED = "returned"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class PlanHealth(StrEnum):
    """How a plan stands at a date."""

    WAITING = "waiting"
    EXPIRED = "expired"
    CLOSED = "closed"
    ON_TRACK = "on_track"
    LATE = "late"
    BROKEN = "broken"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class PlanContent:
    """What was proposed: terms, the schedule they make, and what it was judged by.

    Attributes:
        level, approvers: the authority it needs. capacity: the borrower's monthly capacity, if it was known.
        visit_id: the visit whose observation stands behind it. reason: the collector's own words.
        bundle, bundle_loans: the id that plans of several loans share when they were agreed together, and all their
            loans in order, the one whose plan leads first; empty for a plan that stands alone.
        consents: of the guarantors whose burden grows, which of them consented in writing, and how (民法典 695).
        known_payments: references of the payments that were in the account it was made on; None in plans made
            before this was kept.
    """

    terms: PlanTerms
    base: int
    side_pot: SidePot
    waived: int
    rows: tuple[PlanRow, ...]
    level: Level
    approvers: int
    expires_on: date
    capacity: int | None = None
    visit_id: str | None = None
    reason: str = ""
    bundle: str = ""
    bundle_loans: tuple[str, ...] = ()
    consents: tuple[Consent, ...] = ()
    known_payments: tuple[str, ...] | None = None

    @property
    def leads(self) -> bool:
        """Whether it stands alone, or is the one of its bundle that papers and decisions name."""
        return not self.bundle or self.bundle_loans[:1] == (self.terms.loan_id,)

    @property
    def schedule(self) -> PlanSchedule:
        """The rows as the schedule they came from."""
        return PlanSchedule(self.base, self.side_pot, self.waived, self.rows)


@dataclass(frozen=True, slots=True)
class PlanDecision:
    """Who decided, when, and what they said."""

    by: str
    at: datetime
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as the case file holds it."""

    id: str
    case_id: str
    proposed_by: str
    proposed_at: datetime
    content: PlanContent
    state: PlanState = PlanState.PROPOSED
    decisions: tuple[PlanDecision, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """A plan at a date: `due` is what its rows ask for by then and is unpaid, minor units.

    Attributes:
        paid: what was received on it so far. next_row: the oldest row not fully paid.
        warned: a row is missed for longer than the policy lets pass without a word.
        broken_on: the day it broke; from then on the original terms are revived.
    """

    plan: Plan
    health: PlanHealth
    paid: int
    due: int
    days_late: int
    next_row: PlanRow | None
    warned: bool = False
    broken_on: date | None = None

    @property
    def open_rows(self) -> list[tuple[PlanRow, int]]:
        """The rows that are not fully paid, oldest first, with what is left of each, minor units."""
        return _open_rows(self.plan.content.rows, self.paid)


def figures(
    terms: PlanTerms, schedule: PlanSchedule, earlier_restructures: int = 0, unconsented: int = 0
) -> PlanFigures:
    """The figures of a plan that the authority matrix looks at.

    A waiver of costs is measured together with that of interest, for the matrix has no criterion of its own for it.
    """
    pot = schedule.side_pot
    return PlanFigures(
        term_months=term_months(terms.as_of, schedule),
        balance=schedule.base,
        penalty_total=pot.penalty + pot.compound,
        penalty_waived=terms.waived_penalty + terms.waived_compound,
        deferral_days=terms.deferral_months * DAYS_A_MONTH if terms.kind is PlanKind.DEFERRAL else 0,
        principal_waived=terms.waived_principal,
        interest_total=pot.interest + pot.costs,
        interest_waived=terms.waived_interest + terms.waived_costs,
        earlier_restructures=earlier_restructures,
        unconsented=unconsented,
    )


def content_of(
    terms: PlanTerms, schedule: PlanSchedule, requirement: Requirement, proposal_days: int, **more: object
) -> PlanContent:
    """What is proposed when `schedule` is chosen; `more` are the optional fields of `PlanContent`."""
    return PlanContent(
        terms,
        schedule.base,
        schedule.side_pot,
        schedule.waived,
        schedule.rows,
        requirement.level,
        requirement.approvers,
        terms.as_of + timedelta(days=proposal_days),
        **more,  # type: ignore[arg-type]
    )


def received_on_plan(content: PlanContent, payments: Sequence[Payment], as_of: date) -> list[Payment]:
    """The payments that count for the rows at `as_of`: of later days, or posted after the plan was made.

    A payment of an earlier day that was not in the account the plan was made on would otherwise be lost: the rows ask
    for all that was owed without it.
    """
    made_on, known = content.terms.as_of, content.known_payments
    return [
        payment
        for payment in effective_payments(payments, as_of)
        if payment.received_on > made_on or (known is not None and payment.reference not in known)
    ]


def standing(plan: Plan, payments: Sequence[Payment], as_of: date, policy: PlanPolicy = USUAL) -> PlanStanding:
    """How `plan` stands at `as_of`, from the payments on its loan since it was made."""
    rows = plan.content.rows
    received = received_on_plan(plan.content, payments, as_of)
    paid = sum(p.amount for p in received)
    open_rows = _open_rows(rows, paid)
    missed = [row for row, _ in open_rows if row.due < as_of]
    due = sum(left for row, left in open_rows if row.due <= as_of)
    days_late = (as_of - missed[0].due).days if missed else 0
    broken_on = _broken_on(plan.content, received, policy)
    if broken_on is not None and broken_on > as_of:
        broken_on = None
    health = _health(plan, open_rows, missed, broken_on, as_of)
    next_row = open_rows[0][0] if open_rows else None
    return PlanStanding(plan, health, paid, due, days_late, next_row, days_late > policy.warn_days, broken_on)


def _open_rows(rows: tuple[PlanRow, ...], paid: int) -> list[tuple[PlanRow, int]]:
    """Rows not fully paid, with what they still need, when `paid` is counted from the first row on."""
    result = []
    for row in rows:
        part = min(paid, row.total)
        paid -= part
        if part < row.total:
            result.append((row, row.total - part))
    return result


def _broken_on(content: PlanContent, received: Sequence[Payment], policy: PlanPolicy) -> date | None:
    """The first day at whose end the plan was broken, as far as these payments tell."""
    full = _full_on(content.rows, received)
    if content.terms.kind is PlanKind.SETTLEMENT:
        last = content.rows[0].due + timedelta(days=content.terms.settlement_days)
        return last + timedelta(days=1) if full[0] > last else None
    days = []
    for place, (row, on) in enumerate(zip(content.rows, full, strict=True)):
        too_late = row.due + timedelta(days=policy.missed_days_break + 1)
        if on >= too_late + timedelta(days=1):
            days.append(too_late)
        earlier = place - policy.missed_rows_break + 1
        missed = row.due + timedelta(days=1)
        if earlier >= 0 and full[earlier] > missed:  # rows fill in order, so the rows between are open too
            days.append(missed)
    return min(days, default=None)


def _full_on(rows: tuple[PlanRow, ...], received: Sequence[Payment]) -> list[date]:
    """The day each row was fully paid; the end of time for one that is not."""
    result, sums, total, needed = [], list(received), 0, 0
    on = date.min
    for row in rows:
        needed += row.total
        while total < needed and sums:
            total += sums[0].amount
            on = sums.pop(0).received_on
        result.append(on if total >= needed else date.max)
    return result


def _health(
    plan: Plan, open_rows: list[tuple[PlanRow, int]], missed: list[PlanRow], broken_on: date | None, as_of: date
) -> PlanHealth:
    if plan.state is PlanState.PROPOSED:
        return PlanHealth.EXPIRED if as_of > plan.content.expires_on else PlanHealth.WAITING
    if plan.state is not PlanState.ACTIVE:
        return PlanHealth.CLOSED
    if broken_on is not None:
        return PlanHealth.BROKEN
    if not open_rows:
        return PlanHealth.COMPLETED
    return PlanHealth.LATE if missed else PlanHealth.ON_TRACK
