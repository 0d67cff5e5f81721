"""What would bring a plan within somebody's authority: the smallest change, or why no change can."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.lending.loan import ExplicitRow
from fieldapp.domain.plans.authority import Level, required
from fieldapp.domain.plans.plan import PlanKind, PlanTerms
from fieldapp.domain.plans.plan_life import figures
from fieldapp.domain.plans.plan_schedule import Ground, build_on, ground_at
from fieldapp.domain.plans.plan_soundness import problems_on
from fieldapp.domain.plans.within_authority import Asking, OutOfReach, TermChange, Within, advise, within
from tests.unit.domain.builders import MATRIX, TODAY, plan_terms, terms, worked_loan

GROUND = ground_at(worked_loan(), TODAY)
SMALL_LOAN = replace(worked_loan(), terms=terms(principal=9_000_00), payments=())
SMALL = ground_at(SMALL_LOAN, TODAY)
ALONE = Asking()


def found(ground: Ground, own: PlanTerms, level: Level, asking: Asking = ALONE) -> Within | OutOfReach:
    return within(ground, own, level, MATRIX, asking)


def test_a_plan_that_is_within_already_needs_no_change() -> None:
    own = plan_terms(instalments=3)
    assert found(SMALL, own, Level.COLLECTOR) == Within(Level.COLLECTOR, own, ())


def test_fewer_rows_are_the_smallest_change_of_a_term_too_long() -> None:
    answer = found(GROUND, plan_terms(instalments=40, arrears_rows=40), Level.BRANCH_MANAGER)
    assert isinstance(answer, Within)
    assert answer.changes == (TermChange("instalments", 40, 24),)
    assert answer.terms.arrears_rows == 24


def test_a_waiver_gives_way_only_as_far_as_it_must() -> None:
    pot = SMALL.pot
    own = plan_terms(instalments=6, waived_penalty=pot.penalty, waived_compound=pot.compound)
    answer = found(SMALL, own, Level.TEAM_LEAD)
    assert isinstance(answer, Within)
    kept = answer.terms.waived_penalty + answer.terms.waived_compound
    assert kept == (pot.penalty + pot.compound) // 2
    assert answer.terms.waived_compound == pot.compound, "penalty gives way before compound interest"


def test_interest_gives_way_before_costs_and_compound_after_penalty() -> None:
    pot = replace(SMALL.pot, costs=500_00)
    ground = replace(SMALL, pot=pot)
    own = plan_terms(instalments=3, waived_interest=10_00, waived_costs=500_00, waived_compound=pot.compound)
    answer = found(ground, own, Level.BRANCH_MANAGER)
    assert isinstance(answer, Within)
    allowed = int((pot.interest + pot.costs) * MATRIX.limits[2].interest_waiver)
    assert (answer.terms.waived_interest, answer.terms.waived_costs) == (0, allowed)
    assert answer.terms.waived_compound == pot.compound
    lead = found(ground, replace(own, waived_interest=0, waived_costs=0), Level.TEAM_LEAD)
    assert isinstance(lead, Within)
    assert lead.terms.waived_compound <= (pot.penalty + pot.compound) // 2


def test_the_principal_waived_comes_down_to_what_may_be_granted() -> None:
    own = plan_terms(kind=PlanKind.SETTLEMENT, instalments=1, waived_principal=GROUND.principal // 10)
    answer = found(GROUND, own, Level.BRANCH_MANAGER)
    assert isinstance(answer, Within)
    assert answer.changes == (TermChange("waived_principal", GROUND.principal // 10, GROUND.principal // 20),)


def test_a_deferral_gets_shorter_as_long_as_it_is_one() -> None:
    ground = ground_at(worked_loan(principal=40_000_00), TODAY)
    own = plan_terms(kind=PlanKind.DEFERRAL, instalments=1, deferral_months=4)
    answer = found(ground, own, Level.TEAM_LEAD)
    assert isinstance(answer, OutOfReach), "the contract's own rows reach beyond six months"
    assert {one.criterion for one in answer.left} == {"term", "deferral"}
    longer = found(ground, replace(own, deferral_months=6), Level.BRANCH_MANAGER)
    assert longer == Within(Level.BRANCH_MANAGER, replace(own, deferral_months=6), ())


def test_a_shorter_deferral_is_found_where_one_is_enough() -> None:
    matrix = replace(MATRIX, limits=tuple(replace(one, term_months=None) for one in MATRIX.limits))
    ground = ground_at(worked_loan(principal=40_000_00), TODAY)
    own = plan_terms(kind=PlanKind.DEFERRAL, instalments=1, deferral_months=4)
    answer = within(ground, own, Level.TEAM_LEAD, matrix, ALONE)
    assert isinstance(answer, Within)
    assert answer.changes == (TermChange("deferral_months", 4, 2),)


def test_where_even_one_row_is_too_long_no_shortening_helps() -> None:
    none = replace(MATRIX, limits=tuple(replace(one, term_months=0) for one in MATRIX.limits))
    answer = within(SMALL, plan_terms(instalments=3), Level.TEAM_LEAD, none, ALONE)
    assert isinstance(answer, OutOfReach)
    assert [one.criterion for one in answer.left] == ["term"]
    deferred = plan_terms(kind=PlanKind.DEFERRAL, instalments=1, deferral_months=6)
    assert isinstance(within(SMALL, deferred, Level.TEAM_LEAD, none, ALONE), OutOfReach)


def test_rows_written_one_by_one_are_left_as_they_are() -> None:
    rows = tuple(ExplicitRow(row.due) for row in build_on(SMALL, plan_terms(instalments=12)).rows)
    own = plan_terms(kind=PlanKind.CUSTOM, instalments=12, rows=rows)
    answer = found(SMALL, own, Level.TEAM_LEAD)
    assert isinstance(answer, OutOfReach)
    assert [one.criterion for one in answer.left] == ["term"]


@pytest.mark.parametrize(
    ("ground", "asking", "criteria"),
    [
        (GROUND, ALONE, ["balance"]),
        (SMALL, Asking(unconsented=1), ["consent"]),
        (SMALL, Asking(earlier_restructures=1), ["restructures"]),
        (GROUND, Asking(1, 1), ["balance", "consent", "restructures"]),
    ],
)
def test_what_hangs_on_no_term_is_said_at_once(ground: Ground, asking: Asking, criteria: list[str]) -> None:
    answer = found(ground, plan_terms(instalments=2), Level.COLLECTOR, asking)
    assert isinstance(answer, OutOfReach)
    assert [one.criterion for one in answer.left] == criteria


def test_a_further_restructure_asks_for_the_limits_of_the_level_below() -> None:
    own = plan_terms(instalments=6)
    answer = found(SMALL, own, Level.TEAM_LEAD, Asking(earlier_restructures=1))
    assert isinstance(answer, Within)
    assert answer.changes == (TermChange("instalments", 6, 3),)


def test_advice_names_the_nearest_level_that_a_change_reaches() -> None:
    advice = advise(GROUND, plan_terms(instalments=40, arrears_rows=40), Level.COLLECTOR, MATRIX, ALONE)
    assert isinstance(advice.own, OutOfReach)
    assert advice.nearest is not None
    assert (advice.nearest.level, advice.nearest.terms.instalments) == (Level.BRANCH_MANAGER, 24)
    near = advise(GROUND, plan_terms(instalments=12), Level.COLLECTOR, MATRIX, ALONE)
    assert near.nearest is None, "nothing below what it needs already can be reached"
    mine = advise(SMALL, plan_terms(instalments=9), Level.COLLECTOR, MATRIX, ALONE)
    assert isinstance(mine.own, Within)
    assert mine.nearest is None


@given(
    st.integers(1, 48),
    st.sampled_from([PlanKind.EQUAL_INSTALMENT, PlanKind.EQUAL_PRINCIPAL, PlanKind.RE_AGE, PlanKind.CARD_STYLE]),
    st.sampled_from(list(Level)),
    st.booleans(),
)
def test_what_is_found_is_sound_within_and_no_smaller_change_is(
    count: int, kind: PlanKind, level: Level, waive: bool
) -> None:
    own = plan_terms(kind=kind, instalments=count, waived_penalty=SMALL.pot.penalty if waive else 0)
    answer = found(SMALL, own, level)
    if isinstance(answer, OutOfReach):
        assert answer.left
        return
    assert not problems_on(SMALL, answer.terms)
    assert required(figures(answer.terms, build_on(SMALL, answer.terms)), MATRIX).level <= level
    if answer.terms.instalments < count:
        longer = replace(answer.terms, instalments=answer.terms.instalments + 1)
        assert required(figures(longer, build_on(SMALL, longer)), MATRIX).level > level
    if answer.terms.waived_penalty < own.waived_penalty:
        more = replace(answer.terms, waived_penalty=answer.terms.waived_penalty + 1)
        assert required(figures(more, build_on(SMALL, more)), MATRIX).level > level
