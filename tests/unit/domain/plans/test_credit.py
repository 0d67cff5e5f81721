"""Money between signature and approval: the rows stay as signed, the payment fills them, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.facts import FactKind
from fieldapp.domain.lending.loan import Payment
from fieldapp.domain.plans.credit import account_when_made, credit, known_payments
from fieldapp.domain.plans.plan_life import Plan, PlanHealth, PlanState, standing
from tests.unit.domain.builders import (
    COLLECTOR,
    NOON,
    TODAY,
    case_file,
    fact,
    payment,
    plan_content,
    verdict,
    worked_loan,
)

LOAN = worked_loan()
CONTENT = replace(plan_content(LOAN), known_payments=known_payments(LOAN, TODAY))
FIRST = CONTENT.rows[0]
LATE = payment(3_000_00, TODAY - timedelta(days=1), "L1")
"""Value date before the plan, posted after it."""


def test_a_payment_of_a_later_day_counts_for_the_rows() -> None:
    paid = (*LOAN.payments, payment(FIRST.total + 100, TODAY + timedelta(days=2)))
    found = credit(CONTENT, paid, TODAY + timedelta(days=3))
    assert found.total == FIRST.total + 100
    assert [row.left for row in found.rows[:2]] == [0, CONTENT.rows[1].total - 100]
    assert [row.row.number for row in found.touched] == [1, 2]
    assert found.beyond == 0


def test_what_was_received_before_and_posted_after_is_not_lost() -> None:
    loan = replace(LOAN, payments=(*LOAN.payments, LATE))
    assert credit(CONTENT, loan.payments, TODAY).payments == (LATE,)
    plan = Plan("p", "case-1", COLLECTOR.id, NOON, CONTENT, PlanState.ACTIVE)
    assert standing(plan, loan.payments, TODAY).paid == LATE.amount
    older = replace(plan, content=replace(CONTENT, known_payments=None))
    assert standing(older, loan.payments, TODAY).paid == 0


def test_more_than_all_rows_is_told_as_that() -> None:
    whole = CONTENT.schedule.total
    found = credit(CONTENT, (payment(whole + 5, TODAY + timedelta(days=1)),), TODAY + timedelta(days=1))
    assert (found.left, found.beyond) == (0, 5)
    plan = Plan("p", "case-1", COLLECTOR.id, NOON, CONTENT, PlanState.ACTIVE)
    paid = (payment(whole, TODAY + timedelta(days=1)),)
    assert standing(plan, paid, TODAY + timedelta(days=1)).health is PlanHealth.COMPLETED


@given(st.lists(st.integers(1, 30_000_00), max_size=6))
def test_what_came_and_what_remains_is_what_was_signed(sums: list[int]) -> None:
    paid = tuple(Payment(f"N{n}", TODAY + timedelta(days=1), minor) for n, minor in enumerate(sums))
    found = credit(CONTENT, paid, TODAY + timedelta(days=1))
    assert found.total == sum(sums)
    assert sum(row.paid for row in found.rows) + found.beyond == sum(sums)
    assert found.left + sum(row.paid for row in found.rows) == CONTENT.schedule.total
    lefts = [row.left for row in found.rows]
    assert all(
        not left or later == row.row.total for left, later, row in zip(lefts, lefts[1:], found.rows[1:], strict=False)
    )


def test_a_signed_plan_stands_though_a_payment_was_posted_meanwhile() -> None:
    file = case_file(replace(LOAN, payments=(*LOAN.payments, LATE)))
    assert verdict(file, fact(FactKind.PLAN_PROPOSED, CONTENT)) is None
    older = replace(CONTENT, known_payments=None)
    assert verdict(file, fact(FactKind.PLAN_PROPOSED, older)) in {"plan.balance_changed", "plan.does_not_add_up"}


def test_a_payment_that_was_taken_back_stops_the_plan() -> None:
    first, *rest = LOAN.payments
    back = replace(LOAN, payments=(replace(first, reversed_on=TODAY - timedelta(days=3)), *rest))
    assert verdict(case_file(back), fact(FactKind.PLAN_PROPOSED, CONTENT)) == "plan.balance_changed"


def test_a_payment_that_only_the_laptop_knows_stops_the_plan() -> None:
    told = replace(CONTENT, known_payments=(*(CONTENT.known_payments or ()), "X9"))
    assert account_when_made(LOAN, told) is None
    assert verdict(case_file(LOAN), fact(FactKind.PLAN_PROPOSED, told)) == "plan.balance_changed"


def test_a_debt_that_was_paid_off_meanwhile_needs_no_plan() -> None:
    off = replace(LOAN, payments=(*LOAN.payments, payment(90_000_00, TODAY - timedelta(days=1), "ALL")))
    assert verdict(case_file(off), fact(FactKind.PLAN_PROPOSED, CONTENT)) == "plan.nothing_owed"


def test_the_account_it_was_made_on_is_the_loan_itself_where_nothing_came() -> None:
    assert account_when_made(LOAN, CONTENT) is LOAN
    assert account_when_made(LOAN, replace(CONTENT, known_payments=None)) is LOAN
    more = replace(LOAN, payments=(*LOAN.payments, LATE, payment(1, TODAY + timedelta(days=1), "Z")))
    seen = account_when_made(more, CONTENT)
    assert seen is not None
    assert [one.reference for one in seen.payments] == [*(one.reference for one in LOAN.payments), "Z"]


@pytest.mark.parametrize(("day", "count"), [(TODAY, 4), (date(2026, 1, 1), 0)])
def test_the_payments_of_a_day_are_known_by_reference(day: date, count: int) -> None:
    assert len(known_payments(LOAN, day)) == count
