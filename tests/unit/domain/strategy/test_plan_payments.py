"""A plan's own rows as the payments a comparison values."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.plans.plan_schedule import build
from fieldapp.domain.strategy.comparison import payments_of
from tests.unit.domain.builders import TODAY, plan_terms, worked_loan


def test_whole_months_count_as_such_and_other_spans_by_their_days() -> None:
    rows = build(worked_loan(), plan_terms(instalments=3)).rows
    assert [one.month for one in payments_of(rows, TODAY)] == [Decimal(1), Decimal(2), Decimal(3)]
    near = [replace(rows[0], due=TODAY + timedelta(days=73))]
    assert payments_of(near, TODAY)[0].month == Decimal("2.4")


@given(st.integers(1, 36), st.integers(1, 6))
def test_the_balance_falls_by_principal_and_what_had_accrued_to_nothing(count: int, spread: int) -> None:
    schedule = build(worked_loan(), plan_terms(instalments=count, arrears_rows=min(spread, count)))
    found = payments_of(schedule.rows, TODAY)
    assert found[0].balance == schedule.base + schedule.side_pot.total
    assert sum(one.amount for one in found) == schedule.total
    last = schedule.rows[-1]
    assert found[-1].balance == last.principal + last.arrears
