"""Whether terms and events can be meant as they are written: contradictions are refused by the field's name.

What is refused here would otherwise be passed over or computed into nonsense: grace longer than the loan, steps for a
method that knows none, an order of allocation that never pays a component.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldapp.domain.calendar import DayCount
from fieldapp.domain.lending.allocation import ALL_COMPONENTS, AllocationStep, Timing
from fieldapp.domain.lending.loan import ExplicitRow, LoanTerms, RepaymentMethod
from fieldapp.domain.lending.schedule import contract_rows, contract_schedule
from fieldapp.domain.refusal import Refusal

LONGEST = 1200
MOST_DIGITS = 3
_LEVELS = frozenset({RepaymentMethod.EQUAL_INSTALMENT, RepaymentMethod.STEP_UP})


def terms_problems(terms: LoanTerms) -> tuple[Refusal, ...]:
    """Everything that keeps `terms` from being terms, each with `field` and `detail`; empty if they are sound."""
    found = [*_plain(terms), *_dates(terms), *_method(terms), *_graces(terms), *_order(terms.allocation_steps)]
    if not found:
        found = [*_growing(terms)]
    return tuple(found)


def _against(field: str, detail: str) -> Refusal:
    return Refusal("loan.terms_wrong", {"field": field, "detail": detail})


def _plain(terms: LoanTerms) -> Iterator[Refusal]:
    if terms.principal <= 0:
        yield _against("principal", "must be above zero")
    if not 1 <= terms.instalments <= LONGEST:
        yield _against("instalments", f"must be 1 to {LONGEST}")
    if terms.every < 1:
        yield _against("every", "must be at least 1")
    for field, rate in (("annual_rate", terms.annual_rate), ("penalty_uplift", terms.penalty_uplift)):
        if rate < 0:
            yield _against(field, "must not be below zero")
    for field, count in (("grace_days", terms.grace_days), ("tolerance", terms.tolerance)):
        if count < 0:
            yield _against(field, "must not be below zero")
    if terms.principal_first_after is not None and terms.principal_first_after < 0:
        yield _against("principal_first_after", "must not be below zero")
    if not 0 <= terms.currency_digits <= MOST_DIGITS:
        yield _against("currency_digits", f"must be 0 to {MOST_DIGITS}")
    if terms.instalment_multiple is not None and terms.instalment_multiple <= 0:
        yield _against("instalment_multiple", "must be above zero")
    if terms.down_payment is not None and not 0 < terms.down_payment < 1:
        yield _against("down_payment", "must be more than nothing and less than the whole")
    if terms.arrears_day_count is DayCount.MONTHLY_12:
        yield _against("arrears_day_count", "arrears are counted in days: ACT_360, ACT_365F, ACT_ACT or 30E_360")


def _dates(terms: LoanTerms) -> Iterator[Refusal]:
    if terms.first_due <= terms.disbursed_on:
        yield _against("first_due", "must lie after the disbursement")
    for tranche in terms.tranches:
        if tranche.on <= terms.disbursed_on or tranche.amount <= 0:
            yield _against("tranches", "each must be above zero and lie after the first disbursement")
    if terms.tranches and terms.first_principal <= 0:
        yield _against("tranches", "together they must leave something for the first disbursement")
    days = [change.on for change in terms.rate_changes]
    if len(set(days)) < len(days) or any(day <= terms.disbursed_on for day in days):
        yield _against("rate_changes", "each must have its own day after the disbursement")
    if any(change.annual_rate < 0 for change in terms.rate_changes):
        yield _against("rate_changes", "no rate may be below zero")


def _method(terms: LoanTerms) -> Iterator[Refusal]:
    needs = {
        RepaymentMethod.FIXED_PRINCIPAL: ("fixed_principal", terms.fixed_principal is not None),
        RepaymentMethod.STEP_UP: ("steps", bool(terms.steps)),
        RepaymentMethod.EXPLICIT: ("rows", bool(terms.rows)),
    }
    for method, (field, given) in needs.items():
        if given != (terms.method is method):
            yield _against(field, "missing for this method" if not given else "means nothing for this method")
    if terms.fixed_principal is not None and not 0 < terms.fixed_principal * max(1, terms.instalments - 1) <= (
        terms.principal
    ):
        yield _against("fixed_principal", "must be above zero and repay no more than the principal before the last row")
    if any(step.rows < 1 or step.amount <= 0 for step in terms.steps):
        yield _against("steps", "each must have at least one row and an amount above zero")
    if sum(step.rows for step in terms.steps) >= max(1, terms.instalments):
        yield _against("steps", "must leave at least one row to level")
    if terms.smooth_last and terms.method not in _LEVELS:
        yield _against("smooth_last", "means nothing for this method")
    if terms.rows:
        yield from _rows(terms)


def _rows(terms: LoanTerms) -> Iterator[Refusal]:
    days = [row.due for row in terms.rows]
    if len(days) != terms.instalments:
        yield _against("rows", f"there are {len(days)} rows for {terms.instalments} instalments")
    if days[0] != terms.first_due:
        yield _against("rows", "the first must be due on the first due date")
    if days != sorted(set(days)):
        yield _against("rows", "each must be due after the one before")
    if terms.down_payment is not None:
        yield _against("down_payment", "means nothing where rows are written out")
    if not all(_says_one(row) for row in terms.rows[:-1]) or _says_both(terms.rows[-1]):
        yield _against("rows", "each must say its principal or its amount, not both; only the last may leave it open")
    written = sum(row.principal or 0 for row in terms.rows)
    if written > terms.principal or (terms.rows[-1].principal is not None and written != terms.principal):
        yield _against("rows", "their principals do not sum to the principal")


def _says_one(row: ExplicitRow) -> bool:
    return (row.principal is None) != (row.amount is None)


def _says_both(row: ExplicitRow) -> bool:
    return row.principal is not None and row.amount is not None


def _graces(terms: LoanTerms) -> Iterator[Refusal]:
    counts = (
        ("grace_principal", terms.grace_principal, terms.instalments - 1),
        ("grace_interest", terms.grace_interest, terms.instalments - 1),
        ("interest_free", terms.interest_free, terms.instalments),
    )
    for field, count, most in counts:
        if not 0 <= count <= max(0, most):
            yield _against(field, f"must be 0 to {max(0, most)}")
    if terms.method in {RepaymentMethod.EXPLICIT, RepaymentMethod.STEP_UP}:
        for field, count in (("grace_principal", terms.grace_principal), ("grace_interest", terms.grace_interest)):
            if count:
                yield _against(field, "means nothing where the contract fixes the rows")


def _order(steps: tuple[AllocationStep, ...]) -> Iterator[Refusal]:
    if not steps:
        return
    for timing in (Timing.PAST_DUE, Timing.DUE):
        named = [component for step in steps if timing in step.timings for component in step.components]
        if sorted(named) != sorted(ALL_COMPONENTS):
            yield _against("allocation", f"every component must be named exactly once for {timing.value}")
    ahead = [component for step in steps if Timing.IN_ADVANCE in step.timings for component in step.components]
    if len(set(ahead)) < len(ahead):
        yield _against("allocation", "no component may be named twice for in_advance")


def _growing(terms: LoanTerms) -> Iterator[Refusal]:
    """Rows that ask for less than their interest, and changes after the last row."""
    last: date = contract_rows(terms)[-1].due
    for field, days in (("tranches", terms.tranches), ("rate_changes", terms.rate_changes)):
        if any(change.on >= last for change in days):
            yield _against(field, "each must lie before the last row")
    if terms.negative_amortisation:
        return
    steps = sum(step.rows for step in terms.steps)
    amounts = [step.amount for step in terms.steps for _ in range(step.rows)]
    first = 1 if terms.down_payment is None else 2
    rows = [row for row in contract_schedule(terms) if first <= row.number < first + steps]
    if any(row.interest > amount for row, amount in zip(rows, amounts, strict=True)):
        yield _against("steps", "less than the interest of the row; say negative_amortisation if that is meant")
    for row, written in zip(contract_schedule(terms), terms.rows, strict=False):
        if written.amount is not None and row.interest > written.amount:
            yield _against("rows", "less than the interest of the row; say negative_amortisation if that is meant")
