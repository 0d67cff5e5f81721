"""Plans add up: nothing lost, nothing counted twice.

The table in the rules keeps interest since the last due date outside the arrears; our plan is made on the payoff
sum, so that interest (308.95) is part of the side pot, which is 2,161.97 rather than 1,853.02.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fieldapp.domain.calendar import add_months
from fieldapp.domain.lending.ledger import replay
from fieldapp.domain.lending.loan import Charge, Loan, RepaymentMethod
from fieldapp.domain.lending.quote import quote
from fieldapp.domain.plans.plan import PlanKind, PlanSchedule, PlanTerms, term_months
from fieldapp.domain.plans.plan_schedule import build
from fieldapp.domain.plans.plan_soundness import problems
from fieldapp.domain.plans.policy import USUAL
from tests.unit.domain.builders import TODAY, any_loan, payment, plan_terms, worked_loan

BASE = 81_581_10
TABLE_POT = 1_853_02
CURRENT_INTEREST = 308_95


def made(**changes: Any) -> PlanSchedule:
    return build(worked_loan(), plan_terms(**changes))


def codes(loan: Loan | None = None, **changes: Any) -> list[str]:
    loan = loan or worked_loan()
    own = plan_terms(**changes)
    return [refusal.code for refusal in problems(loan, own, quote(loan, own.as_of))]


def test_the_side_pot_is_the_tables_and_the_interest_since_the_last_due_date() -> None:
    pot = made().side_pot
    assert (pot.overdue_interest, pot.penalty, pot.compound, pot.costs) == (1_533_16, 296_12, 23_74, 0)
    assert pot.current_interest == CURRENT_INTEREST
    assert pot.total == TABLE_POT + CURRENT_INTEREST


def test_equal_instalments_are_the_tables_with_the_side_pot_on_the_first_row() -> None:
    plan = made()
    assert plan.base == BASE
    assert [row.principal + row.interest for row in plan.rows] == [7_248_38] * 11 + [7_248_42]
    assert plan.interest == 5_399_50
    assert [row.arrears for row in plan.rows] == [2_161_97] + [0] * 11
    assert plan.highest_row == 7_248_38 + 2_161_97


def test_equal_principal_is_the_tables() -> None:
    plan = made(kind=PlanKind.EQUAL_PRINCIPAL)
    sums = [row.principal + row.interest for row in plan.rows]
    assert (sums[0], sums[1], sums[-1], plan.interest) == (7_614_24, 7_546_26, 6_866_35, 5_302_77)


def test_a_deferral_costs_the_interest_of_the_months_between() -> None:
    """B x i x k of the table; the coming rows keep their own interest, so none has accrued beside them."""
    plan = made(kind=PlanKind.DEFERRAL, deferral_months=2)
    coming = sum(row.instalment.interest for row in replay(worked_loan(), TODAY).rows[6:])
    assert plan.interest == 1_631_62 + coming
    assert plan.side_pot.total == TABLE_POT
    assert [row.due for row in plan.rows[:2]] == [date(2026, 8, 10), date(2026, 9, 10)]
    assert [row.principal for row in plan.rows] == [r.principal for r in replay(worked_loan(), TODAY).rows[4:]]


def test_a_deferral_asks_for_the_cure_the_coming_rows_and_the_interest_between() -> None:
    plan = made(kind=PlanKind.DEFERRAL, deferral_months=3, arrears_rows=2)
    cure = quote(worked_loan(), TODAY).cure
    coming = sum(row.instalment.total for row in replay(worked_loan(), TODAY).rows[6:])
    assert plan.total == cure + coming + 2_447_43  # 81,581.10 x 1 % x 3
    assert [row.arrears for row in plan.rows] == [926_51, 926_51] + [0] * 6


def test_a_deferral_of_an_interest_only_loan_keeps_the_coming_interest() -> None:
    loan = worked_loan(method=RepaymentMethod.INTEREST_ONLY)
    plan = build(loan, plan_terms(kind=PlanKind.DEFERRAL, deferral_months=2))
    coming = sum(row.instalment.interest for row in replay(loan, TODAY).rows if row.instalment.due > TODAY)
    between = 2_400_00  # 120,000 x 1 % x 2
    assert plan.interest == between + coming


def test_what_is_waived_is_taken_from_the_side_pot() -> None:
    plan = made(waived_penalty=296_12, waived_compound=23_74)
    assert plan.waived == 319_86
    assert plan.rows[0].arrears == 2_161_97 - 319_86


def test_the_side_pot_can_be_spread_and_the_last_share_takes_the_rest() -> None:
    assert [row.arrears for row in made(arrears_rows=4).rows[:5]] == [540_49, 540_49, 540_49, 540_50, 0]


def test_a_broken_first_period_bears_interest_by_days() -> None:
    plan = made(first_due=date(2026, 8, 10))  # 16 days
    assert plan.rows[0].interest == 435_10  # 81,581.10 x 12 % x 16 / 360


def test_a_plan_at_a_lower_rate_costs_less() -> None:
    assert made(annual_rate=Decimal("0.06")).interest < made().interest
    assert made(annual_rate=Decimal(0)).interest == 0


@pytest.mark.parametrize(
    ("last_due", "months"),
    [(date(2027, 7, 25), 12), (date(2027, 7, 26), 13), (date(2027, 7, 24), 12), (date(2026, 8, 1), 1)],
)
def test_begun_months_count_whole(last_due: date, months: int) -> None:
    plan = made()
    moved = replace(plan, rows=(*plan.rows[:-1], replace(plan.rows[-1], due=last_due)))
    assert term_months(TODAY, moved) == months


@given(
    any_loan(),
    st.integers(0, 400),
    st.sampled_from([PlanKind.EQUAL_INSTALMENT, PlanKind.EQUAL_PRINCIPAL]),
    st.integers(1, 36),
    st.integers(1, 31),
    st.integers(0, 100),
)
@settings(max_examples=80)
def test_a_plan_repays_the_payoff_less_the_waiver_and_its_own_interest(
    loan: Loan, days: int, kind: PlanKind, count: int, first: int, waiver: int
) -> None:
    as_of = loan.terms.first_due + timedelta(days=days)
    sums = quote(loan, as_of)
    assume(sums.payoff > 0)
    own = PlanTerms(
        kind,
        loan.id,
        as_of,
        count,
        as_of + timedelta(days=first),
        loan.terms.annual_rate,
        waived_penalty=sums.penalty * waiver // 100,
        waived_compound=sums.compound * waiver // 100,
        arrears_rows=min(3, count),
    )
    assert problems(loan, own, sums) == ()
    plan = build(loan, own)
    assert sum(row.principal for row in plan.rows) == plan.base == sums.principal
    assert plan.total == sums.payoff - plan.waived + plan.interest
    assert plan.rows[-1].balance == 0
    assert all(min(row.principal, row.interest, row.arrears, row.balance) >= 0 for row in plan.rows)
    assert all(row.due > as_of for row in plan.rows)


@given(any_loan(), st.integers(0, 300), st.integers(1, USUAL.max_deferral_months), st.integers(1, 12))
@settings(max_examples=60)
def test_a_deferral_moves_every_unpaid_row_and_loses_no_principal(
    loan: Loan, days: int, months: int, arrears_rows: int
) -> None:
    as_of = loan.terms.first_due + timedelta(days=days)
    sums = quote(loan, as_of)
    assume(sums.principal > 0)
    own = plan_terms(
        kind=PlanKind.DEFERRAL,
        as_of=as_of,
        deferral_months=months,
        arrears_rows=arrears_rows,
        annual_rate=loan.terms.annual_rate,
    )
    plan = build(loan, own)
    assert sum(row.principal for row in plan.rows) == plan.base == sums.principal
    assert sum(row.arrears for row in plan.rows) == sums.cure - sums.overdue_principal
    assert plan.rows[-1].balance == 0


def test_sound_terms_have_no_problems() -> None:
    assert codes() == []
    assert codes(kind=PlanKind.DEFERRAL, deferral_months=2) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"waived_penalty": 296_13}, "plan.waiver_too_large"),
        ({"waived_compound": 23_75}, "plan.waiver_too_large"),
        ({"waived_penalty": -1}, "plan.waiver_too_large"),
        ({"annual_rate": Decimal("0.1201")}, "plan.rate_too_high"),
        ({"annual_rate": Decimal("-0.01")}, "plan.rate_too_high"),
        ({"instalments": 0}, "plan.instalments_out_of_range"),
        ({"instalments": USUAL.max_instalments + 1}, "plan.instalments_out_of_range"),
        ({"arrears_rows": 0}, "plan.arrears_rows_out_of_range"),
        ({"arrears_rows": 13}, "plan.arrears_rows_out_of_range"),
        ({"first_due": TODAY}, "plan.first_due_too_early"),
        ({"first_due": TODAY + timedelta(days=32)}, "plan.first_due_too_late"),
        ({"kind": PlanKind.DEFERRAL, "deferral_months": 0}, "plan.deferral_out_of_range"),
        ({"kind": PlanKind.DEFERRAL, "deferral_months": 7}, "plan.deferral_out_of_range"),
        ({"kind": PlanKind.DEFERRAL, "deferral_months": 1}, "plan.deferral_too_short"),
    ],
)
def test_unsound_terms_are_refused_with_the_reason(changes: dict[str, Any], code: str) -> None:
    assert codes(**changes) == [code]


def test_several_problems_are_all_told() -> None:
    found = codes(annual_rate=Decimal("0.2"), instalments=0, first_due=TODAY)
    assert found == ["plan.rate_too_high", "plan.instalments_out_of_range", "plan.first_due_too_early"]


def test_a_loan_that_owes_nothing_needs_no_plan() -> None:
    settled = worked_loan(payment(200_000_00, date(2026, 2, 1)), paid=0)
    assert codes(settled) == ["plan.nothing_owed"]


def test_a_deferral_cannot_lose_the_side_pot_over_no_rows() -> None:
    assert codes(kind=PlanKind.DEFERRAL, deferral_months=2, arrears_rows=0) != []


def test_a_deferral_needs_principal_to_defer() -> None:
    """All instalments are paid, only a cost of 200 yuan is still owed."""
    loan = worked_loan(payment(200_000_00, date(2026, 2, 1)), paid=0)
    loan = replace(loan, charges=(Charge("C1", TODAY, 200_00),))
    assert quote(loan, TODAY).principal == 0
    assert codes(loan, kind=PlanKind.DEFERRAL, deferral_months=2) != []


def test_a_deferred_due_date_steps_from_the_anchor_of_the_loan() -> None:
    loan = worked_loan(paid=0, disbursed_on=date(2025, 12, 31), first_due=date(2026, 1, 31))
    own = plan_terms(kind=PlanKind.DEFERRAL, as_of=date(2026, 2, 1), deferral_months=1)
    anchor = loan.terms.first_due
    assert [row.due for row in build(loan, own).rows] == [add_months(anchor, k) for k in range(1, 13)]
