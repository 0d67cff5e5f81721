"""How a plan stands is read off the payments; a person's decision is the only thing stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.domain.lending.loan import Payment
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.plans.plan import PlanKind
from fieldapp.domain.plans.plan_life import Plan, PlanHealth, PlanState, standing
from fieldapp.domain.plans.policy import USUAL
from tests.unit.domain.builders import COLLECTOR, NOON, TODAY, payment, plan_content

CONTENT = plan_content()
FIRST, SECOND, THIRD = CONTENT.rows[:3]


def plan(state: PlanState = PlanState.ACTIVE) -> Plan:
    return Plan("plan-1", "case-1", COLLECTOR.id, NOON, CONTENT, state)


def test_what_is_proposed_carries_the_authority_and_an_expiry_of_a_week() -> None:
    assert (CONTENT.level, CONTENT.approvers) == (Level.BRANCH_MANAGER, 1)
    assert CONTENT.expires_on == TODAY + timedelta(days=7)
    assert CONTENT.schedule.total == sum(row.total for row in CONTENT.rows)


@pytest.mark.parametrize(
    ("state", "day", "health"),
    [
        (PlanState.PROPOSED, TODAY, PlanHealth.WAITING),
        (PlanState.PROPOSED, CONTENT.expires_on, PlanHealth.WAITING),
        (PlanState.PROPOSED, CONTENT.expires_on + timedelta(days=1), PlanHealth.EXPIRED),
        (PlanState.RETURNED, TODAY, PlanHealth.CLOSED),
        (PlanState.REJECTED, TODAY, PlanHealth.CLOSED),
        (PlanState.WITHDRAWN, TODAY, PlanHealth.CLOSED),
        (PlanState.SUPERSEDED, TODAY, PlanHealth.CLOSED),
        (PlanState.ACTIVE, TODAY, PlanHealth.ON_TRACK),
        (PlanState.ACTIVE, FIRST.due, PlanHealth.ON_TRACK),
        (PlanState.ACTIVE, FIRST.due + timedelta(days=1), PlanHealth.LATE),
        (PlanState.ACTIVE, FIRST.due + timedelta(days=30), PlanHealth.LATE),
        (PlanState.ACTIVE, FIRST.due + timedelta(days=31), PlanHealth.BROKEN),
        (PlanState.ACTIVE, SECOND.due + timedelta(days=1), PlanHealth.BROKEN),
    ],
)
def test_an_unpaid_plan_stands_as_its_state_and_the_date_say(state: PlanState, day: date, health: PlanHealth) -> None:
    assert standing(plan(state), (), day).health is health


def test_a_row_asks_for_its_sum_on_the_day_it_falls_due() -> None:
    assert standing(plan(), (), FIRST.due - timedelta(days=1)).due == 0
    on_the_day = standing(plan(), (), FIRST.due)
    assert (on_the_day.due, on_the_day.days_late, on_the_day.next_row) == (FIRST.total, 0, FIRST)


def test_part_of_a_row_leaves_the_rest_due() -> None:
    paid = (payment(FIRST.total - 100_00, FIRST.due),)
    late = standing(plan(), paid, FIRST.due + timedelta(days=5))
    assert (late.health, late.due, late.days_late) == (PlanHealth.LATE, 100_00, 5)


def test_money_received_up_to_the_day_of_the_plan_is_already_in_its_balance() -> None:
    assert standing(plan(), (payment(5_000_00, TODAY),), FIRST.due).paid == 0
    assert standing(plan(), (payment(5_000_00, TODAY + timedelta(days=1)),), FIRST.due).paid == 5_000_00


def test_a_broken_plan_stays_broken_because_the_original_terms_are_back() -> None:
    day = FIRST.due + timedelta(days=31)
    assert standing(plan(), (), day).broken_on == day
    paid = (payment(FIRST.total + SECOND.total, day + timedelta(days=2)),)
    later = standing(plan(), paid, THIRD.due)
    assert (later.health, later.broken_on, later.days_late) == (PlanHealth.BROKEN, day, 0)


def test_money_on_the_day_a_second_row_would_be_missed_keeps_the_plan() -> None:
    patient, day = replace(USUAL, missed_days_break=60), SECOND.due + timedelta(days=1)
    assert standing(plan(), (), day, patient).broken_on == day
    assert standing(plan(), (payment(FIRST.total, day),), day, patient).health is PlanHealth.LATE


def test_a_row_missed_beyond_the_days_let_pass_is_warned_of() -> None:
    found = [standing(plan(), (), FIRST.due + timedelta(days=days)).warned for days in (3, 4)]
    assert found == [False, True]


def test_a_reversed_payment_makes_the_plan_late_again() -> None:
    paid = (payment(FIRST.total, FIRST.due, reversed_on=FIRST.due + timedelta(days=2)),)
    assert standing(plan(), paid, FIRST.due + timedelta(days=1)).health is PlanHealth.ON_TRACK
    assert standing(plan(), paid, FIRST.due + timedelta(days=2)).health is PlanHealth.LATE


def test_a_plan_is_completed_by_its_last_cent() -> None:
    total, day = CONTENT.schedule.total, TODAY + timedelta(days=20)
    assert standing(plan(), (payment(total - 1, day),), day).health is PlanHealth.ON_TRACK
    done = standing(plan(), (payment(total, day),), day)
    assert (done.health, done.due, done.next_row) == (PlanHealth.COMPLETED, 0, None)


@given(st.lists(st.tuples(st.integers(1, 12_000_00), st.integers(1, 400)), max_size=8), st.integers(0, 420))
@settings(max_examples=80)
def test_paid_and_due_are_the_rows_that_have_fallen_due(received: list[tuple[int, int]], days: int) -> None:
    as_of = TODAY + timedelta(days=days)
    payments = [Payment(f"R{n}", TODAY + timedelta(days=d), amount) for n, (amount, d) in enumerate(received)]
    found = standing(plan(), payments, as_of)
    fallen = sum(row.total for row in CONTENT.rows if row.due <= as_of)
    assert found.due == max(0, fallen - found.paid)
    assert found.days_late == 0 or found.health in {PlanHealth.LATE, PlanHealth.BROKEN}
    assert found.days_late > 0 or found.health is not PlanHealth.LATE


@given(st.integers(0, 400), st.integers(1, 100_000_00))
@settings(max_examples=60)
def test_one_more_payment_never_makes_a_plan_worse(days: int, amount: int) -> None:
    as_of = TODAY + timedelta(days=days)
    worse = [PlanHealth.BROKEN, PlanHealth.LATE, PlanHealth.ON_TRACK, PlanHealth.COMPLETED]
    before = standing(plan(), (), as_of)
    after = standing(plan(), (payment(amount, max(TODAY + timedelta(days=1), as_of)),), as_of)
    assert worse.index(after.health) >= worse.index(before.health)
    assert after.due <= before.due


def test_a_settlement_is_kept_by_its_date_and_the_days_after_it_and_else_void() -> None:
    content = plan_content(kind=PlanKind.SETTLEMENT, instalments=1, settlement_days=2)
    one = replace(plan(), content=content)
    row = content.rows[0]
    last = row.due + timedelta(days=2)
    assert standing(one, (payment(row.total, last),), last).health is PlanHealth.COMPLETED
    assert standing(one, (), last).health is PlanHealth.LATE
    too_late = standing(one, (payment(row.total, last + timedelta(days=1)),), last + timedelta(days=1))
    assert (too_late.health, too_late.broken_on) == (PlanHealth.BROKEN, last + timedelta(days=1))
