"""What must be true of a plan before anybody looks at it: dates, rates, waivers and rows that can be meant.

Whether it is wise is another question (capacity, comparison), and whether somebody may grant it a third (authority).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from fieldapp.domain.lending.ledger import replay
from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.lending.quote import Quote
from fieldapp.domain.plans.plan import PlanKind, PlanSchedule, PlanTerms
from fieldapp.domain.plans.plan_schedule import Ground, build_on, deferrable, deferred_due, ground_of
from fieldapp.domain.plans.policy import USUAL, PlanPolicy
from fieldapp.domain.refusal import Refusal

_SINGLE = frozenset({PlanKind.DEFERRAL, PlanKind.SETTLEMENT})
_EXTRAS = {"steps": PlanKind.STEP_UP, "rows": PlanKind.CUSTOM, "settlement_days": PlanKind.SETTLEMENT}


def problems(loan: Loan, terms: PlanTerms, sums: Quote, policy: PlanPolicy = USUAL) -> tuple[Refusal, ...]:
    """Everything that keeps `terms` from being a plan, given the quote at `terms.as_of`; empty if sound."""
    rows = replay(loan, terms.as_of).rows if terms.kind is PlanKind.DEFERRAL else ()
    return problems_on(ground_of(sums, loan.terms, rows), terms, policy)


def problems_on(ground: Ground, terms: PlanTerms, policy: PlanPolicy = USUAL) -> tuple[Refusal, ...]:
    """The same on a ground."""
    found = [*_sums(ground, terms, policy), *_meaning(terms)]
    if terms.arrears_rows < 1:
        found.append(Refusal("plan.arrears_rows_out_of_range", {"limit": max(1, terms.instalments)}))
    found += _deferral(ground, terms, policy) if terms.kind is PlanKind.DEFERRAL else _dates(terms, policy)
    return tuple(found or _rows(ground, terms, policy))


def _sums(ground: Ground, terms: PlanTerms, policy: PlanPolicy) -> Iterator[Refusal]:
    pot, owed = ground.pot, ground.principal + ground.pot.total
    if owed <= 0:
        yield Refusal("plan.nothing_owed")
    if not 0 <= terms.waived_penalty <= pot.penalty or not 0 <= terms.waived_compound <= pot.compound:
        yield Refusal("plan.waiver_too_large", {"limit_minor": pot.penalty + pot.compound})
    left_in_pot = {PlanKind.RE_AGE: pot.current_interest, PlanKind.DEFERRAL: pot.overdue_interest}
    interest = left_in_pot.get(terms.kind, pot.interest)
    for waived, limit in (
        (terms.waived_interest, interest),
        (terms.waived_costs, pot.costs),
        (terms.waived_principal, ground.principal),
    ):
        if not 0 <= waived <= limit:
            yield Refusal("plan.waiver_too_large", {"limit_minor": limit})
    cap = min(ground.conventions.annual_rate, policy.rate_cap or ground.conventions.annual_rate)
    if not 0 <= terms.annual_rate <= cap:
        yield Refusal("plan.rate_too_high", {"limit": f"{cap * 100:f}"})


def _meaning(terms: PlanTerms) -> Iterator[Refusal]:
    """Terms that the kind does not know, or lacks."""
    for field, kind in _EXTRAS.items():
        given = bool(getattr(terms, field))
        if given and terms.kind is not kind:
            yield Refusal("plan.term_means_nothing", {"field": field, "kind": terms.kind.value})
        if not given and terms.kind is kind and field != "settlement_days":
            yield Refusal("plan.term_missing", {"field": field, "kind": kind.value})
    if terms.waived_principal and terms.kind is not PlanKind.SETTLEMENT:
        yield Refusal("plan.term_means_nothing", {"field": "waived_principal", "kind": terms.kind.value})
    if terms.every < 1 or terms.settlement_days < 0:
        yield Refusal("plan.term_missing", {"field": "every", "kind": terms.kind.value})
    if sum(step.rows for step in terms.steps) >= terms.instalments and terms.steps:
        yield Refusal("plan.steps_leave_no_row")


def _dates(terms: PlanTerms, policy: PlanPolicy) -> Iterator[Refusal]:
    limit = 1 if terms.kind in _SINGLE else policy.max_instalments
    if not 1 <= terms.instalments <= limit:
        yield Refusal("plan.instalments_out_of_range", {"limit": limit})
    elif terms.arrears_rows > terms.instalments:
        yield Refusal("plan.arrears_rows_out_of_range", {"limit": terms.instalments})
    if terms.first_due <= terms.as_of:
        yield Refusal("plan.first_due_too_early", {"as_of": terms.as_of.isoformat()})
    elif terms.first_due > terms.as_of + timedelta(days=policy.first_row_within_days):
        yield Refusal("plan.first_due_too_late", {"days": policy.first_row_within_days})
    if terms.kind is PlanKind.CUSTOM and terms.rows:
        days = [row.due for row in terms.rows]
        if len(days) != terms.instalments or days[0] != terms.first_due or days != sorted(set(days)):
            yield Refusal("plan.rows_out_of_order")
        opened = [row for row in terms.rows if row.principal is None and row.amount is None]
        if any(row.principal is not None and row.amount is not None for row in terms.rows) or (
            opened and opened != [terms.rows[-1]] and len(opened) != len(terms.rows)
        ):
            yield Refusal("plan.rows_say_too_little")


def _deferral(ground: Ground, terms: PlanTerms, policy: PlanPolicy) -> Iterator[Refusal]:
    rows = deferrable(ground.rows, terms.as_of)
    if not ground.principal or not rows:
        yield Refusal("plan.nothing_to_defer")
    elif not 1 <= terms.deferral_months <= policy.max_deferral_months:
        yield Refusal("plan.deferral_out_of_range", {"limit": policy.max_deferral_months})
    elif _first_deferred(ground, terms) <= terms.as_of:
        yield Refusal("plan.deferral_too_short", {"as_of": terms.as_of.isoformat()})


def _first_deferred(ground: Ground, terms: PlanTerms) -> date:
    return deferred_due(ground.conventions, deferrable(ground.rows, terms.as_of)[0], terms.deferral_months)


def _rows(ground: Ground, terms: PlanTerms, policy: PlanPolicy) -> list[Refusal]:
    """What only the rows themselves can tell."""
    schedule = build_on(ground, terms)
    found = []
    short, other = _below_interest(terms, schedule), _made_otherwise(terms, schedule)
    if short is not None:
        found.append(Refusal("plan.row_below_interest", {"row": short}))
    elif other is not None:
        found.append(Refusal("plan.rows_do_not_sum", {"row": other}))
    first = schedule.rows[0].total
    if terms.kind is not PlanKind.DEFERRAL and first < policy.first_row_share * schedule.total:
        least = int(policy.first_row_share * schedule.total)
        found.append(Refusal("plan.first_row_too_small", {"limit_minor": least}))
    return found


def _below_interest(terms: PlanTerms, schedule: PlanSchedule) -> int | None:
    """The first row that would ask for less than its interest, so that the debt grew."""
    stepped: list[int | None] = [step.amount for step in terms.steps for _ in range(step.rows)]
    fixed = stepped or [row.amount for row in terms.rows]
    for row, amount in zip(schedule.rows, fixed, strict=False):
        if amount is not None and row.interest > amount:
            return row.number
    return None


def _made_otherwise(terms: PlanTerms, schedule: PlanSchedule) -> int | None:
    """The first row that could not be made as it is written, because there is less or more left to repay."""
    for row, written in zip(schedule.rows, terms.rows, strict=False):
        if written.principal not in {None, row.principal} or written.amount not in {None, row.principal + row.interest}:
            return row.number
    return None
