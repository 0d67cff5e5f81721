"""Every kind of plan on the worked loan, to the cent: base 81,581.10, arrears 1,853.02, payoff 83,743.07."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.domain.calendar import add_months
from fieldapp.domain.lending.ledger import replay
from fieldapp.domain.lending.loan import ExplicitRow, PeriodUnit, Step
from fieldapp.domain.lending.quote import quote
from fieldapp.domain.plans.plan import PlanKind, PlanSchedule, PlanTerms, term_months
from fieldapp.domain.plans.plan_schedule import Ground, build, build_on, deferrable, ground_of
from fieldapp.domain.plans.plan_soundness import problems, problems_on
from fieldapp.domain.plans.policy import USUAL
from fieldapp.domain.plans.solver import capacity_per_row, fewest_rows
from fieldapp.rule_packs.plans import plan_policy
from tests.unit.domain.builders import TODAY, payment, plan_terms, worked_loan

LOAN = worked_loan()
SUMS = quote(LOAN, TODAY)
GROUND = ground_of(SUMS, LOAN.terms)


def made(kind: PlanKind, **changes: Any) -> PlanSchedule:
    terms = plan_terms(kind=kind, **changes)
    assert problems(LOAN, terms, SUMS) == ()
    return build(LOAN, terms)


def parts(plan: PlanSchedule) -> list[int]:
    """Principal and interest of each row, without its share of the arrears."""
    return [row.principal + row.interest for row in plan.rows]


def refused(kind: PlanKind, **changes: Any) -> list[str]:
    return [each.code for each in problems(LOAN, plan_terms(kind=kind, **changes), SUMS)]


def test_the_policy_that_is_shipped_is_the_usual_one() -> None:
    assert replace(plan_policy(), version=USUAL.version) == USUAL


def test_interest_only_ends_with_a_balloon() -> None:
    plan = made(PlanKind.INTEREST_ONLY, instalments=6)
    assert parts(plan) == [815_81] * 5 + [82_396_91]


def test_steps_are_asked_for_as_agreed_and_the_rest_is_level() -> None:
    plan = made(PlanKind.STEP_UP, instalments=12, steps=(Step(3, 4_000_00), Step(3, 7_000_00)))
    assert plan.rows[5].balance == 52_901_63
    assert parts(plan) == [4_000_00] * 3 + [7_000_00] * 3 + [9_128_09] * 5 + [9_128_11]


def test_a_settlement_waives_what_is_listed_and_asks_for_the_rest_at_once() -> None:
    """The principal and half of the overdue interest: 81,581.10 + 766.58."""
    waived = {"waived_interest": 766_58 + 308_95, "waived_penalty": 296_12, "waived_compound": 23_74}
    plan = made(PlanKind.SETTLEMENT, instalments=1, **waived)
    assert ([row.total for row in plan.rows], plan.waived) == ([82_347_68], 1_395_39)
    assert round(Decimal(plan.waived) * 100 / SUMS.payoff, 2) == Decimal("1.67")
    less = made(PlanKind.SETTLEMENT, instalments=1, waived_principal=1_581_10, **waived)
    assert ([row.total for row in less.rows], less.waived) == ([80_766_58], 2_976_49)


def test_a_re_age_makes_the_overdue_interest_principal_and_leaves_the_penalty_in_the_side_pot() -> None:
    plan = made(PlanKind.RE_AGE, instalments=18)
    assert plan.base == 83_114_26
    assert parts(plan) == [5_068_48] * 17 + [5_068_43]
    assert (plan.side_pot.overdue_interest, plan.rows[0].arrears) == (0, 296_12 + 23_74 + 308_95)


def test_a_card_style_plan_divides_the_payoff_and_pays_what_had_accrued_first() -> None:
    plan = made(PlanKind.CARD_STYLE, instalments=60)
    assert [row.total for row in plan.rows] == [1_395_72] * 59 + [1_395_59]
    assert [row.arrears for row in plan.rows[:3]] == [1_395_72, 766_25, 0]
    assert sum(row.principal for row in plan.rows) == plan.base == 81_581_10
    assert plan.interest == 0


def test_weekly_rows_count_their_days() -> None:
    plan = made(PlanKind.EQUAL_INSTALMENT, instalments=26, unit=PeriodUnit.WEEKS, first_due=date(2026, 8, 1))
    assert parts(plan) == [3_237_53] * 25 + [3_237_64]
    assert plan.rows[-1].due == date(2027, 1, 23)
    assert term_months(TODAY, plan) == 6


def test_a_season_names_its_dates_and_each_asks_for_the_same() -> None:
    """Rows only after the harvests; 26 days of July are counted by days, three and seven months as months."""
    dates = (date(2026, 8, 20), date(2026, 11, 20), date(2027, 6, 20))
    plan = made(PlanKind.CUSTOM, instalments=3, first_due=dates[0], rows=tuple(map(ExplicitRow, dates)))
    assert [row.due for row in plan.rows] == list(dates)
    assert plan.rows[0].interest == 707_04  # 81,581.10 x 12 % x 26 / 360
    assert plan.rows[1].interest == round((81_581_10 - plan.rows[0].principal) * 0.03)
    assert parts(plan) == [28_589_82, 28_589_82, 28_589_81]


def test_custom_rows_ask_for_what_they_say_and_the_last_takes_the_rest() -> None:
    rows = (
        ExplicitRow(date(2026, 8, 20), amount=20_000_00),
        ExplicitRow(date(2026, 11, 20), principal=30_000_00),
        ExplicitRow(date(2027, 6, 20)),
    )
    plan = made(PlanKind.CUSTOM, instalments=3, first_due=rows[0].due, rows=rows)
    assert parts(plan)[0] == 20_000_00
    assert [row.principal for row in plan.rows] == [19_292_96, 30_000_00, 32_288_14]


def test_a_deferral_costs_the_interest_of_the_months_between() -> None:
    plan = made(PlanKind.DEFERRAL, deferral_months=2)
    own = sum(row.interest for row in LOAN_ROWS[6:])
    assert plan.interest == own + 1_631_62


LOAN_ROWS = tuple(row.instalment for row in replay(LOAN, TODAY).rows)


def test_a_deferral_of_weekly_rows_moves_each_by_whole_months() -> None:
    weekly = worked_loan(unit=PeriodUnit.WEEKS, first_due=date(2026, 7, 3), instalments=20, paid=0)
    terms = plan_terms(kind=PlanKind.DEFERRAL, deferral_months=1)
    assert problems(weekly, terms, quote(weekly, TODAY)) == ()
    dues = [row.instalment.due for row in replay(weekly, TODAY).rows if row.principal]
    assert [row.due for row in build(weekly, terms).rows] == [add_months(due, 1) for due in dues]


REFUSALS: list[tuple[PlanKind, dict[str, Any], str]] = [
    (PlanKind.STEP_UP, {}, "plan.term_missing"),
    (PlanKind.STEP_UP, {"steps": (Step(12, 7_000_00),)}, "plan.steps_leave_no_row"),
    (PlanKind.STEP_UP, {"steps": (Step(3, 800_00),)}, "plan.row_below_interest"),
    (PlanKind.EQUAL_INSTALMENT, {"steps": (Step(3, 7_000_00),)}, "plan.term_means_nothing"),
    (PlanKind.EQUAL_INSTALMENT, {"settlement_days": 3}, "plan.term_means_nothing"),
    (PlanKind.EQUAL_INSTALMENT, {"waived_principal": 1}, "plan.term_means_nothing"),
    (PlanKind.EQUAL_INSTALMENT, {"every": 0}, "plan.term_missing"),
    (PlanKind.EQUAL_INSTALMENT, {"waived_interest": 1_842_12}, "plan.waiver_too_large"),
    (PlanKind.EQUAL_INSTALMENT, {"waived_costs": 1}, "plan.waiver_too_large"),
    (PlanKind.RE_AGE, {"waived_interest": 308_96}, "plan.waiver_too_large"),
    (PlanKind.SETTLEMENT, {}, "plan.instalments_out_of_range"),
    (PlanKind.SETTLEMENT, {"instalments": 1, "settlement_days": -1}, "plan.term_missing"),
    (PlanKind.CUSTOM, {"instalments": 2}, "plan.term_missing"),
    (PlanKind.CUSTOM, {"instalments": 2, "rows": (ExplicitRow(date(2026, 8, 25)),)}, "plan.rows_out_of_order"),
    (
        PlanKind.CUSTOM,
        {"instalments": 1, "rows": (ExplicitRow(date(2026, 8, 25), principal=1, amount=1),)},
        "plan.rows_say_too_little",
    ),
    (
        PlanKind.CUSTOM,
        {"instalments": 2, "rows": (ExplicitRow(date(2026, 8, 25), amount=1), ExplicitRow(date(2026, 9, 25)))},
        "plan.row_below_interest",
    ),
    (
        PlanKind.CUSTOM,
        {
            "instalments": 2,
            "rows": (ExplicitRow(date(2026, 8, 25), principal=90_000_00), ExplicitRow(date(2026, 9, 25))),
        },
        "plan.rows_do_not_sum",
    ),
    (
        PlanKind.CUSTOM,
        {"instalments": 1, "rows": (ExplicitRow(date(2026, 8, 25), amount=90_000_00),)},
        "plan.rows_do_not_sum",
    ),
]


@pytest.mark.parametrize(("kind", "changes", "code"), REFUSALS)
def test_terms_that_cannot_be_meant_are_refused(kind: PlanKind, changes: dict[str, Any], code: str) -> None:
    assert code in refused(kind, **changes)


def test_a_first_row_below_the_policy_and_a_rate_above_the_cap_are_refused() -> None:
    strict = replace(USUAL, first_row_share=Decimal("0.2"), rate_cap=Decimal("0.10"))
    codes = [each.code for each in problems(LOAN, plan_terms(), SUMS, strict)]
    assert codes == ["plan.rate_too_high"]
    codes = [each.code for each in problems(LOAN, plan_terms(annual_rate=Decimal("0.10")), SUMS, strict)]
    assert codes == ["plan.first_row_too_small"]


def test_a_loan_without_principal_left_has_nothing_to_defer() -> None:
    paid = worked_loan(payment(SUMS.payoff))
    terms = plan_terms(kind=PlanKind.DEFERRAL, deferral_months=1)
    assert {each.code for each in problems(paid, terms, quote(paid, TODAY))} == {
        "plan.nothing_owed",
        "plan.nothing_to_defer",
    }
    assert deferrable((), TODAY) == []


def test_the_fewest_rows_within_capacity_are_minimal() -> None:
    """Without arrears thirty-nine rows fit into 2,576.00; with them spread over all rows it takes forty."""
    found = fewest_rows(GROUND, plan_terms(), 2_576_00)
    assert found is not None
    assert found.instalments == 40
    plain = replace(GROUND, pot=replace(GROUND.pot, overdue_interest=0, penalty=0, compound=0, current_interest=0))
    bare = fewest_rows(plain, plan_terms(), 2_576_00)
    assert bare is not None
    assert bare.instalments == 39


def test_where_even_the_longest_plan_asks_for_more_there_is_none() -> None:
    assert fewest_rows(GROUND, plan_terms(), 1_000_00) is None


def test_a_monthly_capacity_is_cut_to_the_rhythm_of_the_rows() -> None:
    weekly = plan_terms(unit=PeriodUnit.WEEKS)
    assert capacity_per_row(3_650_00, weekly) == 840_00  # 3,650.00 x 12 x 7 / 365
    assert capacity_per_row(3_650_00, plan_terms(every=3)) == 10_950_00


KINDS = st.sampled_from(
    [PlanKind.EQUAL_INSTALMENT, PlanKind.EQUAL_PRINCIPAL, PlanKind.INTEREST_ONLY, PlanKind.RE_AGE, PlanKind.CARD_STYLE]
)


@st.composite
def grounds(draw: st.DrawFn) -> Ground:
    sums = {name: draw(st.integers(0, 5_000_00)) for name in ("overdue_interest", "penalty", "compound", "costs")}
    pot = replace(GROUND.pot, current_interest=draw(st.integers(0, 2_000_00)), **sums)
    return replace(GROUND, principal=draw(st.integers(1_000_00, 300_000_00)), pot=pot)


@given(grounds(), KINDS, st.integers(1, 60), st.integers(1, 60))
@settings(max_examples=80)
def test_every_plan_pays_what_is_owed_and_its_own_interest(ground: Ground, kind: PlanKind, n: int, spread: int) -> None:
    terms = plan_terms(kind=kind, instalments=n, arrears_rows=min(n, spread), waived_penalty=ground.pot.penalty)
    assert problems_on(ground, terms) == ()
    plan = build_on(ground, terms)
    assert plan.total == ground.principal + ground.pot.total - ground.pot.penalty + plan.interest
    assert sum(row.principal for row in plan.rows) == plan.base
    assert all(row.due > TODAY and row.total >= 0 for row in plan.rows)
    assert plan.rows[-1].balance == 0


@given(grounds(), KINDS, st.integers(500_00, 40_000_00))
@settings(max_examples=25, deadline=None)
def test_no_shorter_plan_is_within_capacity(ground: Ground, kind: PlanKind, capacity: int) -> None:
    terms: PlanTerms = plan_terms(kind=kind)
    found = fewest_rows(ground, terms, capacity)
    counts = range(1, found.instalments if found else USUAL.max_instalments + 1)
    for count in counts:
        shorter = replace(terms, instalments=count, arrears_rows=count)
        assert build_on(ground, shorter).highest_row > capacity
    if found:
        assert build_on(ground, found).highest_row <= capacity
